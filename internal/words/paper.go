package words

import "github.com/nicksnyder/go-i18n/v2/i18n"

// Filling is what the fixed texts of papers are filled in with. Got is written
// already as the language writes it and stands there as it is.
type Filling struct {
	Got          string
	Quantity, Of int
}

// Paper is a fixed text of the papers that customers read, by its name in the
// files paper.*.toml. A name without a text is shown in brackets.
func (c *Catalogue) Paper(name string, with Filling) string {
	said, err := c.find(&i18n.LocalizeConfig{
		MessageID:    "paper_" + name,
		TemplateData: fill{Got: with.Got, Quantity: with.Quantity, Of: with.Of, catalogue: c},
	})
	if err != nil {
		return "[" + visible(name) + "]"
	}
	return said
}
