package ledger

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"

	"tallyman/internal/floor"
	"tallyman/internal/ledger/engine"
)

// auditPage is how many entries are applied in one transaction of the fresh
// database.
const auditPage = 1024

// audit is one run of Verify: have is the copy that is checked, want the fresh
// database that its entries make.
type audit struct {
	options    VerifyOptions
	codec      *Codec
	have, want string
	derived    []string
	report     Report
}

func (a *audit) found(d Difference) {
	a.report.Found++
	if len(a.report.Differences) < a.options.Limit {
		a.report.Differences = append(a.report.Differences, d)
	}
}

// entryDiffers notes what is wrong with an entry.
func (a *audit) entryDiffers(seq int64, column, have, want string) {
	a.found(Difference{Table: "entry", Key: fmt.Sprint(seq), Column: column, Have: have, Want: want})
}

// replayed checks the entries and makes the fresh database of them. Both files
// are closed afterwards.
func (a *audit) replayed(ctx context.Context) (err error) {
	have, err := engine.Open(ctx, a.have, a.options.Migrations)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, have.Close()) }()
	want, err := engine.Open(ctx, a.want, a.options.Migrations)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, want.Close()) }()
	if err := a.comparable(have.Writer()); err != nil {
		return err
	}
	if err := a.definitions(have.Writer(), want.Writer()); err != nil {
		return err
	}
	head, total, err := claimedHead(have.Writer())
	if err != nil {
		return err
	}
	if err := a.entries(ctx, have.Writer(), want.Writer(), total); err != nil {
		return err
	}
	if err := a.strays(have.Writer()); err != nil {
		return err
	}
	if a.report.Head != head {
		a.found(Difference{Table: "head", Key: "1", Have: head.String(), Want: a.report.Head.String()})
	}
	if expect := a.options.Expect; expect.Seq > a.report.Head.Seq {
		a.entryDiffers(expect.Seq, "", "no entry", expect.String())
	}
	return nil
}

// comparable checks that the tables are those of this program.
func (a *audit) comparable(r engine.Reader) error {
	tables, err := declaredTables(r, a.options.Stages)
	if err != nil {
		return err
	}
	a.derived = derived(tables)
	version, known, err := projection(r)
	if err == nil && (!known || version != a.options.Projection) {
		err = fmt.Errorf("the derived tables have projection %d and this program makes %d: verify with the program that wrote them, or open the database once", version, a.options.Projection)
	}
	return err
}

// definitions compares what the tables are made of: a trigger that somebody
// added would change what later entries do.
func (a *audit) definitions(have, want engine.Reader) error {
	found, err := engine.Definitions(have)
	if err != nil {
		return err
	}
	wanted, err := engine.Definitions(want)
	if err != nil {
		return err
	}
	names := maps.Clone(found)
	maps.Copy(names, wanted)
	for _, name := range slices.Sorted(maps.Keys(names)) {
		if found[name] != wanted[name] {
			a.found(Difference{Table: name, Have: cmp.Or(found[name], "none"), Want: cmp.Or(wanted[name], "none")})
		}
	}
	return nil
}

// claimedHead is the head that was stored with the last commit, and how many
// entries there are.
func claimedHead(r engine.Reader) (head Head, total int64, err error) {
	err = r.Query(func(row engine.Row) error {
		head.Seq = row.Int(0)
		copy(head.Hash[:], row.Blob(1))
		return nil
	}, "SELECT seq, hash FROM head")
	if err == nil {
		err = r.Query(func(row engine.Row) error { total = row.Int(0); return nil }, "SELECT count(*) FROM entry")
	}
	return head, total, err
}

// entries checks every entry and applies it to the fresh database.
func (a *audit) entries(ctx context.Context, have, want *engine.Writer, total int64) error {
	fresh := &writer{db: want}
	if err := want.Begin(); err != nil {
		return err
	}
	err := entries(ctx, have, 0, func(e *Entry) error {
		a.chain(e)
		if err := a.records(have, e); err != nil {
			return err
		}
		if err := a.apply(fresh, e); err != nil {
			return err
		}
		if a.report.Entries++; a.report.Entries%auditPage != 0 {
			return nil
		}
		if a.options.Progress != nil {
			a.options.Progress(a.report.Entries, total)
		}
		if err := want.Commit(); err != nil {
			return err
		}
		return want.Begin()
	})
	if err != nil {
		return errors.Join(err, want.Rollback())
	}
	if a.options.Progress != nil {
		a.options.Progress(a.report.Entries, total)
	}
	return want.Commit()
}

// chain checks number and hash of an entry. It goes on from what is stored, so
// that one changed entry is one difference.
func (a *audit) chain(e *Entry) {
	last := a.report.Head
	if e.Seq != last.Seq+1 {
		a.entryDiffers(last.Seq+1, "", "no entry", fmt.Sprintf("an entry before %d", e.Seq))
	}
	if want := e.linked(last.Hash); want != e.Hash {
		a.entryDiffers(e.Seq, "hash", fmt.Sprintf("%x", e.Hash), fmt.Sprintf("%x", want))
	}
	if expect := a.options.Expect; e.Seq == expect.Seq && e.Hash != expect.Hash {
		a.entryDiffers(e.Seq, "hash", fmt.Sprintf("%x", e.Hash), fmt.Sprintf("%x, kept elsewhere", expect.Hash))
	}
	a.report.Head = Head{Seq: e.Seq, Hash: e.Hash}
}

// records checks the digests of the records that an entry points to.
func (a *audit) records(have *engine.Writer, e *Entry) error {
	var references []floor.RecordRef
	if err := strictly(e.Records, &references); err != nil {
		a.entryDiffers(e.Seq, "records", err.Error(), "a list of records")
		return nil
	}
	for _, reference := range references {
		a.report.Records++
		there := false
		err := have.Query(func(row engine.Row) error {
			there = true
			if found := digest(row.Blob(0), row.Blob(1)); found != reference.Digest {
				a.found(Difference{Table: "record", Key: string(reference.ID), Column: "body", Have: found, Want: reference.Digest})
			}
			return nil
		}, "SELECT salt, body FROM record WHERE id = ?1", reference.ID)
		if err != nil {
			return err
		}
		if !there {
			a.report.Erased++
		}
	}
	return nil
}

// strays looks for records that no entry points to.
func (a *audit) strays(have engine.Reader) error {
	var there int64
	err := have.Query(func(row engine.Row) error { there = row.Int(0); return nil }, "SELECT count(*) FROM record")
	if known := a.report.Records - a.report.Erased; there != known {
		a.found(Difference{Table: "record", Have: fmt.Sprint(there), Want: fmt.Sprintf("%d, as many as entries point to", known)})
	}
	return err
}

// apply applies an entry to the fresh database. One that cannot be applied is
// a difference and leaves no trace.
func (a *audit) apply(fresh *writer, e *Entry) error {
	var verdict floor.Verdict
	if err := json.Unmarshal(e.Verdict, &verdict); err != nil {
		a.entryDiffers(e.Seq, "verdict", err.Error(), "a verdict")
	}
	if err := fresh.db.Savepoint(); err != nil {
		return err
	}
	fresh.touched = fresh.touched[:0]
	tx := &transaction{writer: fresh}
	err := a.codec.replay(tx, e)
	if err == nil {
		return fresh.db.Release()
	}
	if tx.lost != nil || errors.Is(err, engine.ErrFull) {
		return err // the fresh database failed, not the entry
	}
	a.entryDiffers(e.Seq, "events", err.Error(), "events that can be applied")
	return fresh.db.Undo()
}
