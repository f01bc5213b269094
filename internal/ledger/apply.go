package ledger

import (
	"fmt"
	"strings"

	"tallyman/internal/floor"
	"tallyman/internal/ledger/engine"
	"tallyman/internal/ledger/stage"
)

type applyFunc func(tx engine.Tx, at stage.Moment, event floor.Event) error

// apply is the one place where an event changes tables: the writer, a rebuild
// and Verify all come here. The stage gets the event by value.
func (c *Codec) apply(tx engine.Tx, at stage.Moment, event floor.Event) error {
	known, event, err := c.known(event)
	if err != nil {
		return err
	}
	if err := known.apply(tx, at, event); err != nil {
		return fmt.Errorf("apply %s of entry %d: %w", known.Kind, at.Seq, err)
	}
	return nil
}

// stageOf is the part of a kind before the dot: the stage it belongs to.
func stageOf(kind string) string {
	name, _, _ := strings.Cut(kind, ".")
	return name
}

// plainName says that a kind can stand in JSON and in a file name as it is.
func plainName(kind string) bool {
	return kind != "" && strings.Trim(kind, "abcdefghijklmnopqrstuvwxyz0123456789._") == ""
}
