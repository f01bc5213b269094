package scale

import "fmt"

// Trouble is a stable code for why there is no weight. Stations say it in their
// own words.
type Trouble string

// The troubles.
const (
	// Moving: it did not stand still in the time that there was.
	Moving Trouble = "moving"
	// Overload: there is more on it than it carries.
	Overload Trouble = "overload"
	// Negative: it shows less than nothing, since something was taken off it
	// or its zero has wandered.
	Negative Trouble = "negative"
	// Refused: it says that it cannot weigh now, often because it warms up or
	// shows a menu.
	Refused Trouble = "refused"
	// Garbled: what it says cannot be read, often a wrong language or baud
	// rate.
	Garbled Trouble = "garbled"
	// Silent: it is there and says nothing.
	Silent Trouble = "silent"
	// Offline: it cannot be reached.
	Offline Trouble = "offline"
)

// TroubleError says which scale has which trouble. Err is the cause, if there
// is one beyond the trouble itself.
type TroubleError struct {
	Scale   string
	Trouble Trouble
	Err     error
}

// Error names scale, trouble and cause.
func (e *TroubleError) Error() string {
	if e.Err == nil {
		return fmt.Sprintf("scale %s: %s", e.Scale, e.Trouble)
	}
	return fmt.Sprintf("scale %s: %s: %v", e.Scale, e.Trouble, e.Err)
}

// Unwrap returns the cause.
func (e *TroubleError) Unwrap() error { return e.Err }
