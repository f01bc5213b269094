package scanner

import (
	"testing"
	"unicode/utf8"
)

func TestUndress(t *testing.T) {
	tests := []struct {
		data, substitute string
		want             Read
	}{
		{"4006381333931", "", Read{Code: "4006381333931"}},
		{"]E04006381333931", "", Read{Code: "4006381333931", Symbology: "]E0"}},
		{"]C10195200000000010\x1d21A", "", Read{Code: "0195200000000010\x1d21A", Symbology: "]C1"}},
		{"]C1", "", Read{Symbology: "]C1", Fault: Empty}},
		{"]1", "", Read{Code: "]1"}},
		{"]?1A", "", Read{Code: "]?1A"}},
		{"]C", "", Read{Code: "]C"}},
		{"A]C1", "", Read{Code: "A]C1"}},
		{" A 1 ", "", Read{Code: " A 1 "}},
		{"\x00\x00A\x00", "", Read{Code: "A"}},
		{"12\x0034", "", Read{Fault: Damaged}},
		{"\x06]C0A\tB\x7f\x1b", "", Read{Code: "AB", Symbology: "]C0"}},
		{"]d2101{GS}21A", "{GS}", Read{Code: "101\x1d21A", Symbology: "]d2"}},
		{"101\x1c21A", "\x1c", Read{Code: "101\x1d21A"}},
		{"]Q1Sm\xf8r", "", Read{Code: "Smør", Symbology: "]Q1"}},
		{"]Q1Smør", "", Read{Code: "Smør", Symbology: "]Q1"}},
	}
	for _, tt := range tests {
		if got, ok := (dressing{gs: tt.substitute}).undress(Frame{Data: tt.data}); !ok || got != tt.want {
			t.Errorf("undress(%q) = %+v, %v; want %+v", tt.data, got, ok, tt.want)
		}
	}
	for _, nothing := range []string{"\x00", "\x06", "\t\x1b"} {
		if got, ok := (dressing{}).undress(Frame{Data: nothing}); ok {
			t.Errorf("undress(%q) = %+v, want nothing", nothing, got)
		}
	}
	if got, ok := (dressing{}).undress(Frame{Fault: TooLong}); !ok || got != (Read{Fault: TooLong}) {
		t.Errorf("a fault became %+v, %v", got, ok)
	}
}

func TestUndressTakesOff(t *testing.T) {
	dressed := dressing{prefix: "P:", suffix: "#", symbology: "]C0"}
	tests := []struct {
		dressing dressing
		frame    Frame
		want     Read
	}{
		{dressed, Frame{Data: "P:A1#"}, Read{Code: "A1", Symbology: "]C0"}},
		{dressed, Frame{Data: "A1"}, Read{Code: "A1", Symbology: "]C0"}},
		{dressed, Frame{Data: "P:P:A1##"}, Read{Code: "P:A1#", Symbology: "]C0"}},
		{dressed, Frame{Data: "P:]E04006381333931#"}, Read{Code: "4006381333931", Symbology: "]E0"}},
		{dressed, Frame{Data: "]E0P:4006381333931"}, Read{Code: "4006381333931", Symbology: "]E0"}},
		{dressed, Frame{Data: "P:A1#", Symbology: "]E4"}, Read{Code: "A1", Symbology: "]E4"}},
		{dressed, Frame{Data: "]E0A1", Symbology: "]E4"}, Read{Code: "A1", Symbology: "]E0"}},
		{dressed, Frame{Fault: Cut}, Read{Fault: Cut}},
		{dressing{prefix: "\x11", suffix: "\t"}, Frame{Data: "\x11A1\t"}, Read{Code: "A1"}},
	}
	for _, tt := range tests {
		if got, ok := tt.dressing.undress(tt.frame); !ok || got != tt.want {
			t.Errorf("%+v undresses %+v to %+v, %v; want %+v", tt.dressing, tt.frame, got, ok, tt.want)
		}
	}
	for _, nothing := range []string{"P:#", "P:", "#"} {
		if got, ok := dressed.undress(Frame{Data: nothing}); ok {
			t.Errorf("%q became %+v", nothing, got)
		}
	}
}

func FuzzUndress(f *testing.F) {
	f.Add("]C101\x1d\xff", "{GS}")
	f.Add("\x80]E0\x00", "")
	f.Fuzz(func(t *testing.T, data, substitute string) {
		read, ok := (dressing{gs: substitute}).undress(Frame{Data: data})
		if ok && (read.Code == "") == (read.Fault == "") {
			t.Fatalf("%+v is neither a code nor a fault", read)
		}
		if utf8.ValidString(substitute) && !utf8.ValidString(read.Code) {
			t.Fatalf("%q is not UTF-8", read.Code)
		}
		for _, r := range read.Code {
			if isControl(r) {
				t.Fatalf("%q holds a control character", read.Code)
			}
		}
	})
}
