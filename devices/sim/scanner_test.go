package sim_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"tallyman/devices/sim"
)

// openPort opens a simulated scanner's port as a program would.
func openPort(t *testing.T, path string) *os.File {
	t.Helper()
	port, err := os.OpenFile(path, os.O_RDWR|unix.O_NOCTTY|unix.O_NONBLOCK, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = port.Close() })
	if err := port.SetDeadline(time.Now().Add(5 * time.Second)); err != nil {
		t.Fatal(err)
	}
	return port
}

func newScanner(t *testing.T, o sim.ScannerOptions) *sim.Scanner {
	t.Helper()
	s, err := sim.NewScanner(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// answerEach reads up to the end mark and writes the answers in turn.
func answerEach(port *os.File, end byte, answers ...string) <-chan string {
	heard := make(chan string, len(answers))
	go func() {
		defer close(heard)
		for _, answer := range answers {
			var code []byte
			for b := make([]byte, 1); !bytes.HasSuffix(code, []byte{end}); code = append(code, b[0]) {
				if _, err := io.ReadFull(port, b); err != nil {
					return
				}
			}
			heard <- string(code)
			// In pieces, as a slow line delivers them; but beeps are
			// told apart by time.
			size := 1
			if answer[0] == '\a' || answer[0] == '#' {
				size = len(answer)
			}
			for piece := range slices.Chunk([]byte(answer), size) {
				if _, err := port.Write(piece); err != nil {
					return
				}
			}
		}
	}()
	return heard
}

func TestScannerHearsItsAnswers(t *testing.T) {
	tests := []struct {
		profile            sim.Profile
		good, bad, strange string
	}{
		{sim.Plain, "\a", "\a\a", "x"},
		{sim.Datalogic, "\x1b[3q", "\x1b[4q", "\x1b[9q"},
		{sim.Honeywell, "\x1b7,", "\x1b8,\x1b8,", "\x1b8,"},
		{sim.PowerScan, "B", "FE", "R"},
		{sim.CipherLab, "#@////\r", "#@////\r#@////\r", "#@----\r"},
	}
	for _, tt := range tests {
		t.Run(string(tt.profile), func(t *testing.T) {
			s := newScanner(t, sim.ScannerOptions{Profile: tt.profile})
			port := openPort(t, s.Path())
			answerEach(port, '\r', tt.good, tt.bad, tt.strange, tt.good)
			for _, want := range []sim.Answer{
				{Kind: sim.Good, Bytes: tt.good},
				{Kind: sim.Bad, Bytes: tt.bad},
				{Kind: sim.Other, Bytes: tt.strange},
				{Kind: sim.Good, Bytes: tt.good},
			} {
				pulled := time.Now()
				got, err := s.Scan(t.Context(), "A")
				if err != nil || got.Kind != want.Kind || got.Bytes != want.Bytes || got.At.Before(pulled) {
					t.Fatalf("heard %+v, %v; want %+v", got, err, want)
				}
			}
			if n := len(s.Answers()); n != 4 {
				t.Errorf("%d answers kept, want 4", n)
			}
		})
	}
}

func TestScannerForgetsOldAnswers(t *testing.T) {
	s := newScanner(t, sim.ScannerOptions{Profile: sim.Datalogic, Keep: 2})
	answerEach(openPort(t, s.Path()), '\r', "\x1b[3q", "\x1b[3q", "\x1b[3q", "\x1b[4q")
	for n, want := range []sim.AnswerKind{sim.Good, sim.Good, sim.Good, sim.Bad} {
		if got, err := s.Scan(t.Context(), "A"); err != nil || got.Kind != want {
			t.Fatalf("answer %d is %+v, %v", n, got, err)
		}
	}
	answers, err := s.WaitAnswers(t.Context(), 4)
	if err != nil || len(answers) != 2 || answers[1].Kind != sim.Bad {
		t.Errorf("it remembers %+v, %v", answers, err)
	}
}

func TestScannerFrames(t *testing.T) {
	tests := map[sim.Frame]string{
		"": "]C1A\r", sim.CR: "]C1A\r", sim.LF: "]C1A\n", sim.CRLF: "]C1A\r\n", sim.STXETX: "\x02]C1A\x03", sim.Bare: "]C1A",
	}
	for frame, want := range tests {
		for _, gap := range []time.Duration{0, time.Millisecond} {
			s := newScanner(t, sim.ScannerOptions{Frame: frame, AIM: "]C1", ByteGap: gap})
			port := openPort(t, s.Path())
			if err := s.Send("A"); err != nil {
				t.Fatal(err)
			}
			got := make([]byte, len(want))
			if _, err := io.ReadFull(port, got); err != nil || string(got) != want {
				t.Errorf("%s: sent %q, %v; want %q", frame, got, err, want)
			}
		}
	}
}

func TestScannerOfNoKindIsRefused(t *testing.T) {
	for want, o := range map[string]sim.ScannerOptions{
		`answer "loud"`: {Profile: "loud"}, `frame "tab"`: {Frame: "tab"},
	} {
		if _, err := sim.NewScanner(o); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%+v: %v, want %s", o, err, want)
		}
	}
}

func TestScannerLosesItsPatience(t *testing.T) {
	s := newScanner(t, sim.ScannerOptions{Patience: 10 * time.Millisecond})
	openPort(t, s.Path())
	if _, err := s.Scan(t.Context(), "A"); !errors.Is(err, sim.ErrNoAnswer) || !errors.Is(err, context.DeadlineExceeded) {
		t.Fatalf("nobody answered: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.Scan(ctx, "A"); !errors.Is(err, sim.ErrNoAnswer) {
		t.Fatalf("given up: %v", err)
	}
}

func TestScannerKeepsItsNameOverUnplug(t *testing.T) {
	link := filepath.Join(t.TempDir(), "scanner")
	s := newScanner(t, sim.ScannerOptions{Link: link, Profile: sim.Datalogic})
	if s.Path() != link {
		t.Fatalf("path %s, want %s", s.Path(), link)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
	defer cancel()
	for range 3 {
		port := openPort(t, link)
		if err := s.WaitOpened(ctx); err != nil {
			t.Fatal(err)
		}
		answerEach(port, '\r', "\x1b[3q")
		if _, err := s.Scan(ctx, "A"); err != nil {
			t.Fatal(err)
		}
		if err := s.Unplug(); err != nil {
			t.Fatal(err)
		}
		if n, err := port.Read(make([]byte, 1)); err == nil || errors.Is(err, os.ErrDeadlineExceeded) {
			t.Fatalf("reading an unplugged port: %d bytes, %v", n, err)
		}
		if _, err := os.Lstat(link); !errors.Is(err, os.ErrNotExist) {
			t.Fatalf("the name of an unplugged port: %v", err)
		}
		if err := s.Send("A"); !errors.Is(err, sim.ErrUnplugged) {
			t.Fatalf("sending while unplugged: %v", err)
		}
		if err := errors.Join(s.Unplug(), s.Plug(), s.Plug()); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	left, err := os.ReadDir(filepath.Dir(link))
	if err != nil || len(left) != 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

// A program that is killed and started anew finds the port and the scanner
// finds the program.
func TestPTYIsOpenedAgain(t *testing.T) {
	line, err := sim.OpenPTY()
	if err != nil {
		t.Fatal(err)
	}
	defer line.Close()
	if err := line.SetReadDeadline(time.Now().Add(5 * time.Second)); err != nil {
		t.Fatal(err)
	}
	for _, word := range []string{"one", "two"} {
		if line.Opened() {
			t.Error("somebody has the port open")
		}
		result := make(chan string, 1)
		go func() {
			got := make([]byte, 3)
			_, _ = io.ReadFull(line, got)
			result <- string(got)
		}()
		port := openPort(t, line.Path())
		if !line.Opened() {
			t.Error("nobody has the port open")
		}
		if _, err := port.WriteString(word); err != nil {
			t.Fatal(err)
		}
		if got := <-result; got != word {
			t.Fatalf("from the port came %q, want %q", got, word)
		}
		if err := port.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func TestRunScanner(t *testing.T) {
	link := filepath.Join(t.TempDir(), "scanner")
	in, lines := io.Pipe()
	var out bytes.Buffer
	result := make(chan error, 1)
	go func() {
		result <- sim.RunScanner(t.Context(), sim.ScannerOptions{Link: link, Profile: sim.Honeywell}, in, &out)
	}()
	typed := func(text string) {
		if _, err := io.WriteString(lines, text+"\n"); err != nil {
			t.Error(err)
		}
	}
	typed("") // read only once the port is there
	heard := answerEach(openPort(t, link), '\r', "\x1b7,", "\x1b8,\x1b8,")
	typed("A 1")
	typed("B")
	if a, b := <-heard, <-heard; a != "A 1\r" || b != "B\r" {
		t.Errorf("scanned %q and %q", a, b)
	}
	typed(":unplug")
	typed("C")
	typed(":plug")
	if err := lines.Close(); err != nil {
		t.Fatal(err)
	}
	if err := <-result; err != nil {
		t.Fatal(err)
	}
	want := regexp.MustCompile(`^serial:` + regexp.QuoteMeta(link) + `\?answer=honeywell
good  +[0-9.]+[µm]s  A 1
bad   +[0-9.]+[µm]s  B
:unplug
error +C: .*unplugged
:plug
$`)
	if !want.MatchString(out.String()) {
		t.Errorf("printed:\n%s", out.String())
	}
	if strings.Contains(out.String(), "\r") {
		t.Error("a carriage return was printed")
	}
}

// With Host ACK a scanner is dead until it has its answer.
func TestSuspendedScanner(t *testing.T) {
	s := newScanner(t, sim.ScannerOptions{Profile: sim.Honeywell, Suspended: true, Patience: 5 * time.Second})
	port := openPort(t, s.Path())
	if err := s.Send("A"); err != nil {
		t.Fatal(err)
	}
	if err := s.Send("B"); !errors.Is(err, sim.ErrSuspended) {
		t.Fatalf("scanning without the answer: %v", err)
	}
	if _, err := port.WriteString("\x1b7,"); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
	defer cancel()
	if _, err := s.WaitAnswers(ctx, 1); err != nil {
		t.Fatal(err)
	}
	if err := s.Send("B"); err != nil {
		t.Fatalf("scanning after the answer: %v", err)
	}
}

// A host that speaks SSI, by the bytes of the guide.
func TestScannerSpeaksSSI(t *testing.T) {
	s := newScanner(t, sim.ScannerOptions{
		Profile: sim.SSI, AIM: "]C0", Unheard: 1, RepeatAfter: time.Second, PacketData: 2, Patience: 5 * time.Second,
	})
	port := openPort(t, s.Path())
	sent := make(chan error, 1)
	go func() { sent <- s.Send("ABC") }()
	const ack, nak = "\x04\xd0\x04\x00\xff\x28", "\x05\xd1\x04\x00\x01\xff\x25"
	for _, step := range []struct{ packet, reply string }{
		{"\x07\xf3\x00\x02\x03AB\xfe\x7e", ack}, // which gets lost
		{"\x07\xf3\x00\x03\x03AB\xfe\x7d", ack},
		{"\x06\xf3\x00\x00\x03C\xfe\xc1", nak},
		{"\x06\xf3\x00\x01\x03C\xfe\xc0", ack},
	} {
		got := make([]byte, len(step.packet))
		if _, err := io.ReadFull(port, got); err != nil || string(got) != step.packet {
			t.Fatalf("sent %x, %v; want %x", got, err, step.packet)
		}
		if _, err := port.WriteString(step.reply); err != nil {
			t.Fatal(err)
		}
	}
	if err := <-sent; err != nil {
		t.Fatal(err)
	}
	if _, err := port.WriteString("\x05\xe6\x04\x00\x00\xff\x11"); err != nil {
		t.Fatal(err)
	}
	got := make([]byte, 6)
	if _, err := io.ReadFull(port, got); err != nil || string(got) != "\x04\xd0\x00\x00\xff\x2c" {
		t.Fatalf("the beep was acknowledged by %x, %v", got, err)
	}
	if all := s.Answers(); len(all) != 1 || all[0].Kind != sim.Good {
		t.Errorf("heard %+v", all)
	}
}

func TestScannerGivesAPacketUp(t *testing.T) {
	s := newScanner(t, sim.ScannerOptions{Profile: sim.SSI, RepeatAfter: 10 * time.Millisecond, Patience: 5 * time.Second})
	openPort(t, s.Path())
	if err := s.Send("D"); !errors.Is(err, sim.ErrNoAnswer) {
		t.Errorf("a packet that nobody acknowledges: %v", err)
	}
}
