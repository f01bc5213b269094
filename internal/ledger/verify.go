package ledger

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"tallyman/internal/ledger/engine"
	"tallyman/internal/ledger/stage"
)

// Difference is one place where what is stored is not what it should be.
type Difference = engine.Difference

// VerifyOptions say what a database is checked against.
type VerifyOptions struct {
	Stages     []stage.Stage
	Projection int64
	// Migrations make the tables; nil is Migrations().
	Migrations fs.FS
	// Expect is a head that was kept elsewhere: the entry must still be there
	// with that hash. The zero value expects nothing.
	Expect Head
	// Limit is how many differences the report names; 0 is 100.
	Limit int
	// Progress is called now and then with entries done and in all.
	Progress func(done, total int64)
}

// Report is what Verify found.
type Report struct {
	// Entries is how many entries there are, Head the last of them.
	Entries int64
	Head    Head
	// Records is how many records entries point to, Erased how many of them
	// are gone, as they may be.
	Records, Erased int64
	// Found is how many differences there are; Differences names the first.
	Found       int64
	Differences []Difference
}

// Sound says that nothing was found.
func (r Report) Sound() bool { return r.Found == 0 }

// Verify checks the database file at path, which may be in use: it takes a
// consistent copy into the folder PATH.verify (removed afterwards; it needs
// twice the room of the database), checks the copy's integrity, the sequence, the
// hash chain and the digests of records, applies all entries to a fresh
// database and compares with it every derived table and the definitions of all
// tables, indexes and triggers. What is wrong with the data is in the report; an error means that it could not be checked,
// engine.ErrInUse that another Verify of the file is under way.
func Verify(ctx context.Context, path string, options VerifyOptions) (report Report, err error) {
	if options.Migrations == nil {
		options.Migrations = Migrations()
	}
	if options.Limit == 0 {
		options.Limit = 100
	}
	codec, err := NewCodec(options.Stages)
	if err != nil {
		return Report{}, err
	}
	scratch, err := engine.OpenScratch(path, "verify")
	if err != nil {
		return Report{}, err
	}
	defer func() { err = errors.Join(err, scratch.Close()) }()
	a := &audit{options: options, codec: codec, have: scratch.Path("have.db"), want: scratch.Path("want.db")}
	if err := engine.Copy(ctx, path, a.have); err != nil {
		return Report{}, err
	}
	if err := a.replayed(ctx); err != nil {
		return Report{}, fmt.Errorf("verify %s: %w", path, err)
	}
	err = engine.Compare(ctx, a.have, a.want, a.derived, func(d Difference) error {
		a.found(d)
		return nil
	})
	return a.report, err
}

// Verify checks the open ledger; see the function Verify. Work goes on
// meanwhile.
func (l *Ledger) Verify(ctx context.Context, expect Head, progress func(done, total int64)) (Report, error) {
	db, err := l.database()
	if err != nil {
		return Report{}, err
	}
	return Verify(ctx, db.Path(), VerifyOptions{
		Stages: l.options.Stages, Projection: l.options.Projection, Migrations: l.options.Migrations,
		Expect: expect, Progress: progress,
	})
}
