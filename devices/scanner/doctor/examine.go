package doctor

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"sync"
	"time"

	"tallyman/devices/line"
	"tallyman/devices/line/recording"
	"tallyman/devices/scanner"
)

// Options say what to examine.
type Options struct {
	// URL is the scanner's device URL.
	URL string
	// Play answers codes by good, bad, over and attention in turn. Without
	// it nothing is answered.
	Play bool
	// Record is a file to make for what goes over the line, or "". One that
	// is there is not overwritten.
	Record string
	// Keys are commands, one a line; nil for none.
	Keys io.Reader
	Out  io.Writer
}

// lookEvery is how often the state of the line is looked at.
const lookEvery = 100 * time.Millisecond

// Run shows what arrives until the context is done, and then says what to set.
// It returns an error when the URL or the file of the recording cannot be used;
// a port that is not there is waited for. One more line of Keys may be read and
// dropped after the end, since a read of a terminal cannot be called back.
func Run(ctx context.Context, o Options) (err error) {
	opened, err := scanner.Open("doctor", o.URL)
	if err != nil {
		return err
	}
	address, err := line.Parse(o.URL)
	if err != nil {
		return err
	}
	x := &exam{out: o.Out, scanner: opened, play: o.Play, port: address.Target}
	if o.Record != "" {
		file, err := os.OpenFile(o.Record, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
		if err != nil {
			return fmt.Errorf("recording: %w", err)
		}
		defer func() { err = errors.Join(err, recording.Save(file, x.record.Steps()), file.Close()) }()
	}
	opened.Tap(x.tap)
	x.introduce(o.URL)

	ctx, cancel := context.WithCancel(ctx)
	var helpers sync.WaitGroup
	helpers.Go(func() { x.watch(ctx) })
	helpers.Go(func() { x.obey(ctx, o.Keys) })
	err = opened.Run(ctx, x.handle)
	cancel()
	helpers.Wait()
	x.conclude()
	return err
}

// exam is one examination.
type exam struct {
	scanner *scanner.Scanner
	play    bool
	port    string
	record  recording.Recording

	mu     sync.Mutex // out and what follows
	out    io.Writer
	pieces []piece
	latest time.Time
	conn   line.Conn // the connection of now, or the last one
	turn   int       // of the answers
}

func (x *exam) say(format string, values ...any) {
	x.mu.Lock()
	defer x.mu.Unlock()
	fmt.Fprintf(x.out, format+"\n", values...)
}

func (x *exam) introduce(url string) {
	x.say("Listening to %s. Scan a few codes; ctrl-C ends.", url)
	if answer, because := family(x.port); answer != "" {
		x.say("The port is named %s: it is probably answer=%s.", because, answer)
	}
	x.say("Type good, bad, over, attention or all to hear an answer of the URL's family, the name of")
	x.say("another family to hear its good one, ? for what to set.")
}

func (x *exam) conclude() {
	x.mu.Lock()
	says := advice(x.pieces)
	x.mu.Unlock()
	x.say("\nWhat to set")
	for _, s := range says {
		x.say("  %s", s)
	}
	if answer, _ := family(x.port); answer == "" {
		x.say("  Bytes do not say which family it is. Type each name until one beeps: %s.", families())
	} else {
		x.say("  By its name it is answer=%s.", answer)
	}
}

// families are those that make a sound.
func families() string {
	return strings.Join(slices.DeleteFunc(scanner.Profiles(), func(name string) bool { return name == "none" }), ", ")
}

// watch says when the line comes and goes.
func (x *exam) watch(ctx context.Context) {
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	var told string
	for {
		health := x.scanner.Health()
		now := "The line is " + string(health.State) + "."
		if health.State != line.Up {
			now = "The line is not open: " + health.LastError
		}
		if ctx.Err() != nil {
			return
		}
		if now != told && (health.State == line.Up || health.LastError != "") {
			x.say("%s", now)
			told = now
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// handle says what the bytes mean.
func (x *exam) handle(_ context.Context, read scanner.Read) scanner.Reply {
	answer := scanner.Silent
	x.mu.Lock()
	if x.play {
		answer = scanner.Answers()[x.turn%len(scanner.Answers())]
		x.turn++
	}
	x.mu.Unlock()
	switch {
	case read.Fault != "":
		x.say("            no code: %s", read.Fault)
	case read.Symbology == "":
		x.say("            code %q", read.Code)
	default:
		x.say("            code %q, %s", read.Code, read.Symbology)
	}
	if answer != scanner.Silent {
		x.say("            answered %s", answer)
	}
	return scanner.Reply{Answer: answer}
}
