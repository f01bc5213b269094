package page_test

import (
	"bytes"
	"fmt"
	"image/png"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"tallyman/devices/page"
	"tallyman/devices/page/pagetest"
)

// symbologies are one barcode of each kind, what a scanner sends for it, and
// what zbarimg calls it where it knows it.
var symbologies = []struct {
	code             page.Barcode
	identifier, zbar string
}{
	{page.Barcode{Symbology: page.Code128, Data: "TLTABC12397"}, "]C0", "CODE-128"},
	{page.Barcode{Symbology: page.GS1128, Data: "00395000000000012342"}, "]C1", "CODE-128"},
	{page.Barcode{Symbology: page.ITF14, Data: "14740123456782", ModuleMM: 0.5}, "]I1", "I2/5"},
	{page.Barcode{Symbology: page.EAN13, Data: "4006381333931"}, "]E0", "EAN-13"},
	{page.Barcode{Symbology: page.EAN8, Data: "96385074"}, "]E4", "EAN-8"},
	{page.Barcode{Symbology: page.UPCA, Data: "036000291452"}, "]E0", "EAN-13"},
	{page.Barcode{Symbology: page.QR, Data: "TLPA1B2C3D4E5F687"}, "]Q1", "QR-Code"},
	{page.Barcode{Symbology: page.QR, Data: "Олександра 王小明 𠮷 🎁"}, "]Q1", "QR-Code"},
	{page.Barcode{Symbology: page.QR, Data: "https://id.example.org/01/09501101530003/10/AB-1?17=271231"}, "]Q1", "QR-Code"},
	{page.Barcode{Symbology: page.DataMatrix, Data: "TLPA1B2C3D4E5F687"}, "]d1", ""},
	{page.Barcode{Symbology: page.GS1DataMatrix, Data: "010950110153000310AB1\x1d37123"}, "]d2", ""},
	{page.Barcode{Symbology: page.PDF417, Data: "TLPA1B2C3D4E5F687 and more, as much as stands on a delivery note: 123456789012345"}, "]L2", ""},
	{page.Barcode{Symbology: page.Aztec, Data: "TLPA1B2C3D4E5F687"}, "]z0", ""},
}

// sheet is a page with all of them below each other.
func sheet() (page.Page, []page.Barcode) {
	p := page.Page{WidthMM: 110, HeightMM: 10}
	var codes []page.Barcode
	for _, s := range symbologies {
		code := s.code
		code.XMM, code.WidthMM, code.YMM, code.HeightMM = 5, 100, p.HeightMM, 12
		if code.ModuleMM == 0 {
			code.ModuleMM = 0.375
		}
		below := code.Under(code.Readable(), 9)
		placed, err := code.PlaceMM()
		if err != nil {
			panic(err)
		}
		if !placed.Linear() {
			below.YMM = placed.Y + placed.Height + float64(placed.Quiet)*placed.Module
		}
		p.HeightMM = below.YMM + 12
		p.Add(code, below)
		codes = append(codes, code)
	}
	return p, codes
}

// Three readers that are not ours read every symbology at every resolution.
func TestEverySymbologyIsReadBack(t *testing.T) {
	p, codes := sheet()
	for _, dpi := range []int{203, 300, 600} {
		picture, err := page.Raster(p, dpi)
		if err != nil {
			t.Fatal(err)
		}
		var file bytes.Buffer
		if err := png.Encode(&file, picture); err != nil {
			t.Fatal(err)
		}
		scanned := map[string]bool{}
		for _, read := range pagetest.ZXing(t, file.Bytes()) {
			scanned[read.Identifier+read.Data] = true
		}
		zbar := map[string]bool{}
		for line := range strings.SplitSeq(string(pagetest.Run(t, "zbar-tools", file.Bytes(), "zbarimg", "--quiet", "--nodbus", "-")), "\n") {
			zbar[line] = true
		}
		for i, s := range symbologies {
			data := s.code.Data
			if s.code.Symbology != page.PDF417 {
				// gozxing says FNC1 in front of GS1 as the data of its kind.
				got := pagetest.Decode(t, picture, codes[i], dpi)
				got = strings.TrimPrefix(strings.TrimPrefix(got, "]C1"), "\x1d")
				if got != data {
					t.Errorf("%d dpi: gozxing reads %q, want %q", dpi, got, data)
				}
			}
			ean := data
			if s.code.Symbology == page.UPCA {
				ean = "0" + data
			}
			if want := s.identifier + ean; !scanned[want] {
				t.Errorf("%d dpi: zxing-wasm reads %q, not %q", dpi, keys(scanned), want)
			}
			if want := s.zbar + ":" + ean; s.zbar != "" && !zbar[want] {
				t.Errorf("%d dpi: zbarimg reads %q, not %q", dpi, keys(zbar), want)
			}
		}
	}
}

func keys(set map[string]bool) []string {
	var all []string
	for key := range set {
		all = append(all, key)
	}
	return all
}

