package ipp_test

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"tallyman/devices/printer/ipp"
)

func client(t *testing.T, url string) *ipp.Client {
	t.Helper()
	c, err := ipp.NewClient(strings.Replace(url, "http", "ipp", 1)+"/ipp/print", 300*time.Millisecond)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestWhatIsNoPrinterIsSaid(t *testing.T) {
	t.Parallel()
	for want, answer := range map[string]http.HandlerFunc{
		"wants a user name":    func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusUnauthorized) },
		"ipps://":              func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusUpgradeRequired) },
		"path of the URL":      http.NotFound,
		"what answers is no":   func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "<html>") },
		"ends too early":       say("\x01\x01\x00\x00"),
		"version 9":            say("\x09\x01\x00\x00\x00\x00\x00\x01\x03"),
		"status 0x0507, busy!": say("\x01\x01\x05\x07\x00\x00\x00\x01\x01\x41\x00\x0estatus-message\x00\x05busy!\x03"),
	} {
		server := httptest.NewServer(answer)
		t.Cleanup(server.Close)
		if _, err := client(t, server.URL).Printer(t.Context()); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want an error with %q", err, want)
		}
	}
}

func say(answer string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/ipp")
		_, _ = io.WriteString(w, answer)
	}
}

// Before a job's first byte somebody is asked; a refusal leaves nothing sent.
func TestNothingIsSentUnasked(t *testing.T) {
	t.Parallel()
	asked := make(chan struct{}, 10)
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked <- struct{}{} }))
	t.Cleanup(server.Close)
	refused := errors.New("no")
	_, err := client(t, server.URL).Print(t.Context(), ipp.Ticket{Format: ipp.PDF}, []byte("%PDF"), func() error { return refused })
	if !errors.Is(err, refused) {
		t.Errorf("got %v, want the refusal", err)
	}
	server.Close()
	if len(asked) > 0 {
		t.Error("a request came")
	}
	_, err = client(t, server.URL).Print(t.Context(), ipp.Ticket{Format: ipp.PDF}, []byte("%PDF"), func() error { t.Error("asked"); return nil })
	if _, dialled := errors.AsType[*ipp.DialError](err); !dialled {
		t.Errorf("nobody there: got %v, want a DialError", err)
	}
}

// A printer that says nothing is given up; one that takes its time is not.
func TestPatienceIsWithoutProgress(t *testing.T) {
	t.Parallel()
	hang := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { <-hang }))
	t.Cleanup(func() { close(hang); server.Close() })
	if _, err := client(t, server.URL).Printer(t.Context()); !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Errorf("a printer that hangs: %v", err)
	}
	slow := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for buffer := make([]byte, 128<<10); ; time.Sleep(10 * time.Millisecond) { // longer in all than the patience
			if _, err := io.ReadFull(r.Body, buffer); err != nil {
				break
			}
		}
		say("\x01\x01\x00\x00\x00\x00\x00\x01\x02\x21\x00\x06job-id\x00\x04\x00\x00\x00\x07\x23\x00\x09job-state\x00\x04\x00\x00\x00\x05\x03")(w, r)
	}))
	t.Cleanup(slow.Close)
	patient := client(t, slow.URL)
	patient.Patience = 900 * time.Millisecond
	job, err := patient.Print(t.Context(), ipp.Ticket{Format: ipp.PDF}, make([]byte, 20<<20), func() error { return nil })
	if err != nil || job.ID != 7 || job.State != ipp.JobProcessing {
		t.Errorf("a slow one: %+v, %v", job, err)
	}
}

func TestCertificates(t *testing.T) {
	t.Parallel()
	server := httptest.NewTLSServer(say("\x01\x01\x00\x00\x00\x00\x00\x01\x04\x23\x00\x0dprinter-state\x00\x04\x00\x00\x00\x03\x03"))
	t.Cleanup(server.Close)
	c := client(t, server.URL)
	if _, err := c.Printer(t.Context()); err == nil || !strings.Contains(err.Error(), "certificate=any") {
		t.Errorf("got %v, want to be told of certificate=any", err)
	}
	c.AnyCertificate = true
	if said, err := c.Printer(t.Context()); err != nil || said.State != ipp.Idle {
		t.Errorf("got %+v, %v", said, err)
	}
}
