package demo

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"tallyman/internal/floor"
	"tallyman/internal/floor/shift"
	"tallyman/internal/ledger/engine"
)

// labels are what is written on things: who stands before them can read it.
// They do not change while a warehouse is played.
type labels struct {
	bins  map[floor.LocationID]string
	items map[floor.SKU]itemLabel
	// walk are the bins and goods the items in their order on the shelf.
	walk   []floor.LocationID
	goods  []floor.SKU
	badges []badge
}

// itemLabel is what an item and its case have printed on; caseCode is "" when
// there are no cases.
type itemLabel struct {
	code, caseCode string
	caseQuantity   int
}

// badge is a person of the demo.
type badge struct {
	id   floor.BadgeID
	role shift.Role
	name string
	code string
}

// read reads the labels of a warehouse.
func (p *playing) readLabels(ctx context.Context) error {
	p.labels = labels{bins: map[floor.LocationID]string{}, items: map[floor.SKU]itemLabel{}}
	return p.app.Read(ctx, func(r engine.Reader) error {
		if err := r.Query(func(row engine.Row) error {
			id := floor.LocationID(row.Text(0))
			p.labels.bins[id] = row.Text(1)
			p.labels.walk = append(p.labels.walk, id)
			return nil
		}, `SELECT id, code FROM location ORDER BY sequence, id`); err != nil {
			return err
		}
		if err := r.Query(func(row engine.Row) error {
			sku := floor.SKU(row.Text(0))
			p.labels.items[sku] = itemLabel{
				code: printed(row.Text(1), string(sku)), caseCode: row.Text(2), caseQuantity: int(row.Int(3)),
			}
			p.labels.goods = append(p.labels.goods, sku)
			return nil
		}, `SELECT sku, gtin, case_gtin, case_quantity FROM item ORDER BY sku`); err != nil {
			return err
		}
		return r.Query(func(row engine.Row) error {
			p.labels.badges = append(p.labels.badges, badge{
				id: floor.BadgeID(row.Text(0)), role: shift.Role(row.Text(1)), name: row.Text(2), code: row.Text(3),
			})
			return nil
		}, `SELECT b.id, b.role, json_extract(r.body, '$.name'), json_extract(r.body, '$.code')
			FROM badge b JOIN record r ON r.id = b.holder ORDER BY b.id`)
	})
}

// printed is a GTIN as it is printed on a piece: an EAN-13 where it is one.
func printed(gtin, sku string) string {
	if gtin == "" {
		return sku
	}
	return strings.TrimPrefix(gtin, "0")
}

// holder finds who has a badge.
func (l labels) holder(id floor.BadgeID) (badge, bool) {
	i := slices.IndexFunc(l.badges, func(b badge) bool { return b.id == id })
	if i < 0 {
		return badge{}, false
	}
	return l.badges[i], true
}

// role are the badges of a role.
func (l labels) role(role shift.Role) []badge {
	var found []badge
	for _, b := range l.badges {
		if b.role == role {
			found = append(found, b)
		}
	}
	return found
}

// beside is the bin next to another one, which is where people scan when they
// scan the wrong one.
func (l labels) beside(bin floor.LocationID) string {
	at := slices.Index(l.walk, bin)
	if len(l.walk) < 2 {
		return ""
	}
	if at == 0 {
		at = 2
	}
	return l.bins[l.walk[max(0, at-1)]]
}

// own is the code of a thing that has its name in it: a command, a tote, a
// place. The names of this warehouse can all be codes.
func own(kind floor.CodeKind, body string) string {
	return floor.Code{Kind: kind, Body: body}.String()
}

func command(c floor.Command) string { return own(floor.CodeCommand, string(c)) }

func quantity(n int) string { return own(floor.CodeQuantity, fmt.Sprintf("%02d", n)) }

// toteCode is what is printed on a tote: its name is the body of its code.
func toteCode(id floor.ToteID) string {
	return own(floor.CodeTote, strings.TrimPrefix(string(id), "T-"))
}
