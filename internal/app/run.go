package app

import (
	"context"
	"errors"
	"fmt"
	"net"
	"sync"
	"time"
)

const (
	// keysLive is how long the answer to an Idempotency-Key is kept, and
	// tidyPause how often what is old is dropped.
	keysLive  = 7 * 24 * time.Hour
	tidyPause = time.Hour
)

// crew is a number of goroutines that are told to stop together.
type crew struct {
	stop    context.CancelFunc
	working sync.WaitGroup
	failed  chan<- error
}

// employ makes a crew that works under a context of its own: it is told when to
// go, in its turn.
func employ(ctx context.Context, failed chan<- error) (*crew, context.Context) {
	own, stop := context.WithCancel(context.WithoutCancel(ctx))
	return &crew{stop: stop, failed: failed}, own
}

// start starts a worker whose error ends the program.
func (c *crew) start(name string, work func() error) {
	c.working.Go(func() {
		if err := work(); err != nil {
			select {
			case c.failed <- fmt.Errorf("%s: %w", name, err):
			default:
			}
		}
	})
}

// dismiss tells the crew to stop and waits for it.
func (c *crew) dismiss() {
	c.stop()
	c.working.Wait()
}

// Run works until ctx ends, and returns nil then. It returns an error when the
// database is damaged or an address cannot be served any more.
func (a *App) Run(ctx context.Context) error {
	failed := make(chan error, 1)
	publishing, feeding := employ(ctx, failed)
	publishing.start("feed", func() error { return a.feed.Run(feeding) })
	publishing.start("floor", func() error {
		a.pulse.run(feeding, a.countFloor)
		return nil
	})
	serving, answering := employ(ctx, failed)
	for _, listener := range []net.Listener{a.local, a.tcp} {
		if listener != nil {
			serving.start("listen on "+listener.Addr().String(), func() error { return a.web.Serve(answering, listener) })
		}
	}
	printing, printed := employ(ctx, failed)
	scanning, read := employ(ctx, failed)
	if !a.options.Office {
		printing.start("printers", func() error {
			a.spool.Run(printed)
			return nil
		})
		printing.start("alternate printers", func() error {
			a.relieve(printed)
			return nil
		})
		a.scan(read, scanning)
	}
	var err error
	select {
	case <-ctx.Done():
	case err = <-failed:
	case <-a.ledger.Broken():
		err = fmt.Errorf("the database cannot be trusted any more, start the server again: %w", a.ledger.Err())
	}
	a.leaving.Store(true)
	for _, c := range []*crew{scanning, printing, serving, publishing} {
		c.dismiss()
	}
	return err
}

// scan starts a goroutine per scanner, and those that look after devices and
// what is old.
func (a *App) scan(ctx context.Context, scanning *crew) {
	for _, p := range a.ports {
		scanning.start("scanner", func() error { return p.run(ctx) })
	}
	scanning.start("health of devices", func() error {
		a.devices.watch(ctx)
		return nil
	})
	scanning.start("what is old", func() error {
		a.tidy(ctx)
		return nil
	})
}

// tidy drops keys that nobody asks for any more, and the bytes of labels that
// were kept long enough.
func (a *App) tidy(ctx context.Context) {
	tick := time.NewTicker(tidyPause)
	defer tick.Stop()
	for {
		if _, err := a.ledger.ForgetKeys(ctx, a.now().Add(-keysLive)); err != nil && !errors.Is(err, context.Canceled) {
			a.log.Warn("old keys could not be dropped; it is tried again", "error", err)
		}
		if err := a.forgetBytes(ctx); err != nil && !errors.Is(err, context.Canceled) {
			a.log.Warn("old bytes of labels could not be dropped; it is tried again", "error", err)
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return
		}
	}
}

func (a *App) forgetBytes(ctx context.Context) error {
	keep := a.options.Config.Print.KeepBytes.Duration
	if keep == 0 {
		return nil
	}
	dropped, err := a.warehouse.ForgetBytes(ctx, a.now().Add(-keep))
	if dropped > 0 {
		a.log.Info("old bytes of labels were dropped", "labels", dropped)
	}
	return err
}
