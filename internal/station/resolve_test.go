package station_test

import (
	"strings"
	"testing"
	"time"

	"tallyman/internal/floor"
	"tallyman/internal/gs1"
	"tallyman/internal/station"
)

func code(tb testing.TB, kind floor.CodeKind, body string) floor.Code {
	tb.Helper()
	c, err := floor.NewCode(kind, body)
	if err != nil {
		tb.Fatal(err)
	}
	return c
}

func TestResolve(t *testing.T) {
	done := code(t, floor.CodeCommand, "DONE")
	badge := code(t, floor.CodeBadge, "ANNA1")
	sscc, err := gs1.NewSSCC('3', "9520000", 42)
	if err != nil {
		t.Fatal(err)
	}
	broken := done.String()[:len(done.String())-1] + "X"
	const ean, gtin = "9520000000011", "09520000000011"
	tests := []struct {
		name, symbology, text string
		want                  floor.Scan
	}{
		{"EAN-13", "]E0", ean, floor.Scan{Raw: ean, GTIN: gtin}},
		{"EAN-13 without AIM", "", ean, floor.Scan{Raw: ean, GTIN: gtin}},
		{"AIM in the text", "", "]E0" + ean, floor.Scan{Raw: ean, GTIN: gtin}},
		{"UPC-12", "", "036000291452", floor.Scan{Raw: "036000291452", GTIN: "00036000291452"}},
		{"UPC as EAN-13", "]E0", "0036000291452", floor.Scan{Raw: "0036000291452", GTIN: "00036000291452"}},
		{"UPC in GS1-128", "]C1", "0100036000291452", floor.Scan{Raw: "0100036000291452", GTIN: "00036000291452"}},
		{"UPC in GS1-128 without AIM", "", "0100036000291452", floor.Scan{Raw: "0100036000291452", GTIN: "00036000291452"}},
		{"GTIN-14 of a case", "]I1", "19520000000018", floor.Scan{Raw: "19520000000018", GTIN: "19520000000018"}},
		{"GTIN-8", "]E4", "96385074", floor.Scan{Raw: "96385074", GTIN: "00000096385074"}},
		{"wrong check digit", "", "9520000000012", floor.Scan{Raw: "9520000000012"}},
		{"book with a price beside it", "]E3", ean + "51299", floor.Scan{Raw: ean + "51299", GTIN: gtin}},
		{"white space", "", " \t" + ean + " \r\n", floor.Scan{Raw: ean, GTIN: gtin}},

		{
			"lot, serial, expiry", "]d2", "\x1d01" + gtin + "17270131" + "10L-7\x1d21S9",
			floor.Scan{Raw: "\x1d01" + gtin + "1727013110L-7\x1d21S9", GTIN: gtin, Lot: "L-7", Serial: "S9", Expiry: "270131"},
		},
		{"lot last", "]C1", "01" + gtin + "10AB21C", floor.Scan{Raw: "01" + gtin + "10AB21C", GTIN: gtin, Lot: "AB21C"}},
		{"lot last, separators perhaps lost", "", "01" + gtin + "10AB21C", floor.Scan{Raw: "01" + gtin + "10AB21C", GTIN: gtin}},
		{
			"separators without AIM", "", "01" + gtin + "10AB\x1d21C",
			floor.Scan{Raw: "01" + gtin + "10AB\x1d21C", GTIN: gtin, Lot: "AB", Serial: "C"},
		},
		{"content of a case is not scanned", "]C1", "02" + gtin + "3706", floor.Scan{Raw: "02" + gtin + "3706"}},
		{"what it needs is in another symbol", "]C1", "10L7", floor.Scan{Raw: "10L7", Lot: "L7"}},
		{
			"an item and a number of contents", "]C1", "01" + gtin + "3706",
			floor.Scan{Raw: "01" + gtin + "3706", Fault: "exclusive_ai"},
		},
		{"GS1 DataBar", "]e0", "01" + gtin, floor.Scan{Raw: "01" + gtin, GTIN: gtin}},
		{"GS1 QR", "]Q3", "01" + gtin, floor.Scan{Raw: "01" + gtin, GTIN: gtin}},
		{"GS1 DotCode", "]J1", "01" + gtin, floor.Scan{Raw: "01" + gtin, GTIN: gtin}},
		{
			"lost separator", "]C1", "01" + gtin + "10" + strings.Repeat("X", 19) + "21ABC",
			floor.Scan{Raw: "01" + gtin + "10" + strings.Repeat("X", 19) + "21ABC", Fault: "ambiguous"},
		},
		{"SSCC", "]C1", "00" + sscc, floor.Scan{Raw: "00" + sscc, SSCC: sscc}},
		{"SSCC without AIM", "", "00" + sscc, floor.Scan{Raw: "00" + sscc, SSCC: sscc}},
		{"bare SSCC", "]C0", sscc, floor.Scan{Raw: sscc, SSCC: sscc}},
		{
			"Digital Link", "]Q1", "https://id.example.org/01/9520000000011/10/L7?17=270131",
			floor.Scan{Raw: "https://id.example.org/01/9520000000011/10/L7?17=270131", GTIN: gtin, Lot: "L7", Expiry: "270131"},
		},
		{
			"Digital Link with a wrong check digit", "]Q1", "https://id.example.org/01/9520000000012",
			floor.Scan{Raw: "https://id.example.org/01/9520000000012", Fault: "bad_check_digit"},
		},
		{"any other link", "]Q1", "https://example.org/menu", floor.Scan{Raw: "https://example.org/menu"}},

		{"broken GS1", "]C1", "01" + gtin[:13] + "2", floor.Scan{Raw: "01" + gtin[:13] + "2", Fault: "bad_check_digit"}},
		{"unknown identifier", "]C1", "05123", floor.Scan{Raw: "05123", Fault: "unknown_ai"}},
		{"GS1 without data", "]C1", "\x1d", floor.Scan{Raw: "\x1d", Fault: "too_short"}},
		{"a number like GS1", "", "0112345678901234", floor.Scan{Raw: "0112345678901234"}},
		{"ISO 15434", "]d1", "[)>\x1d06\x1dP1", floor.Scan{Raw: "[)>\x1d06\x1dP1"}},

		{"command", "]C0", done.String(), floor.Scan{Raw: done.String(), Reading: floor.Own, Own: done}},
		{"command with white space", "", " " + done.String() + "\r", floor.Scan{Raw: done.String(), Reading: floor.Own, Own: done}},
		{"badge with Caps Lock", "", strings.ToLower(badge.String()), floor.Scan{Raw: badge.String(), Reading: floor.Own, Own: badge}},
		{"own prefix, wrong check", "]C0", broken, floor.Scan{Raw: broken, Reading: floor.Misread}},
		{"own prefix, half a code", "", "TLB", floor.Scan{Raw: "TLB", Reading: floor.Misread}},
		{"small letters that are no code", "", "tlb-brush", floor.Scan{Raw: "tlb-brush"}},
		{"no code of ours", "", "TLX-100", floor.Scan{Raw: "TLX-100"}},

		{"bin", "", "A-12-03", floor.Scan{Raw: "A-12-03"}},
		{"bin through a German layout", "", "A'12'03", floor.Scan{Raw: "A'12'03"}},
		{"number through a French layout", "", "éàààà", floor.Scan{Raw: "éàààà"}},
		{"control characters", "", "\x00MUG\x07-BLUE\x1b", floor.Scan{Raw: "MUG-BLUE"}},
		{"not UTF-8", "", "MUG\xff", floor.Scan{Raw: "MUG\uFFFD"}},
		{"nothing", "", " \r\n", floor.Scan{}},
		{"a bracket", "", "]C1", floor.Scan{Raw: "]C1"}},
	}
	at := time.UnixMicro(1_800_000_000_000_000)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.want.Station, tt.want.Device, tt.want.At = "pick-1", "scanner-1", at
			if got := station.Resolve("pick-1", "scanner-1", tt.symbology, tt.text, at); got != tt.want {
				t.Errorf("%q became\n%+v, want\n%+v", tt.text, got, tt.want)
			}
		})
	}
}

