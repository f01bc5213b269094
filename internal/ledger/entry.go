package ledger

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"hash"
	"io"

	"tallyman/internal/floor"
	"tallyman/internal/ledger/engine"
	"tallyman/internal/ledger/stage"
)

// Hash is a link of the chain: SHA-256.
type Hash [sha256.Size]byte

// Head is the last entry: its sequence number and its hash. The head of an
// empty ledger is the zero value.
type Head struct {
	Seq  int64
	Hash Hash
}

// Entry is one entry as it is stored; see the table entry in
// migrations/00001_core.sql for the columns. At is microseconds since 1970
// UTC.
type Entry struct {
	Seq, At                  int64
	Station, Raw             string
	Verdict, Events, Records []byte
	Hash                     Hash
}

// linked is the hash of the entry behind the previous one: SHA-256 over the
// previous hash, seq and at as eight bytes, and then station, raw, verdict,
// events and records, each behind its length as eight bytes. Numbers are big
// endian. This is the ledger's format and never changes.
func (e *Entry) linked(previous Hash) Hash {
	sum := sha256.New()
	_, _ = sum.Write(previous[:])
	writeNumber(sum, uint64(e.Seq))
	writeNumber(sum, uint64(e.At))
	for _, text := range []string{e.Station, e.Raw} {
		writeNumber(sum, uint64(len(text)))
		_, _ = io.WriteString(sum, text)
	}
	for _, stored := range [][]byte{e.Verdict, e.Events, e.Records} {
		writeNumber(sum, uint64(len(stored)))
		_, _ = sum.Write(stored)
	}
	var linked Hash
	sum.Sum(linked[:0])
	return linked
}

func writeNumber(sum hash.Hash, n uint64) {
	var number [8]byte
	binary.BigEndian.PutUint64(number[:], n)
	_, _ = sum.Write(number[:])
}

// enter carries out a request: what was decided becomes an entry behind the
// head, its events are applied, its answer is kept.
func (w *writer) enter(request Request) (Receipt, error) {
	at := moment(w.ledger.options.Now())
	if request.Key != "" {
		receipt, known, err := answered(w.db, request)
		if known || err != nil {
			return receipt, err
		}
	}
	tx := &transaction{writer: w}
	defer tx.end()
	decision, err := request.Decide(tx, at)
	if err != nil {
		return Receipt{}, err
	}
	receipt := Receipt{At: at, Verdict: decision.Verdict, Status: decision.Status, Response: decision.Response}
	verdict, err := json.Marshal(decision.Verdict)
	if err != nil {
		return Receipt{}, fmt.Errorf("write the verdict: %w", err)
	}
	if decision.Skip {
		if len(decision.Events) > 0 || len(decision.Records) > 0 {
			return Receipt{}, fmt.Errorf("a decision without entry has %d events and %d records", len(decision.Events), len(decision.Records))
		}
	} else {
		receipt.Seq = w.head.Seq + 1
		if err := w.append(tx, stage.Moment{Seq: receipt.Seq, At: at}, decision, verdict); err != nil {
			return Receipt{}, err
		}
	}
	if request.Key != "" {
		err = keepAnswer(w.db, request, receipt, verdict)
	}
	return receipt, err
}

// append writes the entry of a decision and moves the head.
func (w *writer) append(tx engine.Tx, at stage.Moment, decision Decision, verdict []byte) error {
	events, err := w.ledger.codec.Encode(decision.Events)
	if err != nil {
		return err
	}
	records, err := w.storeRecords(decision.Records)
	if err != nil {
		return err
	}
	for _, event := range decision.Events {
		if err := w.ledger.codec.apply(tx, at, event); err != nil {
			return err
		}
	}
	entry := Entry{
		Seq: at.Seq, At: at.At.UnixMicro(), Station: string(decision.Station), Raw: decision.Raw,
		Verdict: verdict, Events: events, Records: records,
	}
	entry.Hash = entry.linked(w.head.Hash)
	_, err = w.db.Exec("INSERT INTO entry (seq, at, station, raw, verdict, events, records, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
		entry.Seq, entry.At, entry.Station, entry.Raw, entry.Verdict, entry.Events, entry.Records, entry.Hash[:])
	if err != nil {
		return err
	}
	w.head = Head{Seq: entry.Seq, Hash: entry.Hash}
	return nil
}

// storeRecords writes records with a salt of their own and returns what the
// entry keeps of them.
func (w *writer) storeRecords(records []floor.Record) ([]byte, error) {
	if len(records) == 0 {
		return []byte("[]"), nil
	}
	references := make([]floor.RecordRef, len(records))
	for i, record := range records {
		body, err := json.Marshal(record.Value)
		if err != nil {
			return nil, fmt.Errorf("write record %s: %w", record.ID, err)
		}
		salt := make([]byte, sha256.Size)
		if _, err := io.ReadFull(w.ledger.options.Random, salt); err != nil {
			return nil, fmt.Errorf("salt of record %s: %w", record.ID, err)
		}
		references[i] = floor.RecordRef{ID: record.ID, Digest: digest(salt, body)}
		_, err = w.db.Exec("INSERT INTO record (id, salt, body) VALUES (?1, ?2, ?3)", record.ID, salt, body)
		if err != nil {
			return nil, fmt.Errorf("store record %s: %w", record.ID, err)
		}
	}
	return json.Marshal(references)
}

// digest proves a record without telling it: hex SHA-256 of salt and body.
func digest(salt, body []byte) string {
	sum := sha256.New()
	_, _ = sum.Write(salt)
	_, _ = sum.Write(body)
	return fmt.Sprintf("%x", sum.Sum(nil))
}

func storeHead(db *engine.Writer, head Head) error {
	_, err := db.Exec("INSERT INTO head (id, seq, hash) VALUES (1, ?1, ?2) ON CONFLICT (id) DO UPDATE SET seq = ?1, hash = ?2",
		head.Seq, head.Hash[:])
	return err
}

// lastEntry reads the head from the entries themselves.
func lastEntry(r engine.Reader) (Head, error) {
	var head Head
	err := r.Query(func(row engine.Row) error {
		head.Seq = row.Int(0)
		copy(head.Hash[:], row.Blob(1))
		return nil
	}, "SELECT seq, hash FROM entry ORDER BY seq DESC LIMIT 1")
	return head, err
}
