package paper_test

import (
	"strings"
	"testing"

	"tallyman/devices/page"
	"tallyman/devices/page/pagetest"
	"tallyman/devices/printer/png"
	"tallyman/internal/paper"
)

// edited is the default layout with one thing changed.
func edited(t *testing.T, old, changed string) []byte {
	t.Helper()
	text := string(paper.DefaultLayoutText())
	if !strings.Contains(text, old) {
		t.Fatalf("the default layout has no %q", old)
	}
	return []byte(strings.Replace(text, old, changed, 1))
}

// A shop moves boxes about and adds its own; what is printed follows, and its
// barcodes are still read.
func TestALayoutOfAShop(t *testing.T) {
	text := edited(t, "[[box]]\nfield = \"weight\"\nx = 4\ny = 79.7\nwidth = 40", `[[box]]
field = "text"
x = 46
y = 80
width = 24
height = 8
size = 20
bold = true
align = "centre"
text = "FRAGILE"

[[box]]
field = "weight"
x = 4
y = 79.7
width = 40`)
	layout, err := paper.ReadLayout("label.toml", text)
	if err != nil {
		t.Fatal(err)
	}
	l := label(addressees()["Ukrainian"])
	l.Copy = 3
	p := layout.Label(l)
	apart(t, p)
	says(t, p, "FRAGILE", "COPY 3", "UKRAINE", "ВІД")
	file, err := png.Render(p, 203)
	if err != nil {
		t.Fatal(err)
	}
	readBack(t, "a shop's label", p, file, 203)
}

// Every mistake is named with its line, its box and what would be right.
func TestALayoutThatIsWrongIsRefused(t *testing.T) {
	for says, c := range map[string][2]string{
		"label.toml:33: there is no key \"box.colour\"":                 {"size = 9\n", "size = 9\ncolour = 1\n"},
		"label.toml:26: box 1 (sendr): there is no such field":          {`"sender"`, `"sendr"`},
		"box 1 (sender): x 60, y 3, width 66":                           {"x = 4\ny = 3", "x = 60\ny = 3"},
		"box 2 (copy): it overlaps box 1 (sender), which has x 4 to 70": {"x = 72\ny = 3", "x = 60\ny = 3"},
		"exactly one is needed":                                         {`"attempt"`, `"weight"`},
		"module 0.4: X is 0.495 to 0.94 mm":                             {"module = 0.5", "module = 0.4"},
		"module 0.6: the bars":                                          {"module = 0.5", "module = 0.6"},
		"height 30: bars of 32 mm and the digits below need 37.4 mm":    {"height = 38.5", "height = 30"},
		"the SSCC is lowest on a logistic label":                        {"y = 111.5\nwidth = 102\nheight = 38.5", "y = 60\nwidth = 102\nheight = 38.5"},
		"align \"middle\" is none of":                                   {"size = 9\n", "size = 9\nalign = \"middle\"\n"},
		"a label of 40 × 152 mm":                                        {"width = 102\nheight = 152", "width = 40\nheight = 152"},
		"label.toml:":                                                   {"x = 4", "x = \"four\""},
		"the 2D code needs 16":                                          {"width = 26\nheight = 19.5", "width = 10\nheight = 19.5"},
		"it says nothing":                                               {`"weight"`, `"text"`},
	} {
		text := edited(t, c[0], c[1])
		if says == "module 0.6: the bars" {
			says = "width 102: the bars and their quiet zones of 10 X need 112.4 mm"
		}
		if _, err := paper.ReadLayout("label.toml", text); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%q for %q: %v\nwant %q", c[1], c[0], err, says)
		}
	}
	if _, err := paper.ReadLayout("label.toml", make([]byte, 70<<10)); err == nil || !strings.Contains(err.Error(), "65536 bytes") {
		t.Errorf("a huge layout: %v", err)
	}
}

// Whatever a layout says: it is refused, or its label can be drawn.
func FuzzLayout(f *testing.F) {
	f.Add(paper.DefaultLayoutText())
	f.Add([]byte("width = nan\nheight = inf\n[[box]]\nfield = \"sscc\""))
	f.Fuzz(func(t *testing.T, text []byte) {
		layout, err := paper.ReadLayout("label.toml", text)
		if err != nil {
			return
		}
		p := layout.Label(label(addressees()["Chinese"]))
		if _, err := page.Raster(p, 203); err != nil {
			t.Fatal(err)
		}
		if codes := pagetest.Codes(p); len(codes) < 2 {
			t.Fatalf("%d barcodes", len(codes))
		}
	})
}
