package words

import (
	"embed"
	"fmt"
	"io/fs"
	"slices"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/pelletier/go-toml/v2"
	"golang.org/x/text/language"
)

//go:embed active.*.toml paper.*.toml
var messages embed.FS

// Languages are those that the product speaks, English first. The files
// active.*.toml, screens.*.toml and paper.*.toml of a language are named by its
// tag.
func Languages() []language.Tag {
	return []language.Tag{
		language.English, language.Ukrainian, language.Russian, language.Romanian,
		language.MustParse("nb"), language.MustParse("zh-CN"),
	}
}

// Set holds the catalogues of all languages.
type Set struct {
	matcher    language.Matcher
	catalogues []*Catalogue
}

// All holds the languages of the product.
func All() *Set {
	s, err := Read(messages)
	if err != nil {
		panic(err) // they are embedded above
	}
	return s
}

// English is the catalogue in English.
func English() *Catalogue { return All().In(language.English) }

// Read reads the files active.*.toml of a folder. A language without a file
// speaks English; English has one.
func Read(folder fs.FS) (*Set, error) {
	bundle := i18n.NewBundle(language.English)
	bundle.RegisterUnmarshalFunc("toml", toml.Unmarshal)
	names, err := fs.Glob(folder, "active.*.toml")
	if err != nil {
		return nil, fmt.Errorf("messages: %w", err)
	}
	read := map[language.Tag]bool{}
	for _, name := range names {
		file, err := bundle.LoadMessageFileFS(folder, name)
		if err != nil {
			return nil, fmt.Errorf("messages %s: %w", name, err)
		}
		if !slices.Contains(Languages(), file.Tag) {
			return nil, fmt.Errorf("messages %s: %s is none of the languages", name, file.Tag)
		}
		read[file.Tag] = true
	}
	if err := readPaper(bundle, folder); err != nil {
		return nil, err
	}
	s := &Set{matcher: language.NewMatcher(Languages())}
	for _, tag := range Languages() {
		if !read[tag] {
			tag = language.English // and not the one that the library thinks is next
		}
		s.catalogues = append(s.catalogues, &Catalogue{localizer: i18n.NewLocalizer(bundle, tag.String())})
	}
	return s, nil
}

// readPaper adds the texts of papers, where the folder has them.
func readPaper(bundle *i18n.Bundle, folder fs.FS) error {
	names, err := fs.Glob(folder, "paper.*.toml")
	if err != nil {
		return fmt.Errorf("texts of papers: %w", err)
	}
	for _, name := range names {
		if _, err := bundle.LoadMessageFileFS(folder, name); err != nil {
			return fmt.Errorf("texts of papers %s: %w", name, err)
		}
	}
	return nil
}

// In is the catalogue in the language that comes closest; English when none
// does.
func (s *Set) In(tags ...language.Tag) *Catalogue {
	_, index, _ := s.matcher.Match(tags...)
	return s.catalogues[index]
}

// Accepting is the catalogue that suits an Accept-Language header; English when
// it is empty, broken, or asks for languages that are not there.
func (s *Set) Accepting(header string) *Catalogue {
	tags, _, err := language.ParseAcceptLanguage(header)
	if err != nil {
		return s.In()
	}
	return s.In(tags...)
}
