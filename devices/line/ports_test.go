package line_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"tallyman/devices/line"
)

// machine makes the files and links of a machine: a name that ends in -> and
// another is a link to it.
func machine(t *testing.T, files map[string]string, links map[string]string) string {
	t.Helper()
	root := t.TempDir()
	for name, text := range files {
		must(t, os.MkdirAll(filepath.Dir(filepath.Join(root, name)), 0o750))
		must(t, os.WriteFile(filepath.Join(root, name), []byte(text), 0o600))
	}
	for name, target := range links {
		must(t, os.MkdirAll(filepath.Dir(filepath.Join(root, name)), 0o750))
		must(t, os.Symlink(target, filepath.Join(root, name)))
	}
	return root
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// No device file is there, so nothing that is listed can have been opened.
func TestPortsAreListedWithoutOpeningThem(t *testing.T) {
	usb := "sys/devices/pci0000:00/usb1/1-2/"
	root := machine(t, map[string]string{
		usb + "idVendor": "05f9\n", usb + "idProduct": "2216\n", usb + "manufacturer": "Maker\n", usb + "product": "Handheld 1\n",
		usb + "1-2:1.0/tty/ttyACM0/dev":         "166:0\n",
		usb + "1-2:1.1/usbmisc/lp0/dev":         "180:0\n",
		usb + "1-2:1.2/input/input7/event7/dev": "13:71\n",
		usb + "1-2:1.3/input/input8/event8/dev": "13:72\n",
		"sys/devices/platform/ttyS0/type":       "4\n", "sys/devices/platform/ttyS1/type": "0\n",
		"sys/devices/virtual/tty/console/dev": "5:1\n",
	}, map[string]string{
		"sys/class/tty/ttyACM0":                    "../../devices/pci0000:00/usb1/1-2/1-2:1.0/tty/ttyACM0",
		usb + "1-2:1.0/tty/ttyACM0/device":         "../../../1-2:1.0",
		"sys/class/usbmisc/lp0":                    "../../devices/pci0000:00/usb1/1-2/1-2:1.1/usbmisc/lp0",
		usb + "1-2:1.1/usbmisc/lp0/device":         "../../../1-2:1.1",
		"sys/class/input/event7":                   "../../devices/pci0000:00/usb1/1-2/1-2:1.2/input/input7/event7",
		usb + "1-2:1.2/input/input7/event7/device": "../../input7",
		"sys/class/input/event8":                   "../../devices/pci0000:00/usb1/1-2/1-2:1.3/input/input8/event8",
		usb + "1-2:1.3/input/input8/event8/device": "../../input8",
		"sys/class/tty/ttyS0":                      "../../devices/platform/ttyS0",
		"sys/class/tty/ttyS1":                      "../../devices/platform/ttyS1",
		"sys/devices/platform/ttyS0/device":        ".",
		"sys/devices/platform/ttyS1/device":        ".",
		"sys/class/tty/console":                    "../../devices/virtual/tty/console",
		"dev/serial/by-id/usb-Handheld?1-if00":     "../../ttyACM0",
		"dev/serial/by-path/pci-usb-0:2:1.0":       "../../ttyACM0",
		"dev/input/by-id/usb-Handheld-event-kbd":   "../event7",
		"dev/input/by-id/usb-Mouse-event-mouse":    "../event8",
	})
	got := line.Ports(root)
	want := []line.Port{
		{URL: "evdev:/dev/input/by-id/usb-Handheld-event-kbd", Kind: line.Evdev, Path: "/dev/input/event7", Maker: "Maker", Model: "Handheld 1", USB: "05f9:2216"},
		{URL: "file:/dev/usb/lp0", Kind: line.File, Path: "/dev/usb/lp0", Maker: "Maker", Model: "Handheld 1", USB: "05f9:2216"},
		{URL: "serial:/dev/serial/by-id/usb-Handheld%3F1-if00", Kind: line.Serial, Path: "/dev/ttyACM0", Maker: "Maker", Model: "Handheld 1", USB: "05f9:2216"},
		{URL: "serial:/dev/ttyS0", Kind: line.Serial, Path: "/dev/ttyS0"},
	}
	if !slices.Equal(got, want) {
		t.Errorf("found\n%+v, want\n%+v", got, want)
	}
	for _, p := range got {
		if a := parse(t, p.URL); a.Kind != p.Kind {
			t.Errorf("%s is read as %s", p.URL, a.Kind)
		}
	}
	if none := line.Ports(t.TempDir()); none != nil {
		t.Errorf("a machine without devices has %+v", none)
	}
}
