package floor

// Change is what became of something that a file, a channel or an agent
// brought in.
type Change string

// What becomes of it.
const (
	Created   Change = "created"
	Changed   Change = "changed"
	Unchanged Change = "unchanged"
	Refused   Change = "refused"
)

// Result says what became of one thing brought in. Said is why it was refused.
type Result struct {
	Change Change
	Said   Phrase
}
