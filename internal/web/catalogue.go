package web

import (
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"tallyman/internal/floor"
	"tallyman/internal/floor/stock"
)

// ItemDraft is an item as it is brought in.
type ItemDraft struct {
	SKU          string `json:"sku" minLength:"1" maxLength:"48" doc:"Names the item; may not begin as the warehouse's own codes do (TLB, TLT …)."`
	Name         string `json:"name" minLength:"1" maxLength:"200"`
	GTIN         string `json:"gtin,omitempty" maxLength:"14" doc:"8, 12, 13 or 14 digits with their check digit."`
	WeightGrams  int    `json:"weight_grams,omitempty" minimum:"0" maximum:"1000000"`
	LengthMM     int    `json:"length_mm,omitempty" minimum:"0" maximum:"100000"`
	WidthMM      int    `json:"width_mm,omitempty" minimum:"0" maximum:"100000"`
	HeightMM     int    `json:"height_mm,omitempty" minimum:"0" maximum:"100000"`
	Fragile      bool   `json:"fragile,omitempty"`
	PriceMinor   int64  `json:"price_minor,omitempty" minimum:"0" maximum:"10000000000" doc:"Price of one unit in minor units of currency."`
	Currency     string `json:"currency,omitempty" maxLength:"3" doc:"ISO 4217; needed when there is a price."`
	TaxPercent   string `json:"tax_percent,omitempty" maxLength:"7" doc:"A percentage as text, such as 8.875."`
	CaseGTIN     string `json:"case_gtin,omitempty" maxLength:"14" doc:"One scan of it counts case_quantity units."`
	CaseQuantity int    `json:"case_quantity,omitempty" minimum:"0" maximum:"100000"`
	HSCode       string `json:"hs_code,omitempty" pattern:"^[0-9]{6,10}$" doc:"Customs code of the goods (HS)."`
	Origin       string `json:"origin,omitempty" pattern:"^[A-Z]{2}$" doc:"ISO 3166-1 code of the country it was made in, for customs."`
}

func readItem(d ItemDraft, at string) (stock.Item, []Fault) {
	f := fields{at: at}
	item := stock.Item{
		SKU: floor.SKU(f.required("sku", d.SKU)), Name: f.required("name", d.Name), GTIN: f.line("gtin", d.GTIN),
		WeightGrams: d.WeightGrams, LengthMM: d.LengthMM, WidthMM: d.WidthMM, HeightMM: d.HeightMM, Fragile: d.Fragile,
		PriceMinor: d.PriceMinor, Currency: f.currency("currency", d.Currency), Rate: f.rate("tax_percent", d.TaxPercent),
		CaseGTIN: f.line("case_gtin", d.CaseGTIN), CaseQuantity: d.CaseQuantity,
		HSCode: d.HSCode, Origin: d.Origin,
	}
	if item.PriceMinor > 0 && item.Currency == "" {
		f.wrong("currency", "is missing: a price needs one, such as EUR")
	}
	return item, f.faults
}

// LocationDraft is a bin as it is brought in.
type LocationDraft struct {
	Code     string `json:"code" minLength:"1" maxLength:"48" doc:"The bin's readable name, such as A-12-03."`
	Zone     string `json:"zone,omitempty" maxLength:"48"`
	Aisle    string `json:"aisle,omitempty" maxLength:"48"`
	Bay      string `json:"bay,omitempty" maxLength:"48"`
	Level    string `json:"level,omitempty" maxLength:"48"`
	Position string `json:"position,omitempty" maxLength:"48"`
	Sequence int    `json:"sequence,omitempty" minimum:"0" maximum:"1000000000" doc:"Pickers walk by it."`
}

func readLocation(d LocationDraft, at string) (stock.Location, []Fault) {
	f := fields{at: at}
	return stock.Location{
		ID: floor.LocationID(f.required("code", d.Code)), Zone: f.line("zone", d.Zone), Aisle: f.line("aisle", d.Aisle),
		Bay: f.line("bay", d.Bay), Level: f.line("level", d.Level), Position: f.line("position", d.Position), Sequence: d.Sequence,
	}, f.faults
}

// CountDraft is a stock count as it is brought in.
type CountDraft struct {
	Location string `json:"location" minLength:"1" maxLength:"48"`
	SKU      string `json:"sku" minLength:"1" maxLength:"48"`
	Quantity int    `json:"quantity" minimum:"0" maximum:"100000" doc:"How many units lie there now."`
	Key      string `json:"key" minLength:"1" maxLength:"128" doc:"Names this count: the same key counts once, for ever, so a count may be sent again."`
}

func readCount(d CountDraft, at string) (stock.Count, []Fault) {
	f := fields{at: at}
	return stock.Count{
		Location: floor.LocationID(f.required("location", d.Location)), SKU: floor.SKU(f.required("sku", d.SKU)),
		// Files have keys of another form; a program cannot use one up.
		Quantity: d.Quantity, Key: "api:" + f.required("key", d.Key),
	}, f.faults
}

func (s *Server) catalogueRoutes(api huma.API) {
	bulkRoute(s, api, route(http.MethodPost, "/items", "define-items", "Define items, or change them"), readItem, s.options.Office.DefineItems)
	bulkRoute(s, api, route(http.MethodPost, "/locations", "define-locations", "Define bins, or change them"), readLocation, s.options.Office.DefineLocations)
	bulkRoute(s, api, route(http.MethodPost, "/stock-counts", "count-stock", "Say how many units lie in a bin"), readCount, s.options.Office.CountStock)
	s.goodsRoutes(api)
}