// Every command, and every body that a code can have, is read back as it was
// made, whatever reads it.
func TestResolveReadsEveryCommand(t *testing.T) {
	for _, command := range floor.Commands() {
		own := code(t, floor.CodeCommand, string(command))
		for _, text := range []string{own.String(), "]C0" + own.String(), "]d1" + own.String() + " ", strings.ToLower(own.String())} {
			scan := station.Resolve("s", "d", "", text, time.Time{})
			if scan.Reading != floor.Own || scan.Own != own || scan.Raw != own.String() {
				t.Errorf("%q became %+v", text, scan)
			}
		}
	}
}

func FuzzResolve(f *testing.F) {
	for _, seed := range []string{"]C10109520000000011", "TLCDONE26", "tlb", "https://x/01/1", "\x1d01", "0109520000000011\x1d10"} {
		f.Add("", seed)
		f.Add("]C1", seed)
	}
	f.Fuzz(func(t *testing.T, symbology, text string) {
		scan := station.Resolve("s", "d", symbology, text, time.Time{})
		again := station.Resolve("s", "d", symbology, scan.Raw, time.Time{})
		if symbology != "" && again != scan {
			t.Fatalf("%q is %+v, and read again %+v", text, scan, again)
		}
		if scan.GTIN != "" {
			if padded, err := gs1.ParseGTIN(scan.GTIN); err != nil || padded != scan.GTIN {
				t.Fatalf("GTIN %q of %q: %v", scan.GTIN, text, err)
			}
		}
		if scan.Reading != floor.Foreign && scan.GTIN+scan.SSCC+scan.Fault != "" {
			t.Fatalf("%+v is an own code and more", scan)
		}
	})
}

func BenchmarkResolve(b *testing.B) {
	command := code(b, floor.CodeCommand, "NEXT").String()
	for _, read := range []struct{ name, symbology, text string }{
		{"EAN-13", "]E0", "9520000000011"},
		{"GTIN-14", "]I1", "19520000000018"},
		{"GS1-128", "]C1", "010952000000001110L7"},
		{"command", "]C0", command},
		{"SKU", "", "MUG-BLUE"},
	} {
		b.Run(read.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				station.Resolve("pick-1", "scanner-1", read.symbology, read.text, time.Time{})
			}
		})
	}
}
