package scanner

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"tallyman/devices/line"
)

// symbologies are the AIM identifiers (ISO/IEC 15424) that go by a name.
func symbologies() map[string]string {
	return map[string]string{
		"ean13": "]E0", "ean8": "]E4", "upca": "]E0",
		"code128": "]C0", "gs1-128": "]C1", "code39": "]A0", "itf": "]I0",
		"gs1-databar": "]e0",
		"datamatrix":  "]d1", "gs1-datamatrix": "]d2",
		"qr": "]Q1", "gs1-qr": "]Q3",
		"pdf417": "]L0", "aztec": "]z0",
	}
}

// takeSymbology takes the symbology that a scanner without AIM identifiers
// reads: a name, or an identifier with or without its bracket.
func takeSymbology(o *line.Options) string {
	text := o.Text("symbology", "")
	if text == "" {
		return ""
	}
	if identifier, known := symbologies()[strings.ToLower(text)]; known {
		return identifier
	}
	if identifier := "]" + strings.TrimPrefix(text, "]"); len(identifier) == 3 && HasIdentifier(identifier) {
		return identifier
	}
	names := strings.Join(slices.Sorted(maps.Keys(symbologies())), ", ")
	o.Refuse("symbology", fmt.Sprintf("%q is neither an AIM identifier such as C1 nor one of %s", text, names))
	return ""
}
