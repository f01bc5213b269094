package gs1

import (
	"slices"
	"strings"
)

// Check is strict where Parse is lenient: it wants beside each element what the
// standard requires, takes country, currency, package and media codes from the
// published lists only, and finds symbols that contradict each other. Give it
// all symbols that stand on one item or box, since one may hold what another
// requires; and what is to be printed, before it is. It returns all that is
// wrong, or nil. The errors have no position.
func Check(symbols ...Elements) []*Error {
	var all Elements
	var wrong []*Error
	for _, symbol := range symbols {
		for _, next := range symbol.list {
			if slices.Contains(all.list, next) {
				continue
			}
			if err := all.add(next, noPosition); err != nil {
				wrong = append(wrong, err)
			}
		}
	}
	for _, each := range all.list {
		wrong = append(wrong, each.unlisted()...)
		for _, choice := range each.known.requires {
			if !slices.ContainsFunc(choice, all.have) {
				wrong = append(wrong, each.known.missing(each.AI, choice))
			}
		}
	}
	return wrong
}

// have says whether a group of patterns is there completely.
func (e Elements) have(group []string) bool {
	for _, pattern := range group {
		if !slices.ContainsFunc(e.list, func(each element) bool { return matches(pattern, each.AI) }) {
			return false
		}
	}
	return true
}

// rulesOut says whether another identifier may not stand beside this one. None
// rules itself out, though a pattern may mean it: the caller sees to that.
func (known *identifier) rulesOut(ai string) bool {
	for _, pattern := range known.excludes {
		if matches(pattern, ai) {
			return true
		}
	}
	return false
}

// matches says whether a pattern means an identifier: n is any digit.
func matches(pattern, ai string) bool {
	if len(pattern) != len(ai) {
		return false
	}
	for i := range len(pattern) {
		if pattern[i] != ai[i] && pattern[i] != 'n' {
			return false
		}
	}
	return true
}

// unlisted finds the components whose code is not in its list.
func (e element) unlisted() []*Error {
	var wrong []*Error
	for part, text := range e.known.parts(e.Value) {
		for _, list := range part.lists {
			if list(text) != "" {
				wrong = append(wrong, &Error{
					Reason: BadValue, AI: e.AI, Position: noPosition,
					Message: "there is no code " + text + " of " + e.known.title + " in the published list",
				})
			}
		}
	}
	return wrong
}

func (known *identifier) missing(ai string, choice [][]string) *Error {
	groups := make([]string, len(choice))
	for i, group := range choice {
		groups[i] = "(" + strings.Join(group, ") with (") + ")"
	}
	return &Error{
		Reason: MissingAI, AI: ai, Position: noPosition,
		Message: known.title + " needs " + strings.Join(groups, " or ") + " beside it",
	}
}
