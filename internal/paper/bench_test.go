package paper_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"testing"
	"time"

	"tallyman/devices/printer/zpl"
	"tallyman/internal/floor/ship"
	"tallyman/internal/paper"
)

// labelWithin is what a label may take, composed and written as ZPL.
const labelWithin = 10 * time.Millisecond

// BenchmarkLabel composes labels and writes them as ZPL. The baseline beside it
// is the same number of bytes hashed and written in hexadecimal: what it costs
// to touch the job at all. Both are taken in turn, in one run.
func BenchmarkLabel(b *testing.B) {
	for name, to := range addressees() {
		b.Run(name, func(b *testing.B) {
			l := label(to)
			job := written(b, l)
			var labels, baseline time.Duration
			for b.Loop() {
				began := time.Now()
				job = written(b, l)
				labels += time.Since(began)
				began = time.Now()
				touched(job)
				baseline += time.Since(began)
			}
			perLabel := labels / time.Duration(b.N)
			b.ReportMetric(float64(perLabel.Microseconds())/1000, "ms/label")
			b.ReportMetric(float64((baseline/time.Duration(b.N)).Nanoseconds())/1e6, "ms/baseline")
			b.ReportMetric(float64(len(job)), "bytes/label")
			if perLabel > labelWithin {
				b.Errorf("a label takes %v, want %v at most", perLabel, labelWithin)
			}
		})
	}
}

// BenchmarkInvoice composes an invoice of twenty lines and writes it as ZPL.
func BenchmarkInvoice(b *testing.B) {
	twenty := invoice(20, true)
	for b.Loop() {
		for _, p := range paper.Invoice(twenty) {
			if _, err := zpl.Render(p, 203); err != nil {
				b.Fatal(err)
			}
		}
	}
}

func written(b *testing.B, l ship.Label) []byte {
	b.Helper()
	job, err := zpl.Render(paper.Label(l), 203)
	if err != nil {
		b.Fatal(err)
	}
	return job
}

func touched(job []byte) int {
	sum := sha256.Sum256(job)
	var out bytes.Buffer
	_, _ = hex.NewEncoder(&out).Write(job)
	return out.Len() + int(sum[0])
}
