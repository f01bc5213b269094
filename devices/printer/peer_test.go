package printer_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tallyman/devices/printer"
)

// program finds a program or fails the test and names the Debian package.
func program(t *testing.T, name, debianPackage string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		t.Fatalf("%s is missing: apt-get install %s", name, debianPackage)
	}
	return path
}

// start runs a program until the test's end, in its own folder, and shows what
// it said when the test failed.
func start(t *testing.T, folder string, environment []string, path string, args ...string) {
	t.Helper()
	said, err := os.Create(filepath.Join(folder, filepath.Base(path)+".log"))
	if err != nil {
		t.Fatal(err)
	}
	command := exec.Command(path, args...)
	command.Dir, command.Stdout, command.Stderr = folder, said, said
	command.Env = append(os.Environ(), environment...)
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = command.Process.Kill()
		_ = command.Wait()
		_ = said.Close()
		if text, err := os.ReadFile(said.Name()); err == nil && t.Failed() {
			t.Logf("%s said:\n%s", path, text)
		}
	})
}

// eventually waits until something is so.
func eventually(t *testing.T, what string, is func() bool) {
	t.Helper()
	for end := time.Now().Add(time.Minute); !is(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("%s did not happen", what)
		}
	}
}

func freePort(t *testing.T) int {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().(*net.TCPAddr).Port
}

func exists(path string) func() bool {
	return func() bool { _, err := os.Stat(path); return err == nil }
}

// everywhere starts CUPS's own model of an IPP Everywhere printer. It hands
// each document to the shell commands, which may say STATE: +reason and so
// change what the printer says about itself. It wants a D-Bus to announce
// itself on, and gets one that nobody else is on.
func everywhere(t *testing.T, formats, commands string) (url string) {
	t.Helper()
	bus, peer := program(t, "dbus-daemon", "dbus-daemon"), program(t, "ippeveprinter", "cups-ipp-utils")
	folder, err := os.MkdirTemp("", "ipp") //nolint:usetesting // The name of a socket has room for 100 bytes.
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(folder) })
	socket, script := filepath.Join(folder, "bus"), filepath.Join(folder, "print")
	if err := os.WriteFile(script, []byte("#!/bin/sh\n"+commands+"\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	start(t, folder, nil, bus, "--session", "--address=unix:path="+socket, "--nofork", "--nopidfile")
	eventually(t, "the start of D-Bus", exists(socket))
	port := freePort(t)
	start(t, folder, []string{"DBUS_SYSTEM_BUS_ADDRESS=unix:path=" + socket}, peer,
		"-p", fmt.Sprint(port), "-n", "localhost", "-d", folder, "-K", folder, "-k", "-f", formats, "-r", "off", "-c", script, "Test")
	url = fmt.Sprintf("ipp://localhost:%d/ipp/print", port)
	p := open(t, url)
	eventually(t, "the start of ippeveprinter", func() bool {
		_, err := p.(printer.StatusReader).Status(t.Context())
		return err == nil
	})
	return url
}

const document = "%PDF-1.4\n%%EOF\n"

func TestAnIPPEverywherePrinterConfirms(t *testing.T) {
	t.Parallel()
	kept := filepath.Join(t.TempDir(), "printed")
	plain := everywhere(t, "application/pdf", `cp "$1" `+kept)
	for _, url := range []string{plain, strings.Replace(plain, "ipp:", "ipps:", 1) + "?certificate=any"} {
		result, _ := send(t, open(t, url), document)
		if result.Outcome != printer.Confirmed || result.Err != nil {
			t.Fatalf("%s: got %+v, want confirmed", url, result)
		}
		if got, err := os.ReadFile(kept); err != nil || string(got) != document {
			t.Errorf("%s: it printed %q, %v", url, got, err)
		}
		_ = os.Remove(kept)
	}
}

// The printer says that the job is completed and, as lightly as it can, that
// its paper is out. While it waits for paper with a job in hand, it gets none.
func TestCompletedWithoutPaperIsNotConfirmed(t *testing.T) {
	t.Parallel()
	p := open(t, everywhere(t, "application/pdf", `echo "STATE: +media-empty" >&2`))
	for n := range 2 {
		if result, _ := send(t, p, document); result.Outcome != printer.Sent || result.Trouble != printer.PaperOut {
			t.Errorf("job %d: got %+v, want sent and out of paper", n+1, result)
		}
	}
	result, _ := send(t, p, document)
	if result.Outcome != printer.NotStarted || result.Trouble != printer.PaperOut {
		t.Errorf("while it waits for paper: got %+v, want not started", result)
	}
}

func TestAJobThatThePrinterBreaksOffIsUnknown(t *testing.T) {
	t.Parallel()
	p := open(t, everywhere(t, "application/pdf", `exit 1`))
	if result, _ := send(t, p, document); result.Outcome != printer.Unknown || result.Err == nil {
		t.Errorf("got %+v, want unknown", result)
	}
}

func TestAPrinterWithoutPDFSaysWhatItTakes(t *testing.T) {
	t.Parallel()
	p := open(t, everywhere(t, "image/urf,image/jpeg", `exit 0`))
	result, _ := send(t, p, document)
	if result.Outcome != printer.NotStarted || !strings.Contains(fmt.Sprint(result.Err), "image/urf") {
		t.Errorf("got %+v, want not started and what it takes", result)
	}
}

func TestStartingCanRefuseAnIPPJob(t *testing.T) {
	t.Parallel()
	kept := filepath.Join(t.TempDir(), "printed")
	p := open(t, everywhere(t, "application/pdf", `cp "$1" `+kept))
	refused := errors.New("not committed")
	result := p.Send(t.Context(), []byte(document), func() error { return refused })
	if result.Outcome != printer.NotStarted || !errors.Is(result.Err, refused) || result.Trouble != "" {
		t.Errorf("got %+v, want not started", result)
	}
	ctx, cancel := context.WithCancel(t.Context())
	result = p.Send(ctx, []byte(document), func() error { cancel(); return nil })
	if result.Outcome != printer.Unknown {
		t.Errorf("broken off: got %+v, want unknown", result)
	}
	if exists(kept)() {
		t.Error("a job that was refused is printed")
	}
}
