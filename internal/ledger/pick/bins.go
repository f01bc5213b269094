package pick

import (
	"tallyman/internal/floor"
	"tallyman/internal/floor/pick"
	"tallyman/internal/floor/stock"
	"tallyman/internal/ledger/engine"
	ledgerstock "tallyman/internal/ledger/stock"
)

func binsFor(r engine.Reader, candidates []pick.Candidate) (map[floor.SKU][]stock.BinLevel, error) {
	bins := map[floor.SKU][]stock.BinLevel{}
	for _, candidate := range candidates {
		for _, line := range candidate.Lines {
			if _, done := bins[line.SKU]; done {
				continue
			}
			levels, err := ledgerstock.Bins(r, line.SKU)
			if err != nil {
				return nil, err
			}
			bins[line.SKU] = levels
		}
	}
	return bins, nil
}
