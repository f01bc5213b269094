package page

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func text(b Block) string {
	lines := make([]string, 0, len(b.Lines))
	for _, l := range b.Lines {
		lines = append(lines, l.Text())
	}
	return strings.Join(lines, "|")
}

func TestLay(t *testing.T) {
	for _, c := range []struct {
		name   string
		text   Text
		want   string
		size   float64
		cutOff bool
	}{
		{"as it is", Text{WidthMM: 60, SizePt: 10, Text: "Anna Kovalenko"}, "Anna Kovalenko", 10, false},
		{"nothing", Text{WidthMM: 60, SizePt: 10, Text: " \t\n\x00"}, "", 10, false},
		{"wraps at spaces", Text{WidthMM: 20, SizePt: 10, MaxLines: 3, Text: "one two three four five"}, "one two|three four|five", 10, false},
		{"wraps before it shrinks", Text{WidthMM: 24, SizePt: 10, MinPt: 6, MaxLines: 2, Text: "one two three four"}, "one two three|four", 10, false},
		{"shrinks before it cuts words", Text{WidthMM: 20, SizePt: 12, MinPt: 4, Text: "Donaudampfschiff"}, "Donaudampfschiff", 6.5, false},
		{"cuts words at last", Text{WidthMM: 10, SizePt: 10, MaxLines: 9, Text: "Donaudampfschiff"}, "Dona|udam|pfschi|ff", 10, false},
		{"ends in dots", Text{WidthMM: 20, SizePt: 10, Text: "one two three four five"}, "one two th...", 10, true},
		{"Chinese has no spaces", Text{WidthMM: 18, SizePt: 10, MaxLines: 3, Text: "北京市朝阳区建国门，外大街"}, "北京市朝阳|区建国门，|外大街", 10, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			block := c.text.Lay()
			if got := text(block); got != c.want || block.SizePt != c.size || block.Cut != c.cutOff {
				t.Errorf("got %q at %g pt, cut %v; want %q at %g, %v", got, block.SizePt, block.Cut, c.want, c.size, c.cutOff)
			}
		})
	}
}

func TestCleanReplacesVisibly(t *testing.T) {
	for text, want := range map[string]string{
		"Żółć Ґудзь Ærø Ștefan 王小明": "Żółć Ґудзь Ærø Ștefan 王小明",
		"gift 🎁 for 𠮷":              "gift □ for □",
		"a\x00b\x1bc\u202ed\u200be": "abcde",
		"line\r\nend\ttab":          "line  end tab",
		"cafe\u0301":                "café",
		"\u0301a \u0301 b\u0488":    "□a □ b□",
		"bad \xff byte":             "bad \ufffd byte",
		"^XZ ~JA _5E":               "^XZ ~JA _5E",
		"กขค":                       "□□□",
	} {
		if got := Clean(text); got != want {
			t.Errorf("Clean(%q) = %q, want %q", text, got, want)
		}
	}
}

// Whatever a text is, it stays in its box and takes no more than its lines.
func TestTextStaysInItsBox(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		field := Text{
			XMM: 5, YMM: 5,
			WidthMM:  rapid.Float64Range(8, 90).Draw(t, "width"),
			SizePt:   rapid.Float64Range(4, 22).Draw(t, "size"),
			MinPt:    rapid.Float64Range(0, 10).Draw(t, "min"),
			MaxLines: rapid.IntRange(0, 4).Draw(t, "lines"),
			Bold:     rapid.Bool().Draw(t, "bold"),
			Align:    Align(rapid.IntRange(0, 2).Draw(t, "align")),
			Text:     rapid.String().Draw(t, "text"),
		}
		block := field.Lay()
		if len(block.Lines) > max(1, field.MaxLines) {
			t.Fatalf("%d lines of at most %d", len(block.Lines), field.MaxLines)
		}
		for _, line := range block.Lines {
			if line.XMM < 5-1e-6 || line.XMM+line.WidthMM > 5+field.WidthMM+1e-6 {
				t.Fatalf("line %q from %g, %g wide, leaves a box of %g", line.Text(), line.XMM, line.WidthMM, field.WidthMM)
			}
		}
	})
}

func FuzzTextIsDrawn(f *testing.F) {
	for _, seed := range []string{"Anna", "王小明", "🎁\u200d🎁", "e\u0301\u0302", "\xff\xfe", "שלום", strings.Repeat("x", 300)} {
		f.Add(seed, 10.0, 30.0)
	}
	f.Fuzz(func(t *testing.T, text string, size, width float64) {
		size = min(size, 72)
		p := Page{WidthMM: 50, HeightMM: 30}
		p.Add(Text{XMM: 1, YMM: 1, WidthMM: width, SizePt: size, MinPt: 5, MaxLines: 3, Text: text})
		if _, err := Raster(p, 100); err != nil {
			t.Fatal(err)
		}
	})
}
