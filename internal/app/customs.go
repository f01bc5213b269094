package app

import (
	"context"
	"strings"

	"tallyman/devices/page"
	"tallyman/internal/floor"
	"tallyman/internal/floor/ship"
	"tallyman/internal/floor/stock"
	"tallyman/internal/paper"
)

// customsPages composes a paper for customs, or says what the parcel has not.
func (a *App) customsPages(ctx context.Context, kind string, c ship.Contents, on paper.Format) ([]page.Page, error) {
	items := map[floor.SKU]stock.Item{}
	for _, line := range c.Invoice.Lines {
		item, err := a.view.ItemPaper(ctx, line.SKU)
		if err != nil {
			return nil, err
		}
		items[line.SKU] = item
	}
	customs := ship.NewCustoms(c, items)
	if missing := customs.Missing(); len(missing) > 0 {
		return nil, lacking("the %s needs %s; bring items in again with the columns hs_code and origin", kind, strings.Join(missing, ", "))
	}
	if kind == "commercial-invoice" {
		return paper.CommercialInvoice(customs, on), nil
	}
	return paper.CustomsDeclaration(customs, strings.ToUpper(kind), on), nil
}
