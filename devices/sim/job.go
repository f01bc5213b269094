package sim

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// jobReader reads a finished job from front to back, for the languages whose
// commands say themselves how long they are. The first thing that it does not
// know ends the reading: a printer would go on and print what was meant as
// something else.
type jobReader struct {
	job   []byte
	at    int
	label PrinterLabel // the label under way

	labels     []PrinterLabel
	rejections []PrinterRejection
}

// read carries out commands until the job ends or one is refused. step reads one
// command.
func (r *jobReader) read(step func() error) {
	for r.at < len(r.job) {
		start := r.at
		if err := step(); err != nil {
			end := min(len(r.job), start+80)
			r.rejections = append(r.rejections, PrinterRejection{
				Reason: fmt.Sprintf("byte %d: %v", start, err), ZPL: r.job[start:end],
			})
			return
		}
	}
}

// line is what comes up to a line feed, without the carriage return before it.
func (r *jobReader) line() (string, error) {
	line, _, found := bytes.Cut(r.job[r.at:], []byte("\n"))
	if !found {
		return "", fmt.Errorf("%.40q has no line end", r.job[r.at:])
	}
	r.at += len(line) + 1
	return strings.TrimSuffix(string(line), "\r"), nil
}

// until is what comes before a byte that is found within the next 40.
func (r *jobReader) until(stop byte) (string, error) {
	near := r.job[r.at:min(len(r.job), r.at+40)]
	before, _, found := bytes.Cut(near, []byte{stop})
	if !found {
		return "", fmt.Errorf("no %q follows %.40q", stop, near)
	}
	r.at += len(before) + 1
	return string(before), nil
}

// take is the next n bytes, whatever they are.
func (r *jobReader) take(n int) ([]byte, error) {
	if n < 0 || n > len(r.job)-r.at {
		return nil, fmt.Errorf("%d bytes are announced and %d are left", n, len(r.job)-r.at)
	}
	r.at += n
	return r.job[r.at-n : r.at], nil
}

// numbers reads exactly so many whole numbers, none negative, with commas
// between them.
func numbers(text string, count int) ([]int, error) {
	parts := strings.Split(text, ",")
	if len(parts) != count {
		return nil, fmt.Errorf("%q is not %d numbers", text, count)
	}
	read := make([]int, count)
	for i, part := range parts {
		n, err := strconv.Atoi(part)
		if err != nil || n < 0 || n > 32000 || part != strconv.Itoa(n) {
			return nil, fmt.Errorf("%q is not a number", part)
		}
		read[i] = n
	}
	return read, nil
}

// quoted cuts a command at its quotation marks: it must end in one and have so
// many texts between them, without escapes.
func quoted(text string, texts int) ([]string, error) {
	parts := strings.Split(text, `"`)
	if len(parts) != 2*texts+1 || parts[2*texts] != "" || strings.ContainsAny(text, "\\\r") {
		return nil, fmt.Errorf("%.60q does not have %d texts in quotation marks", text, texts)
	}
	return parts, nil
}

// draw adds a field to the label; it must begin on it, and a picture must not
// erase what is there already.
func (r *jobReader) draw(f PrinterField) error {
	if r.label.WidthDots == 0 {
		return errors.New("the label has no size")
	}
	if f.X >= r.label.WidthDots || f.Y+f.HeightDots > r.label.LengthDots {
		return fmt.Errorf("the %s at %d,%d lies outside the label", f.Kind, f.X, f.Y)
	}
	if f.Kind == FieldGraphic {
		for _, drawn := range r.label.Fields {
			if f.X < drawn.X+max(1, drawn.WidthDots) && drawn.X < f.X+f.WidthDots &&
				f.Y < drawn.Y+drawn.HeightDots && drawn.Y < f.Y+f.HeightDots {
				return fmt.Errorf("the picture at %d,%d erases the %s at %d,%d", f.X, f.Y, drawn.Kind, drawn.X, drawn.Y)
			}
		}
	}
	r.label.Fields = append(r.label.Fields, f)
	return nil
}

// bitmap is a picture of so many bytes across and rows down, which follow. A dot
// is printed where the bit is 0. The commands that a printer obeys at any time
// must not be in it.
func (r *jobReader) bitmap(x, y, across, rows int, atAnyTime ...string) error {
	data, err := r.take(across * rows)
	if err != nil {
		return err
	}
	for _, command := range atAnyTime {
		if at := bytes.Index(data, []byte(command)); at >= 0 {
			return fmt.Errorf("byte %d of a picture is the command %q", at, command)
		}
	}
	if len(data) == 0 {
		return errors.New("the picture is empty")
	}
	field := PrinterField{Kind: FieldGraphic, X: x, Y: y, WidthDots: across * 8, HeightDots: rows, Bitmap: make([]byte, len(data))}
	for i, b := range data {
		field.Bitmap[i] = ^b
	}
	return r.draw(field)
}

// bar is a black rectangle.
func (r *jobReader) bar(area []int) error {
	if area[2] < 1 || area[3] < 1 {
		return errors.New("the bar has no area")
	}
	return r.draw(PrinterField{
		Kind: FieldBox, X: area[0], Y: area[1], WidthDots: area[2], HeightDots: area[3], StrokeDots: min(area[2], area[3]),
	})
}

// print ends the label; the next one begins empty, on the same media.
func (r *jobReader) print(copies int) error {
	if r.label.WidthDots == 0 {
		return errors.New("the label has no size")
	}
	r.label.Copies = copies
	r.labels = append(r.labels, r.label)
	r.label = PrinterLabel{WidthDots: r.label.WidthDots, LengthDots: r.label.LengthDots}
	return nil
}
