package ledger

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"slices"
	"sync"
	"time"

	"tallyman/internal/ledger/engine"
	"tallyman/internal/ledger/stage"
)

// Options say what a ledger is opened with.
type Options struct {
	// Path is the database file; it is made when it is missing.
	Path   string
	Stages []stage.Stage
	// Projection is the version of what the applies mean, raised by hand
	// when one of them changes; an older database is rebuilt when opened.
	Projection int64
	// Migrations make the tables; nil is Migrations().
	Migrations fs.FS
	// Now is the clock of entries and of patience; nil is time.Now. It must
	// be safe for several goroutines.
	Now func() time.Time
	// Random makes salts; nil is crypto/rand.
	Random io.Reader
	// Log gets what went wrong; nil is silence.
	Log *slog.Logger
}

func (o *Options) complete() {
	if o.Migrations == nil {
		o.Migrations = Migrations()
	}
	if o.Now == nil {
		o.Now = time.Now //nolint:forbidigo // what a clock left out stands for; who tests time passes one
	}
	if o.Random == nil {
		o.Random = rand.Reader
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
}

// Ledger is an open ledger. All methods may be called by any number of
// goroutines.
type Ledger struct {
	options Options
	codec   *Codec
	db      *engine.Database
	queue   *queue
	head    headline
	stopped chan struct{}
	broken  chan struct{}

	mu        sync.Mutex
	listeners []func(Commit)
	failure   error
}

// Open opens the ledger and starts its writer. It fails with engine.ErrInUse
// when another process has the database, with engine.ErrNewer when it belongs
// to a newer program, and when tables and declarations disagree.
func Open(ctx context.Context, options Options) (*Ledger, error) {
	options.complete()
	codec, err := NewCodec(options.Stages)
	if err != nil {
		return nil, err
	}
	db, err := engine.Open(ctx, options.Path, options.Migrations)
	if err != nil {
		return nil, err
	}
	l := &Ledger{
		options: options, codec: codec, db: db, queue: newQueue(),
		stopped: make(chan struct{}), broken: make(chan struct{}),
	}
	w := &writer{ledger: l, db: db.Writer()}
	if err := w.prepare(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("open ledger %s: %w", options.Path, err), db.Close())
	}
	l.head.set(w.head)
	w.told = w.head.Seq
	go w.run()
	return l, nil
}

// prepare checks the tables, brings the derived ones up to date and finds the
// head.
func (w *writer) prepare(ctx context.Context) error {
	tables, err := declaredTables(w.db, w.ledger.options.Stages)
	if err != nil {
		return err
	}
	if err := w.project(ctx, derived(tables)); err != nil {
		return err
	}
	w.head, err = lastEntry(w.db)
	return err
}

// Close refuses new requests, finishes those that wait, ends a bulk after its
// slice, waits for the reads under way and closes the database.
func (l *Ledger) Close() error {
	l.queue.close(ErrClosed)
	<-l.stopped
	l.mu.Lock()
	db := l.db
	l.db = nil
	l.mu.Unlock()
	if db == nil {
		return nil
	}
	return db.Close()
}

// Read gives fn a consistent snapshot that holds at least the entry atLeast,
// and the sequence number it stands at. It waits for that entry and for a free
// connection until ctx or the ledger ends. fn must be done in a moment; long
// readers use CopyTo.
func (l *Ledger) Read(ctx context.Context, atLeast int64, fn func(r engine.Reader, head int64) error) error {
	if err := l.reach(ctx, atLeast); err != nil {
		return fmt.Errorf("wait for entry %d: %w", atLeast, err)
	}
	db, err := l.database()
	if err != nil {
		return err
	}
	err = db.Read(ctx, func(r engine.Reader) error {
		var head int64
		err := r.Query(func(row engine.Row) error { head = row.Int(0); return nil }, "SELECT seq FROM head")
		if err != nil {
			return err
		}
		return fn(r, head)
	})
	if errors.Is(err, engine.ErrClosed) {
		return ErrClosed
	}
	return err
}

// reach waits until the entry seq is committed.
func (l *Ledger) reach(ctx context.Context, seq int64) error {
	for {
		moved, there := l.head.at(seq)
		if there {
			return nil
		}
		select {
		case <-moved:
		case <-ctx.Done():
			return ctx.Err()
		case <-l.stopped:
			if _, there := l.head.at(seq); there {
				return nil
			}
			return l.queue.state()
		}
	}
}

// CopyTo writes a consistent copy of the database to a new file, synced and
// checked; see engine.Copy.
func (l *Ledger) CopyTo(ctx context.Context, path string) error {
	db, err := l.database()
	if err != nil {
		return err
	}
	return db.CopyTo(ctx, path)
}

func (l *Ledger) database() (*engine.Database, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.db == nil {
		return nil, ErrClosed
	}
	return l.db, nil
}

// Head is the last committed entry. Kept elsewhere, it proves later that no
// entry was changed or cut off.
func (l *Ledger) Head() Head { return l.head.get() }

// LogBytes is the size of the write-ahead log.
func (l *Ledger) LogBytes() int64 {
	db, err := l.database()
	if err != nil {
		return 0
	}
	return db.LogBytes()
}

// OnCommit has fn called by the writer after every commit that changed
// something, in order, after its requests were answered. fn must not block and
// must not call the ledger.
func (l *Ledger) OnCommit(fn func(Commit)) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.listeners = append(slices.Clip(l.listeners), fn)
}

func (l *Ledger) listening() []func(Commit) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.listeners
}

// Broken is closed when the database cannot be trusted any more. From then on
// every request is refused; the process must end and open it anew.
func (l *Ledger) Broken() <-chan struct{} { return l.broken }

// Err says why the ledger is broken, nil while it is not.
func (l *Ledger) Err() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.failure
}

// fail stops the ledger for good.
func (l *Ledger) fail(why error) {
	l.mu.Lock()
	first := l.failure == nil
	if first {
		l.failure = fmt.Errorf("the ledger stopped: %w", why)
		close(l.broken)
	}
	failure := l.failure
	l.mu.Unlock()
	if first {
		l.options.Log.Error("the ledger stopped", "error", why)
	}
	l.queue.close(failure)
}
