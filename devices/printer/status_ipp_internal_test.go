package printer

import (
	"testing"

	"tallyman/devices/printer/ipp"
)

func TestOfficeStatus(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		said        ipp.Printer
		trouble, of Trouble
	}{
		{ipp.Printer{State: ipp.Idle}, "", ""},
		{ipp.Printer{State: ipp.Processing}, "", ""},
		{ipp.Printer{State: ipp.Idle, Reasons: []string{"media-low-warning", "toner-low"}}, "", ""},
		{ipp.Printer{State: ipp.Idle, Reasons: []string{"media-empty-warning"}}, "", PaperOut},
		{ipp.Printer{State: ipp.Stopped, Reasons: []string{"media-empty-warning"}}, PaperOut, PaperOut},
		{ipp.Printer{State: ipp.Processing, Reasons: []string{"media-needed-warning"}}, PaperOut, PaperOut},
		{ipp.Printer{State: ipp.Idle, Reasons: []string{"media-empty-error", "door-open"}}, CoverOpen, CoverOpen},
		{ipp.Printer{State: ipp.Stopped, Reasons: []string{"paused"}}, Paused, Paused},
		{ipp.Printer{State: ipp.Stopped, Reasons: []string{"media-jam-error"}}, Jam, Jam},
		{ipp.Printer{State: ipp.Stopped, Reasons: []string{"toner-empty-error"}}, InkOut, InkOut},
		{ipp.Printer{State: ipp.Stopped, Reasons: []string{"fuser-over-temp"}}, Temperature, Temperature},
		{ipp.Printer{State: ipp.Stopped, Reasons: []string{"cutter-jam-error"}}, Cutter, Cutter},
		{ipp.Printer{State: ipp.Stopped, Reasons: []string{"other"}}, Fault, Fault},
		{ipp.Printer{State: ipp.Idle, Reasons: []string{"offline-report"}}, NotReady, NotReady},
		{ipp.Printer{State: ipp.Idle, Refuses: true}, NotReady, NotReady},
	} {
		if got := officeStatus(tt.said).Trouble(); got != tt.trouble {
			t.Errorf("%+v: trouble %q, want %q", tt.said, got, tt.trouble)
		}
		if got := doubt(tt.said); got != tt.of {
			t.Errorf("%+v: doubt %q, want %q", tt.said, got, tt.of)
		}
	}
}
