package shift

import (
	"encoding/json"
	"fmt"

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

// Desk is a station with its session and the stored verdict of its last read.
type Desk struct {
	Kind              shift.Kind
	Labels, Documents string
	Session           floor.Session
	previous          []byte
}

// Previous is the verdict that the station's last read got. Only a double and
// a settled answer need it, so it is decoded when asked for.
func (d Desk) Previous() (floor.Verdict, error) {
	var verdict floor.Verdict
	if len(d.previous) == 0 {
		return verdict, nil
	}
	if err := json.Unmarshal(d.previous, &verdict); err != nil {
		return verdict, fmt.Errorf("the last verdict of %s: %w", d.Session.Station, err)
	}
	return verdict, nil
}

// FindDesk reads a station; the second result says whether there is one.
func FindDesk(r engine.Reader, id floor.StationID) (desk Desk, known bool, err error) {
	err = r.Query(func(row engine.Row) error {
		known = true
		desk = Desk{Kind: shift.Kind(row.Text(0)), Labels: row.Text(1), Documents: row.Text(2), previous: row.Blob(5)}
		desk.Session.Station = id
		if row.Null(3) {
			return nil
		}
		if err := json.Unmarshal([]byte(row.Text(3)), &desk.Session); err != nil {
			return fmt.Errorf("session of %s: %w", id, err)
		}
		desk.Session.Read.Entry = row.Int(4)
		return nil
	}, `SELECT t.kind, t.labels, t.documents, s.body, s.entry, e.verdict
		FROM station t LEFT JOIN session s ON s.station = t.id LEFT JOIN entry e ON e.seq = s.entry
		WHERE t.id = ?1`, id)
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
