package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestInitSystem(t *testing.T) {
	t.Parallel()
	f := newFolder(t)
	into := t.TempDir()
	out := f.ok("init", "--system", "--into", into)
	if !strings.Contains(out, "systemctl enable --now tallyman") {
		t.Errorf("it does not say what comes next:\n%s", out)
	}
	unit, err := os.ReadFile(filepath.Join(into, "etc/systemd/system/tallyman.service"))
	if err != nil || !strings.Contains(string(unit), "--config "+f.file("tallyman.toml")) {
		t.Errorf("the unit is %v\n%s", err, unit)
	}
	// It is written anew when the settings have changed.
	f.ok("init", "--system", "--into", into)
	f.fails(exitFailed, "--into", "init", "--system", "--into", f.file("tallyman.toml"))
}
