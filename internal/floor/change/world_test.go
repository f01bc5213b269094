package change_test

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"time"

	"tallyman/internal/floor"
	"tallyman/internal/floor/order"
	"tallyman/internal/floor/pack"
	"tallyman/internal/floor/pick"
	"tallyman/internal/floor/print"
	"tallyman/internal/floor/shift"
	"tallyman/internal/floor/stock"
)

// world is a warehouse in memory: it applies events as the ledger does and
// gathers facts for the rules, so that they can be asked a thousand things in
// a moment.
type world struct {
	at       time.Time
	entry    int64
	stock    map[spot]*amount
	items    map[floor.SKU]*stock.Level
	orders   map[floor.OrderID]*placed
	lists    map[floor.PickListID]*walk
	totes    map[floor.ToteID]*tote
	parcels  map[floor.ParcelID]*parcel
	jobs     []*print.Attempt
	jobOf    map[floor.PrintJobID]floor.ParcelID
	stations map[floor.StationID]*station
	// shipped is what left the house, by item.
	shipped map[floor.SKU]int
}

type spot struct {
	place floor.Place
	sku   floor.SKU
}

type amount struct{ quantity, allocated, blocked int }

type placed struct {
	id         floor.OrderID
	fulfilment floor.FulfilmentID
	state      order.State
	missing    int
	lines      []*line
	invoiced   bool
}

type line struct {
	order.Progress
	packed int
}

type walk struct {
	pick.List
	slots map[int]*slot
	lines []*pick.Line
	skips map[int]int
}

type slot struct {
	order *placed
	tote  floor.ToteID
}

type tote struct {
	fulfilment floor.FulfilmentID
	list       floor.PickListID
}

type parcel struct {
	pack.Parcel
	badge floor.BadgeID
	place string
}

type station struct {
	kind     shift.Kind
	session  floor.Session
	previous floor.Verdict
}

func newWorld() *world {
	w := &world{
		at: time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC), stock: map[spot]*amount{}, items: map[floor.SKU]*stock.Level{},
		orders: map[floor.OrderID]*placed{}, lists: map[floor.PickListID]*walk{}, totes: map[floor.ToteID]*tote{},
		parcels: map[floor.ParcelID]*parcel{}, jobOf: map[floor.PrintJobID]floor.ParcelID{},
		stations: map[floor.StationID]*station{}, shipped: map[floor.SKU]int{},
	}
	for id, kind := range map[floor.StationID]shift.Kind{
		"pick-1": shift.Pick, "pick-2": shift.Pick, "pack-1": shift.Pack, "pack-2": shift.Pack,
	} {
		w.stations[id] = &station{kind: kind, session: floor.Session{Station: id}}
	}
	for n := range 4 {
		w.totes[floor.ToteID(fmt.Sprintf("T-%d", n+1))] = &tote{}
	}
	return w
}

// lay puts units into a bin before anybody works.
func (w *world) lay(bin floor.LocationID, sku floor.SKU, n int) {
	w.spot(floor.InBin(bin), sku).quantity += n
	if w.items[sku] == nil {
		w.items[sku] = &stock.Level{SKU: sku}
	}
	w.items[sku].OnHand += n
}

func (w *world) spot(place floor.Place, sku floor.SKU) *amount {
	key := spot{place, sku}
	if w.stock[key] == nil {
		w.stock[key] = &amount{}
	}
	return w.stock[key]
}

func (w *world) byFulfilment(id floor.FulfilmentID) *placed {
	for _, o := range w.orders {
		if o.fulfilment == id {
			return o
		}
	}
	return nil
}

func (w *world) listLine(id floor.PickListID, number int) *pick.Line {
	for _, l := range w.lists[id].lines {
		if l.Line == number {
			return l
		}
	}
	panic(fmt.Sprintf("%s has no line %d", id, number))
}

