//go:build torture

package app_test

import "testing"

// TestTortureAnyScans is TestAnyScans for some minutes.
func TestTortureAnyScans(t *testing.T) { anyScans(t, "400", "300") }
