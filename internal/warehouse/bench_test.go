package warehouse_test

import (
	"fmt"
	"testing"
	"time"

	"tallyman/internal/floor/order"
)

// BenchmarkScan is one scan of a unit on one station, from facts to commit.
func BenchmarkScan(b *testing.B) {
	r := newRig(b)
	r.stock("A-01", mug, 1_000_000)
	r.place(draft("SO-1", order.Line{SKU: mug, Quantity: 999_999}))
	if _, _, err := r.Release(r.ctx(), 1); err != nil {
		b.Fatal(err)
	}
	toMugs(r)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		r.clock = r.clock.Add(time.Second)
		if answer, err := r.Scan(r.ctx(), r.ask("", r.clock)); err != nil || !answer.Verdict.Accepted() {
			b.Fatal(err, fmt.Sprintf("%+v", answer))
		}
	}
}
