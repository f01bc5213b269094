package app_test

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"tallyman/devices/sim"
)

// busy is how many reads keep a station busy while its scanner is pulled off.
const busy = 120

// sends reads a code and waits for no answer; a duration is how long the server
// has with it.
func (r *rig) sends(at *bench, code string, wait []string) error {
	r.apart(at, code)
	at.last, at.at, at.answers = code, time.Now(), len(at.scanner.Answers())
	if err := at.scanner.Send(code); err != nil || len(wait) == 0 {
		return err
	}
	d, err := time.ParseDuration(wait[0])
	r.pause(d)
	return err
}

// losesAnswer reads a code and pulls the scanner off before the answer can
// come: the server has it behind others that take a while.
func (r *rig) losesAnswer(at *bench, code string) error {
	before := len(at.scanner.Answers())
	frames := strings.Repeat(r.codes["HELP"]+"\r", busy) + code + "\r"
	if err := at.scanner.SendRaw([]byte(frames)); err != nil {
		return err
	}
	if _, err := at.scanner.WaitAnswers(r.ctx, before+1); err != nil {
		return err
	}
	at.last, at.at = code, time.Now()
	return at.scanner.Unplug()
}

// recovers does what a worker does whose unit was not answered: scans it again,
// and when the station asks, tells it by the number it says. In the end total
// units are counted: recovers CODE keep|undo TOTAL. A unit that was answered
// after all, on a machine that was busy, is not scanned again.
func (r *rig) recovers(id string, at *bench, code string, words []string) error {
	total, err := strconv.Atoi(words[1])
	if err != nil {
		return err
	}
	if heard := at.scanner.Answers()[at.answers:]; len(heard) > 0 && heard[0].Kind == sim.Good {
		return r.goesOn(id, at, "keep")
	}
	for range 4 {
		if err := r.scan(at, code, false); err != nil {
			return err
		}
		row, err := r.row(id)
		if err != nil {
			return err
		}
		counted, _ := row.Said["quantity"].(float64)
		switch {
		case row.Said["code"] == "item_picked" && int(counted) == total:
			return nil
		case int(counted) > total:
			return fmt.Errorf("%d are counted", int(counted))
		case row.Said["code"] == "item_picked":
			continue
		}
		if err := r.goesOn(id, at, words[0]); err != nil {
			return err
		}
		if words[0] == "keep" && int(counted) == total {
			return nil
		}
	}
	return errors.New("it is never counted")
}

// goesOn answers the question about an answer that was perhaps not heard, when
// it is asked: keep or undo.
func (r *rig) goesOn(id string, at *bench, what string) error {
	row, err := r.row(id)
	if err != nil || row.Next["code"] != "next_keep_or_undo" {
		return err
	}
	command, want := "NEXT", "kept"
	if what == "undo" {
		command, want = "UNDO", "undone"
	}
	if err := r.scan(at, r.codes[command], true); err != nil {
		return err
	}
	return r.said(id, []string{"good", want})
}
