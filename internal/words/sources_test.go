package words

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"tallyman/internal/floor"
	"tallyman/internal/floor/order"
)

// These tests read the sources of the rules, so that no code can be without a
// message. A code is a string literal that
//   - is the Code of a composite literal,
//   - is assigned to something named Code or code, or
//   - is handed to a parameter named code.

// made are the codes that are put together: from the prefix of a code to all
// of them.
func made() map[string][]string {
	return map[string][]string{
		"order_": {"order_" + string(floor.Created), "order_" + string(floor.Changed)},
	}
}

// notSaid are codes in the sources that are no messages.
func notSaid() []string { return []string{""} }

func TestEveryCodeHasAMessage(t *testing.T) {
	messages, codes := messageIDs(t), codesOf(t, sources(t, "..", "../../devices"))
	if len(codes) < 100 {
		t.Fatalf("only %d codes were found: the search is broken", len(codes))
	}
	for code, where := range codes {
		if !slices.Contains(messages, code) {
			t.Errorf("%s: code %q has no message in active.en.toml", where, code)
		}
	}
	for _, id := range messages {
		if _, given := codes[id]; !given && !isVocabulary(id) {
			t.Errorf("message %q of active.en.toml belongs to no code", id)
		}
	}
}

// Whatever a phrase can be filled with from a fixed set has words.
func TestEveryTermHasWords(t *testing.T) {
	rules := sources(t, "../floor", "../gs1", "../../devices/printer", "../../devices/scanner")
	var want []string
	terms := func(prefix string, values []string) {
		if len(values) == 0 {
			t.Errorf("there is nothing for %q: the search is broken", prefix)
		}
		for _, value := range values {
			want = append(want, prefix+value)
		}
	}
	terms("thing_", constants(rules, "ThingKind"))
	for _, command := range floor.Commands() {
		want = append(want, "command_"+string(command))
	}
	terms("reason_", constants(rules, "Document"))
	terms("reason_parcel_", constants(rules, "ParcelState"))
	terms("reason_", constants(rules, "Trouble"))
	terms("reason_", constants(rules, "Reason"))
	terms("reason_read_", constants(rules, "Fault"))
	terms("reason_", reasons(rules))
	for _, state := range []order.State{
		order.Scheduled, order.Open, order.Picking, order.Picked, order.Packing, order.Packed, order.Closed,
		order.Incomplete, order.Void,
	} {
		want = append(want, "reason_"+string(state))
	}
	// What a short pick says, what the office may say of a hold, what the
	// spool says of a print job.
	terms("reason_", []string{"empty", "fewer", "damaged", "wrong_item"})
	terms("reason_", []string{"payment", "fraud", "address", "stock", "customer", "other"})
	terms("reason_", []string{"counted", "late", "interrupted", "broken_off", "not_composed"})
	have := messageIDs(t)
	for _, id := range want {
		if !slices.Contains(have, id) {
			t.Errorf("active.en.toml has no %q", id)
		}
	}
	for _, id := range have {
		if isVocabulary(id) && !slices.Contains(want, id) {
			t.Errorf("%q of active.en.toml stands for nothing", id)
		}
	}
}

func isVocabulary(id string) bool {
	return strings.HasPrefix(id, "thing_") || strings.HasPrefix(id, "command_") && id != "command_not_here" ||
		strings.HasPrefix(id, "reason_")
}

func messageIDs(t *testing.T) []string {
	t.Helper()
	return slices.Collect(maps.Keys(file(t, "active.en.toml")))
}

type source struct {
	path string
	file *ast.File
	set  *token.FileSet
}

// sources reads the Go files below folders, without tests, the suites of other
// rooms, and what does not speak of the floor's phrases.
func sources(t *testing.T, folders ...string) []source {
	t.Helper()
	var all []source
	for _, folder := range folders {
		err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case entry.IsDir() && (entry.Name() == "testdata" || strings.HasSuffix(entry.Name(), "test")):
				return fs.SkipDir
			case !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go"):
				return nil
			}
			set := token.NewFileSet()
			file, err := parser.ParseFile(set, path, nil, parser.SkipObjectResolution)
			if err == nil {
				all = append(all, source{path: path, file: file, set: set})
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return all
}

// codesOf finds all codes and where each is.
func codesOf(t *testing.T, all []source) map[string]string {
	t.Helper()
	takers := map[string]int{}
	for _, s := range all {
		if speaks(s) {
			findTakers(s.file, takers)
		}
	}
	codes := map[string]string{}
	for _, s := range all {
		if !speaks(s) {
			continue
		}
		note := func(e ast.Expr) {
			for _, code := range literals(t, e) {
				if !slices.Contains(notSaid(), code) {
					codes[code] = s.set.Position(e.Pos()).String()
				}
			}
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			findCodes(n, takers, note)
			return true
		})
	}
	return codes
}

