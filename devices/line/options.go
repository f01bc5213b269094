package line

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Options are the name=value pairs of a device URL. Each reader takes the
// options it knows, with the value to use when one is not given; Finish then
// refuses what nobody took. Problems are collected, so a reader need not look
// at an error after each option. Options are read by one goroutine.
type Options struct {
	url      string
	values   url.Values
	known    []string
	problems []string
}

func newOptions(rawURL string, values url.Values) *Options {
	o := &Options{url: rawURL, values: values}
	for name, given := range values {
		if len(given) > 1 {
			o.Refuse(name, "is given twice: keep one")
		}
	}
	slices.Sort(o.problems)
	return o
}

// Text takes an option as it is, percent escapes decoded.
func (o *Options) Text(name, preset string) string {
	if !slices.Contains(o.known, name) {
		o.known = append(o.known, name)
	}
	if !o.values.Has(name) {
		return preset
	}
	return o.values.Get(name)
}

// Choice takes an option that is one of a few words.
func (o *Options) Choice(name, preset string, choices ...string) string {
	word := o.Text(name, preset)
	if !slices.Contains(choices, word) {
		o.Refuse(name, fmt.Sprintf("%q is none of %s", word, strings.Join(choices, ", ")))
		return preset
	}
	return word
}

// Int takes a whole number from least to most.
func (o *Options) Int(name string, preset, least, most int) int {
	text := o.Text(name, strconv.Itoa(preset))
	n, err := strconv.Atoi(text)
	if err != nil || n < least || n > most {
		o.Refuse(name, fmt.Sprintf("%q is not a whole number from %d to %d", text, least, most))
		return preset
	}
	return n
}

// Duration takes a time such as 80ms or 2s, from 0 to most.
func (o *Options) Duration(name string, preset, most time.Duration) time.Duration {
	text := o.Text(name, preset.String())
	d, err := time.ParseDuration(text)
	if err != nil || d < 0 || d > most {
		o.Refuse(name, fmt.Sprintf("%q is not a time from 0 to %v such as 80ms or 2s", text, most))
		return preset
	}
	return d
}

// Refuse notes that an option's value cannot be used; why reads on from the
// option's name.
func (o *Options) Refuse(name, why string) {
	o.problems = append(o.problems, "option "+name+": "+why)
}

// Finish returns an error that names every option that was refused or that
// nobody took, and lists the ones that are known.
func (o *Options) Finish() error {
	var unknown []string
	for name := range o.values {
		if !slices.Contains(o.known, name) {
			unknown = append(unknown, "option "+name+": is not known here")
		}
	}
	slices.Sort(unknown)
	if len(unknown) > 0 {
		known := slices.Sorted(slices.Values(o.known))
		unknown = append(unknown, "known options: "+strings.Join(known, ", "))
	}
	o.problems = append(o.problems, unknown...)
	return o.refused()
}

func (o *Options) refused() error {
	if len(o.problems) == 0 {
		return nil
	}
	return errors.New("device URL " + strconv.Quote(o.url) + ": " + strings.Join(o.problems, "; "))
}

// ParseOptions reads the options of a device URL whose link is not a line but
// something that only one kind of device has, such as a folder.
func ParseOptions(rawURL string) (*Options, error) {
	_, query, _ := strings.Cut(rawURL, "?")
	values, err := url.ParseQuery(query)
	if err != nil {
		return nil, fmt.Errorf("device URL %q: options: write name=value&name=value (%w)", rawURL, err)
	}
	o := newOptions(rawURL, values)
	return o, o.refused()
}
