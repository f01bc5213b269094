package web

import (
	"bytes"
	"encoding/json"
	"net/http"
	"reflect"
	"strconv"

	"github.com/danielgtaylor/huma/v2"
)

// describe completes the OpenAPI document with what huma cannot see, and
// returns it as it is served.
func describe(api huma.API) ([]byte, error) {
	document := api.OpenAPI()
	schemas := document.Components.Schemas
	for _, t := range []reflect.Type{
		reflect.TypeFor[LiveHello](), reflect.TypeFor[LiveSnapshot](), reflect.TypeFor[LiveChanges](), reflect.TypeFor[LiveSubscribe](),
	} {
		schemas.Schema(t, true, "")
	}
	schemas.Map()["LiveMessage"] = liveMessage{}.Schema(schemas)
	document.AddOperation(&huma.Operation{
		OperationID: "live", Method: http.MethodGet, Path: livePath, Tags: []string{"live"},
		Summary:     "Follow collections live, over WebSocket",
		Description: "The client sends one LiveSubscribe; the server answers with LiveMessages: hello, a snapshot of each collection unless it could resume, then changes.",
		Responses:   map[string]*huma.Response{"101": {Description: "Switching Protocols"}},
	})
	// Errors are Problems; huma describes its own shape as well.
	delete(schemas.Map(), "ErrorModel")
	delete(schemas.Map(), "ErrorDetail")
	for _, schema := range schemas.Map() {
		tidy(schema)
	}
	for _, item := range document.Paths {
		for _, operation := range []*huma.Operation{item.Get, item.Post, item.Delete} {
			if operation != nil {
				tidyOperation(operation)
			}
		}
	}
	text, err := json.Marshal(document)
	if err != nil {
		return nil, err
	}
	var indented bytes.Buffer
	if err := json.Indent(&indented, text, "", "  "); err != nil {
		return nil, err
	}
	indented.WriteByte('\n')
	return indented.Bytes(), nil
}

func tidyOperation(operation *huma.Operation) {
	if operation.RequestBody != nil {
		for _, content := range operation.RequestBody.Content {
			tidy(content.Schema)
		}
	}
	for _, response := range operation.Responses {
		for _, content := range response.Content {
			tidy(content.Schema)
		}
	}
}

// tidy takes back what huma adds to a schema and is not so: lists are never
// null, and the values of a named type are told where the name is.
func tidy(schema *huma.Schema) {
	if schema == nil {
		return
	}
	if schema.Type == huma.TypeArray {
		schema.Nullable = false
	}
	if schema.Ref != "" {
		schema.Enum = nil
	}
	tidy(schema.Items)
	for _, property := range schema.Properties {
		tidy(property)
	}
	for _, one := range schema.OneOf {
		tidy(one)
	}
}

func (s *Server) serveDocument(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "application/vnd.oai.openapi+json;version=3.1")
	w.Header().Set("Content-Length", strconv.Itoa(len(s.document)))
	// Whoever asked and went away does not hear the answer.
	_, _ = w.Write(s.document)
}
