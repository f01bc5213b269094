package config

import (
	"bytes"
	"embed"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"text/template"

	"tallyman/devices/line"
)

//go:embed *.tmpl
var systemTemplates embed.FS

// SystemFile is a file that makes the program a service of the machine. Its
// path is absolute.
type SystemFile struct {
	Path string
	Text string
}

// system is what the service needs of the machine.
type system struct {
	Program, Settings, Data string
	// Groups have the devices on Debian; Devices are systemd's DeviceAllow=
	// (systemd.resource-control(5)); Folders are written to beside Data.
	Groups, Devices, Folders []string
	// Keyboards are scanners that type, by udev's ID_SERIAL.
	Keyboards []string
}

// SystemFiles makes a systemd unit and udev rules that let the program reach the
// devices of the settings and nothing else. The program's path has to be
// absolute, and so has File.
func (c Config) SystemFiles(program string) ([]SystemFile, error) {
	s := c.system(program)
	files := []SystemFile{
		{Path: "/etc/systemd/system/tallyman.service", Text: "system.service.tmpl"},
		{Path: "/etc/udev/rules.d/70-tallyman.rules", Text: "system.rules.tmpl"},
	}
	for i, file := range files {
		made, err := template.New(file.Text).Funcs(template.FuncMap{"quote": unitQuote}).ParseFS(systemTemplates, file.Text)
		if err != nil {
			return nil, err
		}
		var text bytes.Buffer
		if err := made.Execute(&text, s); err != nil {
			return nil, fmt.Errorf("write %s: %w", file.Path, err)
		}
		files[i].Text = text.String()
	}
	return files, nil
}

func (c Config) system(program string) system {
	s := system{
		Program: program, Settings: c.File, Data: filepath.Dir(c.DatabasePath()),
		// Ports over USB come and go, also those of no station yet.
		Groups: []string{"dialout"}, Devices: []string{"char-ttyACM rw", "char-ttyUSB rw"},
	}
	for _, station := range c.Stations {
		for _, url := range []string{station.Scanner, station.Labels, station.Documents} {
			if address, err := line.Parse(url); err == nil {
				s.allow(address)
			}
		}
	}
	for _, list := range []*[]string{&s.Groups, &s.Devices, &s.Folders, &s.Keyboards} {
		slices.Sort(*list)
		*list = slices.Compact(*list)
	}
	return s
}

// allow adds what a device of the settings needs.
func (s *system) allow(address line.Address) {
	switch {
	case address.Kind == line.Serial && strings.HasPrefix(address.Target, "/dev/ttyS"):
		s.Devices = append(s.Devices, "char-ttyS rw")
	case address.Kind == line.File && strings.HasPrefix(address.Target, "/dev/usb/"):
		s.Groups, s.Devices = append(s.Groups, "lp"), append(s.Devices, "char-usb rw")
	case address.Kind == line.File && strings.HasPrefix(address.Target, "/dev/"):
		s.Groups, s.Devices = append(s.Groups, "lp"), append(s.Devices, address.Target+" rw")
	case address.Kind == line.File:
		s.Folders = append(s.Folders, filepath.Dir(address.Target))
	case address.Kind == line.Evdev:
		s.Devices = append(s.Devices, "char-input r")
		if serial := udevSerial(address.Target); serial != "" {
			s.Keyboards = append(s.Keyboards, serial)
		} else {
			// Whoever is in it hears every keyboard, so only where it must be.
			s.Groups = append(s.Groups, "input")
		}
	}
}

// udevSerial is the ID_SERIAL of a keyboard named by udev, usb-SERIAL-event-kbd
// or usb-SERIAL-if01-event-kbd (60-persistent-input.rules), or "".
func udevSerial(path string) string {
	name, isKeyboard := strings.CutSuffix(filepath.Base(path), "-event-kbd")
	serial, isUSB := strings.CutPrefix(name, "usb-")
	if !isKeyboard || !isUSB {
		return ""
	}
	if i := strings.LastIndex(serial, "-if"); i > 0 && len(serial)-i == len("-if00") {
		serial = serial[:i]
	}
	return serial
}

// unitQuote writes a word of a unit file (systemd.syntax(7)).
func unitQuote(word string) string {
	if !strings.ContainsAny(word, " \t\"'\\%") {
		return word
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, `%`, `%%`).Replace(word) + `"`
}
