package paper

import (
	"strconv"

	"tallyman/devices/page"
	"tallyman/internal/floor/ship"
)

// ContentsLabel composes a label for the outside of a parcel that says what is in
// it, for those who open, count or check it. Its barcode is the parcel's SSCC,
// smaller than on the logistic label so that nobody takes it for one.
func ContentsLabel(c ship.Contents) []page.Page {
	on := OnLabel()
	b := &bill{flow: flow{voice: voiceFor(c.Label.Language, c.Label.Addressee.Country), format: on}, invoice: c.Invoice}
	b.title = b.fill("contents_number", string(c.Label.Order))
	b.heads = b.countHeads
	b.begin()
	parcel := strconv.Itoa(c.Label.Number)
	if c.Label.Of > 0 {
		parcel = b.counted("number_of", c.Label.Number, c.Label.Of)
	}
	weight := ""
	if c.Label.WeightGrams > 0 {
		weight = b.weight(c.Label.WeightGrams)
	}
	b.masthead("", b.say("contents"), b.fill("order_number", string(c.Label.Order)),
		joined("   ", b.say("parcel")+" "+parcel, weight))
	b.heads()
	units := 0
	for _, line := range c.Invoice.Lines {
		b.count(line)
		units += line.Quantity
	}
	b.heads = nil
	b.room(33)
	b.rule(thickMM, 0.75)
	b.row(page.Text{SizePt: 12, Bold: true}, b.pair(b.say("units"), strconv.Itoa(units))...)
	code := page.Barcode{
		Symbology: page.GS1128, Data: "00" + c.Label.SSCC,
		YMM: b.yMM + 3, WidthMM: on.WidthMM, ModuleMM: 0.375, MinModuleMM: 0.25, HeightMM: 15,
	}
	numbered(&b.pages[len(b.pages)-1], code, bracketedSSCC(c.Label.SSCC), 10)
	return b.end()
}

// ReturnLabel composes the label that a customer sticks over the old one to send
// goods back: from the addressee to the sender, with the order's number as
// barcode, which the goods are looked up by when they are back.
func ReturnLabel(c ship.Contents) page.Page {
	l := c.Label
	v := voiceFor(l.Language, l.Addressee.Country)
	d := labelDrawing{voice: v, page: page.Page{WidthMM: LabelWidthMM, HeightMM: LabelHeightMM}}
	d.label = ship.Label{Sender: l.Addressee, Addressee: l.Sender, Order: l.Order, Service: v.say("return"), Number: l.Number, Of: l.Of}
	const content = LabelWidthMM - 2*marginMM
	for _, b := range []Box{
		{Field: fieldSender, XMM: marginMM, YMM: 3, WidthMM: content, HeightMM: 15, Caption: true},
		{Field: fieldRule, XMM: marginMM, YMM: 18.5, WidthMM: content, HeightMM: hairMM},
		{Field: fieldAddressee, XMM: marginMM, YMM: 19.5, WidthMM: content, HeightMM: 36.5, Caption: true},
		{Field: fieldRule, XMM: marginMM, YMM: 56.25, WidthMM: content, HeightMM: thickMM},
		{Field: fieldService, XMM: marginMM, YMM: 58.5, WidthMM: content, HeightMM: 9.5, SizePt: 19, Bold: true},
		{Field: fieldRule, XMM: marginMM, YMM: 68.5, WidthMM: content, HeightMM: thickMM},
		{Field: fieldText, XMM: marginMM, YMM: 71, WidthMM: content, HeightMM: 12, SizePt: 11, Text: v.say("return_how")},
		{Field: fieldText, XMM: marginMM, YMM: 84, WidthMM: content, HeightMM: 5, SizePt: 9, Text: v.fill("invoice_number", c.Invoice.Number)},
		{Field: fieldRule, XMM: marginMM, YMM: 108.5, WidthMM: content, HeightMM: hairMM},
		{Field: fieldOrderBarcode, YMM: 111.5, WidthMM: LabelWidthMM, HeightMM: 36, SizePt: 13, ModuleMM: 0.5},
	} {
		d.box(b)
	}
	return d.page
}
