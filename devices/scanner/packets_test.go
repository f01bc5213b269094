package scanner

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
)

// sent makes a packet of a scanner by the guide's words: length, opcode, source,
// status, data and a sum that makes everything 0.
func sent(opcode, status byte, data string) string {
	p := append([]byte{byte(4 + len(data)), opcode, 0, status}, data...)
	var sum int
	for _, b := range p {
		sum -= int(b)
	}
	return string(append(p, byte(sum>>8), byte(sum)))
}

const (
	ack = "\x04\xd0\x04\x00\xff\x28"
	nak = "\x05\xd1\x04\x00\x01\xff\x25"
)

// through takes bytes through the packets; | is a gap. It returns the reads and
// what was replied.
func through(p *packets, stream ...string) (reads []string, replies string) {
	note := func(frame Frame, complete bool) bool {
		if !complete {
			return false
		}
		replies += frame.Reply
		if frame.Data != "" || frame.Fault != "" {
			reads = append(reads, frame.Symbology+frame.Data+string(frame.Fault))
		}
		return true
	}
	for _, piece := range stream {
		if piece == "|" {
			for note(p.Gap()) {
			}
			continue
		}
		for i := range len(piece) {
			note(p.Push(piece[i]))
		}
	}
	return reads, replies
}

func newPackets(typed bool) *packets { return &packets{typed: typed, last: new(string), patience: 3} }

func TestPackets(t *testing.T) {
	a, again := sent(0xF3, 0, "\x03A"), sent(0xF3, 1, "\x03A")
	spoiled := a[:5] + "B" + a[6:]
	tests := []struct {
		name    string
		stream  []string
		want    string // reads, with blanks between
		replies string
	}{
		{"one", []string{a}, "]C0A", ack},
		{"two units of one kind", []string{a, a}, "]C0A ]C0A", ack + ack},
		{"the acknowledgment got lost", []string{a, "|", again}, "]C0A", ack + ack},
		{"it got lost twice", []string{a, again, again}, "]C0A", ack + ack + ack},
		{"the first did not arrive", []string{again}, "]C0A", ack},
		{"spoiled and repeated", []string{spoiled, "|", again}, "]C0A", nak + ack},
		{"two units, the second spoiled and repeated", []string{a, spoiled, "|", again}, "]C0A ]C0A", ack + nak + ack},
		{"two units, the second spoiled, repeated twice", []string{a, spoiled, "|", again, again}, "]C0A ]C0A", ack + nak + ack + ack},
		{"cut", []string{a[:6], "|", again}, "]C0A", nak + ack},
		{"noise before it", []string{"12345\xff\x00", a, "|"}, "]C0A damaged", ack},
		{"a plug goes in", []string{"\x00\x00", a, "|"}, "]C0A", ack},
		{"data without packets", []string{"4006381333931\r", "|", a}, "damaged ]C0A", ack},
		{"a packet behind half a one", []string{a[:6], a, "|"}, "]C0A", ack},
		{"its acknowledgment of our beep", []string{sent(0xD0, 0, ""), a, sent(0xD1, 0, "\x02")}, "]C0A", ack},
		{"an event", []string{sent(0xF6, 0, "\x01"), a}, "]C0A", ack + ack},
		{"in two", []string{sent(0xF3, 2, "\x0f01"), "|", sent(0xF3, 0, "\x0f02")}, "]C10102", ack + ack},
		{"in two, alike", []string{sent(0xF3, 2, "\x0f01"), sent(0xF3, 2, "\x0f01"), sent(0xF3, 0, "\x0f")}, "]C10101", ack + ack + ack},
		{"in two, the first repeated", []string{sent(0xF3, 2, "\x0f01"), sent(0xF3, 3, "\x0f01"), sent(0xF3, 0, "\x0f02")}, "]C10102", ack + ack + ack},
		{"its rest does not come", []string{sent(0xF3, 2, "\x0f01"), "|", "|", "|", "|", a}, "cut ]C0A", ack + ack},
		{"nothing in it", []string{sent(0xF3, 0, "\x03")}, "empty", ack},
		{"QR says for itself what it carries", []string{sent(0xF3, 0, "\x1c]Q1A")}, "]Q1A", ack},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := newPackets(true)
			reads, replies := through(p, tt.stream...)
			if got := strings.Join(reads, " "); got != tt.want || replies != tt.replies {
				t.Errorf("read %q, replied %x; want %q, %x", got, replies, tt.want, tt.replies)
			}
		})
	}
}

