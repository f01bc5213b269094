package zpl

import (
	"bytes"
	"fmt"

	"tallyman/devices/page"
)

// Render writes the page as one label format, ^XA … ^XZ, for a print head of
// dpi dots per inch. The same page gives the same bytes. It fails for a page
// without area and for a barcode that cannot be encoded or does not fit.
func Render(p page.Page, dpi int) ([]byte, error) {
	width, height, err := p.Size(dpi)
	if err != nil {
		return nil, fmt.Errorf("zpl: %w", err)
	}
	var out format
	out.dpi = dpi
	out.command("^XA\n^CI28\n^PW%d\n^LL%d\n^LH0,0\n", width, height)
	for i, item := range p.Items {
		if err := out.item(item); err != nil {
			return nil, fmt.Errorf("zpl: item %d of the page: %w", i+1, err)
		}
	}
	out.command("^XZ\n")
	return out.Bytes(), nil
}

// format is a label format while it is written.
type format struct {
	bytes.Buffer
	dpi int
}

// command writes ZPL. Arguments are numbers or text that came out of escaped:
// nothing that a person wrote may reach it otherwise.
func (f *format) command(zpl string, numbers ...any) { fmt.Fprintf(f, zpl, numbers...) }

func (f *format) item(item page.Item) error {
	switch item := item.(type) {
	case page.Text:
		f.text(item)
	case page.Box:
		f.box(item)
	case page.Image:
		f.graphic(item.Raster(f.dpi))
	case page.Barcode:
		return f.barcode(item)
	default:
		return fmt.Errorf("there is no way to print a %T", item)
	}
	return nil
}

func (f *format) box(b page.Box) {
	area := b.DotsBox(f.dpi)
	stroke := b.StrokeDots(f.dpi)
	if stroke == 0 {
		// ^GB fills a box whose border is as thick as its shorter side.
		stroke = min(area.Dx(), area.Dy())
	}
	f.command("^FO%d,%d^GB%d,%d,%d^FS\n", max(0, area.Min.X), max(0, area.Min.Y), area.Dx(), area.Dy(), stroke)
}
