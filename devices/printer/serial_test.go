package printer_test

import (
	"os"
	"strings"
	"testing"

	"github.com/creack/pty"

	"tallyman/devices/printer"
)

// ready is how a printer without trouble answers ~HS.
const ready = "\x02030,0,0,1218,000,0,0,0,000,0,0,0\x03\r\n\x02000,0,0,0,0,2,4,0,00000000,1,000\x03\r\n\x021234,0\x03\r\n"

// serialPrinter is a printer on a serial line that answers so many of the
// questions it is asked, in pieces.
func serialPrinter(t *testing.T, answers int) (url string) {
	t.Helper()
	master, slave, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	name := slave.Name()
	t.Cleanup(func() { _ = slave.Close() })
	t.Cleanup(func() { _ = master.Close() })
	go talk(master, answers)
	return "zpl+serial:" + name + "?answer=300ms&timeout=2s"
}

// talk reads until the line is gone.
func talk(master *os.File, answers int) {
	var all strings.Builder
	buffer := make([]byte, 1)
	for {
		if _, err := master.Read(buffer); err != nil {
			return
		}
		all.Write(buffer)
		if strings.HasSuffix(all.String(), "~HS") && answers > 0 {
			answers--
			for _, piece := range strings.SplitAfter(ready, ",") {
				if _, err := master.WriteString(piece); err != nil {
					return
				}
			}
		}
	}
}

// A serial line has no end that could prove anything; the printer's answers
// are all there is.
func TestSerialLine(t *testing.T) {
	t.Parallel()
	for answers, want := range map[int]printer.Outcome{
		0: printer.Sent,
		1: printer.Unknown,
		2: printer.Confirmed,
	} {
		url := serialPrinter(t, answers)
		if result, _ := send(t, open(t, url), label); result.Outcome != want {
			t.Errorf("%d answers: got %+v, want %s", answers, result, want)
		}
	}
	url := serialPrinter(t, 0)
	if result, _ := send(t, open(t, url+"&status=always"), label); result.Trouble != printer.NotReady {
		t.Errorf("no answer from a printer that always answers: got %+v", result)
	}
}
