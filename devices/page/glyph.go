package page

import (
	"image"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
)

const (
	// darkEnough is the coverage from which a dot is printed. A little below
	// the half: thermal print heads lose the edges of thin strokes.
	darkEnough = 0x68
	// maxStamps bounds the drawn glyphs that are kept, about 10 MB.
	maxStamps = 8192
)

// stampKey is a character of a font at a size in dots per em.
type stampKey struct {
	font Font
	rune rune
	em   int
}

// stamp is a drawn glyph: one byte a dot, 1 where it is black, placed
// relative to the pen on the baseline. Stamps are never changed once made.
type stamp struct {
	bounds image.Rectangle
	dots   []byte
}

// stamps keeps drawn glyphs, since labels use the same few again and again.
type stamps struct {
	mu   sync.RWMutex
	made map[stampKey]stamp
}

// drawnGlyphs is shared by all pages; it only saves work and never changes
// what is drawn.
var drawnGlyphs = sync.OnceValue(func() *stamps { return &stamps{made: map[stampKey]stamp{}} }) //nolint:gochecknoglobals // a cache

func (s *stamps) of(key stampKey) stamp {
	s.mu.RLock()
	found, ok := s.made[key]
	s.mu.RUnlock()
	if ok {
		return found
	}
	made := drawStamp(key)
	s.mu.Lock()
	if len(s.made) >= maxStamps {
		clear(s.made)
	}
	s.made[key] = made
	s.mu.Unlock()
	return made
}

// drawStamp rasterises one glyph. A glyph that cannot be drawn is empty.
func drawStamp(key stampKey) stamp {
	// One face for each call: faces keep scratch space and are not safe for
	// several goroutines.
	face, err := opentype.NewFace(typefaces()[key.font].font, &opentype.FaceOptions{
		Size: float64(key.em), DPI: 72, Hinting: font.HintingNone,
	})
	if err != nil {
		return stamp{}
	}
	defer face.Close()
	bounds, mask, at, _, ok := face.Glyph(fixed.Point26_6{}, key.rune)
	if !ok {
		return stamp{}
	}
	made := stamp{bounds: bounds, dots: make([]byte, 0, bounds.Dx()*bounds.Dy())}
	for y := range bounds.Dy() {
		for x := range bounds.Dx() {
			_, _, _, alpha := mask.At(at.X+x, at.Y+y).RGBA()
			dot := byte(0)
			if alpha>>8 >= darkEnough {
				dot = 1
			}
			made.dots = append(made.dots, dot)
		}
	}
	return made
}
