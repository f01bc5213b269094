package feed

import "sync"

// mask is a set of collections, a bit each.
type mask uint64

// frame is what one read found: whole commits, so that its seq says all.
type frame struct {
	feed    *Feed
	seq     int64
	changes []Change
	holds   mask

	mu      sync.Mutex
	encoded map[mask][]byte
}

func newFrame(f *Feed, seq int64, changes []Change) *frame {
	frame := &frame{feed: f, seq: seq, changes: changes, encoded: map[mask][]byte{}}
	for _, change := range changes {
		frame.holds |= f.bits[change.Collection]
	}
	return frame
}

// message is the frame as the screens that want these collections get it. It
// is made once for all of them.
func (f *frame) message(wanted mask) []byte {
	wanted &= f.holds
	f.mu.Lock()
	defer f.mu.Unlock()
	message, made := f.encoded[wanted]
	if !made {
		message = f.feed.encoder.Changes(f.seq, f.only(wanted))
		f.encoded[wanted] = message
	}
	return message
}

func (f *frame) only(wanted mask) []Change {
	if wanted == f.holds {
		return f.changes
	}
	var some []Change
	for _, change := range f.changes {
		if f.feed.bits[change.Collection]&wanted != 0 {
			some = append(some, change)
		}
	}
	return some
}

// newest keeps the last change of each row, in the order of those. It returns
// how many it left out.
func newest(changes []Change) (kept []Change, dropped int64) {
	last := make(map[Touch]int, len(changes))
	for i, change := range changes {
		last[Touch{change.Collection, change.ID}] = i
	}
	for i, change := range changes {
		if last[Touch{change.Collection, change.ID}] == i {
			kept = append(kept, change)
		}
	}
	return kept, int64(len(changes) - len(kept))
}
