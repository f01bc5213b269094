package ui

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
)

func TestWithoutABuildThePlaceholderIsServed(t *testing.T) {
	placeholder, err := fs.ReadFile(dist, "dist/index.html")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(placeholder), "make build") {
		t.Error("the committed page does not say how to build the screens")
	}

	page := read(t, pick(fstest.MapFS{"dist/index.html": {Data: placeholder}}))
	if page != string(placeholder) {
		t.Errorf("served %q", page)
	}
}

func TestABuildReplacesThePlaceholder(t *testing.T) {
	built := fstest.MapFS{
		"dist/index.html":     {Data: []byte("placeholder")},
		"dist/app/index.html": {Data: []byte("screens")},
	}
	if page := read(t, pick(built)); page != "screens" {
		t.Errorf("served %q", page)
	}
}

func TestFilesHasAFirstPage(t *testing.T) {
	page := read(t, Files())
	if said := strings.Contains(page, "make build"); said == Built() {
		t.Errorf("Built() is %v, yet the first page is %q", Built(), page)
	}
}

func read(t *testing.T, files fs.FS) string {
	t.Helper()
	page, err := fs.ReadFile(files, "index.html")
	if err != nil {
		t.Fatal(err)
	}
	return string(page)
}
