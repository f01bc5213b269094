package importing

import (
	"bufio"
	"errors"
	"io"
	"strings"
)

// longestLine bounds a line and a row, in bytes: the memory that a broken file
// can take.
const longestLine = 64 << 10

// line is a physical line without its end.
type line struct {
	number  int
	text    string
	tooLong bool
	// end is the offset in the file behind the line.
	end int64
}

// lineReader reads lines and takes them back.
type lineReader struct {
	source *bufio.Reader
	number int
	offset int64
	back   []line
}

func newLineReader(r io.Reader) *lineReader {
	return &lineReader{source: bufio.NewReaderSize(r, longestLine)}
}

// next returns io.EOF after the last line. A line that is too long is cut and
// marked; the one after it is whole again.
func (r *lineReader) next() (line, error) {
	if len(r.back) > 0 {
		first := r.back[0]
		r.back = r.back[1:]
		return first, nil
	}
	read, err := r.source.ReadSlice('\n')
	if len(read) == 0 && err != nil {
		return line{}, err
	}
	r.number++
	r.offset += int64(len(read))
	l := line{number: r.number, text: strings.TrimSuffix(strings.TrimSuffix(string(read), "\n"), "\r")}
	for errors.Is(err, bufio.ErrBufferFull) {
		l.tooLong = true
		read, err = r.source.ReadSlice('\n')
		r.offset += int64(len(read))
	}
	if err != nil && !errors.Is(err, io.EOF) {
		return line{}, err
	}
	l.end = r.offset
	return l, nil
}

// unread takes lines back; the next ones to be read are these.
func (r *lineReader) unread(lines []line) {
	r.back = append(append([]line{}, lines...), r.back...)
}
