package floor

import (
	"fmt"
	"strings"
)

// CodeKind is the kind of an own code: its third character.
type CodeKind byte

// The kinds of own codes.
const (
	CodeBadge    CodeKind = 'B'
	CodeTote     CodeKind = 'T'
	CodeCart     CodeKind = 'K'
	CodeLocation CodeKind = 'L'
	CodeCommand  CodeKind = 'C'
	CodeQuantity CodeKind = 'Q'
	CodeStation  CodeKind = 'S'
	CodeDock     CodeKind = 'D'
	CodeAttempt  CodeKind = 'P'
)

const (
	codeKinds = "BTKLCQSDP"
	// mostBody is how many characters a body may have.
	mostBody = 24
)

// Code is an own code: "TL", a kind, a body and two check characters. Codes
// are upper-case letters and digits without Y and Z, so that no keyboard
// layout can bend them, and are printed as Code 128.
type Code struct {
	Kind CodeKind
	Body string
}

// String is the code as it is printed, check characters included.
func (c Code) String() string {
	text := "TL" + string(rune(c.Kind)) + c.Body
	return text + checkCharacters(text)
}

// NewCode makes a code; it refuses a body with other characters than own codes
// may have.
func NewCode(kind CodeKind, body string) (Code, error) {
	if strings.IndexByte(codeKinds, byte(kind)) < 0 {
		return Code{}, fmt.Errorf("there is no code kind %q", string(rune(kind)))
	}
	if body == "" || len(body) > mostBody {
		return Code{}, fmt.Errorf("code body %q must have 1 to %d characters", body, mostBody)
	}
	for _, r := range body {
		if !codeCharacter(r) {
			return Code{}, fmt.Errorf("code body %q has %q: only A-X and 0-9 survive every keyboard", body, r)
		}
	}
	return Code{Kind: kind, Body: body}, nil
}

// CodeBody is a name as a code can hold it, such as PACK1 of "pack-1": what
// survives every keyboard. It is "" when nothing does.
func CodeBody(name string) string {
	body := strings.Map(func(r rune) rune {
		if codeCharacter(r) {
			return r
		}
		return -1
	}, strings.ToUpper(name))
	return body[:min(len(body), mostBody)]
}

func codeCharacter(r rune) bool { return r >= '0' && r <= '9' || r >= 'A' && r <= 'X' }

// Reading says what a text is to the code grammar.
type Reading int

// What a text can be to the code grammar.
const (
	// Foreign is a text without the own prefix: look it up elsewhere.
	Foreign Reading = iota
	// Own is an own code with the right check characters, and nothing else.
	Own
	// Misread has the own prefix and a wrong check: it is never looked up.
	Misread
)

// ReadCode tells own codes from foreign ones and from misreads.
func ReadCode(text string) (Code, Reading) {
	if !ReservedPrefix(text) {
		return Code{}, Foreign
	}
	if len(text) < 6 {
		return Code{}, Misread
	}
	body, check := text[:len(text)-2], text[len(text)-2:]
	code, err := NewCode(CodeKind(body[2]), body[3:])
	if err != nil || checkCharacters(body) != check {
		return Code{}, Misread
	}
	return code, Own
}

// ReservedPrefix says whether a text begins as an own code does. Imports and
// the API refuse such SKUs, bins, order numbers and GTINs.
func ReservedPrefix(text string) bool {
	return len(text) >= 3 && text[:2] == "TL" && strings.IndexByte(codeKinds, text[2]) >= 0
}

// checkCharacters are the two digits of ISO/IEC 7064 MOD 97-10: letters count
// as 10 to 35, and the number with its check digits is 1 modulo 97.
func checkCharacters(text string) string {
	remainder := 0
	for i := range len(text) {
		if digit := text[i]; digit <= '9' {
			remainder = (remainder*10 + int(digit-'0')) % 97
		} else {
			remainder = (remainder*100 + int(digit-'A') + 10) % 97
		}
	}
	check := 98 - remainder*100%97
	return string([]byte{byte('0' + check/10), byte('0' + check%10)})
}
