package floor

// Outcome is the colour of an answer.
type Outcome string

// The outcomes.
const (
	// Good: counted, confirmed or carried out.
	Good Outcome = "good"
	// Bad: refused; nothing changed.
	Bad Outcome = "bad"
	// Over: one too many; it has a sound of its own.
	Over Outcome = "over"
	// Unknown: nobody knows this code; it has a sound of its own.
	Unknown Outcome = "unknown"
)

// Verdict is the answer to a scan: what is said, and what is asked for next.
// It is stored with the entry, and the same verdict goes to the scanner and to
// every screen.
type Verdict struct {
	Outcome Outcome `json:"outcome"`
	// Said is what happened or why not.
	Said Phrase `json:"said"`
	// Next is what the station waits for now.
	Next Phrase `json:"next,omitzero"`
	// Takeover holds the screen until it is acknowledged.
	Takeover bool `json:"takeover,omitempty"`
	// Double marks the repeated answer to a double read.
	Double bool `json:"double,omitempty"`
}

// Phrase is a message of the catalogue and what it is filled with. Code is
// stable; the words are made in the reader's language where they are shown.
type Phrase struct {
	Code     string `json:"code"`
	Expected string `json:"expected,omitempty"`
	Got      string `json:"got,omitempty"`
	// SKU and Name are of the item spoken of.
	SKU      string `json:"sku,omitempty"`
	Name     string `json:"name,omitempty"`
	Location string `json:"location,omitempty"`
	Tote     string `json:"tote,omitempty"`
	Order    string `json:"order,omitempty"`
	Subject  string `json:"subject,omitempty"`
	Reason   string `json:"reason,omitempty"`
	// Quantity is how many, Of how many there are to be.
	Quantity int `json:"quantity,omitempty"`
	Of       int `json:"of,omitempty"`
}

// Accepted says whether the scanner shall make its good sound.
func (v Verdict) Accepted() bool { return v.Outcome == Good }
