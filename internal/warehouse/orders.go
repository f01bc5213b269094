package warehouse

import (
	"context"
	"crypto/sha256"
	"strconv"
	"time"

	"tallyman/internal/floor"
	"tallyman/internal/floor/change"
	"tallyman/internal/floor/order"
	"tallyman/internal/floor/pick"
	"tallyman/internal/ledger"
	"tallyman/internal/ledger/engine"
	ledgerorder "tallyman/internal/ledger/order"
	ledgerpick "tallyman/internal/ledger/pick"
	"tallyman/internal/ledger/ship"
)

// PlaceOrders places orders and reserves stock for them, each by itself.
func (w *Warehouse) PlaceOrders(ctx context.Context, drafts []order.Draft) ([]floor.Result, error) {
	return bulk(ctx, w, drafts, w.placeOrder)
}

func (w *Warehouse) placeOrder(tx engine.Tx, draft order.Draft, _ time.Time) (floor.Change, floor.Decision, error) {
	site, err := ship.Site(tx)
	if err != nil {
		return "", floor.Decision{}, err
	}
	zone, err := w.zones.find(site.TimeZone)
	if err != nil {
		return "", floor.Decision{}, err
	}
	facts, err := ledgerorder.PlaceFacts(tx, draft, site, zone)
	if err != nil {
		return "", floor.Decision{}, err
	}
	change, d := order.JudgePlace(facts, draft)
	return change, d, nil
}

// Once makes a request unique: the same Key with the same BodyHash gets the
// same reply again and changes nothing.
type Once struct {
	Key      string
	BodyHash [32]byte
	// Respond makes the reply, which is stored with the decision. It must
	// not call the ledger.
	Respond func(floor.Result) (status int, body []byte)
}

// Reply is what Respond made. Seq is 0 when nothing changed.
type Reply struct {
	Status   int
	Body     []byte
	Seq      int64
	Replayed bool
}

// PlaceOrder places one order. ledger.ErrKeyReused and ledger.ErrInFlight
// refuse a key that is not the caller's to use.
func (w *Warehouse) PlaceOrder(ctx context.Context, draft order.Draft, once Once) (Reply, error) {
	receipt, err := w.ledger.Submit(ctx, ledger.Request{
		Class: ledger.Work, Key: once.key(), BodyHash: once.BodyHash[:],
		Decide: func(tx engine.Tx, at time.Time) (ledger.Decision, error) {
			change, d, err := w.placeOrder(tx, draft, at)
			if err != nil {
				return ledger.Decision{}, err
			}
			out := entry(d)
			out.Status, out.Response = once.Respond(result(change, d))
			return out, nil
		},
	})
	return Reply{Status: receipt.Status, Body: receipt.Response, Seq: receipt.Seq, Replayed: receipt.Replayed}, err
}

func (o Once) key() string {
	if o.Key == "" {
		return ""
	}
	return "order:" + o.Key
}

// CancelOrder cancels an order and interrupts whoever works on it.
func (w *Warehouse) CancelOrder(ctx context.Context, id floor.OrderID, reason string) (Answer, error) {
	return w.command(ctx, func(tx engine.Tx, _ time.Time) (floor.Decision, error) {
		facts, err := ledgerorder.CancelFacts(tx, id)
		if err != nil {
			return floor.Decision{}, err
		}
		return change.JudgeCancel(facts, id, reason), nil
	})
}

// HoldOrder keeps an order from going on, for a reason that is lifted by
// LiftHold.
func (w *Warehouse) HoldOrder(ctx context.Context, id floor.OrderID, kind, by string) (Answer, error) {
	return w.command(ctx, func(tx engine.Tx, _ time.Time) (floor.Decision, error) {
		facts, err := ledgerorder.HoldFacts(tx, id, kind)
		return change.JudgeHold(facts, id, kind, by), err
	})
}

// LiftHold ends a hold.
func (w *Warehouse) LiftHold(ctx context.Context, id floor.OrderID, kind, by string) (Answer, error) {
	return w.command(ctx, func(tx engine.Tx, _ time.Time) (floor.Decision, error) {
		facts, err := ledgerorder.HoldFacts(tx, id, kind)
		return change.JudgeLift(facts, id, kind, by), err
	})
}

// ShipPart decides that an incomplete order goes as far as it was found.
func (w *Warehouse) ShipPart(ctx context.Context, id floor.OrderID) (Answer, error) {
	return w.command(ctx, func(tx engine.Tx, _ time.Time) (floor.Decision, error) {
		facts, err := ledgerorder.HoldFacts(tx, id, "")
		return change.JudgeShipPart(facts, id), err
	})
}

// Release makes a pick list of the oldest promises: of one order, or a cart of
// several totes. The list is "" when there was nothing to release.
func (w *Warehouse) Release(ctx context.Context, totes int) (floor.PickListID, Answer, error) {
	return w.ReleaseOnce(ctx, "", totes)
}

// ReleaseOnce is Release under a key: the same key gives the same list again
// and makes no other one; "" is no key. It fails as PlaceOrder does.
func (w *Warehouse) ReleaseOnce(ctx context.Context, key string, totes int) (floor.PickListID, Answer, error) {
	if key != "" {
		key = "release:" + key
	}
	hash := sha256.Sum256([]byte(strconv.Itoa(totes)))
	receipt, err := w.ledger.Submit(ctx, ledger.Request{
		Class: ledger.Work, Key: key, BodyHash: hash[:],
		Decide: func(tx engine.Tx, _ time.Time) (ledger.Decision, error) {
			facts, err := ledgerpick.ReleaseFacts(tx, totes)
			if err != nil {
				return ledger.Decision{}, err
			}
			list, d := pick.JudgeRelease(facts, totes)
			out := entry(d)
			out.Response = []byte(list)
			return out, nil
		},
	})
	return floor.PickListID(receipt.Response), answer(receipt), err
}
