package ledgertest

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"tallyman/internal/floor"
	"tallyman/internal/ledger"
	"tallyman/internal/ledger/stage"
)

// updateEvents has a name of its own: a run that writes other golden files
// anew must not add to history by the way.
var updateEvents = flag.Bool("update-events", false, "write golden files of events that have none yet; files that are there stay as they are")

// CheckGolden compares the stored form of events with the files in dir, one
// for each kind and version, named KIND.VERSION.json: a JSON array of events
// as entries hold them. It fails when
//
//   - a kind has no sample, or a version of it has no file;
//   - a field of the newest version is empty in all samples of its kind, so
//     that a new name for it would go unnoticed;
//   - a sample is another one after it was stored and read;
//   - the samples are stored in another way than in the file of the newest
//     version;
//   - a file of any version cannot be read and lifted;
//   - a file is of a kind or version that no stage declares.
//
// Run with -update-events, it writes the missing files of the newest versions
// first. It never changes one: another form is another version, with an
// upcaster.
func CheckGolden(t *testing.T, stages []stage.Stage, samples []floor.Event, dir string) {
	t.Helper()
	problems, err := golden(stages, samples, dir, *updateEvents)
	must(t, err)
	for _, problem := range problems {
		t.Error(problem)
	}
}

// history is a check of golden files.
type history struct {
	codec *ledger.Codec
	dir   string
	write bool
	files map[string]bool
	wrong []string
}

func (h *history) complain(format string, arguments ...any) {
	h.wrong = append(h.wrong, fmt.Sprintf(format, arguments...))
}

// golden does the work of CheckGolden and lists what is wrong.
func golden(stages []stage.Stage, samples []floor.Event, dir string, write bool) ([]string, error) {
	codec, err := ledger.NewCodec(stages)
	if err != nil {
		return nil, err
	}
	h := &history{codec: codec, dir: dir, write: write, files: map[string]bool{}}
	if err := h.list(); err != nil {
		return nil, err
	}
	byKind := map[string][]floor.Event{}
	for _, sample := range samples {
		byKind[sample.EventKind()] = append(byKind[sample.EventKind()], sample)
	}
	for _, declared := range codec.Kinds() {
		if err := h.kind(declared, byKind[declared.Kind]); err != nil {
			return nil, err
		}
		delete(byKind, declared.Kind)
	}
	for kind := range byKind {
		h.complain("there is a sample of %s, which no stage declares", kind)
	}
	for name := range h.files {
		h.complain("%s: no stage declares this kind or version; events last for ever, so it must stay known", filepath.Join(dir, name))
	}
	slices.Sort(h.wrong)
	return h.wrong, nil
}

func (h *history) list() error {
	entries, err := os.ReadDir(h.dir)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	for _, entry := range entries {
		h.files[entry.Name()] = true
	}
	return nil
}

// kind checks all versions of one kind.
func (h *history) kind(declared stage.EventType, samples []floor.Event) error {
	if len(samples) == 0 {
		h.complain("%s has no sample", declared.Kind)
		return nil
	}
	for _, field := range empty(samples) {
		h.complain("%s: %s is empty in every sample; fill it, so that its name is kept", declared.Kind, field)
	}
	stored, err := h.codec.Encode(samples)
	if err != nil {
		return err
	}
	if err := h.replayed(declared.Kind, samples, stored); err != nil {
		return err
	}
	for version := 1; version <= declared.Version; version++ {
		name := declared.Kind + "." + strconv.Itoa(version) + ".json"
		path := filepath.Join(h.dir, name)
		there := h.files[name]
		delete(h.files, name)
		newest := version == declared.Version
		if !there && newest && h.write {
			if err := keep(path, stored); err != nil {
				return err
			}
			there = true
		}
		if !there {
			h.missing(path, newest)
			continue
		}
		if err := h.check(path, declared.Kind, version, newest, stored); err != nil {
			return err
		}
	}
	return nil
}

// replayed checks that reading gives what was written: apply sees the one when
// it happens and the other when history is replayed.
func (h *history) replayed(kind string, samples []floor.Event, stored []byte) error {
	events, err := h.codec.Decode(stored)
	if err != nil {
		return err
	}
	for i, sample := range samples {
		value := reflect.Indirect(reflect.ValueOf(sample)).Interface()
		if !reflect.DeepEqual(value, any(events[i])) {
			h.complain("%s: a sample changes when it is stored and read: wrote %+v, read %+v", kind, value, events[i])
		}
	}
	return nil
}

func (h *history) missing(path string, newest bool) {
	if newest {
		h.complain("%s is missing: look at the event's form once more, it lasts for ever, then run this test with -update-events and commit the file", path)
	} else {
		h.complain("%s is missing: take it from the commit that had this version", path)
	}
}

// check reads a file as the ledger would, and compares it with the samples
// when it is of the newest version.
func (h *history) check(path, kind string, version int, newest bool, samples []byte) error {
	content, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	var stored bytes.Buffer
	if err := json.Compact(&stored, content); err != nil {
		h.complain("%s: %v", path, err)
		return nil
	}
	events, err := h.codec.Decode(stored.Bytes())
	switch {
	case err != nil:
		h.complain("%s: %v", path, err)
		return nil
	case len(events) == 0:
		h.complain("%s holds no event", path)
	case newest && !bytes.Equal(stored.Bytes(), samples):
		h.complain("%s: the samples are stored in another form now: have %s, want %s; a new form is a new version with an upcaster", path, samples, stored.Bytes())
	}
	var envelopes []struct {
		Kind    string `json:"k"`
		Version int    `json:"v"`
	}
	if err := json.Unmarshal(content, &envelopes); err != nil {
		return err
	}
	for _, e := range envelopes {
		if e.Kind != kind || e.Version != version {
			h.complain("%s holds %s version %d", path, e.Kind, e.Version)
		}
	}
	return nil
}

// keep writes a new file, an event to a line.
func keep(path string, stored []byte) error {
	var events []json.RawMessage
	if err := json.Unmarshal(stored, &events); err != nil {
		return err
	}
	lines := make([]string, len(events))
	for i, event := range events {
		lines[i] = string(event)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	file, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	_, err = file.WriteString("[\n" + strings.Join(lines, ",\n") + "\n]\n")
	return errors.Join(err, file.Close())
}
