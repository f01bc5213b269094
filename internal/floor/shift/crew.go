package shift

import (
	"fmt"
	"slices"

	"tallyman/internal/floor"
)

// Member is a badge as it is known.
type Member struct {
	Badge  floor.BadgeID
	Role   Role
	Name   string
	Holder floor.RecordID
	// Version is how often the holder was written.
	Version int
}

// BadgeFacts is what issuing a badge has to know.
type BadgeFacts struct {
	// Existing has the code of the draft or, without one, its name and role.
	Existing *Member
	// Serial is the next badge's, Made the body of a code to use when the
	// draft has none: random, so that nobody can guess it.
	Serial int
	Made   string
}

// JudgeBadge decides whether a badge is issued. The same person again changes
// nothing.
func JudgeBadge(f BadgeFacts, draft BadgeDraft) (floor.Change, floor.Decision) {
	var d floor.Decision
	refuse := func(code, got string) (floor.Change, floor.Decision) {
		d.Refuse(floor.Bad, floor.Phrase{Code: code, Got: got})
		return floor.Refused, d
	}
	switch {
	case draft.Name == "":
		return refuse("badge_without_name", "")
	case !slices.Contains(Roles(), draft.Role):
		return refuse("role_unknown", string(draft.Role))
	case draft.Code != floor.Code{} && draft.Code.Kind != floor.CodeBadge:
		return refuse("not_a_badge_code", "")
	}
	m := Member{Badge: floor.BadgeID(fmt.Sprintf("B-%04d", f.Serial))}
	change := floor.Created
	if e := f.Existing; e != nil {
		if e.Name == draft.Name && e.Role == draft.Role {
			return floor.Unchanged, d
		}
		m, change = *e, floor.Changed
	}
	code := draft.Code
	if code == (floor.Code{}) {
		code = floor.Code{Kind: floor.CodeBadge, Body: f.Made}
	}
	holder := floor.RecordID(fmt.Sprintf("badge:%s:%d", m.Badge, m.Version+1))
	d.Records = append(d.Records, floor.Record{ID: holder, Value: Holder{Name: draft.Name, Code: code.String()}})
	d.Happened(BadgeIssued{
		Badge: m.Badge, Serial: f.Serial, Role: draft.Role, Key: Redact(code.String(), code), Holder: holder,
	})
	d.Accept(floor.Phrase{Code: "badge_issued", Subject: string(m.Badge)})
	return change, d
}

// ToteFacts is what defining a tote has to know.
type ToteFacts struct {
	// Known says that a tote has the draft's code already.
	Known bool
	// Serial is the next tote's.
	Serial int
}

// JudgeTote decides whether a tote is defined. Its name is the body of its
// code: what a person reads on it is what is scanned.
func JudgeTote(f ToteFacts, draft ToteDraft) (floor.Change, floor.Decision) {
	var d floor.Decision
	code := draft.Code
	switch {
	case code == floor.Code{}:
		code = floor.Code{Kind: floor.CodeTote, Body: fmt.Sprintf("%04d", f.Serial)}
	case code.Kind != floor.CodeTote:
		d.Refuse(floor.Bad, floor.Phrase{Code: "not_a_tote_code", Got: code.String()})
		return floor.Refused, d
	case f.Known:
		return floor.Unchanged, d
	}
	id := floor.ToteID("T-" + code.Body)
	d.Happened(ToteDefined{Tote: id, Serial: f.Serial, Code: code.String()})
	d.Accept(floor.Phrase{Code: "tote_defined", Tote: string(id)})
	return floor.Created, d
}
