package words

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/pelletier/go-toml/v2"
	"golang.org/x/text/language"

	"tallyman/internal/floor"
)

// file is a file of messages as it stands in this folder.
func file(t *testing.T, name string) map[string]any {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var messages map[string]any
	if err := toml.Unmarshal(text, &messages); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return messages
}

// reading is a catalogue of messages beside the English ones, or instead.
func reading(t *testing.T, tag, messages string) *Catalogue {
	t.Helper()
	english, err := os.ReadFile("active.en.toml")
	if err != nil {
		t.Fatal(err)
	}
	folder := fstest.MapFS{"active.en.toml": {Data: english}}
	folder["active."+tag+".toml"] = &fstest.MapFile{Data: []byte(messages)}
	set, err := Read(folder)
	if err != nil {
		t.Fatal(err)
	}
	return set.In(language.Make(tag))
}

func TestWhatALanguageLacksIsSaidInEnglish(t *testing.T) {
	catalogue := reading(t, "uk", `
misread = "Не прочитано. Скануйте ще раз."
reason_empty = "порожньо"
order_on_hold = "Замовлення {{.Order}} зупинено: {{.Why}}."
`)
	for _, tt := range []struct {
		phrase floor.Phrase
		want   string
	}{
		{floor.Phrase{Code: "misread"}, "Не прочитано. Скануйте ще раз."},
		{floor.Phrase{Code: "kept"}, "Kept."},
		{floor.Phrase{Code: "order_on_hold", Order: "SO-1", Reason: "empty"}, "Замовлення SO-1 зупинено: порожньо."},
		{floor.Phrase{Code: "order_on_hold", Order: "SO-1", Reason: "fraud"}, "Замовлення SO-1 зупинено: suspected fraud."},
		{floor.Phrase{Code: "nobody_wrote_this"}, "[nobody_wrote_this]"},
	} {
		if got := catalogue.Say(tt.phrase); got != tt.want {
			t.Errorf("%+v: %q, want %q", tt.phrase, got, tt.want)
		}
	}
}

func TestALanguageIsFound(t *testing.T) {
	folder := fstest.MapFS{}
	for _, tag := range Languages() {
		folder["active."+tag.String()+".toml"] = &fstest.MapFile{Data: []byte(`kept = "` + tag.String() + `"`)}
	}
	set, err := Read(folder)
	if err != nil {
		t.Fatal(err)
	}
	for header, want := range map[string]string{
		"": "en", "en-US,en;q=0.5": "en", "de": "en", "*": "en", ";;;": "en", "uk": "uk", "uk-UA,ru;q=0.8": "uk", "ru-RU": "ru",
		"de, ro;q=0.5": "ro", "no": "nb", "nn": "nb", "nb-NO": "nb", "zh": "zh-CN", "zh-CN": "zh-CN", "zh-Hans-SG": "zh-CN", "zh-TW": "zh-CN",
	} {
		if got := set.Accepting(header).Say(floor.Phrase{Code: "kept"}); got != want {
			t.Errorf("%q gets %s, want %s", header, got, want)
		}
	}
}

// Whoever made the library takes Russian for what a Ukrainian reads next.
func TestALanguageWithoutAFileIsEnglish(t *testing.T) {
	english, err := os.ReadFile("active.en.toml")
	if err != nil {
		t.Fatal(err)
	}
	set, err := Read(fstest.MapFS{"active.en.toml": {Data: english}, "active.ru.toml": {Data: []byte(`kept = "Осталось."`)}})
	if err != nil {
		t.Fatal(err)
	}
	if got := set.Accepting("uk").Say(floor.Phrase{Code: "kept"}); got != "Kept." {
		t.Errorf("a Ukrainian reads %q", got)
	}
}

func TestABrokenFileIsRefused(t *testing.T) {
	for name, text := range map[string]string{"active.en.toml": "misread = ", "active.de.toml": `misread = "Nochmals."`} {
		_, err := Read(fstest.MapFS{name: {Data: []byte(text)}})
		if err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
