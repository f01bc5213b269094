package floor

// Decision is what the rules make of one scan: the answer, what happened, and
// what the station holds afterwards. It is built up by the Judge functions and
// becomes one entry.
type Decision struct {
	Session Session
	Verdict Verdict
	Events  []Event
	Records []Record
}

// Record is personal data or a document that an event points to by ID. The
// ledger keeps Value as JSON apart from the entries, with a salt of its own,
// and adds the digest to the entry.
type Record struct {
	ID    RecordID
	Value any
}

// Happened adds events to the decision, in order.
func (d *Decision) Happened(events ...Event) { d.Events = append(d.Events, events...) }

// Accept answers good: what was said before (quantity, question) is used up.
func (d *Decision) Accept(said Phrase) {
	d.Session.Quantity, d.Session.Ask = 0, nil
	d.Verdict = Verdict{Outcome: Good, Said: said}
}

// Refuse answers bad and changes nothing but that a quantity said before and an
// open question are forgotten.
func (d *Decision) Refuse(outcome Outcome, said Phrase) {
	d.Session.Quantity, d.Session.Ask = 0, nil
	d.Verdict = Verdict{Outcome: outcome, Said: said}
}

// TakeOver refuses, and holds the screen until somebody acknowledges.
func (d *Decision) TakeOver(outcome Outcome, said Phrase) {
	d.Refuse(outcome, said)
	d.Session.Takeover = &said
	d.Verdict.Takeover = true
}

// AskAgain refuses for now: a second scan of the same code confirms.
func (d *Decision) AskAgain(kind, code string, said Phrase) {
	d.Refuse(Bad, said)
	d.Session.Ask = &Ask{Kind: kind, Code: code}
}

// Confirmed says whether this scan answers the question of that kind.
func (s Session) Confirmed(kind, code string) bool {
	return s.Ask != nil && s.Ask.Kind == kind && s.Ask.Code == code
}

// Units is how many units a scan stands for: the quantity said before, or one,
// times the size of a case.
func (s Session) Units(factor int) int { return max(1, s.Quantity) * max(1, factor) }
