package main

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"tallyman/fixtures"
	"tallyman/internal/app"
	"tallyman/internal/config"
	"tallyman/internal/ledger"
	"tallyman/internal/ledger/engine"
)

// folder is a folder with settings in which commands are run.
type folder struct {
	t    *testing.T
	path string
}

// newFolder begins as a person does, with init.
func newFolder(t *testing.T) folder {
	t.Helper()
	f := folder{t, t.TempDir()}
	f.ok("init")
	f.change(`listen = "127.0.0.1:8080"`, `listen = "127.0.0.1:0"`)
	return f
}

func (f folder) file(name string) string { return filepath.Join(f.path, name) }

// change edits the settings.
func (f folder) change(old, changed string) {
	f.t.Helper()
	text, err := os.ReadFile(f.file("tallyman.toml"))
	if err != nil {
		f.t.Fatal(err)
	}
	if !bytes.Contains(text, []byte(old)) {
		f.t.Fatalf("the settings do not have %q", old)
	}
	f.write("tallyman.toml", strings.Replace(string(text), old, changed, 1))
}

func (f folder) write(name, text string) string {
	f.t.Helper()
	if err := os.WriteFile(f.file(name), []byte(text), 0o600); err != nil {
		f.t.Fatal(err)
	}
	return f.file(name)
}

// small writes a file of the small warehouse.
func (f folder) small(kind string) string {
	f.t.Helper()
	text, err := fs.ReadFile(fixtures.Small(), kind+".csv")
	if err != nil {
		f.t.Fatal(err)
	}
	return f.write(kind+".csv", string(text))
}

// run carries out a command line with these settings.
func (f folder) run(arguments ...string) (code int, out, errs string) {
	var said, failed bytes.Buffer
	code = run(f.t.Context(), append(arguments, "-c", f.file("tallyman.toml")), streams{strings.NewReader(""), &said, &failed})
	return code, said.String(), failed.String()
}

// ok carries out a command line that succeeds, and returns what it said.
func (f folder) ok(arguments ...string) string {
	f.t.Helper()
	code, out, errs := f.run(arguments...)
	if code != 0 {
		f.t.Fatalf("tallyman %s ended with %d\n%s%s", strings.Join(arguments, " "), code, out, errs)
	}
	return out
}

// fails carries out a command line that ends with a code and says something.
func (f folder) fails(want int, says string, arguments ...string) {
	f.t.Helper()
	code, out, errs := f.run(arguments...)
	if code != want || !strings.Contains(out+errs, says) {
		f.t.Fatalf("tallyman %s ended with %d and said\n%s%s\nwant %d and %q", strings.Join(arguments, " "), code, out, errs, want, says)
	}
}

// serves runs the server until the returned function is called.
func (f folder) serves() (stop func()) {
	f.t.Helper()
	ctx, cancel := context.WithCancel(f.t.Context())
	var errs bytes.Buffer
	ended := make(chan int, 1)
	go func() {
		ended <- run(ctx, []string{"serve", "-c", f.file("tallyman.toml")}, streams{strings.NewReader(""), &bytes.Buffer{}, &errs})
	}()
	settings, err := config.Load(f.file("tallyman.toml"), nil)
	if err != nil {
		f.t.Fatal(err)
	}
	for {
		client, err := app.Dial(ctx, settings.DatabasePath())
		if err == nil {
			if err := client.Close(); err != nil {
				f.t.Error(err)
			}
			break
		}
		select {
		case code := <-ended:
			f.t.Fatalf("serve ended with %d: %s", code, &errs)
		case <-time.After(5 * time.Millisecond):
		}
	}
	return sync.OnceFunc(func() {
		cancel()
		if code := <-ended; code != 0 {
			f.t.Errorf("serve ended with %d: %s", code, &errs)
		}
	})
}

// tamper changes the database past the ledger.
func (f folder) tamper(statement string) {
	f.t.Helper()
	database, err := engine.Open(f.t.Context(), f.file("tallyman.db"), ledger.Migrations())
	if err != nil {
		f.t.Fatal(err)
	}
	writer := database.Writer()
	if err := writer.Begin(); err != nil {
		f.t.Fatal(err)
	}
	changed, err := writer.Exec(statement)
	if err != nil || changed == 0 {
		f.t.Fatalf("%d rows changed, %v", changed, err)
	}
	if err := errors.Join(writer.Commit(), database.Close()); err != nil {
		f.t.Fatal(err)
	}
}
