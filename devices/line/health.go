package line

import "time"

// State says whether a line is open.
type State string

// The states of a line.
const (
	Never State = "never" // not open yet, since the program started
	Up    State = "up"
	Down  State = "down"
)

// Health is what is known about a line at one moment.
type Health struct {
	State State
	// Since is when State began; zero for Never.
	Since time.Time
	// LastByte is when the device last sent something; zero for never.
	LastByte time.Time
	// LastError is the latest trouble, kept as history while the line is
	// up, or "".
	LastError string
	// Reconnects counts the times the line came up again.
	Reconnects int
}
