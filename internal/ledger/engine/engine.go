package engine

// Row is the current row of a query. Columns are counted from zero. A NULL
// reads as zero, "" or nil. Text and Blob are copies the caller may keep.
type Row interface {
	Int(column int) int64
	Text(column int) string
	Blob(column int) []byte
	Null(column int) bool
}

// Reader runs queries. In the writer it sees the open transaction; in the read
// pool it sees one consistent snapshot.
type Reader interface {
	// Query calls each for every row and stops at its first error. Statements
	// are prepared once per text and kept, so the text must be constant. An
	// argument is nil, int, int64, bool, string, []byte or a type whose
	// underlying type is one of these. A query inside each is allowed when
	// its text is another one.
	Query(each func(Row) error, text string, arguments ...any) error
}

// Tx is the writer's transaction, inside the savepoint of one decision. It
// belongs to the writer's goroutine and must not be kept.
type Tx interface {
	Reader
	// Exec runs a statement and returns how many rows it changed. Statements
	// are prepared and kept as in Query.
	Exec(text string, arguments ...any) (int64, error)
	// Touch says that the row id of a screen's collection is different now;
	// the feed reads it anew after the commit. Touching twice is once.
	Touch(collection, id string)
}
