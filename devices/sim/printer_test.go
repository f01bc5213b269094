package sim_test

import (
	"bufio"
	"context"
	"errors"
	"io"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"tallyman/devices/page/pagetest"
	"tallyman/devices/sim"
)

const label = "^XA^FO50,50^FDHello^FS^XZ"

func startPrinter(t *testing.T, options sim.PrinterOptions) *sim.Printer {
	t.Helper()
	p, err := sim.NewPrinter(options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.Close() })
	return p
}

// dial connects with a deadline for everything.
func dial(t *testing.T, p *sim.Printer) *net.TCPConn {
	t.Helper()
	conn, err := new(net.Dialer).DialContext(t.Context(), "tcp", p.Address())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	if err := conn.SetDeadline(time.Now().Add(10 * time.Second)); err != nil {
		t.Fatal(err)
	}
	return conn.(*net.TCPConn)
}

// deliver sends a whole job and returns how the printer ended the connection.
func deliver(t *testing.T, p *sim.Printer, job string) error {
	t.Helper()
	conn := dial(t, p)
	_, err := io.WriteString(conn, job)
	if err == nil {
		err = conn.CloseWrite()
	}
	if err == nil {
		_, err = io.Copy(io.Discard, conn)
	}
	return err
}

func wait(t *testing.T, p *sim.Printer, n int) []sim.PrinterLabel {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	labels, err := p.Wait(ctx, n)
	if err != nil {
		t.Fatalf("%v (rejected: %v)", err, p.Rejections())
	}
	return labels
}

func setFaults(t *testing.T, p *sim.Printer, faults sim.PrinterFaults) {
	t.Helper()
	if err := p.Set(faults); err != nil {
		t.Fatal(err)
	}
}

func status(t *testing.T, conn net.Conn) string {
	t.Helper()
	if _, err := io.WriteString(conn, "~HS"); err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	reader := bufio.NewReader(conn)
	for range 3 {
		text, err := reader.ReadString('\n')
		if err != nil {
			t.Fatal(err)
		}
		all.WriteString(text)
	}
	return all.String()
}

func TestPrinterAnswersStatus(t *testing.T) {
	t.Parallel()
	p := startPrinter(t, sim.PrinterOptions{})
	conn := dial(t, p)
	const idle = "\x02030,0,0,1216,000,0,0,0,000,0,0,0\x03\r\n\x02000,0,0,0,0,2,4,0,00000000,1,000\x03\r\n\x021234,0\x03\r\n"
	if got := status(t, conn); got != idle {
		t.Errorf("got %q, want %q", got, idle)
	}
	setFaults(t, p, sim.PrinterFaults{PaperOut: true, RibbonOut: true, HeadOpen: true, Paused: true})
	if _, err := io.WriteString(conn, label+"^XA"); err != nil {
		t.Fatal(err)
	}
	const faulty = "\x02030,1,1,1216,001,0,0,1,000,0,0,0\x03\r\n\x02000,0,1,1,0,2,4,0,00000001,1,000\x03\r\n\x021234,0\x03\r\n"
	if got := status(t, conn); got != faulty {
		t.Errorf("got %q, want %q", got, faulty)
	}
}

func TestPrinterHoldsLabelsWhileSomethingIsWrong(t *testing.T) {
	t.Parallel()
	for _, faults := range []sim.PrinterFaults{{PaperOut: true}, {RibbonOut: true}, {HeadOpen: true}, {Paused: true}} {
		p := startPrinter(t, sim.PrinterOptions{Faults: faults})
		if err := deliver(t, p, label+label); err != nil {
			t.Fatal(err)
		}
		if labels := p.Labels(); len(labels) != 0 {
			t.Errorf("%+v: printed %d labels", faults, len(labels))
		}
		setFaults(t, p, sim.PrinterFaults{})
		if labels := wait(t, p, 2); labels[0].Number != 1 || labels[1].Number != 2 || labels[0].At.IsZero() {
			t.Errorf("%+v: printed %+v", faults, labels)
		}
	}
}

