package config

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestSampleHoldsWhatIsDefault(t *testing.T) {
	parsed, err := Parse("tallyman.toml", []byte(Sample()), nil)
	if err != nil {
		t.Fatal(err)
	}
	parsed.Services, parsed.Site.Sender, parsed.Server.Origins, parsed.Server.Writers = nil, Sender{}, nil, nil
	zone := cmp.Comparer(func(a, b Zone) bool { return a.String() == b.String() })
	if difference := cmp.Diff(Default(), parsed, zone); difference != "" {
		t.Errorf("sample differs from Default (-default +sample):\n%s", difference)
	}
}

func TestSampleExplainsEveryKey(t *testing.T) {
	var look func(kind reflect.Type)
	look = func(kind reflect.Type) {
		for _, name := range keys(kind) {
			field, _ := fieldNamed(kind, name)
			if inner, isTable := table(field.Type); isTable {
				if !strings.Contains(Sample(), name+"]") {
					t.Errorf("the sample has no table %s", name)
				}
				look(inner)
			} else if !strings.Contains(Sample(), "\n"+name+" = ") && !strings.Contains(Sample(), "# "+name+" = ") {
				t.Errorf("the sample has no key %s", name)
			}
		}
	}
	look(reflect.TypeFor[Config]())
}

func TestCommentedSampleStationIsValid(t *testing.T) {
	_, station, found := strings.Cut(Sample(), "# [[station]]")
	if !found {
		t.Fatal("the sample has no station")
	}
	lines := []string{"[[station]]"}
	for line := range strings.Lines(station) {
		lines = append(lines, strings.TrimLeft(strings.TrimSpace(line), "# "))
	}
	text := strings.ReplaceAll(strings.Join(lines, "\n"), "Invoices go", "# Invoices go")
	text = strings.ReplaceAll(text, "Instead of", "# Instead of")
	text = strings.ReplaceAll(text, "Whose printers", "# Whose printers")
	text += "\n[[station]]\nid = \"pack-2\"\nkind = \"pack\"\nlabels = \"zpl+tcp://192.0.2.12:9100\"\n"
	parsed, err := Parse("sample", []byte(text), nil)
	if err != nil {
		t.Fatal(err)
	}
	if got := parsed.Stations[0]; got.Kind != Pack || got.Documents == got.Labels {
		t.Errorf("station was read as %+v", got)
	}
}

const valid = `[server]
listen = "127.0.0.1:0"
time_zone = "Europe/Kyiv"

[[service]]
id = "standard"
name = "Standard"
carrier = "Post"
tracking_digits = 8
tracking_to = 99
cut_off = "16:30"
days = ["mon", "sat"]

[[station]]
id = "pick-1"
kind = "pick"
scanner = "tcp://127.0.0.1:7001"

[[station]]
id = "pack-1"
kind = "pack"
labels = "zpl+tcp://127.0.0.1:9100?dpi=203"
double_window = "150ms"
`

func TestValuesAreTyped(t *testing.T) {
	got, err := Parse("tallyman.toml", []byte(valid), nil)
	if err != nil {
		t.Fatal(err)
	}
	if got.Server.TimeZone.String() != "Europe/Kyiv" {
		t.Errorf("zone %v", got.Server.TimeZone)
	}
	service := got.Services[0]
	if service.CutOff != (Clock{16, 30}) || service.CutOff.String() != "16:30" || service.TrackingCheck != "none" {
		t.Errorf("service %+v", service)
	}
	if len(service.Days) != 2 || service.Days[1].Weekday != time.Saturday {
		t.Errorf("days %v", service.Days)
	}
	if w := got.Stations[0].DoubleWindow.Duration; w != 200*time.Millisecond {
		t.Errorf("pick-1 has a double window of %v, not that of [scan]", w)
	}
	pack := got.Stations[1]
	if pack.DoubleWindow.Duration != 150*time.Millisecond || pack.Documents != pack.Labels {
		t.Errorf("pack-1 %+v", pack)
	}
}

