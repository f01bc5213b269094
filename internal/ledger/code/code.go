package code

import (
	"slices"

	"tallyman/internal/floor"
	"tallyman/internal/ledger/engine"
	"tallyman/internal/ledger/stage"
)

// Stage declares the tables; there are no events.
func Stage() stage.Stage {
	return stage.Stage{Name: "code", Tables: []stage.Table{
		{Name: "code", Class: stage.Derived},
		{Name: "counter", Class: stage.Derived},
	}}
}

// Register says that a code stands for a thing; an empty code is none.
func Register(tx engine.Tx, text string, thing floor.Thing) error {
	if text == "" {
		return nil
	}
	_, err := tx.Exec(`INSERT INTO code (code, kind, ref, factor) VALUES (?1, ?2, ?3, ?4)
		ON CONFLICT (code, kind) DO UPDATE SET ref = excluded.ref, factor = excluded.factor`,
		text, thing.Kind, thing.Ref, max(1, thing.Factor))
	return err
}

// Drop forgets what a thing's code stood for.
func Drop(tx engine.Tx, text string, thing floor.Thing) error {
	_, err := tx.Exec(`DELETE FROM code WHERE code = ?1 AND kind = ?2 AND ref = ?3`, text, thing.Kind, thing.Ref)
	return err
}

// Lookup finds the things that have one of two texts as their code; second may
// be empty.
func Lookup(r engine.Reader, first, second string) ([]floor.Thing, error) {
	var things []floor.Thing
	err := r.Query(func(row engine.Row) error {
		thing := floor.Thing{Kind: floor.ThingKind(row.Text(0)), Ref: row.Text(1), Factor: int(row.Int(2))}
		if !slices.Contains(things, thing) { // DISTINCT costs more than the rest of the query
			things = append(things, thing)
		}
		return nil
	}, `SELECT kind, ref, factor FROM code WHERE code IN (?1, ?2)`, first, second)
	return things, err
}

// Other finds a thing that has the text as its code and is not the one named:
// the kind of what stands in the way, or "".
func Other(r engine.Reader, text string, thing floor.Thing) (floor.ThingKind, error) {
	things, err := Lookup(r, text, "")
	for _, t := range things {
		if t.Kind != thing.Kind || t.Ref != thing.Ref {
			return t.Kind, err
		}
	}
	return "", err
}

// Count remembers the last serial of a number range.
func Count(tx engine.Tx, name string, value int64) error {
	_, err := tx.Exec(`INSERT INTO counter (name, value) VALUES (?1, ?2)
		ON CONFLICT (name) DO UPDATE SET value = excluded.value WHERE excluded.value > counter.value`, name, value)
	return err
}

// Next is the next serial of a number range, from 1 on.
func Next(r engine.Reader, name string) (int64, error) {
	value := int64(0)
	err := r.Query(func(row engine.Row) error {
		value = row.Int(0)
		return nil
	}, `SELECT value FROM counter WHERE name = ?1`, name)
	return value + 1, err
}
