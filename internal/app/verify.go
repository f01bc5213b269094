package app

import (
	"context"

	"tallyman/internal/config"
	"tallyman/internal/ledger"
	"tallyman/internal/warehouse"
)

// Verify checks a database that no server has. It changes nothing in it.
func Verify(ctx context.Context, c config.Config, expect ledger.Head, progress func(done, total int64)) (ledger.Report, error) {
	return ledger.Verify(ctx, c.DatabasePath(), ledger.VerifyOptions{
		Stages: warehouse.Stages(), Projection: warehouse.Projection, Expect: expect, Progress: progress,
	})
}
