package app_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io/fs"
	"strconv"
	"strings"
	"testing"

	"tallyman/devices/sim"
	"tallyman/fixtures"
	"tallyman/internal/floor"
)

// codes are the barcodes of the small warehouse by the names that scenarios
// use: badges by who wears them, totes as T-0001, commands, items by
// gtin:SKU and case:SKU.
func codes(t *testing.T) map[string]string {
	t.Helper()
	found := map[string]string{}
	for _, row := range rows(t, "badges.csv") {
		found[row[0]] = row[2]
	}
	for _, row := range rows(t, "totes.csv") {
		found["T-"+row[0][3:7]] = row[0]
	}
	for _, row := range rows(t, "items.csv") {
		found["gtin:"+row[0]], found["case:"+row[0]] = row[1], row[11]
	}
	for _, command := range floor.Commands() {
		found[string(command)] = own(t, floor.CodeCommand, string(command))
	}
	for n := range 12 {
		found[fmt.Sprintf("x%d", n)] = own(t, floor.CodeQuantity, fmt.Sprintf("%02d", n))
	}
	for _, place := range []string{"STAGE1", "STAGE2", "CARD1", "CARD2"} {
		found[place] = own(t, floor.CodeStation, place)
	}
	found["DOCK1"] = own(t, floor.CodeDock, "DOCK1")
	found["tote-of-nobody"] = own(t, floor.CodeTote, "9999")
	return found
}

func own(t *testing.T, kind floor.CodeKind, body string) string {
	t.Helper()
	code, err := floor.NewCode(kind, body)
	if err != nil {
		t.Fatal(err)
	}
	return code.String()
}

func rows(t *testing.T, name string) [][]string {
	t.Helper()
	text, err := fs.ReadFile(fixtures.Small(), name)
	if err != nil {
		t.Fatal(err)
	}
	all, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return all[1:]
}

// code is what the scanner reads of something. The 2D code, the SSCC and the
// tracking number of the nth label that a printer made are label:PRINTER:n,
// sscc:PRINTER:n and tracking:PRINTER:n. Any other text is its own code.
func (r *rig) code(_ *bench, name string) (string, error) {
	if code, known := r.codes[name]; known {
		return code, nil
	}
	parts := strings.Split(name, ":")
	if len(parts) != 3 || r.printers[parts[1]] == nil {
		return name, nil
	}
	n, err := strconv.Atoi(parts[2])
	if err != nil {
		return "", err
	}
	labels, err := r.printers[parts[1]].Wait(r.ctx, n)
	if err != nil {
		return "", err
	}
	return barcode(labels[n-1], parts[0])
}

func barcode(label sim.PrinterLabel, which string) (string, error) {
	for _, field := range label.Fields {
		switch {
		case which == "label" && (field.Kind == sim.FieldQR || field.Kind == sim.FieldDataMatrix):
			return field.Text, nil
		case which == "sscc" && field.Kind == sim.FieldGS1128:
			return "]C1" + field.Text, nil
		case which == "tracking" && field.Kind == sim.FieldCode128:
			return field.Text, nil
		}
	}
	return "", fmt.Errorf("the label has no %s", which)
}
