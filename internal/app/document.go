package app

import (
	"cmp"
	"context"
	"strings"

	"tallyman/devices/page"
	"tallyman/devices/printer/pdf"
	"tallyman/devices/printer/png"
	"tallyman/internal/floor"
	"tallyman/internal/floor/ship"
	"tallyman/internal/paper"
	"tallyman/internal/web"
)

// target is the printer that a paper is asked for, by what it says of itself.
type target struct {
	language      string
	dpi           int
	width, height float64
}

// Language implements paper.Target.
func (t target) Language() string { return t.language }

// DPI implements paper.Target.
func (t target) DPI() int { return t.dpi }

// Media implements paper.Target.
func (t target) Media() (widthMM, heightMM float64) { return t.width, t.height }

const (
	// rollMM is the usual receipt roll, and longestMM the longest piece of it.
	rollMM    = 80
	longestMM = 2000
)

// targetOf fills in what was not asked for.
func targetOf(ask web.PaperAsk) target {
	t := target{language: ask.Format, dpi: ask.DPI, width: ask.WidthMM, height: ask.HeightMM}
	if ask.Format == "escpos" {
		// A roll has no end; what is asked for is a piece of it.
		t.width, t.height = cmp.Or(t.width, rollMM), longestMM
	}
	if t.width == 0 {
		t.width, t.height = paper.LabelWidthMM, paper.LabelHeightMM
		if ask.Format == "pdf" {
			t.width, t.height = paper.OnA4().WidthMM, paper.OnA4().HeightMM
		}
	}
	if t.height == 0 {
		t.height = t.width * 1.5
	}
	return t
}

// Paper implements web.Papers: the bytes of a paper as its printer would get
// them. It queues nothing.
func (a *App) Paper(ctx context.Context, ask web.PaperAsk) (web.Paper, error) {
	to := targetOf(ask)
	pages, err := a.pagesAsked(ctx, ask, to)
	if err != nil {
		return web.Paper{}, err
	}
	made := web.Paper{Missing: paper.Missing(pages)}
	made.Content, made.MediaType, err = write(pages, to, ask.Kind)
	return made, err
}

// write writes pages in the language of the target.
func write(pages []page.Page, to target, title string) (content []byte, mediaType string, err error) {
	switch to.language {
	case "pdf":
		content, err = pdf.Render(pages, title)
		return content, "application/pdf", err
	case "png":
		long := pages[0]
		if len(pages) > 1 {
			if long, err = joined(pages, to.dpi); err != nil {
				return nil, "", err
			}
		}
		content, err = png.Render(long, to.dpi)
		return content, "image/png", err
	}
	content, err = paper.Encode(pages, to)
	if err != nil {
		err = lacking("%v", err)
	}
	return content, "application/octet-stream", err
}

// pagesAsked composes the pages of the paper that is asked for.
func (a *App) pagesAsked(ctx context.Context, ask web.PaperAsk, to target) ([]page.Page, error) {
	on := paper.FormatFor(to.width, to.height)
	switch ask.Kind {
	case "bin", "tote", "badge", "item", "case":
		return a.thingPages(ctx, ask, paper.SizeFor(to.width, to.height))
	case "badges", "totes", "bins", "commands":
		codes, err := a.codes(ctx, paper.SheetKind(ask.Kind))
		return paper.Sheet(paper.SheetKind(ask.Kind), a.sheetTitle(ask.Kind), codes), err
	case "manifest":
		return a.manifestPages(ctx, ask, on)
	}
	if ask.Order == "" {
		return nil, lacking("the %s belongs to an order: say which", ask.Kind)
	}
	c, err := a.view.Contents(ctx, floor.OrderID(strings.TrimSpace(ask.Order)), floor.ParcelID(ask.Parcel))
	if err != nil {
		return nil, err
	}
	if ask.Language != "" {
		c.Label.Language, c.Invoice.Language = ask.Language, ask.Language
	}
	if ask.Kind == "label" {
		return []page.Page{a.layout.Label(c.Label)}, nil
	}
	switch ask.Kind {
	case "cn22", "cn23", "commercial-invoice":
		return a.customsPages(ctx, ask.Kind, c, on)
	}
	return parcelPages(ask.Kind, c, on)
}

// parcelPages composes the papers of a packed parcel beside its label.
func parcelPages(kind string, c ship.Contents, on paper.Format) ([]page.Page, error) {
	switch kind {
	case "invoice":
		return paper.Invoice(c.Invoice, on), nil
	case "slip":
		return paper.Slip(c, true, on), nil
	case "gift-slip":
		return paper.Slip(c, false, on), nil
	case "contents":
		return paper.ContentsLabel(c), nil
	case "return":
		return []page.Page{paper.ReturnLabel(c)}, nil
	}
	return nil, lacking("nobody knows a paper called %s", kind)
}
