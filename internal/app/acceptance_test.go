package app_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"tallyman/devices/sim"
)

// plays carries out lines as the files of fixtures/scenarios have them.
func (r *rig) plays(t *testing.T, lines ...string) {
	t.Helper()
	r.play(t, strings.Join(lines, "\n"))
}

func (r *rig) isSound(t *testing.T) {
	t.Helper()
	must(t, r.sound())
}

// picking stands at the bin A-01-01, with an order for so many blue mugs.
func (r *rig) picking(t *testing.T, units int) {
	t.Helper()
	r.plays(t,
		fmt.Sprintf("lay A-01-01 MUG-BLUE %d", units),
		fmt.Sprintf("order SO-1 MUG-BLUE*%d", units),
		"release 0",
		"pick-1 scans Anna -> good welcome",
		"pick-1 scans NEXT -> good list_taken",
		"pick-1 scans T-0001 -> good tote_bound",
		"pick-1 scans A-01-01 -> good location_confirmed",
	)
}

// unitsIn is how many units of an item are in a place.
func (r *rig) unitsIn(t *testing.T, sku, where string) int {
	t.Helper()
	places, err := r.places(sku)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range places {
		if p.Place == where {
			return p.Quantity
		}
	}
	return 0
}

func TestTheSameCodeIsOneUnitWithinTheWindowAndTwoBeyondIt(t *testing.T) {
	r := newRig(t, false, map[string]string{"double_window": "200ms"})
	r.picking(t, 10)
	scanner := r.stations["pick-1"].scanner
	mug := r.codes["gtin:MUG-BLUE"]
	for _, c := range []struct {
		apart time.Duration
		units int
	}{{50 * time.Millisecond, 1}, {400 * time.Millisecond, 2}} {
		r.plays(t, "pick-1 scans HELP -> good help") // so that the first is no double
		before, heard := r.unitsIn(t, "MUG-BLUE", "tote:T-0001"), len(scanner.Answers())
		for range 2 {
			if err := scanner.Send(mug); err != nil {
				t.Fatal(err)
			}
			r.pause(c.apart)
		}
		answers, err := scanner.WaitAnswers(r.ctx, heard+2)
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range answers[heard:] {
			if a.Kind != sim.Good {
				t.Errorf("%v apart: an answer is %s", c.apart, a.Kind)
			}
		}
		if n := r.unitsIn(t, "MUG-BLUE", "tote:T-0001") - before; n != c.units {
			t.Errorf("%v apart: %d units were counted, want %d", c.apart, n, c.units)
		}
	}
	r.isSound(t)
}

func TestOneUnitIsReservedOnceForAHundredOrders(t *testing.T) {
	r := newRig(t, false, nil)
	r.plays(t, "lay A-01-01 MUG-BLUE 1")
	var placing sync.WaitGroup
	for i := range 100 {
		placing.Go(func() {
			body := fmt.Sprintf(`{"order":"SO-%03d","placed_at":"2026-03-02T08:00:00Z","service":"standard","currency":"EUR",
				"address":{"name":"Jane Bloggs","line1":"1 Example Road","city":"London","country":"GB"},
				"lines":[{"sku":"MUG-BLUE","quantity":1,"unit_price_minor":1290,"tax_percent":"20"}]}`, i)
			request, err := http.NewRequestWithContext(r.ctx, http.MethodPost, "http://tallyman/api/v1/orders", strings.NewReader(body))
			if err != nil {
				t.Error(err)
				return
			}
			request.Header.Set("Content-Type", "application/json")
			request.Header.Set("Idempotency-Key", fmt.Sprint("order-", i))
			response, err := r.web.Do(request)
			if err != nil {
				t.Error(err)
				return
			}
			defer response.Body.Close()
			if response.StatusCode != http.StatusCreated && response.StatusCode != http.StatusOK {
				t.Errorf("order %d: %s", i, response.Status)
			}
		})
	}
	placing.Wait()
	for state, want := range map[string]int{"open": 1, "scheduled": 99} {
		var page struct {
			Rows []json.RawMessage `json:"rows"`
		}
		if err := r.get("/api/v1/orders?limit=500&state="+state, &page); err != nil {
			t.Fatal(err)
		}
		if len(page.Rows) != want {
			t.Errorf("%d orders are %s, want %d", len(page.Rows), state, want)
		}
	}
	r.plays(t, "expect item MUG-BLUE on_hand=1 reserved=1 available=0")
	r.isSound(t)
}

