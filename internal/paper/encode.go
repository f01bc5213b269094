package paper

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"

	"tallyman/devices/page"
	"tallyman/devices/printer/epl"
	"tallyman/devices/printer/escpos"
	"tallyman/devices/printer/pdf"
	"tallyman/devices/printer/tspl"
	"tallyman/devices/printer/zpl"
)

// Target is the printer that pages are written for; a printer.Printer is one.
type Target interface {
	Language() string
	DPI() int
	Media() (widthMM, heightMM float64)
}

// Typing is a Target that may be asked to write ASCII text in its own font.
type Typing interface{ NativeText() bool }

// writer makes one job of pages that fit on the printer's media.
type writer func(pages []page.Page, on Target) ([]byte, error)

// writers are the languages that pages are written in, by the name that device
// URLs begin with.
func writers() map[string]writer {
	return map[string]writer{
		"zpl":  eachPage(zpl.Render),
		"tspl": eachPage(tspl.Render),
		"epl":  eachPage(epl.Render),
		"escpos": func(pages []page.Page, on Target) ([]byte, error) {
			var roll escpos.Paper
			roll.RollMM, _ = on.Media()
			if typing, can := on.(Typing); can {
				roll.NativeText = typing.NativeText()
			}
			return eachPage(func(p page.Page, dpi int) ([]byte, error) { return escpos.Render(p, dpi, roll) })(pages, on)
		},
		"pdf": func(pages []page.Page, _ Target) ([]byte, error) { return pdf.Render(pages, "") },
	}
}

// eachPage is the writer of a language that has a format for each page and
// nothing around them.
func eachPage(render func(p page.Page, dpi int) ([]byte, error)) writer {
	return func(pages []page.Page, on Target) ([]byte, error) {
		var job bytes.Buffer
		for n, p := range pages {
			format, err := render(p, on.DPI())
			if err != nil {
				return nil, fmt.Errorf("page %d: %w", n+1, err)
			}
			job.Write(format)
		}
		return job.Bytes(), nil
	}
}

// spareMM is how much of a page may lie outside the media: all documents have
// wider margins, and label stock is sold as 100 × 150 mm as well as 4 × 6 inch.
const spareMM = 3.0

// Encode writes pages as one job in the printer's language, a label for each
// page. The same pages give the same bytes. It fails for a language that is
// not written here, for media that the pages do not fit on and for pages that
// cannot be drawn.
func Encode(pages []page.Page, printer Target) ([]byte, error) {
	write, known := writers()[printer.Language()]
	if !known {
		return nil, fmt.Errorf("printer language %q: documents are written in %s; give the printer a device URL that begins with one of them",
			printer.Language(), strings.Join(slices.Sorted(maps.Keys(writers())), ", "))
	}
	width, height := printer.Media()
	for n, p := range pages {
		if p.WidthMM > width+spareMM || p.HeightMM > height+spareMM {
			return nil, fmt.Errorf("page %d is %.4g × %.4g mm and the printer's media %.4g × %.4g: "+
				"load larger ones, or correct media= or roll= in the printer's device URL", n+1, p.WidthMM, p.HeightMM, width, height)
		}
	}
	return write(pages, printer)
}
