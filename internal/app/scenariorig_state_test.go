package app_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"tallyman/devices/sim"
)

// stationRow is what the screen of a station shows.
type stationRow struct {
	ID      string         `json:"id"`
	Outcome string         `json:"outcome"`
	Said    map[string]any `json:"said"`
	Next    map[string]any `json:"next"`
	rest    map[string]any
}

func (r *rig) row(id string) (stationRow, error) {
	var list struct {
		Rows []json.RawMessage `json:"rows"`
	}
	if err := r.get("/api/v1/stations", &list); err != nil {
		return stationRow{}, err
	}
	for _, raw := range list.Rows {
		var row stationRow
		if err := json.Unmarshal(raw, &row); err != nil {
			return row, err
		}
		if row.ID == id {
			return row, json.Unmarshal(raw, &row.rest)
		}
	}
	return stationRow{}, fmt.Errorf("there is no station %s", id)
}

// is compares the last answer with OUTCOME CODE KEY=VALUE …; a key that begins
// with "next" is of what is asked for now, and "takeover" says that the screen
// is held.
func (s stationRow) is(want []string) error {
	if len(want) < 2 {
		return errors.New("a scan needs an expectation: -> good item_picked")
	}
	got := fmt.Sprintf("%s %v, then %v", s.Outcome, compact(s.Said), compact(s.Next))
	if s.Outcome != want[0] || fmt.Sprint(s.Said["code"]) != want[1] {
		return errors.New("the answer was " + got)
	}
	for _, word := range want[2:] {
		key, value, _ := strings.Cut(word, "=")
		has := s.Said[key]
		switch {
		case key == "next":
			has = s.Next["code"]
		case strings.HasPrefix(key, "next."):
			has = s.Next[strings.TrimPrefix(key, "next.")]
		case word == "takeover":
			has, value = s.rest[key], "true"
		case key == "takeover":
			has = s.rest[key]
		}
		if !same(has, value) {
			return fmt.Errorf("%s is %v; the answer was %s", key, has, got)
		}
	}
	return nil
}

// same compares a JSON value with a word; what is left out is "" or 0.
func same(has any, want string) bool {
	if has == nil {
		return want == "" || want == "0" || want == "false"
	}
	return fmt.Sprint(has) == want
}

func compact(phrase map[string]any) string {
	text, _ := json.Marshal(phrase)
	return string(text)
}

// said checks the answer to the last scan of a station, and that the scanner
// made the right sound.
func (r *rig) said(id string, want []string) error {
	row, err := r.row(id)
	if err != nil {
		return err
	}
	if err := row.is(want); err != nil {
		return err
	}
	sound, known := map[string]sim.AnswerKind{"good": sim.Good, "over": sim.Over, "unknown": sim.Attention}[row.Outcome]
	if !known {
		sound = sim.Bad
	}
	if heard := r.stations[id].heard; heard != sound {
		return fmt.Errorf("the screen says %s, the scanner heard %s", row.Outcome, heard)
	}
	return nil
}

func (r *rig) heard(at *bench, answer sim.Answer) { at.heard = answer.Kind }

// wants checks what a station asks for: CODE KEY=VALUE …
func (r *rig) wants(id string, want []string) error {
	row, err := r.row(id)
	if err != nil {
		return err
	}
	if fmt.Sprint(row.Next["code"]) != want[0] {
		return fmt.Errorf("it wants %s", compact(row.Next))
	}
	return fields(row.Next, want[1:])
}

// fields compares an object with words of the form KEY=VALUE.
func fields(object map[string]any, want []string) error {
	for _, word := range want {
		key, value, _ := strings.Cut(word, "=")
		if !same(object[key], value) {
			return fmt.Errorf("%s is %v in %s", key, object[key], compact(object))
		}
	}
	return nil
}

// eventually tries until the check passes or the scenario has taken too long.
func (r *rig) eventually(check func() error) error {
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for {
		err := check()
		if err == nil {
			return nil
		}
		select {
		case <-tick.C:
		case <-r.ctx.Done():
			return err
		}
	}
}

