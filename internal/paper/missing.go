package paper

import (
	"slices"

	"tallyman/devices/page"
)

// Missing lists the characters of pages that no bundled font has, in the order
// of their code points. They are printed as □.
func Missing(pages []page.Page) []rune {
	var all []rune
	for _, p := range pages {
		for _, item := range p.Items {
			if text, ok := item.(page.Text); ok {
				all = append(all, page.Missing(text.Text)...)
			}
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}
