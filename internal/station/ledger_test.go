package station_test

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"tallyman/devices/scanner"
	"tallyman/devices/sim"
	"tallyman/internal/floor"
	"tallyman/internal/floor/order"
	"tallyman/internal/floor/shift"
	"tallyman/internal/floor/ship"
	"tallyman/internal/floor/stock"
	"tallyman/internal/ledger"
	"tallyman/internal/ledger/engine"
	"tallyman/internal/station"
	"tallyman/internal/warehouse"
)

// shelf is a warehouse with one item in one bin and an order for three.
type shelf struct {
	*warehouse.Warehouse
	t      *testing.T
	ledger *ledger.Ledger
	// stored, when set, is called when a scan is stored and not yet answered.
	stored func(floor.Scan)
}

// Scan lets a test come between the commit and the answer.
func (s *shelf) Scan(ctx context.Context, ask warehouse.Ask) (warehouse.Answer, error) {
	answer, err := s.Warehouse.Scan(ctx, ask)
	if s.stored != nil {
		s.stored(ask.Scan)
	}
	return answer, err
}

func newShelf(t *testing.T) *shelf {
	t.Helper()
	l, err := ledger.Open(t.Context(), ledger.Options{
		Path: filepath.Join(t.TempDir(), "floor.db"), Stages: warehouse.Stages(), Projection: warehouse.Projection,
	})
	if err != nil {
		t.Fatal(err)
	}
	s := &shelf{Warehouse: warehouse.New(l, warehouse.Options{}), t: t, ledger: l}
	t.Cleanup(func() {
		s.Close()
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	})
	ctx := t.Context()
	s.must(s.DefineSite(ctx, ship.Site{GS1Prefix: "9520", GS1Extension: "0", TimeZone: "UTC", Services: []ship.Service{{
		ID: "standard", Digits: 8, From: 1, To: 99, CutOff: "16:00", Days: []int{0, 1, 2, 3, 4, 5, 6},
	}}}))
	s.must(s.DefineStations(ctx, []shift.StationDefined{{Station: "pick-1", Kind: shift.Pick}}))
	s.created(s.DefineItems(ctx, []stock.Item{{SKU: "MUG", Name: "Mug", GTIN: "036000291452"}}))
	s.created(s.DefineLocations(ctx, []stock.Location{{ID: "A-01"}}))
	s.created(s.CountStock(ctx, []stock.Count{{Location: "A-01", SKU: "MUG", Quantity: 9, Key: "1"}}))
	s.created(s.IssueBadges(ctx, []shift.BadgeDraft{{Name: "Anna", Role: shift.Picker, Code: code(t, floor.CodeBadge, "ANNA1")}}))
	s.created(s.DefineTotes(ctx, []shift.ToteDraft{{Code: code(t, floor.CodeTote, "0001")}}))
	s.created(s.PlaceOrders(ctx, []order.Draft{{
		Order: "SO-1", PlacedAt: start(), Service: "standard", Currency: "EUR",
		Lines: []order.Line{{Number: 1, SKU: "MUG", Quantity: 3}},
	}}))
	_, released, err := s.Release(ctx, 1)
	s.must(err)
	if !released.Verdict.Accepted() {
		t.Fatalf("nothing was released: %+v", released.Verdict)
	}
	return s
}

func (s *shelf) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

func (s *shelf) created(results []floor.Result, err error) {
	s.t.Helper()
	s.must(err)
	for _, result := range results {
		if result.Change != floor.Created && result.Change != floor.Changed {
			s.t.Fatalf("%+v", result)
		}
	}
}

func (s *shelf) picked() (units string) {
	s.t.Helper()
	s.must(s.ledger.Read(s.t.Context(), s.ledger.Head().Seq, func(r engine.Reader, _ int64) error {
		return r.Query(func(row engine.Row) error {
			units = row.Text(0)
			return nil
		}, `SELECT CAST(sum(picked) AS TEXT) FROM pick_line`)
	}))
	return units
}

// plugIn gives the station a scanner on a port of its own.
func (s *shelf) plugIn(aim string) *sim.Scanner {
	s.t.Helper()
	return s.plugInA(sim.ScannerOptions{Profile: sim.Datalogic, AIM: aim, Patience: 10 * time.Second}, "")
}

func (s *shelf) plugInA(o sim.ScannerOptions, options string) *sim.Scanner {
	s.t.Helper()
	device, err := sim.NewScanner(o)
	s.must(err)
	s.t.Cleanup(func() { _ = device.Close() })
	port, err := scanner.Open("pick-1"+o.AIM, fmt.Sprintf("serial:%s?answer=%s%s", device.Path(), o.Profile, options))
	s.must(err)
	handler := station.New(station.Options{
		Station: "pick-1", Ledger: s, Now: time.Now, Patience: port.Patience(), Window: 200 * time.Millisecond,
	})
	ctx, cancel := context.WithCancel(s.t.Context())
	ended := make(chan error, 1)
	go func() { ended <- port.Run(ctx, handler.Handle) }()
	s.t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			s.t.Error(err)
		}
	})
	s.must(device.WaitOpened(s.t.Context()))
	return device
}

func (s *shelf) scan(device *sim.Scanner, text string, want sim.AnswerKind) {
	s.t.Helper()
	answer, err := device.Scan(s.t.Context(), text)
	if err != nil || answer.Kind != want {
		s.t.Fatalf("%q was answered %+v, %v; want %s", text, answer, err, want)
	}
}

