package line_test

import (
	"strings"
	"testing"
	"time"

	"tallyman/devices/line"
)

func TestParse(t *testing.T) {
	tests := []struct {
		url, language string
		kind          line.Kind
		target        string
	}{
		{"serial:/dev/serial/by-id/usb-Datalogic_ADC-if00?baud=9600", "", line.Serial, "/dev/serial/by-id/usb-Datalogic_ADC-if00"},
		{"serial:/dev/serial/by-path/pci-0000:00:14.0-usb-0:2:1.0", "", line.Serial, "/dev/serial/by-path/pci-0000:00:14.0-usb-0:2:1.0"},
		{"serial:///dev/ttyS0", "", line.Serial, "/dev/ttyS0"},
		{"pty:/dev/pts/3", "", line.PTY, "/dev/pts/3"},
		{"zpl+tcp://127.0.0.1:9100", "zpl", line.TCP, "127.0.0.1:9100"},
		{"tcp://[::1]:7001/", "", line.TCP, "[::1]:7001"},
		{"tspl+file:/dev/usb/lp0", "tspl", line.File, "/dev/usb/lp0"},
		{"evdev:/dev/input/by-id/usb-Scanner-event-kbd", "", line.Evdev, "/dev/input/by-id/usb-Scanner-event-kbd"},
		{"file:/tmp/a%20label%3f", "", line.File, "/tmp/a label?"},
	}
	for _, tt := range tests {
		a, err := line.Parse(tt.url)
		if err != nil {
			t.Errorf("Parse(%q): %v", tt.url, err)
			continue
		}
		if a.Language != tt.language || a.Kind != tt.kind || a.Target != tt.target || a.String() != tt.url {
			t.Errorf("Parse(%q) = %q %q %q, as text %q", tt.url, a.Language, a.Kind, a.Target, a)
		}
	}
}

func TestParseMode(t *testing.T) {
	tests := map[string]line.Mode{
		"serial:/dev/ttyS0": {BaudRate: 9600, DataBits: 8, Parity: "none", StopBits: 1},
		"serial:/dev/ttyS0?baud=2400&bits=7&parity=even&stop=2": {BaudRate: 2400, DataBits: 7, Parity: "even", StopBits: 2},
		"tcp://h:1": {},
	}
	for url, want := range tests {
		if got := parse(t, url).Mode; got != want {
			t.Errorf("mode of %s: %+v, want %+v", url, got, want)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	tests := map[string]string{
		"":                                     "link",
		"/dev/ttyUSB0":                         "link",
		"usb:/dev/x":                           `"usb" is not known`,
		"ZPL+tcp://h:1":                        "language",
		"+tcp://h:1":                           "language",
		"serial:ttyUSB0":                       "absolute path",
		"serial:/dev/a%zz":                     "%25",
		"tcp:h:1":                              "host and port",
		"tcp://h":                              "host and port",
		"tcp://:9100":                          "host and port",
		"tcp://h:0":                            "1 to 65535",
		"tcp://h:x":                            "1 to 65535",
		"tcp://h/path:1":                       "host and port",
		"serial:/dev/a?baud=fast":              "option baud",
		"serial:/dev/a?baud=0":                 "option baud",
		"serial:/dev/a?parity=E":               "none, even, odd, mark, space",
		"serial:/dev/a?bits=9":                 "from 5 to 8",
		"serial:/dev/a?baud=9600&baud=1":       "option baud: is given twice",
		"serial:/dev/a?a;b":                    "options",
		"serial:/dev/a?baud=fast&parity=wrong": "option parity",
	}
	for url, want := range tests {
		_, err := line.Parse(url)
		if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "device URL") {
			t.Errorf("Parse(%q): %v; want %q in it", url, err, want)
		}
	}
}

func TestOptions(t *testing.T) {
	a, err := line.Parse("serial:/dev/a?baud=1200&idle=1h&idel=80ms&answer=loud&dpi=203&gs=%1D&media=4x")
	if err != nil {
		t.Fatal(err)
	}
	o := a.Options
	if got := o.Int("dpi", 300, 100, 600); got != 203 {
		t.Errorf("dpi %d", got)
	}
	if got := o.Int("darkness", 7, 0, 30); got != 7 {
		t.Errorf("darkness that was not given: %d", got)
	}
	if got := o.Text("gs", ""); got != "\x1d" {
		t.Errorf("gs %q", got)
	}
	if got := o.Duration("idle", time.Second, time.Minute); got != time.Second {
		t.Errorf("idle out of range: %v", got)
	}
	if got := o.Choice("answer", "plain", "plain", "none"); got != "plain" {
		t.Errorf("unknown answer: %q", got)
	}
	o.Text("media", "")
	o.Refuse("media", "is not WIDTHxHEIGHT")
	err = o.Finish()
	if err == nil {
		t.Fatal("Finish found nothing wrong")
	}
	for _, want := range []string{
		`option idle: "1h"`, `option answer: "loud" is none of plain, none`, "option media: is not", "option idel: is not known",
		"known options: answer, baud, bits, darkness, dpi, gs, idle, media, parity, stop",
	} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("error lacks %q: %v", want, err)
		}
	}
}
