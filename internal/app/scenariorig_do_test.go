package app_test

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// do carries out a step and checks what must come of it.
func (r *rig) do(s step) error {
	verbs := map[string]func(step) error{
		"set":      func(step) error { return nil },
		"lay":      r.lay,
		"order":    r.order,
		"release":  r.release,
		"cancel":   r.cancel,
		"hold":     r.hold,
		"lift":     r.lift,
		"answer":   r.answer,
		"found":    r.oldLabelGone,
		"troubles": r.troubles,
		"move":     r.move,
		"printer":  r.printer,
		"printed":  r.printed,
		"papers":   r.papers,
		"expect":   r.expect,
		"together": r.together,
		"left":     r.gone,
		"kill":     func(step) error { return r.halt(true) },
		"stop":     func(step) error { return r.halt(false) },
		"start":    func(step) error { return r.start() },
		"clock":    r.clock,
	}
	if do, known := verbs[s.does[0]]; known {
		return do(s)
	}
	if bench, known := r.stations[s.does[0]]; known && len(s.does) > 1 {
		return r.atStation(s.does[0], bench, s)
	}
	return fmt.Errorf("there is no step %q", s.does[0])
}

// lay counts units into a bin: lay BIN SKU QUANTITY -> created, or refused CODE.
func (r *rig) lay(s step) error {
	quantity, err := strconv.Atoi(s.does[3])
	if err != nil {
		return err
	}
	r.keys++
	before, err := r.places(s.does[2])
	if err != nil {
		return err
	}
	err = r.post("/api/v1/stock-counts", map[string]any{
		"location": s.does[1], "sku": s.does[2], "quantity": quantity, "key": fmt.Sprint("count-", r.keys),
	}, nil)
	if err == nil {
		r.laid[s.does[2]] += quantity
		for _, p := range before {
			if p.Place == "bin:"+s.does[1] {
				r.laid[s.does[2]] -= p.Quantity
			}
		}
	}
	return outcome(err, "", s.want)
}

// order places an order: order NUMBER SKU*QUANTITY … KEY=VALUE …
func (r *rig) order(s step) error {
	body := map[string]any{
		"order": s.does[1], "placed_at": "2026-03-02T08:00:00Z", "service": "standard", "currency": "EUR",
		"tax_included": true, "shipping_minor": 490,
		"address": map[string]any{"name": "Jane Bloggs", "line1": "1 Example Road", "city": "London", "country": "GB"},
	}
	var lines []map[string]any
	for _, word := range s.does[2:] {
		if key, value, found := strings.Cut(word, "="); found {
			body[key] = value
			continue
		}
		sku, times, _ := strings.Cut(word, "*")
		quantity, err := strconv.Atoi(times)
		if err != nil {
			return fmt.Errorf("%s is not like MUG-BLUE*2", word)
		}
		lines = append(lines, map[string]any{
			"sku": sku, "quantity": quantity, "unit_price_minor": 1290, "tax_percent": "20",
		})
	}
	body["lines"] = lines
	var placed struct {
		Change string `json:"change"`
	}
	err := r.post("/api/v1/orders", body, &placed)
	return outcome(err, placed.Change, s.want)
}

// outcome compares the answer to a command of the office with "-> WORD", or
// with "-> refused CODE". A step without an arrow must not be refused.
func outcome(err error, said string, want []string) error {
	if refused, ok := errors.AsType[*refusal](err); ok && len(want) == 2 && want[0] == "refused" {
		if refused.Code != want[1] {
			return refused
		}
		return nil
	}
	if err != nil || len(want) == 0 {
		return err
	}
	if want[0] != said {
		return fmt.Errorf("it was %q", said)
	}
	return nil
}

// said is the answer to a command that the rules decide.
type said struct {
	List string `json:"list"`
	Said struct {
		Code string `json:"code"`
	} `json:"said"`
}

// release makes a pick list: release TOTES -> list_released, or refused CODE.
func (r *rig) release(s step) error {
	totes, err := strconv.Atoi(s.does[1])
	if err != nil {
		return err
	}
	var a said
	err = r.post("/api/v1/pick-lists", map[string]any{"totes": totes}, &a)
	return outcome(err, a.Said.Code, s.want)
}

func (r *rig) cancel(s step) error {
	var a said
	err := r.post("/api/v1/orders/"+s.does[1]+"/cancel", map[string]any{"reason": "customer"}, &a)
	return outcome(err, a.Said.Code, s.want)
}

