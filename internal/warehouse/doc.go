// Package warehouse is what can be asked of the warehouse: every scan, every
// row of a file, every command of the office. Each gathers facts, asks the
// rules, and becomes one entry of the ledger; a refusal changes nothing.
package warehouse
