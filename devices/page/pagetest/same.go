package pagetest

import (
	"image"
	"testing"
)

// Same fails the test at the first dot that is black on one picture and white on
// the other; name says whose the first is. So many dots it may have more.
func Same(tb testing.TB, name string, drawn image.Image, want *image.Gray, more int) {
	tb.Helper()
	if drawn.Bounds() != want.Rect {
		tb.Fatalf("%s draws on %v, not on %v", name, drawn.Bounds(), want.Rect)
	}
	for y := range want.Rect.Dy() {
		for x := range want.Rect.Dx() {
			shade, _, _, _ := drawn.At(x, y).RGBA()
			black, wanted := shade < 0x8000, want.GrayAt(x, y).Y == 0
			if black && !wanted {
				more--
			}
			if wanted && !black || more < 0 {
				tb.Fatalf("%s draws dot %d,%d in shade %#x", name, x, y, shade)
			}
		}
	}
}
