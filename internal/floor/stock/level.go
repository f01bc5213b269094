package stock

import "tallyman/internal/floor"

// Level is what there is of one item in all bins together.
type Level struct {
	SKU      floor.SKU
	OnHand   int
	Reserved int
	Blocked  int
}

// Available is what can still be promised: never less than nothing.
func (l Level) Available() int { return max(0, l.OnHand-l.Reserved-l.Blocked) }

// BinLevel is what there is of one item in one bin. Allocated units are on
// somebody's pick list, blocked ones could not be found.
type BinLevel struct {
	Location  floor.LocationID
	SKU       floor.SKU
	Sequence  int
	Quantity  int
	Allocated int
	Blocked   int
}

// Free is what a pick list may still take from the bin.
func (b BinLevel) Free() int { return max(0, b.Quantity-b.Allocated-b.Blocked) }

// CountFacts is what a count has to know.
type CountFacts struct {
	// Known says that the bin and the item exist, Repeat that this key was
	// counted before.
	Known, Repeat bool
	Bin           BinLevel
	Level         Level
}

// JudgeCount decides a stock count and says what level the item has after it.
// It refuses a count below what is on pick lists now: those are settled at the
// shelf. A repeated key changes nothing.
func JudgeCount(f CountFacts, c Count) (events []floor.Event, after Level, refusal *floor.Phrase) {
	after = f.Level
	switch {
	case f.Repeat:
		return nil, after, nil
	case !f.Known:
		return nil, after, &floor.Phrase{Code: "count_unknown", SKU: string(c.SKU), Location: string(c.Location)}
	case c.Quantity < f.Bin.Allocated:
		return nil, after, &floor.Phrase{
			Code: "count_below_allocated", SKU: string(c.SKU), Location: string(c.Location),
			Quantity: c.Quantity, Of: f.Bin.Allocated,
		}
	}
	after.OnHand += c.Quantity - f.Bin.Quantity
	after.Blocked -= f.Bin.Blocked
	return []floor.Event{Counted{
		Location: c.Location, SKU: c.SKU, Quantity: c.Quantity, Was: f.Bin.Quantity,
		Unblocked: f.Bin.Blocked, Key: c.Key,
	}}, after, nil
}