func (r *rig) hold(s step) error {
	var a said
	err := r.post("/api/v1/orders/"+s.does[1]+"/holds", map[string]any{"kind": s.does[2]}, &a)
	return outcome(err, a.Said.Code, s.want)
}

func (r *rig) lift(s step) error {
	var a said
	err := r.call(http.MethodDelete, "/api/v1/orders/"+s.does[1]+"/holds/"+s.does[2], nil, &a)
	return outcome(err, a.Said.Code, s.want)
}

// gone says that units left the house: left SKU QUANTITY.
func (r *rig) gone(s step) error {
	n, err := strconv.Atoi(s.does[2])
	r.left[s.does[1]] += n
	return err
}

// clock sets the server's clock off from ours: clock +13h.
func (r *rig) clock(s step) error {
	ahead, err := time.ParseDuration(strings.TrimPrefix(s.does[1], "+"))
	r.server.ahead.Store(int64(ahead))
	return err
}

// atStation does what a worker does: scans, sends, replugs, or looks at what
// the screen asks for.
func (r *rig) atStation(id string, at *bench, s step) error {
	code := ""
	if len(s.does) > 2 {
		var err error
		if code, err = r.code(at, s.does[2]); err != nil {
			return err
		}
	}
	switch s.does[1] {
	case "scans":
		if err := r.scan(at, code, slices.Contains(s.does, "at-once")); err != nil {
			return err
		}
		return r.said(id, s.want)
	case "sends":
		return r.sends(at, code, s.does[3:])
	case "loses-answer":
		return r.losesAnswer(at, code)
	case "recovers":
		return r.recovers(id, at, code, s.does[3:])
	case "goes-on":
		return r.goesOn(id, at, s.does[2])
	case "half-sends":
		return at.scanner.SendRaw([]byte(code[:len(code)/2]))
	case "unplugs":
		return at.scanner.Unplug()
	case "plugs":
		if err := at.scanner.Plug(); err != nil {
			return err
		}
		return at.scanner.WaitOpened(r.ctx)
	case "wants":
		return r.wants(id, s.does[2:])
	case "waits-for":
		return r.eventually(func() error { return r.wants(id, s.does[2:]) })
	case "screen":
		return r.screen(id, s)
	}
	return fmt.Errorf("nobody %q at a station", s.does[1])
}

// scan reads a code. A worker who scans the same code again means it, and
// waits until it cannot be a double; at once it is one.
func (r *rig) scan(at *bench, code string, atOnce bool) error {
	if !atOnce {
		r.apart(at, code)
	}
	answer, err := at.scanner.Scan(r.ctx, code)
	if err != nil {
		return err
	}
	at.last, at.at = code, answer.At
	r.heard(at, answer)
	return nil
}

func (r *rig) apart(at *bench, code string) {
	if at.last == code {
		r.pause(time.Until(at.at.Add(r.window + 10*time.Millisecond)))
	}
}

func (r *rig) pause(d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-r.ctx.Done():
	}
}

// together scans at two stations at the same moment; want has the two answers,
// whichever station got which: together pick-1 NEXT pick-2 NEXT -> a b.
func (r *rig) together(s step) error {
	done := make(chan error, 2)
	for i := range 2 {
		at := r.stations[s.does[1+2*i]]
		code, err := r.code(at, s.does[2+2*i])
		if err != nil {
			return err
		}
		go func() { done <- r.scan(at, code, true) }()
	}
	if err := errors.Join(<-done, <-done); err != nil {
		return err
	}
	var got []string
	for i := range 2 {
		row, err := r.row(s.does[1+2*i])
		if err != nil {
			return err
		}
		got = append(got, fmt.Sprint(row.Said["code"]))
	}
	slices.Sort(got)
	want := slices.Clone(s.want)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		return fmt.Errorf("they were told %v", got)
	}
	return nil
}

// screen scans from a browser, which names each scan so that it may send it
// again: pick-1 screen ID CODE -> …
func (r *rig) screen(id string, s step) error {
	code, err := r.code(r.stations[id], s.does[3])
	if err != nil {
		return err
	}
	var answer struct {
		Outcome string         `json:"outcome"`
		Said    map[string]any `json:"said"`
		Next    map[string]any `json:"next"`
	}
	if err := r.post("/api/v1/stations/"+id+"/scans", map[string]any{
		"screen": "browser-1", "id": s.does[2], "code": code,
	}, &answer); err != nil {
		return err
	}
	return stationRow{Outcome: answer.Outcome, Said: answer.Said, Next: answer.Next}.is(s.want)
}
