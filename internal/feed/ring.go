package feed

// remembered is how many changes the feed keeps for screens that come back:
// four seconds of 1,000 a second, a quiet day otherwise.
const remembered = 4096

// ring holds the latest frames.
type ring struct {
	frames []*frame
	size   int
	// last is the seq of the newest frame.
	last int64
	// forgotten is the highest seq of which a frame may be missing.
	forgotten int64
}

func (r *ring) add(f *frame) {
	if r.last == 0 {
		// Of the seq at which this feed began, an earlier run of the
		// server may have told other things.
		r.forgotten = f.seq
	}
	r.last = f.seq
	r.frames = append(r.frames, f)
	r.size += len(f.changes)
	for r.size > remembered {
		oldest := r.frames[0]
		r.frames[0] = nil
		r.frames = r.frames[1:]
		r.size -= len(oldest.changes)
		r.forgotten = oldest.seq
	}
}

// covers says whether every frame from this seq on is still here.
func (r *ring) covers(seq int64) bool {
	return seq > r.forgotten && seq <= r.last
}
