package main

import (
	"bytes"
	"context"
	"os"
	"strings"
	"testing"

	"tallyman/internal/ledger"
	"tallyman/internal/warehouse"
)

func TestInitWritesSettingsThatLoad(t *testing.T) {
	f := newFolder(t)
	f.fails(exitFailed, "there is no database", "verify")
	f.fails(exitFailed, "is there already", "init")
	f.fails(exitFailed, "No order can be picked now", "release")
	if out := f.ok("verify"); !strings.Contains(out, "sound") {
		t.Error(out)
	}
}

func TestSettingsThatAreNotThere(t *testing.T) {
	f := newFolder(t)
	if err := os.Remove(f.file("tallyman.toml")); err != nil {
		t.Fatal(err)
	}
	f.fails(exitFailed, "tallyman init", "serve")
}

// brings imports what an order needs, and looks at it.
func brings(t *testing.T, f folder) {
	t.Helper()
	f.change(`id = "standard"`, `id = "express"`)
	f.change(`name = "Standard"`, `name = "Express"`)
	for _, kind := range []string{"items", "locations", "stock", "badges", "totes"} {
		if out := f.ok("import", kind, f.small(kind)); !strings.Contains(out, " 0 refused") {
			t.Errorf("%s: %s", kind, out)
		}
		if out := f.ok("import", kind, f.small(kind)); !strings.Contains(out, ": 0 new or changed") {
			t.Errorf("%s again: %s", kind, out)
		}
	}
	// The small warehouse has orders of two services, and these settings one.
	f.fails(exitRefused, `order "SO-1" service_unknown: `, "import", "orders", f.small("orders"))
	if out := f.ok("release"); !strings.Contains(out, "L-000001") {
		t.Error(out)
	}
	if out := f.ok("order", "SO-2"); !strings.Contains(out, "MUG-MOSS") {
		t.Error(out)
	}
	if out := f.ok("cancel", "SO-2", "--reason", "customer"); !strings.Contains(out, "cancelled") {
		t.Error(out)
	}
	f.fails(exitFailed, "SO-404", "cancel", "SO-404")
	if out := f.ok("verify"); !strings.Contains(out, "sound; head ") {
		t.Error(out)
	}
}

func TestCommandsWithoutAServer(t *testing.T) { brings(t, newFolder(t)) }

func TestCommandsThroughTheServer(t *testing.T) {
	f := newFolder(t)
	stop := f.serves()
	defer stop()
	for _, kind := range []string{"items", "locations", "stock", "badges", "totes"} {
		f.ok("import", kind, f.small(kind))
	}
	if out := f.ok("verify"); !strings.Contains(out, "sound") {
		t.Error(out)
	}
	for _, kind := range []string{"badges", "totes", "bins", "commands"} {
		f.ok("sheet", kind, "-o", f.file(kind+".pdf"))
		content, err := os.ReadFile(f.file(kind + ".pdf"))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.HasPrefix(content, []byte("%PDF")) {
			t.Errorf("the sheet of %s is no PDF", kind)
		}
	}
	f.fails(exitFailed, "is held by process", "serve")
	stop()
	if out := f.ok("verify"); !strings.Contains(out, "sound") {
		t.Error(out)
	}
}

func TestBadRowsAreNamedAndGoodOnesKept(t *testing.T) {
	f := newFolder(t)
	items := f.write("items.csv", `sku,gtin,name,weight_grams,length_mm,width_mm,height_mm,fragile,price_minor,currency,tax_percent,case_gtin,case_quantity
GOOD,,A good one,10,,,,,,,,,
BAD,9520000000012,A wrong check digit,10,,,,,,,,,
`)
	f.fails(exitRefused, `items.csv:3: gtin "9520000000012" bad_check_digit: `, "import", "items", items)
	f.fails(exitRefused, "items: 0 new or changed, 1 as before, 1 refused", "import", "items", items)
	f.fails(exitFailed, "things", "import", "things", items)
	f.fails(exitFailed, "sku", "import", "items", f.write("other.csv", "a,b\n1,2\n"))
}

func TestALockThatNobodyAnswersForIsNamed(t *testing.T) {
	f := newFolder(t)
	held, err := ledger.Open(t.Context(), ledger.Options{
		Path: f.file("tallyman.db"), Stages: warehouse.Stages(), Projection: warehouse.Projection,
	})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := held.Close(); err != nil {
			t.Error(err)
		}
	}()
	f.fails(exitFailed, "the server does not answer on "+f.file("tallyman.db.sock")+": the database is in use: "+
		f.file("tallyman.db")+" is held by process ", "release")
}

