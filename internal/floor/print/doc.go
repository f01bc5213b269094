// Package print holds the rules of print jobs. A job is queued with the scan
// that needs it; sending starts with a commit just before the first byte, and
// whatever does not end cleanly after that is unknown: only a person, a scanned
// label or the printer's own counters may settle it.
package print
