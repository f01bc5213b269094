package ledger

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"time"

	"tallyman/internal/ledger/engine"
)

// answered looks a key up: known says that it was used before, with the answer
// it got then. Another body is ErrKeyReused.
func answered(r engine.Reader, request Request) (receipt Receipt, known bool, err error) {
	err = r.Query(func(row engine.Row) error {
		known = true
		if !bytes.Equal(row.Blob(0), request.BodyHash) {
			return ErrKeyReused
		}
		receipt = Receipt{
			Seq: row.Int(1), At: time.UnixMicro(row.Int(5)).UTC(),
			Status: int(row.Int(3)), Response: row.Blob(4), Replayed: true,
		}
		if err := json.Unmarshal(row.Blob(2), &receipt.Verdict); err != nil {
			return fmt.Errorf("verdict kept with key %q: %w", request.Key, err)
		}
		return nil
	}, "SELECT body_hash, seq, verdict, status, response, at FROM idempotency WHERE key = ?1", request.Key)
	return receipt, known, err
}

// keepAnswer stores the answer with its key, in the transaction that it
// answers.
func keepAnswer(db *engine.Writer, request Request, receipt Receipt, verdict []byte) error {
	bodyHash := request.BodyHash
	if bodyHash == nil {
		bodyHash = []byte{}
	}
	_, err := db.Exec("INSERT INTO idempotency (key, body_hash, seq, verdict, status, response, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
		request.Key, bodyHash, receipt.Seq, verdict, receipt.Status, receipt.Response, receipt.At.UnixMicro())
	return err
}

// ForgetKeys drops answers older than before, in slices, and returns how many.
// A key that comes again after that is a new request.
func (l *Ledger) ForgetKeys(ctx context.Context, before time.Time) (int64, error) {
	var total int64
	for {
		var dropped int64
		_, err := l.Submit(ctx, Request{Class: Work, Decide: func(tx engine.Tx, _ time.Time) (d Decision, err error) {
			dropped, err = tx.Exec("DELETE FROM idempotency WHERE key IN (SELECT key FROM idempotency WHERE at < ?1 ORDER BY at LIMIT ?2)",
				before.UnixMicro(), sliceRows)
			return Decision{Skip: true}, err
		}})
		if err != nil || dropped == 0 {
			return total, err
		}
		total += dropped
	}
}
