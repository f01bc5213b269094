package warehouse_test

import (
	"testing"
	"time"

	"tallyman/internal/floor"
	"tallyman/internal/floor/order"
	"tallyman/internal/floor/pack"
	"tallyman/internal/floor/pick"
	"tallyman/internal/floor/print"
	"tallyman/internal/floor/shift"
	"tallyman/internal/floor/ship"
	"tallyman/internal/floor/stock"
	"tallyman/internal/ledger/ledgertest"
	"tallyman/internal/warehouse"
)

// History is read for ever: an event whose stored form changes needs a new
// version and an upcaster.
func TestEventsKeepTheirStoredForm(t *testing.T) {
	at := time.Date(2026, 3, 2, 9, 30, 0, 0, time.UTC)
	var samples []floor.Event
	for _, some := range [][]floor.Event{
		stockSamples(), orderSamples(at), pickSamples(at), packSamples(), printSamples(at), shipSamples(), shiftSamples(),
	} {
		samples = append(samples, some...)
	}
	ledgertest.CheckGolden(t, warehouse.Stages(), samples, "testdata/events")
}

func stockSamples() []floor.Event {
	return []floor.Event{
		stock.ItemDefined{Item: stock.Item{
			SKU: mug, Name: "Mug", GTIN: "04006381333931", WeightGrams: 300, LengthMM: 100, WidthMM: 90, HeightMM: 80,
			Fragile: true, PriceMinor: 1290, Currency: "EUR", Rate: 19000, CaseGTIN: "14006381333938", CaseQuantity: 6,
		}},
		stock.ItemDefined{Item: stock.Item{SKU: "MUG-02", Name: "Mug", HSCode: "691200", Origin: "NO"}},
		stock.LocationDefined{Location: stock.Location{
			ID: "A-01", Zone: "A", Aisle: "1", Bay: "2", Level: "3", Position: "4", Sequence: 10,
		}, Code: "TLLA01XX"},
		stock.Counted{Location: "A-01", SKU: mug, Quantity: 5, Was: 3, Unblocked: 1, Key: "sheet-1:4"},
		stock.Moved{SKU: mug, From: floor.InBin("A-01"), To: floor.InTote("T-0001"), Quantity: 2, Reserved: 2},
		stock.Reserved{Order: "SO-1", Line: 1, SKU: mug, Quantity: 2},
		stock.Released{Order: "SO-1", Line: 1, SKU: mug, Quantity: 1},
		stock.Allocated{Location: "A-01", SKU: mug, Quantity: -1},
		stock.Blocked{Location: "A-01", SKU: mug, Quantity: 1},
	}
}

func orderSamples(at time.Time) []floor.Event {
	return []floor.Event{
		order.Placed{
			Order: "SO-1", Version: 2, Fulfilment: "SO-1/1", PlacedAt: at, Channel: "shop", Service: "standard",
			ShipBy: at.Add(time.Hour), Currency: "EUR", TaxIncluded: true, ShippingMinor: 490,
			Lines:   []order.Line{{Number: 1, SKU: mug, Quantity: 2, UnitPriceMinor: 1290, DiscountMinor: 100, Rate: 19000}},
			Country: "NO", Gift: true, Note: true, Customer: "order:SO-1:2", Digest: "ab12",
		},
		order.Cancelled{Order: "SO-1", Reason: "customer"},
		order.UnitsCancelled{Order: "SO-1", Line: 1, Quantity: 1},
		order.Held{Order: "SO-1", Kind: "fraud", By: "office"},
		order.HoldLifted{Order: "SO-1", Kind: "fraud", By: "office"},
		order.FulfilmentMoved{Fulfilment: "SO-1/1", Order: "SO-1", State: order.Picking},
		order.Shorted{Fulfilment: "SO-1/1", Order: "SO-1", Line: 1, SKU: mug, Quantity: 1},
	}
}

func packSamples() []floor.Event {
	return []floor.Event{
		pack.Opened{
			Parcel: "P-000001", Serial: 1, Fulfilment: "SO-1/1", Order: "SO-1", Number: 1, Station: "pack-1",
			Badge: "B-0002", Tote: "T-0001",
		},
		pack.LinePacked{Parcel: "P-000001", Order: "SO-1", OrderLine: 1, Quantity: 1, Badge: "B-0002", ByHand: true},
		pack.Closed{
			Parcel: "P-000001", Service: "standard", SSCC: "040123450000000017", SSCCSerial: 1,
			TrackingNumber: "TM000000001NO", TrackingSerial: 1, WeightGrams: 600,
		},
		pack.Invoiced{
			Invoice: "R-000001", Serial: 1, Fulfilment: "SO-1/1", Order: "SO-1", Currency: "EUR", NetMinor: 1000,
			TaxMinor: 190, TotalMinor: 1190, Snapshot: "invoice:R-000001",
		},
		pack.Reopened{Parcel: "P-000001"},
		pack.Labelled{Parcel: "P-000001", Badge: "B-0002", Proof: "attempt"},
		pack.Parked{Parcel: "P-000001", Place: "SHELF1"},
		pack.Voided{Parcel: "P-000001"},
	}
}

