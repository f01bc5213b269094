package floor

// Session is what a station holds between two scans: who works there, on what,
// and what it waits for. It changes only by SessionChanged, so that it
// survives a restart and replays.
type Session struct {
	Station StationID `json:"station"`
	// Badge is who works here, or "".
	Badge BadgeID `json:"badge,omitempty"`
	// List and Location are a picker's list and the bin confirmed.
	List     PickListID `json:"list,omitempty"`
	Location LocationID `json:"location,omitempty"`
	// Fulfilment, Parcel and Tote are what a packer has open.
	Fulfilment FulfilmentID `json:"fulfilment,omitempty"`
	Parcel     ParcelID     `json:"parcel,omitempty"`
	Tote       ToteID       `json:"tote,omitempty"`
	// Dock is set while parcels are handed over there.
	Dock string `json:"dock,omitempty"`
	// Quantity was said by a quantity code for the next item; 0 is none.
	Quantity int `json:"quantity,omitempty"`
	// Ask is a question that the next scan answers.
	Ask *Ask `json:"ask,omitempty"`
	// Takeover holds the screen until it is acknowledged.
	Takeover *Phrase `json:"takeover,omitempty"`
	// Unsettled is what was counted last, when nobody knows whether the
	// scanner heard the answer. NEXT keeps it, UNDO takes it back.
	Unsettled *Phrase `json:"unsettled,omitempty"`
	// Undo is what the last counting scan did.
	Undo *Undo `json:"undo,omitempty"`
	// Next is what the station waits for.
	Next Phrase `json:"next,omitzero"`
	// Read is the last read that was not a double.
	Read LastRead `json:"read,omitzero"`
}

// Prompt is what the station waits for: an acknowledgement before all else,
// then the word on an answer that was perhaps not heard, then its work.
func (s Session) Prompt() Phrase {
	switch {
	case s.Takeover != nil:
		return Phrase{Code: "next_acknowledge"}
	case s.Unsettled != nil:
		return Phrase{Code: "next_keep_or_undo"}
	}
	return s.Next
}

// Ask is an open question: Kind says which, Code what was scanned when it was
// asked. A second scan of the same code confirms.
type Ask struct {
	Kind string `json:"kind"`
	Code string `json:"code,omitempty"`
}

// LastRead tells a double from a second unit. At is Unix microseconds of the
// newest read of that code; Entry is the sequence of the entry that holds the
// answer, 0 for the entry that this event is part of.
type LastRead struct {
	Device string `json:"device,omitempty"`
	Code   string `json:"code,omitempty"`
	At     int64  `json:"at,omitempty"`
	Entry  int64  `json:"entry,omitempty"`
}

// Undo is what the last counting scan did, as far as taking it back needs.
type Undo struct {
	Kind  string     `json:"kind"`
	Moves []UndoMove `json:"moves"`
}

// UndoMove is one movement of units that can be taken back.
type UndoMove struct {
	Line     int   `json:"line,omitempty"`
	SKU      SKU   `json:"sku"`
	From     Place `json:"from"`
	To       Place `json:"to"`
	Quantity int   `json:"quantity"`
}

// SessionChanged says what a station holds from now on.
type SessionChanged struct {
	Session Session `json:"session"`
}

// EventKind implements Event.
func (SessionChanged) EventKind() string { return "shift.session_changed" }
