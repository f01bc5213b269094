package config_test

import (
	"strings"
	"testing"

	"tallyman/internal/config"
)

func systemFiles(t *testing.T, stations ...config.Station) (unit, rules string) {
	t.Helper()
	c := config.Default()
	c.File, c.Stations = "/etc/tallyman/tallyman.toml", stations
	c.Server.Database = "sqlite:/var/lib/tallyman/tallyman.db"
	files, err := c.SystemFiles("/opt/tally man/tallyman")
	if err != nil {
		t.Fatal(err)
	}
	if len(files) != 2 || files[0].Path != "/etc/systemd/system/tallyman.service" || files[1].Path != "/etc/udev/rules.d/70-tallyman.rules" {
		t.Fatalf("got %+v", files)
	}
	return files[0].Text, files[1].Text
}

func TestTheServiceMayReachItsDevicesAndNoOthers(t *testing.T) {
	for name, c := range map[string]struct {
		station    config.Station
		has, lacks []string
	}{
		"no device":            {config.Station{}, []string{"DeviceAllow=char-ttyACM rw\nDeviceAllow=char-ttyUSB rw\n\n", "SupplementaryGroups=dialout\n"}, []string{"input", "usb rw", "ttyS"}},
		"a port of the board":  {config.Station{Scanner: "serial:/dev/ttyS1"}, []string{"DeviceAllow=char-ttyS rw"}, []string{"input"}},
		"a USB printer":        {config.Station{Labels: "zpl+file:/dev/usb/lp0"}, []string{"DeviceAllow=char-usb rw", "SupplementaryGroups=dialout lp"}, []string{"input"}},
		"a printer's file":     {config.Station{Labels: "zpl+file:/srv/labels/out.zpl"}, []string{"ReadWritePaths=/var/lib/tallyman /srv/labels\n"}, nil},
		"a keyboard by name":   {config.Station{Scanner: "evdev:/dev/input/by-id/usb-Maker_Model-if01-event-kbd"}, []string{"DeviceAllow=char-input r\n"}, []string{"dialout input"}},
		"a keyboard by number": {config.Station{Scanner: "evdev:/dev/input/event3"}, []string{"SupplementaryGroups=dialout input\n"}, nil},
		"the network":          {config.Station{Labels: "zpl+tcp://192.0.2.10:9100"}, nil, []string{"lp", "input"}},
	} {
		unit, _ := systemFiles(t, c.station)
		for _, want := range append(c.has, "DevicePolicy=closed", `ExecStart="/opt/tally man/tallyman" serve --config /etc/tallyman/tallyman.toml`) {
			if !strings.Contains(unit, want) {
				t.Errorf("%s: the unit lacks %q:\n%s", name, want, unit)
			}
		}
		for _, not := range c.lacks {
			if strings.Contains(unit, not) {
				t.Errorf("%s: the unit has %q:\n%s", name, not, unit)
			}
		}
	}
}

func TestTheRulesKeepOthersOffTheDevices(t *testing.T) {
	_, rules := systemFiles(t, config.Station{Scanner: "evdev:/dev/input/by-id/usb-Maker_Model_00-if01-event-kbd"})
	for _, want := range []string{`ENV{ID_MM_DEVICE_IGNORE}="1"`, `ENV{ID_SERIAL}=="Maker_Model_00", GROUP="tallyman"`} {
		if !strings.Contains(rules, want) {
			t.Errorf("the rules lack %q:\n%s", want, rules)
		}
	}
	if _, rules = systemFiles(t); strings.Contains(rules, "ID_SERIAL") {
		t.Errorf("a rule for no keyboard:\n%s", rules)
	}
}
