//go:build torture

package app_test

import "testing"

// TestTortureKilledWhilePrinting kills 300 times in each state, on a new floor
// after every tenth.
func TestTortureKilledWhilePrinting(t *testing.T) {
	for range 30 {
		killPrinting(t, printKills)
	}
}
