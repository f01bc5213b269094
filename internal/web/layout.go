package web

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
)

// LabelLayout is the layout of the shipping label.
type LabelLayout struct {
	Layout string `json:"layout" doc:"The layout as TOML."`
}

type layoutInput struct {
	Body struct {
		Layout  string `json:"layout" maxLength:"65536" doc:"A layout as TOML."`
		Country string `json:"country,omitempty" maxLength:"2" doc:"Where the sample goes, such as UA; its language follows."`
	} `nameHint:"LayoutDraft"`
}

func (s *Server) layoutRoutes(api huma.API) {
	register(s, api, route(http.MethodGet, "/label-layout", "get-label-layout", "Read the layout of the shipping label"),
		func(ctx context.Context, _ *struct{}) (*body[LabelLayout], error) {
			text, err := s.options.Papers.LabelLayout(ctx)
			return found(LabelLayout{Layout: text}, err)
		})
	operation := fileRoute("/label-layout/preview.png", "preview-label-layout", "Draw a sample label by a layout; nothing is kept", png)
	operation.Method = http.MethodPost
	register(s, api, operation, func(ctx context.Context, input *layoutInput) (*fileOutput, error) {
		picture, err := s.options.Papers.PreviewLayout(ctx, input.Body.Layout, input.Body.Country)
		return fileOf(png, picture, err)
	})
}
