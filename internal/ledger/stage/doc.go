// Package stage says what a stage of the floor brings to the ledger: its
// events, its tables and how an event changes them. The ledger's core knows
// stages only by this.
package stage