// expect compares what is stored: expect KIND ID …
func (r *rig) expect(s step) error {
	words := s.does[1:]
	switch words[0] {
	case "order":
		order, err := r.orderOf(words[1])
		if err != nil {
			return err
		}
		return fields(order["order"].(map[string]any), append([]string{"state=" + words[2]}, words[3:]...))
	case "line":
		return r.entry(words[1], "lines", words[2], words[3:])
	case "parcel":
		return r.entry(words[1], "parcels", words[2], words[3:])
	case "invoice":
		order, err := r.orderOf(words[1])
		if err != nil {
			return err
		}
		invoice, _ := order["invoice"].(map[string]any)
		return fields(invoice, words[2:])
	case "units":
		return r.units(words[1], words[2:])
	case "list":
		var list map[string]map[string]any
		if err := r.getLoose("/api/v1/pick-lists/"+words[1], &list, "pick_list"); err != nil {
			return err
		}
		return fields(list["pick_list"], words[2:])
	case "item":
		var item map[string]any
		if err := r.get("/api/v1/items/"+words[1], &item); err != nil {
			return err
		}
		return fields(item, words[2:])
	case "station":
		return r.eventually(func() error { return r.station(words[1], words[2:]) })
	}
	return fmt.Errorf("nothing is known of %q", words[0])
}

// getLoose reads one member of an object, whatever else is in it.
func (r *rig) getLoose(path string, into *map[string]map[string]any, member string) error {
	var all map[string]json.RawMessage
	if err := r.get(path, &all); err != nil {
		return err
	}
	var one map[string]any
	err := json.Unmarshal(all[member], &one)
	*into = map[string]map[string]any{member: one}
	return err
}

func (r *rig) orderOf(id string) (map[string]any, error) {
	var order map[string]any
	err := r.get("/api/v1/orders/"+id, &order)
	return order, err
}

// entry checks the nth line or parcel of an order.
func (r *rig) entry(id, member, nth string, want []string) error {
	order, err := r.orderOf(id)
	if err != nil {
		return err
	}
	n, err := strconv.Atoi(nth)
	if err != nil {
		return err
	}
	list, _ := order[member].([]any)
	if n > len(list) {
		return fmt.Errorf("%s has %d %s", id, len(list), member)
	}
	return fields(list[n-1].(map[string]any), want)
}

// station checks a station's row; scanner and printer are their states.
func (r *rig) station(id string, want []string) error {
	row, err := r.row(id)
	if err != nil {
		return err
	}
	for _, device := range []string{"scanner", "printer"} {
		if state, ok := row.rest[device].(map[string]any); ok {
			row.rest[device] = state["state"]
			row.rest[device+"_trouble"] = state["trouble"]
		}
	}
	return fields(row.rest, want)
}

// units compares all places of an item: SKU bin:A-01-01=18 tote:T-0001=2.
func (r *rig) units(sku string, want []string) error {
	var got []string
	places, err := r.places(sku)
	for _, p := range places {
		got = append(got, fmt.Sprintf("%s=%d", p.Place, p.Quantity))
	}
	slices.Sort(got)
	want = slices.Sorted(slices.Values(want))
	if err == nil && !slices.Equal(got, want) {
		err = fmt.Errorf("they are in %v", got)
	}
	return err
}

// papers waits until the print jobs of an order are as said, oldest first:
// papers ORDER label:confirmed invoice:sent.
func (r *rig) papers(s step) error {
	return r.eventually(func() error {
		order, err := r.orderOf(s.does[1])
		if err != nil {
			return err
		}
		var got []string
		jobs, _ := order["print_jobs"].([]any)
		for _, job := range jobs {
			row := job.(map[string]any)
			got = append(got, fmt.Sprintf("%s:%s", row["document"], row["state"]))
		}
		if !slices.Equal(got, s.does[2:]) {
			return fmt.Errorf("they are %v", got)
		}
		return nil
	})
}

type place struct {
	Place    string `json:"place"`
	Quantity int    `json:"quantity"`
}

func (r *rig) places(sku string) ([]place, error) {
	var item struct {
		Places []place `json:"places"`
	}
	err := r.get("/api/v1/items/"+sku, &item)
	return item.Places, err
}

// sound is what holds at the end of every scenario: what was laid is in the
// house or left it, and the tables say what the entries say.
func (r *rig) sound() error {
	r.server.ahead.Store(0)
	for sku, laid := range r.laid {
		places, err := r.places(sku)
		if err != nil {
			return err
		}
		units := r.left[sku]
		for _, p := range places {
			units += p.Quantity
		}
		if units != laid {
			return fmt.Errorf("%d of %s were laid and %d are there or left: %v", laid, sku, units, places)
		}
	}
	var line struct {
		Report struct {
			Sound       bool              `json:"sound"`
			Differences []json.RawMessage `json:"differences"`
		} `json:"report"`
	}
	if err := r.post("/api/v1/ledger/verify", map[string]any{}, &line); err != nil {
		return fmt.Errorf("verify: %w", err)
	}
	if !line.Report.Sound {
		return fmt.Errorf("verify found %s", line.Report.Differences)
	}
	return nil
}
