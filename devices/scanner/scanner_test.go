package scanner_test

import (
	"strings"
	"testing"
	"time"

	"tallyman/devices/line"
	"tallyman/devices/scanner"
)

func TestOpen(t *testing.T) {
	tests := map[string]time.Duration{
		"serial:/dev/ttyACM0":                             0,
		"tcp://127.0.0.1:7001?idle=0":                     0,
		"serial:/dev/ttyACM0?answer=none":                 0,
		"serial:/dev/ttyACM0?answer=datalogic&baud=9600":  2 * time.Second,
		"serial:/dev/ttyACM0?answer=honeywell&gs=%7B":     10 * time.Second,
		"serial:/dev/ttyACM0?answer=honeywell&patience=0": 0,
		"serial:/dev/ttyACM0?patience=1500ms":             1500 * time.Millisecond,
		"serial:/dev/ttyACM0?good=%07&over=%07%07":        0,
		"serial:/dev/ttyACM0?prefix=%23&suffix=%24":       0,
		"serial:/dev/ttyACM0?answer=ssi&continued=data":   0,
		"serial:/dev/ttyACM0?answer=honeywell&group=3":    10 * time.Second,
	}
	for url, patience := range tests {
		s, err := scanner.Open("pack-1", url)
		if err != nil {
			t.Errorf("Open(%q): %v", url, err)
			continue
		}
		if s.Patience() != patience {
			t.Errorf("patience of %s: %v, want %v", url, s.Patience(), patience)
		}
		if h := s.Health(); h != (line.Health{State: line.Never}) {
			t.Errorf("health before Run: %+v", h)
		}
	}
}

func TestWindow(t *testing.T) {
	for url, want := range map[string]time.Duration{
		"serial:/dev/ttyACM0":              200 * time.Millisecond,
		"serial:/dev/ttyACM0?window=700ms": 700 * time.Millisecond,
		"serial:/dev/ttyACM0?window=0":     0,
	} {
		s, err := scanner.Open("pack-1", url)
		if err != nil {
			t.Fatal(err)
		}
		if got := s.Window(200 * time.Millisecond); got != want {
			t.Errorf("window of %s: %v, want %v", url, got, want)
		}
	}
}

func TestOpenRefuses(t *testing.T) {
	tests := map[string]string{
		"ttyACM0":                           "link",
		"zpl+serial:/dev/ttyACM0":           "without a language",
		"file:/dev/usb/lp0":                 "serial:PATH, tcp://HOST:PORT or evdev:PATH",
		"serial:/dev/ttyACM0?answer=loud":   "none of cipherlab, datalogic, honeywell, newland, none, plain, powerscan, ssi",
		"serial:/dev/ttyACM0?idle=5ms":      "at least 20ms",
		"serial:/dev/ttyACM0?idle=80":       "option idle",
		"serial:/dev/ttyACM0?impatience=2s": "option impatience: is not known",
		"serial:/dev/ttyACM0?patience=2h":   "option patience",
		"tcp://127.0.0.1:7001?baud=9600":    "known options: answer, attention, bad, good, gs, idle, over, patience, prefix, suffix, symbology, window",
		"serial:/dev/ttyACM0?sufix=tab&x=1": "option sufix: is not known here; option x: is not known here; known options: answer, attention, bad, baud,",
		"serial:/dev/ttyACM0?group=1":       "option group: is not known",
		"serial:/dev/ttyACM0?window=6s":     "option window",
		"serial:/dev/ttyACM0?symbology=EAN": "neither an AIM identifier such as C1 nor one of aztec, code128,",
		"serial:/dev/ttyACM0?symbology=]]1": "option symbology",

		"serial:/dev/ttyACM0?answer=honeywell&group=12": "is not one digit",
		"serial:/dev/ttyACM0?answer=datalogic&end=lf":   "none of none, cr",
		"serial:/dev/ttyACM0?answer=powerscan&beep=2":   "none of own, forced",
		"serial:/dev/ttyACM0?answer=ssi&idle=0":         "packets need a silence",
		"serial:/dev/ttyACM0?answer=ssi&continued=x":    "none of type, data",
	}
	for url, want := range tests {
		_, err := scanner.Open("pack-1", url)
		if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "scanner pack-1") {
			t.Errorf("Open(%q): %v; want %q in it", url, err, want)
		}
	}
}
