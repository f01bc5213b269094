package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"tallyman/devices/line/recording"
	"tallyman/devices/sim"
)

// shown is what a command has printed so far.
type shown struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (s *shown) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.Write(p)
}

// has waits until everything was printed.
func (s *shown) has(t *testing.T, all ...string) {
	t.Helper()
	for deadline := time.Now().Add(10 * time.Second); ; time.Sleep(5 * time.Millisecond) {
		s.mu.Lock()
		text := s.text.String()
		s.mu.Unlock()
		missing := ""
		for _, want := range all {
			if !strings.Contains(text, want) {
				missing = want
			}
		}
		if missing == "" {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("printed\n%s\nwant %q", text, missing)
		}
	}
}

// examined runs tallyman doctor scanner on a simulated one.
func examined(t *testing.T, o sim.ScannerOptions, options string, more ...string) (device *sim.Scanner, out *shown, keys io.Writer, stop func()) {
	t.Helper()
	device, err := sim.NewScanner(o)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	in, keys := io.Pipe()
	out = &shown{}
	ended := make(chan int, 1)
	go func() {
		arguments := append([]string{"doctor", "scanner", "serial:" + device.Path() + options}, more...)
		ended <- run(ctx, arguments, streams{in, out, out})
	}()
	stop = sync.OnceFunc(func() {
		cancel()
		if code := <-ended; code != 0 {
			t.Errorf("it ended with %d", code)
		}
		_ = in.Close()
		_ = device.Close()
	})
	t.Cleanup(stop)
	out.has(t, "The line is up.")
	return device, out, keys, stop
}

func TestDoctorShowsBytes(t *testing.T) {
	file := filepath.Join(t.TempDir(), "session.txt")
	device, out, keys, stop := examined(t, sim.ScannerOptions{Profile: sim.Datalogic, AIM: "]E0"}, "?answer=datalogic", "--record", file)
	if err := device.Send("4006381333931"); err != nil {
		t.Fatal(err)
	}
	out.has(t, "5D 45 30 34 30 30 36 33 38 31 33 33 33 39 33 31", "0D ", "<CR>", `code "4006381333931", ]E0`)
	if _, err := io.WriteString(keys, "over\n"); err != nil {
		t.Fatal(err)
	}
	out.has(t, "Now listen: over", "1B 5B 32 71", "<ESC>[2q")
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	if heard, err := device.WaitAnswers(ctx, 1); err != nil || heard[0].Kind != sim.Over {
		t.Errorf("heard %+v, %v", heard, err)
	}
	if _, err := io.WriteString(keys, "loud\n"); err != nil {
		t.Fatal(err)
	}
	out.has(t, `"loud" is no answer and no family`)
	stop()
	out.has(t, "What to set", "Codes end with CR: nothing to set.", "begin with their AIM identifier")

	saved, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer saved.Close()
	steps, err := recording.Load(saved)
	if err != nil || len(steps) != 2 || steps[0].Received != "]E04006381333931\r" || steps[1].Sent != "\x1b[2q\x1b[2q" {
		t.Errorf("recorded %q, %v", steps, err)
	}
}

func TestDoctorPlaysAnswersInTurn(t *testing.T) {
	device, out, keys, stop := examined(t, sim.ScannerOptions{Profile: sim.Honeywell, Suspended: true, Patience: 10 * time.Second}, "?answer=honeywell", "--play")
	for _, want := range []sim.AnswerKind{sim.Good, sim.Bad, sim.Over, sim.Attention, sim.Good} {
		if heard, err := device.Scan(t.Context(), "A"); err != nil || heard.Kind != want {
			t.Errorf("heard %+v, %v; want %s", heard, err, want)
		}
	}
	if _, err := io.WriteString(keys, "datalogic\n?\n"); err != nil {
		t.Fatal(err)
	}
	out.has(t, "answered attention", "good of datalogic", "<ESC>[3q", "without AIM identifier")
	stop()
}

// The packets of SSI are acknowledged, or the scanner would send them thrice.
func TestDoctorSeesPackets(t *testing.T) {
	device, out, _, stop := examined(t, sim.ScannerOptions{Profile: sim.SSI, AIM: "]C1"}, "?answer=ssi")
	if err := device.Send("0195200000000010"); err != nil {
		t.Fatal(err)
	}
	out.has(t, `code "0195200000000010", ]C1`, "sent  04 D0 04 00 FF 28")
	if err := device.Unplug(); err != nil {
		t.Fatal(err)
	}
	out.has(t, "The line is not open: ")
	stop()
	out.has(t, "answer=ssi")
}

func TestDoctorEndsByItself(t *testing.T) {
	var out bytes.Buffer
	code := run(t.Context(), []string{"doctor", "scanner", "serial:/dev/tallyman-none", "--for", "300ms"}, streams{strings.NewReader(""), &out, &out})
	for _, want := range []string{"plug it in", "Nothing came."} {
		if !strings.Contains(out.String(), want) || code != 0 {
			t.Errorf("ended with %d and said\n%s\nwant %q", code, &out, want)
		}
	}
}

func TestDoctorRefuses(t *testing.T) {
	taken := filepath.Join(t.TempDir(), "taken")
	if err := os.WriteFile(taken, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		arguments []string
		want      string
	}{
		{[]string{"serial:/dev/ttyACM0?anwser=plain"}, "option anwser: is not known here"},
		{[]string{"ttyACM0"}, "begin with one of serial:"},
		{[]string{"serial:/dev/tallyman-none", "--record", taken}, "file exists"},
		{nil, "accepts 1 arg"},
	} {
		var out bytes.Buffer
		code := run(t.Context(), append([]string{"doctor", "scanner"}, tt.arguments...), streams{strings.NewReader(""), &out, &out})
		if code != exitFailed || !strings.Contains(out.String(), tt.want) {
			t.Errorf("%q ended with %d and said %q, want %q", tt.arguments, code, &out, tt.want)
		}
	}
}
