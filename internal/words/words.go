package words

import (
	_ "embed" // the catalogue
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/pelletier/go-toml/v2"
	"golang.org/x/text/language"

	"tallyman/internal/floor"
)

//go:embed active.en.toml
var english []byte

// Catalogue makes sentences of phrases in one language. It may be used by any
// number of goroutines.
type Catalogue struct {
	localizer *i18n.Localizer
}

// English is the catalogue in English.
func English() *Catalogue {
	c, err := load(english, "active.en.toml", language.English)
	if err != nil {
		panic(err) // it is embedded above
	}
	return c
}

func load(messages []byte, name string, tag language.Tag) (*Catalogue, error) {
	bundle := i18n.NewBundle(tag)
	bundle.RegisterUnmarshalFunc("toml", toml.Unmarshal)
	if _, err := bundle.ParseMessageFileBytes(messages, name); err != nil {
		return nil, fmt.Errorf("messages %s: %w", name, err)
	}
	return &Catalogue{localizer: i18n.NewLocalizer(bundle, tag.String())}, nil
}

// Say is the sentence of a phrase; the zero phrase is silence. A code without a
// message is said as it is, in brackets.
func (c *Catalogue) Say(p floor.Phrase) string {
	if p.Code == "" {
		return ""
	}
	count := p.Quantity
	if count == 0 {
		count = p.Of
	}
	said, err := c.find(&i18n.LocalizeConfig{MessageID: p.Code, TemplateData: filled(c, p), PluralCount: count})
	if err != nil {
		return unsaid(p, err)
	}
	// Fill-ins may be empty; the spaces round them are not said.
	said = strings.Join(strings.Fields(said), " ")
	if rest, blank := strings.CutSuffix(said, " ."); blank {
		return rest + "."
	}
	return said
}

// Reason is a reason in words: of a hold, a short pick, a print job, a printer.
// One that has none, such as what an agent wrote, is said as it is.
func (c *Catalogue) Reason(code string) string { return c.word("reason_", code) }

// find makes the text of a message. A message without plural forms comes with
// an error when the language has them, and is as good.
func (c *Catalogue) find(message *i18n.LocalizeConfig) (string, error) {
	said, err := c.localizer.Localize(message) //nolint:misspell // the library's name
	if said != "" {
		return said, nil
	}
	return said, err
}

// Command is a command as its barcode is captioned.
func (c *Catalogue) Command(code string) string { return c.word("command_", code) }

// unsaid is what is shown when the catalogue has no message, or a broken one.
func unsaid(p floor.Phrase, err error) string {
	if missing := (*i18n.MessageNotFoundErr)(nil); errors.As(err, &missing) {
		return "[" + visible(p.Code) + "]"
	}
	return "[" + visible(p.Code) + ": " + err.Error() + "]"
}

// word puts a code of some kind in words, or leaves it as it is.
func (c *Catalogue) word(kind, code string) string {
	if code == "" {
		return ""
	}
	said, err := c.find(&i18n.LocalizeConfig{MessageID: kind + code})
	if err != nil {
		return visible(code)
	}
	return said
}

// fill is what messages are filled in with. Its methods put codes in words;
// they are called by the messages.
type fill struct {
	Expected, Got, SKU, Name, Location, Tote, Order, Subject string
	Quantity, Of                                             int

	catalogue *Catalogue
	reason    string
}

func filled(c *Catalogue, p floor.Phrase) fill {
	return fill{
		Expected: visible(p.Expected), Got: visible(p.Got), SKU: visible(p.SKU), Name: visible(p.Name),
		Location: visible(p.Location), Tote: visible(p.Tote), Order: visible(p.Order), Subject: visible(p.Subject),
		Quantity: p.Quantity, Of: p.Of, catalogue: c, reason: p.Reason,
	}
}

// Why is the reason in words.
func (f fill) Why() string { return f.catalogue.Reason(f.reason) }

// GotThing is what was got, when it is a kind of thing.
func (f fill) GotThing() string { return f.catalogue.word("thing_", f.Got) }

// GotCommand is what was got, when it is a command.
func (f fill) GotCommand() string { return f.catalogue.word("command_", f.Got) }

// SubjectThing is the subject, when it is a kind of thing.
func (f fill) SubjectThing() string { return f.catalogue.word("thing_", f.Subject) }

// ExpectedThing is what was expected, when it is a kind of thing.
func (f fill) ExpectedThing() string { return f.catalogue.word("thing_", f.Expected) }

// longest is how many characters of a fill-in are shown: a barcode may hold
// thousands.
const longest = 60

// visible makes text fit into a line: what cannot be seen becomes a space, and
// what is too long is cut where that can be seen.
func visible(text string) string {
	text = strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return ' '
		}
		return r
	}, text)
	if utf8.RuneCountInString(text) <= longest {
		return text
	}
	runes := []rune(text)
	return string(runes[:longest-1]) + "…"
}
