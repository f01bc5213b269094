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
	back := ship.Label{Sender: l.Addressee, Addressee: l.Sender, Order: l.Order, Service: v.say("return"), Number: l.Number, Of: l.Of}
	p := page.Page{WidthMM: LabelWidthMM, HeightMM: LabelHeightMM}
	v.sender(&p, back)
	v.addressee(&p, back)
	v.service(&p, back)
	stack := fitted([]page.Text{
		{SizePt: 11, MinPt: 7, MaxLines: 4, Text: v.say("return_how")},
		{SizePt: 9, MinPt: 6, Text: v.fill("invoice_number", c.Invoice.Number)},
	}, marginMM, detailTopMM+2, contentMM, ssccTopMM-detailTopMM-6)
	p.Add(stack.items...)
	p.Add(rule(marginMM, ssccTopMM-1, contentMM, hairMM))
	code := page.Barcode{
		Data: string(l.Order), YMM: ssccTopMM + 2, WidthMM: LabelWidthMM, ModuleMM: 0.50, MinModuleMM: 0.25, HeightMM: 30,
	}
	numbered(&p, code, string(l.Order), 13)
	return p
}
