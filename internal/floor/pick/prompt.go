package pick

import "tallyman/internal/floor"

// prompt says what the picker does next.
func (w *walk) prompt() floor.Phrase {
	if w.session().List == "" {
		return floor.Phrase{Code: "next_take_work"}
	}
	if l := w.unbound(); l != nil {
		return floor.Phrase{Code: "next_bind_tote", Order: string(l.Order), Quantity: l.Slot, Subject: string(w.List.ID)}
	}
	at := w.session().Location
	if held := w.inHand(); held != nil && !w.moreFor(held, at) {
		return floor.Phrase{
			Code: "next_put", Tote: string(held.Tote), Order: string(held.Order), SKU: string(held.SKU),
			Name: held.Name, Quantity: w.handFor(held.Slot),
		}
	}
	if l := Current(w.Lines, at); l != nil {
		return floor.Phrase{
			Code: "next_item", Location: string(at), SKU: string(l.SKU), Name: l.Name, Tote: string(l.Tote),
			Order: string(l.Order), Quantity: l.Picked, Of: l.Quantity - l.Shorted,
		}
	}
	if l := w.open(); l != nil {
		return floor.Phrase{
			Code: "next_location", Location: string(l.Location), SKU: string(l.SKU), Name: l.Name,
			Order: string(l.Order), Of: l.Remaining(),
		}
	}
	return floor.Phrase{Code: "next_drop", Subject: string(w.List.ID)}
}

// moreFor says whether the bin has more for the order whose units are held.
func (w *walk) moreFor(held *Line, at floor.LocationID) bool {
	for i := range w.Lines {
		if l := &w.Lines[i]; l.Location == at && l.Slot == held.Slot && l.Remaining() > 0 {
			return true
		}
	}
	return false
}

func (w *walk) handFor(slot int) int {
	units := 0
	for i := range w.Lines {
		if w.Lines[i].Slot == slot {
			units += w.Lines[i].InHand()
		}
	}
	return units
}
