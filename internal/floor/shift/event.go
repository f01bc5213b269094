package shift

import "tallyman/internal/floor"

// Kind is what a station is for.
type Kind string

// The kinds of stations.
const (
	Pick Kind = "pick"
	Pack Kind = "pack"
	Dock Kind = "dock"
)

// StationDefined says that the settings have a station. Labels and Documents
// name its printers, as device URLs.
type StationDefined struct {
	Station   floor.StationID `json:"station"`
	Kind      Kind            `json:"kind"`
	Labels    string          `json:"labels,omitempty"`
	Documents string          `json:"documents,omitempty"`
}

// EventKind implements floor.Event.
func (StationDefined) EventKind() string { return "shift.station_defined" }

// Role is what a badge may do.
type Role string

// The roles.
const (
	Picker     Role = "picker"
	Packer     Role = "packer"
	Supervisor Role = "supervisor"
)

// BadgeIssued says that a badge works. Key is the redacted form of its code,
// see Redact; name and code are in the record.
type BadgeIssued struct {
	Badge  floor.BadgeID  `json:"badge"`
	Serial int            `json:"serial"`
	Role   Role           `json:"role"`
	Key    string         `json:"key"`
	Holder floor.RecordID `json:"holder"`
}

// EventKind implements floor.Event.
func (BadgeIssued) EventKind() string { return "shift.badge_issued" }

// Holder is the personal part of a badge.
type Holder struct {
	Name string `json:"name"`
	Code string `json:"code"`
}

// ToteDefined says that a tote exists; Code is printed on it.
type ToteDefined struct {
	Tote   floor.ToteID `json:"tote"`
	Serial int          `json:"serial"`
	Code   string       `json:"code"`
}

// EventKind implements floor.Event.
func (ToteDefined) EventKind() string { return "shift.tote_defined" }
