// Package feed fans committed changes out to screens: rows, not events.
//
// After each commit the ledger says which rows are different now ([Feed.Touched]
// never waits). One goroutine reads those rows in one read transaction and
// publishes them as a frame: at once while it is quiet, and at most every 20 ms
// under load. Each screen has a queue of its own, so that a slow one holds up
// nobody: when its queue is full, only the newest state of each row is kept,
// and when that is still too much the screen is cut off and comes back.
//
// # What a screen may rely on
//
// The seq of a frame is that of the last commit whose touches are all in this
// frame or an earlier one. The rows themselves may be newer than that, never
// older; frames of one screen never go back. So
//
//   - a screen that has a frame with seq R has everything up to R, and may come
//     back with R: it gets what came since (frames of R itself once more, since
//     a device can change its state between two commits), or a snapshot when
//     the feed does not remember that far;
//   - a snapshot at N is followed by every frame with seq ≥ N. A frame at N can
//     only repeat what the snapshot says or be newer. Frames below N are left
//     out.
//
// Rows with an id of their own, such as scans, are therefore never lost and
// arrive in the order in which they were touched.
package feed
