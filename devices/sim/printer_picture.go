package sim

import (
	"image"
	"image/color"

	"tallyman/devices/page"
	"tallyman/devices/printer/png"
)

// belowOriginQR is how far below its origin a printer draws a QR code.
const belowOriginQR = 10

// PNG draws the label as it lies in the tray of a printer of dpi dots per
// inch: graphics and boxes dot for dot, barcodes and texts as devices/page has
// them, since the printer's own font is not to be had. A label that says no
// width or length is drawn on 102 × 152 mm.
func (l PrinterLabel) PNG(dpi int) ([]byte, error) {
	s := scale{mm: 25.4 / float64(dpi)}
	p := page.Page{WidthMM: 102, HeightMM: 152}
	if l.WidthDots > 0 {
		p.WidthMM = s.of(l.WidthDots)
	}
	if l.LengthDots > 0 {
		p.HeightMM = s.of(l.LengthDots)
	}
	for _, field := range l.Fields {
		p.Add(s.item(field, p.WidthMM)...)
	}
	return png.Render(p, dpi)
}

// scale turns dots into millimetres.
type scale struct{ mm float64 }

func (s scale) of(dots int) float64 { return float64(dots) * s.mm }

func (s scale) item(f PrinterField, pageMM float64) []page.Item {
	switch f.Kind {
	case FieldText:
		return []page.Item{s.text(f, pageMM)}
	case FieldCode128, FieldGS1128, FieldITF, FieldEAN13, FieldEAN8, FieldUPCA, FieldQR, FieldDataMatrix, FieldGS1DataMatrix:
		return s.barcode(f)
	case FieldBox:
		stroke := s.of(f.StrokeDots)
		if 2*f.StrokeDots >= min(f.WidthDots, f.HeightDots) {
			stroke = 0
		}
		return []page.Item{page.Box{XMM: s.of(f.X), YMM: s.of(f.top(f.HeightDots)), WidthMM: s.of(f.WidthDots), HeightMM: s.of(f.HeightDots), StrokeMM: stroke}}
	case FieldGraphic:
		return []page.Item{page.Image{
			XMM: s.of(f.X), YMM: s.of(f.top(f.HeightDots)), WidthMM: s.of(f.WidthDots), HeightMM: s.of(f.HeightDots), Picture: f.picture(),
		}}
	default:
		return nil
	}
}

// top is where the field begins, wherever its origin is.
func (f PrinterField) top(heightDots int) int {
	if f.Below {
		return f.Y - heightDots
	}
	return f.Y
}

func (s scale) text(f PrinterField, pageMM float64) page.Text {
	text := page.Text{
		XMM: s.of(f.X), YMM: s.of(f.Y), WidthMM: max(1, pageMM-s.of(f.X)),
		SizePt: s.of(f.HeightDots) / page.PointMM, MinPt: 1, Text: f.Text,
	}
	if lines := text.Lay().Lines; f.Below && len(lines) > 0 {
		text.YMM -= lines[0].BaselineMM - text.YMM
	}
	return text
}

// barcode puts the first module on the field's origin. Bars that cannot be
// drawn, as when the code is for another symbology's data, are left out: the
// printer's parser decides what is refused, not the picture.
func (s scale) barcode(f PrinterField) []page.Item {
	code := page.Barcode{
		Symbology: map[FieldKind]page.Symbology{
			FieldGS1128: page.GS1128, FieldQR: page.QR, FieldDataMatrix: page.DataMatrix, FieldGS1DataMatrix: page.GS1DataMatrix,
			FieldITF: page.ITF14, FieldEAN13: page.EAN13, FieldEAN8: page.EAN8, FieldUPCA: page.UPCA,
		}[f.Kind],
		Data: f.Text, ModuleMM: s.of(f.ModuleDots), HeightMM: s.of(f.HeightDots),
	}
	symbol, err := code.Encode()
	if err != nil {
		return nil
	}
	code.XMM = s.of(f.X - symbol.Quiet*f.ModuleDots)
	code.WidthMM = s.of((symbol.Columns + 2*symbol.Quiet) * f.ModuleDots)
	switch {
	case symbol.Linear():
		code.YMM = s.of(f.top(f.HeightDots))
	case f.Kind == FieldQR:
		code.YMM = s.of(f.top(symbol.Rows*f.ModuleDots) + belowOriginQR - symbol.Quiet*f.ModuleDots)
	default:
		code.YMM = s.of(f.top(symbol.Rows*f.ModuleDots) - symbol.Quiet*f.ModuleDots)
	}
	return []page.Item{code}
}

// picture is a graphic's bitmap; what is white on it covers nothing.
func (f PrinterField) picture() image.Image {
	picture := image.NewPaletted(image.Rect(0, 0, f.WidthDots, f.HeightDots), color.Palette{color.Transparent, color.Black})
	for at := range picture.Pix {
		if row, x := at/f.WidthDots, at%f.WidthDots; f.Bitmap[row*f.WidthDots/8+x/8]&(0x80>>(x%8)) != 0 {
			picture.Pix[at] = 1
		}
	}
	return picture
}
