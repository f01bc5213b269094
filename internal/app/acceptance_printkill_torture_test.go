//go:build torture

package app_test

import "testing"

// TestTortureKilledWhilePrinting kills 300 times in each state.
func TestTortureKilledWhilePrinting(t *testing.T) { killPrinting(t, 300) }
