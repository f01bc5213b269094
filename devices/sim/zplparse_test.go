package sim

import (
	"bytes"
	"compress/zlib"
	"encoding/base64"
	"fmt"
	"reflect"
	"strings"
	"testing"
)

// parse feeds a whole stream, then closes it.
func parse(stream string) (labels []PrinterLabel, reasons []string, asked int) {
	var parser zplParser
	note := func(event printerEvent) {
		switch {
		case event.label != nil:
			labels = append(labels, *event.label)
		case event.rejection != nil:
			reasons = append(reasons, event.rejection.Reason)
		case event.asked != "":
			asked++
		}
	}
	for i := range len(stream) {
		note(parser.feed(stream[i]))
	}
	note(parser.close())
	return labels, reasons, asked
}

func zlibBase64(data string) string {
	var packed bytes.Buffer
	stream := zlib.NewWriter(&packed)
	_, _ = stream.Write([]byte(data))
	_ = stream.Close()
	return base64.StdEncoding.EncodeToString(packed.Bytes())
}

func z64(data string) string {
	text := zlibBase64(data)
	return fmt.Sprintf(":Z64:%s:%04X", text, crc16([]byte(text)))
}

func TestZPLFields(t *testing.T) {
	t.Parallel()
	bars := PrinterField{Kind: FieldCode128, ModuleDots: 2, HeightDots: 80}
	qr := PrinterField{Kind: FieldQR, ModuleDots: 5}
	graphic := PrinterField{Kind: FieldGraphic, WidthDots: 16, HeightDots: 4}
	wide := PrinterField{Kind: FieldGraphic, WidthDots: 24, HeightDots: 2}
	with := func(f PrinterField, change func(*PrinterField)) PrinterField {
		change(&f)
		return f
	}
	reads := func(f PrinterField, text string) PrinterField {
		return with(f, func(f *PrinterField) { f.Text = text })
	}
	holds := func(f PrinterField, bitmap string) PrinterField {
		return with(f, func(f *PrinterField) { f.Bitmap = []byte(bitmap) })
	}
	gs1 := with(bars, func(f *PrinterField) { f.Kind = FieldGS1128 })
	for zpl, want := range map[string]PrinterField{
		"^FO10,20^A0N,30,20^FDHello^FS":                    {Kind: FieldText, X: 10, Y: 20, HeightDots: 30, Text: "Hello"},
		"^FT1,2^A0N,30,30^FH_^FDa_5EXZ_7EJA_5F^FS":         {Kind: FieldText, X: 1, Y: 2, Below: true, HeightDots: 30, Text: "a^XZ~JA_"},
		"^CI28^FO0,0^FH\\^FD\\C3\\A9^FS":                   {Kind: FieldText, HeightDots: 9, Text: "é"},
		"^CF0,40^FO0,0^FDa^FS":                             {Kind: FieldText, HeightDots: 40, Text: "a"},
		"^FO0,0^BY2^BCN,80,N,N,N^FD>:AB12>54711>6x>0><^FS": reads(bars, "AB124711x>^"),
		"^BY3,2,80^FO0,0^BCN,,Y,N,N,A^FDplain 12^FS":       with(reads(bars, "plain 12"), func(f *PrinterField) { f.ModuleDots = 3 }),
		"^FO0,0^BCN,80^FD>;>800340123450000000018^FS":      reads(gs1, "00340123450000000018"),
		"^FO0,0^BCN,80^FD>;>81012>6A>810^FS":               reads(gs1, "1012A\x1d10"),
		"^FO0,0^BY2,3^B2N,80,N,N,N^FD14740123456782^FS":    with(reads(bars, "14740123456782"), func(f *PrinterField) { f.Kind = FieldITF }),
		"^FO0,0^BEN,80,N,N^FD400638133393^FS":              with(reads(bars, "4006381333931"), func(f *PrinterField) { f.Kind = FieldEAN13 }),
		"^FO0,0^B8N,80,N,N^FD9638507^FS":                   with(reads(bars, "96385074"), func(f *PrinterField) { f.Kind = FieldEAN8 }),
		"^FO0,0^BUN,80,N,N^FD03600029145^FS":               with(reads(bars, "036000291452"), func(f *PrinterField) { f.Kind = FieldUPCA }),
		"^FO0,0^BQN,2,5^FDMA,TLP0042^FS":                   reads(qr, "TLP0042"),
		"^FO0,0^BQN,2,5^FDHM,B0005a,b_c^FS":                reads(qr, "a,b_c"),
		"^FO0,0^BXN,5,200,,,,_^FD_10100000000000017^FS":    {Kind: FieldGS1DataMatrix, ModuleDots: 5, Text: "0100000000000017"},
		"^FO0,0^BXN,5,200,,,,_^FDa__b^FS":                  {Kind: FieldDataMatrix, ModuleDots: 5, Text: "a_b"},
		"^FO0,0^GB800,3,3^FS":                              {Kind: FieldBox, WidthDots: 800, HeightDots: 3, StrokeDots: 3},
		"^FO0,0^GB0,9^FS":                                  {Kind: FieldBox, WidthDots: 1, HeightDots: 9, StrokeDots: 1},
		"^FO0,0^GFA,4,4,2,F00F\r\n0FF0^FS":                 with(holds(graphic, "\xf0\x0f\x0f\xf0"), func(f *PrinterField) { f.HeightDots = 2 }),
		"^FO0,0^GFA,8,8,2,!:JF0F,^FS":                      holds(graphic, "\xff\xff\xff\xff\xff\xff\x0f\x00"),
		"^FO0,0^GFA,8,8,2,!:H0HF,^FS":                      holds(graphic, "\xff\xff\xff\xff\x00\xff\x00\x00"),
		"^FO0,0^GFA,9,6,3," + z64("\x00^XZ~J") + "^FS":     holds(wide, "\x00^XZ~J"),
		"^FO0,0^GFB,6,6,3,^XZ~\r\n^FS":                     holds(wide, "^XZ~\r\n"),
	} {
		labels, reasons, _ := parse("^XA" + zpl + "^XZ")
		if len(labels) != 1 || len(labels[0].Fields) != 1 || !reflect.DeepEqual(labels[0].Fields[0], want) {
			t.Errorf("%q: got %+v, rejected %q; want %+v", zpl, labels, reasons, want)
		}
	}
}

