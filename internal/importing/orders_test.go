package importing

import (
	"slices"
	"strings"
	"testing"
	"time"

	"tallyman/internal/floor/order"
	"tallyman/internal/floor/ship"
)

// orderRow is a good row with some columns changed.
func orderRow(number string, changes map[string]string) string {
	values := map[string]string{
		"order": number, "placed_at": "2026-03-02T09:00:00+01:00", "channel": "webshop", "email": "kari@example.org",
		"phone": "+1 212 555 0100", "name": "Kari Nordmann", "line1": "Eksempelveien 4", "city": "Tromsø",
		"postcode": "9008", "country": "NO", "service": "express", "ship_by": "2026-03-03", "currency": "NOK",
		"sku": "MUG", "quantity": "2", "unit_price_minor": "14900", "discount_minor": "100", "tax_percent": "25",
		"tax_included": "true", "shipping_minor": "4900", "gift_message": "Gratulerer!", "note": "",
	}
	var fields []string
	for _, column := range Orders.Columns() {
		value := values[column]
		if changed, ok := changes[column]; ok {
			value = changed
		}
		fields = append(fields, value)
	}
	return strings.Join(fields, ",") + "\n"
}

func orderHead() string { return strings.Join(Orders.Columns(), ",") + "\n" }

func TestOrders(t *testing.T) {
	oslo, err := time.LoadLocation("Europe/Oslo")
	if err != nil {
		t.Fatal(err)
	}
	text := orderHead() +
		orderRow("SO-1", nil) +
		orderRow("SO-2", map[string]string{"channel": "", "ship_by": "", "placed_at": "2026-07-01 08:30"}) +
		orderRow("SO-1", map[string]string{"sku": "PEN", "tax_percent": "12.5", "discount_minor": ""})
	store := &fakeStore{}
	report, err := Run(t.Context(), File{Kind: Orders, Body: strings.NewReader(text), Zone: oslo}, store, nil)
	if err != nil {
		t.Fatal(err)
	}
	requireErrors(t, report)
	if len(store.drafts) != 2 || report.OK != 2 {
		t.Fatalf("got %+v", store.drafts)
	}
	first, second := store.drafts[0], store.drafts[1]
	wantLines := []order.Line{
		{Number: 1, SKU: "MUG", Quantity: 2, UnitPriceMinor: 14900, DiscountMinor: 100, Rate: 25_000},
		{Number: 2, SKU: "PEN", Quantity: 2, UnitPriceMinor: 14900, Rate: 12_500},
	}
	if !slices.Equal(first.Lines, wantLines) {
		t.Errorf("lines %+v", first.Lines)
	}
	wantCustomer := order.Customer{
		Address: ship.Address{
			Name: "Kari Nordmann", Line1: "Eksempelveien 4", City: "Tromsø", Postcode: "9008", Country: "NO",
			Phone: "+1 212 555 0100", Email: "kari@example.org",
		},
		GiftMessage: "Gratulerer!",
	}
	first.Lines = nil
	want := order.Draft{
		Order: "SO-1", PlacedAt: time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC), Channel: "webshop", Customer: wantCustomer,
		Service: "express", ShipBy: time.Date(2026, 3, 3, 22, 59, 0, 0, time.UTC), Currency: "NOK",
		TaxIncluded: true, ShippingMinor: 4900,
	}
	if !sameDraft(first, want) {
		t.Errorf("got  %+v\nwant %+v", first, want)
	}
	if second.Channel != "file" || !second.ShipBy.IsZero() || !second.PlacedAt.Equal(time.Date(2026, 7, 1, 6, 30, 0, 0, time.UTC)) {
		t.Errorf("second order %+v", second)
	}
}

func sameDraft(a, b order.Draft) bool {
	return a.Order == b.Order && a.PlacedAt.Equal(b.PlacedAt) && a.Channel == b.Channel && a.Customer == b.Customer &&
		a.Service == b.Service && a.ShipBy.Equal(b.ShipBy) && a.Currency == b.Currency &&
		a.TaxIncluded == b.TaxIncluded && a.ShippingMinor == b.ShippingMinor && len(a.Lines) == len(b.Lines)
}

