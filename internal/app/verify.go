package app

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"tallyman/internal/config"
	"tallyman/internal/ledger"
	"tallyman/internal/warehouse"
)

// Verify checks a database that no server has. It changes nothing in it.
func Verify(ctx context.Context, c config.Config, expect ledger.Head, progress func(done, total int64)) (ledger.Report, error) {
	if _, err := os.Stat(c.DatabasePath()); errors.Is(err, fs.ErrNotExist) {
		return ledger.Report{}, fmt.Errorf("there is no database %s yet: import and serve make it", c.DatabasePath())
	}
	return ledger.Verify(ctx, c.DatabasePath(), ledger.VerifyOptions{
		Stages: warehouse.Stages(), Projection: warehouse.Projection, Expect: expect, Progress: progress,
	})
}
