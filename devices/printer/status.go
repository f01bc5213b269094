package printer

// Status is what a printer says about itself, in whatever language it says it.
// What a language cannot tell stays zero.
type Status struct {
	PaperOut, RibbonOut, InkOut bool
	HeadOpen, CoverOpen         bool
	Jam, Cutter                 bool
	Paused, TooCold, TooHot     bool
	BufferFull                  bool
	// Offline: it says that it takes no job, and not why.
	Offline bool
	// Fault: something else is wrong, or it does not say what.
	Fault bool

	// Printing: it is at work.
	Printing bool
	// LabelWaiting: a printed label waits to be peeled off.
	LabelWaiting bool
	// Counts: the printer told the three below, and so can prove that nothing
	// is left to print. FormatsInBuffer and LabelsLeft count labels;
	// PartialFormat is a label that was begun and not ended.
	Counts          bool
	PartialFormat   bool
	FormatsInBuffer int
	LabelsLeft      int
}

// Trouble is why the printer would not print now, or "". Of several it is the
// one a person has to deal with first.
func (s Status) Trouble() Trouble {
	for _, first := range s.Troubles() {
		return first
	}
	return ""
}

// Troubles are all reasons why the printer would not print now, in the order in
// which a person has to deal with them.
func (s Status) Troubles() []Trouble {
	var all []Trouble
	for _, found := range []struct {
		is      bool
		trouble Trouble
	}{
		{s.HeadOpen, HeadOpen},
		{s.CoverOpen, CoverOpen},
		{s.Jam, Jam},
		{s.Cutter, Cutter},
		{s.PaperOut, PaperOut},
		{s.RibbonOut, RibbonOut},
		{s.InkOut, InkOut},
		{s.Paused, Paused},
		{s.TooHot || s.TooCold, Temperature},
		{s.Fault, Fault},
		{s.BufferFull, BufferFull},
		{s.Offline, NotReady},
	} {
		if found.is {
			all = append(all, found.trouble)
		}
	}
	return all
}

// Idle says that nothing is known to be left to print and nothing is wrong.
func (s Status) Idle() bool {
	return s.Trouble() == "" && !s.Printing && !s.PartialFormat && s.FormatsInBuffer == 0 && s.LabelsLeft == 0
}
