package demo

import (
	"tallyman/devices/sim"
	"tallyman/internal/web"
)

// cutAfter is how many bytes of a page get through to a printer whose
// connection breaks in the middle of it.
const cutAfter = 200

// faultsOf are the faults of a printer by their names, in the order in which
// they are offered.
func faultsOf(wrong sim.PrinterFaults) []web.DemoFault {
	faults := []web.DemoFault{}
	for _, f := range []struct {
		name web.DemoFault
		has  bool
	}{
		{"paper_out", wrong.PaperOut},
		{"ribbon_out", wrong.RibbonOut},
		{"head_open", wrong.HeadOpen},
		{"paused", wrong.Paused},
		{"silent", wrong.Silent},
		{"refuse", wrong.Refuse},
		{"deaf", wrong.Deaf},
		{"hang_up", wrong.ResetAtEnd},
		{"cut_off", wrong.ResetAfter > 0},
	} {
		if f.has {
			faults = append(faults, f.name)
		}
	}
	return faults
}

// wrongWith is what is wrong with a printer that has these faults.
func wrongWith(faults []web.DemoFault) sim.PrinterFaults {
	var wrong sim.PrinterFaults
	for _, fault := range faults {
		switch fault {
		case "paper_out":
			wrong.PaperOut = true
		case "ribbon_out":
			wrong.RibbonOut = true
		case "head_open":
			wrong.HeadOpen = true
		case "paused":
			wrong.Paused = true
		case "silent":
			wrong.Silent = true
		case "refuse":
			wrong.Refuse = true
		case "deaf":
			wrong.Deaf = true
		case "hang_up":
			wrong.ResetAtEnd, wrong.ResetOnce = true, true
		case "cut_off":
			wrong.ResetAfter, wrong.ResetOnce = cutAfter, true
		}
	}
	return wrong
}
