package ledger

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"tallyman/internal/floor"
	"tallyman/internal/ledger/stage"
)

// Codec writes and reads the events of a set of stages. It does not change
// after NewCodec and may be used by any number of goroutines.
type Codec struct{ kinds map[string]kind }

// kind is a kind of event with the stage that applies it.
type kind struct {
	stage.EventType
	apply applyFunc
	value reflect.Type
	// opening is what the stored form of the newest version begins with.
	opening string
}

// envelope is the stored form of an event: its kind, its version, its data.
type envelope struct {
	Kind    string          `json:"k"`
	Version int             `json:"v"`
	Data    json.RawMessage `json:"d"`
}

// NewCodec collects the event types of the stages and refuses declarations
// that contradict themselves.
func NewCodec(stages []stage.Stage) (*Codec, error) {
	c := &Codec{kinds: map[string]kind{}}
	for _, s := range stages {
		for _, declared := range s.Events {
			if err := c.add(s, declared); err != nil {
				return nil, fmt.Errorf("stage %s, event %s: %w", s.Name, declared.Kind, err)
			}
		}
	}
	return c, nil
}

func (c *Codec) add(s stage.Stage, declared stage.EventType) error {
	pointer := reflect.TypeOf(declared.New())
	if pointer.Kind() != reflect.Pointer {
		return errors.New("what New makes must be a pointer")
	}
	empty, ok := reflect.TypeAssert[floor.Event](reflect.Zero(pointer.Elem()))
	_, twice := c.kinds[declared.Kind]
	switch {
	case !ok:
		return errors.New("EventKind needs a value receiver: apply gets events by value")
	case empty.EventKind() != declared.Kind:
		return fmt.Errorf("the event calls itself %s", empty.EventKind())
	case !plainName(declared.Kind):
		return errors.New("a kind is lower-case letters, digits, dots and underscores")
	case stageOf(declared.Kind) != s.Name:
		return fmt.Errorf("the part before the dot must be %s", s.Name)
	case twice:
		return errors.New("declared twice")
	case declared.Version != len(declared.Upcast)+1:
		return fmt.Errorf("version %d needs %d upcasters and has %d", declared.Version, declared.Version-1, len(declared.Upcast))
	}
	c.kinds[declared.Kind] = kind{
		EventType: declared, apply: s.Apply, value: pointer.Elem(),
		opening: fmt.Sprintf(`{"k":%q,"v":%d,"d":`, declared.Kind, declared.Version),
	}
	return nil
}

// Kinds lists the event types by kind.
func (c *Codec) Kinds() []stage.EventType {
	kinds := make([]stage.EventType, 0, len(c.kinds))
	for _, k := range c.kinds {
		kinds = append(kinds, k.EventType)
	}
	slices.SortFunc(kinds, func(a, b stage.EventType) int { return strings.Compare(a.Kind, b.Kind) })
	return kinds
}

// usualEvents is how many bytes the events of a scan come to, so that they are
// written in one piece.
const usualEvents = 1024

// Encode writes events as the JSON array that an entry stores, each in the
// newest version.
func (c *Codec) Encode(events []floor.Event) ([]byte, error) {
	if len(events) == 0 {
		return []byte("[]"), nil
	}
	stored := append(make([]byte, 0, usualEvents), '[')
	for i, event := range events {
		if i > 0 {
			stored = append(stored, ',')
		}
		var err error
		if stored, err = c.store(stored, event); err != nil {
			return nil, err
		}
	}
	return append(stored, ']'), nil
}

// store appends the stored form of one event.
func (c *Codec) store(stored []byte, event floor.Event) ([]byte, error) {
	known, _, err := c.known(event)
	if err != nil {
		return nil, err
	}
	data, err := json.Marshal(event)
	if err != nil {
		return nil, fmt.Errorf("write event %s: %w", known.Kind, err)
	}
	if bytes.Contains(data, []byte(`\ufffd`)) && !legible(data, known.New()) {
		return nil, fmt.Errorf("event %s holds text that is not UTF-8: clean it before it becomes an event", known.Kind)
	}
	stored = append(stored, known.opening...)
	stored = append(stored, data...)
	return append(stored, '}'), nil
}

// known finds the kind of an event and gives the event by value.
func (c *Codec) known(event floor.Event) (kind, floor.Event, error) {
	if event == nil {
		return kind{}, nil, errors.New("an event is nil")
	}
	if v := reflect.ValueOf(event); v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return kind{}, nil, fmt.Errorf("an event %T is nil", event)
		}
		event, _ = reflect.TypeAssert[floor.Event](v.Elem())
	}
	if event == nil {
		return kind{}, nil, errors.New("an event needs EventKind on the value: apply gets events by value")
	}
	known, ok := c.kinds[event.EventKind()]
	if !ok || known.value != reflect.TypeOf(event) {
		return kind{}, nil, fmt.Errorf("event %T (%s) is not declared by its stage", event, event.EventKind())
	}
	return known, event, nil
}

// Decode reads what Encode wrote, and lifts older versions. It is strict: an
// unknown kind or version, an unknown, missing or repeated field and trailing
// data are errors, so that a renamed Go field cannot empty history. Events
// come by value.
func (c *Codec) Decode(stored []byte) ([]floor.Event, error) {
	var envelopes []envelope
	if err := strictly(stored, &envelopes); err != nil {
		return nil, fmt.Errorf("read events: %w", err)
	}
	events, newest := make([]floor.Event, len(envelopes)), make([][]byte, len(envelopes))
	for i, e := range envelopes {
		var err error
		if events[i], newest[i], err = c.open(e); err != nil {
			return nil, fmt.Errorf("read event %d, %s version %d: %w", i+1, e.Kind, e.Version, err)
		}
	}
	again, err := c.Encode(events)
	if err != nil || bytes.Equal(again, stored) {
		return events, err
	}
	// Older versions differ, and so does what Encode did not write.
	if err := unrepeated(json.NewDecoder(bytes.NewReader(stored))); err != nil {
		return nil, fmt.Errorf("read events: %w", err)
	}
	for i, e := range envelopes {
		if err := complete(newest[i], events[i]); err != nil {
			return nil, fmt.Errorf("read event %d, %s version %d: %w", i+1, e.Kind, e.Version, err)
		}
	}
	if envelopes == nil {
		return nil, errors.New("read events: there is no list")
	}
	return events, nil
}

// open gives the event of an envelope, and the data it was read from once that
// had been lifted to the newest version.
func (c *Codec) open(e envelope) (floor.Event, []byte, error) {
	known, ok := c.kinds[e.Kind]
	if !ok {
		return nil, nil, errors.New("no stage declares this kind")
	}
	if e.Version < 1 || e.Version > known.Version {
		return nil, nil, fmt.Errorf("this program knows versions 1 to %d", known.Version)
	}
	data := []byte(e.Data)
	for version := e.Version; version < known.Version; version++ {
		lifted, err := known.Upcast[version-1](data)
		if err != nil {
			return nil, nil, fmt.Errorf("lift from version %d: %w", version, err)
		}
		data = lifted
	}
	event := known.New()
	if err := strictly(data, event); err != nil {
		return nil, nil, err
	}
	value, _ := reflect.TypeAssert[floor.Event](reflect.ValueOf(event).Elem())
	return value, data, nil
}
