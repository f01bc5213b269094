package paper

import (
	"fmt"

	"tallyman/devices/page"
)

// SheetKind says what a sheet of barcodes is of; it decides how large its
// cells are.
type SheetKind string

// The kinds of sheets.
const (
	SheetBadges   SheetKind = "badges"
	SheetTotes    SheetKind = "totes"
	SheetBins     SheetKind = "bins"
	SheetCommands SheetKind = "commands"
)

// LayoutTest is the text of the layout test code. It has the characters that
// keyboard layouts bend; a scanner that types another text than this works with
// the wrong layout. It is no own code and must not become one.
const LayoutTest = "LT-YZ/AQWM+0123456789"

// Code is one barcode of a sheet.
type Code struct {
	// Code is the text of the Code 128.
	Code string
	// Caption is its name in large letters, Sub a line below it.
	Caption string
	Sub     string
}

// A sheet is A4 with room at the edges for any printer.
const (
	sheetWidthMM  = 210.0
	sheetHeightMM = 297.0
	sheetEdgeMM   = 12.0
	sheetTopMM    = 24.0
	// sheetFootMM is the room for the layout test code and the page number.
	sheetFootMM = 24.0
)

// grid is how the cells of a sheet are laid out.
type grid struct {
	columns, rows int
	captionPt     float64
}

func (k SheetKind) grid() grid {
	switch k {
	case SheetBadges:
		return grid{columns: 2, rows: 5, captionPt: 22}
	case SheetBins:
		return grid{columns: 2, rows: 7, captionPt: 26}
	default:
		return grid{columns: 2, rows: 6, captionPt: 18}
	}
}

// Sheet composes A4 pages of barcodes to print and cut out, each a Code 128
// with its text below. The last line of every page is the layout test code. A
// code that no Code 128 can hold is printed as text only. Without codes there is
// one page that says so.
func Sheet(kind SheetKind, title string, codes []Code) []page.Page {
	g := kind.grid()
	perPage := g.columns * g.rows
	count := max(1, (len(codes)+perPage-1)/perPage)
	pages := make([]page.Page, count)
	for n := range pages {
		pages[n] = page.Page{WidthMM: sheetWidthMM, HeightMM: sheetHeightMM}
		sheetFrame(&pages[n], title, n+1, count)
	}
	if len(codes) == 0 {
		pages[0].Add(page.Text{
			XMM: sheetEdgeMM, YMM: sheetTopMM + 6, WidthMM: sheetWidthMM - 2*sheetEdgeMM,
			SizePt: 12, Text: "There is nothing to print on this sheet.",
		})
	}
	for i, code := range codes {
		g.cell(&pages[i/perPage], i%perPage, code)
	}
	return pages
}

// sheetFrame is what every page has: title, page number, layout test.
func sheetFrame(p *page.Page, title string, number, count int) {
	width := sheetWidthMM - 2*sheetEdgeMM
	footMM := sheetHeightMM - sheetFootMM
	p.Add(
		page.Text{XMM: sheetEdgeMM, YMM: 11, WidthMM: width * 0.75, SizePt: 18, MinPt: 9, Bold: true, Text: title},
		page.Text{
			XMM: sheetEdgeMM + width*0.75, YMM: 13.2, WidthMM: width * 0.25, SizePt: 9, Align: page.Right,
			Text: fmt.Sprintf("Page %d of %d", number, count),
		},
		rule(sheetEdgeMM, sheetTopMM-3, width, thickMM),
		rule(sheetEdgeMM, footMM+1, width, hairMM),
		page.Text{
			XMM: sheetEdgeMM, YMM: footMM + 3, WidthMM: 78, SizePt: 8, MaxLines: 4,
			Text: "Keyboard layout test: scan this code with a scanner that types like a keyboard. " +
				"Unless exactly its text appears, set the scanner's keyboard layout, or use its serial mode.",
		},
	)
	test := page.Barcode{
		Data: LayoutTest, XMM: sheetEdgeMM + 84, YMM: footMM + 2.5, WidthMM: width - 84,
		ModuleMM: 0.33, MinModuleMM: 0.25, HeightMM: 9,
	}
	p.Add(test, test.Under(LayoutTest, 8))
}

// cell draws one code in the middle of its place: caption above, bars, their
// text below. The outline is where to cut.
func (g grid) cell(p *page.Page, index int, code Code) {
	width := (sheetWidthMM - 2*sheetEdgeMM) / float64(g.columns)
	height := (sheetHeightMM - sheetTopMM - sheetFootMM) / float64(g.rows)
	x := sheetEdgeMM + float64(index%g.columns)*width
	y := sheetTopMM + float64(index/g.columns)*height
	const insideMM, barsMM, textMM = 2.5, 14.0, 5.0
	name := func(topMM float64) column {
		return fitted([]page.Text{
			{SizePt: g.captionPt, MinPt: 9, MaxLines: 2, Bold: true, Align: page.Centre, Text: code.Caption},
			{SizePt: 9, MinPt: 6.5, MaxLines: 2, Align: page.Centre, Text: code.Sub},
		}, x+insideMM, topMM, width-2*insideMM, height-barsMM-textMM-2)
	}
	spare := height - name(0).yMM - barsMM - textMM - 1
	texts := name(y + spare/2)
	bars := page.Barcode{
		Data: code.Code, XMM: x + 0.5, YMM: texts.yMM + 1, WidthMM: width - 1,
		ModuleMM: 0.38, MinModuleMM: 0.25, HeightMM: barsMM,
	}
	p.Add(page.Box{XMM: x, YMM: y, WidthMM: width, HeightMM: height, StrokeMM: 0.1})
	p.Add(texts.items...)
	if fits(bars) {
		p.Add(bars)
	}
	p.Add(bars.Under(code.Code, 10))
}
