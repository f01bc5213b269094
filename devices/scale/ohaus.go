package scale

import (
	"errors"
	"strings"

	"tallyman/devices/line"
)

// ohaus is what OHAUS scales print (RS232 Interface Manual): P is answered with
// the number, right-justified, a space, the unit, and "?" when it is not stable;
// behind it may be a time, or words such as NET or TOTAL.
func ohaus(*line.Options) language {
	return language{ask: "P\r\n", read: readOhaus, mode: line.Mode{BaudRate: 9600, DataBits: 8, Parity: "none", StopBits: 1}}
}

func readOhaus(reply string) reading {
	words := strings.Fields(reply)
	if len(words) >= 2 && words[0] == "-" { // a sign of its own
		words = append([]string{"-" + words[1]}, words[2:]...)
	}
	switch {
	case len(words) == 1 && words[0] == "ES":
		return reading{trouble: Refused, err: errors.New("it does not know the command P")}
	case len(words) >= 1 && strings.HasPrefix(words[0], "Err"):
		return ohausFault(strings.Join(words, " "))
	case len(words) < 2:
		return garbled(errors.New("no answer of OHAUS"))
	}
	net := false
	for _, word := range words[2:] {
		switch word {
		case "?":
			return reading{trouble: Moving}
		case "N", "NET":
			net = true
		case "TOTAL":
			return garbled(errors.New("it adds up: end its accumulation mode"))
		}
	}
	return stable(words[0], words[1], net)
}

// ohausFault reads "Err 8.3" and the like.
func ohausFault(said string) reading {
	switch {
	case strings.HasSuffix(said, "8.3"):
		return reading{trouble: Overload}
	case strings.HasSuffix(said, "8.4"):
		return reading{trouble: Negative}
	}
	return reading{trouble: Refused, err: errors.New(said)}
}
