package floor

// Ids are typed so that a tote cannot be passed where a bin is meant. All are
// short, readable and upper-case where people see them; none holds personal
// data.
type (
	// StationID names a station of the settings, such as "pack-1".
	StationID string
	// BadgeID names a badge, such as "B-0007". It is not the badge's code.
	BadgeID string
	// SKU names an item.
	SKU string
	// LocationID names a bin by its readable name, such as "A-12-03".
	LocationID string
	// ToteID names a tote, such as "T-0042".
	ToteID string
	// OrderID is the order number as the channel gave it.
	OrderID string
	// FulfilmentID names the part of an order that one warehouse ships,
	// such as "SO-10442/1".
	FulfilmentID string
	// PickListID names a pick list, such as "L-000017".
	PickListID string
	// ParcelID names a parcel, such as "P-000123".
	ParcelID string
	// PrintJobID names a print job, such as "J-000456".
	PrintJobID string
	// RecordID names a record of personal data that an event points to.
	RecordID string
)
