package app

import (
	"encoding/json"
	"strings"
	"testing"

	"tallyman/devices/printer"
	"tallyman/devices/sim"
	"tallyman/internal/floor/print"
	"tallyman/internal/floor/ship"
	"tallyman/internal/paper"
)

func jobOf(t *testing.T, document print.Document, says any) print.Job {
	t.Helper()
	snapshot, err := json.Marshal(says)
	if err != nil {
		t.Fatal(err)
	}
	return print.Job{ID: "J-000001", Document: document, Snapshot: snapshot, Attempt: "TLP00000153", Copy: 2}
}

func label() ship.Label {
	return ship.Label{
		Sender:    ship.Address{Name: "Mugs and Gadgets", Line1: "1 Example Street", City: "Example", Country: "DE"},
		Addressee: ship.Address{Name: "Іван ^XZ ~JA", Line1: "вул. Прикладна, 2", City: "Київ", Country: "UA"},
		Service:   "Express", Order: "SO-1", SSCC: "095200000000000011", TrackingNumber: "XP0000000001", Number: 1, Of: 1,
	}
}

func TestComposedPapersArePrinted(t *testing.T) {
	on, err := printer.Open("zpl+tcp://127.0.0.1:9100?dpi=203&media=102x152")
	if err != nil {
		t.Fatal(err)
	}
	for document, says := range map[print.Document]any{
		print.Label:   label(),
		print.Invoice: ship.Invoice{Number: "INV-000001", Order: "SO-1", Currency: "EUR", Lines: []ship.InvoiceLine{{SKU: "MUG", Name: "Mug", Quantity: 1}}},
	} {
		content, err := composer{paper.DefaultLayout()}.Compose(t.Context(), jobOf(t, document, says), on)
		if err != nil {
			t.Fatal(err)
		}
		labels, rejections := sim.ReadZPL(content)
		if len(labels) == 0 || len(rejections) > 0 {
			t.Errorf("%s: %d labels, rejected %v", document, len(labels), rejections)
		}
		if !strings.Contains(string(content), "COPY 2") {
			t.Errorf("the second copy of the %s does not say so", document)
		}
	}
}

func TestPapersThatCannotBeComposed(t *testing.T) {
	small, err := printer.Open("zpl+tcp://127.0.0.1:9100?media=50x30")
	if err != nil {
		t.Fatal(err)
	}
	usual, err := printer.Open("zpl+tcp://127.0.0.1:9100")
	if err != nil {
		t.Fatal(err)
	}
	broken := jobOf(t, print.Label, label())
	broken.Snapshot = json.RawMessage(`{"addressee":{"name":"Secret Name"`)
	for says, c := range map[string]struct {
		job print.Job
		on  printer.Printer
	}{
		"the printer's media 50 × 30":  {jobOf(t, print.Label, label()), small},
		"J-000001 says cannot be read": {broken, usual},
		`document "poster"`:            {jobOf(t, "poster", nil), usual},
	} {
		_, err := composer{paper.DefaultLayout()}.Compose(t.Context(), c.job, c.on)
		if err == nil || !strings.Contains(err.Error(), says) || strings.Contains(err.Error(), "Secret") {
			t.Errorf("want %q, got %v", says, err)
		}
	}
}
