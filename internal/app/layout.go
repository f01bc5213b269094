package app

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"tallyman/devices/printer/png"
	"tallyman/internal/config"
	"tallyman/internal/floor/ship"
	"tallyman/internal/paper"
)

// longestLayout is how much of a layout file is read.
const longestLayout = 1 << 20

// readLayout reads the layout of the settings, or the default where they name
// none. It is read once, when the program starts.
func readLayout(settings config.Config) (paper.Layout, string, error) {
	name := settings.LabelLayoutPath()
	if name == "" {
		return paper.DefaultLayout(), string(paper.DefaultLayoutText()), nil
	}
	file, err := os.Open(name)
	if err != nil {
		return paper.Layout{}, "", fmt.Errorf("paper.label_layout: the layout cannot be read: %w", err)
	}
	defer file.Close()
	text, err := io.ReadAll(io.LimitReader(file, longestLayout))
	if err != nil {
		return paper.Layout{}, "", fmt.Errorf("paper.label_layout: the layout cannot be read: %w", err)
	}
	layout, err := paper.ReadLayout(filepath.Base(name), text)
	if err != nil {
		return paper.Layout{}, "", fmt.Errorf("paper.label_layout: %w", err)
	}
	return layout, string(text), nil
}

// LabelLayout implements web.Papers: the layout as its file has it now.
func (a *App) LabelLayout(context.Context) (string, error) {
	_, text, err := readLayout(a.options.Config)
	if err != nil {
		return "", lacking("%v", err)
	}
	return text, nil
}

// PreviewLayout implements web.Papers: a sample that fills every field.
func (a *App) PreviewLayout(_ context.Context, text, country string) ([]byte, error) {
	layout, err := paper.ReadLayout("label.toml", []byte(text))
	if err != nil {
		return nil, lacking("%v", err)
	}
	sender := a.options.Config.Site.Sender.Address()
	if country == "" {
		country = sender.Country
	}
	picture, err := png.Render(layout.Label(ship.Label{
		Sender: sender,
		Addressee: ship.Address{
			Name: "Name of the addressee", Company: "Company", Line1: "Street and number", Line2: "Entrance, floor",
			City: "Town", Region: "Region", Postcode: "12345", Country: country, Phone: "+00 123 456 789",
		},
		Service: "Service", Order: "ORDER-0001", WeightGrams: 1340, SSCC: "095200000000000011", TrackingNumber: "TRACKING0001",
		Number: 1, Of: 2, Attempt: "TLP00000153", Copy: 1,
	}), pictureDPI)
	if err != nil {
		return nil, lacking("%v", err)
	}
	return picture, nil
}
