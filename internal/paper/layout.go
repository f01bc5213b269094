package paper

import (
	_ "embed" // bundles the default layout
	"sync"

	"tallyman/devices/page"
)

// Layout is where the fields of a shipping label stand. A layout that was read
// by [ReadLayout] keeps the rules of the GS1 Logistic Label Guideline.
type Layout struct {
	// WidthMM and HeightMM are the size of the label.
	WidthMM  float64 `toml:"width"`
	HeightMM float64 `toml:"height"`
	Boxes    []Box   `toml:"box"`
}

// Box is a field of the label and where it stands, in millimetres from the upper
// left corner.
type Box struct {
	Field    string  `toml:"field"`
	XMM      float64 `toml:"x"`
	YMM      float64 `toml:"y"`
	WidthMM  float64 `toml:"width"`
	HeightMM float64 `toml:"height"`
	// SizePt is the largest size of letters; they shrink to fit.
	SizePt  float64 `toml:"size"`
	Bold    bool    `toml:"bold"`
	Align   string  `toml:"align"`
	Caption bool    `toml:"caption"`
	// Text is what a box of the field "text" says.
	Text string `toml:"text"`
	// ModuleMM is the width of the narrowest bar of a barcode.
	ModuleMM float64 `toml:"module"`
}

// The fields of a label.
const (
	fieldSender       = "sender"
	fieldAddressee    = "addressee"
	fieldService      = "service"
	fieldParcel       = "parcel"
	fieldOrder        = "order"
	fieldWeight       = "weight"
	fieldReference    = "reference"
	fieldTracking     = "tracking"
	fieldOrderBarcode = "order_barcode"
	fieldAttempt      = "attempt"
	fieldCopy         = "copy"
	fieldSSCC         = "sscc"
	fieldText         = "text"
	fieldRule         = "rule"
)

// Fields are the fields that a box may have.
func Fields() []string {
	return []string{
		fieldSender, fieldAddressee, fieldService, fieldParcel, fieldOrder, fieldWeight, fieldReference, fieldTracking,
		fieldOrderBarcode, fieldAttempt, fieldCopy, fieldSSCC, fieldText, fieldRule,
	}
}

//go:embed label.toml
var defaultLayout []byte

// DefaultLayoutText is the layout that holds where a shop has none of its own, to
// begin from.
func DefaultLayoutText() []byte { return append([]byte(nil), defaultLayout...) }

// DefaultLayout is what DefaultLayoutText says.
func DefaultLayout() Layout { return readDefault() }

// readDefault reads the default layout once. One that is broken is a broken
// build: it panics, and any test of this package sees it.
var readDefault = sync.OnceValue(func() Layout { //nolint:gochecknoglobals // read once, never changed
	layout, err := ReadLayout("label.toml", defaultLayout)
	if err != nil {
		panic(err)
	}
	return layout
})

func (b Box) align() page.Align {
	switch b.Align {
	case "centre":
		return page.Centre
	case "right":
		return page.Right
	default:
		return page.Left
	}
}

// module is the width of the narrowest bar, or what it is by default.
func (b Box) module(usual float64) float64 {
	if b.ModuleMM > 0 {
		return b.ModuleMM
	}
	return usual
}
