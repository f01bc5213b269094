package page

import "fmt"

// Placed is a symbol where it will be printed. X, Y, Module and Height are in
// the unit of the caller: dots for Place, millimetres for PlaceMM. X and Y are
// the corner of the first module, so the quiet zone lies outside.
type Placed[U int | float64] struct {
	Symbol
	X, Y, Module, Height U
}

// Place puts the symbol on the dots of a printer: a module is a whole number of
// dots, the nearest to ModuleMM that fits. It fails if the symbol does not fit
// even at MinModuleMM, and says by how much.
func (b Barcode) Place(dpi int) (Placed[int], error) {
	symbol, err := b.Encode()
	if err != nil {
		return Placed[int]{}, err
	}
	room := Dots(b.WidthMM, dpi)
	least := max(1, Dots(b.least(), dpi))
	module := max(least, Dots(b.ModuleMM, dpi))
	for module > least && symbol.across()*module > room {
		module--
	}
	if symbol.across()*module > room {
		return Placed[int]{}, b.tooWide(float64(symbol.across()*module) * 25.4 / float64(dpi))
	}
	left := Dots(b.XMM, dpi) + (room-symbol.Columns*module)/2
	top, height := Dots(b.YMM, dpi), Dots(b.HeightMM, dpi)
	if !symbol.Linear() {
		top, height = top+symbol.Quiet*module, symbol.Rows*module
	}
	return Placed[int]{Symbol: symbol, X: left, Y: top, Module: module, Height: height}, nil
}

// Black visits the rectangles that are black: runs of modules row by row, then
// bearer bars.
func (p Placed[U]) Black(visit func(x, y, width, height U)) {
	height := p.Module
	if p.Linear() {
		height = p.Height
	}
	for row := range p.Rows {
		for start := 0; start < p.Columns; start++ {
			end := start
			for end < p.Columns && p.Dark(end, row) {
				end++
			}
			if end > start {
				visit(p.X+U(start)*p.Module, p.Y+U(row)*height, U(end-start)*p.Module, height)
				start = end
			}
		}
	}
	p.Bearers(visit)
}

// Bearers visits the bearer bars of an ITF-14: along the upper and the lower
// edge of the bars and of their quiet zones.
func (p Placed[U]) Bearers(visit func(x, y, width, height U)) {
	if p.bearer == 0 {
		return
	}
	side, thick := U(p.Quiet)*p.Module, U(p.bearer)*p.Module
	width := U(p.Columns)*p.Module + 2*side
	visit(p.X-side, p.Y, width, thick)
	visit(p.X-side, p.Y+p.Height-thick, width, thick)
}

// PlaceMM puts the symbol on a page without dots, such as a PDF. It fails as
// Place does.
func (b Barcode) PlaceMM() (Placed[float64], error) {
	symbol, err := b.Encode()
	if err != nil {
		return Placed[float64]{}, err
	}
	across := float64(symbol.across())
	module := max(min(b.ModuleMM, b.WidthMM/across), b.least())
	if module <= 0 || across*module > b.WidthMM+1e-6 {
		return Placed[float64]{}, b.tooWide(across * module)
	}
	left := b.XMM + (b.WidthMM-float64(symbol.Columns)*module)/2
	top, height := b.YMM, b.HeightMM
	if !symbol.Linear() {
		top, height = top+float64(symbol.Quiet)*module, float64(symbol.Rows)*module
	}
	return Placed[float64]{Symbol: symbol, X: left, Y: top, Module: module, Height: height}, nil
}

// Fits says whether the barcode can be printed in its box at dpi.
func (b Barcode) Fits(dpi int) bool {
	_, err := b.Place(dpi)
	return err == nil
}

// Under is a line of text centred below the bars, for people to read.
func (b Barcode) Under(text string, sizePt float64) Text {
	return Text{
		XMM: b.XMM, YMM: b.YMM + b.HeightMM, WidthMM: b.WidthMM,
		SizePt: sizePt, MinPt: smallest, Align: Centre, Text: text,
	}
}

func (b Barcode) least() float64 {
	if b.MinModuleMM > 0 {
		return min(b.MinModuleMM, b.ModuleMM)
	}
	return b.ModuleMM
}

// across is the width of the symbol with both quiet zones, in modules.
func (s Symbol) across() int { return s.Columns + 2*s.Quiet }

func (b Barcode) tooWide(neededMM float64) error {
	return fmt.Errorf("barcode of %d characters needs %.1f mm and has %.1f mm: shorten the data or use wider media",
		len(b.Data), neededMM, b.WidthMM)
}
