package page

import (
	"fmt"
	"image"
	"math"

	"golang.org/x/image/draw"
)

// maxDots bounds a picture: A4 at 600 dots per inch fits.
const maxDots = 64 << 20

// Raster draws the page as a printer of dpi dots per inch would: every dot is
// black (0) or white (255). It fails for a page without or with too much area
// and for a barcode that cannot be encoded or does not fit.
func Raster(p Page, dpi int) (*image.Gray, error) {
	width, height, err := p.Size(dpi)
	if err != nil {
		return nil, err
	}
	canvas := white(image.Rect(0, 0, width, height))
	for i, item := range p.Items {
		if err := drawItem(canvas, item, dpi); err != nil {
			return nil, fmt.Errorf("item %d of the page: %w", i+1, err)
		}
	}
	return canvas, nil
}

// Size is the page in dots. It fails if there is nothing to print on, or more
// than 64 million dots.
func (p Page) Size(dpi int) (width, height int, err error) {
	across := p.WidthMM * float64(dpi) / 25.4
	down := p.HeightMM * float64(dpi) / 25.4
	if !(across >= 1 && down >= 1 && across*down <= maxDots) {
		return 0, 0, fmt.Errorf("a page of %g × %g mm at %d dpi cannot be drawn", p.WidthMM, p.HeightMM, dpi)
	}
	return max(1, Dots(p.WidthMM, dpi)), max(1, Dots(p.HeightMM, dpi)), nil
}

func drawItem(canvas *image.Gray, item Item, dpi int) error {
	switch item := item.(type) {
	case Text:
		item.Lay().draw(canvas, dpi)
	case Box:
		item.draw(canvas, dpi)
	case Image:
		item.draw(canvas, dpi)
	case Barcode:
		placed, err := item.Place(dpi)
		if err != nil {
			return err
		}
		drawSymbol(canvas, placed)
	default:
		return fmt.Errorf("there is no way to draw a %T", item)
	}
	return nil
}

// Raster draws only the text, on the smallest picture that holds it. Its
// bounds say where on the page it belongs, in dots.
func (b Block) Raster(dpi int) *image.Gray {
	bounds := image.Rectangle{}
	b.eachStamp(dpi, func(s stamp, x, y int) { bounds = bounds.Union(s.bounds.Add(image.Pt(x, y))) })
	canvas := white(bounds)
	b.draw(canvas, dpi)
	return canvas
}

func (b Block) draw(canvas *image.Gray, dpi int) {
	b.eachStamp(dpi, func(s stamp, x, y int) {
		area := s.bounds.Add(image.Pt(x, y))
		seen := area.Intersect(canvas.Rect)
		for row := seen.Min.Y; row < seen.Max.Y; row++ {
			line := canvas.Pix[canvas.PixOffset(seen.Min.X, row):]
			from := s.dots[(row-area.Min.Y)*area.Dx()+seen.Min.X-area.Min.X:]
			for i := range seen.Dx() {
				if from[i] != 0 {
					line[i] = 0
				}
			}
		}
	})
}

// eachStamp visits the glyphs of the block with the dot of their pen. Pens are
// rounded to dots one by one from exact positions, so errors do not add up.
func (b Block) eachStamp(dpi int, visit func(s stamp, x, y int)) {
	em := b.SizePt * PointMM
	emDots := max(1, Dots(em, dpi))
	for _, line := range b.Lines {
		baseline := Dots(line.BaselineMM, dpi)
		for _, run := range line.Runs {
			pen := line.XMM + run.OffsetMM
			for _, l := range run.letters {
				visit(drawnGlyphs().of(stampKey{l.font, l.rune, emDots}), Dots(pen, dpi), baseline)
				pen += l.advance * em
			}
		}
	}
}

func (b Box) draw(canvas *image.Gray, dpi int) {
	outer := b.DotsBox(dpi)
	stroke := b.StrokeDots(dpi)
	if inner := outer.Inset(stroke); stroke == 0 || inner.Empty() {
		black(canvas, outer)
		return
	}
	black(canvas, image.Rect(outer.Min.X, outer.Min.Y, outer.Max.X, outer.Min.Y+stroke))
	black(canvas, image.Rect(outer.Min.X, outer.Max.Y-stroke, outer.Max.X, outer.Max.Y))
	black(canvas, image.Rect(outer.Min.X, outer.Min.Y, outer.Min.X+stroke, outer.Max.Y))
	black(canvas, image.Rect(outer.Max.X-stroke, outer.Min.Y, outer.Max.X, outer.Max.Y))
}

func drawSymbol(canvas *image.Gray, p Placed[int]) {
	p.Black(func(x, y, width, height int) { black(canvas, image.Rect(x, y, x+width, y+height)) })
}

// Raster draws only the symbol, on the smallest picture that holds it. Its bounds
// say where on the page it belongs, in dots.
func (p Placed[U]) Raster() *image.Gray {
	bounds := image.Rectangle{}
	area := func(x, y, width, height U) image.Rectangle {
		return image.Rect(int(x), int(y), int(x+width), int(y+height))
	}
	p.Black(func(x, y, width, height U) { bounds = bounds.Union(area(x, y, width, height)) })
	canvas := white(bounds)
	p.Black(func(x, y, width, height U) { black(canvas, area(x, y, width, height)) })
	return canvas
}

// Raster draws only the picture, in black and white; its bounds say where on
// the page it belongs, in dots.
func (i Image) Raster(dpi int) *image.Gray {
	area := Box{XMM: i.XMM, YMM: i.YMM, WidthMM: i.WidthMM, HeightMM: i.HeightMM}.DotsBox(dpi)
	if i.Picture == nil || area.Dx()*area.Dy() > maxDots {
		return image.NewGray(image.Rectangle{})
	}
	canvas := white(area)
	draw.ApproxBiLinear.Scale(canvas, area, i.Picture, i.Picture.Bounds(), draw.Over, nil)
	for at, shade := range canvas.Pix {
		canvas.Pix[at] = 255
		if shade < 128 {
			canvas.Pix[at] = 0
		}
	}
	return canvas
}

// draw adds what is black; paper cannot be made white again.
func (i Image) draw(canvas *image.Gray, dpi int) {
	picture := i.Raster(dpi)
	seen := picture.Rect.Intersect(canvas.Rect)
	for y := seen.Min.Y; y < seen.Max.Y; y++ {
		from := picture.Pix[picture.PixOffset(seen.Min.X, y):]
		line := canvas.Pix[canvas.PixOffset(seen.Min.X, y):]
		for x := range seen.Dx() {
			line[x] = min(line[x], from[x])
		}
	}
}

func white(bounds image.Rectangle) *image.Gray {
	canvas := image.NewGray(bounds)
	for i := range canvas.Pix {
		canvas.Pix[i] = math.MaxUint8
	}
	return canvas
}

func black(canvas *image.Gray, area image.Rectangle) {
	area = area.Intersect(canvas.Rect)
	for y := area.Min.Y; y < area.Max.Y; y++ {
		clear(canvas.Pix[canvas.PixOffset(area.Min.X, y):canvas.PixOffset(area.Max.X, y)])
	}
}
