package line

import "unicode/utf8"

// Keys that change what others mean (linux/input-event-codes.h).
const (
	keyLeftCtrl, keyRightCtrl   = 29, 97
	keyLeftShift, keyRightShift = 42, 54
	keyLeftAlt, keyRightAlt     = 56, 100
)

// keyText says what the keys of a US keyboard write, without and with Shift, by
// their code in linux/input-event-codes.h. A key code is a place on the keyboard,
// whatever layout the machine is set to.
func keyText() map[uint16][2]byte {
	text := map[uint16][2]byte{
		15: {'\t', '\t'}, 28: {'\r', '\r'}, 57: {' ', ' '}, 96: {'\r', '\r'},
		55: {'*', '*'}, 74: {'-', '-'}, 78: {'+', '+'}, 83: {'.', '.'}, 98: {'/', '/'},
	}
	for first, rows := range map[uint16][2]string{
		2:  {"1234567890-=", "!@#$%^&*()_+"},
		16: {"qwertyuiop[]", "QWERTYUIOP{}"},
		30: {"asdfghjkl;'`", "ASDFGHJKL:\"~"},
		43: {`\zxcvbnm,./`, `|ZXCVBNM<>?`},
		71: {"789", "789"}, 75: {"456", "456"}, 79: {"1230", "1230"},
	} {
		for i := range len(rows[0]) {
			text[first+uint16(i)] = [2]byte{rows[0][i], rows[1][i]}
		}
	}
	return text
}

// keyboard turns what happens to keys into the text that a scanner typed.
// Scanners write characters that have no key as Ctrl and a letter (Ctrl ] is
// GS), or hold Alt and write the character's number on the number pad.
type keyboard struct {
	text             map[uint16][2]byte
	shift, ctrl, alt bool
	number           int  // written while Alt is held
	numbered         bool // something was
}

// key takes a key that went down or up and appends what it wrote.
func (k *keyboard) key(to []byte, code uint16, down bool) []byte {
	switch code {
	case keyLeftShift, keyRightShift:
		k.shift = down
		return to
	case keyLeftCtrl, keyRightCtrl:
		k.ctrl = down
		return to
	case keyLeftAlt, keyRightAlt:
		return k.altKey(to, down)
	}
	pair, known := k.text[code]
	if !down || !known {
		return to
	}
	written := pair[0]
	if k.shift {
		written = pair[1]
	}
	switch {
	case k.alt && written >= '0' && written <= '9':
		k.number, k.numbered = min(k.number*10+int(written-'0'), utf8.MaxRune), true
		return to
	case k.ctrl && written >= '@':
		return append(to, written&0x1F)
	}
	return append(to, written)
}

// altKey writes the character whose number was written when Alt is let go.
func (k *keyboard) altKey(to []byte, down bool) []byte {
	if !down && k.numbered {
		to = utf8.AppendRune(to, rune(k.number))
	}
	k.alt, k.number, k.numbered = down, 0, false
	return to
}
