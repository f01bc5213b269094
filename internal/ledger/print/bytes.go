package print

import (
	"time"

	"tallyman/internal/floor"
	"tallyman/internal/ledger/engine"
)

// Keep stores the exact bytes of a job.
func Keep(tx engine.Tx, id floor.PrintJobID, bytes []byte) error {
	_, err := tx.Exec(`INSERT INTO print_bytes (job, bytes) VALUES (?1, ?2)
		ON CONFLICT (job) DO UPDATE SET bytes = excluded.bytes`, id, bytes)
	return err
}

// Stale are jobs behind a name, in order, whose bytes are stored and to which
// nothing happened since a moment. One that is being sent is never among them.
func Stale(r engine.Reader, after floor.PrintJobID, since time.Time, limit int) ([]floor.PrintJobID, error) {
	var found []floor.PrintJobID
	err := r.Query(func(row engine.Row) error {
		found = append(found, floor.PrintJobID(row.Text(0)))
		return nil
	}, `SELECT b.job FROM print_bytes b JOIN print_job j ON j.id = b.job
		WHERE b.job > ?1 AND j.moved_at < ?2 AND j.state <> 'sending' ORDER BY b.job LIMIT ?3`,
		after, since.UnixMicro(), limit)
	return found, err
}

// Forget drops the bytes of a job if they are still stale. The job keeps their
// digest.
func Forget(tx engine.Tx, id floor.PrintJobID, since time.Time) (bool, error) {
	n, err := tx.Exec(`DELETE FROM print_bytes WHERE job = ?1 AND EXISTS (SELECT 1 FROM print_job j
		WHERE j.id = ?1 AND j.moved_at < ?2 AND j.state <> 'sending')`, id, since.UnixMicro())
	if n > 0 {
		tx.Touch("print-jobs", string(id))
	}
	return n > 0, err
}
