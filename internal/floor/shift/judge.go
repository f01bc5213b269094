package shift

import (
	"reflect"
	"time"

	"tallyman/internal/floor"
)

// Double says that a scan is the newest read once more: the same code of the
// same device, within the window.
func Double(s floor.Session, scan floor.Scan, window time.Duration) bool {
	apart := time.Duration(scan.At.UnixMicro()-s.Read.At) * time.Microsecond
	return s.Read.Entry != 0 && s.Read.Device == scan.Device && s.Read.Code == scan.Raw && apart.Abs() < window
}

// Begin opens the decision of a scan. A double is answered like the first and
// changes nothing else; previous, which only a double needs, is the verdict
// that was given then. The second result says that the decision is complete.
func Begin(s floor.Session, previous floor.Verdict, scan floor.Scan, window time.Duration) (floor.Decision, bool) {
	d := floor.Decision{Session: s}
	at := scan.At.UnixMicro()
	if Double(s, scan, window) {
		d.Session.Read.At = at
		d.Verdict = previous
		d.Verdict.Double = true
		d.Happened(floor.SessionChanged{Session: d.Session})
		return d, true
	}
	d.Session.Read = floor.LastRead{Device: scan.Device, Code: scan.Raw, At: at}
	return d, false
}

// Desk deals with what is alike at every station. It says whether the decision
// is complete; if not, the scan is the stage's.
func Desk(thing *floor.Thing, why *floor.Phrase, badge floor.BadgeID, d *floor.Decision) bool {
	s := &d.Session
	command := floor.Command("")
	if thing != nil && thing.Kind == floor.ACommand {
		command = floor.Command(thing.Ref)
	}
	switch {
	case s.Takeover != nil:
		acknowledge(command, d)
	case s.Unsettled != nil:
		return settle(command, d)
	case thing == nil:
		d.Refuse(outcomeOf(why.Code), *why)
	case thing.Kind == floor.ABadge:
		logIn(badge, d)
	case s.Badge == "":
		d.Refuse(floor.Bad, floor.Phrase{Code: "badge_first", Got: string(thing.Kind)})
	case command == floor.LogOut:
		d.Accept(floor.Phrase{Code: "logged_out", Subject: string(s.Badge)})
		*s = floor.Session{Station: s.Station, Read: s.Read}
	case command == floor.Acknowledge:
		d.Refuse(floor.Bad, floor.Phrase{Code: "nothing_to_acknowledge"})
	case thing.Kind == floor.AQuantity:
		sayQuantity(thing.Ref, d)
	default:
		return false
	}
	return true
}

func outcomeOf(code string) floor.Outcome {
	if code == "unknown_code" {
		return floor.Unknown
	}
	return floor.Bad
}

// acknowledge ends a take-over; nothing else does.
func acknowledge(c floor.Command, d *floor.Decision) {
	s := &d.Session
	if c != floor.Acknowledge {
		held := *s.Takeover
		d.Refuse(floor.Bad, floor.Phrase{Code: "acknowledge_first", Subject: held.Code})
		d.Verdict.Takeover = true
		return
	}
	s.Takeover = nil
	d.Accept(floor.Phrase{Code: "acknowledged"})
}

// settle waits for NEXT or UNDO when nobody knows whether the last count was
// heard. UNDO goes on to the stage, which takes the count back.
func settle(c floor.Command, d *floor.Decision) bool {
	s := &d.Session
	switch c {
	case floor.Next:
		d.Accept(floor.Phrase{Code: "kept", SKU: s.Unsettled.SKU, Quantity: s.Unsettled.Quantity})
		s.Unsettled = nil
	case floor.UndoLast:
		s.Unsettled = nil
		return false
	default:
		said := *s.Unsettled
		said.Code = "settle_first"
		d.Refuse(floor.Bad, said)
	}
	return true
}

// logIn opens the station for a badge. The work of another badge is kept for
// it; this one begins anew.
func logIn(badge floor.BadgeID, d *floor.Decision) {
	s := &d.Session
	if s.Badge == badge {
		d.Accept(floor.Phrase{Code: "badge_known", Subject: string(badge)})
		return
	}
	*s = floor.Session{Station: s.Station, Badge: badge, Read: s.Read}
	d.Accept(floor.Phrase{Code: "welcome", Subject: string(badge)})
}

func sayQuantity(body string, d *floor.Decision) {
	n, ok := quantity(body)
	if !ok {
		d.Refuse(floor.Bad, floor.Phrase{Code: "quantity_not_possible", Got: body})
		return
	}
	ask := d.Session.Ask
	d.Accept(floor.Phrase{Code: "quantity_said", Quantity: n})
	d.Session.Quantity, d.Session.Ask = n, ask
}

// StageOf says which stage decides a scan.
func StageOf(kind Kind, s floor.Session, thing floor.Thing) Kind {
	free := s.List == "" && s.Parcel == ""
	if s.Dock != "" || kind == Dock || thing.Kind == floor.ADock && free {
		return Dock
	}
	return kind
}

// End completes the decision: the prompt for a station between two jobs, and
// the session as it is from now on.
func End(kind Kind, before floor.Session, d *floor.Decision) {
	s := &d.Session
	switch {
	case s.Badge == "":
		s.Next = floor.Phrase{Code: "next_badge"}
	case before.Badge != s.Badge, before.Dock != "" && s.Dock == "":
		s.Next = first(kind)
	}
	d.Verdict.Next = s.Prompt()
	// Nearly every scan is a new read: that is seen without looking at the rest.
	if before.Read != s.Read || !reflect.DeepEqual(before, *s) {
		d.Happened(floor.SessionChanged{Session: *s})
	}
}

func first(kind Kind) floor.Phrase {
	switch kind {
	case Pick:
		return floor.Phrase{Code: "next_take_work"}
	case Pack:
		return floor.Phrase{Code: "next_tote_or_order"}
	case Dock:
		return floor.Phrase{Code: "next_dock"}
	}
	return floor.Phrase{}
}

// Counted says whether the last read of a session counted units, so that it
// must be settled when nobody knows whether its answer was heard.
func Counted(s floor.Session, verdict floor.Verdict) bool {
	if s.Undo == nil || !verdict.Accepted() {
		return false
	}
	switch verdict.Said.Code {
	case "item_picked", "put_in_tote", "item_packed":
		return true
	default:
		return false
	}
}

// JudgeAnswerUnknown says what a station holds when the answer to its last read
// was perhaps not heard. The second result is false when there is nothing to
// settle.
func JudgeAnswerUnknown(s floor.Session, verdict floor.Verdict) (floor.Decision, bool) {
	if s.Unsettled != nil || !Counted(s, verdict) {
		return floor.Decision{}, false
	}
	d := floor.Decision{Session: s}
	said := verdict.Said
	said.Reason, said.Code = said.Code, "answer_unknown"
	d.Session.Unsettled = &said
	d.Verdict = floor.Verdict{Outcome: floor.Bad, Said: said, Next: d.Session.Prompt()}
	d.Happened(floor.SessionChanged{Session: d.Session})
	return d, true
}
