package shift

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"tallyman/internal/floor"
	"tallyman/internal/floor/shift"
	"tallyman/internal/ledger/code"
	"tallyman/internal/ledger/engine"
)

// The number ranges of badges and totes.
const (
	badges = "badge"
	totes  = "tote"
)

// Desk is a station with its session.
type Desk struct {
	Kind              shift.Kind
	Labels, Documents string
	Session           floor.Session
}

// Previous is the verdict that the station's last read got. Only a double and
// a settled answer need it, so it is read when asked for.
func (d Desk) Previous(r engine.Reader) (verdict floor.Verdict, err error) {
	err = r.Query(func(row engine.Row) error {
		return json.Unmarshal(row.Blob(0), &verdict)
	}, `SELECT verdict FROM entry WHERE seq = ?1`, d.Session.Read.Entry)
	if err != nil {
		return verdict, fmt.Errorf("the last verdict of %s: %w", d.Session.Station, err)
	}
	return verdict, nil
}

// FindDesk reads a station; the second result says whether there is one.
func FindDesk(r engine.Reader, id floor.StationID) (desk Desk, known bool, err error) {
	err = r.Query(func(row engine.Row) error {
		known = true
		desk = Desk{Kind: shift.Kind(row.Text(0)), Labels: row.Text(1), Documents: row.Text(2)}
		desk.Session.Station = id
		if row.Null(3) {
			return nil
		}
		if err := json.Unmarshal([]byte(row.Text(3)), &desk.Session); err != nil {
			return fmt.Errorf("session of %s: %w", id, err)
		}
		desk.Session.Read.Entry = row.Int(4)
		return nil
	}, `SELECT t.kind, t.labels, t.documents, s.body, s.entry
		FROM station t LEFT JOIN session s ON s.station = t.id WHERE t.id = ?1`, id)
	return desk, known, err
}

// Stations are the defined stations.
func Stations(r engine.Reader) (map[floor.StationID]shift.StationDefined, error) {
	found := map[floor.StationID]shift.StationDefined{}
	err := r.Query(func(row engine.Row) error {
		id := floor.StationID(row.Text(0))
		found[id] = shift.StationDefined{Station: id, Kind: shift.Kind(row.Text(1)), Labels: row.Text(2), Documents: row.Text(3)}
		return nil
	}, `SELECT id, kind, labels, documents FROM station`)
	return found, err
}

// Unheard are the stations whose last answer was perhaps not heard.
func Unheard(r engine.Reader) ([]floor.StationID, error) {
	var found []floor.StationID
	err := r.Query(func(row engine.Row) error {
		found = append(found, floor.StationID(row.Text(0)))
		return nil
	}, `SELECT s.station FROM session s LEFT JOIN answered a ON a.station = s.station
		WHERE s.entry > coalesce(a.entry, 0) ORDER BY s.station`)
	return found, err
}

// Heard notes up to which entry the answers of a station were heard.
func Heard(tx engine.Tx, station floor.StationID, entry int64) error {
	_, err := tx.Exec(`INSERT INTO answered (station, entry) VALUES (?1, ?2)
		ON CONFLICT (station) DO UPDATE SET entry = excluded.entry WHERE excluded.entry > answered.entry`, station, entry)
	return err
}

// NextBadge is the next serial of badges.
func NextBadge(r engine.Reader) (int64, error) { return code.Next(r, badges) }

// NextTote is the next serial of totes.
func NextTote(r engine.Reader) (int64, error) { return code.Next(r, totes) }

// Member finds the badge that a draft speaks of: by its code, or without one
// by name and role. It is nil when there is none.
func Member(r engine.Reader, draft shift.BadgeDraft) (*shift.Member, error) {
	var found *shift.Member
	read := func(row engine.Row) error {
		m := shift.Member{Badge: floor.BadgeID(row.Text(0)), Role: shift.Role(row.Text(1)), Holder: floor.RecordID(row.Text(2))}
		m.Version = version(row.Text(2))
		if !row.Null(3) {
			m.Name = row.Text(3)
		}
		found = &m
		return nil
	}
	if draft.Code != (floor.Code{}) {
		err := r.Query(read, `SELECT b.id, b.role, b.holder, json_extract(r.body, '$.name')
			FROM badge b LEFT JOIN record r ON r.id = b.holder WHERE b.key = ?1`,
			shift.Redact(draft.Code.String(), draft.Code))
		return found, err
	}
	err := r.Query(read, `SELECT b.id, b.role, b.holder, json_extract(r.body, '$.name')
		FROM badge b JOIN record r ON r.id = b.holder
		WHERE b.role = ?1 AND json_extract(r.body, '$.name') = ?2 ORDER BY b.id LIMIT 1`, draft.Role, draft.Name)
	return found, err
}

// version is the number behind the last colon of a holder's record.
func version(record string) int {
	n, err := strconv.Atoi(record[strings.LastIndexByte(record, ':')+1:])
	if err != nil {
		return 0
	}
	return n
}

// ToteFacts gathers what defining a tote has to know. A serial whose code an
// older tote has is passed over.
func ToteFacts(r engine.Reader, draft shift.ToteDraft) (shift.ToteFacts, error) {
	serial, err := code.Next(r, totes)
	if err != nil {
		return shift.ToteFacts{}, err
	}
	f := shift.ToteFacts{Serial: int(serial)}
	if draft.Code != (floor.Code{}) {
		f.Serial--
		f.Known, err = known(r, draft.Code)
		return f, err
	}
	for {
		taken, err := known(r, floor.Code{Kind: floor.CodeTote, Body: fmt.Sprintf("%04d", f.Serial)})
		if err != nil || !taken {
			return f, err
		}
		f.Serial++
	}
}

func known(r engine.Reader, tote floor.Code) (found bool, err error) {
	err = r.Query(func(engine.Row) error {
		found = true
		return nil
	}, `SELECT 1 FROM code WHERE code = ?1 AND kind = 'tote'`, tote.String())
	return found, err
}
