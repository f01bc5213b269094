package printer

import (
	"fmt"
	"strconv"
	"strings"

	"tallyman/devices/line"
)

// sheet is what a printer's documents are written for.
type sheet struct {
	language          string
	dpi               int
	widthMM, heightMM float64
	nativeText        bool
}

// Language is the one that jobs are to be written in.
func (s sheet) Language() string { return s.language }

// DPI is the option dpi.
func (s sheet) DPI() int { return s.dpi }

// Media is the option media, or roll.
func (s sheet) Media() (widthMM, heightMM float64) { return s.widthMM, s.heightMM }

// NativeText is the option text of a roll: whether ASCII is to be written in the
// printer's own font.
func (s sheet) NativeText() bool { return s.nativeText }

// takeSheet reads the options dpi and media.
func takeSheet(o *line.Options, language string, dpi int, media string) sheet {
	s := sheet{language: language, dpi: o.Int("dpi", dpi, 100, 1200)}
	var err error
	if s.widthMM, s.heightMM, err = parseMedia(o.Text("media", media)); err != nil {
		o.Refuse("media", err.Error())
	}
	return s
}

// rollLongestMM is the longest piece that is cut off a roll.
const rollLongestMM = 2000

// takeRoll reads the options dpi, roll and text: a roll has a width and no end.
func takeRoll(o *line.Options, language string) sheet {
	s := sheet{language: language, dpi: o.Int("dpi", 203, 100, 600), heightMM: rollLongestMM}
	s.widthMM, _ = strconv.ParseFloat(o.Choice("roll", "80", "80", "58"), 64)
	s.nativeText = o.Choice("text", "picture", "picture", "native") == "native"
	return s
}

func parseMedia(text string) (widthMM, heightMM float64, err error) {
	switch strings.ToLower(text) {
	case "a4":
		return 210, 297, nil
	case "a5":
		return 148, 210, nil
	case "a6":
		return 105, 148, nil
	case "letter":
		return 215.9, 279.4, nil
	}
	width, height, _ := strings.Cut(text, "x")
	if widthMM, err = parseMillimetres(width); err == nil {
		heightMM, err = parseMillimetres(height)
	}
	if err != nil {
		return 0, 0, fmt.Errorf("%q is not width x height in millimetres, such as 102x152, nor a4, a5, a6 or letter", text)
	}
	return widthMM, heightMM, nil
}

func parseMillimetres(text string) (float64, error) {
	mm, err := strconv.ParseFloat(text, 64)
	if err == nil && !(mm >= 10 && mm <= 1000) {
		err = strconv.ErrRange
	}
	return mm, err
}
