// Package print keeps print jobs, what became of them and the bytes that were
// sent.
package print
