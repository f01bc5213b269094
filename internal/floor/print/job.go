package print

import (
	"encoding/json"
	"time"

	"tallyman/internal/floor"
)

// Job is a print job that was claimed for its printer.
type Job struct {
	ID       floor.PrintJobID
	Printer  string
	Document Document
	// Snapshot is what the document says, as it was when it was queued: a
	// ship.Label or ship.Invoice as JSON.
	Snapshot json.RawMessage
	// Attempt is the code printed on this paper; Copy is 0 or n of "COPY n".
	Attempt string
	Copy    int
	// ExpiresAt is when the paper is no longer wanted; zero is never.
	ExpiresAt time.Time
}
