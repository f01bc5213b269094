package ledger_test

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"tallyman/internal/ledger"
	"tallyman/internal/ledger/engine"
)

// BenchmarkVerify measures verify per entry beside its least cost, a checked
// copy of the same database in the same run.
func BenchmarkVerify(b *testing.B) {
	const entries = 20_000
	path := filepath.Join(b.TempDir(), "ledger.db")
	l, err := ledger.Open(b.Context(), toys(path))
	check(b, err)
	_, err = l.Bulk(b.Context(), entries, func(i int) ledger.Decide { return scanOf(fmt.Sprint("bin-", i%1000)) })
	check(b, err)
	head := l.Head()
	check(b, l.Close())
	var verifying, copying time.Duration
	for i := range b.N {
		began := time.Now()
		options := checks()
		options.Expect = head
		report, err := ledger.Verify(b.Context(), path, options)
		check(b, err)
		if !report.Sound() || report.Entries != entries {
			b.Fatalf("found %+v", report)
		}
		verifying += time.Since(began)
		began = time.Now()
		check(b, engine.Copy(b.Context(), path, fmt.Sprintf("%s.%d", path, i)))
		copying += time.Since(began)
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(float64(verifying.Nanoseconds())/float64(b.N)/entries, "verify-ns/entry")
	b.ReportMetric(float64(copying.Nanoseconds())/float64(b.N)/entries, "copy-ns/entry")
	b.ReportMetric(float64(verifying)/float64(copying), "verify/copy")
}
