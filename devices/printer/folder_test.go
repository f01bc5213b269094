package printer_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"tallyman/devices/printer"
)

func TestAFolderGetsAFileForEachJob(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	p := open(t, "pdf+folder:"+folder)
	const jobs = 20
	var sending sync.WaitGroup
	for range jobs {
		sending.Go(func() {
			if result, _ := send(t, p, label); result.Outcome != printer.Sent || result.Err != nil {
				t.Errorf("got %+v, want sent", result)
			}
		})
	}
	sending.Wait()
	entries, err := os.ReadDir(folder)
	if err != nil || len(entries) != jobs {
		t.Fatalf("%d files, %v; want %d", len(entries), err, jobs)
	}
	for _, entry := range entries {
		got, err := os.ReadFile(filepath.Join(folder, entry.Name()))
		if err != nil || string(got) != label || !strings.HasSuffix(entry.Name(), ".pdf") {
			t.Errorf("%s holds %q, %v", entry.Name(), got, err)
		}
	}
}

// Until a job is started the folder shows nothing, and nothing stays behind.
func TestAFolderHidesWhatIsNotPrinted(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	refused := errors.New("not committed")
	result := open(t, "pdf+folder:"+folder).Send(t.Context(), []byte(label), func() error {
		if seen, err := filepath.Glob(filepath.Join(folder, "*.pdf")); err != nil || len(seen) > 0 {
			t.Errorf("before the job is started there are %v, %v", seen, err)
		}
		return refused
	})
	if result.Outcome != printer.NotStarted || !errors.Is(result.Err, refused) || result.Trouble != "" {
		t.Errorf("got %+v, want not started", result)
	}
	if entries, err := os.ReadDir(folder); err != nil || len(entries) > 0 {
		t.Errorf("left behind: %v, %v", entries, err)
	}
}

func TestAFolderThatIsNotThereIsOffline(t *testing.T) {
	t.Parallel()
	folder := filepath.Join(t.TempDir(), "gone")
	result, _ := send(t, open(t, "pdf+folder:"+folder), label)
	if result.Outcome != printer.NotStarted || result.Trouble != printer.Offline {
		t.Errorf("got %+v, want not started and offline", result)
	}
	if _, err := os.Stat(folder); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("it was made: %v", err)
	}
}
