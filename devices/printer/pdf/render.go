package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"image/png"
	"strconv"
	"time"

	"github.com/jung-kurt/gofpdf"

	"tallyman/devices/page"
)

// atOnce is how many documents are made at the same time.
const atOnce = 2

// places is a counting semaphore: one place for each document that is made.
var places = make(chan struct{}, atOnce) //nolint:gochecknoglobals // a limit on the memory of the process

// Render writes the pages as one document. It waits while others are being
// written, and fails for no pages at all, for a page without area and for a
// barcode that cannot be encoded or does not fit.
func Render(pages []page.Page, title string) (file []byte, err error) {
	places <- struct{}{}
	defer func() { <-places }()
	defer func() {
		// gofpdf panics on some input; what it says is all there is to know.
		if broken := recover(); broken != nil {
			file, err = nil, fmt.Errorf("pdf: writing %d pages: %v", len(pages), broken)
		}
	}()
	if len(pages) == 0 {
		return nil, errors.New("pdf: there are no pages to write")
	}
	doc := newDocument(title)
	for number, p := range pages {
		if err := doc.page(p); err != nil {
			return nil, fmt.Errorf("pdf: page %d: %w", number+1, err)
		}
	}
	var out bytes.Buffer
	if err := doc.pdf.Output(&out); err != nil {
		return nil, fmt.Errorf("pdf: %w", err)
	}
	return out.Bytes(), nil
}

// document is a PDF while it is written.
type document struct {
	pdf      *gofpdf.Fpdf
	embedded map[page.Font]bool
	images   int
}

func newDocument(title string) *document {
	pdf := gofpdf.New("P", "mm", "A4", "")
	// Fixed dates and sorted catalogues make equal input equal bytes.
	pdf.SetCatalogSort(true)
	epoch := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
	pdf.SetCreationDate(epoch)
	pdf.SetModificationDate(epoch)
	pdf.SetTitle(page.Clean(title), true)
	pdf.SetProducer("tallyman", true)
	pdf.SetAutoPageBreak(false, 0)
	pdf.SetMargins(0, 0, 0)
	pdf.SetFillColor(0, 0, 0)
	return &document{pdf: pdf, embedded: map[page.Font]bool{}}
}

func (d *document) page(p page.Page) error {
	if _, _, err := p.Size(72); err != nil {
		return err
	}
	d.pdf.AddPageFormat("P", gofpdf.SizeType{Wd: p.WidthMM, Ht: p.HeightMM})
	for i, item := range p.Items {
		if err := d.item(item); err != nil {
			return fmt.Errorf("item %d: %w", i+1, err)
		}
	}
	return d.pdf.Error()
}

func (d *document) item(item page.Item) error {
	switch item := item.(type) {
	case page.Text:
		d.text(item.Lay())
	case page.Box:
		d.box(item)
	case page.Image:
		return d.image(item)
	case page.Barcode:
		placed, err := item.PlaceMM()
		if err != nil {
			return err
		}
		d.symbol(placed)
	default:
		return fmt.Errorf("there is no way to write a %T", item)
	}
	return nil
}

// text writes runs where they were measured, each in its own font.
func (d *document) text(block page.Block) {
	for _, line := range block.Lines {
		for _, run := range line.Runs {
			d.font(run.Font, block.SizePt)
			d.pdf.Text(line.XMM+run.OffsetMM, line.BaselineMM, run.Text)
		}
	}
}

// font selects a bundled font and embeds it when it is first used. The file is
// cloned because gofpdf writes into it.
func (d *document) font(font page.Font, sizePt float64) {
	family := "f" + strconv.Itoa(int(font))
	if !d.embedded[font] {
		d.pdf.AddUTF8FontFromBytes(family, "", bytes.Clone(font.TTF()))
		d.embedded[font] = true
	}
	d.pdf.SetFont(family, "", sizePt)
}

func (d *document) box(b page.Box) {
	if b.StrokeMM <= 0 {
		d.pdf.Rect(b.XMM, b.YMM, b.WidthMM, b.HeightMM, "F")
		return
	}
	half := b.StrokeMM / 2
	d.pdf.SetLineWidth(b.StrokeMM)
	d.pdf.Rect(b.XMM+half, b.YMM+half, b.WidthMM-b.StrokeMM, b.HeightMM-b.StrokeMM, "D")
}

// symbol fills one rectangle for each run of dark modules in a row.
func (d *document) symbol(p page.Placed[float64]) {
	p.Black(func(x, y, width, height float64) { d.pdf.Rect(x, y, width, height, "F") })
}

func (d *document) image(i page.Image) error {
	if i.Picture == nil {
		return nil
	}
	var file bytes.Buffer
	if err := png.Encode(&file, i.Picture); err != nil {
		return fmt.Errorf("picture: %w", err)
	}
	d.images++
	name := "i" + strconv.Itoa(d.images)
	options := gofpdf.ImageOptions{ImageType: "PNG"}
	d.pdf.RegisterImageOptionsReader(name, options, &file)
	d.pdf.ImageOptions(name, i.XMM, i.YMM, i.WidthMM, i.HeightMM, false, options, 0, "")
	return nil
}