func printSamples(at time.Time) []floor.Event {
	return []floor.Event{
		print.JobQueued{
			Job: "J-000001", Number: 1, Printer: "zpl+tcp://127.0.0.1:9100", Document: print.Label, Station: "pack-1",
			Order: "SO-1", Fulfilment: "SO-1/1", Parcel: "P-000001", Snapshot: "label:P-000001:1", Attempt: "TLP000001XX",
			Copy: 1, ExpiresAt: at,
		},
		print.JobMoved{Job: "J-000001", State: print.Sending, Reason: "why", Digest: "cd34"},
		print.JobRerouted{Job: "J-000001", From: "zpl+tcp://127.0.0.1:9100", Printer: "zpl+tcp://127.0.0.1:9101", By: "office", Reason: "why"},
		print.OldLabelSeen{Job: "J-000001", Order: "SO-1", Parcel: "P-000001", Station: "dock-1", Reason: "reprinted"},
		print.OldLabelGone{Job: "J-000001", Order: "SO-1", By: "office"},
	}
}

func shipSamples() []floor.Event {
	full := site()
	full.Sender.Company, full.Sender.Line2, full.Sender.Region, full.Sender.Postcode = "Mugs AS", "Floor 2", "Vestland", "5003"
	full.Sender.Phone, full.Sender.Email = "+47 0", "mugs@example.com"
	full.Services[0].Carrier, full.Services[0].Check = "Post", "s10"
	return []floor.Event{
		ship.SiteDefined{Site: full},
		ship.HandedOver{Parcel: "P-000001", Order: "SO-1", Dock: "1", Badge: "B-0002"},
	}
}

func shiftSamples() []floor.Event {
	said := floor.Phrase{
		Code: "item_picked", Expected: "A", Got: "B", SKU: mug, Name: "Mug", Location: "A-01", Tote: "T-0001",
		Order: "SO-1", Subject: "S", Reason: "R", Quantity: 1, Of: 2,
	}
	return []floor.Event{
		floor.SessionChanged{Session: floor.Session{
			Station: "pick-1", Badge: "B-0001", List: "L-000001", Location: "A-01", Fulfilment: "SO-1/1",
			Parcel: "P-000001", Tote: "T-0001", Dock: "1", Quantity: 3, Ask: &floor.Ask{Kind: "remove", Code: "X"},
			Takeover: &said, Unsettled: &said, Next: said, Read: floor.LastRead{Device: "s", Code: "c", At: 7, Entry: 8},
			Undo: &floor.Undo{Kind: "pick", Moves: []floor.UndoMove{{
				Line: 1, SKU: mug, From: floor.InBin("A-01"), To: floor.InTote("T-0001"), Quantity: 1,
			}}},
		}},
		shift.StationDefined{Station: "pack-1", Kind: shift.Pack, Labels: "zpl+tcp://127.0.0.1:9100", Documents: "pdf+file:/x"},
		shift.BadgeIssued{Badge: "B-0001", Serial: 1, Role: shift.Picker, Key: "badge:ef56", Holder: "badge:B-0001:1"},
		shift.ToteDefined{Tote: "T-0001", Serial: 1, Code: "TLT0001XX"},
	}
}

func pickSamples(at time.Time) []floor.Event {
	line := pick.ListLine{Line: 1, Slot: 1, OrderLine: 1, SKU: mug, Location: "A-01", Sequence: 10, Quantity: 2}
	return []floor.Event{
		pick.Released{
			List: "L-000001", Number: 1, Mode: pick.Cart, ShipBy: at,
			Slots: []pick.Slot{{Slot: 1, Fulfilment: "SO-1/1", Order: "SO-1"}}, Lines: []pick.ListLine{line},
		},
		pick.Taken{List: "L-000001", Badge: "B-0001"},
		pick.ToteBound{List: "L-000001", Slot: 1, Tote: "T-0001", Fulfilment: "SO-1/1"},
		pick.LinePicked{List: "L-000001", Line: 1, Order: "SO-1", OrderLine: 1, Quantity: 1, Badge: "B-0001"},
		pick.LinePut{List: "L-000001", Line: 1, Quantity: 1},
		pick.LineShorted{List: "L-000001", Line: 1, Quantity: 1, Reason: "empty"},
		pick.LineAdded{List: "L-000001", Line: line},
		pick.LineSkipped{List: "L-000001", Line: 1},
		pick.LineCancelled{List: "L-000001", Line: 1},
		pick.ListPicked{List: "L-000001"},
		pick.TotesDropped{List: "L-000001", Place: "PACK1"},
		pick.ToteFreed{Tote: "T-0001"},
	}
}
