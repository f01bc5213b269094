package importing

import (
	"context"

	"tallyman/internal/floor"
	"tallyman/internal/floor/order"
	"tallyman/internal/floor/shift"
	"tallyman/internal/floor/stock"
)

// Store is where rows go. Every method gets at most 64 rows and returns what
// became of each, in the same order; an error means that something broke and
// ends the import. Rows refused by the Store do not hold up the others.
type Store interface {
	Catalogue
	Crew
	// PlaceOrders places whole orders; the same order again is unchanged.
	PlaceOrders(ctx context.Context, drafts []order.Draft) ([]floor.Result, error)
}

// Catalogue keeps goods and bins.
type Catalogue interface {
	DefineItems(ctx context.Context, items []stock.Item) ([]floor.Result, error)
	DefineLocations(ctx context.Context, locations []stock.Location) ([]floor.Result, error)
	// CountStock takes counts as of now; a Key counts once, for ever.
	CountStock(ctx context.Context, counts []stock.Count) ([]floor.Result, error)
}

// Crew keeps badges and totes.
type Crew interface {
	IssueBadges(ctx context.Context, badges []shift.BadgeDraft) ([]floor.Result, error)
	DefineTotes(ctx context.Context, totes []shift.ToteDraft) ([]floor.Result, error)
}
