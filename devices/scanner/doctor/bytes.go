package doctor

import (
	"fmt"
	"strings"
	"time"
)

// perRow is how many bytes are shown in one row.
const perRow = 16

// rows shows bytes: how long nothing came before them, each in hex, and each as
// a character or by its name.
func rows(pause time.Duration, bytes []byte) []string {
	var all []string
	for len(bytes) > 0 {
		row := bytes[:min(perRow, len(bytes))]
		bytes = bytes[len(row):]
		gap := ""
		if len(all) == 0 {
			gap = "+" + pause.Round(time.Millisecond).String()
		}
		all = append(all, fmt.Sprintf("%10s  %-*s  %s", gap, 3*perRow, fmt.Sprintf("% X", row), names(row)))
	}
	return all
}

// names writes bytes as text, with the names of control characters (ISO/IEC
// 646) in angle brackets.
func names(bytes []byte) string {
	var text strings.Builder
	for _, b := range bytes {
		text.WriteString(name(b))
	}
	return text.String()
}

func name(b byte) string {
	const controls = "NUL SOH STX ETX EOT ENQ ACK BEL BS HT LF VT FF CR SO SI " +
		"DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US"
	switch {
	case b < 0x20:
		return "<" + strings.Fields(controls)[b] + ">"
	case b == 0x7F:
		return "<DEL>"
	case b > 0x7F:
		return fmt.Sprintf("<%02X>", b)
	default:
		return string(rune(b))
	}
}
