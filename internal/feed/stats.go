package feed

// Stats counts since the start.
type Stats struct {
	// Screens is how many are connected now.
	Screens int
	// Frames and Changes were published.
	Frames, Changes int64
	// Coalesced are touches and queued changes that a newer one replaced.
	Coalesced int64
	// CutOff are screens that were too slow.
	CutOff int64
}

// Stats returns the counts.
func (f *Feed) Stats() Stats {
	f.mu.Lock()
	defer f.mu.Unlock()
	return Stats{
		Screens:   len(f.screens),
		Frames:    f.frames.Load(),
		Changes:   f.changes.Load(),
		Coalesced: f.coalesced.Load(),
		CutOff:    f.cutOff.Load(),
	}
}