// speaks says whether a file can make phrases: it is of the rules, or builds a
// floor.Phrase itself.
func speaks(s source) bool {
	if strings.HasPrefix(filepath.ToSlash(s.path), "../floor/") {
		return true
	}
	found := false
	ast.Inspect(s.file, func(n ast.Node) bool {
		if literal, ok := n.(*ast.CompositeLit); ok {
			selector, ok := literal.Type.(*ast.SelectorExpr)
			found = found || ok && selector.Sel.Name == "Phrase"
		}
		return !found
	})
	return found
}

// findTakers notes the functions that have a string parameter named code, and
// which it is.
func findTakers(file *ast.File, takers map[string]int) {
	note := func(name string, function *ast.FuncType) {
		at := 0
		for _, field := range function.Params.List {
			kind, _ := field.Type.(*ast.Ident)
			for _, parameter := range field.Names {
				if parameter.Name == "code" && kind != nil && kind.Name == "string" {
					takers[name] = at
				}
				at++
			}
		}
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncDecl:
			note(n.Name.Name, n.Type)
		case *ast.AssignStmt:
			for i, value := range n.Rhs {
				if function, ok := value.(*ast.FuncLit); ok && i < len(n.Lhs) {
					note(name(n.Lhs[i]), function.Type)
				}
			}
		}
		return true
	})
}

func findCodes(n ast.Node, takers map[string]int, note func(ast.Expr)) {
	switch n := n.(type) {
	case *ast.KeyValueExpr:
		if name(n.Key) == "Code" {
			note(n.Value)
		}
	case *ast.AssignStmt:
		for i, target := range n.Lhs {
			if what := name(target); (what == "Code" || what == "code") && i < len(n.Rhs) {
				note(n.Rhs[i])
			}
		}
	case *ast.CallExpr:
		// AskAgain takes a code that was scanned, not one that is said.
		if at, takes := takers[name(n.Fun)]; takes && at < len(n.Args) && name(n.Fun) != "AskAgain" {
			note(n.Args[at])
		}
	}
}

func name(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return e.Sel.Name
	}
	return ""
}

// literals are the codes that an expression can be: a literal, or one that is
// put together from a prefix.
func literals(t *testing.T, e ast.Expr) []string {
	t.Helper()
	switch e := e.(type) {
	case *ast.BasicLit:
		if text, err := strconv.Unquote(e.Value); err == nil && e.Kind == token.STRING {
			return []string{text}
		}
	case *ast.BinaryExpr:
		for _, prefix := range literals(t, e.X) {
			if codes, known := made()[prefix]; known {
				return codes
			}
			t.Errorf("a code is put together from %q: say in made what it can become", prefix)
		}
	}
	return nil
}

// constants are the values of the string constants of a type.
func constants(all []source, kind string) []string {
	var values []string
	for _, s := range all {
		ast.Inspect(s.file, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok || name(spec.Type) != kind {
				return true
			}
			for _, value := range spec.Values {
				values = append(values, unquoted(value)...)
			}
			return true
		})
	}
	return values
}

// reasons are the reasons that the rules give for the moves of print jobs.
func reasons(all []source) []string {
	var values []string
	for _, s := range all {
		ast.Inspect(s.file, func(n ast.Node) bool {
			if pair, ok := n.(*ast.KeyValueExpr); ok && name(pair.Key) == "Reason" {
				values = append(values, unquoted(pair.Value)...)
			}
			return true
		})
	}
	return values
}

func unquoted(e ast.Expr) []string {
	if literal, ok := e.(*ast.BasicLit); ok && literal.Kind == token.STRING {
		if text, err := strconv.Unquote(literal.Value); err == nil {
			return []string{text}
		}
	}
	return nil
}