func TestPacketsWithoutRepeatedType(t *testing.T) {
	p := newPackets(false)
	if reads, _ := through(p, sent(0xF3, 2, "\x0f01"), sent(0xF3, 0, "02")); !slices.Equal(reads, []string{"]C10102"}) {
		t.Errorf("read %q", reads)
	}
	if reads, _ := through(p, sent(0xF3, 0, "\x03A")); !slices.Equal(reads, []string{"]C0A"}) {
		t.Errorf("then read %q", reads)
	}
}

// A scanner that is pulled out and put back before it was acknowledged repeats
// what was counted already.
func TestPacketsRememberOverConnections(t *testing.T) {
	connect := ssi(optionsOf(t, "serial:/dev/ttyACM0")).framing
	first, second := connect(80*time.Millisecond).(*packets), connect(80*time.Millisecond).(*packets)
	if reads, _ := through(first, sent(0xF3, 0, "\x03A")); len(reads) != 1 {
		t.Fatalf("read %q", reads)
	}
	if reads, replies := through(second, sent(0xF3, 1, "\x03A")); len(reads) != 0 || replies != ack {
		t.Errorf("after the plug went in again: read %q, replied %x", reads, replies)
	}
}

// A message without end is given up, and so is noise; the next code is read.
func TestPacketsComeBackIntoStep(t *testing.T) {
	p := newPackets(true)
	long := sent(0xF3, 2, "\x03"+strings.Repeat("7", 250))
	reads, _ := through(p, strings.Repeat(long, 17), "|", sent(0xF3, 0, "\x03A"))
	if len(reads) != 2 || reads[0] != "too_long" || !strings.HasSuffix(reads[1], "A") {
		t.Errorf("read %.80q", reads)
	}
	noise := make([]byte, 1<<20)
	source := rand.New(rand.NewPCG(1, 2))
	for i := range noise {
		noise[i] = byte(source.Uint32())
	}
	p = newPackets(true)
	reads, _ = through(p, string(noise), "|", sent(0xF3, 0, "\x03A"))
	if len(reads) == 0 || reads[len(reads)-1] != "]C0A" || len(reads) > 3 {
		t.Errorf("of 1 MB of noise and a code came %d reads: %.80q", len(reads), reads)
	}
	if p.Pending() || cap(p.waiting) > 1024 {
		t.Errorf("pending %v, %d bytes kept", p.Pending(), cap(p.waiting))
	}
}

func FuzzPackets(f *testing.F) {
	f.Add([]byte(sent(0xF3, 0, "\x03A")), true)
	f.Add([]byte(sent(0xF3, 2, "\x03A")+sent(0xF3, 3, "\x03A")), false)
	f.Fuzz(func(t *testing.T, stream []byte, typed bool) {
		p := newPackets(typed)
		through(p, string(stream), "|", "|", "|", "|", "|", "|")
		if p.Pending() {
			t.Fatal("something is pending after it was quiet for long")
		}
		reads, _ := through(p, sent(0xF3, 0, "\x03CODE"))
		if !slices.Equal(reads, []string{"]C0CODE"}) {
			t.Fatalf("the next code came as %q", reads)
		}
		if bytes.Contains(p.waiting, []byte("CODE")) {
			t.Fatal("bytes are left over")
		}
	})
}
