package ship

import "tallyman/internal/floor"

// HandedOver says that a parcel went to the carrier at a dock.
type HandedOver struct {
	Parcel floor.ParcelID `json:"parcel"`
	Order  floor.OrderID  `json:"order"`
	Dock   string         `json:"dock"`
	Badge  floor.BadgeID  `json:"badge"`
}

// EventKind implements floor.Event.
func (HandedOver) EventKind() string { return "ship.handed_over" }
