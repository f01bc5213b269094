package view

import (
	"context"
	"slices"
	"strings"

	"tallyman/internal/floor"
	"tallyman/internal/ledger/code"
	"tallyman/internal/ledger/engine"
)

// Kind says what a hit of a search is.
type Kind string

// The kinds of hits.
const (
	AnOrder   Kind = "order"
	AnItem    Kind = "item"
	ALocation Kind = "location"
	ATote     Kind = "tote"
	AParcel   Kind = "parcel"
	APickList Kind = "pick_list"
	AStation  Kind = "station"
	APrintJob Kind = "print_job"
)

const (
	// mostHits is how many hits a search has, hitsOfKind how many of one kind
	// that only begin with what was asked for.
	mostHits   = 20
	hitsOfKind = 6
)

// Hit is something that was found.
type Hit struct {
	Kind  Kind          `json:"kind" enum:"order,item,location,tote,parcel,pick_list,station,print_job" doc:"What it is."`
	ID    string        `json:"id" doc:"Its name, by which it is read."`
	Text  string        `json:"text,omitempty" doc:"What is known of it beside its name: of an item what it is called, of a parcel its tracking number."`
	State string        `json:"state,omitempty" doc:"How far it is, when it goes through states."`
	Order floor.OrderID `json:"order,omitempty" doc:"The order that it belongs to."`
}

// Search finds things by their exact codes, by how their names begin and, items
// only, by words of what they are called; at most 20, the exact ones first. It
// knows no badges and no personal data. seq is where the hits stand.
func (v *View) Search(ctx context.Context, text string, atLeast int64) (hits []Hit, seq int64, err error) {
	s := &search{query: wanted(text), hits: []Hit{}}
	err = v.options.Ledger.Read(ctx, atLeast, func(r engine.Reader, head int64) error {
		seq = head
		if s.text == "" {
			return nil
		}
		for _, step := range []func(engine.Reader) error{s.exact, s.names, s.numbers, s.items} {
			if err := step(r); err != nil {
				return err
			}
		}
		return nil
	})
	return s.hits[:min(len(s.hits), mostHits)], seq, err
}

// search is one search under way.
type search struct {
	query
	hits []Hit
}

// kindOf is what the thing of a code is to a search; badges are nothing.
func kindOf(kind floor.ThingKind) Kind {
	switch kind {
	case floor.AnItem:
		return AnItem
	case floor.ALocation:
		return ALocation
	case floor.ATote:
		return ATote
	case floor.AnOrder:
		return AnOrder
	case floor.AParcel, floor.AnAttempt:
		return AParcel
	case floor.ABadge, floor.APlace, floor.ADock, floor.ACommand, floor.AQuantity:
		return ""
	}
	return ""
}

func (s *search) exact(r engine.Reader) error {
	for _, text := range []string{s.text, s.upper} {
		things, err := code.Lookup(r, text, s.gtin)
		if err != nil {
			return err
		}
		for _, thing := range things {
			if kind := kindOf(thing.Kind); kind != "" {
				if err := s.found(r, kind, thing.Ref); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// names finds what begins with the query.
func (s *search) names(r engine.Reader) error {
	for _, named := range named() {
		for _, text := range []string{s.text, s.upper} {
			if err := s.all(r, named.kind, named.begins, text, text+last, hitsOfKind); err != nil {
				return err
			}
		}
	}
	return nil
}

// numbers finds orders by their digits alone: 10442 is SO-10442 where numbers
// begin so.
func (s *search) numbers(r engine.Reader) error {
	if strings.Trim(s.text, "0123456789") != "" {
		return nil
	}
	ids, err := texts(r, `SELECT id FROM orders WHERE id > ?1 ORDER BY id DESC LIMIT 1`, "")
	if len(ids) == 0 || err != nil {
		return err
	}
	text := ids[0][:strings.IndexAny(ids[0]+"0", "0123456789")] + s.text
	return s.all(r, AnOrder, named()[0].begins, text, text+last, hitsOfKind)
}

func (s *search) items(r engine.Reader) error {
	return s.all(r, AnItem, `SELECT sku FROM item
		WHERE name LIKE ?1 ESCAPE '\' OR name LIKE ?2 ESCAPE '\' OR name LIKE ?3 ESCAPE '\' ORDER BY name, sku LIMIT ?4`,
		s.within(s.text), s.within(s.lower), s.within(s.title), hitsOfKind)
}

func (s *search) all(r engine.Reader, kind Kind, text string, arguments ...any) error {
	ids, err := texts(r, text, arguments...)
	for _, id := range ids {
		if err == nil {
			err = s.found(r, kind, id)
		}
	}
	return err
}

// found adds a hit once.
func (s *search) found(r engine.Reader, kind Kind, id string) error {
	if len(s.hits) >= mostHits || slices.ContainsFunc(s.hits, func(h Hit) bool { return h.Kind == kind && h.ID == id }) {
		return nil
	}
	for _, named := range named() {
		if named.kind != kind {
			continue
		}
		return r.Query(func(row engine.Row) error {
			s.hits = append(s.hits, Hit{
				Kind: kind, ID: id, Text: row.Text(0), State: row.Text(1), Order: floor.OrderID(row.Text(2)),
			})
			return nil
		}, named.describe, id)
	}
	return nil
}

// names is how things of a kind are found by the beginning of their name, and
// what is told of one: text, state, order.
type names struct {
	kind             Kind
	begins, describe string
}

// named has the kinds in the order in which hits are told.
func named() []names {
	return []names{
		{
			AnOrder, `SELECT id FROM orders WHERE id BETWEEN ?1 AND ?2 ORDER BY id LIMIT ?3`,
			`SELECT o.service, f.state, '' FROM orders o JOIN fulfilment f ON f.order_id = o.id WHERE o.id = ?1 LIMIT 1`,
		},
		{
			AnItem, `SELECT sku FROM item WHERE sku BETWEEN ?1 AND ?2 ORDER BY sku LIMIT ?3`,
			`SELECT name, '', '' FROM item WHERE sku = ?1`,
		},
		{
			ALocation, `SELECT id FROM location WHERE id BETWEEN ?1 AND ?2 ORDER BY id LIMIT ?3`,
			`SELECT trim(zone || ' ' || aisle), '', '' FROM location WHERE id = ?1`,
		},
		{
			ATote, `SELECT id FROM tote WHERE id BETWEEN ?1 AND ?2 ORDER BY id LIMIT ?3`,
			`SELECT t.place, '', coalesce(f.order_id, '') FROM tote t LEFT JOIN fulfilment f ON f.id = t.fulfilment WHERE t.id = ?1`,
		},
		{
			AParcel, `SELECT id FROM parcel WHERE id BETWEEN ?1 AND ?2 ORDER BY id LIMIT ?3`,
			`SELECT tracking_number, state, order_id FROM parcel WHERE id = ?1`,
		},
		{
			APickList, `SELECT id FROM pick_list WHERE id BETWEEN ?1 AND ?2 ORDER BY id LIMIT ?3`,
			`SELECT badge, state, '' FROM pick_list WHERE id = ?1`,
		},
		{
			AStation, `SELECT id FROM station WHERE id BETWEEN ?1 AND ?2 ORDER BY id LIMIT ?3`,
			`SELECT kind, '', '' FROM station WHERE id = ?1`,
		},
		{
			APrintJob, `SELECT id FROM print_job WHERE id BETWEEN ?1 AND ?2 ORDER BY id LIMIT ?3`,
			`SELECT document, state, order_id FROM print_job WHERE id = ?1`,
		},
	}
}