func TestPrinterTakesOneConnectionAtATime(t *testing.T) {
	t.Parallel()
	p := startPrinter(t, sim.PrinterOptions{})
	first, second := dial(t, p), dial(t, p)
	status(t, first)
	if _, err := io.WriteString(second, strings.Replace(label, "Hello", "second", 1)); err != nil {
		t.Fatal(err)
	}
	if err := second.CloseWrite(); err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(first, label); err != nil {
		t.Fatal(err)
	}
	if labels := wait(t, p, 1); labels[0].Texts(sim.FieldText)[0] != "Hello" {
		t.Errorf("first came %+v", labels[0].Fields)
	}
	_ = first.Close()
	if labels := wait(t, p, 2); labels[1].Texts(sim.FieldText)[0] != "second" {
		t.Errorf("second came %+v", labels[1].Fields)
	}
}

func TestPrinterResets(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]struct {
		faults  sim.PrinterFaults
		printed int
	}{
		"at byte 1":  {sim.PrinterFaults{ResetAfter: 1}, 0},
		"at byte 10": {sim.PrinterFaults{ResetAfter: 10}, 0},
		"at the end": {sim.PrinterFaults{ResetAtEnd: true}, 1},
	} {
		p := startPrinter(t, sim.PrinterOptions{Faults: want.faults})
		conn := dial(t, p)
		status(t, conn)
		_, _ = io.WriteString(conn, label)
		if _, err := io.Copy(io.Discard, conn); !errors.Is(err, syscall.ECONNRESET) {
			t.Errorf("%s: the connection ended with %v", name, err)
		}
		setFaults(t, p, sim.PrinterFaults{})
		if err := deliver(t, p, label); err != nil {
			t.Errorf("%s, mended: %v", name, err)
		}
		if labels := wait(t, p, want.printed+1); len(labels) != want.printed+1 {
			t.Errorf("%s: printed %d labels, want %d", name, len(labels)-1, want.printed)
		}
	}
}

func TestPrinterResetsOnce(t *testing.T) {
	p := startPrinter(t, sim.PrinterOptions{Faults: sim.PrinterFaults{PaperOut: true, ResetAtEnd: true, ResetOnce: true}})
	conn := dial(t, p)
	_, _ = io.WriteString(conn, label)
	if _, err := io.Copy(io.Discard, conn); !errors.Is(err, syscall.ECONNRESET) {
		t.Errorf("the connection ended with %v", err)
	}
	if err := p.Until(t.Context(), func() bool { return p.Faults() == sim.PrinterFaults{PaperOut: true} }); err != nil {
		t.Errorf("the faults are %+v: %v", p.Faults(), err)
	}
}

func TestPrinterRefusesAndListensAgain(t *testing.T) {
	t.Parallel()
	p := startPrinter(t, sim.PrinterOptions{})
	setFaults(t, p, sim.PrinterFaults{Refuse: true})
	if conn, err := new(net.Dialer).DialContext(t.Context(), "tcp", p.Address()); !errors.Is(err, syscall.ECONNREFUSED) {
		t.Errorf("got %v, %v, want a refusal", conn, err)
	}
	setFaults(t, p, sim.PrinterFaults{})
	if err := deliver(t, p, label); err != nil {
		t.Error(err)
	}
	wait(t, p, 1)
}

func TestPrinterDeafThenNot(t *testing.T) {
	t.Parallel()
	p := startPrinter(t, sim.PrinterOptions{Faults: sim.PrinterFaults{Deaf: true}})
	conn := dial(t, p)
	if _, err := io.WriteString(conn, label); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, err := p.Wait(ctx, 1); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("a deaf printer printed: %v", err)
	}
	setFaults(t, p, sim.PrinterFaults{})
	wait(t, p, 1)
}

func TestPrinterSlow(t *testing.T) {
	t.Parallel()
	p := startPrinter(t, sim.PrinterOptions{Faults: sim.PrinterFaults{BytesPerSecond: 200}})
	begun := time.Now()
	if err := deliver(t, p, label); err != nil {
		t.Fatal(err)
	}
	if took, least := time.Since(begun), time.Second*time.Duration(len(label))/200; took < least {
		t.Errorf("%d bytes took %v, want at least %v", len(label), took, least)
	}
}

func TestPrinterKeepsWhatItRejects(t *testing.T) {
	t.Parallel()
	p := startPrinter(t, sim.PrinterOptions{Keep: 2})
	if err := deliver(t, p, "^XZ^XA^QQ^XZ"+label+label+label+"^XA^FO1,1^FDcut"); err != nil {
		t.Fatal(err)
	}
	labels := wait(t, p, 3)
	if len(labels) != 2 || labels[1].Number != 3 {
		t.Errorf("remembered %+v, want the last two", labels)
	}
	rejections := p.Rejections()
	if len(rejections) != 2 || string(rejections[0].ZPL) != "^XA^QQ^XZ" || !strings.Contains(rejections[1].Reason, "connection ended") {
		t.Errorf("rejections: %+v", rejections)
	}
}

