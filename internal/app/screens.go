package app

import (
	"context"
	"time"

	"tallyman/internal/floor"
	"tallyman/internal/station"
	"tallyman/internal/view"
	"tallyman/internal/warehouse"
	"tallyman/internal/web"
)

// ScanFromScreen takes what a screen read the way of a scan. A screen sends a
// scan again until it has the answer, and the same id is the same scan: so the
// answer counts as heard. Reads that waited for the network arrive together: the
// screen says how far apart they were made, or two units would be one double.
func (a *App) ScanFromScreen(ctx context.Context, id floor.StationID, read web.ScreenScan) (warehouse.Answer, error) {
	window, known := a.window(id)
	if !known {
		return warehouse.Answer{}, view.ErrNotFound
	}
	if err := a.atScreen(ctx, id); err != nil {
		return warehouse.Answer{}, err
	}
	scan := station.Resolve(id, "screen:"+read.Screen, "", read.Code, a.now())
	scan.Key = read.ID
	if read.ApartMS != nil && time.Duration(*read.ApartMS)*time.Millisecond >= window {
		window = 0
	}
	answer, err := a.warehouse.Scan(ctx, warehouse.Ask{Scan: scan, Window: window})
	if err == nil && answer.Seq != 0 {
		a.warehouse.Heard(id, answer.Seq)
	}
	return answer, err
}

// window is how long the same code is one read at a station.
func (a *App) window(id floor.StationID) (window time.Duration, known bool) {
	for _, s := range a.options.Config.Stations {
		if s.ID == id {
			return s.DoubleWindow.Duration, true
		}
	}
	return 0, false
}
