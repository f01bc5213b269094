package app

import (
	"context"
	"errors"
	"testing"
	"time"

	"tallyman/devices/line"
	"tallyman/devices/printer"
)

// answering is a printer that answers every job alike.
type answering struct {
	printer.Printer
	result printer.Result
}

func (a answering) Send(context.Context, []byte, func() error) printer.Result { return a.result }

func TestAPrinterIsAsItWasWhenItWasNeeded(t *testing.T) {
	told := 0
	clock := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	w := &watched{changed: func() { told++ }, clock: func() time.Time { return clock }}
	if state, trouble, since := w.now(); state != line.Never || trouble != "" || !since.IsZero() {
		t.Errorf("before the first job it is %s %q", state, trouble)
	}
	for i, c := range []struct {
		result  printer.Result
		state   line.State
		trouble printer.Trouble
		told    int
	}{
		{printer.Result{Outcome: printer.NotStarted, Err: errors.New("withdrawn")}, line.Never, "", 0},
		{printer.Result{Outcome: printer.Confirmed}, line.Up, "", 1},
		{printer.Result{Outcome: printer.Sent}, line.Up, "", 1},
		{printer.Result{Outcome: printer.NotStarted, Trouble: printer.PaperOut}, line.Up, printer.PaperOut, 2},
		{printer.Result{Outcome: printer.NotStarted, Err: errors.New("withdrawn")}, line.Up, printer.PaperOut, 2},
		{printer.Result{Outcome: printer.NotStarted, Trouble: printer.Offline}, line.Down, printer.Offline, 3},
		{printer.Result{Outcome: printer.Unknown, Err: errors.New("reset")}, line.Down, "", 4},
		{printer.Result{Outcome: printer.Sent}, line.Up, "", 5},
	} {
		w.Printer = answering{result: c.result}
		clock = clock.Add(time.Second)
		_, _, before := w.now()
		news := told
		w.Send(t.Context(), nil, nil)
		state, trouble, since := w.now()
		if state != c.state || trouble != c.trouble || told != c.told {
			t.Errorf("%d: it is %s %q and was told %d times, want %s %q, %d", i, state, trouble, told, c.state, c.trouble, c.told)
		}
		if told > news {
			before = clock
		}
		if !since.Equal(before) {
			t.Errorf("%d: it is so since %v, want %v", i, since, before)
		}
	}
}

// telling is a printer that can be asked.
type telling struct {
	answering
	status printer.Status
	err    error
}

func (p telling) Status(context.Context) (printer.Status, error) { return p.status, p.err }

func TestAPrinterThatIsAskedIsAsItSays(t *testing.T) {
	w := &watched{changed: func() {}, clock: time.Now}
	if _, err := w.Status(t.Context()); !errors.Is(err, printer.ErrUnasked) {
		t.Errorf("one that cannot be asked: %v", err)
	}
	for i, c := range []struct {
		status  printer.Status
		err     error
		state   line.State
		trouble printer.Trouble
	}{
		{printer.Status{PaperOut: true}, nil, line.Up, printer.PaperOut},
		{printer.Status{}, &printer.TroubleError{Trouble: printer.NotReady, Err: printer.ErrUnasked}, line.Up, printer.PaperOut},
		{printer.Status{}, context.Canceled, line.Up, printer.PaperOut},
		{printer.Status{}, &printer.TroubleError{Trouble: printer.Offline}, line.Down, printer.Offline},
		{printer.Status{}, nil, line.Up, ""},
	} {
		w.Printer = telling{status: c.status, err: c.err}
		if _, err := w.Status(t.Context()); !errors.Is(err, c.err) {
			t.Errorf("%d: got %v, want %v", i, err, c.err)
		}
		if state, trouble, _ := w.now(); state != c.state || trouble != c.trouble {
			t.Errorf("%d: it is %s %q, want %s %q", i, state, trouble, c.state, c.trouble)
		}
	}
}
