package print

import "tallyman/internal/floor"

// OldLabelSeen says that a label was scanned that counts no more: it is in the
// house, perhaps on a box. Reason is why it does not count.
type OldLabelSeen struct {
	Job     floor.PrintJobID `json:"job"`
	Order   floor.OrderID    `json:"order"`
	Parcel  floor.ParcelID   `json:"parcel"`
	Station floor.StationID  `json:"station"`
	Reason  string           `json:"reason"`
}

// EventKind implements floor.Event.
func (OldLabelSeen) EventKind() string { return "print.old_label_seen" }

// OldLabelGone says that somebody found an old label and destroyed it.
type OldLabelGone struct {
	Job   floor.PrintJobID `json:"job"`
	Order floor.OrderID    `json:"order"`
	By    string           `json:"by"`
}

// EventKind implements floor.Event.
func (OldLabelGone) EventKind() string { return "print.old_label_gone" }

// OldLabelFacts is what is known of a label that may be an old one.
type OldLabelFacts struct {
	Job    floor.PrintJobID
	Order  floor.OrderID
	Parcel floor.ParcelID
	State  State
	// Reason is that of the state.
	Reason string
	// Newer says that a later print of the same label counts.
	Newer bool
	// Seen says that it was scanned before and nobody found it yet.
	Seen bool
}

// why says why the label does not count; "" when it does.
func (f OldLabelFacts) why() string {
	switch {
	case f.State == Void:
		return f.Reason
	case f.Newer:
		return "reprinted"
	}
	return ""
}

// JudgeOldLabel looks at the label of a scan after its stage has judged it.
// An old one is reported to the office until it was found; and who scanned it
// is told what changed, where the stage has only said that it is old.
func JudgeOldLabel(f OldLabelFacts, d *floor.Decision) {
	why := f.why()
	if why == "" {
		return
	}
	changed := why == "order_cancelled" || why == "address_changed"
	if said := d.Verdict.Said; said.Code == "label_copy_old" && changed {
		said.Code, said.Reason = "label_void", why
		d.TakeOver(floor.Bad, said)
	}
	if !f.Seen {
		d.Happened(OldLabelSeen{Job: f.Job, Order: f.Order, Parcel: f.Parcel, Station: d.Session.Station, Reason: why})
	}
}

// JudgeOldLabelGone takes a person's word that an old label is destroyed.
func JudgeOldLabelGone(f OldLabelFacts, by string) floor.Decision {
	var d floor.Decision
	said := floor.Phrase{Order: string(f.Order), Subject: string(f.Job)}
	switch {
	case f.State == "":
		said.Code = "print_job_not_there"
		d.Refuse(floor.Unknown, said)
	case !f.Seen:
		said.Code = "no_old_label"
		d.Refuse(floor.Bad, said)
	default:
		said.Code = "old_label_gone"
		d.Happened(OldLabelGone{Job: f.Job, Order: f.Order, By: by})
		d.Accept(said)
	}
	return d
}
