package app

import (
	"context"

	"tallyman/devices/page"
	"tallyman/devices/printer"
	"tallyman/devices/printer/pdf"
	"tallyman/devices/printer/png"
	"tallyman/internal/floor"
	"tallyman/internal/paper"
)

// pictureDPI is the resolution of pictures of papers: that of the usual label
// printer, so that one dot is one dot.
const pictureDPI = 203

// Picture draws the paper of a print job, its pages one below the other.
func (a *App) Picture(ctx context.Context, id floor.PrintJobID) ([]byte, error) {
	job, err := a.view.Paper(ctx, id)
	if err != nil {
		return nil, err
	}
	pages, err := composer{a.layout}.pagesOf(job, paperIn(job.Printer))
	if err != nil {
		return nil, err
	}
	if len(pages) == 1 {
		return png.Render(pages[0], pictureDPI)
	}
	long, err := joined(pages, pictureDPI)
	if err != nil {
		return nil, err
	}
	return png.Render(long, pictureDPI)
}

// paperIn is what the printer of a job is loaded with; labels, where its address
// is not understood any more.
func paperIn(address string) paper.Format {
	device, err := printer.Open(address)
	if err != nil {
		return paper.OnLabel()
	}
	return paper.FormatFor(device.Media())
}

// joined is one long page of several.
func joined(pages []page.Page, dpi int) (page.Page, error) {
	var long page.Page
	for _, p := range pages {
		picture, err := page.Raster(p, dpi)
		if err != nil {
			return long, err
		}
		long.Add(page.Image{YMM: long.HeightMM, WidthMM: p.WidthMM, HeightMM: p.HeightMM, Picture: picture})
		long.WidthMM = max(long.WidthMM, p.WidthMM)
		long.HeightMM += p.HeightMM
	}
	return long, nil
}

// Sheet makes a sheet of barcodes: badges, totes, bins or commands.
func (a *App) Sheet(ctx context.Context, kind string) ([]byte, error) {
	codes, err := a.codes(ctx, paper.SheetKind(kind))
	if err != nil {
		return nil, err
	}
	title := a.sheetTitle(kind)
	return pdf.Render(paper.Sheet(paper.SheetKind(kind), title, codes), title)
}

func (a *App) sheetTitle(kind string) string { return a.options.Config.Site.Name + " · " + kind }
