package printer_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tallyman/devices/printer"
)

func TestOpen(t *testing.T) {
	t.Parallel()
	for url, want := range map[string]struct {
		language      string
		dpi           int
		width, height float64
	}{
		"zpl+tcp://127.0.0.1:9100":                         {"zpl", 203, 102, 152},
		"zpl+tcp://127.0.0.1:9100?dpi=300&media=100.5x150": {"zpl", 300, 100.5, 150},
		"zpl+serial:/dev/ttyUSB0?baud=115200":              {"zpl", 203, 102, 152},
		"zpl+file:/dev/usb/lp0?status=auto&timeout=30s":    {"zpl", 203, 102, 152},
		"tspl+tcp://127.0.0.1:9100?media=100x150":          {"tspl", 203, 100, 150},
		"epl+serial:/dev/ttyUSB0?status=auto":              {"epl", 203, 102, 152},
		"escpos+tcp://127.0.0.1:9100":                      {"escpos", 203, 80, 2000},
		"escpos+file:/dev/usb/lp0?roll=58&dpi=180":         {"escpos", 180, 58, 2000},
		"pdf+folder:/srv/print":                            {"pdf", 300, 210, 297},
		"ipp://printer.example/ipp/print":                  {"pdf", 300, 210, 297},
		"ipps://[::1]:8443/ipp/print?certificate=any":      {"pdf", 300, 210, 297},
		"pdf+ipp://127.0.0.1:8631/p?media=a5&dpi=600":      {"pdf", 600, 148, 210},
		"pdf+folder:///srv/a%20b?media=letter&dpi=600":     {"pdf", 600, 215.9, 279.4},
	} {
		p := open(t, url)
		width, height := p.Media()
		if p.Language() != want.language || p.DPI() != want.dpi || width != want.width || height != want.height {
			t.Errorf("%s: %s %d dpi %g×%g", url, p.Language(), p.DPI(), width, height)
		}
	}
}

func TestOpenRefuses(t *testing.T) {
	t.Parallel()
	for url, want := range map[string]string{
		"tcp://127.0.0.1:9100":                      "write the printer's language",
		"dpl+tcp://127.0.0.1:9100":                  "use zpl, tspl, epl or escpos",
		"pdf+tcp://127.0.0.1:9100":                  "pdf+folder:/srv/print",
		"pdf+folder:print":                          "absolute path",
		"ipp:/ipp/print":                            "ipp://192.0.2.20:631/ipp/print",
		"zpl+ipp://127.0.0.1/ipp/print":             `"ipp" is not known`,
		"ipps://127.0.0.1/ipp/print?certificate=no": "check, any",
		"pdf+folder:/srv/print?status=auto":         "option status: is not known",
		"escpos+tcp://127.0.0.1:9100?roll=76":       "roll",
		"escpos+tcp://127.0.0.1:9100?text=comic":    "text",
		"zpl+tcp://127.0.0.1:9100?text=native":      "option text: is not known",
		"escpos+tcp://127.0.0.1:9100?media=80x100":  "option media: is not known",
		"tspl+tcp://127.0.0.1:9100?roll=80":         "option roll: is not known",
		"zpl+tcp://127.0.0.1:9100?dpi=20":           "dpi",
		"zpl+tcp://127.0.0.1:9100?media=102":        "102x152",
		"zpl+tcp://127.0.0.1:9100?media=NaNx152":    "102x152",
		"zpl+tcp://127.0.0.1:9100?status=sometimes": "status",
		"zpl+tcp://127.0.0.1:9100?paper=a4":         "paper",
		"zpl+tcp://127.0.0.1":                       "port",
		"":                                          "link",
	} {
		if _, err := printer.Open(url); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v, want an error with %q", url, err, want)
		}
	}
}

// A file takes bytes and says nothing; it is not asked, or it would hold "~HS".
func TestAFileGetsTheJobAlone(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "lp0")
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if result, _ := send(t, open(t, "zpl+file:"+path), label); result.Outcome != printer.Sent || result.Err != nil {
		t.Errorf("got %+v, want sent", result)
	}
	if got, err := os.ReadFile(path); err != nil || string(got) != label {
		t.Errorf("the file holds %q, %v", got, err)
	}
	if result, _ := send(t, open(t, "zpl+file:"+path+".gone"), label); result.Trouble != printer.Offline {
		t.Errorf("a file that is not there: got %+v", result)
	}
}
