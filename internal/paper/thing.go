package paper

import (
	"strconv"
	"strings"

	"tallyman/devices/page"
	"tallyman/internal/floor"
	"tallyman/internal/floor/stock"
)

// Size is the size of a label for a thing of the house, in millimetres.
type Size struct{ WidthMM, HeightMM float64 }

// SizeFor is as much of the media as such a label wants: not higher than three
// fifths of its width, so that a roll of shipping labels is not wasted.
func SizeFor(widthMM, heightMM float64) Size {
	width := min(widthMM, LabelWidthMM)
	return Size{WidthMM: width, HeightMM: min(heightMM, 0.6*width)}
}

// CodeLabel composes the label of a bin, a tote or a badge: its name as large
// as it fits, its barcode, and the barcode's text.
func CodeLabel(c Code, size Size) page.Page {
	return thingLabel(c, page.Barcode{Data: c.Code, ModuleMM: 0.38, MinModuleMM: 0.25}, c.Code, size)
}

// ItemLabel composes the label of one unit: the GTIN as the barcode that its
// length has (GS1 General Specifications, section 5.2), with the name; without a
// GTIN the SKU as Code 128.
func ItemLabel(i stock.Item, size Size) page.Page {
	code := page.Barcode{Data: string(i.SKU), ModuleMM: 0.33, MinModuleMM: 0.25}
	number := string(i.SKU)
	if symbology, digits, known := carrier(i.GTIN); known {
		code.Symbology, code.Data = symbology, digits
		number = code.Readable()
	}
	return thingLabel(Code{Caption: i.Name, Sub: string(i.SKU)}, code, number, size)
}

// carrier is the barcode of a GTIN of 14 digits as it is sold: the zeros in
// front are not in the bars. A GTIN-14 of its own is no item of a shop's till
// and is an ITF-14.
func carrier(gtin string) (symbology page.Symbology, digits string, known bool) {
	if len(gtin) != 14 {
		return 0, "", false
	}
	switch {
	case strings.HasPrefix(gtin, "000000"):
		return page.EAN8, gtin[6:], true
	case strings.HasPrefix(gtin, "0"):
		return page.EAN13, gtin[1:], true
	default:
		return page.ITF14, gtin, true
	}
}

// CaseLabel composes the label of a case: its GTIN as ITF-14, and how many units
// of what are in it. X is 0.5 mm, the least that GS1 wants where a printer prints
// it straight on a label (GS1 General Specifications, section 5.12.3.2).
func CaseLabel(i stock.Item, size Size) page.Page {
	code := page.Barcode{Symbology: page.ITF14, Data: i.CaseGTIN, ModuleMM: 0.5, MinModuleMM: 0.495}
	if size.WidthMM < 95 {
		code.MinModuleMM = 0.25
	}
	return thingLabel(Code{Caption: strconv.Itoa(i.CaseQuantity) + " × " + i.Name, Sub: string(i.SKU)}, code, code.Readable(), size)
}

// BinCode is a bin as its label shows it.
func BinCode(l stock.Location, code string) Code {
	return Code{Code: code, Caption: string(l.ID), Sub: joined(" ", l.Zone, l.Aisle)}
}

// ToteCode is a tote as its label shows it.
func ToteCode(id floor.ToteID, code string) Code { return Code{Code: code, Caption: string(id)} }

// thingLabel puts the name above, the bars in the middle and their text below. A
// barcode that does not fit is left out, and its text stands large.
func thingLabel(c Code, code page.Barcode, number string, size Size) page.Page {
	const edgeMM = 2.0
	p := page.Page{WidthMM: size.WidthMM, HeightMM: size.HeightMM}
	width := size.WidthMM - 2*edgeMM
	textMM := min(6, size.HeightMM*0.14)
	code.WidthMM, code.HeightMM = size.WidthMM, size.HeightMM*0.42
	code.YMM = size.HeightMM - code.HeightMM - textMM - edgeMM
	texts := fitted([]page.Text{
		{SizePt: size.HeightMM * 0.55, MinPt: 7, MaxLines: 2, Bold: true, Align: page.Centre, Text: c.Caption},
		{SizePt: size.HeightMM * 0.18, MinPt: 6, Align: page.Centre, Text: c.Sub},
	}, edgeMM, edgeMM/2, width, code.YMM-edgeMM)
	p.Add(texts.items...)
	numbered(&p, code, number, min(12, textMM*2))
	return p
}
