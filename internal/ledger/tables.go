package ledger

import (
	"embed"
	"fmt"
	"io/fs"

	"tallyman/internal/ledger/engine"
	"tallyman/internal/ledger/stage"
)

//go:embed migrations/*.sql
var migrations embed.FS

// Migrations are the steps that make the tables, the core's first.
func Migrations() fs.FS {
	steps, err := fs.Sub(migrations, "migrations")
	if err != nil {
		panic(err) // the folder is embedded above
	}
	return steps
}

// coreTables are the tables that belong to no stage.
func coreTables() []stage.Table {
	return []stage.Table{
		{Name: engine.VersionTable, Class: stage.Core},
		{Name: "entry", Class: stage.Core},
		{Name: "head", Class: stage.Core},
		{Name: "projection", Class: stage.Core},
		{Name: "record", Class: stage.Record},
		{Name: "idempotency", Class: stage.Working},
	}
}

// declaredTables collects the tables of the core and the stages, and compares
// them with those that there are.
func declaredTables(r engine.Reader, stages []stage.Stage) ([]stage.Table, error) {
	declared := coreTables()
	for _, s := range stages {
		declared = append(declared, s.Tables...)
	}
	missing := map[string]bool{}
	for _, table := range declared {
		if missing[table.Name] {
			return nil, fmt.Errorf("table %s is declared twice", table.Name)
		}
		missing[table.Name] = true
	}
	names, err := engine.Tables(r)
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		if !missing[name] {
			return nil, fmt.Errorf("table %s is declared by nobody: name it in its stage as derived, working or record", name)
		}
		delete(missing, name)
	}
	for name := range missing {
		return nil, fmt.Errorf("table %s is declared and no migration makes it", name)
	}
	return declared, nil
}

// derived are the names of the derived tables.
func derived(tables []stage.Table) []string {
	var names []string
	for _, table := range tables {
		if table.Class == stage.Derived {
			names = append(names, table.Name)
		}
	}
	return names
}
