// Package pick keeps pick lists and totes, and gathers what releasing and
// picking have to know.
package pick
