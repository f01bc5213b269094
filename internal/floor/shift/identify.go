package shift

import (
	"slices"
	"strconv"

	"tallyman/internal/floor"
)

// Identify says what a scan means to a station: an own code is what it says; of
// several things with the same code the one is meant that the station waits
// for. A nil thing comes with the reason.
func Identify(kind Kind, s floor.Session, scan floor.Scan, hits []floor.Thing) (*floor.Thing, *floor.Phrase) {
	switch {
	case scan.Reading == floor.Misread:
		return nil, &floor.Phrase{Code: "misread", Got: scan.Raw}
	case scan.Fault != "":
		return nil, &floor.Phrase{Code: "gs1_fault", Got: scan.Raw, Reason: scan.Fault}
	}
	if thing := spoken(scan); thing != nil {
		return thing, nil
	}
	switch len(hits) {
	case 0:
		return nil, &floor.Phrase{Code: "unknown_code", Got: scan.Raw}
	case 1:
		return &hits[0], nil
	}
	for _, wanted := range waitsFor(kind, s) {
		if i := slices.IndexFunc(hits, func(t floor.Thing) bool { return t.Kind == wanted }); i >= 0 {
			return &hits[i], nil
		}
	}
	return nil, &floor.Phrase{Code: "ambiguous", Got: scan.Raw, Expected: string(hits[0].Kind), Subject: string(hits[1].Kind)}
}

// spoken is the thing of an own code that means itself.
func spoken(scan floor.Scan) *floor.Thing {
	if scan.Reading != floor.Own {
		return nil
	}
	switch scan.Own.Kind {
	case floor.CodeCommand:
		return &floor.Thing{Kind: floor.ACommand, Ref: scan.Own.Body}
	case floor.CodeQuantity:
		return &floor.Thing{Kind: floor.AQuantity, Ref: scan.Own.Body}
	case floor.CodeStation:
		return &floor.Thing{Kind: floor.APlace, Ref: scan.Own.Body}
	case floor.CodeDock:
		return &floor.Thing{Kind: floor.ADock, Ref: scan.Own.Body}
	case floor.CodeBadge, floor.CodeTote, floor.CodeCart, floor.CodeLocation, floor.CodeAttempt:
		return nil
	}
	return nil
}

func waitsFor(kind Kind, s floor.Session) []floor.ThingKind {
	switch {
	case s.Dock != "" || kind == Dock:
		return []floor.ThingKind{floor.AParcel, floor.AnAttempt}
	case kind == Pick && s.List == "":
		return []floor.ThingKind{floor.ATote}
	case kind == Pick && s.Location == "":
		return []floor.ThingKind{floor.ALocation, floor.ATote}
	case kind == Pick:
		return []floor.ThingKind{floor.AnItem, floor.ATote, floor.ALocation}
	case s.Parcel == "":
		return []floor.ThingKind{floor.ATote, floor.AnOrder, floor.AParcel, floor.AnItem}
	default:
		return []floor.ThingKind{floor.AnItem, floor.AnAttempt, floor.AParcel}
	}
}

// quantity reads a quantity code: 1 to 999.
func quantity(body string) (int, bool) {
	n, err := strconv.Atoi(body)
	return n, err == nil && n >= 1 && n <= 999
}
