package app

import (
	"context"
	"errors"
	"time"

	"tallyman/devices/line"
	"tallyman/internal/config"
)

// alternatePause is how often troubled printers with an alternate are looked at.
const alternatePause = time.Second

// relieve hands what waits for a printer that has been in trouble for long to
// the printers of its station's alternate, until ctx ends.
func (a *App) relieve(ctx context.Context) {
	tick := time.NewTicker(alternatePause)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
		case <-ctx.Done():
			return
		}
		for _, s := range a.options.Config.Stations {
			a.relieveStation(ctx, s)
		}
	}
}

// relieveStation moves the queues of a station's printers. What is asked of the
// alternate while it has trouble itself would wait there no less.
func (a *App) relieveStation(ctx context.Context, s config.Station) {
	if s.Alternate == "" || a.devices.inTrouble(a.devices.labels[s.Alternate], 0) != "" {
		return
	}
	for _, url := range []string{s.Labels, s.Documents} {
		trouble := a.devices.inTrouble(url, a.options.Config.Print.AlternateAfter.Duration)
		if trouble == "" {
			continue
		}
		answer, err := a.warehouse.MoveQueue(ctx, url, s.Alternate, "rule", trouble)
		switch {
		case err != nil && !errors.Is(err, context.Canceled):
			a.log.Warn("print jobs could not be moved; it is tried again", "from", s.ID, "to", s.Alternate, "error", err)
		case err == nil && answer.Verdict.Accepted():
			a.log.Info("print jobs were moved", "from", s.ID, "to", s.Alternate, "jobs", answer.Verdict.Said.Quantity, "trouble", trouble)
		}
	}
}

// inTrouble says what has been wrong with a printer for so long; "" is nothing.
func (d *devices) inTrouble(url string, at time.Duration) string {
	p := d.printers[url]
	if p == nil {
		return ""
	}
	state, trouble, since := p.now()
	switch {
	case state != line.Down && trouble == "", d.clock().Sub(since) < at:
		return ""
	case trouble == "":
		return "offline"
	}
	return string(trouble)
}
