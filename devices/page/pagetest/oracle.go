package pagetest

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"golang.org/x/sys/unix"

	"tallyman/devices/page"
)

// DrawZPL draws one label format with zpl-renderer-js, an interpreter of ZPL
// that shares nothing with ours, and returns the picture as PNG. Resolutions
// are those of print heads: 203, 300 and 600 dpi are 8, 12 and 24 dots per
// millimetre, about; the picture has as many dots as the page. It needs node; the packages come by npm ci from the lock file,
// once for all tests. It fails the test where that does not work.
func DrawZPL(tb testing.TB, format []byte, p page.Page, dpi int) []byte {
	tb.Helper()
	folder := filepath.Join(moduleRoot(tb), "devices", "printer", "zpl", "testdata", "oracle")
	install(tb, folder)
	width, height, err := p.Size(dpi)
	if err != nil {
		tb.Fatal(err)
	}
	perMM := map[int]int{203: 8, 300: 12, 600: 24}[dpi]
	size := func(dots int) string { return strconv.FormatFloat(float64(dots)/float64(perMM), 'f', -1, 64) }
	return Run(tb, "nodejs", format, "node", filepath.Join(folder, "draw.js"), size(width), size(height), strconv.Itoa(perMM))
}

// install brings the packages of a folder, unless they are there as the lock
// file has them. Tests of several packages run at once: one installs, the
// others wait for it.
func install(tb testing.TB, folder string) {
	tb.Helper()
	lock, err := os.Open(filepath.Join(folder, "package-lock.json"))
	if err != nil {
		tb.Fatal(err)
	}
	defer lock.Close()
	if err := unix.Flock(int(lock.Fd()), unix.LOCK_EX); err != nil {
		tb.Fatalf("waiting for another test to install %s: %v", folder, err)
	}
	wanted, err := os.ReadFile(lock.Name())
	if err != nil {
		tb.Fatal(err)
	}
	mark := filepath.Join(folder, "node_modules", ".installed-lock")
	if installed, err := os.ReadFile(mark); err == nil && bytes.Equal(installed, wanted) {
		return
	}
	npm := exec.CommandContext(tb.Context(), "npm", "ci", "--no-audit", "--no-fund", "--loglevel=error")
	npm.Dir = folder
	if out, err := npm.CombinedOutput(); err != nil {
		tb.Fatalf("npm ci in %s: %v\n%s", folder, err, out)
	}
	if err := os.WriteFile(mark, wanted, 0o600); err != nil {
		tb.Fatal(err)
	}
}

// moduleRoot is the folder of go.mod, above the package whose tests run.
func moduleRoot(tb testing.TB) string {
	tb.Helper()
	folder, err := os.Getwd()
	if err != nil {
		tb.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(folder, "go.mod")); err == nil {
			return folder
		}
		if folder == filepath.Dir(folder) {
			tb.Fatal("there is no go.mod above the tests")
		}
		folder = filepath.Dir(folder)
	}
}
