package scanner_test

import (
	"context"
	"testing"
	"time"

	"tallyman/devices/line"
	"tallyman/devices/scanner"
	"tallyman/devices/sim"
)

// Scenario 107: what was cut by the unplug is never joined with what comes
// later.
func TestUnpluggedInMidFrame(t *testing.T) {
	for half, idle := range map[string]string{"40063": "0", "40064": "5s", "\x0240063": "0", "\x0240064": "5s"} {
		device := plugIn(t, sim.ScannerOptions{Profile: sim.Datalogic})
		reads := make(chan scanner.Read, 8)
		s, stop := run(t, "serial:"+device.Path()+"?answer=datalogic&idle="+idle, good(reads))
		send(t, device, s, half)
		must(t, device.Unplug())
		eventually(t, "the line is down", func() bool { return s.Health().State == line.Down })

		must(t, device.Plug())
		plugged := time.Now()
		eventually(t, "the line is up again", func() bool { return s.Health().State == line.Up })
		if took := time.Since(plugged); took > time.Second {
			t.Errorf("reconnecting took %v, want at most a second", took)
		}
		if _, err := device.Scan(t.Context(), "81333931"); err != nil {
			t.Fatal(err)
		}
		if r := <-reads; r.Code != "81333931" || len(reads) != 0 {
			t.Fatalf("after half a code came %+v and %d more", r, len(reads))
		}
		stop()
	}
}

// Reads that were complete count although their scanner is gone; their answers
// do not go to the device that is plugged in next.
func TestUnpluggedBeforeTheAnswer(t *testing.T) {
	device := plugIn(t, sim.ScannerOptions{Profile: sim.Datalogic})
	handling, release, delivered := make(chan scanner.Read, 8), make(chan struct{}), make(chan error, 8)
	s, _ := run(t, "serial:"+device.Path()+"?answer=datalogic", func(_ context.Context, r scanner.Read) scanner.Reply {
		handling <- r
		<-release
		return scanner.Reply{Answer: scanner.Bad, Delivered: func(err error) { delivered <- err }}
	})
	send(t, device, s, "A\rB\r")
	receive(t, handling, "the first read")
	must(t, device.Unplug())
	must(t, device.Plug())
	eventually(t, "the line is up again", func() bool { return s.Health().Reconnects == 1 })
	close(release)
	if r := receive(t, handling, "the second read"); r.Code != "B" {
		t.Errorf("second read %+v", r)
	}
	for range 2 {
		if receive(t, delivered, "delivery") == nil {
			t.Error("an answer was delivered to a scanner that is gone")
		}
	}
	if _, err := device.Scan(t.Context(), "C"); err != nil {
		t.Fatal(err)
	}
	if n := len(device.Answers()); n != 1 {
		t.Errorf("%d answers came, want only that to C", n)
	}
}

// At the end the read that is being handled is answered; what waits is refused
// loudly and not handled.
func TestStopAnswersWhatWasHandled(t *testing.T) {
	device := plugIn(t, sim.ScannerOptions{Profile: sim.Datalogic})
	handling, delivered := make(chan scanner.Read, 8), make(chan error, 8)
	s, stop := run(t, "serial:"+device.Path()+"?answer=datalogic", func(ctx context.Context, r scanner.Read) scanner.Reply {
		handling <- r
		<-ctx.Done()
		return scanner.Reply{Answer: scanner.Good, Delivered: func(err error) { delivered <- err }}
	})
	send(t, device, s, "A\rB\rC\r")
	receive(t, handling, "the first read")
	stop()
	must(t, receive(t, delivered, "delivery"))
	if len(handling) != 0 {
		t.Errorf("%+v was handled after the end", <-handling)
	}
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	answers, err := device.WaitAnswers(ctx, 3)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []sim.AnswerKind{sim.Good, sim.Bad, sim.Bad} {
		if answers[i].Kind != want {
			t.Errorf("answer %d is %s, want %s", i+1, answers[i].Kind, want)
		}
	}
}
