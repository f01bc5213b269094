package escpos_test

import (
	"strings"
	"testing"

	"tallyman/devices/page"
	"tallyman/devices/printer/escpos"
)

// White rows are one byte wide, the others as wide as their ink, none of them
// too long for a printer's memory; the cut ends the job.
func TestCommands(t *testing.T) {
	p := page.Page{WidthMM: 48, HeightMM: 25, Items: []page.Item{page.Box{XMM: 0, YMM: 20, WidthMM: 2, HeightMM: 0.25}}}
	job, err := escpos.Render(p, 203, escpos.Paper{RollMM: 58})
	if err != nil {
		t.Fatal(err)
	}
	want := "\x1b@" +
		"\x1dv0\x00\x01\x00\x80\x00" + strings.Repeat("\x00", 128) +
		"\x1dv0\x00\x01\x00\x20\x00" + strings.Repeat("\x00", 32) +
		"\x1dv0\x00\x02\x00\x02\x00\xff\xff\xff\xff" +
		"\x1dv0\x00\x01\x00\x26\x00" + strings.Repeat("\x00", 38) +
		"\x1dVB\x03"
	if string(job) != want {
		t.Errorf("got\n%q, want\n%q", job, want)
	}
}

// A receipt may be as long as it likes.
func TestLongReceipt(t *testing.T) {
	p := page.Page{WidthMM: 80, HeightMM: 1900, Items: []page.Item{page.Box{XMM: 4, YMM: 1890, WidthMM: 72, HeightMM: 1}}}
	if job, err := escpos.Render(p, 203, escpos.Paper{RollMM: 80}); err != nil || len(job) < 15000 {
		t.Errorf("%d bytes, %v", len(job), err)
	}
}

// What the printer would obey in the middle of a picture is no more in it: a
// single dot in front of bytes that make a command.
func TestNoRealTimeCommandIsInAPicture(t *testing.T) {
	p := page.Page{WidthMM: 48, HeightMM: 10}
	dot := func(x, y int) page.Box {
		return page.Box{XMM: (float64(x) + 0.1) * 25.4 / 203, YMM: (float64(y) + 0.1) * 25.4 / 203, WidthMM: 0.02, HeightMM: 0.02}
	}
	// DLE EOT in one row, DLE DC4 over two, DLE ENQ over two with white between.
	p.Add(dot(3, 0), dot(13, 0))
	p.Add(dot(3, 2), dot(3, 3), dot(5, 3))
	p.Add(dot(3, 5), dot(5, 6), dot(7, 6))
	job, err := escpos.Render(p, 203, escpos.Paper{RollMM: 58})
	if err != nil {
		t.Fatal(err)
	}
	for _, command := range []string{"\x10\x04", "\x10\x05", "\x10\x14"} {
		if strings.Contains(string(job), command) {
			t.Errorf("%q is in %q", command, job)
		}
	}
	if !strings.Contains(string(job), "\x18\x04") || !strings.Contains(string(job), "\x18\x14") || !strings.Contains(string(job), "\x18\x05") {
		t.Errorf("the dots are not in %q", job)
	}
}

// A letter may reach a dot out of its line.
func TestOverhangIsLost(t *testing.T) {
	p := page.Page{WidthMM: 58, HeightMM: 10, Items: []page.Item{page.Box{XMM: 4.88, YMM: 1, WidthMM: 48.24, HeightMM: 0.25}}}
	job, err := escpos.Render(p, 203, escpos.Paper{RollMM: 58})
	if err != nil || !strings.Contains(string(job), "\x1dv0\x00\x30\x00\x02\x00"+strings.Repeat("\xff", 96)) {
		t.Errorf("%q, %v", job, err)
	}
}

func TestImpossiblePagesAreRefused(t *testing.T) {
	for want, c := range map[string]struct {
		page   page.Page
		rollMM float64
	}{
		"does not fit on a roll": {page.Page{WidthMM: 81, HeightMM: 10}, 80},
		"there are rolls of 80":  {page.Page{WidthMM: 70, HeightMM: 10}, 76},
		"cannot be drawn":        {page.Page{WidthMM: 70}, 80},
		"no way to draw":         {page.Page{WidthMM: 70, HeightMM: 10, Items: []page.Item{nil}}, 80},
		"row 9 of the page has":  {page.Page{WidthMM: 80, HeightMM: 10, Items: []page.Item{page.Box{XMM: 2, YMM: 1, WidthMM: 5, HeightMM: 1}}}, 80},
		"keep 5 mm free":         {page.Page{WidthMM: 58, HeightMM: 10, Items: []page.Item{page.Box{XMM: 50, YMM: 1, WidthMM: 5, HeightMM: 1}}}, 58},
	} {
		if _, err := escpos.Render(c.page, 203, escpos.Paper{RollMM: c.rollMM}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
}
