package importing

import (
	"slices"
	"strings"
	"testing"

	"tallyman/internal/floor"
	"tallyman/internal/floor/shift"
	"tallyman/internal/floor/stock"
)

const itemHead = "sku,gtin,name,weight_grams,length_mm,width_mm,height_mm,fragile,price_minor,currency,tax_percent,case_gtin,case_quantity\n"

func TestItems(t *testing.T) {
	store := &fakeStore{}
	report := importText(t, Items, itemHead+
		"MUG,036000291452,\"Mug, \"\"blue\"\"\",350,120,90,100,yes,1290,eur,8.875,19520000000018,6\n"+
		"PEN,,Pen,,,,,,,,,,\n", store)
	requireErrors(t, report)
	want := []stock.Item{
		{
			SKU: "MUG", Name: `Mug, "blue"`, GTIN: "00036000291452", WeightGrams: 350, LengthMM: 120, WidthMM: 90, HeightMM: 100,
			Fragile: true, PriceMinor: 1290, Currency: "EUR", Rate: 8875, CaseGTIN: "19520000000018", CaseQuantity: 6,
		},
		{SKU: "PEN", Name: "Pen"},
	}
	if !slices.Equal(store.items, want) {
		t.Errorf("got %+v", store.items)
	}
}

func TestItemsRefused(t *testing.T) {
	store := &fakeStore{}
	report := importText(t, Items, itemHead+
		"A,,Good,1,,,,,,,,,\n"+
		",,No sku,1,,,,,,,,,\n"+
		"TLB1,,Reserved,1,,,,,,,,,\n"+
		"B,9520000000012,Wrong check digit,1,,,,,,,,,\n"+
		"C,123,Wrong length,-1,1.5,\"1,000\",100001,maybe,12,,101,,\n"+
		"D,,Odd currency,1,,,,,12,EUROS,20,,\n"+
		"E,,Case without quantity,1,,,,,,,,19520000000018,1\n"+
		"F,,Quantity without case,1,,,,,,,,,6\n"+
		"A,,Again,1,,,,,,,,,\n"+
		"G,9520000000011,First,1,,,,,,,,,\n"+
		"H,09520000000011,Same,1,,,,,,,,,\n"+
		"I,,Case is another's unit,1,,,,,,,,9520000000011,2\n"+
		"J,9520000000028,Case is its own unit,1,,,,,,,,9520000000028,2\n"+
		"K,,Bell\a,1,,,,,,,,,\n"+
		"L,,"+strings.Repeat("n", 201)+",1,,,,,,,,,\n"+
		"B,9520000000028,Good,1,,,,,,,,,\n", store)
	requireErrors(t, report,
		RowError{Line: 3, Column: "sku", Reason: Required},
		RowError{Line: 4, Column: "sku", Reason: Reserved, Value: "TLB1"},
		RowError{Line: 5, Column: "gtin", Reason: "bad_check_digit", Value: "9520000000012"},
		RowError{Line: 6, Column: "gtin", Reason: "too_short"},
		RowError{Line: 6, Column: "weight_grams", Reason: BadNumber, Value: "-1"},
		RowError{Line: 6, Column: "length_mm", Reason: BadNumber},
		RowError{Line: 6, Column: "width_mm", Reason: BadNumber},
		RowError{Line: 6, Column: "height_mm", Reason: BadNumber},
		RowError{Line: 6, Column: "fragile", Reason: BadValue},
		RowError{Line: 6, Column: "tax_percent", Reason: BadNumber},
		RowError{Line: 6, Column: "currency", Reason: Required},
		RowError{Line: 7, Column: "currency", Reason: BadValue},
		RowError{Line: 8, Column: "case_quantity", Reason: BadNumber},
		RowError{Line: 9, Column: "case_gtin", Reason: Required},
		RowError{Line: 10, Column: "sku", Reason: Duplicate},
		RowError{Line: 12, Column: "gtin", Reason: Duplicate},
		RowError{Line: 13, Column: "case_gtin", Reason: Duplicate},
		RowError{Line: 14, Column: "case_gtin", Reason: Duplicate},
		RowError{Line: 15, Column: "name", Reason: BadCharacter},
		RowError{Line: 16, Column: "name", Reason: TooLong, Value: strings.Repeat("n", 60) + "…"},
	)
	// B stands twice, but only its good row counts.
	if len(store.items) != 3 || report.OK != 3 || report.Failed != 13 {
		t.Errorf("%d items, report %+v", len(store.items), report)
	}
	if !strings.Contains(report.Errors[14].Message, "line 2") {
		t.Errorf("the duplicate does not name the first line: %s", report.Errors[14].Message)
	}
}

