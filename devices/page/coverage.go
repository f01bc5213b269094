package page

// Missing lists the characters of a text that are printed as □ because no
// bundled font has them, in the order in which they come.
func Missing(text string) []rune {
	var lost []rune
	for _, r := range composed(text) {
		for _, drawn := range letters(string(r), false) {
			if drawn.rune == missing && r != missing {
				lost = append(lost, r)
			}
		}
	}
	return lost
}
