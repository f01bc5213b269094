package app_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"os"
	"sync"
	"testing"
	"time"

	"tallyman/devices/sim"
	"tallyman/fixtures"
	"tallyman/internal/app"
)

// longest is how long a scenario may take at all; all that waits ends with it.
const longest = time.Minute

// rig is a warehouse for one scenario: scanners on ptys, printers on TCP ports,
// and a server between them.
type rig struct {
	ctx      context.Context
	folder   string
	server   server
	web      http.Client
	stations map[string]*bench
	printers map[string]*sim.Printer
	codes    map[string]string
	// window is within which the same code is one read.
	window time.Duration
	// laid is how many units of an item were counted into bins.
	laid map[string]int
	// left is how many of them were handed over.
	left map[string]int
	keys int
}

// bench is a station's hardware. last and at are of its newest read.
type bench struct {
	scanner           *sim.Scanner
	labels, documents *sim.Printer
	last              string
	at                time.Time
	heard             sim.AnswerKind
	// answers is how many there were before the last code was sent.
	answers int
}

func newRig(t *testing.T, apart bool, set map[string]string) *rig {
	t.Helper()
	folder, err := os.MkdirTemp("", "tally") //nolint:usetesting // the socket's path has to be short, and a test's own folder is not
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), longest)
	r := &rig{
		ctx: ctx, folder: folder, stations: map[string]*bench{}, printers: map[string]*sim.Printer{}, laid: map[string]int{},
		left: map[string]int{},
	}
	log := &logged{}
	r.server.apart, r.server.log = apart, log
	t.Cleanup(func() {
		if err := r.close(); err != nil {
			t.Error(err)
		}
		cancel()
		if t.Failed() {
			t.Logf("the server said:\n%s", log)
		}
		if err := os.RemoveAll(folder); err != nil {
			t.Error(err)
		}
	})
	for _, name := range []string{"printer-1", "printer-2", "printer-3"} {
		if r.printers[name], err = sim.NewPrinter(sim.PrinterOptions{}); err != nil {
			t.Fatal(err)
		}
	}
	for _, id := range []string{"pick-1", "pick-2", "pack-1", "pack-2"} {
		scanner, err := sim.NewScanner(sim.ScannerOptions{Profile: sim.Datalogic, Patience: longest})
		if err != nil {
			t.Fatal(err)
		}
		r.stations[id] = &bench{scanner: scanner}
	}
	r.stations["pack-1"].labels = r.printers["printer-1"]
	r.stations["pack-2"].labels, r.stations["pack-2"].documents = r.printers["printer-2"], r.printers["printer-3"]
	r.writeSettings(t, set)
	r.window = r.server.settings.Scan.DoubleWindow.Duration
	r.codes = codes(t)
	socket := app.SocketPath(r.server.settings.DatabasePath())
	r.web.Transport = &http.Transport{DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, "unix", socket)
	}}
	if err := r.furnish(); err != nil {
		t.Fatal(err)
	}
	return r
}

// furnish starts the server and imports the small warehouse without its stock
// and orders.
func (r *rig) furnish() error {
	if err := r.start(); err != nil {
		return err
	}
	for _, kind := range []string{"items", "locations", "badges", "totes"} {
		file, err := fs.ReadFile(fixtures.Small(), kind+".csv")
		if err != nil {
			return err
		}
		if err := r.imports(kind, file); err != nil {
			return err
		}
	}
	return nil
}

// start starts the server and waits until it reads all scanners.
func (r *rig) start() error {
	if err := r.server.start(r.ctx); err != nil {
		return err
	}
	if err := r.ready(); err != nil {
		return err
	}
	for id, s := range r.stations {
		if err := s.scanner.WaitOpened(r.ctx); err != nil {
			return fmt.Errorf("%s: %w", id, err)
		}
	}
	return nil
}

func (r *rig) halt(kill bool) error {
	r.web.CloseIdleConnections()
	return r.server.halt(kill)
}

func (r *rig) close() error {
	err := r.halt(false)
	for _, s := range r.stations {
		err = errors.Join(err, s.scanner.Close())
	}
	for _, p := range r.printers {
		err = errors.Join(err, p.Close())
	}
	return err
}

// refusal is a problem that the API answered with.
type refusal struct {
	Status int
	Code   string `json:"code"`
	Detail string `json:"detail"`
}

// Error implements error.
func (r *refusal) Error() string { return fmt.Sprintf("%d %s: %s", r.Status, r.Code, r.Detail) }

func (r *rig) get(path string, into any) error { return r.call(http.MethodGet, path, nil, into) }

func (r *rig) post(path string, body, into any) error {
	text, err := json.Marshal(body)
	if err != nil {
		return err
	}
	return r.call(http.MethodPost, path, text, into)
}

// call asks the API over the server's socket. A body that begins with a
// bracket is JSON, any other CSV.
func (r *rig) call(method, path string, body []byte, into any) error {
	request, err := http.NewRequestWithContext(r.ctx, method, "http://tallyman"+path, bytes.NewReader(body))
	if err != nil {
		return err
	}
	if len(body) > 0 {
		request.Header.Set("Content-Type", "text/csv")
		if body[0] == '{' || body[0] == '[' {
			request.Header.Set("Content-Type", "application/json")
		}
		r.keys++
		request.Header.Set("Idempotency-Key", fmt.Sprint("key-", r.keys))
	}
	response, err := r.web.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	if err != nil {
		return err
	}
	if response.StatusCode >= http.StatusBadRequest {
		refused := &refusal{Status: response.StatusCode}
		if err := json.Unmarshal(answer, refused); err != nil {
			return fmt.Errorf("%s: %s", response.Status, answer)
		}
		return refused
	}
	if into == nil {
		return nil
	}
	return json.Unmarshal(lastLine(answer), into)
}

// lastLine is the report at the end of an answer in steps, or all of another.
func lastLine(answer []byte) []byte {
	answer = bytes.TrimSpace(answer)
	return answer[bytes.LastIndexByte(answer, '\n')+1:]
}

func (r *rig) imports(kind string, file []byte) error {
	var line struct {
		Report struct {
			Failed int               `json:"failed"`
			Errors []json.RawMessage `json:"errors"`
		} `json:"report"`
		Problem *refusal `json:"problem"`
	}
	if err := r.call(http.MethodPost, "/api/v1/imports/"+kind, file, &line); err != nil {
		return fmt.Errorf("import %s: %w", kind, err)
	}
	if line.Problem != nil {
		return fmt.Errorf("import %s: %w", kind, line.Problem)
	}
	if line.Report.Failed > 0 {
		return fmt.Errorf("import %s: refused %s", kind, line.Report.Errors)
	}
	return nil
}

// logged keeps what a server says, for a test that fails.
type logged struct {
	mu   sync.Mutex
	text bytes.Buffer
}

// Write implements io.Writer.
func (l *logged) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *logged) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}
