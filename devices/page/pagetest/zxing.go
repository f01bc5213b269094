package pagetest

import (
	"encoding/hex"
	"encoding/json"
	"path/filepath"
	"testing"
)

// Read is a barcode as a scanner sends it.
type Read struct {
	// Identifier is that of ISO/IEC 15424, such as "]C1".
	Identifier string
	Data       string
	// X and Y are the symbol's upper left corner on the picture, about.
	X, Y int
}

// ZXing reads every barcode of a PNG picture with zxing-wasm, which is ZXing-C++
// and shares nothing with gozxing but the name. It needs node; the packages come
// by npm ci from the lock file, once for all tests. It fails the test where
// that does not work.
func ZXing(tb testing.TB, picture []byte) []Read {
	tb.Helper()
	folder := filepath.Join(moduleRoot(tb), "devices", "page", "pagetest", "testdata", "reader")
	install(tb, folder)
	var found []struct {
		Identifier, Hex string
		X, Y            float64
	}
	if err := json.Unmarshal(Run(tb, "nodejs", picture, "node", filepath.Join(folder, "read.js")), &found); err != nil {
		tb.Fatalf("what read.js wrote: %v", err)
	}
	reads := make([]Read, 0, len(found))
	for _, one := range found {
		data, err := hex.DecodeString(one.Hex)
		if err != nil {
			tb.Fatalf("what read.js wrote: %v", err)
		}
		reads = append(reads, Read{Identifier: one.Identifier, Data: string(data), X: int(one.X), Y: int(one.Y)})
	}
	return reads
}
