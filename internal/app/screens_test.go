package app_test

import (
	"strconv"
	"testing"

	"tallyman/internal/app"
	"tallyman/internal/floor"
	"tallyman/internal/web"
)

// Scans that waited for the network arrive together. What was made a second
// apart is two reads, what was made within the double window is one.
func TestDoublesOfAScreenAreToldByWhenTheyWereMade(t *testing.T) {
	t.Parallel()
	a := opened(t, app.Options{Config: settingsAt(t, `
[server]
listen = "127.0.0.1:0"
[scan]
double_window = "5s"
[[station]]
id = "pick-1"
kind = "pick"
`)})
	must(t, a.Ready(t.Context()))
	help := floor.Code{Kind: floor.CodeCommand, Body: string(floor.Help)}.String()
	for i, c := range []struct {
		apartMS int64
		double  bool
	}{{0, false}, {6000, false}, {100, true}, {5000, false}} {
		answer, err := a.ScanFromScreen(t.Context(), "pick-1", web.ScreenScan{
			Screen: "browser-1", ID: strconv.Itoa(i), Code: help, ApartMS: &c.apartMS,
		})
		must(t, err)
		if answer.Verdict.Double != c.double {
			t.Errorf("read %d, made %d ms after the one before, is answered %+v", i, c.apartMS, answer.Verdict)
		}
	}
}
