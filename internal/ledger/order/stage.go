package order

import (
	"time"

	"tallyman/internal/floor"
	"tallyman/internal/floor/order"
	"tallyman/internal/ledger/engine"
	"tallyman/internal/ledger/stage"
)

// Quarter is the length of the spans in which fulfilments are counted. Every
// hour and day of every time zone in use is made of whole ones.
const Quarter = 15 * time.Minute

// moved keeps the state of a fulfilment, and when and where it came there. Its
// badge is the one that the station's session holds: none that moves a
// fulfilment changes it.
func moved(tx engine.Tx, at stage.Moment, e order.FulfilmentMoved) error {
	tx.Touch("orders", string(e.Order))
	if _, err := tx.Exec(`UPDATE fulfilment SET state = ?2 WHERE id = ?1`, e.Fulfilment, e.State); err != nil {
		return err
	}
	if e.State == order.Void {
		if err := touchPapers(tx, e.Order); err != nil {
			return err
		}
	}
	if e.State == order.Picked || e.State == order.Packed || e.State == order.Closed {
		if err := count(tx, at, e); err != nil {
			return err
		}
	}
	_, err := tx.Exec(`INSERT INTO fulfilment_stage (fulfilment, number, state, at, seq, station, badge)
		SELECT ?1, coalesce(last.number, 0) + 1, ?2, ?3, ?4, ?5,
			coalesce((SELECT json_extract(body, '$.badge') FROM session WHERE session.station = ?5), '')
		FROM (SELECT max(number) AS number, state FROM fulfilment_stage WHERE fulfilment = ?1) last
		WHERE last.state IS NOT ?2`, e.Fulfilment, e.State, at.At.UnixMicro(), at.Seq, at.Station)
	return err
}

// count counts a fulfilment that comes to a state for the first time.
func count(tx engine.Tx, at stage.Moment, e order.FulfilmentMoved) error {
	_, err := tx.Exec(`INSERT INTO throughput (quarter, state, fulfilments)
		SELECT ?3, ?2, 1 WHERE NOT EXISTS (SELECT 1 FROM fulfilment_stage WHERE fulfilment = ?1 AND state = ?2)
		ON CONFLICT (quarter, state) DO UPDATE SET fulfilments = fulfilments + 1`,
		e.Fulfilment, e.State, at.At.UnixMicro()/Quarter.Microseconds())
	return err
}

// touchPapers shows the papers of a cancelled order anew: those that failed are
// not missed any more.
func touchPapers(tx engine.Tx, id floor.OrderID) error {
	return tx.Query(func(row engine.Row) error {
		tx.Touch("print-jobs", row.Text(0))
		return nil
	}, `SELECT id FROM print_job WHERE order_id = ?1`, id)
}
