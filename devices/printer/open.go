package printer

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"tallyman/devices/line"
)

// Open makes a printer of its device URL, such as
// "zpl+tcp://127.0.0.1:9100?dpi=203&media=102x152". It checks the URL and
// opens nothing. The languages zpl, tspl, epl and escpos go over every line;
// pdf goes to pdf+folder:/path and to ipp://host:port/path or ipps://. Options,
// beside those of the link:
//
//	dpi      dots per inch, 203 unless given, 300 for pdf
//	media    width x height of a label in millimetres, 102x152 unless given;
//	         also a4 (what pdf has unless given), a5, a6 or letter
//	roll     width of an escpos roll in millimetres, 80 or 58, in place of media
//	text     of escpos: picture, or native for ASCII in the printer's own font,
//	         for slow lines: less than half of the bytes
//	status   when to ask the printer for its status: auto, always or never;
//	         never is usual for file: and for epl
//	answer   longest wait for the answer to a question, 1s unless given
//	timeout  longest wait for the printer to take bytes, and then to end the
//	         connection, 10s unless given
//	certificate  of ipps: check, or any for one that the printer signed itself
//
// With status=auto a printer that answered once is not ready when it falls
// silent; one that never answered is taken for one that cannot, is sent jobs
// unasked, and is asked again ever more rarely.
func Open(rawURL string) (Printer, error) {
	switch scheme, _, _ := strings.Cut(rawURL, ":"); scheme {
	case "pdf+folder":
		return openFolder(rawURL)
	case "ipp", "ipps", "pdf+ipp", "pdf+ipps":
		return openOffice(rawURL)
	}
	address, err := line.Parse(rawURL)
	if err != nil {
		return nil, err
	}
	switch {
	case slices.Contains([]string{"zpl", "tspl", "epl", "escpos"}, address.Language):
		return openStream(address)
	case address.Language == "":
		return nil, fmt.Errorf("device URL %q: language: write the printer's language before the link, as in zpl+%s", rawURL, rawURL)
	case address.Language == "pdf":
		return nil, fmt.Errorf("device URL %q: link: pdf goes to a folder or over IPP, as in pdf+folder:/srv/print or ipp://192.0.2.20/ipp/print", rawURL)
	}
	return nil, fmt.Errorf("device URL %q: language: %q is not spoken here, use zpl, tspl, epl or escpos", rawURL, address.Language)
}

func openStream(address line.Address) (Printer, error) {
	spoken := dialectOf(address.Language)
	if address.Kind == line.File {
		spoken.preset = "never"
	}
	options := address.Options
	p := &stream{
		address:  address,
		dialect:  spoken,
		turn:     make(chan struct{}, 1),
		patience: options.Duration("timeout", 10*time.Second, 10*time.Minute),
		answer:   options.Duration("answer", time.Second, time.Minute),
		silence:  silence{policy: options.Choice("status", spoken.preset, "auto", "always", "never")},
	}
	if address.Language == "escpos" {
		p.sheet = takeRoll(options, address.Language)
	} else {
		p.sheet = takeSheet(options, address.Language, 203, "102x152")
	}
	if err := options.Finish(); err != nil {
		return nil, err
	}
	return p, nil
}
