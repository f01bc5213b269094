package scale

import (
	"errors"
	"strings"

	"tallyman/devices/line"
)

// sics is MT-SICS of Mettler Toledo (Standard Interface Command Set, level 0):
// S asks for a stable weight and is answered "S S     100.00 g". The scale waits
// for stability itself and says "S I" when it did not come or it is busy, "S +"
// and "S -" beyond its range; "ES", "ET" and "EL" refuse a command.
func sics(*line.Options) language {
	return language{ask: "S\r\n", read: readSICS, mode: line.Mode{BaudRate: 9600, DataBits: 8, Parity: "none", StopBits: 1}}
}

func readSICS(reply string) reading {
	words := strings.Fields(reply)
	switch {
	case len(words) == 4 && words[0] == "S" && words[1] == "S":
		return stable(words[2], words[3], false)
	case len(words) >= 2 && words[0] == "S":
		switch words[1] {
		case "D":
			return reading{trouble: Moving}
		case "I":
			// It is busy or gave up waiting: both pass.
			return reading{trouble: Moving}
		case "+":
			return reading{trouble: Overload}
		case "-":
			return reading{trouble: Negative}
		}
	case len(words) == 1 && (words[0] == "ES" || words[0] == "ET" || words[0] == "EL"):
		return reading{trouble: Refused, err: errors.New("it does not know the command S")}
	}
	return garbled(errors.New("no answer of MT-SICS"))
}
