package spool

import (
	"math/rand/v2"
	"time"
)

const (
	backoffFirst   = 250 * time.Millisecond
	backoffLongest = 8 * time.Second
)

// backoff doubles from 250 ms to 8 s, less up to a quarter by chance, so that
// printers that failed together are not asked together. Eight seconds is what
// a packer waits at most after putting paper in.
func backoff(n int) time.Duration {
	pause := min(backoffFirst<<min(n-1, 10), backoffLongest)
	return pause - rand.N(pause/4)
}
