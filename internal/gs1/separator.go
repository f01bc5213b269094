package gs1

import "slices"

// Ambiguous says whether the last value could hide a further element because
// no separator was seen at all: "10AB21C" is lot AB21C, or lot AB and serial C.
// Parse reads it as the first, as the standard says. Where a scanner is not
// known to deliver separators (a keyboard wedge), do not use Lot and Serial
// while this is true; GTIN and SSCC are certain in any case.
func (e Elements) Ambiguous() bool { return len(e.Readings()) > 0 }

// Readings are the ways to read the last value of an ambiguous symbol, at most
// eight: first as Parse reads it, then with lost separators put back. There are
// none for a symbol that is not ambiguous.
func (e Elements) Readings() [][]Element {
	if e.separated || len(e.list) == 0 {
		return nil
	}
	last := e.list[len(e.list)-1]
	if all := readings(last.AI + last.Value); len(all) > 1 {
		return all
	}
	return nil
}

// longestSegment bounds the search for lost separators; no symbol has so much
// without one. mostReadings bounds what is told of it, mostSteps how long
// readings are looked for that do not contradict themselves.
const (
	longestSegment = 512
	mostReadings   = 8
	mostSteps      = 4096
)

// hidesSeparator says whether a segment that begins with an identifier of open
// length can be read as several elements with the separators between them
// lost.
func hidesSeparator(segment string) bool {
	if len(segment) > longestSegment {
		return false
	}
	ai, known := leading(segment)
	if known == nil || known.predefined {
		return false
	}
	search := splitting{segment: segment, seen: make([]splitState, len(segment)+1)}
	return search.split(known, len(ai), len(segment)-1)
}

// readings are the ways to read a segment that begins with an identifier of open
// length, if there are others than the one value. None of them contradicts
// itself.
func readings(segment string) [][]Element {
	if !hidesSeparator(segment) {
		return nil
	}
	search := splitting{segment: segment, seen: make([]splitState, len(segment)+1)}
	search.collect(0, Elements{})
	return search.found
}

// splitting searches for a way to read a segment to its end; each offset is
// tried once.
type splitting struct {
	segment string
	seen    []splitState
	found   [][]Element
	steps   int
}

type splitState byte

const (
	untried splitState = iota
	readable
	unreadable
)

// split says whether a value that begins at start can end at longest or
// before, so that the rest can be read.
func (s *splitting) split(known *identifier, start, longest int) bool {
	fewest, most := known.bounds()
	for end := start + fewest; end <= min(start+most, longest); end++ {
		if reason, _ := known.verify(s.segment[start:end]); reason == "" && s.readable(end) {
			return true
		}
	}
	return false
}

func (s *splitting) readable(offset int) bool {
	if offset == len(s.segment) {
		return true
	}
	if s.seen[offset] == untried {
		s.seen[offset] = unreadable
		ai, known := leading(s.segment[offset:])
		if known != nil && s.split(known, offset+len(ai), len(s.segment)) {
			s.seen[offset] = readable
		}
	}
	return s.seen[offset] == readable
}

// collect finds the readings of the segment from an offset on, behind what was
// read before it, the longest values first.
func (s *splitting) collect(offset int, before Elements) {
	ai, known := leading(s.segment[offset:])
	start := offset + len(ai)
	fewest, most := known.bounds()
	for end := min(start+most, len(s.segment)); end >= start+fewest; end-- {
		if s.steps++; s.steps > mostSteps || len(s.found) == mostReadings {
			return
		}
		value := s.segment[start:end]
		if reason, _ := known.verify(value); reason != "" || !s.readable(end) {
			continue
		}
		read := Elements{list: slices.Clip(before.list)}
		if read.add(element{Element{AI: ai, Value: value}, known}, end) != nil {
			continue
		}
		if end == len(s.segment) {
			s.found = append(s.found, read.All())
			continue
		}
		s.collect(end, read)
	}
}
