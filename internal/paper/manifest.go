package paper

import (
	"strconv"

	"tallyman/devices/page"
	"tallyman/internal/floor/ship"
)

// Manifest composes the list of parcels that were handed over, with their sum and
// room for two signatures.
func Manifest(m ship.Manifest, on Format) []page.Page {
	f := &flow{voice: voiceFor(m.Language, m.Sender.Country), format: on}
	f.title = f.fill("manifest_of", joined(" ", f.date(m.At), m.Dock))
	f.heads = func() { f.manifestHeads() }
	f.begin()
	f.masthead("", f.say("manifest"), f.date(m.At), m.Dock, joined(", ", m.Sender.Company, m.Sender.Name, place(m.Sender)))
	f.heads()
	grams := 0
	for _, row := range m.Rows {
		f.room(8 * on.scale)
		f.manifestRow(row)
		grams += row.WeightGrams
	}
	f.heads = nil
	f.room(42 * on.scale)
	f.rule(thickMM, 0.75)
	f.row(page.Text{SizePt: on.pt(10), Bold: true}, f.counting(f.say("parcels"), strconv.Itoa(len(m.Rows)))...)
	f.row(page.Text{SizePt: on.pt(8)}, f.pair(f.say("weight"), f.weight(grams))...)
	for _, who := range []string{f.say("handed_over_by"), f.say("received_by")} {
		f.yMM += 12 * on.scale
		f.rule(hairMM, 0.5)
		f.text(page.Text{SizePt: on.pt(7), MinPt: smallestPt, Text: who})
	}
	return f.end()
}

func (f *flow) manifestHeads() {
	f.row(page.Text{SizePt: f.format.pt(6.5), MinPt: smallestPt}, f.manifestCells(
		f.say("order"), f.say("tracking"), f.say("service"), f.say("country"), f.say("weight"))...)
	f.rule(hairMM, 0.75)
}

func (f *flow) manifestRow(r ship.ManifestRow) {
	like := page.Text{SizePt: f.format.pt(8), MinPt: 6}
	f.row(like, f.manifestCells(string(r.Order), r.TrackingNumber, r.Service, r.Country, f.weight(r.WeightGrams))...)
	f.text(page.Text{SizePt: f.format.pt(6.5), MinPt: smallestPt, Text: bracketedSSCC(r.SSCC)})
	f.yMM += 0.8
}

func (f *flow) manifestCells(texts ...string) []cell {
	shares := []float64{0.27, 0.31, 0.18, 0.09, 0.15}
	cells := make([]cell, len(texts))
	for n, text := range texts {
		cells[n] = cell{widthMM: shares[n] * f.format.contentMM(), text: text}
	}
	cells[len(cells)-1].align = page.Right
	return cells
}

func bracketedSSCC(sscc string) string {
	if sscc == "" {
		return ""
	}
	return "(00)" + sscc
}
