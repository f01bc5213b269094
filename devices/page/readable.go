package page

import "strings"

// Readable is the line that its standard wants below the barcode, for people to
// read and type; "" where it wants none. GS1 element strings have their
// application identifiers in brackets, which are not in the bars (GS1 General
// Specifications 4.14); GTINs are grouped as their bars are. Give it to Under.
func (b Barcode) Readable() string {
	switch b.Symbology {
	case Code128:
		return b.Data
	case GS1128, GS1DataMatrix:
		return bracketed(b.Data)
	case ITF14:
		return grouped(b.Data, 1, 2, 5, 5)
	case EAN13:
		return grouped(b.Data, 1, 6, 6)
	case EAN8:
		return grouped(b.Data, 4, 4)
	case UPCA:
		return grouped(b.Data, 1, 5, 5, 1)
	default:
		return ""
	}
}

// grouped puts spaces between so many characters each; the last group has what
// is left.
func grouped(text string, sizes ...int) string {
	var groups []string
	for _, size := range sizes {
		size = min(size, len(text))
		groups = append(groups, text[:size])
		text = text[size:]
	}
	return strings.TrimSpace(strings.Join(groups, " ") + text)
}

// bracketed finds the identifiers of an element string: at its beginning,
// behind a separator, and behind data of predefined length.
func bracketed(data string) string {
	var out strings.Builder
	for field := range strings.SplitSeq(data, string(rune(gs))) {
		for field != "" {
			id := min(identifierDigits(field), len(field))
			end := len(field)
			if length := predefined(field); length > 0 {
				end = min(length, end)
			}
			out.WriteString("(" + field[:id] + ")" + field[id:max(id, end)])
			field = field[max(id, end):]
		}
	}
	return out.String()
}

// identifierDigits is how long the application identifier is that a field
// begins with (GS1 General Specifications 3.2).
func identifierDigits(field string) int {
	switch two := field[:min(2, len(field))]; {
	case two >= "31" && two <= "36", two == "39", two == "43", two >= "80" && two <= "82":
		return 4
	case two == "70" || two == "72":
		return 4
	case two == "71", two >= "23" && two <= "25", two >= "40" && two <= "42":
		return 3
	default:
		return 2
	}
}

// predefined is how long identifier and data are together where the first two
// digits say it, so that no separator follows; 0 elsewhere (GS1 General
// Specifications 7.8.5, figure 7.8.5-2).
func predefined(field string) int {
	switch two := field[:min(2, len(field))]; {
	case two == "00":
		return 20
	case two >= "01" && two <= "03":
		return 16
	case two == "04":
		return 18
	case two >= "11" && two <= "19":
		return 8
	case two == "20":
		return 4
	case two >= "31" && two <= "36":
		return 10
	case two == "41":
		return 16
	default:
		return 0
	}
}
