package page

import (
	_ "embed" // bundles the Chinese font
	"fmt"
	"sync"

	"github.com/go-fonts/dejavu/dejavusanscondensed"
	"github.com/go-fonts/dejavu/dejavusanscondensedbold"
	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// Font names a bundled font.
type Font uint8

// The bundled fonts. Han serves regular and bold text alike.
const (
	Regular Font = iota
	Bold
	Han
	fontCount
)

//go:embed fonts/NotoSansSC-Medium.subset.ttf
var hanTTF []byte

// TTF is the TrueType file of the font. The caller must not change it: clone
// it for a library that does.
func (f Font) TTF() []byte {
	switch f {
	case Bold:
		return dejavusanscondensedbold.TTF
	case Han:
		return hanTTF
	default:
		return dejavusanscondensed.TTF
	}
}

// glyph is a character of a font: its number there and its advance in ems.
// The zero glyph is the font's "missing" box and stands for no glyph.
type glyph struct {
	index   sfnt.GlyphIndex
	advance float64
}

// typeface is a parsed font with the glyphs that were looked up so far. The
// table is bounded by the number of characters below U+10000.
type typeface struct {
	font *sfnt.Font

	mu     sync.RWMutex
	buffer sfnt.Buffer
	glyphs map[rune]glyph
}

// typefaces are the bundled fonts, parsed when first used. A bundled font that
// cannot be parsed is a broken build: it panics, and any test of this package
// sees it.
var typefaces = sync.OnceValue(func() *[fontCount]*typeface { //nolint:gochecknoglobals // parsed once, never changed
	var faces [fontCount]*typeface
	for f := range fontCount {
		parsed, err := opentype.Parse(f.TTF())
		if err != nil {
			panic(fmt.Sprintf("bundled font %d: %v", f, err))
		}
		faces[f] = &typeface{font: parsed, glyphs: map[rune]glyph{}}
	}
	return &faces
})

// lookup finds the glyph of a character; ok is false where the font has none.
func (t *typeface) lookup(r rune) (glyph, bool) {
	t.mu.RLock()
	found, known := t.glyphs[r]
	t.mu.RUnlock()
	if !known {
		t.mu.Lock()
		found = t.load(r)
		t.glyphs[r] = found
		t.mu.Unlock()
	}
	return found, found.index != 0
}

// load reads a glyph from the font file; the caller holds the lock.
func (t *typeface) load(r rune) glyph {
	index, err := t.font.GlyphIndex(&t.buffer, r)
	if err != nil || index == 0 {
		return glyph{}
	}
	units := t.font.UnitsPerEm()
	advance, err := t.font.GlyphAdvance(&t.buffer, index, fixed.Int26_6(units), font.HintingNone)
	if err != nil {
		return glyph{}
	}
	return glyph{index: index, advance: float64(advance) / float64(units)}
}
