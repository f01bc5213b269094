package words

import (
	"errors"
	"strings"

	"github.com/nicksnyder/go-i18n/v2/i18n"

	"tallyman/internal/floor"
)

// Catalogue makes sentences of phrases in one language; what that language has
// no message for is said in English. It may be used by any number of
// goroutines.
type Catalogue struct {
	localizer *i18n.Localizer
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
	for _, stop := range []string{".", "。"} {
		if rest, blank := strings.CutSuffix(said, " "+stop); blank {
			return rest + stop
		}
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
