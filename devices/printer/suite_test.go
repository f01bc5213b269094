package printer_test

import (
	"bytes"
	"context"
	"fmt"
	"testing"

	"tallyman/devices/devicetest"
	"tallyman/devices/printer"
	"tallyman/devices/sim"
)

// simulated is a simulated printer as the suite sees it.
type simulated struct{ *sim.Printer }

func (s simulated) Break(words string) error {
	faults, err := sim.ParsePrinterFaults(words)
	if err != nil {
		return err
	}
	return s.Set(faults)
}

func (s simulated) Await(ctx context.Context, n int) int {
	labels, _ := s.Wait(ctx, n)
	return len(labels)
}

func opened(options sim.PrinterOptions) func(*testing.T, string) (printer.Printer, devicetest.PrinterDevice) {
	return func(t *testing.T, extra string) (printer.Printer, devicetest.PrinterDevice) {
		t.Helper()
		device, err := sim.NewPrinter(options)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = device.Close() })
		return open(t, device.URL()+extra), simulated{device}
	}
}

func TestZPLSuite(t *testing.T) {
	t.Parallel()
	for _, mute := range []bool{false, true} {
		t.Run(fmt.Sprintf("mute %t", mute), func(t *testing.T) {
			devicetest.Printer(t, devicetest.PrinterDriver{
				Open: opened(sim.PrinterOptions{MuteInTrouble: mute}), Batch: true, Confirms: true, Policy: true,
				Job: []byte(label),
				Padded: func(n int) []byte {
					return []byte("^XA^PW812^LL1218^FX" + string(bytes.Repeat([]byte("x"), n)) + "^FO1,1^FDx^FS^XZ")
				},
				Tells: map[string]printer.Trouble{
					"paper_out": printer.PaperOut, "ribbon_out": printer.RibbonOut, "head_open": printer.HeadOpen, "paused": printer.Paused,
					"jam": printer.Jam, "cutter": printer.Cutter, "hot": printer.Temperature,
				},
			})
		})
	}
}

func TestTSPLSuite(t *testing.T) {
	t.Parallel()
	devicetest.Printer(t, devicetest.PrinterDriver{
		Open: opened(sim.PrinterOptions{Language: "tspl"}), Batch: true, Policy: true,
		Job: []byte("SIZE 102 mm,152 mm\r\nCLS\r\nBAR 10,10,50,50\r\nPRINT 1,1\r\n"),
		Padded: func(n int) []byte {
			return fmt.Appendf(nil, "SIZE 102 mm,152 mm\r\nCLS\r\nBITMAP 0,0,1,%d,0,%s\r\nPRINT 1,1\r\n", n, bytes.Repeat([]byte("\n"), n))
		},
		Tells: map[string]printer.Trouble{
			"paper_out": printer.PaperOut, "ribbon_out": printer.RibbonOut, "head_open": printer.HeadOpen, "paused": printer.Paused,
			"jam": printer.Jam, "cutter": printer.Cutter, "hot": printer.Temperature, "cover_open": printer.CoverOpen,
		},
	})
}

func TestESCPOSSuite(t *testing.T) {
	t.Parallel()
	devicetest.Printer(t, devicetest.PrinterDriver{
		Open: opened(sim.PrinterOptions{Language: "escpos"}), Batch: true, Policy: true,
		Job: []byte("\x1b@Hello\n\x1dVB\x00"),
		Padded: func(n int) []byte {
			rows := n/72 + 1
			job := append([]byte("\x1b@\x1dv0\x00\x48\x00"), byte(rows), byte(rows>>8))
			return append(append(job, make([]byte, 72*(rows&0xffff))...), "\x1dVB\x00"...)
		},
		Tells: map[string]printer.Trouble{
			"paper_out": printer.PaperOut, "cover_open": printer.CoverOpen, "cutter": printer.Cutter, "hot": printer.Temperature,
			"jam": printer.Fault, "paused": printer.NotReady,
		},
	})
}

func TestEPLSuite(t *testing.T) {
	t.Parallel()
	devicetest.Printer(t, devicetest.PrinterDriver{
		Open: opened(sim.PrinterOptions{Language: "epl"}), Batch: true, Policy: true,
		Job: []byte("N\nq812\nLO10,10,50,50\nP1\n"),
		Padded: func(n int) []byte {
			return fmt.Appendf(nil, "N\nGW0,0,1,%d,%s\nP1\n", n, bytes.Repeat([]byte("\n"), n))
		},
		Tells: map[string]printer.Trouble{
			"paper_out": printer.PaperOut, "ribbon_out": printer.RibbonOut, "head_open": printer.HeadOpen, "paused": printer.Paused,
			"cutter": printer.Cutter, "hot": printer.Temperature,
		},
	})
}
