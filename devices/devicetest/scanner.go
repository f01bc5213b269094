package devicetest

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"tallyman/devices/line"
	"tallyman/devices/scanner"
)

// ScannerRig is a scanner of some family on a port that can be pulled out.
type ScannerRig struct {
	// URL opens it, with its family, and without other options.
	URL string
	// Bytes are what it sends for a code.
	Bytes func(code string) []byte
	// SendRaw sends bytes; it waits while nobody takes them.
	SendRaw func([]byte) error
	// Scan sends a code and waits for the answer: good, bad, over or
	// attention.
	Scan         func(ctx context.Context, code string) (answer string, err error)
	Plug, Unplug func() error
}

// ScannerWish is what a rig is asked to be.
type ScannerWish struct {
	// Frame is how codes end: cr, lf, crlf, stxetx or none. A family with
	// packets of its own has no choice.
	Frame string
	// Deaf: it never reads what it is sent.
	Deaf bool
}

// Scanner is the suite that every family of scanners passes. open makes a fresh
// scanner, and takes it away with the test.
func Scanner(t *testing.T, open func(*testing.T, ScannerWish) ScannerRig) {
	t.Helper()
	for _, frame := range []string{"cr", "lf", "crlf", "stxetx", "none"} {
		wish := ScannerWish{Frame: frame}
		t.Run("codes come one by one: "+frame, func(t *testing.T) { codesInTurn(t, open(t, wish)) })
		t.Run("a frame in two pieces is one code: "+frame, func(t *testing.T) { inPieces(t, open(t, wish), frame) })
	}
	for _, frame := range []string{"cr", "stxetx"} {
		t.Run("noise is no code: "+frame, func(t *testing.T) { afterNoise(t, open(t, ScannerWish{Frame: frame})) })
	}
	cr := ScannerWish{Frame: "cr"}
	t.Run("each answer is heard", func(t *testing.T) { answersHeard(t, open(t, cr)) })
	t.Run("two codes in one read", func(t *testing.T) { inOneRead(t, open(t, cr)) })
	t.Run("half a frame goes with the plug", func(t *testing.T) { cutByPlug(t, open(t, cr)) })
	t.Run("an answer while the port closes reaches no other file", func(t *testing.T) { answerToNobody(t, open(t, cr)) })
	t.Run("a scanner that takes no bytes holds nobody up", func(t *testing.T) {
		deafScanner(t, open(t, ScannerWish{Frame: "cr", Deaf: true}))
	})
}

// session is a scanner that is being run.
type session struct {
	*scanner.Scanner
	t    *testing.T
	rig  ScannerRig
	stop func()

	mu    sync.Mutex
	reads []scanner.Read
}

// start runs the rig's scanner until the test ends. answer may be nil for
// answers by name; it is called after the read was noted.
func start(t *testing.T, rig ScannerRig, options string, answer func(context.Context, scanner.Read) scanner.Reply) *session {
	t.Helper()
	opened, err := scanner.Open("scanner", rig.URL+options)
	must(t, err)
	s := &session{Scanner: opened, t: t, rig: rig}
	if answer == nil {
		answer = func(_ context.Context, r scanner.Read) scanner.Reply { return scanner.Reply{Answer: named(r.Code)} }
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() {
		ended <- opened.Run(ctx, func(ctx context.Context, r scanner.Read) scanner.Reply {
			s.mu.Lock()
			s.reads = append(s.reads, r)
			s.mu.Unlock()
			return answer(ctx, r)
		})
	}()
	s.stop = sync.OnceFunc(func() {
		cancel()
		if err := within(t, ended, "the scanner"); err != nil {
			t.Errorf("Run: %v", err)
		}
	})
	t.Cleanup(s.stop)
	s.up()
	return s
}

// named is the answer that a code names, or silence.
func named(code string) scanner.Answer {
	for _, a := range scanner.Answers() {
		if a.String() == code {
			return a
		}
	}
	return scanner.Silent
}

func (s *session) up() {
	s.t.Helper()
	s.eventually("the line is up", func() bool { return s.Health().State == line.Up })
}

func (s *session) eventually(what string, holds func() bool) {
	s.t.Helper()
	for deadline := time.Now().Add(patience); !holds(); time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			s.t.Fatalf("%s: not within %v; read %q", what, patience, s.codes())
		}
	}
}

// send sends bytes and waits until they came in.
func (s *session) send(bytes []byte) {
	s.t.Helper()
	before := time.Now()
	must(s.t, s.rig.SendRaw(bytes))
	s.eventually("the bytes came in", func() bool { return s.Health().LastByte.After(before) })
}

func (s *session) codes() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var codes []string
	for _, r := range s.reads {
		codes = append(codes, r.Code+string(r.Fault))
	}
	return codes
}

// read waits until these codes were read, and no others.
func (s *session) read(want ...string) {
	s.t.Helper()
	s.eventually("there are codes", func() bool { return len(s.codes()) >= len(want) })
	if got := s.codes(); !slices.Equal(got, want) {
		s.t.Fatalf("read %q, want %q", got, want)
	}
}

func codesInTurn(t *testing.T, rig ScannerRig) {
	t.Helper()
	s := start(t, rig, "", nil)
	want := []string{"good", "good", "bad", "01095200000000\x1d21A"}
	for _, code := range want[:3] {
		heard, err := rig.Scan(t.Context(), code)
		if err != nil || heard != code {
			t.Fatalf("%s was answered %q, %v", code, heard, err)
		}
	}
	s.send(rig.Bytes(want[3]))
	s.read(want...)
}

func answersHeard(t *testing.T, rig ScannerRig) {
	t.Helper()
	start(t, rig, "", nil)
	for _, a := range scanner.Answers() {
		heard, err := rig.Scan(t.Context(), a.String())
		if err != nil || heard != a.String() && (heard != "bad" || a == scanner.Good) {
			t.Errorf("%s was heard as %q, %v", a, heard, err)
		}
	}
}

// answerToNobody lets other files have the descriptors that the port had.
func answerToNobody(t *testing.T, rig ScannerRig) {
	t.Helper()
	dir := t.TempDir()
	delivered := make(chan error, 1)
	var s *session
	handled := make(chan struct{})
	s = start(t, rig, "", func(context.Context, scanner.Read) scanner.Reply {
		<-handled
		return scanner.Reply{Answer: scanner.Good, Delivered: func(err error) { delivered <- err }}
	})
	s.send(rig.Bytes("A"))
	s.read("A")
	must(t, rig.Unplug())
	s.eventually("the line is down", func() bool { return s.Health().State == line.Down })
	for range 32 {
		heir, err := os.CreateTemp(dir, "heir")
		must(t, err)
		defer heir.Close()
	}
	close(handled)
	if within(t, delivered, "the answer") == nil {
		t.Error("an answer was delivered to a port that is gone")
	}
	heirs, err := os.ReadDir(dir)
	must(t, err)
	for _, heir := range heirs {
		if text, err := os.ReadFile(filepath.Join(dir, heir.Name())); err != nil || len(text) > 0 {
			t.Errorf("%s got %q, %v", heir.Name(), text, err)
		}
	}
	if trouble := s.Health().LastError; trouble == "" || strings.Contains(trouble, "closed") {
		t.Errorf("the plug was pulled and the trouble is %q", trouble)
	}
}
