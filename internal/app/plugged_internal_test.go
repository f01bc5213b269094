package app

import (
	"os"
	"path/filepath"
	"testing"

	"tallyman/internal/config"
)

func TestPortsTellWhoseTheyAre(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	for _, name := range []string{"ttyACM0", "ttyACM1"} {
		folder := filepath.Join(root, "sys/class/tty", name)
		if err := os.MkdirAll(filepath.Join(folder, "device"), 0o750); err != nil {
			t.Fatal(err)
		}
		if err := os.MkdirAll(filepath.Join(root, "dev/serial/by-id"), 0o750); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(root, "dev", name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink("../../"+name, filepath.Join(root, "dev/serial/by-id/usb-"+name)); err != nil {
			t.Fatal(err)
		}
	}
	// The settings may name a port by any of its names.
	for _, url := range []string{"serial:/dev/ttyACM1", "serial:/dev/serial/by-id/usb-ttyACM1?baud=115200"} {
		settings := config.Config{Stations: []config.Station{{ID: "pick-1", Scanner: url}}}
		a := &App{options: Options{Root: root, Config: settings}}
		got := a.Ports()
		if len(got) != 2 || got[0].Station != "" || got[0].URL != "serial:/dev/serial/by-id/usb-ttyACM0" ||
			got[1].Station != "pick-1" || got[1].Path != "/dev/ttyACM1" {
			t.Errorf("with %s: %+v", url, got)
		}
	}
}
