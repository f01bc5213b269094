package importing

import (
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
)

func TestReadRecord(t *testing.T) {
	type want struct {
		line   int
		fault  string
		fields []string
	}
	long := strings.Repeat("x", longestLine+10)
	for name, c := range map[string]struct {
		text string
		want []want
	}{
		"plain":            {"a,b\nc,d\n", []want{{1, "", []string{"a", "b"}}, {2, "", []string{"c", "d"}}}},
		"no last line end": {"a,b", []want{{1, "", []string{"a", "b"}}}},
		"CRLF":             {"a,b\r\nc,\r\n", []want{{1, "", []string{"a", "b"}}, {2, "", []string{"c", ""}}}},
		"quotes":           {`"a,1","b ""x"""`, []want{{1, "", []string{"a,1", `b "x"`}}}},
		"inch sign":        {`5" mug,b`, []want{{1, "", []string{`5" mug`, "b"}}}},
		"two lines":        {"a,\"b\r\n\r\nc\"\nd,e", []want{{1, "", []string{"a", "b\n\nc"}}, {4, "", []string{"d", "e"}}}},
		"spare fields":     {"a,b,,\n", []want{{1, "", []string{"a", "b"}}}},
		"too many":         {"a,b,c\n", []want{{1, BadColumns, []string{"a", "b", "c"}}}},
		"too few":          {"a\n", []want{{1, BadColumns, []string{"a"}}}},
		"not UTF-8":        {"a,\xff\nc,d\n", []want{{1, BadEncoding, []string{"a", "\xff"}}, {2, "", []string{"c", "d"}}}},
		"unclosed at end":  {"a,\"b\nc,d\ne,f\n", []want{{1, BadQuotes, []string{"a", "b"}}, {2, "", []string{"c", "d"}}, {3, "", []string{"e", "f"}}}},
		"closed by the next row": {"a,\"b\nc,\"d\"\n", []want{
			{1, BadQuotes, []string{"a", "b"}}, {2, "", []string{"c", "d"}},
		}},
		"closed with wrong columns": {"a,\"b\nc,d\ne,\",f\"\n", []want{
			{1, BadQuotes, []string{"a", "b"}}, {2, "", []string{"c", "d"}}, {3, "", []string{"e", ",f"}},
		}},
		"text after quotes": {"\"a\"x,b\nc,d\n", []want{{1, BadQuotes, []string{`a"x`, "b"}}, {2, "", []string{"c", "d"}}}},
		"too long":          {long + ",b\nc,d\n", []want{{1, TooLong, nil}, {2, "", []string{"c", "d"}}}},
		"too long in quotes": {"a,\"b\n" + long + "\nc,d\n", []want{
			{1, BadQuotes, []string{"a", "b"}}, {2, TooLong, nil}, {3, "", []string{"c", "d"}},
		}},
	} {
		t.Run(name, func(t *testing.T) {
			reader := newLineReader(strings.NewReader(c.text))
			for _, want := range c.want {
				got, err := reader.readRecord(',', 2)
				if err != nil {
					t.Fatal(err)
				}
				if want.fields == nil {
					got.fields = nil
				}
				if got.fault == BadQuotes {
					want.fields, got.fields = want.fields[:1], got.fields[:1]
				}
				if got.line != want.line || got.fault != want.fault || !slices.Equal(got.fields, want.fields) {
					t.Errorf("got line %d, %q, %q; want line %d, %q, %q", got.line, got.fault, got.fields, want.line, want.fault, want.fields)
				}
			}
			if rec, err := reader.readRecord(',', 2); !errors.Is(err, io.EOF) {
				t.Errorf("then %+v, %v", rec, err)
			}
			if reader.offset != int64(len(c.text)) {
				t.Errorf("offset %d of %d", reader.offset, len(c.text))
			}
		})
	}
}

func TestForgottenQuoteDoesNotSwallowTheFile(t *testing.T) {
	rows := strings.Repeat("c,d\n", 10_000)
	reader := newLineReader(strings.NewReader("a,\"b\n" + rows))
	good := 0
	for {
		rec, err := reader.readRecord(',', 2)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if rec.fault == "" {
			good++
		}
	}
	if good != 10_000 {
		t.Errorf("%d good rows of 10000", good)
	}
}

func TestBlank(t *testing.T) {
	reader := newLineReader(strings.NewReader("\n;;\n \"\";\n"))
	for i, want := range []bool{true, true, false} {
		rec, err := reader.readRecord(';', 3)
		if err != nil || rec.blank != want {
			t.Errorf("row %d: blank %v, %v", i+1, rec.blank, err)
		}
	}
}
