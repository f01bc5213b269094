package web

import (
	"context"

	"tallyman/internal/floor"
	"tallyman/internal/floor/order"
	"tallyman/internal/floor/stock"
	"tallyman/internal/importing"
	"tallyman/internal/ledger"
	"tallyman/internal/view"
	"tallyman/internal/warehouse"
)

// Office carries out what the office asks for. *warehouse.Warehouse is one.
type Office interface {
	Catalogue
	OrderDesk
	FloorDesk
	PaperDesk
}

// Catalogue keeps goods and bins. Every method takes at most 64 rows and
// returns a result for each, in the same order.
type Catalogue interface {
	DefineItems(ctx context.Context, items []stock.Item) ([]floor.Result, error)
	DefineLocations(ctx context.Context, locations []stock.Location) ([]floor.Result, error)
	CountStock(ctx context.Context, counts []stock.Count) ([]floor.Result, error)
}

// OrderDesk takes, holds and cancels orders, and decides on incomplete ones.
type OrderDesk interface {
	PlaceOrder(ctx context.Context, draft order.Draft, once warehouse.Once) (warehouse.Reply, error)
	CancelOrder(ctx context.Context, id floor.OrderID, reason string) (warehouse.Answer, error)
	HoldOrder(ctx context.Context, id floor.OrderID, kind, by string) (warehouse.Answer, error)
	LiftHold(ctx context.Context, id floor.OrderID, kind, by string) (warehouse.Answer, error)
	ShipPart(ctx context.Context, id floor.OrderID) (warehouse.Answer, error)
}

// FloorDesk gives work to the floor.
type FloorDesk interface {
	ReleaseOnce(ctx context.Context, key string, totes int) (floor.PickListID, warehouse.Answer, error)
}

// PaperDesk takes a person's word on papers, and prints copies of them.
type PaperDesk interface {
	AnswerPrintJob(ctx context.Context, id floor.PrintJobID, came bool) (warehouse.Answer, error)
	Reprint(ctx context.Context, id floor.PrintJobID, reason string) (warehouse.Answer, error)
	JamDesk
	OldLabelGone(ctx context.Context, id floor.PrintJobID, by string) (warehouse.Answer, error)
	MoveQueue(ctx context.Context, from string, to floor.StationID, by, reason string) (warehouse.Answer, error)
}

// JamDesk takes a person's word on what a printer lost in a jam.
type JamDesk interface {
	LastGood(ctx context.Context, id floor.PrintJobID) (warehouse.Answer, error)
	RestAgain(ctx context.Context, id floor.PrintJobID) (warehouse.Answer, error)
}

// Views reads what is there. *view.View is one.
type Views interface {
	Lists
	Details
	Overview
}

// Lists are read in pages.
type Lists interface {
	Orders(ctx context.Context, ask view.Ask) (view.Page[view.Order], error)
	PickLists(ctx context.Context, ask view.Ask) (view.Page[view.PickList], error)
	PrintJobs(ctx context.Context, ask view.Ask) (view.Page[view.PrintJob], error)
	Scans(ctx context.Context, ask view.Ask) (view.Page[view.ScanRow], error)
	Stations(ctx context.Context, atLeast int64) (stations []view.Station, seq int64, err error)
}

// Details are of single things.
type Details interface {
	Order(ctx context.Context, id floor.OrderID, atLeast int64) (view.OrderDetail, error)
	Item(ctx context.Context, sku floor.SKU, atLeast int64) (view.Item, error)
	PrintJob(ctx context.Context, id floor.PrintJobID, atLeast int64) (view.PrintJob, error)
	Station(ctx context.Context, id floor.StationID, atLeast int64) (view.Station, error)
	PickList(ctx context.Context, id floor.PickListID, atLeast int64) (view.PickListDetail, error)
}

// Overview is of the floor as a whole, and of the goods in it.
type Overview interface {
	Search(ctx context.Context, text string, atLeast int64) (hits []view.Hit, seq int64, err error)
	Locations(ctx context.Context, ask view.Ask) (view.Page[view.Location], error)
	Items(ctx context.Context, ask view.Ask) (view.Page[view.ItemRow], error)
	Floor(ctx context.Context, atLeast int64) (view.FloorRow, error)
	Exceptions(ctx context.Context, atLeast int64) (found []view.Exception, seq int64, err error)
}

// Ledger proves that history is whole. *ledger.Ledger is one.
type Ledger interface {
	Head() ledger.Head
	Verify(ctx context.Context, expect ledger.Head, progress func(done, total int64)) (ledger.Report, error)
}

// Scans takes what a screen read the way that a serial line takes it. It fails
// with view.ErrNotFound when there is no such station.
type Scans interface {
	ScanFromScreen(ctx context.Context, station floor.StationID, read ScreenScan) (warehouse.Answer, error)
}

// ScreenScan is a read of a screen. ID is the screen's own number of the read:
// the same screen and ID is the same scan, however often it is sent.
type ScreenScan struct {
	Screen string `json:"screen" minLength:"1" maxLength:"64" doc:"Names the screen; the same for as long as it lives."`
	ID     string `json:"id" minLength:"1" maxLength:"64" doc:"The screen's own number of this read: sent again, it is the same scan and gets the same answer."`
	Code   string `json:"code" minLength:"1" maxLength:"1000" doc:"What was read, with its AIM identifier if the scanner sends one."`
	// ApartMS tells doubles: scans that waited for the network arrive together.
	ApartMS *int64 `json:"apart_ms,omitempty" minimum:"0" doc:"Milliseconds from the screen's read before this one; absent when there was none. The same code within the station's double window is one read."`
}

// Imports runs a file into the ledger. progress is called from the goroutine
// that called Import.
type Imports interface {
	Import(ctx context.Context, file importing.File, progress func(importing.Progress)) (importing.Report, error)
}

// Papers shows what is, or could be, put on paper. A missing job is
// view.ErrNotFound, an erased one view.ErrErased.
type Papers interface {
	// Picture is the paper of a print job as PNG.
	Picture(ctx context.Context, id floor.PrintJobID) ([]byte, error)
	// Sheet is a sheet of barcodes as PDF: badges, totes, bins or commands.
	Sheet(ctx context.Context, kind string) ([]byte, error)
	// Paper makes a paper of what is stored; what it lacks for that is a
	// *view.LackingError.
	Paper(ctx context.Context, ask PaperAsk) (Paper, error)
	// LabelLayout is the layout of the shipping label as TOML.
	LabelLayout(ctx context.Context) (string, error)
	// PreviewLayout draws a label by a layout as PNG; what is wrong with the
	// layout is a *view.LackingError.
	PreviewLayout(ctx context.Context, layout, country string) ([]byte, error)
}