func TestLocations(t *testing.T) {
	store := &fakeStore{}
	report := importText(t, Locations, "sequence;position;code;zone;aisle;bay;level\r\n12;;A-12-03;main;A;12;03\r\n;;;;;;\r\n;;TLL1;;;;\r\n;;A-12-03;;;;\r\n", store)
	requireErrors(t, report,
		RowError{Line: 4, Column: "code", Reason: Reserved},
		RowError{Line: 5, Column: "code", Reason: Duplicate})
	want := stock.Location{ID: "A-12-03", Zone: "main", Aisle: "A", Bay: "12", Level: "03", Sequence: 12}
	if len(store.locations) != 1 || store.locations[0] != want {
		t.Errorf("got %+v", store.locations)
	}
}

func TestStock(t *testing.T) {
	const text = "location,sku,quantity\nA,MUG,5\nA,PEN,\nA,MUG,6\nB,MUG,0\n"
	store := &fakeStore{}
	report := importText(t, Stock, text, store)
	requireErrors(t, report,
		RowError{Line: 3, Column: "quantity", Reason: Required},
		RowError{Line: 4, Column: "sku", Reason: Duplicate})
	if len(store.counts) != 2 || store.counts[0].Quantity != 5 || store.counts[1].Location != "B" {
		t.Fatalf("got %+v", store.counts)
	}
	again, other := &fakeStore{}, &fakeStore{}
	importText(t, Stock, text, again)
	importText(t, Stock, text+"C,MUG,1\n", other)
	if !slices.Equal(again.counts, store.counts) {
		t.Errorf("the same file gave other keys: %+v", again.counts)
	}
	if other.counts[0].Key == store.counts[0].Key || !strings.HasSuffix(other.counts[0].Key, ":2") {
		t.Errorf("another file gave the same key %s", other.counts[0].Key)
	}
}

func TestBadges(t *testing.T) {
	code, err := floor.NewCode(floor.CodeBadge, "ANNA1")
	if err != nil {
		t.Fatal(err)
	}
	tote, err := floor.NewCode(floor.CodeTote, "1")
	if err != nil {
		t.Fatal(err)
	}
	store := &fakeStore{}
	report := importText(t, Badges, "name,role,code\nAnna,Picker,"+code.String()+"\nErik,packer,\nEva,boss,\nIda,picker,"+
		tote.String()+"\nOle,picker,TLBANNA100\nPer,picker,"+code.String()+"\n", store)
	requireErrors(t, report,
		RowError{Line: 4, Column: "role", Reason: BadValue, Value: "boss"},
		RowError{Line: 5, Column: "code", Reason: BadValue, Value: "(personal)"},
		RowError{Line: 6, Column: "code", Reason: "bad_check_digit", Value: "(personal)"},
		RowError{Line: 7, Column: "code", Reason: Duplicate, Value: "(personal)"})
	want := []shift.BadgeDraft{{Name: "Anna", Role: "picker", Code: code}, {Name: "Erik", Role: "packer"}}
	if !slices.Equal(store.badges, want) {
		t.Errorf("got %+v", store.badges)
	}
}

func TestTotes(t *testing.T) {
	store := &fakeStore{}
	report := importText(t, Totes, "code\nTLT000170\n\n\"\"\n\"\"\nTLT000170\n", store)
	requireErrors(t, report, RowError{Line: 6, Column: "code", Reason: Duplicate, Value: "TLT000170"})
	want := []shift.ToteDraft{{Code: floor.Code{Kind: floor.CodeTote, Body: "0001"}}, {}, {}}
	if !slices.Equal(store.totes, want) {
		t.Errorf("got %+v", store.totes)
	}
}
