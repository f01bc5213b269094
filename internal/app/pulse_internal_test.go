package app

import (
	"context"
	"testing"
	"testing/synctest"
	"time"
)

func TestTheFloorIsCountedFourTimesASecondAndOnceAMinute(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, stop := context.WithCancel(t.Context())
		p, counts := newPulse(), 0
		ended := make(chan struct{})
		go func() {
			defer close(ended)
			p.run(ctx, func() { counts++ })
		}()
		for range 1000 {
			p.stir()
			time.Sleep(10 * time.Millisecond)
		}
		if counts < 38 || counts > 41 {
			t.Errorf("10 s of scans: counted %d times", counts)
		}
		time.Sleep(time.Second)
		counts = 0
		time.Sleep(10 * time.Minute)
		if counts != 10 {
			t.Errorf("10 quiet minutes: counted %d times", counts)
		}
		stop()
		<-ended
	})
}
