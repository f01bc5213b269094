package spool_test

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"tallyman/devices/printer"
	"tallyman/devices/sim"
	"tallyman/internal/floor"
	"tallyman/internal/floor/order"
	"tallyman/internal/floor/print"
	"tallyman/internal/floor/shift"
	"tallyman/internal/floor/ship"
	"tallyman/internal/floor/stock"
	"tallyman/internal/ledger"
	"tallyman/internal/ledger/engine"
	"tallyman/internal/spool"
	"tallyman/internal/warehouse"
)

// packing is a real warehouse with a packing station whose papers all go to
// one simulated printer.
type packing struct {
	*warehouse.Warehouse
	t         *testing.T
	ledger    *ledger.Ledger
	printer   *sim.Printer
	spool     *spool.Spool
	committed chan struct{}
}

// attempts writes the attempt's code on the paper, for it to be scanned.
type attempts struct{}

func (attempts) Compose(_ context.Context, job print.Job, _ printer.Printer) ([]byte, error) {
	return fmt.Appendf(nil, "^XA^PW812^FO10,10^A0N,30,30^FD%s %s^FS^XZ", job.Document, job.Attempt), nil
}

func newPacking(t *testing.T, faults sim.PrinterFaults) *packing {
	t.Helper()
	p := &packing{t: t, committed: make(chan struct{}, 1)}
	var err error
	p.printer, err = sim.NewPrinter(sim.PrinterOptions{Faults: faults})
	p.must(err)
	t.Cleanup(func() { _ = p.printer.Close() })
	p.ledger, err = ledger.Open(t.Context(), ledger.Options{
		Path: filepath.Join(t.TempDir(), "floor.db"), Stages: warehouse.Stages(), Projection: warehouse.Projection,
	})
	p.must(err)
	p.Warehouse = warehouse.New(p.ledger, warehouse.Options{})
	t.Cleanup(func() {
		p.Close()
		if err := p.ledger.Close(); err != nil {
			t.Error(err)
		}
	})
	p.furnish()
	device, err := printer.Open(p.printer.URL())
	p.must(err)
	p.spool, err = spool.New(spool.Options{
		Jobs: p.Warehouse, Composer: attempts{}, Printers: map[string]printer.Printer{"labels": device},
		Trouble: func(string, printer.Trouble) {}, Now: time.Now, Poll: time.Hour, Finish: patience,
		Backoff: func(int) time.Duration { return time.Millisecond },
	})
	p.must(err)
	p.ledger.OnCommit(func(ledger.Commit) {
		p.spool.Wake("labels")
		select {
		case p.committed <- struct{}{}:
		default:
		}
	})
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		p.spool.Run(ctx)
	}()
	t.Cleanup(func() {
		cancel()
		<-ended
	})
	return p
}

func (p *packing) furnish() {
	p.t.Helper()
	ctx := p.t.Context()
	p.must(p.DefineSite(ctx, ship.Site{
		GS1Prefix: "9520", GS1Extension: "0", TimeZone: "UTC", PrintExpiry: time.Hour,
		Services: []ship.Service{{ID: "standard", Digits: 8, From: 1, To: 99, CutOff: "16:00", Days: []int{0, 1, 2, 3, 4, 5, 6}}},
	}))
	p.must(p.DefineStations(ctx, []shift.StationDefined{
		{Station: "pick-1", Kind: shift.Pick}, {Station: "pack-1", Kind: shift.Pack, Labels: "labels", Documents: "labels"},
	}))
	p.created(p.DefineItems(ctx, []stock.Item{{SKU: "MUG", Name: "Mug"}}))
	p.created(p.DefineLocations(ctx, []stock.Location{{ID: "A-01"}}))
	p.created(p.CountStock(ctx, []stock.Count{{Location: "A-01", SKU: "MUG", Quantity: 1, Key: "1"}}))
	p.created(p.IssueBadges(ctx, []shift.BadgeDraft{{Name: "Erik", Role: shift.Packer, Code: own(p.t, floor.CodeBadge, "ERIK1")}}))
	p.created(p.DefineTotes(ctx, []shift.ToteDraft{{Code: own(p.t, floor.CodeTote, "0001")}}))
	p.created(p.PlaceOrders(ctx, []order.Draft{{
		Order: "SO-1", PlacedAt: time.Now(), Service: "standard", Currency: "EUR",
		Lines: []order.Line{{Number: 1, SKU: "MUG", Quantity: 1, UnitPriceMinor: 100}},
	}}))
	_, _, err := p.Release(ctx, 1)
	p.must(err)
}

