package app_test

import (
	"fmt"
	"testing"
)

// TestALabelOfWhichNobodyKnowsIsSettledByAPerson resets the printer within a
// label, at its first byte, in its middle and after its end. Nothing more is
// sent until the packer says that the label came, or asks for another one.
func TestALabelOfWhichNobodyKnowsIsSettledByAPerson(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		fault string
		// out is how many labels the printer made of the broken-off job; each
		// order has an invoice of one page behind its label.
		out int
	}{{"reset=1", 0}, {"reset=500", 0}, {"reset_end", 1}} {
		t.Run(c.fault, func(t *testing.T) {
			t.Parallel()
			r := newRig(t, false, nil)
			r.play(t, `
				lay A-01-01 MUG-BLUE 20
				order SO-1 MUG-BLUE*1
				order SO-2 MUG-BLUE*1
				release 2 -> list_released
				pick-1 scans Anna -> good welcome
				pick-1 scans NEXT -> good list_taken
				pick-1 scans T-0001 -> good tote_bound
				pick-1 scans T-0002 -> good tote_bound
				pick-1 scans A-01-01 -> good location_confirmed
				pick-1 scans MUG-BLUE -> good item_picked
				pick-1 scans T-0001 -> good put_in_tote
				pick-1 scans MUG-BLUE -> good item_picked
				pick-1 scans T-0002 -> good put_in_tote
				pack-1 scans Erik -> good welcome
			`)
			r.play(t, "printer printer-1 "+c.fault)
			r.play(t, `
				pack-1 scans T-0001 -> good order_opened
				pack-1 scans MUG-BLUE -> good parcel_closed
				papers SO-1 label:unknown invoice:queued
				printer printer-1 ok
			`)
			r.sentNothing(t, "printer-1", c.out)
			r.play(t, `
				pack-1 scans REPRINT -> good reprinting reason=label quantity=1
				papers SO-1 label:void invoice:confirmed label:confirmed
			`)
			r.play(t, fmt.Sprintf("pack-1 scans label:printer-1:%d -> good order_packed_done order=SO-1", c.out+2))

			r.play(t, "printer printer-1 "+c.fault)
			r.play(t, `
				pack-1 scans T-0002 -> good order_opened order=SO-2
				pack-1 scans MUG-BLUE -> good parcel_closed
				papers SO-2 label:unknown invoice:queued
				printer printer-1 ok
			`)
			r.sentNothing(t, "printer-1", 2*c.out+2)
			r.play(t, `
				pack-1 scans PRINTED -> good print_confirmed reason=label
				papers SO-2 label:confirmed invoice:confirmed
			`)
			r.sentNothing(t, "printer-1", 2*c.out+3)
			must(t, r.sound())
		})
	}
}

// sentNothing wants no connection and no label beyond what was: after a restart
// of the server, which looks through all print jobs, neither.
func (r *rig) sentNothing(t *testing.T, printer string, labels int) {
	t.Helper()
	device := r.printers[printer]
	accepted := device.Accepted()
	r.play(t, "stop")
	r.play(t, "start")
	if n := device.Accepted(); n != accepted {
		t.Errorf("%s was dialled %d times more", printer, n-accepted)
	}
	if n := len(device.Labels()); n != labels {
		t.Errorf("%d labels came out of %s, want %d", n, printer, labels)
	}
}
