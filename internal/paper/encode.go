package paper

import (
	"bytes"
	"fmt"

	"tallyman/devices/page"
	"tallyman/devices/printer/zpl"
)

// Target is the printer that pages are written for; a printer.Printer is one.
type Target interface {
	Language() string
	DPI() int
	Media() (widthMM, heightMM float64)
}

// spareMM is how much of a page may lie outside the media: all documents have
// wider margins, and label stock is sold as 100 × 150 mm as well as 4 × 6 inch.
const spareMM = 3.0

// Encode writes pages as one job in the printer's language, a label for each
// page. The same pages give the same bytes. It fails for a language that is
// not written here, for media that the pages do not fit on and for pages that
// cannot be drawn.
func Encode(pages []page.Page, printer Target) ([]byte, error) {
	if printer.Language() != "zpl" {
		return nil, fmt.Errorf("printer language %q: documents are written in zpl only; give the printer a zpl+ device URL", printer.Language())
	}
	width, height := printer.Media()
	var job bytes.Buffer
	for n, p := range pages {
		if p.WidthMM > width+spareMM || p.HeightMM > height+spareMM {
			return nil, fmt.Errorf("page %d is %g × %g mm and the printer has labels of %g × %g mm: "+
				"load larger ones, or correct media= in the printer's device URL", n+1, p.WidthMM, p.HeightMM, width, height)
		}
		format, err := zpl.Render(p, printer.DPI())
		if err != nil {
			return nil, fmt.Errorf("page %d: %w", n+1, err)
		}
		job.Write(format)
	}
	return job.Bytes(), nil
}
