package gs1

import (
	"fmt"
	"strconv"
	"strings"
)

const (
	gtinLength = 14
	ssccLength = 18
)

// ParseGTIN reads a GTIN-8, -12, -13 or -14 and pads it with zeros to the 14
// digits under which all of them are the same item. Anything else, and a wrong
// check digit, is an *Error. A 14-digit GTIN is returned as it is, without
// allocating.
func ParseGTIN(text string) (string, error) {
	switch len(text) {
	case 8, 12, 13, gtinLength:
	default:
		reason := TooShort
		if len(text) > gtinLength {
			reason = TooLong
		}
		return "", refuse(reason, 0, "a GTIN has 8, 12, 13 or 14 digits, not %d characters", len(text))
	}
	if err := requireDigits(text); err != nil {
		return "", err
	}
	if !endsInCheckDigit(text) {
		return "", refuse(BadCheckDigit, len(text)-1, "the check digit of the GTIN is wrong: scan or type it again")
	}
	if len(text) == gtinLength {
		return text, nil
	}
	return "000000"[:gtinLength-len(text)] + text, nil
}

// ParseSSCC checks the 18 digits of a serial shipping container code and
// returns them; anything else is an *Error.
func ParseSSCC(text string) (string, error) {
	if len(text) != ssccLength {
		reason := TooShort
		if len(text) > ssccLength {
			reason = TooLong
		}
		return "", refuse(reason, 0, "an SSCC has 18 digits, not %d characters", len(text))
	}
	if err := requireDigits(text); err != nil {
		return "", err
	}
	if !endsInCheckDigit(text) {
		return "", refuse(BadCheckDigit, ssccLength-1, "the check digit of the SSCC is wrong: scan it again")
	}
	return text, nil
}

// NewSSCC makes the SSCC of an extension digit ('0' to '9'), a GS1 company
// prefix (4 to 12 digits) and a serial number that fills the 16 digits up. It
// fails when the serial number has more digits than the prefix leaves: the
// number range is used up.
func NewSSCC(extension byte, companyPrefix string, serial uint64) (string, error) {
	if extension < '0' || extension > '9' {
		return "", fmt.Errorf("SSCC extension %q must be a digit", string(rune(extension)))
	}
	if len(companyPrefix) < 4 || len(companyPrefix) > 12 || nonDigit(companyPrefix) >= 0 {
		return "", fmt.Errorf("GS1 company prefix %q must have 4 to 12 digits", companyPrefix)
	}
	number, room := strconv.FormatUint(serial, 10), ssccLength-2-len(companyPrefix)
	if len(number) > room {
		return "", fmt.Errorf("SSCC serial number %d has more than the %d digits that company prefix %s leaves: use another extension digit",
			serial, room, companyPrefix)
	}
	digits := string(extension) + companyPrefix + strings.Repeat("0", room-len(number)) + number
	return digits + string(CheckDigit(digits)), nil
}
