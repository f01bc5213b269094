package scale

import "tallyman/devices/line"

// reading is one reply of a scale: a weight, or why there is none.
type reading struct {
	weight  Weight
	trouble Trouble // "" when there is a weight
	err     error   // more about the trouble, or nil
}

// garbled is a reply that nobody understands.
func garbled(err error) reading { return reading{trouble: Garbled, err: err} }

// stable is the reading of a number that the scale calls stable.
func stable(number, unit string, net bool) reading {
	micrograms, err := weigh(number, unit)
	switch {
	case err != nil:
		return garbled(err)
	case micrograms < 0:
		return reading{trouble: Negative}
	}
	return reading{weight: Weight{Micrograms: micrograms, Net: net}}
}

// language is how scales of a family are asked and what they reply. A new one is
// a file like these with one function, and a line in languages.
type language struct {
	// ask is what they are sent; it is the same for each weighing.
	ask string
	// whole says whether a reply has come to its end; nil is for lines, which
	// end with CR or LF.
	whole func(reply []byte) bool
	// read takes a whole reply, STX and end included.
	read func(reply string) reading
	// mode is how their lines are set when they are shipped.
	mode line.Mode
}

// languages are the families, by the name in a device URL. Each takes the
// options that only it has.
func languages() map[string]func(*line.Options) language {
	return map[string]func(*line.Options) language{
		"sics": sics, "toledo": toledo, "and": and, "ohaus": ohaus,
	}
}
