package printer_test

import (
	"fmt"
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tallyman/devices/page"
	"tallyman/devices/page/pagetest"
	"tallyman/devices/printer"
	"tallyman/devices/sim"
)

// lprint starts LPrint, which knows how to ask a Zebra for its status and how to
// print on one, in front of a simulated one.
func lprint(t *testing.T, device *sim.Printer) (url string, run func(args ...string) error) {
	t.Helper()
	path, folder, port := program(t, "lprint", "lprint"), t.TempDir(), freePort(t)
	environment := []string{"HOME=" + folder, "TMPDIR=" + folder}
	start(t, folder, environment, path, "server", "-o", fmt.Sprintf("server-port=%d", port),
		"-o", "listen-hostname=localhost", "-o", "server-hostname=localhost", "-o", "log-file=-", "-o", "spool-directory="+folder)
	server := fmt.Sprintf("ipp://localhost:%d", port)
	run = func(args ...string) error {
		command := exec.CommandContext(t.Context(), path, args...)
		command.Env = append(os.Environ(), environment...)
		said, err := command.CombinedOutput()
		if err != nil {
			return fmt.Errorf("lprint %s: %w: %s", strings.Join(args, " "), err, said)
		}
		return nil
	}
	eventually(t, "the start of lprint", func() bool {
		return run("add", "-u", server+"/", "-d", "zebra", "-m", "zpl_4inch-203dpi-dt", "-v", "socket://"+device.Address()) == nil
	})
	return server + "/ipp/print/zebra", run
}

// LPrint understands what the simulated Zebra says, and this client what
// LPrint says of it.
func TestLPrintTellsOfTheZebra(t *testing.T) {
	t.Parallel()
	device, err := sim.NewPrinter(sim.PrinterOptions{MuteInTrouble: true, Faults: sim.PrinterFaults{PaperOut: true}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = device.Close() })
	url, _ := lprint(t, device)
	p := open(t, url)
	eventually(t, "that the paper is out", func() bool {
		status, err := p.(printer.StatusReader).Status(t.Context())
		return err == nil && status.Trouble() == printer.PaperOut
	})
	set(t, device, sim.PrinterFaults{})
	eventually(t, "that there is paper", func() bool {
		status, err := p.(printer.StatusReader).Status(t.Context())
		return err == nil && status.Trouble() == ""
	})
	result, _ := send(t, p, document)
	if result.Outcome != printer.NotStarted || !strings.Contains(fmt.Sprint(result.Err), "image/pwg-raster") {
		t.Errorf("it takes no PDF: got %+v, want not started and what it takes", result)
	}
}

// What LPrint prints on the simulated Zebra is what it was given.
func TestLPrintPrintsOnTheZebra(t *testing.T) {
	t.Parallel()
	device, err := sim.NewPrinter(sim.PrinterOptions{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = device.Close() })
	url, run := lprint(t, device)
	picture := filepath.Join(t.TempDir(), "page.png")
	writePNG(t, picture)
	if err := run("submit", "-u", url, "-o", "print-color-mode=bi-level", picture); err != nil {
		t.Fatal(err)
	}
	got, err := printed(t, device, 1)[0].PNG(203)
	if err != nil {
		t.Fatal(err)
	}
	if read := pagetest.ZBar(t, got); !slices.Equal(read, []string{"CODE-128:LPRINT"}) {
		t.Errorf("zbarimg reads %q", read)
	}
	if rejected := device.Rejections(); len(rejected) > 0 {
		t.Errorf("rejected: %v", rejected)
	}
}

func writePNG(t *testing.T, name string) {
	t.Helper()
	label := page.Page{WidthMM: 100, HeightMM: 50}
	label.Add(page.Barcode{Symbology: page.Code128, Data: "LPRINT", XMM: 5, YMM: 10, WidthMM: 90, HeightMM: 25, ModuleMM: 0.5})
	raster, err := page.Raster(label, 203)
	if err != nil {
		t.Fatal(err)
	}
	file, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if err := png.Encode(file, image.Image(raster)); err != nil {
		t.Fatal(err)
	}
}
