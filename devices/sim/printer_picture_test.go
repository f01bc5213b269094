package sim_test

import (
	"bytes"
	"image/png"
	"slices"
	"testing"

	"tallyman/devices/page/pagetest"
	"tallyman/devices/sim"
)

// A label by hand, as another program would write it.
const foreignLabel = "^XA^CI28^PW600^LL400" +
	"^FO40,20^BY2^BCN,60,N,N,N^FD>:TLTAB12^FS" +
	"^FT40,170^BY2^BCN,60,N,N,N^FD>;>800395000000000012342^FS" +
	"^FO40,190^BQN,2,4^FDMA,TLPAB12^FS" +
	"^FO300,190^GB100,50,4^FS^FO300,250^GB100,3,3^FS" +
	"^FO420,190^GFA,4,4,2,F00F0FF0^FS^FT420,240^GFA,2,2,1,FF81^FS" +
	"^FT300,320^A0N,40,40^FDSmør^FS^XZ"

func TestPictureOfALabel(t *testing.T) {
	t.Parallel()
	labels, rejections := sim.ReadZPL([]byte(foreignLabel))
	if len(labels) != 1 || len(rejections) != 0 {
		t.Fatalf("%d labels, rejected: %+v", len(labels), rejections)
	}
	file, err := labels[0].PNG(203)
	if err != nil {
		t.Fatal(err)
	}
	read := pagetest.ZBar(t, file)
	slices.Sort(read)
	if want := []string{"CODE-128:00395000000000012342", "CODE-128:TLTAB12", "QR-Code:TLPAB12"}; !slices.Equal(read, want) {
		t.Errorf("zbarimg reads %q, want %q", read, want)
	}
	picture, err := png.Decode(bytes.NewReader(file))
	if err != nil || picture.Bounds().Dx() != 600 || picture.Bounds().Dy() != 400 {
		t.Fatalf("%v, %v", picture.Bounds(), err)
	}
	black := func(x, y int) bool { shade, _, _, _ := picture.At(x, y).RGBA(); return shade == 0 }
	for _, dot := range [][2]int{{40, 20}, {40, 79}, {40, 110}, {40, 169}, {300, 190}, {303, 193}, {399, 239}, {350, 252}, {420, 190}, {423, 190}, {424, 191}, {420, 238}, {427, 239}, {40, 200}} {
		if !black(dot[0], dot[1]) {
			t.Errorf("dot %v is white", dot)
		}
	}
	for _, dot := range [][2]int{{39, 20}, {40, 19}, {40, 80}, {40, 109}, {40, 170}, {304, 194}, {424, 190}, {420, 191}, {424, 239}, {350, 253}, {40, 199}} {
		if black(dot[0], dot[1]) {
			t.Errorf("dot %v is black", dot)
		}
	}
	letters := 0
	for y := 285; y < 321; y++ {
		for x := 300; x < 420; x++ {
			if black(x, y) {
				letters++
			}
		}
	}
	if letters < 200 {
		t.Errorf("the text has %d black dots above its baseline", letters)
	}
}
