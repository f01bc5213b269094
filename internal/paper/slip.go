package paper

import (
	"strconv"

	"tallyman/devices/page"
	"tallyman/internal/floor/ship"
)

// Slip composes the packing slip that lies in a parcel: what is in it, for whom,
// from whom, and the message to the person who gets it. Without prices it says
// nothing of money, as a gift wants it.
func Slip(c ship.Contents, prices bool, on Format) []page.Page {
	i := c.Invoice
	i.Copy, i.Attempt = 0, ""
	b := &bill{flow: flow{voice: voiceFor(i.Language, c.Label.Addressee.Country), format: on}, invoice: i}
	b.title = b.fill("slip_number", string(i.Order))
	b.heads = b.lineHeads
	if !prices {
		b.heads = b.countHeads
	}
	b.begin()
	b.masthead("", b.say("slip"), b.fill("order_number", string(i.Order)), b.fill("date", b.date(i.At)),
		b.fill("sent_by", joined(", ", c.Label.Service, c.Label.TrackingNumber)))
	b.parties(
		party(b.voice, on, b.say("from"), c.Label.Sender, ""),
		party(b.voice, on, b.say("to"), c.Label.Addressee, ""),
	)
	b.heads()
	for _, line := range i.Lines {
		if prices {
			b.line(line)
		} else {
			b.count(line)
		}
	}
	if prices {
		b.totals()
	}
	b.message(c.GiftMessage)
	return b.end()
}

// countHeads and count are a table of what is there, and nothing of money.
func (b *bill) countHeads() {
	b.row(page.Text{SizePt: b.format.pt(6.5), MinPt: smallestPt}, b.counting(b.say("item"), b.say("quantity"))...)
	b.rule(hairMM, 0.75)
}

func (b *bill) count(l ship.InvoiceLine) {
	name := page.Text{SizePt: b.format.pt(8.5), MinPt: 7.5, MaxLines: 3, Bold: true, Text: l.Name}
	detail := page.Text{SizePt: b.format.pt(7), MinPt: smallestPt, Text: string(l.SKU)}
	cells := b.counting(l.Name, strconv.Itoa(l.Quantity))
	b.room(b.height(name, cells[0].widthMM-1.5) + b.height(detail, b.format.contentMM()) + 1)
	b.row(name, cells...)
	b.text(detail)
	b.yMM++
}

// counting is a name on the left and how many on the right.
func (f *flow) counting(name, quantity string) []cell {
	return []cell{
		{widthMM: f.format.contentMM() - quantityMM, text: name},
		{widthMM: quantityMM, align: page.Right, text: quantity},
	}
}

// message is what the giver wrote.
func (b *bill) message(text string) {
	if text == "" {
		return
	}
	like := page.Text{SizePt: b.format.pt(10), MinPt: 7, MaxLines: 12, Text: text}
	b.heads = nil
	b.room(b.height(like, b.format.contentMM()) + 7)
	b.rule(hairMM, 1)
	b.text(page.Text{SizePt: b.format.pt(6.5), MinPt: smallestPt, Text: b.say("message")})
	b.yMM++
	b.text(like)
}
