package importing

import "fmt"

// RowError is a row that was refused, or a warning about one that was not.
type RowError struct {
	// Line counts from 1, the header included; a row over several lines is
	// named by its first.
	Line int `json:"line"`
	// Column is "" when the row as a whole is meant.
	Column string `json:"column,omitempty"`
	// Value is what the file has there, shortened; "(personal)" stands for
	// values about persons.
	Value string `json:"value,omitempty"`
	// Reason is a stable code: one of the constants, of gs1.Reason, or of
	// the Store.
	Reason string `json:"reason"`
	// Message says what is wrong and what to do.
	Message string `json:"message"`
	// Warning: the row was used all the same.
	Warning bool `json:"warning,omitempty"`
}

// The reasons that this package gives.
const (
	// Required: the column may not be empty.
	Required = "required"
	// BadNumber: no whole number, or out of bounds.
	BadNumber = "bad_number"
	// BadValue: not one of the values that the column can have.
	BadValue = "bad_value"
	// BadTime: no date or time in a known form.
	BadTime = "bad_time"
	// BadCharacter: a control character.
	BadCharacter = "bad_character"
	// TooLong: more characters than the column or a row may have.
	TooLong = "too_long"
	// Reserved: begins as the warehouse's own codes do.
	Reserved = "reserved_prefix"
	// Duplicate: the same thing stands in an earlier row.
	Duplicate = "duplicate"
	// Differs: a column of an order differs from the order's first row.
	Differs = "differs"
	// OrderRefused: the row is good, but another of its order is not.
	OrderRefused = "order_refused"
	// BadQuotes: a quotation mark is not closed, or text follows one.
	BadQuotes = "bad_quotes"
	// BadColumns: more or fewer fields than the header.
	BadColumns = "bad_columns"
	// BadEncoding: not UTF-8.
	BadEncoding = "bad_encoding"
)

// Progress is how far an import is. Done and Total are bytes of the file (Total
// 0: unknown); the others count things: items, or orders and not their rows.
type Progress struct {
	Done      int64 `json:"done"`
	Total     int64 `json:"total"`
	OK        int   `json:"ok"`
	Unchanged int   `json:"unchanged"`
	Failed    int   `json:"failed"`
}

// Report is what became of a file.
type Report struct {
	Kind Kind `json:"kind"`
	// OK counts what was created or changed.
	OK        int `json:"ok"`
	Unchanged int `json:"unchanged"`
	Failed    int `json:"failed"`
	// Errors are in the order of the file.
	Errors []RowError `json:"errors"`
}

// FileError is a file that was refused as a whole, because of its header.
// Reason is a stable code: "empty_file", "bad_encoding", "unknown_column",
// "missing_column", "repeated_column".
type FileError struct {
	Reason  string
	Message string
}

// Error says what is wrong with the file and what to do.
func (e *FileError) Error() string { return e.Message }

func refuseFile(reason, format string, args ...any) error {
	return &FileError{Reason: reason, Message: fmt.Sprintf(format, args...)}
}
