package app

import (
	"context"

	"tallyman/internal/importing"
)

// Import runs a file into the ledger. Dates without an offset are in the zone
// of the settings, and refusals in words.
func (a *App) Import(ctx context.Context, file importing.File, progress func(importing.Progress)) (importing.Report, error) {
	if file.Zone == nil {
		file.Zone = a.options.Config.Server.TimeZone.Location
	}
	if file.Say == nil {
		file.Say = a.words.Say
	}
	return importing.Run(ctx, file, a.warehouse, progress)
}
