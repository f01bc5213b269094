package words

import (
	"io/fs"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/language"
)

// These tests hold the languages together: each says everything, with the same
// fill-ins, and in all plural forms that it has.

// without are fill-ins that a language leaves out on purpose, by language and
// key, and why.
func without() map[string]map[string][]string { return nil }

// present are the files of a kind that there are, by language; English is first
// asked for.
func present(t *testing.T, kind string) map[language.Tag]map[string]any {
	t.Helper()
	files := map[language.Tag]map[string]any{}
	for _, tag := range Languages() {
		name := kind + "." + tag.String() + ".toml"
		if _, err := os.Stat(name); err == nil {
			files[tag] = file(t, name)
		}
	}
	if files[language.English] == nil {
		t.Fatalf("%s.en.toml is missing", kind)
	}
	return files
}

func TestEveryLanguageSaysEverything(t *testing.T) {
	for _, kind := range []string{"active", "screens", "paper"} {
		files := present(t, kind)
		for _, tag := range Languages() {
			if files[tag] == nil {
				t.Errorf("%s.%s.toml is missing", kind, tag)
				continue
			}
			for key := range files[language.English] {
				if files[tag][key] == nil {
					t.Errorf("%s.%s.toml has no %s", kind, tag, key)
				}
			}
		}
	}
}

func TestEveryLanguageIsFilledInAlike(t *testing.T) {
	for _, kind := range []string{"active", "screens", "paper"} {
		files := present(t, kind)
		for tag, messages := range files {
			for key, message := range messages {
				want := fieldsOf(slices.Collect(maps.Values(texts(files[language.English][key])))...)
				for form, text := range texts(message) {
					got := append(fieldsOf(text), without()[tag.String()][key]...)
					if slices.Sort(got); !slices.Equal(got, want) {
						t.Errorf("%s.%s.toml: %s %s is filled in with %v, in English with %v", kind, tag, key, form, got, want)
					}
				}
			}
		}
	}
}

func TestEveryPluralFormIsThere(t *testing.T) {
	for _, kind := range []string{"active", "screens", "paper"} {
		for tag, messages := range present(t, kind) {
			want := append(plurals(t, tag.String()), "other")
			slices.Sort(want)
			want = slices.Compact(want)
			for key, message := range messages {
				forms, plural := message.(map[string]any)
				if got := slices.Sorted(maps.Keys(forms)); plural && !slices.Equal(got, want) {
					t.Errorf("%s.%s.toml: %s has the forms %v, the language has %v", kind, tag, key, got, want)
				}
			}
		}
	}
}

// A command is found on the sheet by its words.
func TestCommandsAreToldApart(t *testing.T) {
	for tag, messages := range present(t, "active") {
		called := map[string]string{}
		for key, message := range messages {
			if !isVocabulary(key) || !strings.HasPrefix(key, "command_") {
				continue
			}
			text := strings.ToLower(texts(message)["other"])
			if other, taken := called[text]; taken {
				t.Errorf("active.%s.toml calls both %s and %s %q", tag, key, other, text)
			}
			called[text] = key
		}
	}
}

// texts are the texts of a message by plural form.
func texts(message any) map[string]string {
	all := map[string]string{}
	switch message := message.(type) {
	case string:
		all["other"] = message
	case map[string]any:
		for form, text := range message {
			all[form], _ = text.(string)
		}
	}
	return all
}

var field = regexp.MustCompile(`\.([A-Z]\w*)`)

// fieldsOf are the fields that texts are filled in with.
func fieldsOf(texts ...string) []string {
	var names []string
	for _, text := range texts {
		for _, action := range regexp.MustCompile(`{{.*?}}`).FindAllString(text, -1) {
			for _, found := range field.FindAllStringSubmatch(action, -1) {
				names = append(names, found[1])
			}
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// screenSources are the sources of the screens, one after the other.
func screenSources(t *testing.T) string {
	t.Helper()
	var all strings.Builder
	screens := os.DirFS("../../ui/src")
	err := fs.WalkDir(screens, ".", func(name string, entry fs.DirEntry, err error) error {
		made := strings.Contains(name, ".gen.") || strings.Contains(name, ".test.") || strings.Contains(name, ".fake.")
		if err != nil || entry.IsDir() || made || !strings.HasSuffix(name, ".ts") && !strings.HasSuffix(name, ".svelte") {
			return err
		}
		text, err := fs.ReadFile(screens, name)
		all.Write(text)
		all.WriteByte('\n')
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all.String()
}

var (
	quoted = regexp.MustCompile("['\"]([a-z][a-z0-9_]*)['\"]|`([a-z][a-z0-9_]*_)\\$\\{[^`]*`")
	told   = regexp.MustCompile(`\bt\(\s*'([a-z0-9_]+)'\s*(?:,\s*\{([^{}]*)\}\s*)?\)`)
	branch = regexp.MustCompile(`{{(?:with|if)[^}]*}}`)
)

func TestEveryTextOfTheScreensIsUsed(t *testing.T) {
	source := screenSources(t)
	used, begun := map[string]bool{}, []string{}
	for _, found := range quoted.FindAllStringSubmatch(source, -1) {
		if used[found[1]] = true; found[2] != "" {
			begun = append(begun, found[2])
		}
	}
	for key := range file(t, "screens.en.toml") {
		put := func(beginning string) bool { return strings.HasPrefix(key, beginning) }
		if !used[key] && !slices.ContainsFunc(begun, put) {
			t.Errorf("screens.en.toml: no screen says %s", key)
		}
	}
}

// A fill-in that is forgotten would be a gap on the screen. Fields that a text
// asks for itself may be left out.
func TestTextsOfTheScreensAreFilledIn(t *testing.T) {
	messages := file(t, "screens.en.toml")
	for _, found := range told.FindAllStringSubmatch(screenSources(t), -1) {
		key, given := found[1], found[2]
		if messages[key] == nil {
			t.Errorf("screens.en.toml has no %s", key)
		}
		if strings.Contains(given, "...") {
			continue // what comes along is not seen here
		}
		text := texts(messages[key])["other"]
		for _, name := range fieldsOf(text) {
			asked := slices.Contains(fieldsOf(branch.FindAllString(text, -1)...), name)
			if name == "Why" {
				name = "Reason"
			}
			name = strings.TrimSuffix(strings.TrimSuffix(name, "Thing"), "Command")
			if !asked && !regexp.MustCompile(`\b`+name+`\b`).MatchString(given) {
				t.Errorf("t('%s') is not given %s", key, name)
			}
		}
	}
}
