package floor

import "time"

// Scan is one read of one station, resolved as far as it can be without the
// ledger: white space and AIM identifier are gone, own codes and GS1 are taken
// apart.
type Scan struct {
	Station StationID
	// Device names the scanner or screen that read it; doubles are told by
	// it.
	Device string
	// Raw is the code as read, without AIM identifier. Badges are redacted
	// before it is stored.
	Raw string
	// Key, when set, makes a screen's scan unique: (device, key).
	Key string
	At  time.Time

	// Reading and Own say what the code grammar made of it.
	Reading Reading
	Own     Code
	// GTIN is the 14 digits of a trade item, or "".
	GTIN string
	// SSCC is the 18 digits of a logistic unit, or "".
	SSCC string
	// Lot, Serial, Expiry (YYMMDD) come with a GS1 element string.
	Lot, Serial, Expiry string
	// Fault is the reason why a GS1 symbol could not be used, or "".
	Fault string
}
