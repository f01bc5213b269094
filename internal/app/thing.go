package app

import (
	"context"
	"fmt"
	"time"

	"tallyman/devices/page"
	"tallyman/internal/floor"
	"tallyman/internal/paper"
	"tallyman/internal/view"
	"tallyman/internal/web"
)

// lacking says that a paper cannot be made, and why.
func lacking(format string, args ...any) error {
	return &view.LackingError{What: fmt.Sprintf(format, args...)}
}

// thingPages composes the label of a thing of the house.
func (a *App) thingPages(ctx context.Context, ask web.PaperAsk, size paper.Size) ([]page.Page, error) {
	id := map[string]string{"bin": ask.Bin, "tote": ask.Tote, "badge": ask.Badge, "item": ask.Item, "case": ask.Item}[ask.Kind]
	if id == "" {
		return nil, lacking("the label of a %s: say of which", ask.Kind)
	}
	if ask.Kind != "item" && ask.Kind != "case" {
		thing, err := a.view.CodedThing(ctx, ask.Kind, id)
		code := paper.Code{Code: thing.Code, Caption: thing.Name, Sub: thing.Sub}
		return []page.Page{paper.CodeLabel(code, size)}, err
	}
	item, err := a.view.ItemPaper(ctx, floor.SKU(id))
	switch {
	case err != nil:
		return nil, err
	case ask.Kind == "item":
		return []page.Page{paper.ItemLabel(item, size)}, nil
	case len(item.CaseGTIN) != 14 || item.CaseQuantity == 0:
		return nil, lacking("item %s has no case: give its case_gtin and case_quantity with tallyman import items", id)
	}
	return []page.Page{paper.CaseLabel(item, size)}, nil
}

// manifestPages composes the manifest of a day of the site.
func (a *App) manifestPages(ctx context.Context, ask web.PaperAsk, on paper.Format) ([]page.Page, error) {
	zone := a.options.Config.Server.TimeZone.Location
	from := a.options.Now().In(zone)
	if ask.Day != "" {
		day, err := time.ParseInLocation(time.DateOnly, ask.Day, zone)
		if err != nil {
			return nil, lacking("day %q: write it like 2026-11-23", ask.Day)
		}
		from = day
	}
	// Days are not 24 hours when the clocks change.
	from = time.Date(from.Year(), from.Month(), from.Day(), 0, 0, 0, 0, zone)
	m, err := a.view.Manifest(ctx, from, from.AddDate(0, 0, 1), floor.StationID(ask.Station))
	if err != nil {
		return nil, err
	}
	if len(m.Rows) == 0 {
		return nil, lacking("no parcel was handed over on %s", from.Format(time.DateOnly))
	}
	m.Language = ask.Language
	return paper.Manifest(m, on), nil
}
