package printer

import (
	"errors"
	"strings"
	"testing"
)

// hostStatus is how the guide's strings arrive.
func hostStatus(lines ...string) string {
	return "\x02" + strings.Join(lines, "\x03\r\n\x02") + "\x03\r\n"
}

const (
	first  = "030,0,0,1218,000,0,0,0,000,0,0,0"
	second = "000,0,0,0,0,2,4,0,00000000,1,000"
	third  = "1234,0"
)

// answers are what printers say, by the request that they answer.
func answers() map[string]map[string]Status {
	errorStatus := func(flags string) string {
		return "\x02\r\n\r\n  PRINTER STATUS\r\n   ERRORS:         " + flags + "\r\n   WARNINGS:       1 00000000 00000008\r\n\x03"
	}
	return map[string]map[string]Status{
		"~HS": {
			hostStatus(first, second, third):                                                               {Counts: true},
			"noise" + hostStatus(first, second, third):                                                     {Counts: true},
			hostStatus("030,1,0,1218,000,0,0,0,000,0,0,0", second, third):                                  {Counts: true, PaperOut: true},
			hostStatus("030,0,1,1218,003,1,0,1,000,0,1,0", second, third):                                  {Counts: true, Paused: true, FormatsInBuffer: 3, BufferFull: true, PartialFormat: true, TooCold: true},
			hostStatus("030,0,0,1218,000,0,0,0,000,0,0,1,9", "000,0,1,1,1,2,4,1,00000012,1,000", "ABCD,1"): {Counts: true, TooHot: true, HeadOpen: true, RibbonOut: true, LabelWaiting: true, LabelsLeft: 12},
		},
		"~HQES": {
			errorStatus("0 00000000 00000000"): {},
			errorStatus("1 00000000 00010004"): {Paused: true, HeadOpen: true},
			errorStatus("1 00000000 00000003"): {PaperOut: true, RibbonOut: true},
			errorStatus("1 00000000 00001018"): {Jam: true, TooHot: true, Cutter: true},
			errorStatus("1 00000000 00000040"): {Fault: true},
			errorStatus("1 00000001 00000000"): {Fault: true},
			errorStatus("1 00000000 00000000"): {Fault: true},
		},
		"ESC !?": {
			"\x00": {}, "\x01": {HeadOpen: true}, "\x02": {Jam: true}, "\x04": {PaperOut: true}, "\x0c": {PaperOut: true, RibbonOut: true},
			"\x10": {Paused: true}, "\x20": {Printing: true}, "\x40": {CoverOpen: true}, "\x80": {Fault: true},
		},
		"ESC !S": {
			"\x02@@@@\x03\r\n": {}, "\x02`@@@\x03\r\n": {Paused: true}, "\x02E@HA\x03\r\n": {Cutter: true, PaperOut: true},
			"\x02E@AB\x03\r\n": {TooHot: true, Jam: true}, "\x02E@@`\x03\r\n": {HeadOpen: true}, "\x02E@@D\x03\r\n": {RibbonOut: true},
		},
		"DLE EOT 1": {"\x12": {}, "\x16": {}, "\x1a": {Offline: true}, "\x11\x13\x10\x12": {}},
		"DLE EOT 2": {"\x12": {}, "\x16": {CoverOpen: true}, "\x32": {PaperOut: true}, "\x52": {Fault: true}},
		"DLE EOT 4": {"\x12": {}, "\x1e": {}, "\x72": {PaperOut: true}},
		"DLE EOT 3": {"\x1a": {Cutter: true}, "\x52": {TooHot: true}, "\x32": {Fault: true}},
		"^ee": {
			"00\r\n": {}, "\r\n00\r\n": {}, "01\r\n": {}, "07\r\n": {PaperOut: true}, "07P003\r\n": {PaperOut: true}, "07R003\r\n": {RibbonOut: true},
			"11,92\r\n": {HeadOpen: true, Paused: true}, "62,81\r\n": {TooHot: true, Cutter: true}, "99\r\n": {Fault: true},
		},
	}
}

