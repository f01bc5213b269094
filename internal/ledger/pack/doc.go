// Package pack keeps parcels and invoices, and gathers what packing has to
// know.
package pack
