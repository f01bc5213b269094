package ui

import (
	"embed"
	"io/fs"
)

//go:embed all:dist
var dist embed.FS

// Files are the screens as built: index.html at the root and assets/ beside
// it, whose names carry a hash of their content, so that they may be cached for
// ever while index.html may not. Without a build it is one page that says how
// to make one. It is safe for concurrent use.
func Files() fs.FS { return pick(dist) }

// Built says whether the screens were there when the program was compiled.
func Built() bool { return hasApp(dist) }

func pick(all fs.FS) fs.FS {
	root := "dist"
	if hasApp(all) {
		root = "dist/app"
	}
	files, err := fs.Sub(all, root)
	if err != nil {
		panic("ui: " + root + " is not a valid path: " + err.Error())
	}
	return files
}

func hasApp(all fs.FS) bool {
	_, err := fs.Stat(all, "dist/app/index.html")
	return err == nil
}
