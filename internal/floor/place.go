package floor

import "strings"

// Place is where units are: a unit is always in exactly one place, and moving
// it is the only way to change stock on the floor. It is a kind and a name,
// such as "bin:A-12-03".
type Place string

// Left is where units go that leave the house; it holds no stock.
const Left Place = "left"

const (
	binPrefix    = "bin:"
	handPrefix   = "hand:"
	totePrefix   = "tote:"
	parcelPrefix = "parcel:"
)

// InBin is the place of goods that lie in a bin.
func InBin(id LocationID) Place { return Place(binPrefix + string(id)) }

// InHand is the place of goods a badge has taken and not yet put down.
func InHand(id BadgeID) Place { return Place(handPrefix + string(id)) }

// InTote is the place of goods in a tote.
func InTote(id ToteID) Place { return Place(totePrefix + string(id)) }

// InParcel is the place of goods in a parcel.
func InParcel(id ParcelID) Place { return Place(parcelPrefix + string(id)) }

// IsBin says whether goods in this place are on hand.
func (p Place) IsBin() bool { return strings.HasPrefix(string(p), binPrefix) }

// Bin is the bin's name, or "" for another kind of place.
func (p Place) Bin() LocationID {
	name, ok := strings.CutPrefix(string(p), binPrefix)
	if !ok {
		return ""
	}
	return LocationID(name)
}
