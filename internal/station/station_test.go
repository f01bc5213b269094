package station_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"tallyman/devices/scanner"
	"tallyman/devices/sim"
	"tallyman/internal/floor"
	"tallyman/internal/ledger"
	"tallyman/internal/station"
	"tallyman/internal/warehouse"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// desk is a ledger that answers what it is told to, and notes what it is told.
// It is used by one goroutine, like a scanner's.
type desk struct {
	answer warehouse.Answer
	err    error
	// during runs while the scan is decided.
	during func(context.Context)
	asked  []warehouse.Ask
	told   chan string
}

func newDesk(answer warehouse.Answer, err error) *desk {
	return &desk{answer: answer, err: err, told: make(chan string, 16)}
}

func (d *desk) Scan(ctx context.Context, ask warehouse.Ask) (warehouse.Answer, error) {
	d.asked = append(d.asked, ask)
	if d.during != nil {
		d.during(ctx)
	}
	return d.answer, d.err
}

func (d *desk) Heard(station floor.StationID, seq int64) {
	d.told <- fmt.Sprintf("heard %s %d", station, seq)
}

func (d *desk) Unheard(_ context.Context, station floor.StationID, seq int64) error {
	d.told <- fmt.Sprintf("unheard %s %d", station, seq)
	return nil
}

func verdict(outcome floor.Outcome) warehouse.Answer {
	return warehouse.Answer{Seq: 7, Verdict: floor.Verdict{Outcome: outcome}}
}

// start is when every read of these tests came in.
func start() time.Time { return time.UnixMicro(1_800_000_000_000_000) }

func TestHandle(t *testing.T) {
	lost := errors.New("the line is gone")
	const patience = 2 * time.Second
	tests := []struct {
		name    string
		answer  warehouse.Answer
		err     error
		took    time.Duration // of the commit
		written error
		want    scanner.Answer
		told    string
	}{
		{"good", verdict(floor.Good), nil, time.Millisecond, nil, scanner.Good, "heard pack-1 7"},
		{"bad", verdict(floor.Bad), nil, time.Millisecond, nil, scanner.Bad, "heard pack-1 7"},
		{"one too many", verdict(floor.Over), nil, time.Millisecond, nil, scanner.Over, "heard pack-1 7"},
		{"unknown", verdict(floor.Unknown), nil, time.Millisecond, nil, scanner.Attention, "heard pack-1 7"},
		{"the scanner was unplugged", verdict(floor.Good), nil, time.Millisecond, lost, scanner.Good, "unheard pack-1 7"},
		{"the commit took too long", verdict(floor.Good), nil, patience + 1, nil, scanner.Bad, "unheard pack-1 7"},
		{"one too many, too late", verdict(floor.Over), nil, patience + 1, nil, scanner.Bad, "unheard pack-1 7"},
		{"too late for the answer's own way", verdict(floor.Good), nil, patience - 199*time.Millisecond, nil, scanner.Bad, "unheard pack-1 7"},
		{"just in time", verdict(floor.Good), nil, patience - 200*time.Millisecond, nil, scanner.Good, "heard pack-1 7"},
		{"given up", warehouse.Answer{}, ledger.ErrGivenUp, patience + 1, nil, scanner.Bad, ""},
		{"broken", warehouse.Answer{}, errors.New("disk full"), time.Millisecond, nil, scanner.Bad, ""},
		{"no entry", warehouse.Answer{Verdict: floor.Verdict{Outcome: floor.Unknown}}, nil, 0, nil, scanner.Attention, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			now := start()
			d := newDesk(tt.answer, tt.err)
			d.during = func(context.Context) { now = now.Add(tt.took) }
			s := station.New(station.Options{
				Station: "pack-1", Window: 200 * time.Millisecond, Patience: patience, Ledger: d,
				Now: func() time.Time { return now },
			})
			reply := s.Handle(t.Context(), scanner.Read{Device: "scanner-1", Code: " MUG-BLUE ", At: start()})
			if reply.Answer != tt.want {
				t.Errorf("answered %v, want %v", reply.Answer, tt.want)
			}
			if reply.Delivered != nil {
				reply.Delivered(tt.written)
			}
			close(d.told)
			if told := <-d.told; told != tt.told {
				t.Errorf("told %q, want %q", told, tt.told)
			}
			want := warehouse.Ask{
				Scan:   floor.Scan{Station: "pack-1", Device: "scanner-1", Raw: "MUG-BLUE", At: start()},
				Window: 200 * time.Millisecond, Deadline: start().Add(patience - 200*time.Millisecond),
			}
			if len(d.asked) != 1 || d.asked[0] != want {
				t.Errorf("asked %+v, want %+v", d.asked, want)
			}
		})
	}
}