func own(t *testing.T, kind floor.CodeKind, body string) floor.Code {
	t.Helper()
	code, err := floor.NewCode(kind, body)
	if err != nil {
		t.Fatal(err)
	}
	return code
}

func (p *packing) must(err error) {
	p.t.Helper()
	if err != nil {
		p.t.Fatal(err)
	}
}

func (p *packing) created(results []floor.Result, err error) {
	p.t.Helper()
	p.must(err)
	for _, result := range results {
		if result.Change != floor.Created && result.Change != floor.Changed {
			p.t.Fatalf("%+v", result)
		}
	}
}

// scan reads a code and wants it said.
func (p *packing) scan(at floor.StationID, text, said string) floor.Verdict {
	p.t.Helper()
	scan := floor.Scan{Station: at, Device: string(at), Raw: text, At: time.Now()}
	scan.Own, scan.Reading = floor.ReadCode(text)
	answer, err := p.Scan(p.t.Context(), warehouse.Ask{Scan: scan})
	p.must(err)
	if answer.Verdict.Said.Code != said {
		p.t.Fatalf("%s said %+v, want %s", text, answer.Verdict, said)
	}
	return answer.Verdict
}

// pack picks and packs the order; its label and invoice are queued then.
func (p *packing) pack() {
	p.t.Helper()
	badge, tote := own(p.t, floor.CodeBadge, "ERIK1").String(), own(p.t, floor.CodeTote, "0001").String()
	p.scan("pick-1", badge, "welcome")
	p.scan("pick-1", own(p.t, floor.CodeCommand, "NEXT").String(), "list_taken")
	p.scan("pick-1", tote, "tote_bound")
	p.scan("pick-1", "A-01", "location_confirmed")
	p.scan("pick-1", "MUG", "item_picked")
	p.scan("pick-1", own(p.t, floor.CodeStation, "PACK1").String(), "totes_dropped")
	p.scan("pack-1", badge, "welcome")
	p.scan("pack-1", tote, "order_opened")
	p.scan("pack-1", "MUG", "parcel_closed")
}

// states waits until the print jobs are in these states, oldest first.
func (p *packing) states(want string) {
	p.t.Helper()
	timeout := time.After(patience)
	for {
		var got string
		p.must(p.ledger.Read(p.t.Context(), p.ledger.Head().Seq, func(r engine.Reader, _ int64) error {
			return r.Query(func(row engine.Row) error {
				got += row.Text(0) + " " + row.Text(1) + "; "
				return nil
			}, `SELECT document, state FROM print_job ORDER BY number`)
		}))
		if got == want {
			return
		}
		select {
		case <-p.committed:
		case <-timeout:
			p.t.Fatalf("the papers are %q, want %q", got, want)
		}
	}
}

func (p *packing) papers() (papers []string) {
	for _, label := range p.printer.Labels() {
		papers = append(papers, label.Texts(sim.FieldText)...)
	}
	return papers
}

func TestPapersOfARealOrder(t *testing.T) {
	p := newPacking(t, sim.PrinterFaults{})
	p.pack()
	p.states("label confirmed; invoice confirmed; ")
	papers := p.papers()
	if len(papers) != 2 || papers[0][:6] != "label " || papers[1][:8] != "invoice " {
		t.Fatalf("printed %q", papers)
	}
	p.scan("pack-1", papers[0][6:], "order_packed_done")
}

// The printer is reset after the label was read: nobody knows whether it
// printed, and the packer says so with a command. The invoice waits for that.
func TestAResetIsAskedAtTheStation(t *testing.T) {
	p := newPacking(t, sim.PrinterFaults{ResetAtEnd: true})
	p.pack()
	p.states("label unknown; invoice queued; ")
	p.must(p.printer.Set(sim.PrinterFaults{}))
	help := p.scan("pack-1", own(t, floor.CodeCommand, "HELP").String(), "help")
	if help.Next.Code != "next_printed_or_reprint" {
		t.Errorf("the packer is asked %+v", help.Next)
	}
	p.scan("pack-1", own(t, floor.CodeCommand, "REPRINT").String(), "reprinting")
	p.states("label void; invoice confirmed; label confirmed; ")
	papers := p.papers()
	if len(papers) != 3 {
		t.Fatalf("printed %q", papers)
	}
	p.scan("pack-1", papers[0][6:], "label_copy_old")
	p.scan("pack-1", own(t, floor.CodeCommand, "ACK").String(), "acknowledged")
	p.scan("pack-1", papers[2][6:], "order_packed_done")
}
