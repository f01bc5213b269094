package web

import (
	"context"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"tallyman/internal/floor"
	"tallyman/internal/view"
)

type jobsInput struct {
	PageInput
	State string `query:"state" enum:"queued,sending,sent,confirmed,unknown,failed,expired,void" doc:"Only those in this state."`
}

type jobInput struct {
	ID string `path:"id" maxLength:"48" doc:"The job's name."`
}

type jobReadInput struct {
	ID      string `path:"id" maxLength:"48" doc:"The job's name."`
	AtLeast int64  `query:"at_least" minimum:"0" doc:"The sequence that the answer must hold; it is waited for."`
}

type jobAnswerInput struct {
	ID   string `path:"id" maxLength:"48" doc:"The job's name."`
	Body struct {
		Came bool `json:"came" doc:"true: the paper came out. false: it did not, print another copy."`
	} `nameHint:"PrintAnswer"`
}

type reprintInput struct {
	ID   string `path:"id" maxLength:"48" doc:"The job's name."`
	Body struct {
		Reason string `json:"reason" minLength:"1" maxLength:"200" doc:"Why, for the history; no personal data."`
	} `nameHint:"Reprint"`
}

type goneInput struct {
	ID   string `path:"id" maxLength:"48" doc:"The job's name."`
	Body struct {
		By string `json:"by,omitempty" maxLength:"48" doc:"Who or what says so, for the history; no personal data."`
	} `nameHint:"OldLabelGone"`
}

type moveInput struct {
	Body struct {
		From   string          `json:"from" minLength:"1" maxLength:"500" doc:"The printer, by its address as print jobs have it."`
		To     floor.StationID `json:"to" minLength:"1" maxLength:"48" doc:"The station whose printers take over: its label printer labels, its document printer the others."`
		By     string          `json:"by,omitempty" maxLength:"48" doc:"Who or what moves them, for the history; no personal data."`
		Reason string          `json:"reason,omitempty" maxLength:"200" doc:"Why, for the history; no personal data."`
	} `nameHint:"QueueMove"`
}

type sheetInput struct {
	File string `path:"file" enum:"badges.pdf,totes.pdf,bins.pdf,commands.pdf" doc:"Which codes. Badges only for this machine."`
}

// fileOutput is a file that is made for one request.
type fileOutput struct {
	ContentType string `header:"Content-Type" hidden:"true"`
	Body        []byte
}

const (
	png = "image/png"
	pdf = "application/pdf"
)

// fileRoute describes an operation that answers with a file.
func fileRoute(path, id, summary, mediaType string) huma.Operation {
	operation := route(http.MethodGet, path, id, summary)
	operation.Responses = map[string]*huma.Response{"200": {
		Description: "The file",
		Content:     map[string]*huma.MediaType{mediaType: {Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}},
	}}
	return operation
}

func fileOf(mediaType string, content []byte, err error) (*fileOutput, error) {
	if err != nil {
		return nil, err
	}
	return &fileOutput{ContentType: mediaType, Body: content}, nil
}

func (s *Server) paperRoutes(api huma.API) {
	register(s, api, route(http.MethodGet, "/print-jobs", "list-print-jobs", "List print jobs, the newest first"),
		func(ctx context.Context, input *jobsInput) (*body[view.Page[view.PrintJob]], error) {
			return found(s.options.Views.PrintJobs(ctx, input.ask(input.State)))
		})
	register(s, api, route(http.MethodGet, "/print-jobs/{id}", "get-print-job", "Read a print job"),
		func(ctx context.Context, input *jobReadInput) (*body[view.PrintJob], error) {
			return found(s.options.Views.PrintJob(ctx, floor.PrintJobID(input.ID), input.AtLeast))
		})
	register(s, api, fileRoute("/print-jobs/{id}/picture.png", "get-print-job-picture", "See what a print job prints", png),
		func(ctx context.Context, input *jobInput) (*fileOutput, error) {
			picture, err := s.options.Papers.Picture(ctx, floor.PrintJobID(input.ID))
			return fileOf(png, picture, err)
		})
	register(s, api, route(http.MethodPost, "/print-jobs/{id}/answer", "answer-print-job", "Say whether a paper came out of which nobody knows"),
		func(ctx context.Context, input *jobAnswerInput) (*body[Answer], error) {
			return s.settle(s.options.Office.AnswerPrintJob(ctx, floor.PrintJobID(input.ID), input.Body.Came))
		})
	register(s, api, route(http.MethodPost, "/print-jobs/{id}/reprint", "reprint", "Print another copy of a paper; older copies that nobody confirmed are void"),
		func(ctx context.Context, input *reprintInput) (*body[Answer], error) {
			return s.settle(s.options.Office.Reprint(ctx, floor.PrintJobID(input.ID), input.Body.Reason))
		})
	register(s, api, route(http.MethodPost, "/print-jobs/{id}/last-good", "last-good-label", "Say that a label is the last one of its printer that came out well; those before it did, too"),
		func(ctx context.Context, input *jobInput) (*body[Answer], error) {
			return s.settle(s.options.Office.LastGood(ctx, floor.PrintJobID(input.ID)))
		})
	register(s, api, route(http.MethodPost, "/print-jobs/{id}/rest-again", "print-rest-again", "Print copies of all papers behind the last good label of a printer, in their order"),
		func(ctx context.Context, input *jobInput) (*body[Answer], error) {
			return s.settle(s.options.Office.RestAgain(ctx, floor.PrintJobID(input.ID)))
		})
	register(s, api, route(http.MethodPost, "/print-jobs/{id}/gone", "old-label-gone", "Say that a label which counts no more, and was scanned, is found and destroyed"),
		func(ctx context.Context, input *goneInput) (*body[Answer], error) {
			return s.settle(s.options.Office.OldLabelGone(ctx, floor.PrintJobID(input.ID), whoever(input.Body.By)))
		})
	s.paperRoute(api)
	s.layoutRoutes(api)
	register(s, api, route(http.MethodPost, "/print-jobs/move", "move-print-jobs", "Move all that waits for a printer to the printers of a station; what was begun stays"),
		func(ctx context.Context, input *moveInput) (*body[Answer], error) {
			return s.settle(s.options.Office.MoveQueue(ctx, input.Body.From, input.Body.To, whoever(input.Body.By), input.Body.Reason))
		})
	register(s, api, fileRoute("/sheets/{file}", "get-sheet", "Print a sheet of barcodes", pdf), s.sheet)
}

func (s *Server) sheet(ctx context.Context, input *sheetInput) (*fileOutput, error) {
	kind := strings.TrimSuffix(input.File, ".pdf")
	if kind == "badges" && !isNear(ctx) {
		return nil, onlyHere()
	}
	sheet, err := s.options.Papers.Sheet(ctx, kind)
	return fileOf(pdf, sheet, err)
}

func onlyHere() error {
	return problem(http.StatusForbidden, "only_here", "whoever has the sheet has the badges, so it is for this machine only")
}
