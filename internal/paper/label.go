package paper

import (
	"fmt"

	"tallyman/devices/page"
	"tallyman/internal/floor/ship"
)

// The label is 102 × 152 mm, the "4 × 6 inch" of label printers. Its fields lie
// between the margins, in bands that are separated by rules.
const (
	LabelWidthMM  = 102.0
	LabelHeightMM = 152.0

	marginMM  = 4.0
	contentMM = LabelWidthMM - 2*marginMM
	hairMM    = 0.25
	thickMM   = 0.75

	senderTopMM    = 3.0
	addresseeTopMM = 19.0
	serviceTopMM   = 56.5
	detailTopMM    = 68.5
	trackingTopMM  = 89.0
	ssccTopMM      = 109.5
)

// Label composes the shipping label, with the captions in the addressee's
// language and the countries in English, as carriers everywhere read them. The barcode of the SSCC is lowest, as the
// GS1 Logistic Label Guideline has it: 32 mm high, X = 0.50 mm, quiet zones of
// 10 X. A number that no barcode can hold is printed as text only.
func Label(l ship.Label) page.Page {
	v := voiceFor(l.Language, l.Addressee.Country)
	p := page.Page{WidthMM: LabelWidthMM, HeightMM: LabelHeightMM}
	v.sender(&p, l)
	v.addressee(&p, l)
	v.service(&p, l)
	v.details(&p, l)
	v.tracking(&p, l)
	sscc(&p, l)
	return p
}

func (v voice) sender(p *page.Page, l ship.Label) {
	room := contentMM
	if l.Copy > 0 {
		room -= 30
		p.Add(copyMark(marginMM+contentMM-26, senderTopMM, 26, l.Copy)...)
	}
	a := l.Sender
	stack := fitted([]page.Text{
		{SizePt: 6.5, Text: v.say("from")},
		{SizePt: 9, MinPt: 7, Bold: true, Text: joined(", ", a.Company, a.Name)},
		{SizePt: 8, MinPt: 6, MaxLines: 2, Text: joined(", ", a.Line1, a.Line2, place(a), country(a.Country))},
	}, marginMM, senderTopMM, room, addresseeTopMM-senderTopMM-1)
	p.Add(stack.items...)
	p.Add(rule(marginMM, addresseeTopMM-0.5, contentMM, hairMM))
}

// copyMark says that this is not the first print, in the words that the whole
// floor knows.
func copyMark(xMM, yMM, widthMM float64, number int) []page.Item {
	return []page.Item{
		page.Box{XMM: xMM, YMM: yMM, WidthMM: widthMM, HeightMM: 8, StrokeMM: thickMM},
		page.Text{
			XMM: xMM + 1, YMM: yMM + 1.1, WidthMM: widthMM - 2, SizePt: 14, MinPt: 7, Bold: true,
			Align: page.Centre, Text: fmt.Sprintf("COPY %d", number),
		},
	}
}

func (v voice) addressee(p *page.Page, l ship.Label) {
	a := l.Addressee
	stack := fitted([]page.Text{
		{SizePt: 6.5, Text: v.say("to")},
		{SizePt: 19, MinPt: 13, MaxLines: 2, Bold: true, Text: a.Name},
		{SizePt: 14, MinPt: 10, MaxLines: 2, Text: a.Company},
		{SizePt: 15, MinPt: 10, MaxLines: 2, Text: a.Line1},
		{SizePt: 15, MinPt: 10, MaxLines: 2, Text: a.Line2},
		{SizePt: 17, MinPt: 11, MaxLines: 2, Bold: true, Text: place(a)},
		{SizePt: 17, MinPt: 11, MaxLines: 2, Bold: true, Text: country(a.Country)},
		{SizePt: 9, MinPt: 7, Text: v.fill("phone", a.Phone)},
	}, marginMM, addresseeTopMM+0.5, contentMM, serviceTopMM-addresseeTopMM-1)
	p.Add(stack.items...)
	p.Add(rule(marginMM, serviceTopMM-0.25, contentMM, thickMM))
}

