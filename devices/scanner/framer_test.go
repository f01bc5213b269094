package scanner_test

import (
	"slices"
	"strings"
	"testing"

	"tallyman/devices/scanner"
)

func TestFramer(t *testing.T) {
	full := strings.Repeat("7", scanner.MaxFrame)
	tests := []struct {
		name, bytes string
		want        []string
	}{
		{"CR", "A\rB\r", []string{"A", "B"}},
		{"LF", "A\nB\n", []string{"A", "B"}},
		{"CRLF", "A\r\nB\r\n", []string{"A", "B"}},
		{"STX ETX", "\x02A\x03\x02B\x03", []string{"A", "B"}},
		{"STX ETX CR LF", "\x02A\x03\r\n", []string{"A"}},
		{"ETX alone", "A\x03", []string{"A"}},
		{"CR inside STX ETX is data", "\x02A\rB\x03", []string{"A\rB"}},
		{"GS is data", "\x1dA\x1dB\r", []string{"\x1dA\x1dB"}},
		{"only terminators", "\r\n\r\n\x03\x02\x03", nil},
		{"no terminator", "A", nil},
		{"STX in a frame", "AB\x02C\x03", []string{"cut", "C"}},
		{"STX twice", "\x02\x02A\x03", []string{"A"}},
		{"the longest", full + "\r", []string{full}},
		{"too long, then right", full + "7\rA\r", []string{"too_long", "A"}},
		{"twice as long is one fault", full + full + "7\rA\r", []string{"too_long", "A"}},
		{"too long after STX ends at any terminator", "\x02" + full + "7\rA\r", []string{"too_long", "A"}},
		{"too long, then STX", full + "7\x02A\x03", []string{"too_long", "A"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var f scanner.Framer
			var got []string
			for i := range len(tt.bytes) {
				if frame, complete := f.Push(tt.bytes[i]); complete {
					got = append(got, frame.Data+string(frame.Fault))
				}
			}
			if !slices.Equal(got, tt.want) {
				t.Fatalf("frames %.60q, want %.60q", got, tt.want)
			}
		})
	}
}

func TestFramerGap(t *testing.T) {
	tests := []struct {
		before string
		want   scanner.Frame // the zero Frame for none
	}{
		{"A", scanner.Frame{Data: "A"}},
		{"", scanner.Frame{}},
		{"A\r", scanner.Frame{}},
		{"\x02A", scanner.Frame{Fault: scanner.Cut}},
		{"\x02", scanner.Frame{}},
		{strings.Repeat("7", scanner.MaxFrame+9), scanner.Frame{}},
	}
	for _, tt := range tests {
		var f scanner.Framer
		for i := range len(tt.before) {
			f.Push(tt.before[i])
		}
		pending := f.Pending()
		frame, complete := f.Gap()
		if complete != (tt.want != scanner.Frame{}) || complete && frame != tt.want {
			t.Errorf("gap after %.20q: %v %v, want %v", tt.before, frame, complete, tt.want)
		}
		if complete && !pending {
			t.Errorf("gap after %.20q was not expected", tt.before)
		}
		if f.Pending() {
			t.Errorf("after the gap after %.20q something is pending", tt.before)
		}
		f.Push('B')
		if frame, complete := f.Push('\r'); !complete || frame.Data != "B" {
			t.Errorf("after the gap after %.20q: %v %v, want B", tt.before, frame, complete)
		}
	}
}

// Whatever came before, a gap or an ETX brings the framer back: the next code
// is read and nothing is added to it.
func FuzzFramer(f *testing.F) {
	for _, seed := range []string{"A\r\nB", "\x02A\x03", "\x02A\r", "\x00\x1d]C1", strings.Repeat("x", scanner.MaxFrame+1)} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, bytes []byte) {
		for _, back := range []func(*scanner.Framer) (scanner.Frame, bool){
			(*scanner.Framer).Gap,
			func(f *scanner.Framer) (scanner.Frame, bool) { return f.Push(0x03) },
		} {
			var framer scanner.Framer
			total := 0
			check := func(frame scanner.Frame, complete bool) {
				if !complete {
					return
				}
				total += len(frame.Data)
				if (frame.Data == "") == (frame.Fault == "") || len(frame.Data) > scanner.MaxFrame {
					t.Fatalf("frame of %d bytes with fault %q", len(frame.Data), frame.Fault)
				}
			}
			for _, b := range bytes {
				check(framer.Push(b))
			}
			check(back(&framer))
			if total > len(bytes) {
				t.Fatalf("%d bytes became %d", len(bytes), total)
			}
			for _, b := range []byte("CODE") {
				if _, complete := framer.Push(b); complete {
					t.Fatal("a frame without a terminator")
				}
			}
			if frame, complete := framer.Push('\r'); !complete || frame != (scanner.Frame{Data: "CODE"}) {
				t.Fatalf("the next code came as %v %v", frame, complete)
			}
		}
	})
}
