package app_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"tallyman/internal/app"
	"tallyman/internal/config"
)

// serveVariable names the settings file that a copy of the test program shall
// serve: a server that can be killed must be a process of its own.
const serveVariable = "TALLYMAN_SCENARIO_SERVES"

// TestServe is the process of a server that a scenario kills. By itself it has
// nothing to do.
func TestServe(t *testing.T) {
	file := os.Getenv(serveVariable)
	if file == "" {
		return
	}
	settings, err := config.Load(file, nil)
	if err != nil {
		t.Fatal(err)
	}
	log := slog.New(slog.NewTextHandler(os.Stderr, nil))
	opened, err := app.New(t.Context(), app.Options{Config: settings, Log: log})
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(opened.Run(t.Context()), opened.Close()); err != nil {
		t.Fatal(err)
	}
}

// server is a server that can be started, stopped, and, as a process, killed.
type server struct {
	file     string
	settings config.Config
	log      io.Writer
	// apart says that it runs as a process.
	apart bool
	// ahead is how much its clock is ahead of ours, in nanoseconds.
	ahead atomic.Int64

	process *exec.Cmd
	stop    context.CancelFunc
	ended   chan error
}

func (s *server) now() time.Time { return time.Now().Add(time.Duration(s.ahead.Load())) }

func (s *server) start(ctx context.Context) error {
	s.ended = make(chan error, 1)
	if s.apart {
		return s.startProcess()
	}
	opened, err := app.New(ctx, app.Options{
		Config: s.settings, Log: slog.New(slog.NewTextHandler(s.log, nil)), Now: s.now,
	})
	if err != nil {
		return err
	}
	running, stop := context.WithCancel(ctx)
	s.stop = stop
	go func() { s.ended <- errors.Join(opened.Run(running), opened.Close()) }()
	return nil
}

func (s *server) startProcess() error {
	s.process = exec.Command(os.Args[0], "-test.run=^TestServe$")
	s.process.Env = append(os.Environ(), serveVariable+"="+s.file)
	s.process.Stdout, s.process.Stderr = s.log, s.log
	if err := s.process.Start(); err != nil {
		return err
	}
	process := s.process
	go func() { s.ended <- process.Wait() }()
	return nil
}

// halt ends the server: in order, or by SIGKILL.
func (s *server) halt(kill bool) error {
	if s.ended == nil {
		return nil
	}
	switch {
	case s.process == nil:
		s.stop()
	case kill:
		if err := s.process.Process.Kill(); err != nil {
			return err
		}
	default:
		// The process has no signal handler of its own: a scenario with a
		// server apart is about being killed.
		if err := s.process.Process.Kill(); err != nil {
			return err
		}
	}
	err := <-s.ended
	s.ended = nil
	if s.process != nil {
		return nil
	}
	return err
}

// ready waits until the server answers that it can work.
func (r *rig) ready() error {
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for {
		err := r.get("/readyz", nil)
		if err == nil {
			return nil
		}
		select {
		case ended := <-r.server.ended:
			r.server.ended = nil
			return fmt.Errorf("the server ended: %w", ended)
		case <-r.ctx.Done():
			return fmt.Errorf("the server is not ready: %w", err)
		case <-tick.C:
		}
	}
}

// settingsOf writes the settings of a scenario: four stations with a scanner
// each, two printers at the packing stations.
func (r *rig) writeSettings(t *testing.T, set map[string]string) {
	t.Helper()
	value := func(key, otherwise string) string {
		if v, ok := set[key]; ok {
			return v
		}
		return otherwise
	}
	var text strings.Builder
	fmt.Fprintf(&text, `[server]
listen = "127.0.0.1:0"
database = "sqlite:tallyman.db"
time_zone = %q
[site]
name = "Scenario"
[scan]
double_window = %q
[print]
expire_after = "12h"
alternate_after = "1s"
`, value("time_zone", "UTC"), value("double_window", "60ms"))
	for _, id := range []string{"standard", "express"} {
		fmt.Fprintf(&text, `[[service]]
id = %q
name = %q
carrier = "Example Post"
tracking_prefix = "RR"
tracking_suffix = "DE"
tracking_digits = 8
tracking_check = "s10"
tracking_from = 1
tracking_to = 99999999
cut_off = "16:00"
days = ["mon", "tue", "wed", "thu", "fri"]
`, id, id)
	}
	for id, s := range r.stations {
		fmt.Fprintf(&text, "[[station]]\nid = %q\nkind = %q\nscanner = \"serial:%s?answer=datalogic&patience=%s\"\n",
			id, strings.TrimRight(id, "-12"), s.scanner.Path(), value("patience", "20s"))
		if id == "pack-1" && set["alternate"] != "" {
			fmt.Fprintf(&text, "alternate = %q\n", set["alternate"])
		}
		if s.labels != nil {
			fmt.Fprintf(&text, "labels = %q\n", s.labels.URL())
		}
		if s.documents != nil {
			fmt.Fprintf(&text, "documents = %q\n", s.documents.URL())
		}
	}
	r.server.file = filepath.Join(r.folder, "tallyman.toml")
	if err := os.WriteFile(r.server.file, []byte(text.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	var err error
	if r.server.settings, err = config.Load(r.server.file, nil); err != nil {
		t.Fatal(err)
	}
}