func TestEnvironmentOverrides(t *testing.T) {
	env := []string{
		"TALLYMAN_SERVER_LISTEN=0.0.0.0:99",
		"TALLYMAN_SERVER_ORIGINS=http://a:1, https://b",
		"TALLYMAN_SERVER_WRITERS=192.0.2.0/24, 2001:db8::1",
		"TALLYMAN_SITE_GS1_EXTENSION=3",
		"TALLYMAN_PRINT_EXPIRE_AFTER=1h",
		"TALLYMAN_STATION_PACK_1_LABELS=zpl+tcp://127.0.0.1:9101",
		"TALLYMAN_SERVICE_STANDARD_DAYS=tue",
		"HOME=/root",
	}
	got, err := Parse("tallyman.toml", []byte(valid), env)
	if err != nil {
		t.Fatal(err)
	}
	if got.Server.Listen != "0.0.0.0:99" || len(got.Server.Origins) != 2 || got.Server.Origins[1] != "https://b" {
		t.Errorf("server %+v", got.Server)
	}
	if w := got.Server.Writers; len(w) != 2 || w[0].String() != "192.0.2.0/24" || w[1].String() != "2001:db8::1/128" {
		t.Errorf("writers %v", w)
	}
	if got.Site.GS1Extension != 3 || got.Print.ExpireAfter.Duration != time.Hour {
		t.Errorf("site %+v, print %+v", got.Site, got.Print)
	}
	if got.Stations[1].Labels != "zpl+tcp://127.0.0.1:9101" || got.Services[0].Days[0].Weekday != time.Tuesday {
		t.Errorf("stations %+v, services %+v", got.Stations, got.Services)
	}
}

