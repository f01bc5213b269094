package sim

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"
)

// RunScanner plays a scanner for a person at a terminal: it prints the port to
// name in the settings, scans each line of in, and prints each answer with the
// time it took. The lines :unplug and :plug do what they say. It returns nil at
// the end of in or when the context is done; in the latter case one more line
// of in may be read and dropped, since a read of a terminal cannot be called
// back.
func RunScanner(ctx context.Context, o ScannerOptions, in io.Reader, out io.Writer) (err error) {
	s, err := NewScanner(o)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	url := fmt.Sprintf("serial:%s?answer=%s", s.Path(), s.options.Profile)
	if o.Group != "" {
		url += "&group=" + o.Group
	}
	if _, err := fmt.Fprintln(out, url); err != nil {
		return err
	}
	lines, failed := readLines(ctx, in)
	for {
		select {
		case <-ctx.Done():
			return nil
		case line, more := <-lines:
			if !more {
				return <-failed
			}
			if _, err := fmt.Fprintln(out, s.obey(ctx, line)); err != nil {
				return err
			}
		}
	}
}

// obey does what a line says and returns what there is to tell.
func (s *Scanner) obey(ctx context.Context, line string) string {
	var err error
	switch line {
	case ":unplug":
		err = s.Unplug()
	case ":plug":
		err = s.Plug()
	default:
		began := time.Now()
		var answer Answer
		answer, err = s.Scan(ctx, line)
		if err == nil {
			took := answer.At.Sub(began).Round(10 * time.Microsecond)
			return fmt.Sprintf("%-5s %8v  %s", answer.Kind, took, line)
		}
	}
	if err != nil {
		return fmt.Sprintf("error           %s: %v", line, err)
	}
	return line
}

// readLines hands on the lines of in that are not blank; failed gets one error,
// or nil, after the last. Of no reader nothing ever comes.
func readLines(ctx context.Context, in io.Reader) (<-chan string, <-chan error) {
	lines, failed := make(chan string), make(chan error, 1)
	if in == nil {
		return lines, failed
	}
	go func() {
		defer close(lines)
		input := bufio.NewScanner(in)
		for input.Scan() {
			line := strings.TrimSpace(input.Text())
			if line == "" {
				continue
			}
			select {
			case lines <- line:
			case <-ctx.Done():
				failed <- nil
				return
			}
		}
		failed <- input.Err()
	}()
	return lines, failed
}