// apply changes the world by one event. It does no more than the ledger does.
func (w *world) apply(event floor.Event) {
	switch e := event.(type) {
	case stock.Moved:
		w.move(e)
	case stock.Reserved:
		w.reserve(e.Order, e.Line, e.SKU, e.Quantity)
	case stock.Released:
		w.reserve(e.Order, e.Line, e.SKU, -e.Quantity)
	case stock.Allocated:
		w.spot(floor.InBin(e.Location), e.SKU).allocated += e.Quantity
	case stock.Blocked:
		w.spot(floor.InBin(e.Location), e.SKU).blocked += e.Quantity
		w.items[e.SKU].Blocked += e.Quantity
	case stock.Counted:
		at := w.spot(floor.InBin(e.Location), e.SKU)
		at.quantity, at.blocked = e.Quantity, at.blocked-e.Unblocked
		w.items[e.SKU].OnHand += e.Quantity - e.Was
		w.items[e.SKU].Blocked -= e.Unblocked
	case order.Placed:
		w.place(e)
	case order.FulfilmentMoved:
		w.byFulfilment(e.Fulfilment).state = e.State
	case order.Shorted:
		w.byFulfilment(e.Fulfilment).missing += e.Quantity
	case order.UnitsCancelled:
		w.orders[e.Order].lines[e.Line-1].Cancelled += e.Quantity
	case floor.SessionChanged:
		if e.Session.Read.Entry == 0 {
			e.Session.Read.Entry = w.entry
		}
		w.stations[e.Session.Station].session = e.Session
	case order.Cancelled:
	default:
		if !w.applyPick(event) {
			w.applyPack(event)
		}
	}
}

func (w *world) move(e stock.Moved) {
	from := w.spot(e.From, e.SKU)
	from.quantity -= e.Quantity
	if e.To == floor.Left {
		w.shipped[e.SKU] += e.Quantity
	} else {
		w.spot(e.To, e.SKU).quantity += e.Quantity
	}
	if e.From.IsBin() {
		from.allocated -= e.Reserved
		w.items[e.SKU].OnHand -= e.Quantity
		w.items[e.SKU].Reserved -= e.Reserved
	}
	if e.To.IsBin() {
		w.spot(e.To, e.SKU).allocated += e.Reserved
		w.items[e.SKU].OnHand += e.Quantity
		w.items[e.SKU].Reserved += e.Reserved
	}
}

func (w *world) reserve(id floor.OrderID, number int, sku floor.SKU, n int) {
	w.items[sku].Reserved += n
	w.orders[id].lines[number-1].Reserved += n
}

func (w *world) place(e order.Placed) {
	o := &placed{id: e.Order, fulfilment: e.Fulfilment, state: order.Scheduled}
	for _, l := range e.Lines {
		o.lines = append(o.lines, &line{Progress: order.Progress{Number: l.Number, SKU: l.SKU, Ordered: l.Quantity}})
	}
	w.orders[e.Order] = o
}

func (w *world) applyPick(event floor.Event) bool {
	switch e := event.(type) {
	case pick.Released:
		w.release(e)
	case pick.Taken:
		w.lists[e.List].State, w.lists[e.List].Badge = pick.InHands, e.Badge
	case pick.ToteBound:
		w.lists[e.List].slots[e.Slot].tote = e.Tote
		*w.totes[e.Tote] = tote{fulfilment: e.Fulfilment, list: e.List}
	case pick.LinePicked:
		w.listLine(e.List, e.Line).Picked += e.Quantity
		l := w.orders[e.Order].lines[e.OrderLine-1]
		l.Picked, l.Reserved = l.Picked+e.Quantity, l.Reserved-e.Quantity
	case pick.LinePut:
		w.listLine(e.List, e.Line).Put += e.Quantity
	case pick.LineShorted:
		w.listLine(e.List, e.Line).Shorted += e.Quantity
	case pick.LineAdded:
		w.lists[e.List].LastLine = e.Line.Line
		w.lists[e.List].lines = append(w.lists[e.List].lines, &pick.Line{ListLine: e.Line})
	case pick.LineSkipped:
		w.lists[e.List].skips[e.Line]++
	case pick.LineCancelled:
		w.listLine(e.List, e.Line).Cancelled = true
	case pick.ListPicked:
		w.lists[e.List].State = pick.Finished
	case pick.TotesDropped:
		w.lists[e.List].State = pick.Dropped
	case pick.ToteFreed:
		*w.totes[e.Tote] = tote{}
	default:
		return false
	}
	return true
}

func (w *world) release(e pick.Released) {
	l := &walk{List: pick.List{ID: e.List, Mode: e.Mode, State: pick.Waiting}, slots: map[int]*slot{}, skips: map[int]int{}}
	for _, s := range e.Slots {
		l.slots[s.Slot] = &slot{order: w.orders[s.Order]}
	}
	for _, added := range e.Lines {
		l.lines = append(l.lines, &pick.Line{ListLine: added})
		l.LastLine = added.Line
	}
	w.lists[e.List] = l
}

func sorted[K cmp.Ordered, V any](m map[K]V) []K { return slices.Sorted(maps.Keys(m)) }
