package paper

import (
	"sync"
	"time"

	"golang.org/x/text/language"

	"tallyman/internal/words"
)

// voice is the language that a paper is written in: its fixed texts, and how it
// writes numbers and dates.
type voice struct {
	words   *words.Catalogue
	tag     language.Tag
	numbers numbers
}

// voices has a voice for each language of the product.
var voices = sync.OnceValue(func() map[language.Tag]voice { //nolint:gochecknoglobals // read once, never changed
	all := map[language.Tag]voice{}
	set := words.All()
	for _, tag := range words.Languages() {
		all[tag] = voice{words: set.In(tag), tag: tag, numbers: numbersOf(tag)}
	}
	return all
})

// spoken is the language that most people of a country can read a bill in,
// of those that the product speaks; all others get English. Moldova's language
// is Romanian; Taiwan, Hong Kong and Macau do not write as zh-CN does.
func spoken(country string) string {
	switch country {
	case "UA":
		return "uk"
	case "RU", "BY", "KZ", "KG":
		return "ru"
	case "RO", "MD":
		return "ro"
	case "NO", "SJ":
		return "nb"
	case "CN":
		return "zh-CN"
	}
	return "en"
}

// Language is the language a paper is written in: the one that the customer
// asked for, if the product speaks it, and otherwise that of the customer's
// country.
func Language(asked, country string) language.Tag {
	if asked != "" {
		if tag, err := language.Parse(asked); err == nil {
			_, index, sure := language.NewMatcher(words.Languages()).Match(tag)
			if sure >= language.High {
				return words.Languages()[index]
			}
		}
	}
	return language.MustParse(spoken(country))
}

func voiceFor(asked, country string) voice { return voices()[Language(asked, country)] }

// say is a fixed text.
func (v voice) say(name string) string { return v.words.Paper(name, words.Filling{}) }

// fill is a text around one that is written already; nothing around nothing.
func (v voice) fill(name, got string) string {
	if got == "" {
		return ""
	}
	return v.words.Paper(name, words.Filling{Got: got})
}

// counted is a text with one or two whole numbers.
func (v voice) counted(name string, quantity, of int) string {
	return v.words.Paper(name, words.Filling{Quantity: quantity, Of: of})
}

// date is a day, in the zone that the moment comes in.
func (v voice) date(at time.Time) string { return at.Format(v.say("date_form")) }
