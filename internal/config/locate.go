package config

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"
)

// places says where each key was set: "station[1].scanner" to
// "tallyman.toml:17". Tables are in it as well.
type places struct {
	name string
	at   map[string]string
	// bare are the keys whose value is a number, a date or a truth value, in
	// the order of the document.
	bare []string
}

// locate finds the line of every key of a document that decoded well.
func locate(name string, text []byte) places {
	found := places{name: name, at: map[string]string{}}
	counts := map[string]int{}
	var parser unstable.Parser
	parser.Reset(text)
	current := ""
	for parser.NextExpression() {
		node := parser.Expression()
		path, offset := keyPath(node)
		place := fmt.Sprintf("%s:%d", name, 1+bytes.Count(text[:offset], []byte{'\n'}))
		switch node.Kind {
		case unstable.Table:
			current = path
			found.at[current] = place
		case unstable.ArrayTable:
			current = fmt.Sprintf("%s[%d]", path, counts[path])
			counts[path]++
			found.at[current] = place
		default:
			if current != "" {
				path = current + "." + path
			}
			found.at[path] = place
			if isBare(node.Value().Kind) {
				found.bare = append(found.bare, path)
			}
		}
	}
	return found
}

func isBare(kind unstable.Kind) bool {
	return kind != unstable.String && kind != unstable.Array && kind != unstable.InlineTable
}

// keyPath is the dotted key of an expression and where it begins.
func keyPath(node *unstable.Node) (path string, offset uint32) {
	var parts []string
	for key := node.Key(); key.Next(); {
		if len(parts) == 0 {
			offset = key.Node().Raw.Offset
		}
		parts = append(parts, string(key.Node().Data))
	}
	return strings.Join(parts, "."), offset
}

// of is where a key was set; for one that was left out, where its table
// begins, and at last the file.
func (p places) of(key string) string {
	for {
		if place, found := p.at[key]; found {
			return place
		}
		dot := strings.LastIndexByte(key, '.')
		if dot < 0 {
			return p.name
		}
		key = key[:dot]
	}
}
