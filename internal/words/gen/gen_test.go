package main

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"testing/fstest"
)

func TestWhatTheScreensLoadIsUpToDate(t *testing.T) {
	files, err := generate(os.DirFS(".."))
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range files {
		got, err := os.ReadFile("../../../ui/src/words/" + name)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s is not what the messages give: run go generate ./internal/words", name)
		}
	}
}

func TestATextIsCompiled(t *testing.T) {
	for text, want := range map[string]string{
		``:                         `"k":""`,
		`Misread.`:                 `"k":"Misread."`,
		`{{.Why}}`:                 `"k":[["Why"]]`,
		`<{{.Got}} & “x”>`:         `"k":["<",["Got"]," & “x”>"]`,
		`a {{- /* b */}} {{.SKU}}`: `"k":["a"," ",["SKU"]]`,
		`{{with .Order}}({{.}}, {{$.Tote}}){{else}}{{.Name}}{{end}}`:   `"k":[["Order",["(",["Order"],", ",["Tote"],")"],[["Name"]]]]`,
		`{{if .Of}}{{.Of}}{{else if .Quantity}}{{.Quantity}}!{{end}}.`: `"k":[["Of",[["Of"]],[["Quantity",[["Quantity"],"!"]]]],"."]`,
		`{{with .Tote}}{{if $.Of}}{{.}}{{end}}{{end}}`:                 `"k":[["Tote",[["Of",[["Tote"]]]]]]`,
	} {
		files, err := generate(fstest.MapFS{"screens.en.toml": {Data: []byte("k = '" + text + "'")}})
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		if got := string(files["en.gen.json"]); got != "{\"words\":{\n"+want+"\n}}\n" {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}

func TestPluralFormsAreCompiled(t *testing.T) {
	files, err := generate(fstest.MapFS{
		"active.en.toml":  {Data: []byte("a = 'A'\nleft = {one = '{{.Quantity}} line', other = '{{.Quantity}} lines'}")},
		"screens.uk.toml": {Data: []byte("a = 'Б'")},
	})
	if err != nil {
		t.Fatal(err)
	}
	want := "{\"words\":{\n\"a\":\"Б\"\n},\n\"english\":{\n\"left\":{\"one\":[[\"Quantity\"],\" line\"],\"other\":[[\"Quantity\"],\" lines\"]}\n}}\n"
	if got := string(files["uk.gen.json"]); got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// The error names the file, the key and what is wrong with it.
func TestWhatScreensCannotSayIsRefused(t *testing.T) {
	for text, want := range map[string][]string{
		`k = "{{.Nothing}}"`:                       {"screens.en.toml: k", ".Nothing", "none of the fields"},
		`k = "{{.Got.Len}}"`:                       {".Got.Len", "none of the fields"},
		`k = "{{.}}"`:                              {"none of the fields"},
		`k = "{{with .Got}}{{.SKU}}{{end}}"`:       {": .SKU:", "$.SKU"},
		`k = "{{range .Got}}{{end}}"`:              {"screens.en.toml: k", "{{range .Got}}", "fields, with and if only"},
		`k = "{{template \"x\"}}"`:                 {"fields, with and if only"},
		`k = "{{printf .Got}}"`:                    {"more than a field"},
		`k = "{{.Got | printf}}"`:                  {"more than a field"},
		`k = "{{$x := .Got}}"`:                     {"more than a field"},
		`k = "{{if eq .Got \"a\"}}{{end}}"`:        {"more than a field"},
		`k = "{{.Got"`:                             {"screens.en.toml: k"},
		`k = 5`:                                    {"screens.en.toml: k", "neither a text"},
		`k = {one = "1"}`:                          {"form other"},
		`k = {other = "1", two = "{{"}`:            {"screens.en.toml: k: two"},
		`k = {other = "1", some = "2"}`:            {"some is no plural form"},
		"k = \"a\"\nk = \"b\"":                     {"screens.en.toml"},
		`misread = "Misread."`:                     {"misread", "code of a phrase"},
		`k = "{{with $x := .Got}}{{$x}}{{end}}"`:   {"more than a field"},
		`k = "{{break}}"`:                          {"screens.en.toml: k"},
		`k = "{{with .Got}}a{{else}}{{.}}{{end}}"`: {"none of the fields"},
	} {
		_, err := generate(fstest.MapFS{
			"active.en.toml":  {Data: []byte(`misread = "Misread."`)},
			"screens.en.toml": {Data: []byte(text)},
		})
		if err == nil {
			t.Errorf("%s is accepted", text)
			continue
		}
		for _, part := range want {
			if !strings.Contains(err.Error(), part) {
				t.Errorf("%s: error %q, want %q", text, err, part)
			}
		}
	}
	_, err := generate(fstest.MapFS{"active.uk.toml": {Data: []byte(`k = "a"`)}})
	if err == nil || !strings.Contains(err.Error(), "k of uk") {
		t.Errorf("a message that English has not: %v", err)
	}
}
