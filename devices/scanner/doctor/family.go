package doctor

import (
	"path/filepath"
	"strings"
)

// byID is where Linux names ports by what is plugged into them.
const byID = "/dev/serial/by-id"

// family guesses from the name of a port which scanner it is; both are "" when
// the name says nothing. Nothing is opened.
func family(port string) (answer, because string) {
	names := []string{filepath.Base(port)}
	if device, err := filepath.EvalSymlinks(port); err == nil {
		known, _ := filepath.Glob(filepath.Join(byID, "*"))
		for _, link := range known {
			if target, err := filepath.EvalSymlinks(link); err == nil && target == device {
				names = append(names, filepath.Base(link))
			}
		}
	}
	for _, vendor := range []struct{ word, answer string }{
		{"honeywell", "honeywell"},
		{"hand_held", "honeywell"},
		{"metrologic", "honeywell"},
		{"powerscan", "powerscan"},
		{"magellan", "powerscan"},
		{"datalogic", "datalogic"},
		{"zebra", "plain"},
		{"symbol", "plain"},
		{"newland", "newland"},
		{"cipherlab", "cipherlab"},
	} {
		for _, name := range names {
			if strings.Contains(strings.ToLower(name), vendor.word) {
				return vendor.answer, name
			}
		}
	}
	return "", ""
}
