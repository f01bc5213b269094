package paper

import (
	"fmt"

	"tallyman/devices/page"
	"tallyman/internal/floor/ship"
)

// captionMM is how high a caption is, with what keeps it off what it names.
const captionMM = 2.6

// Label composes a shipping label by the layout.
func (l Layout) Label(s ship.Label) page.Page {
	d := labelDrawing{voice: voiceFor(s.Language, s.Addressee.Country), label: s}
	d.page = page.Page{WidthMM: l.WidthMM, HeightMM: l.HeightMM}
	for _, b := range l.Boxes {
		d.box(b)
	}
	return d.page
}

// labelDrawing is a label while it is composed.
type labelDrawing struct {
	voice
	label ship.Label
	page  page.Page
}

func (d *labelDrawing) box(b Box) {
	l := d.label
	switch b.Field {
	case fieldSender:
		d.sender(b)
	case fieldAddressee:
		d.addressee(b)
	case fieldService:
		d.filled(b, d.say("service"), l.Service)
	case fieldParcel:
		d.filled(b, d.say("parcel"), d.parcel())
	case fieldOrder:
		d.filled(b, d.say("order"), string(l.Order))
	case fieldWeight:
		if l.WeightGrams > 0 {
			d.filled(b, d.say("weight"), d.weight(l.WeightGrams))
		}
	case fieldReference:
		d.filled(b, "SSCC", l.SSCC)
	case fieldText:
		d.filled(b, "", b.Text)
	case fieldTracking:
		d.bars(b, d.say("tracking"), page.Barcode{Data: l.TrackingNumber, ModuleMM: b.module(0.375), MinModuleMM: 0.25}, l.TrackingNumber)
	case fieldOrderBarcode:
		d.bars(b, d.say("order"), page.Barcode{Data: string(l.Order), ModuleMM: b.module(0.375), MinModuleMM: 0.25}, string(l.Order))
	case fieldSSCC:
		d.bars(b, "SSCC", page.Barcode{Symbology: page.GS1128, Data: "00" + l.SSCC, ModuleMM: b.module(0.50)}, bracketedSSCC(l.SSCC))
	case fieldAttempt:
		side := min(b.WidthMM, b.HeightMM-1.5)
		d.page.Add(attemptCode(l.Attempt, b.XMM+b.WidthMM-side, b.YMM, side, b.WidthMM)...)
	case fieldCopy:
		d.copyMark(b)
	case fieldRule:
		d.page.Add(page.Box{XMM: b.XMM, YMM: b.YMM, WidthMM: b.WidthMM, HeightMM: b.HeightMM})
	}
}

func (d *labelDrawing) parcel() string {
	if d.label.Of > 0 {
		return d.counted("number_of", d.label.Number, d.label.Of)
	}
	return fmt.Sprint(d.label.Number)
}

// stack puts texts into the box, with the caption above if it has one.
func (d *labelDrawing) stack(b Box, name string, texts []page.Text) {
	if b.Caption {
		texts = append([]page.Text{{SizePt: 6.5, Text: name}}, texts...)
	}
	for n := range texts {
		texts[n].Align = b.align()
	}
	made := fitted(texts, b.XMM, b.YMM, b.WidthMM, b.HeightMM)
	d.page.Add(made.items...)
}

// size is the size of the box, or what it is by default.
func (b Box) size(usual float64) float64 {
	if b.SizePt > 0 {
		return b.SizePt
	}
	return usual
}

func (d *labelDrawing) sender(b Box) {
	a, size := d.label.Sender, b.size(9)
	d.stack(b, d.say("from"), []page.Text{
		{SizePt: size, MinPt: 0.77 * size, Bold: true, Text: joined(", ", a.Company, a.Name)},
		{SizePt: 0.89 * size, MinPt: 0.66 * size, MaxLines: 2, Bold: b.Bold, Text: joined(", ", a.Line1, a.Line2, place(a), country(a.Country))},
	})
}

// addressee has the name, town and country larger than the rest, in proportions
// to the size of the box.
func (d *labelDrawing) addressee(b Box) {
	a, size := d.label.Addressee, b.size(19)
	line := func(share float64, bold bool, text string) page.Text {
		return page.Text{SizePt: share * size, MinPt: 0.67 * share * size, MaxLines: 2, Bold: bold || b.Bold, Text: text}
	}
	phone := line(0.47, false, d.fill("phone", a.Phone))
	phone.MaxLines = 1
	d.stack(b, d.say("to"), []page.Text{
		line(1, true, a.Name), line(0.74, false, a.Company), line(0.79, false, a.Line1), line(0.79, false, a.Line2),
		line(0.9, true, place(a)), line(0.9, true, country(a.Country)), phone,
	})
}

// filled is a text that is one line as long as it can be read well there, and
// two smaller ones otherwise, with the caption above.
func (d *labelDrawing) filled(b Box, name, text string) {
	top, height := b.YMM, b.HeightMM
	if b.Caption {
		c := caption(b.XMM, b.YMM, b.WidthMM, name)
		c.Align = b.align()
		d.page.Add(c)
		top, height = top+captionMM, height-captionMM
	}
	size := b.size(14)
	one := page.Text{
		XMM: b.XMM, YMM: top, WidthMM: b.WidthMM, SizePt: size, MinPt: 0.6 * size, Bold: b.Bold, Align: b.align(), Text: text,
	}
	if block := one.Lay(); !block.Cut && block.HeightMM <= height {
		if len(block.Lines) > 0 {
			d.page.Add(one)
		}
		return
	}
	one.MinPt, one.MaxLines = smallestPt, 2
	stack := fitted([]page.Text{one}, b.XMM, top, b.WidthMM, height)
	d.page.Add(stack.items...)
}

// digitsMM is how much of a box of a barcode its text below takes.
func (b Box) digitsMM() float64 {
	return page.Text{WidthMM: 1000, SizePt: b.size(12), Text: "0"}.Lay().HeightMM
}

// bars is a barcode as high as the box leaves it, with its number below.
func (d *labelDrawing) bars(b Box, name string, code page.Barcode, number string) {
	top, height := b.YMM, b.HeightMM
	if b.Caption {
		edge := max(b.XMM, marginMM)
		d.page.Add(caption(edge, b.YMM, b.XMM+b.WidthMM-edge, name))
		top, height = top+captionMM+0.4, height-captionMM-0.4
	}
	code.XMM, code.YMM, code.WidthMM, code.HeightMM = b.XMM, top, b.WidthMM, height-b.digitsMM()
	numbered(&d.page, code, number, b.size(12))
}

// copyMark says that this is not the first print, in the words that the whole
// floor knows.
func (d *labelDrawing) copyMark(b Box) {
	if d.label.Copy == 0 {
		return
	}
	size := b.size(14)
	d.page.Add(page.Box{XMM: b.XMM, YMM: b.YMM, WidthMM: b.WidthMM, HeightMM: b.HeightMM, StrokeMM: thickMM})
	text := page.Text{
		WidthMM: b.WidthMM - 2, SizePt: size, MinPt: smallestPt, Bold: true, Align: page.Centre, Text: fmt.Sprintf("COPY %d", d.label.Copy),
	}
	for text.SizePt > smallestPt && text.Lay().HeightMM > b.HeightMM-1.5 {
		text.SizePt--
		text.MinPt = min(text.MinPt, text.SizePt)
	}
	text.XMM, text.YMM = b.XMM+1, b.YMM+(b.HeightMM-text.Lay().HeightMM)/2
	d.page.Add(text)
}
