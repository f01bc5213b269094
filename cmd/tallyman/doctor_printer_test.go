package main

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"

	"tallyman/devices/sim"
)

func askedPrinter(t *testing.T, arguments ...string) (code int, said string) {
	t.Helper()
	var out bytes.Buffer
	code = run(t.Context(), append([]string{"doctor", "printer"}, arguments...), streams{strings.NewReader(""), &out, &out})
	return code, out.String()
}

func TestDoctorPrinter(t *testing.T) {
	t.Parallel()
	for language, outcome := range map[string]string{"zpl": "confirmed", "tspl": "sent", "escpos": "sent", "epl": "sent"} {
		device, err := sim.NewPrinter(sim.PrinterOptions{Language: language})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = device.Close() })
		url := device.URL() + "&status=auto&answer=2s"
		code, said := askedPrinter(t, url, "--test")
		if code != 0 || !strings.Contains(said, "status: ready") || !strings.Contains(said, ": "+outcome) {
			t.Errorf("%s ended with %d: %s", language, code, said)
		}
		if _, err := device.Wait(t.Context(), 1); err != nil || len(device.Rejections()) > 0 {
			t.Errorf("%s: %v, rejected %v", language, err, device.Rejections())
		}
		if err := device.Set(sim.PrinterFaults{PaperOut: true}); err != nil {
			t.Fatal(err)
		}
		code, said = askedPrinter(t, url, "--test")
		if code == 0 || !strings.Contains(said, "out of paper. Put new paper in") || !strings.Contains(said, "nothing was sent") {
			t.Errorf("%s without paper ended with %d: %s", language, code, said)
		}
	}
}

func TestDoctorPrinterThatCannotBeAsked(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	code, said := askedPrinter(t, "pdf+folder:"+folder, "--test")
	if files, err := filepath.Glob(filepath.Join(folder, "*.pdf")); code != 0 || err != nil || len(files) != 1 || !strings.Contains(said, "cannot be asked") {
		t.Errorf("ended with %d, files %v, %v: %s", code, files, err, said)
	}
	if code, said = askedPrinter(t, "zpl+tcp://127.0.0.1:1"); code == 0 || !strings.Contains(said, "Look at its cable") {
		t.Errorf("nobody there: ended with %d: %s", code, said)
	}
	if code, said = askedPrinter(t, "epl+tcp://127.0.0.1:1"); code != 0 || !strings.Contains(said, "status=auto") {
		t.Errorf("one that is not asked: ended with %d: %s", code, said)
	}
	if code, said = askedPrinter(t, "tcp://127.0.0.1:1"); code == 0 || !strings.Contains(said, "language") {
		t.Errorf("no language: ended with %d: %s", code, said)
	}
}
