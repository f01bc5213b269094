package ledger

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"

	"tallyman/internal/floor"
)

// strictly decodes one JSON value and nothing behind it.
func strictly(data []byte, into any) error {
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(into); err != nil {
		return err
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return errors.New("there is more behind the value")
	}
	return nil
}

// unrepeated checks that no object of the next value names a field twice, which
// package json takes without a word.
func unrepeated(decoder *json.Decoder) error {
	token, err := decoder.Token()
	if err != nil {
		return err
	}
	switch token {
	case json.Delim('{'):
		seen := map[json.Token]bool{}
		for decoder.More() {
			name, err := decoder.Token()
			if err != nil {
				return err
			}
			if seen[name] {
				return fmt.Errorf("the field %v is there twice", name)
			}
			seen[name] = true
			if err := unrepeated(decoder); err != nil {
				return err
			}
		}
	case json.Delim('['):
		for decoder.More() {
			if err := unrepeated(decoder); err != nil {
				return err
			}
		}
	default:
		return nil
	}
	_, err = decoder.Token()
	return err
}

// complete checks that writing the event again gives what was read. Bytes of
// an upcaster may have another order and spacing.
func complete(data []byte, event floor.Event) error {
	again, err := json.Marshal(event)
	if err != nil || bytes.Equal(again, data) {
		return err
	}
	have, err := plain(data)
	if err != nil {
		return err
	}
	want, err := plain(again)
	if err != nil {
		return err
	}
	if !reflect.DeepEqual(have, want) {
		return fmt.Errorf("a field is missing or means something else: stored %s, understood %s", data, again)
	}
	return nil
}

func plain(data []byte) (value any, err error) {
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	err = decoder.Decode(&value)
	return value, err
}

// legible says that the data of an event stays the same when it is read and
// written. Package json writes \ufffd for bytes that are no character; the
// event that is replayed would be another than the one that was applied.
func legible(data []byte, into floor.Event) bool {
	if err := json.Unmarshal(data, into); err != nil {
		return false
	}
	again, err := json.Marshal(into)
	return err == nil && bytes.Equal(again, data)
}
