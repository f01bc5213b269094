package pick

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"time"

	"tallyman/internal/floor"
	"tallyman/internal/floor/order"
	"tallyman/internal/floor/stock"
)

// Candidate is a fulfilment that can be released: open, not held, with every
// unit reserved.
type Candidate struct {
	Fulfilment floor.FulfilmentID
	Order      floor.OrderID
	ShipBy     time.Time
	Lines      []CandidateLine
}

// CandidateLine is what a candidate needs of one item.
type CandidateLine struct {
	OrderLine int
	SKU       floor.SKU
	Quantity  int
}

// ReleaseFacts is what releasing has to know.
type ReleaseFacts struct {
	// Number is the next list number.
	Number int
	// Candidates come oldest promise first.
	Candidates []Candidate
	// Bins has the bins of each item that have free units, in walk order.
	Bins map[floor.SKU][]stock.BinLevel
}

// JudgeRelease makes one list of as many candidates as there are totes; one
// tote or none makes a single list of one order. A candidate whose units cannot
// all be found in bins is passed over. It returns the list's id, or "" with a
// refusal.
func JudgeRelease(f ReleaseFacts, totes int) (floor.PickListID, floor.Decision) {
	var d floor.Decision
	released := Released{Mode: Single, Number: f.Number, List: floor.PickListID(fmt.Sprintf("L-%06d", f.Number))}
	if totes > 1 {
		released.Mode = Cart
	}
	for _, candidate := range f.Candidates {
		if len(released.Slots) == max(1, totes) {
			break
		}
		lines, ok := allocate(f.Bins, candidate, len(released.Slots)+1)
		if !ok {
			continue
		}
		released.Slots = append(released.Slots, Slot{
			Slot: len(released.Slots) + 1, Fulfilment: candidate.Fulfilment, Order: candidate.Order,
		})
		released.Lines = append(released.Lines, lines...)
		if released.ShipBy.IsZero() || candidate.ShipBy.Before(released.ShipBy) {
			released.ShipBy = candidate.ShipBy.UTC()
		}
	}
	if len(released.Slots) == 0 {
		d.Refuse(floor.Bad, floor.Phrase{Code: "nothing_to_release"})
		return "", d
	}
	released.Lines = inWalkOrder(released.Lines)
	d.Happened(released)
	for _, line := range released.Lines {
		d.Happened(stock.Allocated{Location: line.Location, SKU: line.SKU, Quantity: line.Quantity})
	}
	for _, slot := range released.Slots {
		d.Happened(order.FulfilmentMoved{Fulfilment: slot.Fulfilment, Order: slot.Order, State: order.Picking})
	}
	d.Accept(floor.Phrase{Code: "list_released", Subject: string(released.List), Quantity: len(released.Slots)})
	return released.List, d
}

// allocate finds bins for all units of a candidate: one bin for a whole line
// where there is one, in walk order otherwise. It takes from bins only when
// everything was found.
func allocate(bins map[floor.SKU][]stock.BinLevel, c Candidate, slot int) ([]ListLine, bool) {
	var lines []ListLine
	taken := map[floor.SKU][]stock.BinLevel{}
	for _, want := range c.Lines {
		levels, copied := taken[want.SKU]
		if !copied {
			levels = slices.Clone(bins[want.SKU])
		}
		rest := want.Quantity
		for _, i := range binOrder(levels, want.Quantity) {
			n := min(rest, levels[i].Free())
			if n <= 0 {
				continue
			}
			levels[i].Allocated += n
			rest -= n
			lines = append(lines, ListLine{
				Slot: slot, OrderLine: want.OrderLine, SKU: want.SKU,
				Location: levels[i].Location, Sequence: levels[i].Sequence, Quantity: n,
			})
		}
		if rest > 0 {
			return nil, false
		}
		taken[want.SKU] = levels
	}
	maps.Copy(bins, taken)
	return lines, true
}

// binOrder prefers the first bin that can give all units at once.
func binOrder(levels []stock.BinLevel, quantity int) []int {
	indices := make([]int, 0, len(levels))
	for i := range levels {
		if levels[i].Free() >= quantity {
			return append(indices[:0], i)
		}
		indices = append(indices, i)
	}
	return indices
}

func inWalkOrder(lines []ListLine) []ListLine {
	slices.SortStableFunc(lines, func(a, b ListLine) int {
		return cmp.Or(
			cmp.Compare(a.Sequence, b.Sequence), cmp.Compare(a.Location, b.Location),
			cmp.Compare(a.Slot, b.Slot), cmp.Compare(a.OrderLine, b.OrderLine),
		)
	})
	for i := range lines {
		lines[i].Line = i + 1
	}
	return lines
}