func TestTwoPickersNeverGetTheSameWork(t *testing.T) {
	const rounds = 50
	r := newRig(t, false, nil)
	r.plays(t, fmt.Sprintf("lay A-01-01 MUG-BLUE %d", 2*rounds))
	var badges bytes.Buffer
	fmt.Fprintln(&badges, "name,role,code")
	for i := range 2 * rounds {
		name := fmt.Sprint("picker-", i)
		r.codes[name] = own(t, 'B', fmt.Sprintf("PICKER%03d", i))
		fmt.Fprintf(&badges, "%s,picker,%s\n", name, r.codes[name])
	}
	if err := r.imports("badges", badges.Bytes()); err != nil {
		t.Fatal(err)
	}
	for i := range 2 * rounds {
		r.plays(t, fmt.Sprintf("order SO-%03d MUG-BLUE*1", i), "release 0")
	}
	given := map[any]string{}
	for i := range rounds {
		r.plays(t,
			fmt.Sprintf("together pick-1 picker-%d pick-2 picker-%d -> welcome welcome", 2*i, 2*i+1),
			"together pick-1 NEXT pick-2 NEXT -> list_taken list_taken",
		)
		for _, id := range []string{"pick-1", "pick-2"} {
			row, err := r.row(id)
			if err != nil {
				t.Fatal(err)
			}
			list := row.rest["work"]
			if other, taken := given[list]; taken || list == nil {
				t.Fatalf("round %d: %s was given list %v, which %s has", i, id, list, other)
			}
			given[list] = fmt.Sprintf("%s in round %d", id, i)
		}
	}
	r.isSound(t)
}

func TestThreeCodesAreOneItem(t *testing.T) {
	r := newRig(t, false, nil)
	items := "sku,gtin,name,weight_grams,length_mm,width_mm,height_mm,fragile,price_minor,currency,tax_percent,case_gtin,case_quantity\n" +
		"TISSUES,036000291452,Tissues,100,,,,,,,,,\n"
	if err := r.imports("items", []byte(items)); err != nil {
		t.Fatal(err)
	}
	r.codes["UPC-12"], r.codes["EAN-13"], r.codes["GS1-128"] = "036000291452", "]E00036000291452", "]C10100036000291452"
	r.plays(t,
		"lay A-01-01 TISSUES 3",
		"order SO-1 TISSUES*3",
		"release 0",
		"pick-1 scans Anna -> good welcome",
		"pick-1 scans NEXT -> good list_taken",
		"pick-1 scans T-0001 -> good tote_bound",
		"pick-1 scans A-01-01 -> good location_confirmed",
		"pick-1 scans UPC-12 -> good item_picked quantity=1",
		"pick-1 scans EAN-13 -> good item_picked quantity=2",
		"pick-1 scans GS1-128 -> good item_picked quantity=3",
		"expect units TISSUES tote:T-0001=3",
	)
	r.isSound(t)
}

// A label under way when the printer resets may be on paper or not. It must not
// be sent again by itself, and the queue goes on with the next order's papers.
func TestAPrinterThatResetsIsNotSentAgain(t *testing.T) {
	for fault, printed := range map[string]int{"reset=1": 0, "reset=500": 0, "reset_end": 1} {
		t.Run(fault, func(t *testing.T) {
			r := newRig(t, false, nil)
			r.plays(t, "lay A-01-01 MUG-BLUE 2", "order SO-1 MUG-BLUE*1", "order SO-2 MUG-BLUE*1")
			r.picks(t, "T-0001")
			r.picks(t, "T-0002")
			r.plays(t,
				"printer printer-1 "+fault,
				"pack-1 scans Erik -> good welcome",
				"pack-1 scans SO-1 -> good order_opened",
				"pack-1 scans gtin:MUG-BLUE -> good parcel_closed",
				"papers SO-1 label:unknown invoice:queued",
				"printer printer-1 ok",
			)
			sscc := r.sscc(t, "SO-1")
			// The order goes to a parking place, so that the next one can be
			// packed at the same printer.
			r.plays(t,
				"pack-1 scans PARK -> good scan_parking_card",
				"pack-1 scans CARD1 -> good parked",
				"pack-1 scans SO-2 -> good order_opened",
				"pack-1 scans gtin:MUG-BLUE -> good parcel_closed",
				"papers SO-2 label:confirmed invoice:confirmed",
				"papers SO-1 label:unknown invoice:queued",
			)
			if n := r.copies(t, sscc); n != printed {
				t.Errorf("the label of SO-1 came out %d times, want %d", n, printed)
			}
			r.isSound(t)
		})
	}
}

// picks takes the next list and one blue mug into a tote, and puts it down.
func (r *rig) picks(t *testing.T, tote string) {
	t.Helper()
	r.plays(t,
		"release 0",
		"pick-1 scans Anna -> good welcome",
		"pick-1 scans NEXT -> good list_taken",
		"pick-1 scans "+tote+" -> good tote_bound",
		"pick-1 scans A-01-01 -> good location_confirmed",
		"pick-1 scans gtin:MUG-BLUE -> good item_picked",
		"pick-1 scans STAGE1 -> good totes_dropped",
		"pick-1 scans LOGOUT -> good logged_out",
	)
}

// sscc is the number of an order's parcel.
func (r *rig) sscc(t *testing.T, order string) string {
	t.Helper()
	detail, err := r.orderOf(order)
	if err != nil {
		t.Fatal(err)
	}
	parcels, _ := detail["parcels"].([]any)
	if len(parcels) == 0 {
		t.Fatalf("%s has no parcel", order)
	}
	return fmt.Sprint(parcels[0].(map[string]any)["sscc"])
}

// copies is how many labels with an SSCC came out of any printer.
func (r *rig) copies(t *testing.T, sscc string) int {
	t.Helper()
	n := 0
	for _, p := range r.printers {
		for _, label := range p.Labels() {
			for _, text := range label.Texts(sim.FieldGS1128) {
				if strings.Contains(text, sscc) {
					n++
				}
			}
		}
	}
	return n
}
