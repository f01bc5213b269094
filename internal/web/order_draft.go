package web

import (
	"fmt"
	"time"

	"tallyman/internal/floor"
	"tallyman/internal/floor/order"
	"tallyman/internal/floor/ship"
)

// OrderDraft is an order as it is brought in. The same number again is a newer
// version when it differs and is not older.
type OrderDraft struct {
	Order         string       `json:"order" minLength:"1" maxLength:"48" doc:"The number that the customer knows."`
	PlacedAt      time.Time    `json:"placed_at" doc:"When the customer placed or changed it."`
	Channel       string       `json:"channel,omitempty" maxLength:"48" doc:"Where it came from; api when left out."`
	Address       AddressDraft `json:"address" doc:"Where it is sent."`
	Service       string       `json:"service" minLength:"1" maxLength:"48" doc:"A delivery service of the settings."`
	ShipBy        time.Time    `json:"ship_by,omitzero" doc:"When it has to leave the house; the next cut-off of the service when left out."`
	Currency      string       `json:"currency" minLength:"3" maxLength:"3" doc:"ISO 4217 code of all amounts."`
	TaxIncluded   bool         `json:"tax_included,omitempty" doc:"Whether prices contain the tax."`
	ShippingMinor int64        `json:"shipping_minor,omitempty" minimum:"0" maximum:"10000000000" doc:"Price of shipping in minor units."`
	GiftMessage   string       `json:"gift_message,omitempty" maxLength:"1000"`
	Language      string       `json:"language,omitempty" maxLength:"35" doc:"BCP 47 tag of the language that papers for the customer speak, such as nb; that of the country without."`
	Note          string       `json:"note,omitempty" maxLength:"1000" doc:"What the customer asks of the packer."`
	Lines         []LineDraft  `json:"lines" minItems:"1" maxItems:"1000"`
}

// AddressDraft is where an order is sent.
type AddressDraft struct {
	Name     string `json:"name,omitempty" maxLength:"200" doc:"Needed when there is no company."`
	Company  string `json:"company,omitempty" maxLength:"200"`
	Line1    string `json:"line1" minLength:"1" maxLength:"200"`
	Line2    string `json:"line2,omitempty" maxLength:"200"`
	City     string `json:"city" minLength:"1" maxLength:"200"`
	Region   string `json:"region,omitempty" maxLength:"200"`
	Postcode string `json:"postcode,omitempty" maxLength:"48"`
	Country  string `json:"country" minLength:"2" maxLength:"2" doc:"ISO 3166-1 alpha-2."`
	Phone    string `json:"phone,omitempty" maxLength:"48"`
	Email    string `json:"email,omitempty" maxLength:"200"`
}

// LineDraft is a line of an order that is brought in.
type LineDraft struct {
	SKU            string `json:"sku" minLength:"1" maxLength:"48"`
	Quantity       int    `json:"quantity" minimum:"1" maximum:"100000"`
	UnitPriceMinor int64  `json:"unit_price_minor" minimum:"0" maximum:"10000000000" doc:"Price of a unit in minor units."`
	DiscountMinor  int64  `json:"discount_minor,omitempty" minimum:"0" maximum:"1000000000000000" doc:"Discount on the whole line."`
	TaxPercent     string `json:"tax_percent" minLength:"1" maxLength:"7" doc:"A percentage as text, such as 8.875; 0 where there is no tax."`
}

// read makes a draft of it, or says what is wrong.
func (o OrderDraft) read() (order.Draft, []Fault) {
	f := fields{at: "body"}
	draft := order.Draft{
		Order:         floor.OrderID(f.required("order", o.Order)),
		PlacedAt:      f.moment("placed_at", o.PlacedAt),
		Channel:       f.line("channel", o.Channel),
		Service:       f.required("service", o.Service),
		Currency:      f.currency("currency", o.Currency),
		TaxIncluded:   o.TaxIncluded,
		ShippingMinor: o.ShippingMinor,
		Customer: order.Customer{
			GiftMessage: f.prose("gift_message", o.GiftMessage), Note: f.prose("note", o.Note),
			Language: f.line("language", o.Language),
		},
	}
	if draft.Channel == "" {
		draft.Channel = "api"
	}
	if !o.ShipBy.IsZero() {
		draft.ShipBy = f.moment("ship_by", o.ShipBy)
	}
	address, wrong := o.Address.read("body.address")
	draft.Customer.Address, f.faults = address, append(f.faults, wrong...)
	for i, l := range o.Lines {
		line, wrong := l.read(i+1, fmt.Sprintf("body.lines[%d]", i))
		draft.Lines, f.faults = append(draft.Lines, line), append(f.faults, wrong...)
	}
	return draft, f.faults
}

func (a AddressDraft) read(at string) (ship.Address, []Fault) {
	f := fields{at: at}
	address := ship.Address{
		Name: f.line("name", a.Name), Company: f.line("company", a.Company),
		Line1: f.required("line1", a.Line1), Line2: f.line("line2", a.Line2),
		City: f.required("city", a.City), Region: f.line("region", a.Region), Postcode: f.line("postcode", a.Postcode),
		Country: f.country("country", a.Country), Phone: f.line("phone", a.Phone), Email: f.email("email", a.Email),
	}
	if address.Name == "" && address.Company == "" {
		f.wrong("name", "is missing: give a name or a company")
	}
	return address, f.faults
}

func (l LineDraft) read(number int, at string) (order.Line, []Fault) {
	f := fields{at: at}
	line := order.Line{
		Number: number, SKU: floor.SKU(f.required("sku", l.SKU)), Quantity: l.Quantity,
		UnitPriceMinor: l.UnitPriceMinor, DiscountMinor: l.DiscountMinor, Rate: f.rate("tax_percent", l.TaxPercent),
	}
	if line.DiscountMinor > int64(line.Quantity)*line.UnitPriceMinor {
		f.wrong("discount_minor", "is more than the line costs")
	}
	return line, f.faults
}
