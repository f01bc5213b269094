package app

import (
	"context"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

func TestTheFloorIsCountedFourTimesASecondAndOnceAMinute(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, stop := context.WithCancel(t.Context())
		p := newPulse()
		var counts atomic.Int64
		ended := make(chan struct{})
		go func() {
			defer close(ended)
			p.run(ctx, func() { counts.Add(1) })
		}()
		for range 1000 {
			p.stir()
			time.Sleep(10 * time.Millisecond)
		}
		if n := counts.Load(); n < 38 || n > 41 {
			t.Errorf("10 s of scans: counted %d times", n)
		}
		time.Sleep(time.Second)
		counts.Store(0)
		time.Sleep(10 * time.Minute)
		if n := counts.Load(); n != 10 {
			t.Errorf("10 quiet minutes: counted %d times", n)
		}
		stop()
		<-ended
	})
}
