package scale

import (
	"errors"
	"strings"

	"tallyman/devices/line"
)

// and is the standard format of A&D: Q is answered with a header, a number of
// nine characters with its sign, and a unit of three: "ST,+001234.5  g". ST is
// stable, US not, OL beyond the range; "ST,NT,…" and "ST,GS,…" of scales with a
// tare say net and gross.
func and(*line.Options) language {
	return language{ask: "Q\r\n", read: readAND, mode: line.Mode{BaudRate: 2400, DataBits: 7, Parity: "even", StopBits: 1}}
}

func readAND(reply string) reading {
	reply = strings.TrimSpace(reply)
	header, rest, _ := strings.Cut(reply, ",")
	net := false
	if kind, after, has := strings.Cut(rest, ","); has {
		net, rest = kind == "NT", after
	}
	rest = strings.TrimSpace(rest)
	switch header {
	case "US":
		return reading{trouble: Moving}
	case "OL":
		if strings.HasPrefix(rest, "-") {
			return reading{trouble: Negative}
		}
		return reading{trouble: Overload}
	case "ST":
		end := strings.LastIndexAny(rest, ".0123456789") + 1
		return stable(rest[:end], strings.TrimSpace(rest[end:]), net)
	}
	if strings.HasPrefix(reply, "E") { // EC,E01 and the like: a command refused
		return reading{trouble: Refused, err: errors.New("it refuses the command Q")}
	}
	return garbled(errors.New("no answer of A&D"))
}
