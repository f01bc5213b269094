package sim

import (
	"fmt"
	"strings"
)

// scaleFamily is how scales of a family are asked and what they say.
type scaleFamily struct {
	question string
	reply    func(ScaleState) string
}

// scaleFamilies are the families, by the vendors' manuals: MT-SICS level 0,
// Toledo 8217, the standard format of A&D, the print format of OHAUS.
func scaleFamilies() map[string]scaleFamily {
	return map[string]scaleFamily{
		"sics":   {"S\r\n", sicsReply},
		"toledo": {"W", toledoReply},
		"and":    {"Q\r\n", andReply},
		"ohaus":  {"P\r\n", ohausReply},
	}
}

func sicsReply(s ScaleState) string {
	switch {
	case s.Over:
		return "S +\r\n"
	case s.Under:
		return "S -\r\n"
	case s.Moving:
		return "S I\r\n"
	}
	return fmt.Sprintf("S S %10s %s\r\n", s.Shows, s.Unit)
}

func toledoReply(s ScaleState) string {
	status := byte(0)
	for bit, set := range []bool{s.Moving, s.Over, s.Under || strings.HasPrefix(s.Shows, "-"), false, false, s.Net} {
		if set {
			status |= 1 << bit
		}
	}
	if status&0x0F != 0 {
		return "\x02?" + string(rune(status)) + "\r"
	}
	digits := fmt.Sprintf("%06s", s.Shows)
	if s.Net {
		digits += "N"
	}
	return "\x02" + digits + "\r"
}

func andReply(s ScaleState) string {
	header, sign, digits := "ST", "+", s.Shows
	if rest, below := strings.CutPrefix(s.Shows, "-"); below {
		sign, digits = "-", rest
	}
	switch {
	case s.Over:
		return "OL,+9999999E+19\r\n"
	case s.Under:
		return "OL,-9999999E+19\r\n"
	case s.Moving:
		header = "US"
	}
	if s.Net {
		header += ",NT"
	}
	return fmt.Sprintf("%s,%s%08s%3s\r\n", header, sign, digits, s.Unit)
}

func ohausReply(s ScaleState) string {
	switch {
	case s.Over:
		return "Err 8.3\r\n"
	case s.Under:
		return "Err 8.4\r\n"
	}
	line := fmt.Sprintf("%10s %s", s.Shows, s.Unit)
	if s.Moving {
		line += " ?"
	}
	if s.Net {
		line += " NET"
	}
	return line + "\r\n"
}
