package engine

import "strings"

// Tables lists the tables of the database by name, those of SQLite itself left
// out.
func Tables(r Reader) ([]string, error) {
	var names []string
	err := r.Query(func(row Row) error {
		names = append(names, row.Text(0))
		return nil
	}, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name")
	return names, err
}

// Definitions are the statements that made the tables, indexes, triggers and
// views, by kind and name: "table entry".
func Definitions(r Reader) (map[string]string, error) {
	made := map[string]string{}
	err := r.Query(func(row Row) error {
		made[row.Text(0)+" "+row.Text(1)] = strings.Join(strings.Fields(row.Text(2)), " ")
		return nil
	}, "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'")
	return made, err
}

// DeferForeignKeys puts the check of foreign keys off to the commit of the
// open transaction, so that tables can be emptied in any order.
func (w *Writer) DeferForeignKeys() error {
	return w.Query(ignore, "PRAGMA defer_foreign_keys=ON")
}

// VersionTable is where the schema version is kept.
const VersionTable = "goose_db_version"
