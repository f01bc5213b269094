package scale

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"tallyman/devices/line"
)

// The status bits of a Toledo 8217 (Mettler Toledo, 8217 protocol): a weight
// comes only when none of the first four is set.
const (
	stx = 0x02

	toledoMoving      = 1 << 0
	toledoOver        = 1 << 1
	toledoNegative    = 1 << 2
	toledoOutsideZero = 1 << 3
)

// toledo is the 8217 protocol of counter scales: W is answered STX, the digits
// and CR, or STX, "?", a status byte and CR. The digits have no unit: the scale
// is set to kilograms or pounds, and so is the option unit (kg).
func toledo(o *line.Options) language {
	unit := o.Choice("unit", "kg", "kg", "g", "lb", "oz")
	return language{
		ask: "W", mode: line.Mode{BaudRate: 9600, DataBits: 7, Parity: "even", StopBits: 1},
		whole: toledoWhole,
		read:  func(reply string) reading { return readToledo(reply, unit) },
	}
}

// toledoWhole lets the status byte be any: over its capacity alone it is an STX.
func toledoWhole(reply []byte) bool {
	_, body, framed := bytes.Cut(reply, []byte{stx})
	status := framed && len(body) > 0 && body[0] == '?'
	return reply[len(reply)-1] == '\r' && (!status || len(body) > 2)
}

func readToledo(reply, unit string) reading {
	_, body, framed := strings.Cut(strings.TrimSuffix(reply, "\r"), string(rune(stx)))
	status, isStatus := strings.CutPrefix(body, "?")
	switch {
	case !framed || isStatus && len(status) != 1:
		return garbled(errors.New("no answer of a Toledo 8217"))
	case !isStatus:
		digits, net := strings.CutSuffix(body, "N") // a tare was taken off
		return stable(digits, unit, net)
	}
	switch bits := status[0]; {
	case bits&toledoOver != 0:
		return reading{trouble: Overload}
	case bits&toledoNegative != 0:
		return reading{trouble: Negative}
	case bits&toledoMoving != 0:
		return reading{trouble: Moving}
	case bits&toledoOutsideZero != 0:
		return reading{trouble: Refused, err: errors.New("it could not find its zero when it was switched on: take everything off")}
	default:
		return reading{trouble: Refused, err: fmt.Errorf("status %#02x", bits)}
	}
}
