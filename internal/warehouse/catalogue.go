package warehouse

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"time"

	"tallyman/internal/floor"
	"tallyman/internal/floor/order"
	"tallyman/internal/floor/stock"
	"tallyman/internal/gs1"
	"tallyman/internal/ledger/code"
	"tallyman/internal/ledger/engine"
	ledgerorder "tallyman/internal/ledger/order"
	ledgerstock "tallyman/internal/ledger/stock"
)

// DefineItems defines items or says what is different about them now. There is
// a result for each, in order.
func (w *Warehouse) DefineItems(ctx context.Context, items []stock.Item) ([]floor.Result, error) {
	return bulk(ctx, w, items, defineItem)
}

func defineItem(tx engine.Tx, item stock.Item, _ time.Time) (floor.Change, floor.Decision, error) {
	var f stock.ItemFacts
	existing, known, err := ledgerstock.Item(tx, item.SKU)
	if err != nil {
		return "", floor.Decision{}, err
	}
	if known {
		f.Existing = &existing
	}
	thing := floor.Thing{Kind: floor.AnItem, Ref: string(item.SKU)}
	for _, text := range []string{string(item.SKU), complete(item.GTIN), complete(item.CaseGTIN)} {
		if text == "" || f.Taken != "" {
			continue
		}
		if f.Taken, err = code.Other(tx, text, thing); err != nil {
			return "", floor.Decision{}, err
		}
		f.TakenCode = text
	}
	change, item, why := stock.JudgeItem(f, item)
	if why != nil {
		return change, refusal(*why), nil
	}
	var d floor.Decision
	if change != floor.Unchanged {
		d.Happened(stock.ItemDefined{Item: item})
	}
	return change, d, nil
}

// complete is a GTIN as it is registered; what is none stays as it is and is
// refused by the rules.
func complete(gtin string) string {
	if full, err := gs1.ParseGTIN(gtin); err == nil {
		return full
	}
	return gtin
}

// DefineLocations defines bins. A new one gets the code that is printed on it.
func (w *Warehouse) DefineLocations(ctx context.Context, locations []stock.Location) ([]floor.Result, error) {
	return bulk(ctx, w, locations, defineLocation)
}

func defineLocation(tx engine.Tx, l stock.Location, _ time.Time) (floor.Change, floor.Decision, error) {
	existing, text, known, err := ledgerstock.Location(tx, l.ID)
	if err != nil {
		return "", floor.Decision{}, err
	}
	var f stock.LocationFacts
	if known {
		f.Existing = &existing
	}
	thing := floor.Thing{Kind: floor.ALocation, Ref: string(l.ID)}
	if f.Taken, err = code.Other(tx, string(l.ID), thing); err != nil {
		return "", floor.Decision{}, err
	}
	change, why := stock.JudgeLocation(f, l)
	if why != nil {
		return change, refusal(*why), nil
	}
	if !known {
		if text, err = binCode(tx, thing); err != nil {
			return "", floor.Decision{}, err
		}
	}
	var d floor.Decision
	if change != floor.Unchanged {
		d.Happened(stock.LocationDefined{Location: l, Code: text})
	}
	return change, d, nil
}

// binCode makes the code of a bin from its name, so that a person can read it,
// or from a digest when the name has other characters or another bin reads
// alike.
func binCode(r engine.Reader, thing floor.Thing) (string, error) {
	readable := strings.NewReplacer("-", "", ".", "", " ", "", "/", "").Replace(strings.ToUpper(thing.Ref))
	sum := sha256.Sum256([]byte(thing.Ref))
	for _, body := range []string{readable, strings.ToUpper(hex.EncodeToString(sum[:6]))} {
		made, err := floor.NewCode(floor.CodeLocation, body)
		if err != nil {
			continue
		}
		taken, err := code.Other(r, made.String(), thing)
		if err != nil || taken == "" {
			return made.String(), err
		}
	}
	made, err := floor.NewCode(floor.CodeLocation, strings.ToUpper(hex.EncodeToString(sum[:12])))
	return made.String(), err
}

// CountStock takes stock counts. What became free goes to the orders that
// wait, oldest promise first; what is gone is taken from the newest.
func (w *Warehouse) CountStock(ctx context.Context, counts []stock.Count) ([]floor.Result, error) {
	return bulk(ctx, w, counts, countStock)
}

func countStock(tx engine.Tx, c stock.Count, _ time.Time) (floor.Change, floor.Decision, error) {
	facts, err := ledgerstock.CountFacts(tx, c)
	if err != nil {
		return "", floor.Decision{}, err
	}
	events, after, why := stock.JudgeCount(facts, c)
	switch {
	case why != nil:
		return floor.Refused, refusal(*why), nil
	case len(events) == 0:
		return floor.Unchanged, floor.Decision{}, nil
	}
	waiting, err := ledgerorder.Waiting(tx, c.SKU)
	if err != nil {
		return "", floor.Decision{}, err
	}
	holding, err := ledgerorder.Holding(tx, c.SKU)
	if err != nil {
		return "", floor.Decision{}, err
	}
	var d floor.Decision
	d.Happened(append(events, order.Rebalance(after, waiting, holding)...)...)
	return floor.Changed, d, nil
}
