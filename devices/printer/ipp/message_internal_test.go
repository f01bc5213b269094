package ipp

import (
	"bytes"
	"encoding/hex"
	"slices"
	"testing"
)

// The bytes are those of RFC 8010, appendix A: A.1 in part, and the response
// of A.2.
func TestMessageIsAsInTheStandard(t *testing.T) {
	t.Parallel()
	m := message{code: opPrintJob, id: 1, groups: []group{
		{tagOperation, []attribute{
			text(tagCharset, "attributes-charset", "utf-8"),
			text(tagLanguage, "attributes-natural-language", "en-us"),
			text(tagURI, "printer-uri", "ipp://printer.example.com/ipp/print/pinetree"),
		}},
		{tagJob, []attribute{integer("copies", 20)}},
	}}
	want := "0101" + "0002" + "00000001" + "01" +
		"470012" + hex.EncodeToString([]byte("attributes-charset")) + "0005" + hex.EncodeToString([]byte("utf-8")) +
		"48001b" + hex.EncodeToString([]byte("attributes-natural-language")) + "0005" + hex.EncodeToString([]byte("en-us")) +
		"45000b" + hex.EncodeToString([]byte("printer-uri")) + "002c" + hex.EncodeToString([]byte("ipp://printer.example.com/ipp/print/pinetree")) +
		"02" + "210006" + hex.EncodeToString([]byte("copies")) + "0004" + "00000014" + "03"
	if got := hex.EncodeToString(m.encode()); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}

	answer := "0101" + "0000" + "00000001" + "01" +
		"470012" + hex.EncodeToString([]byte("attributes-charset")) + "0005" + hex.EncodeToString([]byte("utf-8")) +
		"41000e" + hex.EncodeToString([]byte("status-message")) + "000d" + hex.EncodeToString([]byte("successful-ok")) +
		"02" + "210006" + hex.EncodeToString([]byte("job-id")) + "0004" + "00000093" +
		"230009" + hex.EncodeToString([]byte("job-state")) + "0004" + "00000003" + "03"
	raw, err := hex.DecodeString(answer)
	if err != nil {
		t.Fatal(err)
	}
	read, err := decode(raw)
	if err != nil {
		t.Fatal(err)
	}
	if job, err := jobOf(read); err != nil || job.ID != 147 || job.State != JobPending {
		t.Errorf("job %+v, %v", job, err)
	}
	for n := range raw {
		if _, err := decode(raw[:n]); err == nil {
			t.Errorf("an answer of %d of %d bytes is taken for whole", n, len(raw))
		}
	}
}

// A collection may hold collections; what follows it is read all the same.
func TestCollectionsAreSteppedOver(t *testing.T) {
	t.Parallel()
	m := message{groups: []group{{tagPrinter, []attribute{
		{"media-col-ready", []value{
			{tagBeginCollection, nil},
			{0x4A, []byte("media-size")},
			{tagBeginCollection, nil},
			{0x4A, []byte("x-dimension")},
			{tagInteger, []byte{0, 0, 0, 9}},
			{tagEndCollection, nil},
			{tagEndCollection, nil},
			{tagBeginCollection, nil},
			{tagEndCollection, nil},
		}},
		text(tagKeyword, "printer-state-reasons", "media-empty-error", "door-open"),
		{"printer-state-message", []value{{tagTextLanguage, []byte("\x00\x02en\x00\x05stuck")}}},
	}}}}
	read, err := decode(m.encode())
	if err != nil {
		t.Fatal(err)
	}
	if got := read.texts(tagPrinter, "printer-state-reasons"); !slices.Equal(got, []string{"media-empty-error", "door-open"}) {
		t.Errorf("reasons %q", got)
	}
	if got := read.texts(tagPrinter, "printer-state-message"); !slices.Equal(got, []string{"stuck"}) {
		t.Errorf("message %q", got)
	}
	if got := read.find(tagPrinter, "media-col-ready"); len(got) != 2 {
		t.Errorf("collections: %v", got)
	}
}

func FuzzDecode(f *testing.F) {
	f.Add(message{groups: []group{{tagPrinter, []attribute{text(tagKeyword, "printer-state-reasons", "none"), integer("printer-state", 3)}}}}.encode())
	f.Add([]byte("\x02\x00\x04\x06\x00\x00\x00\x01\x01\x34\x00\x00\x00\x00\x03"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		m, err := decode(bytes.Clone(raw))
		if err != nil {
			return
		}
		m.texts(tagPrinter, "printer-state-reasons")
		m.number(tagPrinter, "printer-state")
		m.no(tagPrinter, "printer-is-accepting-jobs")
	})
}