func TestZPLRejections(t *testing.T) {
	t.Parallel()
	for zpl, want := range map[string]string{
		"^XZ":                                          "^XZ without ^XA",
		"^XA^FO1,1^FDx^FS":                             "the connection ended",
		"^XA^XA^XZ":                                    "^XA inside a format",
		"^FO1,1^XA^XZ":                                 "^FO outside a format",
		"~JA":                                          "~JA is not a command",
		"^XA~JA^XZ":                                    "~JA is not a command",
		"^XA^QQ^XZ":                                    "^QQ: is not a command",
		"^XA^FOx,1^FDx^FS^XZ":                          `parameter 1 is "x"`,
		"^XA^FDx^FS^XZ":                                "no ^FO",
		"^XA^FO1,1^FDx^XZ":                             "not ended by ^FS",
		"^XA^FO1,1^FDx^FO1,1^FDx^FS^XZ":                "not ended by ^FS",
		"^XA^FO1,1^FDx^FDy^FS^XZ":                      "data already",
		"^XA^FO1,1^A0N,30,30^FS^XZ":                    "no ^FD",
		"^XA^PW100^FO100,1^FDx^FS^XZ":                  "outside the label",
		"^XA^FO1,1^A0Q,30,30^FDx^FS^XZ":                "not a font",
		"^XA^FO1,1^FH_^FDa_5^FS^XZ":                    "hexadecimal",
		"^XA^FO1,1^FH_^FDa_GG^FS^XZ":                   "hexadecimal",
		"^XA^FO1,1^FD\xc3\xa9^FS^XZ":                   "^CI28 is missing",
		"^XA^CI28^FO1,1^FD\xc3^FS^XZ":                  "not UTF-8",
		"^XA^FO1,1^FH_^FDa_07^FS^XZ":                   "control character",
		"^XA^FO1,1^BY99^FS^XZ":                         "^BY",
		"^XA^FO1,1^BCN,80^FD^FS^XZ":                    "has no data",
		"^XA^FO1,1^BCN,80^FD>;123^FS^XZ":               "pairs of digits",
		"^XA^FO1,1^BCN,80^FD>;12A4^FS^XZ":              "pairs of digits",
		"^XA^FO1,1^BCN,80^FDab>;12^FS^XZ":              "may stand here",
		"^XA^FO1,1^BCN,80^FDab>^FS^XZ":                 "nothing follows",
		"^XA^FO1,1^BCN,80^FD>9AB^FS^XZ":                "may stand here",
		"^XA^CI28^FO1,1^BCN,80^FDé^FS^XZ":              "subset B",
		"^XA^FO1,1^BCN,80,Y,N,N,U^FD1^FS^XZ":           `mode "U"`,
		"^XA^FO1,1^BCN,80^BQN,2,5^FDMA,x^FS^XZ":        "already a code128",
		"^XA^FO1,1^BEN,80^FD40063813339^FS^XZ":         "12 digits",
		"^XA^FO1,1^BUN,80^FD0360002914x^FS^XZ":         "not a number",
		"^XA^FO1,1^B2N,80^FD123^FS^XZ":                 "pairs of digits",
		"^XA^FO1,1^BQN,2,5^FDhello^FS^XZ":              "QR data",
		"^XA^FO1,1^BQN,2,5^FDMM,B0009ab^FS^XZ":         "QR data",
		"^XA^FO1,1^BXN,5,200^FDa~9^FS^XZ":              "~",
		"^XA^FO1,1^BXN,5,0^FDa^FS^XZ":                  "ECC 200",
		"^XA^FO1,1^GFA,4,4,3,00000000^FS^XZ":           "whole rows",
		"^XA^FO1,1^GFA,5,4,2,00000000^FS^XZ":           "announces",
		"^XA^FO1,1^GFA,4,4,2,000000^FS^XZ":             "not complete",
		"^XA^FO1,1^GFA,4,4,2,0000000000000^FS^XZ":      "not complete",
		"^XA^FO1,1^GFA,4,4,2,00000Q00^FS^XZ":           "longer than",
		"^XA^FO1,1^GFA,4,4,2,0000%000^FS^XZ":           "not graphic data",
		"^XA^FO1,1^GFC,4,4,2,00000000^FS^XZ":           "compression",
		"^XA^FO1,1^GFA,4,4,2^FS^XZ":                    "parameters",
		"^XA^FO1,1^GFA,4,4,2,:Z64:AAAA:0000^FS^XZ":     "checksum",
		"^XA^FO1,1^GFA,4,4,2," + z64("123") + "^FS^XZ": "has 3",
		"^XA^FO1,1^GFA,4,4,2,:Q64:AAAA:" + fmt.Sprintf("%04X", crc16([]byte("AAAA"))) + "^FS^XZ": `encoding "Q64"`,
	} {
		labels, reasons, _ := parse(zpl)
		if len(reasons) == 0 || !strings.Contains(reasons[0], want) {
			t.Errorf("%q: %d labels, rejected %q; want %q", zpl, len(labels), reasons, want)
		}
	}
}