func TestHandleWithoutPatience(t *testing.T) {
	d := newDesk(verdict(floor.Good), nil)
	s := station.New(station.Options{
		Station: "pack-1", Ledger: d, Now: func() time.Time { return start().Add(time.Hour) },
	})
	reply := s.Handle(t.Context(), scanner.Read{Code: "MUG-BLUE", At: start()})
	reply.Delivered(nil)
	if got := <-d.told; reply.Answer != scanner.Good || got != "heard pack-1 7" || !d.asked[0].Deadline.IsZero() {
		t.Errorf("answered %v, told %q, deadline %v", reply.Answer, got, d.asked[0].Deadline)
	}
}

// What the line spoiled is a read too: it is stored and answered.
func TestHandleFaults(t *testing.T) {
	for _, fault := range []scanner.Fault{scanner.TooLong, scanner.Cut, scanner.Damaged, scanner.Empty} {
		d := newDesk(verdict(floor.Bad), nil)
		s := station.New(station.Options{Station: "pack-1", Ledger: d, Now: start})
		s.Handle(t.Context(), scanner.Read{Device: "scanner-1", Fault: fault, At: start()})
		want := floor.Scan{Station: "pack-1", Device: "scanner-1", At: start(), Fault: "read_" + string(fault)}
		if len(d.asked) != 1 || d.asked[0].Scan != want {
			t.Errorf("asked %+v, want %+v", d.asked, want)
		}
	}
}

// A shutdown in the middle of a scan does not take the scan back.
func TestHandleOutlivesItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	d := newDesk(verdict(floor.Good), nil)
	d.during = func(inner context.Context) {
		cancel()
		if inner.Err() != nil {
			t.Error("the scan is cancelled by the shutdown")
		}
	}
	s := station.New(station.Options{Station: "pack-1", Ledger: d, Now: start})
	if reply := s.Handle(ctx, scanner.Read{Code: "X", At: start()}); reply.Answer != scanner.Good {
		t.Errorf("answered %v", reply.Answer)
	}
}

// Whatever goes wrong, the log cannot be used to print a badge.
func TestLogHasNoCodes(t *testing.T) {
	badge := code(t, floor.CodeBadge, "SECRET55").String()
	var log bytes.Buffer
	for _, d := range []*desk{newDesk(verdict(floor.Good), nil), newDesk(warehouse.Answer{}, errors.New("disk full"))} {
		s := station.New(station.Options{
			Station: "pack-1", Ledger: d, Now: start, Patience: time.Nanosecond,
			Log: slog.New(slog.NewJSONHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug})),
		})
		reply := s.Handle(t.Context(), scanner.Read{Code: badge, At: start()})
		if reply.Delivered != nil {
			reply.Delivered(errors.New("the line is gone"))
		}
	}
	if text := log.String(); !strings.Contains(text, "disk full") || strings.Contains(text, badge[3:]) {
		t.Errorf("the log says %s", text)
	}
}

// The whole way over a pseudo-terminal: the worker hears the verdict, and an
// unplugged scanner becomes an unheard answer.
func TestOverALine(t *testing.T) {
	device, err := sim.NewScanner(sim.ScannerOptions{Profile: sim.Datalogic, Patience: 5 * time.Second})
	if err != nil {
		t.Fatal(err)
	}
	defer device.Close()
	port, err := scanner.Open("pack-1", "serial:"+device.Path()+"?answer=datalogic")
	if err != nil {
		t.Fatal(err)
	}
	d := newDesk(verdict(floor.Good), nil)
	d.during = func(context.Context) {
		if len(d.asked) < 2 {
			return
		}
		if err := device.Unplug(); err != nil {
			t.Error(err)
		}
	}
	s := station.New(station.Options{
		Station: "pack-1", Ledger: d, Now: time.Now, Patience: port.Patience(), Window: 200 * time.Millisecond,
	})
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- port.Run(ctx, s.Handle) }()
	defer func() {
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	}()

	if err := device.WaitOpened(t.Context()); err != nil {
		t.Fatal(err)
	}
	answer, err := device.Scan(t.Context(), "9520000000011")
	if err != nil || answer.Kind != sim.Good {
		t.Errorf("heard %+v, %v", answer, err)
	}
	if told := <-d.told; told != "heard pack-1 7" {
		t.Errorf("told %q", told)
	}
	if err := device.Send("9520000000011"); err != nil {
		t.Fatal(err)
	}
	if told := <-d.told; told != "unheard pack-1 7" {
		t.Errorf("told %q", told)
	}
}
