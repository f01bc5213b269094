package app_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// root is the top of the source tree, seen from this package.
const root = "../.."

// module is the first part of the import path of every room.
const module = "tallyman/"

// pure is what internal/floor may import beside the standard library.
var pure = []string{"internal/floor", "internal/gs1"}

// impure is what of the standard library the rules have no use for.
var impure = []string{"context", "crypto/rand", "database/sql", "io/fs", "log", "log/slog", "math/rand", "math/rand/v2", "net", "net/http", "os", "sync"}

// source is one Go file: where it is and what it imports.
type source struct {
	folder  string
	name    string
	test    bool
	imports []string
	syntax  *ast.File
}

func TestRoomsImportOnlyWhatTheyMay(t *testing.T) {
	for _, file := range sources(t) {
		for _, imported := range file.imports {
			if why := objection(file.folder, imported, file.test); why != "" {
				t.Errorf("%s/%s imports %s: %s", file.folder, file.name, imported, why)
			}
		}
	}
}

// The check itself must bite, or a clean house proves nothing.
func TestObjection(t *testing.T) {
	cases := []struct {
		folder, imported string
		test, allowed    bool
	}{
		{"devices/scanner", "tallyman/devices/line", false, true},
		{"devices/line", "tallyman/devices/scanner", false, false},
		{"devices/scanner", "tallyman/devices/printer", false, false},
		{"devices/scanner", "tallyman/internal/floor", false, false},
		{"devices/printer/zpl", "tallyman/devices/page", false, true},
		{"devices/printer", "tallyman/devices/printer/zpl", false, false},
		{"devices/printer/zpl", "tallyman/devices/printer/pdf", false, false},
		{"internal/floor/pick", "tallyman/internal/floor/stock", false, true},
		{"internal/floor/pick", "tallyman/internal/gs1", false, true},
		{"internal/floor", "tallyman/devices/line", false, false},
		{"internal/floor", "github.com/shopspring/decimal", false, false},
		{"internal/floor", "os", false, false},
		{"internal/floor", "os", true, true},
		{"internal/ledger/pick", "tallyman/internal/ledger/stage", false, true},
		{"internal/ledger/pick", "tallyman/internal/ledger/stock", false, true},
		{"internal/ledger/stock", "tallyman/internal/ledger/order", false, false},
		{"internal/ledger/pick", "tallyman/internal/ledger/pack", false, false},
		{"internal/ledger/pick", "tallyman/internal/ledger", false, false},
		{"internal/ledger", "tallyman/internal/ledger/pick", false, true},
		{"internal/ledger", "tallyman/internal/ledger/ledgertest", false, false},
		{"internal/ledger", "tallyman/internal/ledger/ledgertest", true, true},
		{"internal/ledger/engine", "database/sql", false, true},
		{"internal/ledger", "database/sql", false, false},
		{"internal/station", "tallyman/internal/ledger", false, true},
		{"internal/station", "tallyman/internal/spool", false, false},
		{"internal/web", "tallyman/ui", false, true},
		{"internal/feed", "tallyman/ui", false, false},
		{"internal/web", "tallyman/internal/app", false, false},
		{"internal/app", "tallyman/internal/config", false, true},
		{"internal/config", "tallyman/internal/app", false, false},
		{"internal/demo", "tallyman/fixtures", false, true},
		{"internal/demo", "tallyman/internal/app", false, true},
		{"internal/app", "tallyman/fixtures", false, false},
		{"internal/app", "tallyman/internal/demo", false, false},
		{"internal/importing", "tallyman/fixtures", false, false},
		{"internal/importing", "tallyman/fixtures", true, true},
		{"internal/attic", "tallyman/internal/floor", false, false},
		{"internal/ledger/engine", "modernc.org/sqlite", true, false},
	}
	for _, c := range cases {
		why := objection(c.folder, c.imported, c.test)
		if (why == "") != c.allowed {
			t.Errorf("%s imports %s (test %v): allowed should be %v, objection is %q", c.folder, c.imported, c.test, c.allowed, why)
		}
	}
}

func TestEveryPackageStatesItsPromise(t *testing.T) {
	promised := map[string]bool{}
	for _, file := range sources(t) {
		if file.test {
			continue
		}
		says := file.syntax.Doc != nil && (file.name == "doc.go" || file.syntax.Name.Name == "main")
		promised[file.folder] = promised[file.folder] || says
	}
	for _, folder := range slices.Sorted(maps.Keys(promised)) {
		if !promised[folder] {
			t.Errorf("%s has no doc.go with a package comment: say in a few lines what the package promises", folder)
		}
	}
}

func TestTheTopHoldsOnlyWhatIsNamed(t *testing.T) {
	named := []string{"cmd", "devices", "internal", "ui", "fixtures", "go.mod", "go.sum", "Makefile", "README.md", "LICENSE"}
	made := []string{"bin", "tmp"}
	entries, err := os.ReadDir(root)
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		name := entry.Name()
		if !strings.HasPrefix(name, ".") && !slices.Contains(named, name) && !slices.Contains(made, name) {
			t.Errorf("%s does not belong at the top: it goes into one of the folders there", name)
		}
	}
}

