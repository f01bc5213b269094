package epl_test

import (
	"image"
	"image/color"
	"math"
	"strings"
	"testing"

	"tallyman/devices/page"
	"tallyman/devices/printer/epl"
)

// The commands are those of the guide, with the numbers that were measured.
func TestCommands(t *testing.T) {
	p := page.Page{WidthMM: 76.2, HeightMM: 50.8, Items: []page.Item{
		page.Box{XMM: 1, YMM: 1, WidthMM: 10, HeightMM: 0.25},
		page.Barcode{Data: "123456", YMM: 5, WidthMM: 76.2, ModuleMM: 0.25, HeightMM: 5},
		page.Barcode{Symbology: page.ITF14, Data: "14740123456782", YMM: 25, WidthMM: 76.2, ModuleMM: 0.25, HeightMM: 10},
	}}
	job, err := epl.Render(p, 203)
	if err != nil {
		t.Fatal(err)
	}
	want := "\nN\nq616\nQ406,24\n" +
		"LO8,8,80,2\n" +
		"B236,40,0,1C,2,6,40,N,\"123456\"\n" +
		"B169,200,0,2,2,6,80,N,\"14740123456782\"\n" +
		"LO149,200,310,4\nLO149,276,310,4\n" +
		"P1\n"
	if string(job) != want {
		t.Errorf("got\n%q, want\n%q", job, want)
	}
}

// A bitmap is white where its bits are 1.
func TestPictureIsInverted(t *testing.T) {
	p := page.Page{WidthMM: 10, HeightMM: 10, Items: []page.Item{page.Box{XMM: -1, YMM: 2, WidthMM: 2, HeightMM: 0.2}}}
	job, err := epl.Render(p, 203)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(job), "GW0,16,1,2,\x00\x00\n") {
		t.Errorf("got %q", job)
	}
}

// What the printer would obey in the middle of a picture has a dot more.
func TestNoCommandIsInAPicture(t *testing.T) {
	picture := image.NewGray(image.Rect(0, 0, 16, 1))
	for x := range 16 {
		// ^@, which resets the printer: what is 0 prints.
		if uint16(0x5E40)>>(15-x)&1 == 1 {
			picture.SetGray(x, 0, color.Gray{Y: 255})
		}
	}
	side := 16 * 25.4 / 203
	p := page.Page{WidthMM: 10, HeightMM: 10, Items: []page.Item{page.Image{WidthMM: side, HeightMM: side / 16, Picture: picture}}}
	job, err := epl.Render(p, 203)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(job), "GW0,0,2,1,\\@\n") {
		t.Errorf("got %q", job)
	}
}

func TestImpossiblePagesAreRefused(t *testing.T) {
	for name, p := range map[string]page.Page{
		"no area":       {},
		"not a number":  {WidthMM: math.NaN(), HeightMM: 10},
		"nothing":       {WidthMM: 10, HeightMM: 10, Items: []page.Item{nil}},
		"empty barcode": {WidthMM: 10, HeightMM: 10, Items: []page.Item{page.Barcode{}}},
	} {
		if job, err := epl.Render(p, 203); err == nil || !strings.HasPrefix(err.Error(), "epl: ") {
			t.Errorf("%s: %q, %v", name, job, err)
		}
	}
}
