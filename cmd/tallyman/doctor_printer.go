package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"tallyman/devices/page"
	"tallyman/devices/printer"
	"tallyman/internal/paper"
	"tallyman/internal/words"
)

func (c *command) doctorPrinter() *cobra.Command {
	var test bool
	cmd := &cobra.Command{
		Use:   "printer URL",
		Short: "Ask a printer how it is, and print a test page",
		Long: `Opens a printer, asks it how it is in its own language, and says in words what it answered
and what to do. With --test it prints a small page with two barcodes and says what
became of it. Nothing is asked of a printer whose URL does not say what it speaks.

  tallyman doctor printer zpl+tcp://192.0.2.10:9100
  tallyman doctor printer 'escpos+file:/dev/usb/lp0?roll=58' --test`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, arguments []string) error {
			p, err := printer.Open(arguments[0])
			if err != nil {
				return err
			}
			width, height := p.Media()
			fmt.Fprintf(c.out, "%s: %s, %d dpi, %g × %g mm\n", arguments[0], p.Language(), p.DPI(), width, height)
			asked := c.askPrinter(cmd.Context(), p)
			if !test {
				return asked
			}
			return errors.Join(asked, c.testPrinter(cmd.Context(), p))
		},
	}
	cmd.Flags().BoolVar(&test, "test", false, "print a test page")
	return cmd
}

// askPrinter says how the printer is. The error is of one that would not print.
func (c *command) askPrinter(ctx context.Context, p printer.Printer) error {
	reader, tells := p.(printer.StatusReader)
	if !tells {
		fmt.Fprintln(c.out, "status: it cannot be asked")
		return nil
	}
	begun := time.Now()
	status, err := reader.Status(ctx)
	trouble, known := errors.AsType[*printer.TroubleError](err)
	switch {
	case errors.Is(err, printer.ErrUnasked):
		fmt.Fprintln(c.out, "status: not asked (status=never, or usual for this language and link); add status=auto to its URL to ask")
		return nil
	case known:
		c.sayTrouble(trouble.Trouble)
		return err
	case err != nil:
		return err
	}
	fmt.Fprintf(c.out, "status: it answered within %v\n", time.Since(begun).Round(time.Millisecond))
	if status.Counts {
		fmt.Fprintf(c.out, "status: %d labels wait in it, %d of a batch are left\n", status.FormatsInBuffer, status.LabelsLeft)
	}
	for _, trouble := range status.Troubles() {
		c.sayTrouble(trouble)
	}
	if first := status.Trouble(); first != "" {
		return fmt.Errorf("the printer would not print now: %s", words.English().Reason(string(first)))
	}
	fmt.Fprintln(c.out, "status: ready")
	return nil
}

func (c *command) sayTrouble(trouble printer.Trouble) {
	fmt.Fprintf(c.out, "status: %s. %s\n", words.English().Reason(string(trouble)), remedy(trouble))
}

// testPrinter prints a page and says what became of it.
func (c *command) testPrinter(ctx context.Context, p printer.Printer) error {
	width, height := p.Media()
	job, err := paper.Encode([]page.Page{testPage(width, height)}, p)
	if err != nil {
		return err
	}
	result := p.Send(ctx, job, func() error { return nil })
	said := map[printer.Outcome]string{
		printer.NotStarted: "not started: nothing was sent",
		printer.Sent:       "sent: it took all of it and did not say that it is on paper",
		printer.Confirmed:  "confirmed: it says that it is on paper",
		printer.Unknown:    "unknown: look whether it came out",
	}[result.Outcome]
	fmt.Fprintf(c.out, "test page (%d bytes): %s\n", len(job), said)
	if result.Trouble != "" {
		c.sayTrouble(result.Trouble)
	}
	return result.Err
}

// testPage fits on a roll of 58 mm as well: a frame to see where the page
// begins and ends, and two barcodes to scan.
func testPage(mediaWidthMM, mediaHeightMM float64) page.Page {
	width, height := min(mediaWidthMM, 100)-10, min(mediaHeightMM, 60)
	test := page.Page{WidthMM: width, HeightMM: height}
	test.Add(
		page.Box{WidthMM: width, HeightMM: height, StrokeMM: 0.3},
		page.Text{XMM: 2, YMM: 2, WidthMM: width - 4, SizePt: 12, MinPt: 6, Bold: true, Align: page.Centre, Text: "Tallyman"},
		page.Barcode{
			Symbology: page.Code128, Data: "TEST", XMM: 2, YMM: 10, WidthMM: width - 4, HeightMM: min(12, height/4),
			ModuleMM: 0.375, MinModuleMM: 0.25,
		},
	)
	if height >= 50 {
		test.Add(page.Barcode{Symbology: page.QR, Data: "TEST", XMM: 2, YMM: 26, WidthMM: width - 4, ModuleMM: 0.75, MinModuleMM: 0.375})
	}
	return test
}

// remedy is what to do about a trouble.
func remedy(trouble printer.Trouble) string {
	switch trouble {
	case printer.PaperOut:
		return "Put new paper in and close the printer."
	case printer.RibbonOut:
		return "Put a new ribbon in and close the printer."
	case printer.InkOut:
		return "Put new toner or ink in and close the printer."
	case printer.HeadOpen:
		return "Close the print head until it clicks."
	case printer.CoverOpen:
		return "Close the cover until it clicks."
	case printer.Jam:
		return "Take the jammed paper out and close the printer."
	case printer.Cutter:
		return "Switch it off, clear the cutter, switch it on."
	case printer.Paused:
		return "Press PAUSE or FEED on the printer."
	case printer.BufferFull:
		return "Wait a moment. If it stays: switch the printer off and on."
	case printer.Temperature:
		return "Let the printer rest for some minutes."
	case printer.Offline:
		return "Look at its cable, its power and the address in the URL."
	case printer.NotReady:
		return "Look at paper, ribbon, head and cover, and whether it speaks the language of the URL."
	case printer.Fault:
		return "Look at what the printer itself shows."
	}
	return ""
}
