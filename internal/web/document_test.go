package web

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write ui/openapi.json anew")

const committed = "../../ui/openapi.json"

// The screens' types are generated from the committed copy.
func TestOpenAPIIsCommittedAsServed(t *testing.T) {
	served := call(t, open(t, &house{}), "GET", "/api/openapi.json", "").Body.Bytes()
	if *update {
		if err := os.WriteFile(committed, served, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	kept, err := os.ReadFile(committed)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(kept, served) {
		t.Errorf("ui/openapi.json is not what is served: go test ./internal/web -run OpenAPI -update, then npm run types in ui")
	}
}

func TestTheDocumentNamesWhatScreensAndProgramsUse(t *testing.T) {
	var document struct {
		Paths      map[string]map[string]any
		Components struct {
			Schemas map[string]struct {
				Type                 string
				Required             []string
				AdditionalProperties any
			}
		}
	}
	served := call(t, open(t, &house{}), "GET", "/api/openapi.json", "").Body.Bytes()
	if err := json.Unmarshal(served, &document); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{
		"Phrase", "Outcome", "Station", "Order", "PrintJob", "ScanRow", "LiveHello", "LiveSnapshot", "LiveChange",
		"LiveChanges", "LiveMessage", "LiveSubscribe", "DemoCode", "DemoScan", "DemoState", "Problem",
	} {
		if _, ok := document.Components.Schemas[name]; !ok {
			t.Errorf("there is no schema %s", name)
		}
	}
	for _, name := range []string{"ErrorModel", "ErrorDetail"} {
		if _, ok := document.Components.Schemas[name]; ok || strings.Contains(string(served), name) {
			t.Errorf("%s is described, but errors are problems", name)
		}
	}
	for _, operation := range []string{
		"post /items", "post /locations", "post /stock-counts", "post /orders", "get /orders", "get /orders/{number}",
		"post /orders/{number}/cancel", "post /orders/{number}/holds", "delete /orders/{number}/holds/{kind}",
		"post /pick-lists", "get /pick-lists", "get /stations", "post /stations/{id}/scans", "get /print-jobs",
		"get /print-jobs/{id}/picture.png", "post /print-jobs/{id}/answer", "post /print-jobs/{id}/reprint", "post /imports/{kind}", "get /sheets/{file}",
		"get /items/{sku}", "get /items", "get /locations", "get /search", "get /floor", "get /exceptions", "get /ports", "post /orders/{number}/ship-part", "get /ledger/head", "post /ledger/verify", "get /demo", "get /demo/codes", "post /demo/scans", "get /live",
	} {
		method, path, _ := strings.Cut(operation, " ")
		if document.Paths["/api/v1"+path][method] == nil {
			t.Errorf("%s is not described", operation)
		}
	}
	if strings.Contains(string(served), `"null"`) {
		t.Error("something may be null that never is")
	}
}
