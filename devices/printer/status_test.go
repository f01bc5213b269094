package printer_test

import (
	"strings"
	"testing"

	"tallyman/devices/printer"
)

// reply is how the guide's strings arrive.
func reply(lines ...string) string {
	return "\x02" + strings.Join(lines, "\x03\r\n\x02") + "\x03\r\n"
}

const (
	first  = "030,0,0,1218,000,0,0,0,000,0,0,0"
	second = "000,0,0,0,0,2,4,0,00000000,1,000"
	third  = "1234,0"
)

func TestParseStatus(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]printer.Status{
		reply(first, second, third):                                                               {},
		"noise" + reply(first, second, third):                                                     {},
		reply("030,1,0,1218,000,0,0,0,000,0,0,0", second, third):                                  {PaperOut: true},
		reply("030,0,1,1218,003,1,0,1,000,0,1,0", second, third):                                  {Paused: true, FormatsInBuffer: 3, BufferFull: true, PartialFormat: true, TooCold: true},
		reply("030,0,0,1218,000,0,0,0,000,0,0,1,9", "000,0,1,1,1,2,4,1,00000012,1,000", "ABCD,1"): {TooHot: true, HeadOpen: true, RibbonOut: true, LabelWaiting: true, LabelsLeft: 12},
	} {
		got, err := printer.ParseStatus([]byte(text))
		if err != nil || got != want {
			t.Errorf("%q: got %+v, %v; want %+v", text, got, err, want)
		}
	}
}

func TestParseStatusRefuses(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"":                   "not complete",
		reply(first, second): "not complete",
		strings.TrimSuffix(reply(first, second, third), "\x03\r\n"): "not complete",
		reply("030,0,0", second, third):                             "string 1 of the reply to ~HS has 3 fields",
		reply(first, first[:20], third):                             "string 2",
		reply("030,x"+first[5:], second, third):                     `field 2 in string 1 of the reply to ~HS is "x"`,
		reply(first, second, "1234"):                                "string 3",
	} {
		if got, err := printer.ParseStatus([]byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %+v, %v; want an error with %q", text, got, err, want)
		}
	}
}

func TestTroubleAndIdle(t *testing.T) {
	t.Parallel()
	for status, want := range map[printer.Status]printer.Trouble{
		{}:                               "",
		{LabelsLeft: 1}:                  "",
		{PaperOut: true, HeadOpen: true}: printer.HeadOpen,
		{PaperOut: true, Paused: true}:   printer.PaperOut,
		{RibbonOut: true}:                printer.RibbonOut,
		{TooHot: true}:                   printer.Temperature,
		{BufferFull: true}:               printer.BufferFull,
	} {
		if got := status.Trouble(); got != want {
			t.Errorf("%+v: got %q, want %q", status, got, want)
		}
		if idle := status == (printer.Status{}); status.Idle() != idle {
			t.Errorf("%+v: idle is %t", status, !idle)
		}
	}
}

func FuzzParseStatus(f *testing.F) {
	f.Add([]byte(reply(first, second, third)))
	f.Add([]byte("\x02\x03\x02\x03\x02\x03"))
	f.Fuzz(func(t *testing.T, data []byte) {
		status, err := printer.ParseStatus(data)
		if err != nil && status != (printer.Status{}) {
			t.Errorf("an error and %+v", status)
		}
		if status.FormatsInBuffer < 0 || status.LabelsLeft < 0 {
			t.Errorf("negative counts: %+v", status)
		}
	})
}
