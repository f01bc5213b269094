package web

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"net/http"
	"reflect"

	"github.com/danielgtaylor/huma/v2"

	"tallyman/internal/floor"
	"tallyman/internal/warehouse"
)

// placeInput is an order with the key that makes the request unique.
type placeInput struct {
	Key  string `header:"Idempotency-Key" required:"true" minLength:"1" maxLength:"128" pattern:"^[!-~]+$" patternDescription:"printable ASCII without spaces" doc:"Your own name of this request: sent again with the same body it gets the same answer and changes nothing; with another body it is refused."`
	Body OrderDraft
}

// placeOutput is a stored reply: its body is bytes that were made once.
type placeOutput struct {
	Status      int    `hidden:"true"`
	ContentType string `header:"Content-Type" hidden:"true"`
	Replayed    string `header:"Idempotency-Replayed" doc:"true when this is the answer of an earlier request."`
	Body        []byte
}

// OrderPlaced says what became of an order.
type OrderPlaced struct {
	Order  floor.OrderID `json:"order"`
	Change floor.Change  `json:"change" enum:"created,changed,unchanged" doc:"Whether it is new, a newer version, or known already."`
	Seq    int64         `json:"seq" doc:"Read at_least this to see it; 0 when nothing changed."`
}

func (s *Server) placeRoute(api huma.API) {
	operation := route(http.MethodPost, "/orders", "place-order", "Place an order, or a newer version of one")
	operation.DefaultStatus = http.StatusCreated
	schema := api.OpenAPI().Components.Schemas.Schema(reflect.TypeFor[OrderPlaced](), true, "")
	placed := func(description string) *huma.Response {
		return &huma.Response{Description: description, Content: map[string]*huma.MediaType{"application/json": {Schema: schema}}}
	}
	operation.Responses = map[string]*huma.Response{
		"200": placed("It was known, or is a newer version"),
		"201": placed("It is new"),
	}
	register(s, api, operation, s.place)
}

func (s *Server) place(ctx context.Context, input *placeInput) (*placeOutput, error) {
	draft, faults := input.Body.read()
	if err := refuseFaults(faults); err != nil {
		return nil, err
	}
	asked, err := json.Marshal(input.Body)
	if err != nil {
		return nil, err
	}
	reply, err := s.options.Office.PlaceOrder(ctx, draft, warehouse.Once{
		Key: input.Key, BodyHash: sha256.Sum256(asked),
		Respond: func(r floor.Result) (int, []byte) { return s.respond(draft.Order, r) },
	})
	if err != nil {
		return nil, err
	}
	told, err := withSeq(reply.Body, reply.Seq)
	if err != nil {
		return nil, err
	}
	output := &placeOutput{Status: reply.Status, ContentType: "application/json", Body: told}
	if reply.Status >= http.StatusBadRequest {
		output.ContentType = problemJSON
	}
	if reply.Replayed {
		output.Replayed = "true"
	}
	return output, nil
}

// respond makes the reply that is stored with the decision. Its sequence is not
// known yet; withSeq adds it.
func (s *Server) respond(id floor.OrderID, r floor.Result) (status int, reply []byte) {
	var told any = OrderPlaced{Order: id, Change: r.Change}
	switch r.Change {
	case floor.Created:
		status = http.StatusCreated
	case floor.Refused:
		status, told = http.StatusUnprocessableEntity, s.refusal(http.StatusUnprocessableEntity, r.Said, 0)
	case floor.Changed, floor.Unchanged:
		status = http.StatusOK
	}
	reply, err := json.Marshal(told)
	if err != nil {
		panic("web: a reply of plain fields has no JSON: " + err.Error())
	}
	return status, reply
}

// withSeq puts the sequence into a reply. A refusal makes no entry and has none.
func withSeq(reply []byte, seq int64) ([]byte, error) {
	if seq == 0 {
		return reply, nil
	}
	var told OrderPlaced
	if err := json.Unmarshal(reply, &told); err != nil {
		return nil, fmt.Errorf("the reply stored with entry %d: %w", seq, err)
	}
	told.Seq = seq
	return json.Marshal(told)
}
