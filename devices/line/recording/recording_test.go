package recording_test

import (
	"strings"
	"testing"

	"tallyman/devices/line/recording"
)

func TestLoadNamesTheLine(t *testing.T) {
	for _, text := range []string{"\n? \"x\"", "# note\n> x", "\n>\"x\"", "\n< \"\""} {
		if _, err := recording.Load(strings.NewReader(text)); err == nil || !strings.Contains(err.Error(), "line 2") {
			t.Errorf("Load(%q): %v; want an error that names line 2", text, err)
		}
	}
}
