package sim

import "time"

// PrinterLabel is a label that came out of the printer.
type PrinterLabel struct {
	// Number counts from 1 in the order of printing.
	Number int
	At     time.Time
	// ZPL is what the label was made of, as received: in ZPL ^XA and ^XZ
	// included, in another language all up to the command that prints or cuts.
	ZPL []byte
	// WidthDots and LengthDots are ^PW and ^LL, or what another language has
	// for them, 0 where not given.
	WidthDots, LengthDots int
	Copies                int
	Fields                []PrinterField
}

// FieldKind says what a field of a label is.
type FieldKind string

// The kinds of fields.
const (
	FieldText          FieldKind = "text"
	FieldCode128       FieldKind = "code128"
	FieldGS1128        FieldKind = "gs1-128"
	FieldQR            FieldKind = "qr"
	FieldDataMatrix    FieldKind = "datamatrix"
	FieldGS1DataMatrix FieldKind = "gs1-datamatrix"
	FieldITF           FieldKind = "itf"
	FieldEAN13         FieldKind = "ean-13"
	FieldEAN8          FieldKind = "ean-8"
	FieldUPCA          FieldKind = "upc-a"
	FieldBox           FieldKind = "box"
	FieldGraphic       FieldKind = "graphic"
)

// PrinterField is one field of a label at its origin in dots.
type PrinterField struct {
	Kind FieldKind
	X, Y int
	// Below says that Y is the baseline or lower edge (^FT), not the top.
	Below bool
	// ModuleDots is the narrowest bar of a barcode, StrokeDots the border of
	// a box.
	ModuleDots, StrokeDots int
	// WidthDots and HeightDots are of a box or graphic; of a text and of bars
	// there is only a height.
	WidthDots, HeightDots int
	// Text is the text or what a scanner reads from the barcode, with GS
	// (0x1D) between GS1 fields.
	Text string
	// Bitmap is a graphic: WidthDots/8 bytes a row, 1 is black.
	Bitmap []byte
}

// Texts returns the texts of all fields of one kind, in the label's order.
func (l PrinterLabel) Texts(kind FieldKind) []string {
	var texts []string
	for _, field := range l.Fields {
		if field.Kind == kind {
			texts = append(texts, field.Text)
		}
	}
	return texts
}

// PrinterRejection is what the printer could not print, and why.
type PrinterRejection struct {
	At     time.Time
	Reason string
	ZPL    []byte
}