func TestVerifyFindsAChangedRow(t *testing.T) {
	f := newFolder(t)
	for _, kind := range []string{"items", "locations", "stock"} {
		f.ok("import", kind, f.small(kind))
	}
	kept := strings.TrimSpace(strings.SplitAfter(f.ok("verify"), "head ")[1])
	f.ok("verify", "--expect", kept)
	f.tamper(`UPDATE stock SET quantity = quantity + 1 WHERE place = 'bin:A-01-01'`)
	f.fails(exitRefused, "stock ", "verify")
	f.fails(exitRefused, "NOT SOUND", "verify")
	f.tamper(`UPDATE stock SET quantity = quantity - 1 WHERE place = 'bin:A-01-01'`)
	f.ok("verify")
	f.tamper(`DELETE FROM entry WHERE seq = (SELECT max(seq) FROM entry)`)
	f.fails(exitRefused, "NOT SOUND", "verify", "--expect", kept)
}

func TestSimulatedPrinter(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	out := &watched{wanted: "printer listens: zpl+tcp://127.0.0.1:", found: cancel}
	if code := run(ctx, []string{"sim", "printer", "--listen", "127.0.0.1:0"}, streams{strings.NewReader(""), out, out}); code != 0 {
		t.Errorf("ended with %d: %s", code, out)
	}
	if !strings.Contains(out.String(), out.wanted) {
		t.Error(out)
	}
	var errs bytes.Buffer
	if code := run(t.Context(), []string{"sim", "printer", "--faults", "moody"}, streams{strings.NewReader(""), &errs, &errs}); code != exitFailed {
		t.Errorf("ended with %d: %s", code, &errs)
	}
}

// watched calls found when what is wanted was written to it.
type watched struct {
	bytes.Buffer
	wanted string
	found  func()
}

// Write implements io.Writer.
func (w *watched) Write(p []byte) (int, error) {
	n, err := w.Buffer.Write(p)
	if strings.Contains(w.String(), w.wanted) {
		w.found()
	}
	return n, err
}

func TestHelpAndVersion(t *testing.T) {
	var out bytes.Buffer
	for _, arguments := range [][]string{{"--help"}, {"version"}, {"import", "--help"}} {
		if code := run(t.Context(), arguments, streams{strings.NewReader(""), &out, &out}); code != 0 {
			t.Errorf("%v ended with %d: %s", arguments, code, &out)
		}
	}
}

func TestPrintSaysWhatIsMissing(t *testing.T) {
	f := newFolder(t)
	for _, kind := range []string{"items", "locations", "stock"} {
		f.ok("import", kind, f.small(kind))
	}
	f.fails(exitFailed, "there is nothing of that name", "print", "slip", "--order", "SO-404", "--to", f.file("a.png"))
	f.fails(exitFailed, "the slip belongs to an order", "print", "slip", "--to", f.file("a.png"))
	f.fails(exitFailed, "ends in .png", "print", "slip", "--order", "SO-1", "--to", f.file("a.doc"))
	f.fails(exitFailed, "such as 102x152", "print", "slip", "--order", "SO-1", "--media", "wide", "--to", f.file("a.png"))
	f.fails(exitFailed, "comes out once", "print", "label", "--order", "SO-1", "--to", "zpl+tcp://127.0.0.1:9")
	f.fails(exitFailed, "option of the printer's URL", "print", "slip", "--order", "SO-1", "--dpi", "300", "--to", "zpl+tcp://127.0.0.1:9")
	f.ok("import", "totes", f.small("totes"))
	f.fails(exitFailed, "has no case", "print", "case", "--item", "MUG-SAND", "--to", f.file("a.png"))
	f.fails(exitFailed, "no parcel was handed over on 2026-01-02", "print", "manifest", "--day", "2026-01-02", "--to", f.file("a.png"))
	f.fails(exitFailed, "label of a bin: say of which", "print", "bin", "--to", f.file("a.png"))
	f.ok("print", "bin", "--bin", "A-01-01", "--to", f.file("bin.zpl"))
	f.ok("print", "tote", "--tote", "T-0001", "--to", f.file("tote.pdf"), "--media", "60x40")
	f.ok("print", "item", "--item", "MUG-MOSS", "--to", f.file("item.png"))
	f.ok("print", "commands", "--to", f.file("commands.pdf"))
	f.fails(exitFailed, "poster", "print", "poster", "--to", f.file("a.png"))
	f.fails(exitFailed, "--to is missing", "print", "slip", "--order", "SO-1")
}

// A shop begins from the layout that is there, and is told where its own is
// wrong.
func TestTheLayoutOfTheLabelIsAFile(t *testing.T) {
	f := newFolder(t)
	text := f.ok("print", "layout", "--default")
	f.write("label.toml", text)
	f.change(`label_layout = ""`, `label_layout = "label.toml"`)
	if got := f.ok("print", "layout"); got != text {
		t.Errorf("the layout is %q", got)
	}
	f.write("label.toml", strings.Replace(text, `"sscc"`, `"sccs"`, 1))
	f.fails(exitFailed, "(sccs): there is no such field", "print", "layout")
	f.change(`label_layout = "label.toml"`, `label_layout = "nowhere.toml"`)
	f.fails(exitFailed, "paper.label_layout: the layout cannot be read", "print", "layout")
}
