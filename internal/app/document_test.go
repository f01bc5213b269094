package app_test

import (
	"bytes"
	"strings"
	"testing"

	"tallyman/devices/page/pagetest"
	"tallyman/devices/sim"
	"tallyman/internal/app"
)

// papersOf packs an order and leaves its papers to be asked for.
func papersOf(t *testing.T) (*rig, *app.Client) {
	t.Helper()
	r := newRig(t, false, nil)
	r.plays(t, "lay A-01-01 MUG-BLUE 2", "order SO-1 MUG-BLUE*1", "order SO-2 MUG-BLUE*1")
	r.picks(t, "T-0001")
	r.plays(t,
		"pack-1 scans Erik -> good welcome",
		"pack-1 scans SO-1 -> good order_opened",
		"pack-1 scans gtin:MUG-BLUE -> good parcel_closed",
		"papers SO-1 label:confirmed invoice:confirmed",
	)
	client, err := app.Dial(t.Context(), r.server.settings.DatabasePath())
	must(t, err)
	t.Cleanup(func() { must(t, client.Close()) })
	return r, client
}

// What is asked for as a file and what came out of the printer say the same.
func TestPapersOfAPackedOrder(t *testing.T) {
	t.Parallel()
	r, client := papersOf(t)
	sscc := r.sscc(t, "SO-1")
	for kind, want := range map[string]string{
		"label": "CODE-128:00" + sscc, "contents": "CODE-128:00" + sscc, "return": "CODE-128:SO-1", "slip": "", "gift-slip": "", "invoice": "",
	} {
		picture, missing, err := client.Paper(t.Context(), "/api/v1/papers/"+kind+"?order=SO-1")
		must(t, err)
		if missing != "" {
			t.Errorf("%s: missing %s", kind, missing)
		}
		if !bytes.HasPrefix(picture, []byte("\x89PNG")) {
			t.Errorf("%s is no picture", kind)
		}
		if want != "" && !strings.Contains(strings.Join(pagetest.ZBar(t, picture), " "), want) {
			t.Errorf("%s: zbarimg reads %q, want %q", kind, pagetest.ZBar(t, picture), want)
		}
		job, _, err := client.Paper(t.Context(), "/api/v1/papers/"+kind+"?order=SO-1&format=zpl&width_mm=102&height_mm=152")
		must(t, err)
		if labels, rejections := sim.ReadZPL(job); len(labels) != 1 || len(rejections) != 0 {
			t.Errorf("%s: %d labels, rejected %+v", kind, len(labels), rejections)
		}
	}
	gift, _, err := client.Paper(t.Context(), "/api/v1/papers/gift-slip?order=SO-1&format=pdf")
	must(t, err)
	text := string(pagetest.Run(t, "poppler-utils", gift, "pdftotext", "-layout", "-", "-"))
	if !strings.Contains(text, "MUG-BLUE") || strings.Contains(text, "Total") || strings.Contains(text, "NOK") {
		t.Errorf("a slip without prices says\n%s", text)
	}
}

// Parcels that went out stand on the manifest of their day and station.
func TestTheManifestHasWhatWasHandedOver(t *testing.T) {
	t.Parallel()
	r, client := papersOf(t)
	_, _, err := client.Paper(t.Context(), "/api/v1/papers/manifest?format=pdf")
	if err == nil || !strings.Contains(err.Error(), "no parcel was handed over on ") {
		t.Errorf("before any hand-over: %v", err)
	}
	r.plays(t,
		"pack-1 scans label:printer-1:1 -> good order_packed_done",
		"pack-2 scans Hanna -> good welcome",
		"pack-2 scans DOCK1 -> good dock_open",
		"pack-2 scans label:printer-1:1 -> good handed_over",
	)
	list, _, err := client.Paper(t.Context(), "/api/v1/papers/manifest?format=pdf&station=pack-2")
	must(t, err)
	text := string(pagetest.Run(t, "poppler-utils", list, "pdftotext", "-layout", "-", "-"))
	if !strings.Contains(text, "SO-1") || !strings.Contains(text, "(00)"+r.sscc(t, "SO-1")) || strings.Contains(text, "SO-2") {
		t.Errorf("the manifest says\n%s", text)
	}
}

func TestPapersSayWhatTheyLack(t *testing.T) {
	t.Parallel()
	_, client := papersOf(t)
	for path, want := range map[string]string{
		"slip?order=SO-2":   "label of order SO-2: the order is not packed yet",
		"slip?order=SO-404": "there is nothing of that name",
		"slip":              "the slip belongs to an order",
		"poster?order=SO-1": "kind",
		"cn22?order=SO-1":   "the hs_code of item MUG-BLUE, the origin of item MUG-BLUE; bring items in again",
		"label?order=SO-1&format=zpl&width_mm=58&height_mm=40": "media 58 × 40",
	} {
		if _, _, err := client.Paper(t.Context(), "/api/v1/papers/"+path); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", path, err, want)
		}
	}
}

// A receipt needs no size: it is for the usual roll.
func TestAnInvoiceIsAReceipt(t *testing.T) {
	t.Parallel()
	_, client := papersOf(t)
	for query, head := range map[string]int{"": 576, "&width_mm=58": 384} {
		job, _, err := client.Paper(t.Context(), "/api/v1/papers/invoice?order=SO-1&format=escpos"+query)
		must(t, err)
		if receipts, rejections := sim.ReadESCPOS(job, head); len(receipts) != 1 || len(rejections) > 0 {
			t.Errorf("%d receipts, rejected %v", len(receipts), rejections)
		}
	}
}

// The same paper is the same bytes, and another in another language.
func TestTheLanguageOfAPaperCanBeChosen(t *testing.T) {
	t.Parallel()
	_, client := papersOf(t)
	ask := "/api/v1/papers/invoice?order=SO-1&format=pdf"
	plain, _, err := client.Paper(t.Context(), ask)
	must(t, err)
	again, _, err := client.Paper(t.Context(), ask)
	must(t, err)
	if !bytes.Equal(plain, again) {
		t.Error("the same paper made other bytes")
	}
	chinese, _, err := client.Paper(t.Context(), ask+"&language=zh-CN")
	must(t, err)
	if text := string(pagetest.Run(t, "poppler-utils", chinese, "pdftotext", "-layout", "-", "-")); !strings.Contains(text, "发票") {
		t.Errorf("in Chinese it says\n%s", text)
	}
}
