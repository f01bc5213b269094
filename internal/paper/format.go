package paper

// Format is the paper that a document of several lines is laid out on.
type Format struct {
	WidthMM float64
	// HeightMM is 0 for a roll: the page is as long as what stands on it.
	HeightMM float64
	// MarginMM is at the left and the right.
	MarginMM float64
	// scale makes the letters of large paper larger.
	scale float64
}

// OnLabel is the label printer's paper: the invoice comes out beside the label.
func OnLabel() Format {
	return Format{WidthMM: LabelWidthMM, HeightMM: LabelHeightMM, MarginMM: marginMM, scale: 1}
}

// OnA4 is office paper (ISO 216).
func OnA4() Format { return Format{WidthMM: 210, HeightMM: 297, MarginMM: 15, scale: 1.2} }

// OnRoll is a receipt roll that is 80 mm wide, of which the head prints 72 mm;
// a roll of 58 mm has 48 mm.
func OnRoll(widthMM float64) Format {
	margin := 4.0
	if widthMM < 70 {
		margin = 5
	}
	return Format{WidthMM: widthMM, MarginMM: margin, scale: 1}
}

// FormatFor chooses by the media of a printer: sheets, receipt rolls, labels.
func FormatFor(widthMM, heightMM float64) Format {
	switch {
	case widthMM >= 190 && heightMM >= 270:
		return OnA4()
	case widthMM <= 82 && (heightMM == 0 || heightMM > 160):
		return OnRoll(widthMM)
	default:
		return OnLabel()
	}
}

func (f Format) contentMM() float64 { return f.WidthMM - 2*f.MarginMM }

func (f Format) endless() bool { return f.HeightMM == 0 }

// pt scales a size of letters.
func (f Format) pt(size float64) float64 { return size * f.scale }

// wide says that a table has room for all its columns beside each other.
func (f Format) wide() bool { return f.contentMM() >= 150 }

// narrow says that this is the smaller of the rolls.
func (f Format) narrow() bool { return f.contentMM() < 60 }
