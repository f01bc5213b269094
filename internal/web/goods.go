package web

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"tallyman/internal/floor"
	"tallyman/internal/view"
)

type itemInput struct {
	SKU     string `path:"sku" maxLength:"48" doc:"The item's SKU."`
	AtLeast int64  `query:"at_least" minimum:"0" doc:"The sequence that the answer must hold; it is waited for."`
}

type itemsInput struct {
	PageInput
	Query string `query:"q" maxLength:"200" doc:"The beginning of a SKU, a GTIN, or a part of a name; all without it."`
}

type locationsInput struct {
	PageInput
	Query string `query:"q" maxLength:"200" doc:"The beginning of a bin's name, or its barcode; all without it."`
	Zone  string `query:"zone" maxLength:"48" doc:"Only bins of this zone."`
}

type searchInput struct {
	Query   string `query:"q" maxLength:"200" doc:"A code, the beginning of a number or name, or words of an item's name."`
	AtLeast int64  `query:"at_least" minimum:"0" doc:"The sequence that the answer must hold; it is waited for."`
}

// HitList is what a search found.
type HitList struct {
	Rows []view.Hit `json:"rows" doc:"At most 20, exact hits first."`
	Seq  int64      `json:"seq" doc:"Sequence of the ledger entry that the hits stand at."`
}

func (s *Server) goodsRoutes(api huma.API) {
	views := s.options.Views
	register(s, api, route(http.MethodGet, "/items", "list-items", "List items by SKU"),
		func(ctx context.Context, input *itemsInput) (*body[view.Page[view.ItemRow]], error) {
			ask := input.ask("")
			ask.Query = input.Query
			return found(views.Items(ctx, ask))
		})
	register(s, api, route(http.MethodGet, "/items/{sku}", "get-item", "Read an item and where its units are"),
		func(ctx context.Context, input *itemInput) (*body[view.Item], error) {
			return found(views.Item(ctx, floor.SKU(input.SKU), input.AtLeast))
		})
	register(s, api, route(http.MethodGet, "/locations", "list-locations", "List bins by name, with what lies in them"),
		func(ctx context.Context, input *locationsInput) (*body[view.Page[view.Location]], error) {
			ask := input.ask("")
			ask.Query, ask.Zone = input.Query, input.Zone
			return found(views.Locations(ctx, ask))
		})
	register(s, api, route(http.MethodGet, "/search", "search", "Find orders, items, bins, totes, parcels, lists, stations and papers by code or name"),
		func(ctx context.Context, input *searchInput) (*body[HitList], error) {
			rows, seq, err := views.Search(ctx, input.Query, input.AtLeast)
			return found(HitList{Rows: rows, Seq: seq}, err)
		})
}
