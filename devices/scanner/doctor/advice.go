package doctor

import (
	"bytes"
	"fmt"
	"time"

	"tallyman/devices/scanner"
)

// piece is what came in at one moment.
type piece struct {
	at    time.Time
	bytes []byte
}

// silence is what is taken for the end of a code when nothing else marks it.
const silence = 50 * time.Millisecond

// advice is what can be said of everything that came in.
func advice(pieces []piece) []string {
	var all []byte
	for _, p := range pieces {
		all = append(all, p.bytes...)
	}
	if len(all) == 0 {
		return []string{
			"Nothing came. Look whether the scanner is set to its serial interface (RS-232, or USB serial",
			"instead of USB keyboard), whether this is its port, and whether another program has it.",
		}
	}
	if count := scanner.CountPackets(all); count > 0 {
		return []string{fmt.Sprintf("%d codes came in packets of SSI: set answer=ssi.", count)}
	}
	if garbled, says := garble(all); garbled {
		return says
	}
	codes, pause := bursts(pieces)
	says := ending(codes, gapFor(pause))
	return append(says, identifiers(all)...)
}

// bursts joins what came without a silence, and returns the longest pause inside
// a burst.
func bursts(pieces []piece) (all []piece, longest time.Duration) {
	var latest time.Time
	for _, p := range pieces {
		if last := len(all) - 1; last >= 0 && p.at.Sub(latest) < silence {
			all[last].bytes = append(all[last].bytes, p.bytes...)
			longest = max(longest, p.at.Sub(latest))
		} else {
			all = append(all, piece{p.at, bytes.Clone(p.bytes)})
		}
		latest = p.at
	}
	return all, longest
}

// gapFor is the silence that is to end a code: three times what was seen inside
// of one, and never less than what is taken without being told.
func gapFor(pause time.Duration) time.Duration {
	const preset, step = 80 * time.Millisecond, 10 * time.Millisecond
	return max(preset, (3*pause + step - 1).Truncate(step))
}

// ending says how the codes end; gap is the silence to rely on.
func ending(bursts []piece, gap time.Duration) []string {
	marks := []struct{ begins, ends, says string }{
		{"\x02", "\x03", "Codes stand between STX and ETX: nothing to set."},
		{"", "\r\n", "Codes end with CR LF: nothing to set."},
		{"", "\r", "Codes end with CR: nothing to set."},
		{"", "\n", "Codes end with LF: nothing to set."},
		{"", "\x03", "Codes end with ETX: nothing to set."},
	}
	for _, m := range marks {
		if every(bursts, func(b []byte) bool {
			return bytes.HasPrefix(b, []byte(m.begins)) && bytes.HasSuffix(b, []byte(m.ends))
		}) {
			return []string{m.says}
		}
	}
	if every(bursts, func(b []byte) bool { return b[len(b)-1] == '\t' }) {
		return []string{fmt.Sprintf("Codes end with TAB, which ends no code: set the suffix CR on the scanner, or rely on the silence (idle=%v).", gap)}
	}
	if every(bursts, func(b []byte) bool { return b[len(b)-1] > 0x20 }) {
		return []string{
			fmt.Sprintf("Codes end without a mark, so that only silence ends them (idle=%v): set the suffix CR on the scanner,", gap),
			fmt.Sprintf("and each is answered %v sooner.", gap),
		}
	}
	return []string{"Codes do not all end alike: set the suffix CR on the scanner, or look for bytes that got lost."}
}

func every(bursts []piece, holds func([]byte) bool) bool {
	for _, b := range bursts {
		if !holds(b.bytes) {
			return false
		}
	}
	return true
}

// identifiers says whether the scanner names the symbology of its codes, and
// whether it talks like one of the families.
func identifiers(all []byte) []string {
	var frames scanner.Framer
	with, without, newland := 0, 0, 0
	count := func(frame scanner.Frame, complete bool) {
		switch data := []byte(frame.Data); {
		case !complete || frame.Fault != "":
		case bytes.HasPrefix(data, []byte("\x010000")):
			newland++
		case scanner.HasIdentifier(frame.Data):
			with++
		default:
			without++
		}
	}
	for _, b := range all {
		count(frames.Push(b))
	}
	count(frames.Gap())
	var says []string
	switch {
	case with > 0 && without == 0:
		says = append(says, "Codes begin with their AIM identifier: nothing to set.")
	case with > 0:
		says = append(says, fmt.Sprintf("%d codes begin with an AIM identifier, %d do not: switch it on for every symbology.", with, without))
	case without > 0:
		says = append(says, "Codes come without AIM identifier: switch it on, or GS1 data cannot be told from other text; for a scanner", "that reads one symbology only say which (symbology=gs1-128).")
	}
	if newland > 0 {
		says = append(says, "It confirms commands as Newland does: set answer=newland.")
	}
	return says
}
