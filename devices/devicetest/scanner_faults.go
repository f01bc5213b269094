package devicetest

import (
	"context"
	"errors"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"time"

	"tallyman/devices/line"
	"tallyman/devices/scanner"
)

func inOneRead(t *testing.T, rig ScannerRig) {
	t.Helper()
	s := start(t, rig, "", nil)
	var both []byte
	want := []string{"A1", "B22", "C333"}
	for _, code := range want {
		both = append(both, rig.Bytes(code)...)
	}
	s.send(both)
	s.read(want...)
}

// inPieces cuts a frame at every byte; the rest comes before the gap is over.
// Without a mark at the end each code waits for the gap, so there is one cut.
func inPieces(t *testing.T, rig ScannerRig, frame string) {
	t.Helper()
	gap, least, most := patience, 1, len(rig.Bytes("A0"))-1
	if frame == "none" {
		gap, least, most = time.Second, most/2, most/2
	}
	s := start(t, rig, "&idle="+gap.String(), nil)
	var want []string
	for cut := least; cut <= most; cut++ {
		code := "A" + string(rune('0'+cut))
		whole := rig.Bytes(code)
		s.send(whole[:cut])
		s.send(whole[cut:])
		want = append(want, code)
		s.read(want...)
	}
}

// cutByPlug cuts a frame at every byte by pulling the plug; a code that comes
// after it has nothing of the half.
func cutByPlug(t *testing.T, rig ScannerRig) {
	t.Helper()
	s := start(t, rig, "&idle=5s", nil)
	whole := rig.Bytes("HALF")
	var want []string
	for cut := 1; cut < len(whole); cut++ {
		s.send(whole[:cut])
		replug(s)
		want = append(want, "good")
		if _, err := rig.Scan(t.Context(), "good"); err != nil {
			t.Fatal(err)
		}
		s.read(want...)
	}
}

// replug pulls the plug and puts it back, and returns how long the line took to
// be up again.
func replug(s *session) time.Duration {
	s.t.Helper()
	must(s.t, s.rig.Unplug())
	s.eventually("the line is down", func() bool { return s.Health().State == line.Down })
	must(s.t, s.rig.Plug())
	plugged := time.Now()
	s.up()
	return time.Since(plugged)
}

// Unplug pulls a scanner's plug and puts it back again and again, and returns
// how long its line took each time. The test fails when a code is lost after it.
func Unplug(t *testing.T, rig ScannerRig, times int) []time.Duration {
	t.Helper()
	s := start(t, rig, "", nil)
	defer s.stop()
	var took []time.Duration
	for range times {
		took = append(took, replug(s))
		if heard, err := rig.Scan(t.Context(), "good"); err != nil || heard != "good" {
			t.Fatalf("after the plug was put back: %q, %v", heard, err)
		}
	}
	if got := s.Health().Reconnects; got != times {
		t.Errorf("%d reconnects, want %d", got, times)
	}
	return took
}

// afterNoise sends a megabyte of noise; the code after it is read, and alone.
func afterNoise(t *testing.T, rig ScannerRig) {
	t.Helper()
	const gap = 80 * time.Millisecond
	s := start(t, rig, "", nil)
	noise := make([]byte, 1<<20)
	source := rand.New(rand.NewPCG(7, uint64(len(rig.URL))))
	for i := range noise {
		noise[i] = byte(source.Uint32())
	}
	must(t, rig.SendRaw(noise))
	s.eventually("the line is quiet", func() bool { return time.Since(s.Health().LastByte) > 4*gap })
	heard, err := rig.Scan(t.Context(), "good")
	if err != nil || heard != "good" {
		t.Fatalf("after the noise: %q, %v", heard, err)
	}
	codes := s.codes()
	last := len(codes) - 1
	if codes[last] != "good" {
		t.Fatalf("after the noise was read %.40q", codes[last])
	}
	for _, code := range codes[:last] {
		if strings.Contains(code, "good") || len(code) > scanner.MaxFrame*4 {
			t.Fatalf("a read of the noise is %.40q, %d bytes", code, len(code))
		}
	}
}

// deafScanner scans on and on and takes none of its answers.
func deafScanner(t *testing.T, rig ScannerRig) {
	t.Helper()
	refused := make(chan error, 1)
	s := start(t, rig, "", func(context.Context, scanner.Read) scanner.Reply {
		return scanner.Reply{Answer: scanner.Bad, Delivered: func(err error) {
			if err == nil {
				return
			}
			select {
			case refused <- err:
			default: // one is enough
			}
		}}
	})
	fed := make(chan error, 1)
	go func() {
		var err error
		for err == nil {
			err = rig.SendRaw(rig.Bytes("A"))
		}
		fed <- err
	}()
	if err := within(t, refused, "a refused answer"); !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Errorf("answering a deaf scanner: %v; want os.ErrDeadlineExceeded", err)
	}
	s.stop()
	must(t, rig.Unplug())
	if err := within(t, fed, "the feed"); err == nil {
		t.Error("the feed ended by itself")
	}
}
