package paper_test

import (
	"bytes"
	"strings"
	"testing"

	"tallyman/devices/page"
	"tallyman/internal/paper"
)

// target is a printer by what Encode asks of it.
type target struct {
	language      string
	width, height float64
}

func (t target) Language() string                   { return t.language }
func (target) DPI() int                             { return 203 }
func (t target) Media() (widthMM, heightMM float64) { return t.width, t.height }

func TestEncode(t *testing.T) {
	pages := []page.Page{paper.Label(label(sender()))}
	first, err := paper.Encode(pages, target{"zpl", 100, 150})
	if err != nil {
		t.Fatal(err)
	}
	if again, err := paper.Encode(pages, target{"zpl", 102, 152}); err != nil || !bytes.Equal(again, first) {
		t.Errorf("the same pages made other bytes, %v", err)
	}
	for want, refused := range map[string]target{
		`printer language "escpos"`: {"escpos", 102, 152},
		"labels of 58 × 40 mm":      {"zpl", 58, 40},
		"labels of 102 × 76 mm":     {"zpl", 102, 76},
	} {
		if _, err := paper.Encode(pages, refused); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%+v: %v, want %q", refused, err, want)
		}
	}
	if _, err := paper.Encode([]page.Page{{WidthMM: 10, HeightMM: 10, Items: []page.Item{nil}}}, target{"zpl", 102, 152}); err == nil {
		t.Error("a page that cannot be drawn was written")
	}
}
