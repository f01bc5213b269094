// Package importing reads the CSV files of tallyman import: items, locations,
// stock, orders, badges and totes.
//
// It promises that no bad row costs a good one: every row that cannot be used
// is reported with its line, column, value and reason, and all others reach the
// Store, in the order of the file and in batches of at most 64. Only an order
// is whole or not at all. Files are streamed; orders alone are held in memory,
// since their rows may lie apart.
//
// Format: RFC 4180 with a header, in UTF-8 with or without byte order mark,
// fields parted by commas or semicolons, lines ended by LF or CRLF. Empty lines
// are skipped; a row with an empty only column is written "".
//
// Personal values are never repeated in a report.
package importing
