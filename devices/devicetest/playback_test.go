package devicetest_test

import (
	"bytes"
	"fmt"
	"io"
	"net"
	"slices"
	"strings"
	"testing"

	"tallyman/devices/devicetest"
	"tallyman/devices/line"
	"tallyman/devices/line/recording"
)

// ask is a driver in three lines: it asks, and reads one line of answer.
func ask(c line.Conn, question string) (string, error) {
	if _, err := io.WriteString(c, question); err != nil {
		return "", err
	}
	answer := make([]byte, 3)
	_, err := io.ReadFull(c, answer)
	return string(answer), err
}

func TestRecordThenPlay(t *testing.T) {
	near, far := net.Pipe()
	defer near.Close()
	go func() {
		defer far.Close()
		buf := make([]byte, 2)
		_, _ = io.ReadFull(far, buf)
		_, _ = io.WriteString(far, "y")
		_, _ = io.WriteString(far, "\x00\r") // in two pieces, one step
	}()
	var record recording.Recording
	want, err := ask(record.Wrap(near), "S\xff")
	if err != nil {
		t.Fatal(err)
	}

	var text bytes.Buffer
	if err := recording.Save(&text, record.Steps()); err != nil {
		t.Fatal(err)
	}
	if got := text.String(); got != "> \"S\\xff\"\n< \"y\\x00\\r\"\n" {
		t.Fatalf("saved as %q", got)
	}
	steps, err := recording.Load(&text)
	if err != nil || !slices.Equal(steps, record.Steps()) {
		t.Fatalf("loaded %q, %v", steps, err)
	}
	if got, err := ask(devicetest.Play(t, steps), "S\xff"); err != nil || got != want {
		t.Fatalf("replayed answer %q, %v; want %q", got, err, want)
	}
}

// verdict stands in for the test that would have failed.
type verdict struct {
	testing.TB
	cleanup func()
	failed  string
}

func (v *verdict) Helper()                           {}
func (v *verdict) Cleanup(f func())                  { v.cleanup = f }
func (v *verdict) Errorf(format string, args ...any) { v.failed = fmt.Sprintf(format, args...) }

func TestPlayFails(t *testing.T) {
	steps := []recording.Step{{Sent: "S"}, {Received: "yes"}}
	tests := []struct {
		name  string
		drive func(line.Conn)
		want  string
	}{
		{"other bytes", func(c line.Conn) { _, _ = io.WriteString(c, "X") }, `now came "X"`},
		{"nothing sent", func(line.Conn) {}, "left over"},
		{"answer not read", func(c line.Conn) { _, _ = io.WriteString(c, "S") }, `"yes" was not read`},
		{"all of it", func(c line.Conn) { _, _ = ask(c, "S") }, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			v := &verdict{TB: t}
			tt.drive(devicetest.Play(v, steps))
			v.cleanup()
			if (v.failed == "") != (tt.want == "") || !strings.Contains(v.failed, tt.want) {
				t.Fatalf("verdict %q, want %q in it", v.failed, tt.want)
			}
		})
	}
}
