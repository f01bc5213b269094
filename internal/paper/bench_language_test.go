package paper_test

import (
	"testing"
	"time"

	"tallyman/devices/page"
	"tallyman/internal/paper"
)

// fineWithin is what a label at 300 dpi may take in any language.
const fineWithin = 25 * time.Millisecond

// fine is a label printer of 300 dpi.
type fine struct{ target }

func (fine) DPI() int { return 300 }

// BenchmarkLanguages composes a label in Latin, Cyrillic, Greek and Chinese and
// writes it for a printer of 300 dpi.
func BenchmarkLanguages(b *testing.B) {
	l := label(addressees()["Ukrainian"])
	l.Addressee.Company, l.Addressee.Line2, l.Addressee.City = "王小明 北京市朝阳区科技有限公司", "Αθήνα, Ερμού 12", "Ștefan Țăranu"
	for _, language := range []string{"zpl", "tspl", "epl"} {
		b.Run(language, func(b *testing.B) {
			timed(b, fineWithin, func() error {
				_, err := paper.Encode([]page.Page{paper.Label(l)}, fine{target{language, 102, 152}})
				return err
			})
		})
	}
}