func TestMistakesSayWhereAndWhat(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		env  []string
		want string
	}{
		"unknown key":      {text: "[server]\n\nlistne = \"x\"\n", want: `t.toml:3: server.listne: there is no key "listne" here; did you mean "listen"?`},
		"unknown table":    {text: "[sever]\nlisten = \"x\"\n", want: `did you mean "server"?`},
		"wrong table":      {text: "[site]\nexpire_after = \"1h\"\n", want: "t.toml:2: site.expire_after: there is no key \"expire_after\" here; it belongs under [print]"},
		"in a list":        {text: "[[station]]\nid = \"a\"\nscaner = \"x\"\n", want: `t.toml:3: station.scaner: there is no key "scaner" here; did you mean "scanner"?`},
		"wrong type":       {text: "[server]\nlisten = 8080\n", want: "t.toml:2: server.listen: the value must be a text in quotes"},
		"no number":        {text: "[site]\ngs1_extension = \"1\"\n", want: "t.toml:2: site.gs1_extension: the value must be a whole number"},
		"broken":           {text: "[server]\nlisten = \n", want: "t.toml:2: "},
		"span":             {text: "[scan]\ndouble_window = \"fast\"\n", want: `t.toml:2: scan.double_window: "fast" is no time span`},
		"span is a number": {text: "[scan]\ndouble_window = 200\n", want: "t.toml:2: scan.double_window: the value must be a text in quotes"},
		"zone":             {text: "[server]\ntime_zone = \"Mars/Base\"\n", want: `t.toml:2: server.time_zone: there is no time zone "Mars/Base"`},
		"no alternate":     {text: "[[station]]\nid = \"p\"\nkind = \"pack\"\nlabels = \"zpl+tcp://h:1\"\nalternate = \"p\"\n", want: `t.toml:5: station[0].alternate: "p" is no other station with a label printer`},
		"days":             {text: "[print]\nkeep_bytes = \"14 days\"\n", want: `"14 days" is no time span`},
		"a fraction":       {text: "[print]\nkeep_bytes = \"1.5d\"\n", want: `"1.5d" is no time span`},
		"too short":        {text: "[print]\nkeep_bytes = \"10m\"\n", want: "keep_bytes"},
		"day":              {text: "[[service]]\ndays = [\"mon\",\n \"fry\"]\n", want: `"fry" is no day`},
		"prefix":           {text: "[site]\nname = \"x\"\ngs1_prefix = \"12\"\n", want: "t.toml:3: site.gs1_prefix: "},
		"origin":           {text: "[server]\norigins = [\"https://a/b\"]\n", want: "t.toml:2: server.origins: "},
		"writer":           {text: "[server]\n\nwriters = [\"192.0.2.0/24\",\n \"192.0.2.0/33\"]\n", want: `server.writers: "192.0.2.0/33" is no network: write it like "192.0.2.0/24"`},
		"writer's line":    {text: "[server]\nwriters = [\"hall\"]\n", want: `t.toml:2: server.writers: "hall" is no network`},
		"writer's mask":    {text: "[server]\nwriters = [\"192.0.2.7/24\"]\n", want: `t.toml:2: server.writers: "192.0.2.7/24" has an address behind its mask: write "192.0.2.0/24" for the network, or "192.0.2.7" for the one machine`},
		"invoice prefix":   {text: "[site]\ninvoice_prefix = \"inv \"\n", want: "t.toml:2: site.invoice_prefix: "},
		"country":          {text: "[site.sender]\nname = \"a\"\nline1 = \"b\"\ncity = \"c\"\ncountry = \"XX\"\n", want: "t.toml:5: site.sender.country: "},
		"device":           {text: "[[station]]\nid = \"a\"\nkind = \"pick\"\nscanner = \"usb:7\"\n", want: "t.toml:4: station[0].scanner: device URL"},
		"kind":             {text: "[[station]]\nid = \"a\"\nkind = \"pic\"\n", want: "t.toml:3: station[0].kind: "},
		"missing key":      {text: "\n[[station]]\nid = \"a\"\nkind = \"pack\"\n", want: "t.toml:2: station[0].labels: "},
		"id twice":         {text: "[[station]]\nid = \"a\"\nkind = \"pick\"\n[[station]]\nid = \"a\"\nkind = \"pick\"\n", want: `t.toml:5: station[1].id: "a" is taken`},
		"one scanner": {
			text: "[[station]]\nid = \"a\"\nkind = \"pick\"\nscanner = \"serial:/dev/x\"\n[[station]]\nid = \"b\"\nkind = \"pick\"\nscanner = \"serial:/dev/x?baud=115200\"\n",
			want: "t.toml:8: station[1].scanner: /dev/x is the scanner of a already",
		},
		"range":            {text: "[[service]]\nid = \"a\"\ntracking_digits = 4\ntracking_to = 10000\n", want: "t.toml:4: service[0].tracking_to: "},
		"postal":           {text: "[[service]]\nid = \"a\"\ntracking_digits = 9\ntracking_check = \"s10\"\n", want: "t.toml:4: service[0].tracking_check: "},
		"variable":         {env: []string{"TALLYMAN_SERVER_LISTEM=x"}, want: "TALLYMAN_SERVER_LISTEM: no setting has this name; did you mean TALLYMAN_SERVER_LISTEN?"},
		"variable's value": {env: []string{"TALLYMAN_SITE_GS1_EXTENSION=x"}, want: `TALLYMAN_SITE_GS1_EXTENSION: site.gs1_extension: "x" is no whole number`},
		"variable's check": {env: []string{"TALLYMAN_SERVER_LISTEN=x"}, want: `TALLYMAN_SERVER_LISTEN: server.listen: "x" is no address`},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Parse("t.toml", []byte(c.text), c.env)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got  %v\nwant %s", err, c.want)
			}
		})
	}
}

func TestAllMistakesAtOnce(t *testing.T) {
	_, err := Parse("t.toml", []byte("[server]\nlisten = \"x\"\n[site]\ngs1_prefix = \"1\"\n"), nil)
	if err == nil || strings.Count(err.Error(), "t.toml:") != 2 {
		t.Errorf("want both mistakes, got %v", err)
	}
	var problem *ProblemError
	if !errors.As(err, &problem) || problem.Place != "t.toml:2" || problem.Key != "server.listen" {
		t.Errorf("first problem %+v", problem)
	}
}

func TestLoad(t *testing.T) {
	path := filepath.Join(t.TempDir(), "tallyman.toml")
	if _, err := Load(path, nil); err == nil || !strings.Contains(err.Error(), "tallyman init") {
		t.Errorf("a missing file must say what writes one: %v", err)
	}
	if err := os.WriteFile(path, []byte(Sample()), 0o600); err != nil {
		t.Fatal(err)
	}
	got, err := Load(path, nil)
	if err != nil {
		t.Fatal(err)
	}
	if want := filepath.Join(filepath.Dir(path), "tallyman.db"); got.DatabasePath() != want {
		t.Errorf("database at %s, want %s", got.DatabasePath(), want)
	}
}
