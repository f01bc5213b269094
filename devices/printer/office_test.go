package printer_test

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"tallyman/devices/devicetest"
	"tallyman/devices/printer"
	"tallyman/devices/sim"
)

// office is a simulated office printer as the suite sees it.
type office struct{ *sim.Office }

func (o office) Break(words string) error {
	faults, err := sim.ParsePrinterFaults(words)
	if err != nil {
		return err
	}
	return o.Set(faults)
}

func (o office) Await(ctx context.Context, n int) int {
	printed, _ := o.Wait(ctx, n)
	return len(printed)
}

func startOffice(t *testing.T, options sim.OfficeOptions) *sim.Office {
	t.Helper()
	device, err := sim.NewOffice(options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = device.Close() })
	return device
}

func TestIPPSuite(t *testing.T) {
	t.Parallel()
	devicetest.Printer(t, devicetest.PrinterDriver{
		Open: func(t *testing.T, extra string) (printer.Printer, devicetest.PrinterDevice) {
			t.Helper()
			device := startOffice(t, sim.OfficeOptions{})
			return open(t, device.URL()+"?"+strings.TrimPrefix(extra, "&")), office{device}
		},
		Job: []byte(document), Confirms: true,
		Padded: func(n int) []byte { return append([]byte(document), bytes.Repeat([]byte("%"), n)...) },
		Tells: map[string]printer.Trouble{
			"paper_out": printer.PaperOut, "ribbon_out": printer.InkOut, "cover_open": printer.CoverOpen, "paused": printer.Paused,
			"jam": printer.Jam, "cutter": printer.Cutter, "hot": printer.Temperature,
		},
	})
}

// A queue has handed the job on when it says completed.
func TestAQueueCannotConfirm(t *testing.T) {
	t.Parallel()
	device := startOffice(t, sim.OfficeOptions{Queue: true})
	if result, _ := send(t, open(t, device.URL()), document); result.Outcome != printer.Sent || result.Err != nil {
		t.Errorf("got %+v, want sent", result)
	}
}
