package png

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"

	"tallyman/devices/page"
)

// Render draws the page at dpi dots per inch. The same page gives the same
// bytes. It fails as page.Raster does.
func Render(p page.Page, dpi int) ([]byte, error) {
	gray, err := page.Raster(p, dpi)
	if err != nil {
		return nil, fmt.Errorf("png: %w", err)
	}
	picture := image.NewPaletted(gray.Rect, color.Palette{color.White, color.Black})
	for i, shade := range gray.Pix {
		if shade == 0 {
			picture.Pix[i] = 1
		}
	}
	var out bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestSpeed}
	if err := encoder.Encode(&out, picture); err != nil {
		return nil, fmt.Errorf("png: %w", err)
	}
	return out.Bytes(), nil
}
