package sim

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
)

// RunPrinter runs a simulated printer until ctx ends, as the command
// "tallyman sim printer" does: it says on out where it listens and then a line
// per label and rejection. A directory, when given, gets each label's bytes and,
// in ZPL, its picture. Each line of in, which may be nil, says what is wrong from then
// on, as ParsePrinterFaults reads it; the end of in changes nothing. The error
// is of listening, of the directory or of writing a label; the end of ctx is
// none, and one more line of in may be read and dropped then.
func RunPrinter(ctx context.Context, options PrinterOptions, directory string, in io.Reader, out io.Writer) error {
	if directory != "" {
		if err := os.MkdirAll(directory, 0o750); err != nil {
			return fmt.Errorf("directory for labels: %w", err)
		}
	}
	report := &printerReport{directory: directory, ending: "." + cmp.Or(options.Language, "zpl"), out: out, failed: make(chan error, 1)}
	options.Printed, options.Rejected = report.label, report.rejection
	printer, err := NewPrinter(options)
	if err != nil {
		return err
	}
	report.say("printer listens: %s", printer.URL())
	lines, _ := readLines(ctx, in)
	for {
		select {
		case line, more := <-lines:
			if !more {
				lines = nil
				continue
			}
			report.say("%s", printer.obey(line))
			continue
		case <-ctx.Done():
		case err = <-report.failed:
		}
		return errors.Join(err, printer.Close())
	}
}

// obey changes the faults and returns what there is to tell.
func (p *Printer) obey(line string) string {
	faults, err := ParsePrinterFaults(line)
	if err == nil {
		err = p.Set(faults)
	}
	if err != nil {
		return fmt.Sprintf("error: %v", err)
	}
	return "printer is now: " + line
}

// printerReport writes what happens at a printer.
type printerReport struct {
	directory string
	ending    string // of the files with a label's bytes
	out       io.Writer
	failed    chan error
	mu        sync.Mutex
}

func (r *printerReport) label(label PrinterLabel) {
	r.say("label %d: %d×%d dots, %d bytes, %s", label.Number, label.WidthDots, label.LengthDots, len(label.ZPL), barcodes(label))
	if r.directory == "" {
		return
	}
	name := filepath.Join(r.directory, fmt.Sprintf("%s-%06d", label.At.UTC().Format("20060102T150405.000"), label.Number))
	err := os.WriteFile(name+r.ending, label.ZPL, 0o600)
	if label.WidthDots > 0 { // others are not drawn
		picture, broken := label.PNG(printerDPI)
		if broken == nil {
			broken = os.WriteFile(name+".png", picture, 0o600)
		}
		err = errors.Join(err, broken)
	}
	if err != nil {
		r.fail(fmt.Errorf("keep label %d: %w", label.Number, err))
	}
}

func (r *printerReport) rejection(rejection PrinterRejection) {
	r.say("rejected: %s (%d bytes)", rejection.Reason, len(rejection.ZPL))
}

func (r *printerReport) say(format string, arguments ...any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if _, err := fmt.Fprintf(r.out, format+"\n", arguments...); err != nil {
		r.fail(fmt.Errorf("report of the simulated printer: %w", err))
	}
}

// fail ends the run with the first failure.
func (r *printerReport) fail(err error) {
	select {
	case r.failed <- err:
	default:
	}
}

// barcodes lists what a scanner would read from the label.
func barcodes(label PrinterLabel) string {
	var list []string
	for _, kind := range []FieldKind{FieldGS1128, FieldCode128, FieldQR, FieldDataMatrix, FieldGS1DataMatrix} {
		for _, text := range label.Texts(kind) {
			list = append(list, fmt.Sprintf("%s %q", kind, text))
		}
	}
	if len(list) == 0 {
		return "no barcode"
	}
	return strings.Join(list, ", ")
}
