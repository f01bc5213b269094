package escpos_test

import (
	"strings"
	"testing"

	"tallyman/devices/page"
	"tallyman/devices/printer/escpos"
)

// typed is what a job says between its pictures: commands and text.
func typed(t *testing.T, p page.Page) string {
	t.Helper()
	job, err := escpos.Render(p, 203, escpos.Paper{RollMM: 80, NativeText: true})
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for rest := string(job); rest != ""; {
		if picture, is := strings.CutPrefix(rest, "\x1dv0\x00"); is {
			bytes := (int(picture[0]) + int(picture[1])<<8) * (int(picture[2]) + int(picture[3])<<8)
			rest = picture[4+bytes:]
			continue
		}
		out.WriteByte(rest[0])
		rest = rest[1:]
	}
	return out.String()
}

// Columns of one line are one line of cells; the size is that of the text.
func TestTextIsTyped(t *testing.T) {
	p := page.Page{WidthMM: 80, HeightMM: 40}
	p.Add(
		page.Text{XMM: 4, YMM: 2, WidthMM: 72, SizePt: 18, Bold: true, Align: page.Centre, Text: "INVOICE"},
		page.Text{XMM: 4, YMM: 12, WidthMM: 40, SizePt: 9, Text: "Mug"},
		page.Text{XMM: 46, YMM: 12, WidthMM: 30, SizePt: 9, Align: page.Right, Text: "12.99"},
		page.Box{XMM: 4, YMM: 20, WidthMM: 72, HeightMM: 0.25},
		page.Text{XMM: 4, YMM: 24, WidthMM: 40, SizePt: 9, Text: "Mug"},
		page.Text{XMM: 46, YMM: 24, WidthMM: 30, SizePt: 9, Align: page.Right, Text: "12.99 €"},
		page.Text{XMM: 4, YMM: 32, WidthMM: 72, SizePt: 9, Text: "\x1b@^XZ\r\nThanks"},
	)
	want := "\x1b@\x1bR\x00\x1b3\x00" +
		"\x1d!\x11\x1bE\x01" + strings.Repeat(" ", 9) + "INVOICE\n" +
		"\x1d!\x00\x1bE\x00Mug" + strings.Repeat(" ", 40) + "12.99\n" +
		"\x1d!\x00\x1bE\x00@^XZ  Thanks\n" +
		"\x1dVB\x03"
	if got := typed(t, p); got != want {
		t.Errorf("typed\n%q, want\n%q", got, want)
	}
}

// What would not fit into cells, or stands on another, is a picture.
func TestTextIsPictured(t *testing.T) {
	at := func(x, y, width float64, text string) page.Text {
		return page.Text{XMM: x, YMM: y, WidthMM: width, SizePt: 9, Text: text}
	}
	for name, items := range map[string][]page.Item{
		"not ASCII":        {at(4, 4, 70, "Київ")},
		"too narrow":       {at(4, 4, 12, "illiillii")},
		"over each other":  {at(4, 4, 70, "Mug"), at(5, 4.2, 40, "Mug")},
		"almost one line":  {at(4, 4, 30, "Mug"), at(40, 5.5, 30, "Mug")},
		"beside a picture": {at(4, 4, 30, "Mug"), page.Box{XMM: 60, YMM: 5, WidthMM: 2, HeightMM: 1}},
		"below the page":   {at(4, 28.5, 30, "Mug")},
	} {
		p := page.Page{WidthMM: 80, HeightMM: 30, Items: items}
		if got := typed(t, p); got != "\x1b@\x1dVB\x03" {
			t.Errorf("%s: typed %q", name, got)
		}
	}
}