func TestZPLStream(t *testing.T) {
	t.Parallel()
	stream := "~HS\r\n^XA^PW812^LL1218^PQ2^FO1,1^FDone^FS~HS^XZ\n^XA^QQ^XZ^XA^FO1,1^FDtwo^FS^XZ~HS"
	labels, reasons, asked := parse(stream)
	if len(labels) != 2 || len(reasons) != 1 || asked != 3 {
		t.Fatalf("%d labels, rejected %q, asked %d times", len(labels), reasons, asked)
	}
	first := labels[0]
	if first.WidthDots != 812 || first.LengthDots != 1218 || first.Copies != 2 || first.Texts(FieldText)[0] != "one" {
		t.Errorf("first label: %+v", first)
	}
	if !strings.HasPrefix(string(first.ZPL), "^XA^PW812") || !strings.HasSuffix(string(first.ZPL), "^XZ") {
		t.Errorf("bytes of the first label: %q", first.ZPL)
	}
}

// The check value of CRC-16/XMODEM in the catalogue of parametrised CRCs.
func TestCRC16(t *testing.T) {
	t.Parallel()
	if got := crc16([]byte("123456789")); got != 0x31C3 {
		t.Errorf("got %04X, want 31C3", got)
	}
}

func FuzzZPL(f *testing.F) {
	f.Add("^XA^FO1,1^GFA,4,4,2,!:^FS^XZ")
	f.Add("^XA^FO1,1^BCN,80^FD>;>81012>6A>810^FS^XZ~HS")
	f.Add("^XA^GFB,6,6,3,^XZ~\r\n^FS^XZ")
	f.Add("^A^^~~^XA^A^FH^FD_^FS^XZ")
	f.Fuzz(func(t *testing.T, stream string) {
		labels, reasons, _ := parse(stream)
		if strings.Contains(stream, "^XZ") && len(labels)+len(reasons) == 0 && !strings.Contains(stream, "^GF") {
			t.Errorf("%q was neither printed nor rejected", stream)
		}
	})
}
