package ledger

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"

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

// String is the head as it is printed and kept elsewhere: NUMBER:HASH, the hash
// in hexadecimal.
func (h Head) String() string { return fmt.Sprintf("%d:%x", h.Seq, h.Hash) }

// ParseHead reads what String wrote.
func ParseHead(text string) (Head, error) {
	number, digits, _ := strings.Cut(text, ":")
	seq, err := strconv.ParseInt(number, 10, 64)
	sum, wrong := hex.DecodeString(digits)
	if err != nil || wrong != nil || seq < 0 || len(sum) != sha256.Size {
		return Head{}, fmt.Errorf("%q is no head: it is a number, a colon and %d hexadecimal digits", text, 2*sha256.Size)
	}
	return Head{Seq: seq, Hash: Hash(sum)}, nil
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
	// One buffer and one call: a hash.Hash makes each part escape.
	covered := make([]byte, 0, len(previous)+7*8+len(e.Station)+len(e.Raw)+len(e.Verdict)+len(e.Events)+len(e.Records))
	covered = append(covered, previous[:]...)
	covered = binary.BigEndian.AppendUint64(covered, uint64(e.Seq))
	covered = binary.BigEndian.AppendUint64(covered, uint64(e.At))
	for _, text := range [...]string{e.Station, e.Raw} {
		covered = binary.BigEndian.AppendUint64(covered, uint64(len(text)))
		covered = append(covered, text...)
	}
	for _, stored := range [...][]byte{e.Verdict, e.Events, e.Records} {
		covered = binary.BigEndian.AppendUint64(covered, uint64(len(stored)))
		covered = append(covered, stored...)
	}
	return sha256.Sum256(covered)
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
	if err == nil {
		err = tx.lost
	}
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
		if err := w.append(tx, stage.Moment{Seq: receipt.Seq, At: at, Station: decision.Station}, decision, verdict); err != nil {
			return Receipt{}, err
		}
	}
	if request.Key != "" {
		err = keepAnswer(w.db, request, receipt, verdict)
	}
	return receipt, err
}

// append writes the entry of a decision and moves the head.
func (w *writer) append(tx *transaction, at stage.Moment, decision Decision, verdict []byte) error {
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
	if tx.lost != nil {
		return tx.lost
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
