package station

import (
	"errors"
	"strings"
	"time"
	"unicode"

	"tallyman/internal/floor"
	"tallyman/internal/gs1"
)

// Resolve takes a text that was read apart, as far as that goes without the
// ledger. Symbology is the AIM identifier (ISO/IEC 15424), or "" when the
// reader gave none; then one at the start of the text is used. A text that is
// not understood is not an error: it may still be a SKU, a bin or an order.
//
// A UPC-E has to come expanded to 12 digits, as every scanner can be told to:
// its eight digits look like a GTIN-8 of another item.
func Resolve(station floor.StationID, device, symbology, text string, at time.Time) floor.Scan {
	text = clean(text)
	if symbology == "" {
		symbology, text = gs1.CutAIM(text)
		text = strings.TrimSpace(text)
	}
	scan := floor.Scan{Station: station, Device: device, Raw: text, At: at}
	if scan.Own, scan.Reading = readCode(&scan.Raw); scan.Reading != floor.Foreign {
		return scan
	}
	switch gs1.CarrierOf(symbology, text) {
	case gs1.ElementString:
		elements, err := gs1.Parse(text)
		scan.Fault = reason(err)
		take(&scan, elements, true)
	case gs1.Link:
		elements, err := gs1.ParseLink(text)
		if fault := reason(err); fault != string(gs1.NotLink) {
			scan.Fault = fault
		}
		take(&scan, elements, true)
	case gs1.Likely:
		// Not a fault when it cannot be read: nobody promised GS1.
		if elements, err := gs1.Parse(text); err == nil {
			take(&scan, elements, !elements.Ambiguous())
		}
	case gs1.Plain:
		plain(&scan, symbology)
	}
	return scan
}

// clean takes control characters out, but for the separator of GS1, and white
// space off the ends. Without either it does not allocate.
func clean(text string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != gs1.Separator {
			return -1
		}
		return r
	}, text))
}

// readCode reads an own code. One in small letters comes from a keyboard wedge
// with Caps Lock on; its check characters say that it is meant, and the text
// becomes what is printed.
func readCode(text *string) (floor.Code, floor.Reading) {
	code, reading := floor.ReadCode(*text)
	if reading != floor.Foreign || len(*text) < 2 || (*text)[:2] != "tl" {
		return code, reading
	}
	upper := strings.ToUpper(*text)
	if code, reading = floor.ReadCode(upper); reading != floor.Own {
		return floor.Code{}, floor.Foreign
	}
	*text = upper
	return code, floor.Own
}

// take moves what elements say into a scan. Lot and serial number count only
// when certain says that no separator can be missing.
func take(scan *floor.Scan, elements gs1.Elements, certain bool) {
	scan.GTIN, scan.SSCC, scan.Expiry = elements.GTIN(), elements.SSCC(), elements.Expiry()
	if certain {
		scan.Lot, scan.Serial = elements.Lot(), elements.Serial()
	}
}

// plain looks for a bare GTIN or SSCC. A number that only looks like one does
// no harm, since the text itself is looked up too.
func plain(scan *floor.Scan, symbology string) {
	switch ai, key := gs1.BareKey(symbology, scan.Raw); ai {
	case "01":
		if gtin, err := gs1.ParseGTIN(key); err == nil {
			scan.GTIN = gtin
		}
	case "00":
		if sscc, err := gs1.ParseSSCC(key); err == nil {
			scan.SSCC = sscc
		}
	}
}

// reason is the stable reason of a refused symbol, or "".
func reason(err error) string {
	if refused := (*gs1.Error)(nil); errors.As(err, &refused) {
		return string(refused.Reason)
	}
	return ""
}
