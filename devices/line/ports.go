package line

import (
	"cmp"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Port is a device file that a scanner, printer or scale may be at.
type Port struct {
	// URL is what to write into the settings, without a language: by the
	// device's own name, which stays when it is plugged in elsewhere.
	URL  string
	Kind Kind
	// Path is the device file of today, such as /dev/ttyACM0.
	Path string
	// Maker and Model are what the device says of itself over USB, and
	// USB its numbers, such as "05f9:2216"; "" when it is not on USB.
	Maker, Model, USB string
}

// Ports lists what is plugged in: serial ports, USB printers and scanners that
// type, sorted by URL. It opens none of them, since opening resets many a
// device: it reads what the kernel (/sys/class) and udev (/dev/…/by-id) say
// below root, which is "/". A machine without such folders has no ports.
func Ports(root string) []Port {
	look := lister{root: root, lasting: map[string]string{}}
	look.names("dev/serial/by-path")
	look.names("dev/serial/by-id")
	look.names("dev/input/by-id")
	look.class("sys/class/tty", Serial, "/dev/")
	look.class("sys/class/usbmisc", File, "/dev/usb/")
	look.class("sys/class/input", Evdev, "/dev/input/")
	slices.SortFunc(look.found, func(a, b Port) int { return cmp.Compare(a.URL, b.URL) })
	return look.found
}

// lister collects ports. Whatever cannot be read is not there: a device may go
// while it is looked at.
type lister struct {
	root    string
	lasting map[string]string // a device file's name that stays, by its path
	found   []Port
}

// names notes what udev calls the devices in a folder; later folders win.
func (l *lister) names(folder string) {
	entries, _ := os.ReadDir(filepath.Join(l.root, folder))
	for _, entry := range entries {
		target, err := os.Readlink(filepath.Join(l.root, folder, entry.Name()))
		if err == nil {
			l.lasting[filepath.Join("/", folder, target)] = filepath.Join("/", folder, entry.Name())
		}
	}
}

// class looks through a class of devices of the kernel.
func (l *lister) class(folder string, kind Kind, below string) {
	entries, _ := os.ReadDir(filepath.Join(l.root, folder))
	for _, entry := range entries {
		at := filepath.Join(l.root, folder, entry.Name())
		p := Port{Kind: kind, Path: below + entry.Name()}
		if !l.real(at, p) {
			continue
		}
		p.URL = string(kind) + ":" + escapePath(cmp.Or(l.lasting[p.Path], p.Path))
		p.describe(at)
		l.found = append(l.found, p)
	}
}

// real says whether there is hardware behind a name, and of the kind.
func (l *lister) real(at string, p Port) bool {
	if _, err := os.Stat(filepath.Join(at, "device")); err != nil {
		return false // a console, a pseudo-terminal
	}
	switch p.Kind {
	case Serial:
		// The PC's four ports are listed whether they are there or not; the
		// type of one that is not is unknown (PORT_UNKNOWN, serial_core.h).
		return !strings.HasPrefix(filepath.Base(at), "ttyS") || fact(at, "type") != "0"
	case File:
		return strings.HasPrefix(filepath.Base(at), "lp")
	case Evdev:
		// udev knows which inputs are keyboards.
		return strings.HasSuffix(l.lasting[p.Path], "-event-kbd")
	case PTY, TCP:
	}
	return false
}

// describe looks for the USB device that a port belongs to, from its folder
// upwards.
func (p *Port) describe(at string) {
	folder, err := filepath.EvalSymlinks(filepath.Join(at, "device"))
	if err != nil {
		return
	}
	for ; filepath.Base(folder) != "devices" && len(folder) > 1; folder = filepath.Dir(folder) {
		if vendor := fact(folder, "idVendor"); vendor != "" {
			p.USB = vendor + ":" + fact(folder, "idProduct")
			p.Maker, p.Model = fact(folder, "manufacturer"), fact(folder, "product")
			return
		}
	}
}

// fact is what a file below /sys says.
func fact(folder, name string) string {
	text, _ := os.ReadFile(filepath.Join(folder, name))
	return strings.TrimSpace(string(text))
}

// escapePath writes a path so that Parse reads it.
func escapePath(path string) string {
	return strings.NewReplacer("%", "%25", "?", "%3F").Replace(path)
}