func TestPrinterCloses(t *testing.T) {
	t.Parallel()
	p := startPrinter(t, sim.PrinterOptions{Faults: sim.PrinterFaults{Deaf: true}})
	conn := dial(t, p)
	if err := p.Until(t.Context(), func() bool { return p.Accepted() == 1 }); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(p.Close(), p.Close()); err != nil {
		t.Error(err)
	}
	if _, err := conn.Read(make([]byte, 1)); err == nil {
		t.Error("the connection outlived the printer")
	}
	if err := p.Set(sim.PrinterFaults{}); err == nil {
		t.Error("a closed printer listened again")
	}
	if _, err := p.Wait(t.Context(), 1); err == nil {
		t.Error("waiting for a closed printer ended well")
	}
}

func TestRunPrinter(t *testing.T) {
	t.Parallel()
	directory := filepath.Join(t.TempDir(), "labels")
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	reader, writer := io.Pipe()
	typed, keyboard := io.Pipe()
	ended := make(chan error, 1)
	go func() {
		ended <- sim.RunPrinter(ctx, sim.PrinterOptions{}, directory, typed, writer)
		_ = writer.Close()
	}()
	lines := bufio.NewScanner(reader)
	next := func() string { lines.Scan(); return lines.Text() }
	url, found := strings.CutPrefix(next(), "printer listens: zpl+tcp://")
	if !found {
		t.Fatalf("the first line has no URL: %q", url)
	}
	address, _, _ := strings.Cut(url, "?")
	conn, err := new(net.Dialer).DialContext(ctx, "tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	const job = "^XA^PW812^LL1218^FO1,1^BCN,80^FDTLP1^FS^XZ"
	if _, err := io.WriteString(conn, job+"^XZ"); err != nil {
		t.Fatal(err)
	}
	got := next() + "\n" + next()
	for _, want := range []string{`label 1: 812×1218 dots, 42 bytes, code128 "TLP1"`, "rejected: ^XZ without ^XA (3 bytes)"} {
		if !strings.Contains(got, want) {
			t.Errorf("it said %q, want %q", got, want)
		}
	}
	for line, want := range map[string]string{"paper_out, slow=900": "printer is now: paper_out, slow=900", "on_fire": "error: "} {
		if _, err := io.WriteString(keyboard, line+"\n"); err != nil {
			t.Fatal(err)
		}
		if got := next(); !strings.HasPrefix(got, want) {
			t.Errorf("%q was answered %q, want %q", line, got, want)
		}
	}
	if err := keyboard.Close(); err != nil {
		t.Fatal(err)
	}
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	files, err := filepath.Glob(filepath.Join(directory, "*.zpl"))
	if err != nil || len(files) != 1 {
		t.Fatalf("kept %v, %v", files, err)
	}
	if kept, err := os.ReadFile(files[0]); err != nil || string(kept) != job {
		t.Errorf("kept %q, %v", kept, err)
	}
	picture, err := os.ReadFile(strings.TrimSuffix(files[0], ".zpl") + ".png")
	if err != nil {
		t.Fatal(err)
	}
	if got := pagetest.ZBar(t, picture); !slices.Equal(got, []string{"CODE-128:TLP1"}) {
		t.Errorf("on the picture zbarimg reads %q", got)
	}
}

func TestParsePrinterFaults(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]sim.PrinterFaults{
		"": {}, "ok": {}, " ok ": {},
		"paper_out":                     {PaperOut: true},
		"ribbon_out, head_open, paused": {RibbonOut: true, HeadOpen: true, Paused: true},
		"silent,refuse,deaf":            {Silent: true, Refuse: true, Deaf: true},
		"slow=960,reset=500,reset_end":  {BytesPerSecond: 960, ResetAfter: 500, ResetAtEnd: true},
	} {
		if got, err := sim.ParsePrinterFaults(text); err != nil || got != want {
			t.Errorf("%q: %+v, %v; want %+v", text, got, err, want)
		}
	}
	for _, text := range []string{"on_fire", "slow", "slow=fast", "reset=0", "paused=1", "ok,paused=", ","} {
		if got, err := sim.ParsePrinterFaults(text); err == nil {
			t.Errorf("%q: %+v, want an error", text, got)
		}
	}
}
