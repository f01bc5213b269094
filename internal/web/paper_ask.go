package web

import (
	"context"
	"fmt"
	"strings"

	"github.com/danielgtaylor/huma/v2"
)

// PaperAsk asks for a paper: which, of what, and how it is written. What a kind
// does not need is left out.
type PaperAsk struct {
	Kind     string `path:"kind" enum:"label,invoice,slip,gift-slip,contents,return,cn22,cn23,commercial-invoice,bin,tote,badge,item,case,manifest,badges,totes,bins,commands" doc:"Which paper; those in the plural are sheets of barcodes. Badges only for this machine."`
	Order    string `query:"order" maxLength:"48" doc:"The order's number."`
	Parcel   string `query:"parcel" maxLength:"48" doc:"One parcel of it; the newest without."`
	Bin      string `query:"bin" maxLength:"48" doc:"Name of a bin, for its label."`
	Tote     string `query:"tote" maxLength:"48" doc:"Name of a tote, for its label."`
	Badge    string `query:"badge" maxLength:"48" doc:"Name of a badge, for its label."`
	Item     string `query:"item" maxLength:"48" doc:"SKU, for the label of a unit or a case."`
	Day      string `query:"day" format:"date" doc:"Day of a manifest in the zone of the site; today without."`
	Station  string `query:"station" maxLength:"48" doc:"Only what was handed over at this station, for a manifest."`
	Language string `query:"language" maxLength:"20" doc:"BCP 47 tag, in place of the customer's."`
	Format   string `query:"format" enum:"png,pdf,zpl,tspl,epl,escpos" default:"png" doc:"How it is written."`
	DPI      int    `query:"dpi" minimum:"100" maximum:"600" default:"203" doc:"Dots per inch, for all but PDF."`
	// A roll is 80 or 58 mm wide and 2000 mm long.
	WidthMM  float64 `query:"width_mm" minimum:"20" maximum:"300" doc:"Width of the paper; that of a label (102 × 152), or of A4 for an invoice as PDF, without."`
	HeightMM float64 `query:"height_mm" minimum:"10" maximum:"2000" doc:"Height of the paper; 2000 is a roll."`
}

// Paper is a paper that was asked for. Missing lists the characters that were
// replaced by boxes because no font has them.
type Paper struct {
	Content   []byte
	MediaType string
	Missing   []rune
}

type paperOutput struct {
	ContentType string `header:"Content-Type" hidden:"true"`
	Missing     string `header:"Tallyman-Missing" doc:"Characters that no font has and that are printed as boxes, such as U+1F381."`
	Body        []byte
}

func (s *Server) paperRoute(api huma.API) {
	operation := fileRoute("/papers/{kind}", "get-paper", "Make a paper of what is stored, as it would print; nothing is queued or recorded", png)
	content := operation.Responses["200"].Content
	for _, other := range []string{pdf, "application/octet-stream"} {
		content[other] = content[png]
	}
	register(s, api, operation, func(ctx context.Context, ask *PaperAsk) (*paperOutput, error) {
		if strings.HasPrefix(ask.Kind, "badge") && !isNear(ctx) {
			return nil, onlyHere()
		}
		made, err := s.options.Papers.Paper(ctx, *ask)
		if err != nil {
			return nil, err
		}
		return &paperOutput{ContentType: made.MediaType, Missing: codePoints(made.Missing), Body: made.Content}, nil
	})
}

// codePoints writes characters as they are looked up: a header is ASCII.
func codePoints(characters []rune) string {
	const most = 20
	text := ""
	for n, r := range characters {
		if n == most {
			return text + " ..."
		}
		if n > 0 {
			text += " "
		}
		text += fmt.Sprintf("U+%04X", r)
	}
	return text
}
