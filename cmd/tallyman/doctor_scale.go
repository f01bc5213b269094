package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"tallyman/devices/scale"
)

// weighWithin is how long a scale has to stand still before it is said that it
// does not.
const weighWithin = 2 * time.Second

func (c *command) doctorScale() *cobra.Command {
	var span time.Duration
	cmd := &cobra.Command{
		Use:   "scale URL",
		Short: "Show what a scale weighs, or why it does not",
		Long: `Asks a scale again and again and shows each stable weight once, or what keeps it from
weighing. The server must not have the port open.

  tallyman doctor scale sics+serial:/dev/ttyUSB0
  tallyman doctor scale 'toledo+serial:/dev/ttyUSB0?unit=lb' --for 30s`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, arguments []string) error {
			ctx, cancel := context.WithCancel(cmd.Context())
			if span > 0 {
				ctx, cancel = context.WithTimeout(cmd.Context(), span)
			}
			defer cancel()
			opened, err := scale.Open("doctor", arguments[0])
			if err != nil {
				return err
			}
			ended := make(chan error, 1)
			go func() { ended <- opened.Run(ctx) }()
			c.weigh(ctx, opened)
			return <-ended
		},
	}
	cmd.Flags().DurationVar(&span, "for", 0, "end after this time; unless given, ctrl-C ends")
	return cmd
}

// weigh tells what changes on the scale until ctx ends.
func (c *command) weigh(ctx context.Context, s *scale.Scale) {
	for said := ""; ctx.Err() == nil; {
		within, cancel := context.WithTimeout(ctx, weighWithin)
		weight, err := s.Weigh(within)
		cancel()
		if now := weighed(weight, err, s.Health().LastError); now != said && ctx.Err() == nil {
			said = now
			fmt.Fprintln(c.out, now)
		}
	}
}

// weighed says a weight, or what is wrong and what to do about it.
func weighed(weight scale.Weight, err error, line string) string {
	trouble, wrong := errors.AsType[*scale.TroubleError](err)
	switch {
	case !wrong && weight.Net:
		return weight.String() + " net"
	case !wrong:
		return weight.String()
	case trouble.Trouble == scale.Offline && line != "":
		return "offline: " + line
	case trouble.Err == nil:
		return string(trouble.Trouble) + ": " + scaleRemedy(trouble.Trouble)
	}
	return fmt.Sprintf("%s: %s (%v)", trouble.Trouble, scaleRemedy(trouble.Trouble), trouble.Err)
}

func scaleRemedy(trouble scale.Trouble) string {
	switch trouble {
	case scale.Moving:
		return "let it stand still, away from draughts and from the edge of the table"
	case scale.Overload:
		return "take something off"
	case scale.Negative:
		return "take everything off and set it to zero"
	case scale.Refused:
		return "look at its display; it may warm up or show a menu"
	case scale.Garbled:
		return "the language or the line's speed, bits and parity are not the scale's"
	case scale.Silent:
		return "switch it on; try another language, speed or parity"
	case scale.Offline:
		return "plug it in"
	}
	return "look at its manual"
}
