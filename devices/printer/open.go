package printer

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"tallyman/devices/line"
)

// Open makes a printer of its device URL, such as
// "zpl+tcp://127.0.0.1:9100?dpi=203&media=102x152". It checks the URL and
// opens nothing. Options, beside those of the link:
//
//	dpi      dots per inch, 203 unless given
//	media    width x height of a label in millimetres, 102x152 unless given
//	status   when to ask ~HS: auto, always or never; never is usual for file:
//	answer   longest wait for the answer to ~HS, 1s unless given
//	timeout  longest wait for the printer to take bytes, and then to end the
//	         connection, 10s unless given
//
// With status=auto a printer that answered once is not ready when it falls
// silent; one that never answered is taken for one that cannot, is sent jobs
// unasked, and is asked again ever more rarely.
func Open(rawURL string) (Printer, error) {
	address, err := line.Parse(rawURL)
	if err != nil {
		return nil, err
	}
	switch address.Language {
	case "zpl":
		return openZPL(address)
	case "":
		return nil, fmt.Errorf("device URL %q: language: write the printer's language before the link, as in zpl+%s", rawURL, rawURL)
	}
	return nil, fmt.Errorf("device URL %q: language: %q is not spoken here, use zpl", rawURL, address.Language)
}

func openZPL(address line.Address) (Printer, error) {
	preset := "auto"
	if address.Kind == line.File {
		preset = "never"
	}
	options := address.Options
	p := &zplPrinter{
		address:  address,
		turn:     make(chan struct{}, 1),
		dpi:      options.Int("dpi", 203, 100, 1200),
		patience: options.Duration("timeout", 10*time.Second, 10*time.Minute),
		answer:   options.Duration("answer", time.Second, time.Minute),
		silence:  silence{policy: options.Choice("status", preset, "auto", "always", "never")},
	}
	var err error
	if p.widthMM, p.heightMM, err = parseMedia(options.Text("media", "102x152")); err != nil {
		options.Refuse("media", err.Error())
	}
	if err := options.Finish(); err != nil {
		return nil, err
	}
	return p, nil
}

func parseMedia(text string) (widthMM, heightMM float64, err error) {
	width, height, _ := strings.Cut(text, "x")
	if widthMM, err = parseMillimetres(width); err == nil {
		heightMM, err = parseMillimetres(height)
	}
	if err != nil {
		return 0, 0, fmt.Errorf("%q is not width x height in millimetres, such as 102x152", text)
	}
	return widthMM, heightMM, nil
}

func parseMillimetres(text string) (float64, error) {
	mm, err := strconv.ParseFloat(text, 64)
	if err == nil && !(mm >= 10 && mm <= 1000) {
		err = strconv.ErrRange
	}
	return mm, err
}
