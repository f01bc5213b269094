package app

import (
	"context"
	"errors"
	"fmt"

	"tallyman/internal/config"
	"tallyman/internal/floor"
	"tallyman/internal/ledger/engine"
	"tallyman/internal/paper"
)

// codes are the barcodes of a sheet. Those of badges come out of the records,
// and show only those badges whose holder was not erased.
func (a *App) codes(ctx context.Context, kind paper.SheetKind) ([]paper.Code, error) {
	switch kind {
	case paper.SheetCommands:
		return a.commandCodes()
	case paper.SheetBadges:
		return a.query(ctx, `SELECT json_extract(r.body, '$.code'), json_extract(r.body, '$.name'), b.id || ' · ' || b.role
			FROM badge b JOIN record r ON r.id = b.holder ORDER BY b.id`)
	case paper.SheetTotes:
		return a.query(ctx, `SELECT code, id, '' FROM tote ORDER BY id`)
	case paper.SheetBins:
		return a.query(ctx, `SELECT code, id, trim(zone || ' ' || aisle) FROM location ORDER BY sequence, id`)
	}
	return nil, fmt.Errorf("there is no sheet of %q: use badges, totes, bins or commands", string(kind))
}

// query reads rows of code, caption and what is said below it.
func (a *App) query(ctx context.Context, sql string, arguments ...any) ([]paper.Code, error) {
	var codes []paper.Code
	err := a.ledger.Read(ctx, 0, func(r engine.Reader, _ int64) error {
		return r.Query(func(row engine.Row) error {
			codes = append(codes, paper.Code{Code: row.Text(0), Caption: row.Text(1), Sub: row.Text(2)})
			return nil
		}, sql, arguments...)
	})
	return codes, err
}

// commandCodes are the commands, some quantities, and the stations and docks as
// places.
func (a *App) commandCodes() ([]paper.Code, error) {
	var codes []paper.Code
	var errs []error
	add := func(kind floor.CodeKind, body, caption string) {
		code, err := floor.NewCode(kind, body)
		codes, errs = append(codes, paper.Code{Code: code.String(), Caption: caption}), append(errs, err)
	}
	for _, command := range floor.Commands() {
		add(floor.CodeCommand, string(command), a.words.Command(string(command)))
	}
	for _, n := range []int{2, 3, 4, 5, 6, 8, 10, 12} {
		add(floor.CodeQuantity, fmt.Sprintf("%02d", n), fmt.Sprintf("× %d", n))
	}
	for _, s := range a.options.Config.Stations {
		if body := floor.CodeBody(string(s.ID)); s.Kind != config.Dock && body != "" {
			add(floor.CodeStation, body, "put down at "+string(s.ID))
		}
	}
	for _, dock := range a.Docks() {
		add(floor.CodeDock, dock, "hand over at "+dock)
	}
	return codes, errors.Join(errs...)
}

// Docks are the names of docks as their codes have them. Hand-over needs one,
// whether there is a station for it or not.
func (a *App) Docks() []string {
	var docks []string
	for _, s := range a.options.Config.Stations {
		if body := floor.CodeBody(string(s.ID)); s.Kind == config.Dock && body != "" {
			docks = append(docks, body)
		}
	}
	if len(docks) == 0 {
		docks = []string{"DOCK1"}
	}
	return docks
}