// From the bytes on the line to the ledger and back: UPC-12, EAN-13 and GS1-128
// are one item, and a broken symbol is none.
func TestOneItemInEverySymbol(t *testing.T) {
	s := newShelf(t)
	plain, ean, gs1128 := s.plugIn(""), s.plugIn("]E0"), s.plugIn("]C1")
	s.scan(plain, "036000291452", sim.Bad) // no badge yet
	s.scan(plain, code(t, floor.CodeBadge, "ANNA1").String(), sim.Good)
	s.scan(plain, code(t, floor.CodeCommand, "NEXT").String(), sim.Good)
	s.scan(plain, strings.ToLower(code(t, floor.CodeTote, "0001").String()), sim.Good)
	s.scan(plain, " A-01 ", sim.Good)
	s.scan(plain, "036000291452", sim.Good)
	s.scan(ean, "0036000291452", sim.Good)
	s.scan(gs1128, "0100036000291453", sim.Bad)
	s.scan(gs1128, "010003600029145210L7", sim.Good)
	if units := s.picked(); units != "3" {
		t.Errorf("%s units are picked", units)
	}
	s.scan(plain, "0036000291452", sim.Over) // one too many
	if units := s.picked(); units != "3" {
		t.Errorf("%s units are picked", units)
	}
}

// Two reads of one trigger are one unit with two answers.
func TestADoubleIsAnsweredAndNotCounted(t *testing.T) {
	s := newShelf(t)
	device := s.plugIn("")
	s.scan(device, code(t, floor.CodeBadge, "ANNA1").String(), sim.Good)
	s.scan(device, code(t, floor.CodeCommand, "NEXT").String(), sim.Good)
	s.scan(device, code(t, floor.CodeTote, "0001").String(), sim.Good)
	s.scan(device, "A-01", sim.Good)
	before := len(device.Answers())
	s.must(device.SendRaw([]byte("036000291452\r036000291452\r")))
	answers, err := device.WaitAnswers(t.Context(), before+2)
	s.must(err)
	for _, answer := range answers[before:] {
		if answer.Kind != sim.Good {
			t.Errorf("answered %+v", answer)
		}
	}
	if units := s.picked(); units != "1" {
		t.Errorf("%s units are picked", units)
	}
}

// A scanner that is pulled out between the commit and the answer: the count
// stands, and the station counts on only when the worker has decided.
func TestAnAnswerThatWasNotHeardIsSettledFirst(t *testing.T) {
	s := newShelf(t)
	var pulled atomic.Pointer[sim.Scanner]
	s.stored = func(scan floor.Scan) {
		if scan.Device != "pick-1]E0" {
			return
		}
		if err := pulled.Load().Unplug(); err != nil {
			t.Error(err)
		}
	}
	other := s.plugIn("")
	pulled.Store(s.plugIn("]E0"))
	s.scan(other, code(t, floor.CodeBadge, "ANNA1").String(), sim.Good)
	s.scan(other, code(t, floor.CodeCommand, "NEXT").String(), sim.Good)
	s.scan(other, code(t, floor.CodeTote, "0001").String(), sim.Good)
	s.scan(other, "A-01", sim.Good)
	s.must(pulled.Load().Send("0036000291452"))
	s.eventually(func() bool { return s.asked("answer_unknown") })
	s.scan(other, "036000291452", sim.Bad)
	s.scan(other, code(t, floor.CodeCommand, "UNDO").String(), sim.Good)
	if units := s.picked(); units != "0" {
		t.Errorf("%s units are picked after UNDO", units)
	}
	s.scan(other, "036000291452", sim.Good)
	if units := s.picked(); units != "1" {
		t.Errorf("%s units are picked", units)
	}
}

// asked says whether the station was ever told something.
func (s *shelf) asked(said string) (found bool) {
	s.t.Helper()
	s.must(s.ledger.Read(s.t.Context(), 0, func(r engine.Reader, _ int64) error {
		return r.Query(func(engine.Row) error {
			found = true
			return nil
		}, `SELECT 1 FROM entry WHERE station = 'pick-1' AND verdict LIKE ?1`, `%"`+said+`"%`)
	}))
	return found
}

func (s *shelf) eventually(holds func() bool) {
	s.t.Helper()
	for deadline := time.Now().Add(10 * time.Second); !holds(); time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			s.t.Fatal("it did not happen within ten seconds")
		}
	}
}

// A scanner with Host ACK does nothing until it is answered. With the ledger's
// writer held by something else it hears a bad answer all the same, and the scan
// that was given up counts nowhere.
func TestHostAckIsAnsweredWithTheLedgerHeld(t *testing.T) {
	s := newShelf(t)
	device := s.plugInA(sim.ScannerOptions{Profile: sim.Honeywell, Suspended: true, Patience: 10 * time.Second}, "&patience=1s")
	badge := code(t, floor.CodeBadge, "ANNA1").String()

	held, release, ended := make(chan struct{}), make(chan struct{}), make(chan error, 1)
	letGo := sync.OnceFunc(func() { close(release) })
	t.Cleanup(letGo)
	go func() {
		_, err := s.ledger.Submit(t.Context(), ledger.Request{
			Class: ledger.Work,
			Decide: func(engine.Tx, time.Time) (ledger.Decision, error) {
				close(held)
				<-release
				return ledger.Decision{Skip: true}, nil
			},
		})
		ended <- err
	}()
	<-held
	before := s.ledger.Head()
	s.scan(device, badge, sim.Bad) // while the writer is held
	letGo()
	s.must(<-ended)
	if after := s.ledger.Head(); after.Seq != before.Seq {
		t.Errorf("a scan that was given up is entry %d", after.Seq)
	}
	s.scan(device, badge, sim.Good)
}