func questions() map[string]question {
	all := map[string]question{}
	for _, language := range []string{"zpl", "tspl", "epl", "escpos", "pdf"} {
		for _, q := range dialectOf(language).questions {
			all[q.name] = q
		}
	}
	return all
}

// Every answer is read, and is not taken for whole before it is.
func TestAnswers(t *testing.T) {
	t.Parallel()
	known := questions()
	for name, said := range answers() {
		q := known[name]
		delete(known, name)
		for text, want := range said {
			var got Status
			if err := q.read([]byte(text), &got); err != nil || got != want {
				t.Errorf("%s: %q: got %+v, %v; want %+v", name, text, got, err, want)
			}
			var cut Status
			if err := q.read(nil, &cut); !errors.Is(err, errIncomplete) || cut != (Status{}) {
				t.Errorf("%s: nothing: got %+v, %v", name, cut, err)
			}
		}
	}
	if len(known) > 0 {
		t.Errorf("nothing is said to %v", known)
	}
}

func TestAnswersThatAreNone(t *testing.T) {
	t.Parallel()
	known := questions()
	for name, said := range map[string]map[string]string{
		"~HS": {
			hostStatus(first, second): "not complete",
			strings.TrimSuffix(hostStatus(first, second, third), "\x03\r\n"): "not complete",
			hostStatus("030,0,0", second, third):                             "string 1 of it has 3 fields",
			hostStatus(first, first[:20], third):                             "string 2",
			hostStatus("030,x"+first[5:], second, third):                     `field 2 in string 1 of it is "x"`,
			hostStatus(first, second, "1234"):                                "string 3",
		},
		"~HQES":     {"\x02 ERRORS: 1 00000000 00000001": "not complete", "\x02 ERRORS: 1 0000 0001\x03": "no line ERRORS", "ERRORS": "not complete"},
		"ESC !S":    {"\x02@@@": "not complete", "\x02@@\x00@\x03": "none of its bytes", "\x02@@@@@": "where it ends"},
		"DLE EOT 1": {"\x00": "not complete", "\xff\x13": "not complete"},
		"^ee":       {"00": "not complete", "OK\r\n": "no code", "07,\r\n": "no code"},
	} {
		for text, want := range said {
			var got Status
			if err := known[name].read([]byte(text), &got); err == nil || !strings.Contains(err.Error(), want) || got != (Status{}) {
				t.Errorf("%s: %q: got %+v, %v; want an error with %q", name, text, got, err, want)
			}
		}
	}
}

func TestTroubleAndIdle(t *testing.T) {
	t.Parallel()
	for status, want := range map[Status]Trouble{
		{}:                               "",
		{LabelsLeft: 1}:                  "",
		{Printing: true}:                 "",
		{PaperOut: true, HeadOpen: true}: HeadOpen,
		{PaperOut: true, Paused: true}:   PaperOut,
		{RibbonOut: true}:                RibbonOut,
		{TooHot: true}:                   Temperature,
		{BufferFull: true}:               BufferFull,
		{Cutter: true, Fault: true}:      Cutter,
		{Offline: true}:                  NotReady,
	} {
		if got := status.Trouble(); got != want {
			t.Errorf("%+v: got %q, want %q", status, got, want)
		}
		if idle := status == (Status{}); status.Idle() != idle {
			t.Errorf("%+v: idle is %t", status, !idle)
		}
	}
}

func FuzzAnswers(f *testing.F) {
	for name, said := range answers() {
		for text := range said {
			f.Add(name, []byte(text))
		}
	}
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		q, known := questions()[name]
		if !known {
			return
		}
		var status Status
		if err := q.read(data, &status); err != nil && status != (Status{}) {
			t.Errorf("an error and %+v", status)
		}
		if status.FormatsInBuffer < 0 || status.LabelsLeft < 0 {
			t.Errorf("negative counts: %+v", status)
		}
	})
}
