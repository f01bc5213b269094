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

func TestOpenRefuses(t *testing.T) {
	tests := map[string]string{
		"ttyACM0":                            "link",
		"zpl+serial:/dev/ttyACM0":            "without a language",
		"file:/dev/usb/lp0":                  "serial:PATH or tcp://HOST:PORT",
		"serial:/dev/ttyACM0?answer=loud":    "none of datalogic, honeywell, none, plain",
		"serial:/dev/ttyACM0?idle=5ms":       "at least 20ms",
		"serial:/dev/ttyACM0?idle=80":        "option idle",
		"serial:/dev/ttyACM0?impatience=2s":  "option impatience: is not known",
		"serial:/dev/ttyACM0?patience=2h":    "option patience",
		"tcp://127.0.0.1:7001?baud=9600":     "known options: answer, gs, idle, patience",
		"serial:/dev/ttyACM0?suffix=tab&x=1": "known options: answer, baud, bits, gs, idle, parity, patience, stop",
	}
	for url, want := range tests {
		_, err := scanner.Open("pack-1", url)
		if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "scanner pack-1") {
			t.Errorf("Open(%q): %v; want %q in it", url, err, want)
		}
	}
}