func TestNumbersAreChecked(t *testing.T) {
	for want, code := range map[string]page.Barcode{
		"check digit 1, not 2":       {Symbology: page.EAN13, Data: "4006381333932"},
		"not a number of 13 digits":  {Symbology: page.EAN13, Data: "400638133393"},
		"not a number of 8 digits":   {Symbology: page.EAN8, Data: "9638507x"},
		"not a number of 12 digits":  {Symbology: page.UPCA, Data: "4006381333931"},
		"not a number of 14 digits":  {Symbology: page.ITF14, Data: "4006381333931"},
		"check digit 2, not 9":       {Symbology: page.ITF14, Data: "14740123456789"},
		"0xd0 at position 1":         {Symbology: page.DataMatrix, Data: "Київ"},
		"0x1d at position 2":         {Symbology: page.DataMatrix, Data: "1\x1d2"},
		"0xe9 at position 3":         {Symbology: page.PDF417, Data: "ab\xe9"},
		"0x0a at position 1":         {Symbology: page.Aztec, Data: "\n"},
		"nothing to encode":          {Symbology: page.QR},
		`"1" is not a GS1 field`:     {Symbology: page.GS1DataMatrix, Data: "1\x1d"},
		"there is no symbology 99":   {Symbology: 99},
		"no symbology -1":            {Symbology: -1},
		"barcode of 5000 characters": {Symbology: page.PDF417, Data: strings.Repeat("x", 5000)},
	} {
		if _, err := code.Encode(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: error %v, want %q", code.Data, err, want)
		}
	}
}

func TestReadableLines(t *testing.T) {
	for want, code := range map[string]page.Barcode{
		"TLTAB12":                              {Data: "TLTAB12"},
		"(00)395000000000012342":               {Symbology: page.GS1128, Data: "00395000000000012342"},
		"(01)09501101530003(10)AB1(37)123":     {Symbology: page.GS1DataMatrix, Data: "010950110153000310AB1\x1d37123"},
		"(3103)001750(8005)1234(21)x":          {Symbology: page.GS1128, Data: "3103001750" + "80051234\x1d21x"},
		"(240)A-1(414)4012345678901(7003)2612": {Symbology: page.GS1128, Data: "240A-1\x1d4144012345678901" + "70032612"},
		"1 47 40123 456782":                    {Symbology: page.ITF14, Data: "14740123456782"},
		"4 006381 333931":                      {Symbology: page.EAN13, Data: "4006381333931"},
		"9638 5074":                            {Symbology: page.EAN8, Data: "96385074"},
		"0 36000 29145 2":                      {Symbology: page.UPCA, Data: "036000291452"},
		"":                                     {Symbology: page.QR, Data: "x"},
	} {
		if got := code.Readable(); got != want {
			t.Errorf("%q is written %q, want %q", code.Data, got, want)
		}
	}
}

// No data at all makes any symbology panic.
func TestAnyDataIsEncodedOrRefused(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		code := page.Barcode{
			Symbology: page.Symbology(rapid.IntRange(int(page.Code128), int(page.Aztec)).Draw(t, "symbology")),
			Data:      rapid.OneOf(rapid.String(), rapid.StringMatching(`[ -~\x1d]{0,60}|[0-9]{7,14}`)).Draw(t, "data"),
		}
		_ = code.Readable()
		symbol, err := code.Encode()
		if err == nil && (symbol.Columns == 0 || symbol.Rows == 0) {
			t.Fatal("an empty symbol without an error")
		}
	})
}

// Bearer bars close the bars of an ITF-14 above and below, quiet zones
// included, and leave the height as it is.
func TestBearerBars(t *testing.T) {
	code := page.Barcode{Symbology: page.ITF14, Data: "14740123456782", XMM: 2, YMM: 2, WidthMM: 96, ModuleMM: 0.5, HeightMM: 20}
	placed, err := code.Place(203)
	if err != nil {
		t.Fatal(err)
	}
	picture, err := page.Raster(page.Page{WidthMM: 100, HeightMM: 30, Items: []page.Item{code}}, 203)
	if err != nil {
		t.Fatal(err)
	}
	left, right := placed.X-10*placed.Module, placed.X+(placed.Columns+10)*placed.Module-1
	for _, y := range []int{placed.Y, placed.Y + 2*placed.Module - 1, placed.Y + placed.Height - 1, placed.Y + placed.Height - 2*placed.Module} {
		for _, x := range []int{left, (left + right) / 2, right} {
			if picture.GrayAt(x, y).Y != 0 {
				t.Errorf("dot %d,%d of a bearer bar is white", x, y)
			}
		}
	}
	for _, dot := range [][2]int{{left, placed.Y - 1}, {left, placed.Y + 2*placed.Module}, {left - 1, placed.Y}, {right + 1, placed.Y}, {left, placed.Y + placed.Height}} {
		if picture.GrayAt(dot[0], dot[1]).Y == 0 {
			t.Error(fmt.Sprint("dot ", dot, " is black"))
		}
	}
}

// Row indicators and error correction depend on how many rows and columns there
// are: symbols of many sizes are read.
func TestPDF417OfEverySize(t *testing.T) {
	const text = "Packed at 14:05, 3 mugs, 2 books (dark); ref 20261125/0017-ABCDEF. "
	p := page.Page{WidthMM: 320, HeightMM: 600}
	want := map[string]bool{}
	for i, size := range []int{1, 2, 5, 9, 14, 20, 27, 33, 40, 47, 55, 64, 75, 88, 100, 120, 145, 170, 200, 250, 300, 360, 420, 500} {
		data := strings.Repeat(text, 10)[i : i+size]
		want["]L2"+data] = true
		p.Add(page.Barcode{
			Symbology: page.PDF417, Data: data, ModuleMM: 0.25, WidthMM: 100,
			XMM: float64(5 + i%3*105), YMM: float64(5 + i/3*70),
		})
	}
	picture, err := page.Raster(p, 203)
	if err != nil {
		t.Fatal(err)
	}
	var file bytes.Buffer
	if err := png.Encode(&file, picture); err != nil {
		t.Fatal(err)
	}
	for _, read := range pagetest.ZXing(t, file.Bytes()) {
		delete(want, read.Identifier+read.Data)
	}
	for missed := range want {
		t.Errorf("not read: %q", missed)
	}
}
