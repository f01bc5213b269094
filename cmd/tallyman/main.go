// Command tallyman runs the floor of a warehouse. There is a small file per
// subcommand; they read flags and settings, and leave the work to internal/app.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
)

// What the process ends with.
const (
	exitFailed  = 1
	exitRefused = 2
)

// errRefused ends a command that did its work and has told what it could not
// use: rows of a file, a ledger that is not sound.
var errRefused = errors.New("refused")

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	// The second signal ends the process at once.
	context.AfterFunc(ctx, stop)
	os.Exit(run(ctx, os.Args[1:], streams{os.Stdin, os.Stdout, os.Stderr}))
}

// streams are where a command reads and writes.
type streams struct {
	in       io.Reader
	out, err io.Writer
}

// run carries out a command line and returns what the process ends with.
func run(ctx context.Context, arguments []string, s streams) int {
	root := newRoot(s)
	root.SetArgs(arguments)
	err := root.ExecuteContext(ctx)
	switch {
	case err == nil:
		return 0
	case errors.Is(err, errRefused):
		return exitRefused
	}
	fmt.Fprintf(s.err, "tallyman: %v\n", err)
	return exitFailed
}