func TestReadmeNamesFoldersThatExist(t *testing.T) {
	readme, err := os.ReadFile(filepath.Join(root, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	folders := regexp.MustCompile("`((?:cmd|devices|fixtures|internal|ui|\\.ci)/[^`*{}<> ]*)`").FindAllSubmatch(readme, -1)
	if len(folders) == 0 {
		t.Error("README.md does not say where things are in the source")
	}
	for _, match := range folders {
		if _, err := os.Stat(filepath.Join(root, string(match[1]))); err != nil {
			t.Errorf("README.md names %s, which is not there", match[1])
		}
	}
}

func TestNoSecondSQLiteIsLinked(t *testing.T) {
	list := exec.CommandContext(t.Context(), "go", "list", "-deps", "./...")
	list.Dir = root
	out, err := list.CombinedOutput()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, out)
	}
	for line := range strings.Lines(string(out)) {
		linked := strings.TrimSpace(line)
		if strings.Contains(linked, "sqlite") && !strings.HasPrefix(linked, "github.com/mattn/go-sqlite3") && !strings.HasPrefix(linked, module) {
			t.Errorf("%s is linked: two SQLite libraries in one process destroy the database", linked)
		}
	}
}

// objection says why a file of the folder may not import a path, or "".
func objection(folder, imported string, test bool) string {
	importer, known := roomOf(folder)
	if !known {
		return "the importing folder has no place in the house; add it to rooms with its rank and reason"
	}
	if why := banned(folder, imported, test); why != "" {
		return why
	}
	target, ours := strings.CutPrefix(imported, module)
	if test {
		return ""
	}
	if importer.folder == "internal/floor" && !pureImport(imported, target, ours) {
		return importer.why
	}
	if !ours {
		return ""
	}
	return climbs(importer, target)
}

// climbs says why the importer may not reach the target folder, or "". A room
// whose name ends in a slash is many: they are strangers to each other.
func climbs(importer room, target string) string {
	imported, known := roomOf(target)
	switch {
	case !known:
		return "the imported folder has no place in the house; add it to rooms with its rank and reason"
	case imported.rank < importer.rank, imported == importer && !strings.HasSuffix(importer.folder, "/"):
		return ""
	default:
		return fmt.Sprintf("%s (rank %d) may not import %s (rank %d): %s", importer.folder, importer.rank, imported.folder, imported.rank, importer.why)
	}
}

func banned(folder, imported string, test bool) string {
	for _, ban := range bans {
		hit := imported == strings.TrimSuffix(ban.what, "/") || strings.HasSuffix(ban.what, "/") && strings.HasPrefix(imported, ban.what)
		excused := test && ban.tests || slices.ContainsFunc(ban.only, func(room string) bool { return within(folder, room) })
		if hit && !excused {
			return ban.why
		}
	}
	return ""
}

func pureImport(imported, target string, ours bool) bool {
	if ours {
		return slices.ContainsFunc(pure, func(room string) bool { return within(target, room) })
	}
	standard := !strings.Contains(strings.Split(imported, "/")[0], ".")
	return standard && !slices.Contains(impure, imported)
}

// roomOf finds the room that a folder belongs to: the longest that matches. A
// room whose name ends in a slash stands for each folder in it.
func roomOf(folder string) (room, bool) {
	var found room
	for _, room := range rooms {
		if within(folder, room.folder) && len(room.folder) > len(found.folder) {
			found = room
		}
	}
	return found, found.folder != ""
}

func within(folder, room string) bool {
	return folder == room || strings.HasPrefix(folder, strings.TrimSuffix(room, "/")+"/")
}

// sources reads every Go file of the module. It reads them here, and not by
// asking the go command, so that the cache of test results notices a change.
func sources(t *testing.T) []source {
	t.Helper()
	var found []source
	files := token.NewFileSet()
	err := filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		base := entry.Name()
		if entry.IsDir() {
			if name != root && (strings.HasPrefix(base, ".") || base == "node_modules" || base == "testdata" || base == "bin") {
				return fs.SkipDir
			}
			return nil
		}
		if path.Ext(base) != ".go" {
			return nil
		}
		syntax, err := parser.ParseFile(files, name, nil, parser.ImportsOnly|parser.ParseComments)
		if err != nil {
			return err
		}
		found = append(found, describe(name, syntax))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func describe(name string, syntax *ast.File) source {
	folder, err := filepath.Rel(root, filepath.Dir(name))
	if err != nil {
		panic(err)
	}
	file := source{folder: filepath.ToSlash(folder), name: filepath.Base(name), syntax: syntax}
	file.test = strings.HasSuffix(name, "_test.go")
	for _, suite := range []string{"devices/devicetest", "devices/page/pagetest", "internal/ledger/ledgertest"} {
		file.test = file.test || within(file.folder, suite)
	}
	for _, spec := range syntax.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			panic(err)
		}
		file.imports = append(file.imports, imported)
	}
	return file
}
