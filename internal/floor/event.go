package floor

// Event is something that happened: past tense, with results (ids, quantities,
// amounts) and never with what would have to be looked up again. The JSON
// names of its fields are the ledger's format and last for ever; golden files
// in the ledger guard them. Changing the meaning or the shape of an event
// means a new version and an upcaster there.
type Event interface {
	// EventKind is the stable name, such as "pick.line_picked".
	EventKind() string
}

// RecordRef points to a record of personal data and proves which one was
// meant: Digest is the hex SHA-256 of the record's salt and body. Erasing a
// record deletes body and salt, and leaves this reference.
type RecordRef struct {
	ID     RecordID `json:"id"`
	Digest string   `json:"digest"`
}
