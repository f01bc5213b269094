package web

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"tallyman/internal/floor"
	"tallyman/internal/view"
)

// PageInput asks for a page of a list.
type PageInput struct {
	Cursor  string `query:"cursor" maxLength:"200" doc:"The next of the page before."`
	Limit   int    `query:"limit" minimum:"1" maximum:"500" default:"100" doc:"How many rows."`
	AtLeast int64  `query:"at_least" minimum:"0" doc:"The sequence that the answer must hold; it is waited for."`
}

func (p PageInput) ask(state string) view.Ask {
	return view.Ask{State: state, Cursor: p.Cursor, Limit: p.Limit, AtLeast: p.AtLeast}
}

type ordersInput struct {
	PageInput
	State string `query:"state" enum:"scheduled,open,picking,picked,packing,packed,closed,incomplete,cancelled" doc:"Only those in this state, oldest promise first; else all by number."`
}

type orderInput struct {
	Number  string `path:"number" maxLength:"48" doc:"The order's number."`
	AtLeast int64  `query:"at_least" minimum:"0" doc:"The sequence that the answer must hold; it is waited for."`
}

type cancelInput struct {
	Number string `path:"number" maxLength:"48" doc:"The order's number."`
	Body   struct {
		Reason string `json:"reason" minLength:"1" maxLength:"200" doc:"Why, for the history; no personal data."`
	} `nameHint:"Cancellation"`
}

type holdInput struct {
	Number string `path:"number" maxLength:"48" doc:"The order's number."`
	Body   struct {
		Kind string `json:"kind" pattern:"^[a-z][a-z0-9_]{0,31}$" doc:"Which hold: payment, fraud, address, stock, customer, or a name of your own."`
		By   string `json:"by,omitempty" maxLength:"48" doc:"Who or what sets it, for the history; no personal data."`
	} `nameHint:"HoldDraft"`
}

type liftInput struct {
	Number string `path:"number" maxLength:"48" doc:"The order's number."`
	Kind   string `path:"kind" pattern:"^[a-z][a-z0-9_]{0,31}$" doc:"Which hold."`
	By     string `query:"by" maxLength:"48" doc:"Who or what lifts it, for the history; no personal data."`
}

func (s *Server) orderRoutes(api huma.API) {
	office, views := s.options.Office, s.options.Views
	s.placeRoute(api)
	register(s, api, route(http.MethodGet, "/orders", "list-orders", "List orders"),
		func(ctx context.Context, input *ordersInput) (*body[view.Page[view.Order]], error) {
			return found(views.Orders(ctx, input.ask(input.State)))
		})
	register(s, api, route(http.MethodGet, "/orders/{number}", "get-order", "Read an order with its customer, lines, parcels and papers"),
		func(ctx context.Context, input *orderInput) (*body[view.OrderDetail], error) {
			return found(views.Order(ctx, floor.OrderID(input.Number), input.AtLeast))
		})
	register(s, api, route(http.MethodPost, "/orders/{number}/cancel", "cancel-order", "Cancel an order, whoever works on it"),
		func(ctx context.Context, input *cancelInput) (*body[Answer], error) {
			return s.settle(office.CancelOrder(ctx, floor.OrderID(input.Number), input.Body.Reason))
		})
	register(s, api, route(http.MethodPost, "/orders/{number}/ship-part", "ship-part", "Ship an incomplete order as far as it was found; the rest is cancelled"),
		func(ctx context.Context, input *shipPartInput) (*body[Answer], error) {
			return s.settle(office.ShipPart(ctx, floor.OrderID(input.Number)))
		})
	register(s, api, route(http.MethodPost, "/orders/{number}/holds", "hold-order", "Keep an order from going on"),
		func(ctx context.Context, input *holdInput) (*body[Answer], error) {
			return s.settle(office.HoldOrder(ctx, floor.OrderID(input.Number), input.Body.Kind, whoever(input.Body.By)))
		})
	register(s, api, route(http.MethodDelete, "/orders/{number}/holds/{kind}", "lift-hold", "Let an order go on"),
		func(ctx context.Context, input *liftInput) (*body[Answer], error) {
			return s.settle(office.LiftHold(ctx, floor.OrderID(input.Number), input.Kind, whoever(input.By)))
		})
}

type shipPartInput struct {
	Number string `path:"number" maxLength:"48" doc:"The order's number."`
}

// whoever names who does something, as long as there are no users.
func whoever(by string) string {
	if by == "" {
		return "api"
	}
	return by
}

// found is what was read, as an output.
func found[T any](value T, err error) (*body[T], error) {
	if err != nil {
		return nil, err
	}
	return &body[T]{value}, nil
}