// An order with a bad row is refused whole, and its good rows say so once.
func TestOrderIsRefusedWhole(t *testing.T) {
	store := &fakeStore{}
	report := importText(t, Orders, orderHead()+
		orderRow("SO-1", nil)+
		orderRow("SO-2", nil)+
		orderRow("SO-1", map[string]string{"quantity": "0"})+
		orderRow("SO-1", nil)+
		"SO-3,\"unclosed\n"+
		orderRow("SO-3", nil)+
		orderRow("SO-4", map[string]string{"country": "NOR"}), store)
	requireErrors(t, report,
		RowError{Line: 2, Column: "order", Value: "SO-1", Reason: OrderRefused},
		RowError{Line: 4, Column: "quantity", Value: "0", Reason: BadNumber},
		RowError{Line: 6, Reason: BadQuotes},
		RowError{Line: 7, Column: "order", Value: "SO-3", Reason: OrderRefused},
		RowError{Line: 8, Column: "country", Value: "NOR", Reason: BadValue})
	if len(store.drafts) != 1 || store.drafts[0].Order != "SO-2" || report.OK != 1 || report.Failed != 3 {
		t.Errorf("drafts %+v, report %+v", store.drafts, report)
	}
}

func TestOrderColumnsThatDiffer(t *testing.T) {
	store := &fakeStore{}
	report := importText(t, Orders, orderHead()+
		orderRow("SO-1", nil)+
		orderRow("SO-1", map[string]string{"name": "Ola Nordmann", "service": "standard", "sku": "PEN", "city": ""}), store)
	requireErrors(t, report,
		RowError{Line: 3, Column: "name", Value: "(personal)", Reason: Differs, Warning: true},
		RowError{Line: 3, Column: "service", Value: "standard", Reason: Differs, Warning: true})
	if report.OK != 1 || report.Failed != 0 || store.drafts[0].Service != "express" || len(store.drafts[0].Lines) != 2 {
		t.Errorf("drafts %+v, report %+v", store.drafts, report)
	}
}

func TestOrderColumnsRefused(t *testing.T) {
	for column, bad := range map[string]map[string]string{
		"order":            {"": Required, "TLB1": Reserved, strings.Repeat("9", 49): TooLong},
		"placed_at":        {"": Required, "02.03.2026": BadTime, "1926-03-02": BadTime, "2026-02-30": BadTime},
		"ship_by":          {"soon": BadTime},
		"email":            {"kari": BadValue, "Kari <kari@example.org>": BadValue},
		"name":             {"": Required, "Kari\x1b[2J": BadCharacter},
		"line1":            {"": Required},
		"city":             {"": Required},
		"country":          {"": Required, "Norway": BadValue, "ZZ": BadValue, "UK": BadValue, "42": BadValue},
		"service":          {"": Required},
		"currency":         {"": Required, "QQQ": BadValue, "EURO": BadValue},
		"sku":              {"": Required, "TLQ05": Reserved},
		"quantity":         {"": Required, "0": BadNumber, "+1": BadNumber, "1e3": BadNumber, "1 000": BadNumber, "-1": BadNumber, "1.0": BadNumber, "100001": BadNumber},
		"unit_price_minor": {"": Required, "12.90": BadNumber, "-1": BadNumber},
		"discount_minor":   {"29801": BadNumber},
		"tax_percent":      {"": Required, "25%": BadNumber, "8.8755": BadNumber},
		"tax_included":     {"maybe": BadValue},
		"shipping_minor":   {"-1": BadNumber},
		"gift_message":     {strings.Repeat("x", 1001): TooLong},
	} {
		for value, reason := range bad {
			store := &fakeStore{}
			report := importText(t, Orders, orderHead()+orderRow("SO-1", map[string]string{column: value})+orderRow("SO-2", nil), store)
			requireErrors(t, report, RowError{Line: 2, Column: column, Reason: reason})
			if len(store.drafts) != 1 {
				t.Errorf("%s %q: %d orders", column, value, len(store.drafts))
			}
		}
	}
}

func TestNothingPersonalIsReported(t *testing.T) {
	secret := strings.Repeat("Solveig", 200)
	for _, column := range Orders.Columns() {
		if !Orders.personal(column) {
			continue
		}
		report := importText(t, Orders, orderHead()+orderRow("SO-1", map[string]string{column: secret}), &fakeStore{})
		if len(report.Errors) == 0 {
			t.Errorf("%s: nothing was reported", column)
		}
		for _, reported := range report.Errors {
			if reported.Value != "(personal)" || strings.Contains(reported.Message, "Solveig") {
				t.Errorf("%s: %+v", column, reported)
			}
		}
	}
}

func TestCompanyMayStandForName(t *testing.T) {
	store := &fakeStore{}
	report := importText(t, Orders, orderHead()+orderRow("SO-1", map[string]string{
		"name": "", "company": "Eksempel AS", "note": "\"two\r\nlines\"",
	}), store)
	requireErrors(t, report)
	if len(store.drafts) != 1 || store.drafts[0].Customer.Note != "two\nlines" {
		t.Errorf("got %+v", store.drafts)
	}
}
