package doctor

import (
	"bufio"
	"context"
	"io"
	"slices"
	"strings"

	"tallyman/devices/scanner"
)

// obey does what is typed.
func (x *exam) obey(ctx context.Context, keys io.Reader) {
	typed := lines(ctx, keys)
	for {
		select {
		case <-ctx.Done():
			return
		case word, more := <-typed:
			if !more {
				return
			}
			x.do(ctx, strings.ToLower(strings.TrimSpace(word)))
		}
	}
}

func (x *exam) do(ctx context.Context, word string) {
	switch {
	case word == "":
	case word == "?":
		x.mu.Lock()
		says := advice(x.pieces)
		x.mu.Unlock()
		x.say("%s", strings.Join(says, "\n"))
	case word == "all":
		for i, a := range scanner.Answers() {
			if i > 0 {
				wait(ctx, between)
			}
			if ctx.Err() == nil {
				x.sound(a.String(), x.scanner.Sound(a))
			}
		}
	case slices.Contains(scanner.Profiles(), word):
		x.try(word)
	default:
		for _, a := range scanner.Answers() {
			if a.String() == word {
				x.sound(word, x.scanner.Sound(a))
				return
			}
		}
		x.say("%q is no answer and no family: type good, bad, over, attention, all, ? or one of %s.",
			word, families())
	}
}

// try plays the good sound of another family.
func (x *exam) try(family string) {
	other, err := scanner.Open("doctor", "serial:/dev/null?answer="+family)
	if err != nil {
		x.say("%v", err)
		return
	}
	x.sound("good of "+family, other.Sound(scanner.Good))
}

// lines hands on what is typed. Of no reader nothing ever comes.
func lines(ctx context.Context, keys io.Reader) <-chan string {
	typed := make(chan string)
	if keys == nil {
		return typed
	}
	go func() {
		defer close(typed)
		for input := bufio.NewScanner(keys); input.Scan(); {
			select {
			case typed <- input.Text():
			case <-ctx.Done():
				return
			}
		}
	}()
	return typed
}
