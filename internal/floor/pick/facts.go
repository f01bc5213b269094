package pick

import (
	"tallyman/internal/floor"
	"tallyman/internal/floor/order"
	"tallyman/internal/floor/stock"
)

// Facts is what a scan at a pick station has to know.
type Facts struct {
	// Thing is what was scanned; Name is the name of an item.
	Thing floor.Thing
	Name  string
	// Tote is the state of a scanned tote.
	Tote Tote
	// List is the list of the session, or the one offered by NEXT or by a
	// scanned tote; its ID is "" when there is none.
	List List
	// Lines has, in walk order, each line of the list that is open or partly
	// in a hand, and those that the scan or an undo could mean.
	Lines []Line
	// Short is there for a short command only.
	Short *ShortFacts
}

// List is a pick list.
type List struct {
	ID       floor.PickListID
	Mode     Mode
	State    ListState
	Badge    floor.BadgeID
	LastLine int
}

// Tote is what is known of a scanned tote.
type Tote struct {
	ID         floor.ToteID
	Fulfilment floor.FulfilmentID
	Order      floor.OrderID
	List       floor.PickListID
	ListState  ListState
	Badge      floor.BadgeID
}

// Line is a line of a list and how far it is. Skips is how often it was
// skipped; State is of its fulfilment, Missing is what that lacks so far.
type Line struct {
	ListLine
	Fulfilment floor.FulfilmentID
	Order      floor.OrderID
	Name       string
	Tote       floor.ToteID
	Picked     int
	Put        int
	Shorted    int
	Cancelled  bool
	State      order.State
	Missing    int
}

// Remaining is what is still to be taken from the bin.
func (l Line) Remaining() int {
	if l.Cancelled {
		return 0
	}
	return l.Quantity - l.Picked - l.Shorted
}

// InHand is what was taken and did not reach the tote.
func (l Line) InHand() int { return l.Picked - l.Put }

// Open says whether anything is left to do.
func (l Line) Open() bool { return l.Remaining() > 0 || l.InHand() > 0 }

// ShortFacts is what a short pick has to know about the item.
type ShortFacts struct {
	Bin stock.BinLevel
	// Others are the other bins of the item in walk order.
	Others []stock.BinLevel
	Level  stock.Level
	// Holding are reservations that nobody walks for, newest promise first.
	Holding []order.Demand
}

// Current is the line a picker at a bin works on: the first there that is not
// finished, else nil.
func Current(lines []Line, at floor.LocationID) *Line {
	for i := range lines {
		if lines[i].Location == at && lines[i].Remaining() > 0 {
			return &lines[i]
		}
	}
	return nil
}
