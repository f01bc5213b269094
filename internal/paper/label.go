package paper

import (
	"tallyman/devices/page"
	"tallyman/internal/floor/ship"
)

// The label is 102 × 152 mm, the "4 × 6 inch" of label printers.
const (
	LabelWidthMM  = 102.0
	LabelHeightMM = 152.0

	marginMM = 4.0
	hairMM   = 0.25
	thickMM  = 0.75
)

// Label composes the shipping label by the default layout, with the captions in
// the addressee's language and the countries in English, as carriers everywhere
// read them. The barcode of the SSCC is lowest, as the GS1 Logistic Label
// Guideline has it: 32 mm high, X = 0.50 mm, quiet zones of 10 X. A number that
// no barcode can hold is printed as text only.
func Label(l ship.Label) page.Page { return DefaultLayout().Label(l) }

// attemptCode is the QR code of a print attempt with its text below, textMM wide, in the
// quiet zone's last row, where it is still legible and the code undisturbed;
// nothing where there is no attempt.
func attemptCode(attempt string, xMM, yMM, sideMM, textMM float64) []page.Item {
	if attempt == "" {
		return nil
	}
	text := page.Text{
		XMM: xMM + sideMM - textMM, YMM: yMM + sideMM - 1, WidthMM: textMM,
		SizePt: 6, MinPt: 4, Align: page.Right, Text: attempt,
	}
	code := page.Barcode{
		Symbology: page.QR, Data: attempt, XMM: xMM, YMM: yMM, WidthMM: sideMM,
		ModuleMM: sideMM / 29, MinModuleMM: 0.25,
	}
	if !fits(code) {
		return []page.Item{text}
	}
	return []page.Item{code, text}
}

// fits says whether a barcode can be printed at 203 dpi, the coarsest print
// head that labels are made for, with some room for heads whose dots round
// otherwise.
func fits(code page.Barcode) bool {
	code.WidthMM *= 0.98
	return code.Fits(203)
}

// numbered is a barcode with its number below. A number that the barcode
// cannot hold stands alone, large, for people to type.
func numbered(p *page.Page, code page.Barcode, number string, sizePt float64) {
	if number == "" {
		return
	}
	text := code.Under(number, sizePt)
	edge := min(marginMM, code.WidthMM*0.04)
	text.XMM, text.WidthMM, text.Bold = code.XMM+edge, code.WidthMM-2*edge, true
	if fits(code) {
		p.Add(code)
	} else {
		text.YMM = code.YMM
		text.MaxLines = 2
	}
	p.Add(text)
}
