package sim

import (
	"errors"
	"fmt"
	"strings"
)

// fnc1 stands in decoded data where a barcode has the function character that
// separates GS1 fields, as a scanner sends it.
const fnc1 = '\x1d'

// readBarcode reads the data of a barcode field the way the printer would
// encode them, and refuses what it could not encode.
func readBarcode(kind FieldKind, params []string, data string) (FieldKind, string, error) {
	if data == "" {
		return kind, "", fmt.Errorf("the %s has no data", kind)
	}
	switch kind {
	case FieldCode128:
		return readCode128(params, data)
	case FieldQR:
		text, err := readQR(data)
		return kind, text, err
	case FieldDataMatrix:
		return readDataMatrix(params, data)
	case FieldITF, FieldEAN13, FieldEAN8, FieldUPCA:
		text, err := readNumber(kind, data)
		return kind, text, err
	default:
		return kind, "", fmt.Errorf("there is no barcode %q", kind)
	}
}

// readCode128 follows ^BCo,h,f,g,e,m of the ZPL II programming guide: mode N
// with ">" invocations, and mode A, in which the printer picks the subsets.
// Subset A is not needed for any text and is refused.
func readCode128(params []string, data string) (FieldKind, string, error) {
	auto := false
	if len(params) > 5 && params[5] != "" {
		auto = params[5] == "A"
		if !auto && params[5] != "N" {
			return FieldCode128, "", fmt.Errorf("mode %q of ^BC is not known here", params[5])
		}
	}
	reader := code128Reader{data: data, auto: auto}
	if err := reader.read(); err != nil {
		return FieldCode128, "", fmt.Errorf("data of Code 128 %q: %w", data, err)
	}
	if text, isGS1 := strings.CutPrefix(reader.text.String(), string(fnc1)); isGS1 {
		return FieldGS1128, text, nil
	}
	return FieldCode128, reader.text.String(), nil
}

type code128Reader struct {
	data string
	auto bool
	pair bool // subset C: two digits make one symbol
	text strings.Builder
}

func (r *code128Reader) read() error {
	for i := 0; i < len(r.data); {
		width, err := r.symbol(i)
		if err != nil {
			return fmt.Errorf("at byte %d: %w", i, err)
		}
		i += width
	}
	return nil
}

func (r *code128Reader) symbol(i int) (int, error) {
	rest := r.data[i:]
	switch {
	case rest[0] == '>':
		return 2, r.invocation(rest, i == 0)
	case r.pair && (len(rest) < 2 || !digit(rest[0]) || !digit(rest[1])):
		return 0, errors.New("subset C takes pairs of digits")
	case r.pair:
		r.text.WriteString(rest[:2])
		return 2, nil
	case rest[0] < ' ' || rest[0] > '~':
		return 0, fmt.Errorf("%q is not in subset B", rest[0])
	}
	r.text.WriteByte(rest[0])
	return 1, nil
}

func (r *code128Reader) invocation(rest string, first bool) error {
	if len(rest) < 2 {
		return errors.New("nothing follows >")
	}
	switch code := rest[1]; {
	case code == ';' && first && !r.auto, code == '5' && !r.auto:
		r.pair = true
	case code == ':' && first && !r.auto, code == '6' && !r.auto:
		r.pair = false
	case code == '8':
		r.text.WriteByte(fnc1)
	case code == '0' && !r.pair:
		r.text.WriteByte('>')
	case code == '<' && !r.pair:
		r.text.WriteByte('^')
	case code == '=' && !r.pair:
		r.text.WriteByte('~')
	default:
		return fmt.Errorf("%q is not an invocation that may stand here", rest[:2])
	}
	return nil
}

func digit(b byte) bool { return b >= '0' && b <= '9' }

// readQR follows ^BQ: error correction (H, Q, M, L), input mode (A, or M with
// a character mode), a comma, the data.
func readQR(data string) (string, error) {
	switch {
	case len(data) < 4 || !strings.Contains("HQML", data[:1]):
		return "", fmt.Errorf("QR data %q do not begin with error correction, mode and comma", data)
	case data[1] == 'A' && data[2] == ',':
		return data[3:], nil
	case data[1] == 'M' && data[2] == ',' && strings.Contains("NA", data[3:4]) && len(data) > 4:
		return data[4:], nil
	case data[1] == 'M' && data[2] == ',' && data[3] == 'B' && len(data) > 8:
		return readQRBytes(data)
	}
	return "", fmt.Errorf("QR data %q have no mode that is known here", data)
}

// readQRBytes reads mode B: four digits say how many bytes follow.
func readQRBytes(data string) (string, error) {
	var count int
	if _, err := fmt.Sscanf(data[4:8], "%04d", &count); err != nil || count != len(data)-8 {
		return "", fmt.Errorf("QR data %q: %q is not the count of the %d bytes behind it", data, data[4:8], len(data)-8)
	}
	return data[8:], nil
}

// readDataMatrix follows ^BXo,h,s,c,r,f,g: quality 200 (ECC 200), and the
// escape character g, "~" unless another is given; g and "1" are FNC1.
func readDataMatrix(params []string, data string) (FieldKind, string, error) {
	if len(params) < 3 || params[2] != "200" {
		return FieldDataMatrix, "", errors.New("^BX without quality 200 is not ECC 200")
	}
	escape := byte('~')
	if len(params) > 6 && len(params[6]) == 1 {
		escape = params[6][0]
	}
	var text strings.Builder
	for i := 0; i < len(data); i++ {
		if data[i] != escape {
			text.WriteByte(data[i])
			continue
		}
		i++
		switch {
		case i < len(data) && data[i] == '1':
			text.WriteByte(fnc1)
		case i < len(data) && data[i] == escape:
			text.WriteByte(escape)
		default:
			return FieldDataMatrix, "", fmt.Errorf("DataMatrix %q: the escape at byte %d is not known here", data, i-1)
		}
	}
	if inner, isGS1 := strings.CutPrefix(text.String(), string(fnc1)); isGS1 {
		return FieldGS1DataMatrix, inner, nil
	}
	return FieldDataMatrix, text.String(), nil
}

// readNumber adds the check digit that the printer computes: of ^BE, ^B8 and
// ^BU always, of ^B2 never unless asked, which is not done here.
func readNumber(kind FieldKind, data string) (string, error) {
	digits := map[FieldKind]int{FieldEAN13: 12, FieldEAN8: 7, FieldUPCA: 11}[kind]
	for i := range len(data) {
		if !digit(data[i]) {
			return "", fmt.Errorf("the %s %q is not a number", kind, data)
		}
	}
	if digits == 0 {
		if len(data)%2 != 0 {
			return "", fmt.Errorf("the %s %q does not have pairs of digits", kind, data)
		}
		return data, nil
	}
	if len(data) != digits {
		return "", fmt.Errorf("the %s %q does not have %d digits", kind, data, digits)
	}
	sum := 0
	for i := range len(data) {
		weight := 1 + 2*((len(data)-i)%2)
		sum += weight * int(data[i]-'0')
	}
	return data + string(rune('0'+(10-sum%10)%10)), nil
}