// service is the band that people sort by: the service, and which parcel of
// how many this is.
func (v voice) service(p *page.Page, l ship.Label) {
	const parcelMM = 28.0
	split := marginMM + contentMM - parcelMM
	p.Add(caption(marginMM, serviceTopMM+0.8, split-marginMM-2, v.say("service")))
	p.Add(filled(l.Service, 19, marginMM, serviceTopMM+3.3, split-marginMM-2, detailTopMM-serviceTopMM-3.8)...)
	p.Add(page.Box{XMM: split, YMM: serviceTopMM + 0.5, WidthMM: hairMM, HeightMM: detailTopMM - serviceTopMM - 0.5})
	parcel := fmt.Sprint(l.Number)
	if l.Of > 0 {
		parcel = v.counted("number_of", l.Number, l.Of)
	}
	p.Add(caption(split+2, serviceTopMM+0.8, parcelMM-2, v.say("parcel")))
	p.Add(page.Text{
		XMM: split + 2, YMM: serviceTopMM + 3.3, WidthMM: parcelMM - 2,
		SizePt: 19, MinPt: 9, Bold: true, Text: parcel,
	})
	p.Add(rule(marginMM, detailTopMM, contentMM, thickMM))
}

// filled is a text in bold that is one line as long as it can be read well
// there, and two smaller ones otherwise.
func filled(text string, sizePt, xMM, yMM, widthMM, heightMM float64) []page.Item {
	one := page.Text{
		XMM: xMM, YMM: yMM, WidthMM: widthMM, SizePt: sizePt, MinPt: 0.6 * sizePt, Bold: true, Text: text,
	}
	if !one.Lay().Cut {
		return []page.Item{one}
	}
	one.MinPt, one.MaxLines = smallestPt, 2
	stack := fitted([]page.Text{one}, xMM, yMM, widthMM, heightMM)
	return stack.items
}

// details are order and weight (if it is known) on the left, the 2D code of
// the print attempt on the right.
func (v voice) details(p *page.Page, l ship.Label) {
	const codeMM = 18.5
	left := contentMM - codeMM - 6
	p.Add(caption(marginMM, detailTopMM+0.9, left, v.say("order")))
	p.Add(filled(string(l.Order), 17, marginMM, detailTopMM+3.8, left, 7.8)...)
	if l.WeightGrams > 0 {
		p.Add(caption(marginMM, detailTopMM+11.2, left, v.say("weight")))
		p.Add(page.Text{
			XMM: marginMM, YMM: detailTopMM + 14.2, WidthMM: left / 2, SizePt: 14, MinPt: 7,
			Bold: true, Text: v.weight(l.WeightGrams),
		})
	}
	p.Add(attemptCode(l.Attempt, marginMM+contentMM-codeMM, detailTopMM+0.4, codeMM)...)
	p.Add(rule(marginMM, trackingTopMM, contentMM, hairMM))
}

// attemptCode is the QR code of a print attempt with its text below, in the
// quiet zone's last row, where it is still legible and the code undisturbed;
// nothing where there is no attempt.
func attemptCode(attempt string, xMM, yMM, sideMM float64) []page.Item {
	if attempt == "" {
		return nil
	}
	const textMM = 44.0
	text := page.Text{
		XMM: xMM + sideMM - textMM, YMM: yMM + sideMM - 1, WidthMM: textMM,
		SizePt: 6, MinPt: smallestPt, Align: page.Right, Text: attempt,
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

func (v voice) tracking(p *page.Page, l ship.Label) {
	code := page.Barcode{
		Symbology: page.Code128, Data: l.TrackingNumber,
		XMM: 0, YMM: trackingTopMM + 3.8, WidthMM: LabelWidthMM,
		ModuleMM: 0.375, MinModuleMM: 0.25, HeightMM: 11,
	}
	p.Add(caption(marginMM, trackingTopMM+0.8, contentMM, v.say("tracking")))
	numbered(p, code, l.TrackingNumber, 12)
	p.Add(rule(marginMM, ssccTopMM, contentMM, hairMM))
}

func sscc(p *page.Page, l ship.Label) {
	code := page.Barcode{
		Symbology: page.GS1128, Data: "00" + l.SSCC,
		XMM: 0, YMM: ssccTopMM + 2, WidthMM: LabelWidthMM, ModuleMM: 0.50, HeightMM: 32.5,
	}
	numbered(p, code, bracketedSSCC(l.SSCC), 13)
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
