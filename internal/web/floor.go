package web

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"tallyman/internal/floor"
	"tallyman/internal/view"
)

type listsInput struct {
	PageInput
	State string `query:"state" enum:"released,taken,picked,dropped" doc:"Only those in this state, oldest promise first; else all by name."`
}

type releaseInput struct {
	Key  string `header:"Idempotency-Key" maxLength:"128" pattern:"^[!-~]+$" patternDescription:"printable ASCII without spaces" doc:"Your own name of this request: sent again it gets the same list and makes no other."`
	Body struct {
		Totes int `json:"totes" minimum:"0" maximum:"100" doc:"How many totes the cart has; 0 makes a list of one order."`
	} `nameHint:"ReleaseDraft"`
}

// ListReleased names the pick list that was made.
type ListReleased struct {
	List floor.PickListID `json:"list"`
	Answer
}

type pickListInput struct {
	ID      string `path:"id" maxLength:"48" doc:"The list's name."`
	AtLeast int64  `query:"at_least" minimum:"0" doc:"The sequence that the answer must hold; it is waited for."`
}

// StationList is every station.
type StationList struct {
	Rows []view.Station `json:"rows"`
	Seq  int64          `json:"seq" doc:"Sequence of the ledger entry that the list stands at."`
}

// ExceptionList is all that somebody has to look after.
type ExceptionList struct {
	Rows []view.Exception `json:"rows"`
	Seq  int64            `json:"seq" doc:"Sequence of the ledger entry that the list stands at."`
}

type nowInput struct {
	AtLeast int64 `query:"at_least" minimum:"0" doc:"The sequence that the answer must hold; it is waited for."`
}

type stationInput struct {
	ID      string `path:"id" maxLength:"48" doc:"The station's name."`
	AtLeast int64  `query:"at_least" minimum:"0" doc:"The sequence that the answer must hold; it is waited for."`
}

type scanInput struct {
	ID   string `path:"id" maxLength:"48" doc:"The station's name."`
	Body ScreenScan
}

func (s *Server) floorRoutes(api huma.API) {
	views := s.options.Views
	register(s, api, route(http.MethodGet, "/floor", "get-floor", "Read the floor as a whole: cut-offs, what is under way, what got through"),
		func(ctx context.Context, input *nowInput) (*body[view.FloorRow], error) {
			return found(views.Floor(ctx, input.AtLeast))
		})
	register(s, api, route(http.MethodGet, "/exceptions", "list-exceptions", "List what somebody has to look after"),
		func(ctx context.Context, input *nowInput) (*body[ExceptionList], error) {
			rows, seq, err := views.Exceptions(ctx, input.AtLeast)
			return found(ExceptionList{Rows: rows, Seq: seq}, err)
		})
	register(s, api, route(http.MethodGet, "/pick-lists", "list-pick-lists", "List pick lists"),
		func(ctx context.Context, input *listsInput) (*body[view.Page[view.PickList]], error) {
			return found(views.PickLists(ctx, input.ask(input.State)))
		})
	register(s, api, route(http.MethodGet, "/pick-lists/{id}", "get-pick-list", "Read a pick list with its walk"),
		func(ctx context.Context, input *pickListInput) (*body[view.PickListDetail], error) {
			return found(views.PickList(ctx, floor.PickListID(input.ID), input.AtLeast))
		})
	register(s, api, route(http.MethodPost, "/pick-lists", "release", "Make a pick list of the oldest promises"), s.release)
	register(s, api, route(http.MethodGet, "/stations", "list-stations", "List stations: who is there, the last answer, what they wait for"),
		func(ctx context.Context, input *nowInput) (*body[StationList], error) {
			rows, seq, err := views.Stations(ctx, input.AtLeast)
			return found(StationList{Rows: rows, Seq: seq}, err)
		})
	register(s, api, route(http.MethodGet, "/stations/{id}", "get-station", "Read a station"),
		func(ctx context.Context, input *stationInput) (*body[view.Station], error) {
			return found(views.Station(ctx, floor.StationID(input.ID), input.AtLeast))
		})
	register(s, api, route(http.MethodGet, "/scans", "list-scans", "List what was read and what was answered, the newest first"),
		func(ctx context.Context, input *PageInput) (*body[view.Page[view.ScanRow]], error) {
			return found(views.Scans(ctx, input.ask("")))
		})
	register(s, api, route(http.MethodPost, "/stations/{id}/scans", "scan", "Scan at a station, as its scanner would; a refusal of the floor is an answer and no error"),
		func(ctx context.Context, input *scanInput) (*body[Answer], error) {
			answer, err := s.options.Scans.ScanFromScreen(ctx, floor.StationID(input.ID), input.Body)
			return found(s.answer(answer), err)
		})
}

func (s *Server) release(ctx context.Context, input *releaseInput) (*body[ListReleased], error) {
	list, answer, err := s.options.Office.ReleaseOnce(ctx, input.Key, input.Body.Totes)
	told, err := s.settle(answer, err)
	if err != nil {
		return nil, err
	}
	return &body[ListReleased]{ListReleased{List: list, Answer: told.Body}}, nil
}
