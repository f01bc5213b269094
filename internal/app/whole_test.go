package app_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"tallyman/internal/app"
	"tallyman/internal/config"
)

// settingsAt makes settings in a folder of their own.
func settingsAt(t *testing.T, text string) config.Config {
	t.Helper()
	settings, err := config.Parse("test.toml", []byte(text), nil)
	must(t, err)
	settings.File = t.TempDir() + "/test.toml"
	return settings
}

// opened runs the program until the test ends.
func opened(t *testing.T, options app.Options) *app.App {
	t.Helper()
	a, err := app.New(t.Context(), options)
	must(t, err)
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- a.Run(ctx) }()
	t.Cleanup(func() {
		stop()
		if err := errors.Join(<-ended, a.Close()); err != nil {
			t.Error(err)
		}
	})
	return a
}

// A scanner that is not plugged in and a printer that does not answer hold up
// neither the start nor anything else.
func TestNoDeviceHoldsUpTheStart(t *testing.T) {
	t.Parallel()
	// It takes connections into its backlog and never speaks.
	silent, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	defer silent.Close()
	settings := settingsAt(t, fmt.Sprintf(`
[server]
listen = "127.0.0.1:0"
[[station]]
id = "pack-1"
kind = "pack"
scanner = "serial:/dev/serial/by-id/not-there"
labels = "zpl+tcp://%s"
`, silent.Addr()))
	a := opened(t, app.Options{Config: settings})
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
	defer cancel()
	must(t, a.Ready(ctx))
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, a.URL()+"/api/v1/stations", nil)
	must(t, err)
	response, err := http.DefaultClient.Do(request)
	must(t, err)
	defer response.Body.Close()
	var list struct {
		Rows []struct {
			Scanner, Printer struct{ State string }
		}
	}
	must(t, json.NewDecoder(response.Body).Decode(&list))
	if len(list.Rows) != 1 || list.Rows[0].Scanner.State != "never" || list.Rows[0].Printer.State != "never" {
		t.Errorf("stations are %+v", list.Rows)
	}
}

func TestDevicesThatAreWrongAreAllNamed(t *testing.T) {
	t.Parallel()
	settings := settingsAt(t, `
[[station]]
id = "pack-1"
kind = "pack"
scanner = "serial:/dev/ttyUSB0?answer=loud"
labels = "zpl+tcp://127.0.0.1:9100"
`)
	settings.Stations[0].Labels = "dpl+tcp://127.0.0.1:9100"
	_, err := app.New(t.Context(), app.Options{Config: settings})
	for _, says := range []string{"station pack-1: scanner:", "loud", "station pack-1: labels:", "dpl"} {
		if err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("want %q in %v", says, err)
		}
	}
}

func TestATakenPortIsNamedOrTheNextOneTaken(t *testing.T) {
	t.Parallel()
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	defer taken.Close()
	settings := settingsAt(t, fmt.Sprintf("[server]\nlisten = %q\n", taken.Addr()))
	_, err = app.New(t.Context(), app.Options{Config: settings})
	if err == nil || !strings.Contains(err.Error(), taken.Addr().String()+": another program has this port") {
		t.Errorf("the error is %v", err)
	}
	// What failed gave everything back, so the same database opens again.
	next := opened(t, app.Options{Config: settings, NextPort: true})
	if next.URL() == "http://"+taken.Addr().String() {
		t.Errorf("it is at %s, which is taken", next.URL())
	}
}

// A server that is told to stop finishes the label under way: nobody has to be
// asked about it.
func TestTheLabelUnderWayIsFinishedAtTheEnd(t *testing.T) {
	t.Parallel()
	r := newRig(t, false, nil)
	r.plays(t, "lay A-01-01 MUG-BLUE 1", "order SO-1 MUG-BLUE*1")
	r.picks(t, "T-0001")
	r.plays(t,
		"printer printer-1 slow=2000",
		"pack-1 scans Erik -> good welcome",
		"pack-1 scans SO-1 -> good order_opened",
		"pack-1 scans gtin:MUG-BLUE -> good parcel_closed",
		"papers SO-1 label:sending invoice:queued",
		"stop",
		"printer printer-1 ok",
		"start",
		"papers SO-1 label:confirmed invoice:confirmed",
	)
	if n := r.copies(t, r.sscc(t, "SO-1")); n != 1 {
		t.Errorf("the label came out %d times", n)
	}
	r.isSound(t)
}

// A printer that is taken out of the settings keeps what was queued for it.
func TestJobsOfAPrinterThatWasReplacedAreNotForgotten(t *testing.T) {
	t.Parallel()
	r := newRig(t, false, nil)
	r.plays(t, "lay A-01-01 MUG-BLUE 1", "order SO-1 MUG-BLUE*1")
	r.picks(t, "T-0001")
	r.plays(t,
		"printer printer-1 refuse",
		"pack-1 scans Erik -> good welcome",
		"pack-1 scans SO-1 -> good order_opened",
		"pack-1 scans gtin:MUG-BLUE -> good parcel_closed",
		"papers SO-1 label:queued invoice:queued",
		"stop",
	)
	for i, s := range r.server.settings.Stations {
		if s.ID == "pack-1" {
			r.server.settings.Stations[i].Labels = r.printers["printer-3"].URL()
			r.server.settings.Stations[i].Documents = r.printers["printer-3"].URL()
		}
	}
	r.plays(t, "printer printer-1 ok", "start", "papers SO-1 label:confirmed invoice:confirmed")
	if n := len(r.printers["printer-1"].Labels()); n != 2 {
		t.Errorf("%d papers came out of the old printer, want 2", n)
	}
	r.isSound(t)
}
