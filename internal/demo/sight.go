package demo

import (
	"context"

	"tallyman/internal/floor"
	"tallyman/internal/ledger/engine"
)

// sight is what stands around and can be seen without asking anybody: totes
// that are empty, totes that wait at a table, boxes beside it. It is read from
// the ledger, which is where the things of a simulated floor are; whose orders
// they are and what is to be done with them nobody can see.
type sight struct {
	read func(ctx context.Context, read func(engine.Reader) error) error
}

// mostSeen is how many things of a kind anybody looks at.
const mostSeen = 24

// empties are totes with nothing in them.
func (s sight) empties(ctx context.Context) ([]floor.ToteID, error) {
	return seen[floor.ToteID](ctx, s, `SELECT id FROM tote WHERE fulfilment = '' ORDER BY id LIMIT ?1`, mostSeen)
}

// totes are those that stand at a place, who came first in front.
func (s sight) totes(ctx context.Context, place string) ([]floor.ToteID, error) {
	return seen[floor.ToteID](ctx, s,
		`SELECT id FROM tote WHERE place = ?2 AND fulfilment <> '' ORDER BY list, id LIMIT ?1`, mostSeen, place)
}

// boxes are the SSCCs on the boxes beside a packing table, ready to go.
func (s sight) boxes(ctx context.Context, at floor.StationID) ([]string, error) {
	return seen[string](ctx, s, `SELECT p.sscc FROM fulfilment f JOIN parcel p ON p.fulfilment = f.id
		WHERE f.state = 'packed' AND p.state = 'labelled' AND p.station = ?2 ORDER BY p.id LIMIT ?1`, mostSeen, at)
}

func seen[T ~string](ctx context.Context, s sight, sql string, arguments ...any) ([]T, error) {
	var found []T
	err := s.read(ctx, func(r engine.Reader) error {
		return r.Query(func(row engine.Row) error {
			found = append(found, T(row.Text(0)))
			return nil
		}, sql, arguments...)
	})
	return found, err
}
