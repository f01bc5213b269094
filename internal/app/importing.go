package app

import (
	"context"

	"tallyman/internal/floor"
	"tallyman/internal/floor/order"
	"tallyman/internal/floor/shift"
	"tallyman/internal/floor/stock"
	"tallyman/internal/importing"
	"tallyman/internal/warehouse"
)

// Import runs a file into the ledger. Dates without an offset are in the zone
// of the settings.
func (a *App) Import(ctx context.Context, file importing.File, progress func(importing.Progress)) (importing.Report, error) {
	if file.Zone == nil {
		file.Zone = a.options.Config.Server.TimeZone.Location
	}
	return importing.Run(ctx, file, store{a.warehouse, a.words.Say}, progress)
}

// store is the warehouse as imports want it: with words for what it refuses.
type store struct {
	warehouse *warehouse.Warehouse
	say       func(floor.Phrase) string
}

func (s store) outcomes(results []floor.Result, err error) ([]importing.Outcome, error) {
	if err != nil {
		return nil, err
	}
	outcomes := make([]importing.Outcome, len(results))
	for i, r := range results {
		outcomes[i] = importing.Outcome{Status: importing.Status(r.Change)}
		if r.Change == floor.Refused {
			outcomes[i].Reason, outcomes[i].Message = r.Said.Code, s.say(r.Said)
		}
	}
	return outcomes, nil
}

// DefineItems implements importing.Store.
func (s store) DefineItems(ctx context.Context, items []stock.Item) ([]importing.Outcome, error) {
	return s.outcomes(s.warehouse.DefineItems(ctx, items))
}

// DefineLocations implements importing.Store.
func (s store) DefineLocations(ctx context.Context, locations []stock.Location) ([]importing.Outcome, error) {
	return s.outcomes(s.warehouse.DefineLocations(ctx, locations))
}

// CountStock implements importing.Store.
func (s store) CountStock(ctx context.Context, counts []stock.Count) ([]importing.Outcome, error) {
	return s.outcomes(s.warehouse.CountStock(ctx, counts))
}

// PlaceOrders implements importing.Store.
func (s store) PlaceOrders(ctx context.Context, drafts []order.Draft) ([]importing.Outcome, error) {
	return s.outcomes(s.warehouse.PlaceOrders(ctx, drafts))
}

// IssueBadges implements importing.Store.
func (s store) IssueBadges(ctx context.Context, badges []importing.Badge) ([]importing.Outcome, error) {
	drafts := make([]shift.BadgeDraft, len(badges))
	for i, b := range badges {
		drafts[i] = shift.BadgeDraft{Name: b.Name, Role: shift.Role(b.Role), Code: b.Code}
	}
	return s.outcomes(s.warehouse.IssueBadges(ctx, drafts))
}

// DefineTotes implements importing.Store.
func (s store) DefineTotes(ctx context.Context, totes []importing.Tote) ([]importing.Outcome, error) {
	drafts := make([]shift.ToteDraft, len(totes))
	for i, t := range totes {
		drafts[i] = shift.ToteDraft(t)
	}
	return s.outcomes(s.warehouse.DefineTotes(ctx, drafts))
}
