package main

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"tallyman/devices/sim"
)

func (c *command) simulate() *cobra.Command {
	cmd := &cobra.Command{Use: "sim", Short: "Play a device", Args: cobra.NoArgs}
	cmd.AddCommand(c.simScanner(), c.simPrinter())
	return cmd
}

func (c *command) simScanner() *cobra.Command {
	var o sim.ScannerOptions
	var profile, frame string
	cmd := &cobra.Command{
		Use:   "scanner",
		Short: "Play a scanner on a pty: every line that you type is a scan",
		Long:  "Plays a scanner on a pty: every line that you type is a scan, and its answer is printed.\n:unplug and :plug do what they say.",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			o.Profile, o.Frame = sim.Profile(profile), sim.Frame(frame)
			return sim.RunScanner(cmd.Context(), o, c.in, c.out)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&o.Link, "link", "", "path that names the port; a temporary one unless given")
	flags.StringVar(&profile, "answer", "plain", fmt.Sprintf("what it takes as an answer, one of %v", sim.Profiles()))
	flags.StringVar(&o.Group, "group", "", "work group that a Honeywell base wants before each answer")
	flags.BoolVar(&o.Suspended, "suspended", false, "scan nothing until the answer has come, as with Host ACK")
	flags.StringVar(&frame, "frame", "cr", "how a code ends: cr, lf, crlf, stxetx or none")
	flags.StringVar(&o.AIM, "aim", "", "AIM identifier sent before each code, such as ]C1")
	flags.DurationVar(&o.ByteGap, "gap", 0, "time between bytes; 1ms is 9600 baud")
	flags.DurationVar(&o.Patience, "patience", 2*time.Second, "how long it waits for an answer")
	return cmd
}

func (c *command) simPrinter() *cobra.Command {
	var o sim.PrinterOptions
	var folder, faults string
	cmd := &cobra.Command{
		Use:   "printer",
		Short: "Play a label or receipt printer on a TCP port",
		Long: `Plays a printer on a TCP port. Every line that you type says what is wrong from then on:
paper_out, ribbon_out, head_open, cover_open, paused, jam, cutter, hot, paper=LABELS,
silent, garbage, truncated, pieces, refuse, deaf, slow=BYTES, reset=BYTES, close=BYTES,
reset_end, with commas between; ok for nothing.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) (err error) {
			if o.Faults, err = sim.ParsePrinterFaults(faults); err != nil {
				return err
			}
			return sim.RunPrinter(cmd.Context(), o, folder, c.in, c.out)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&o.Language, "language", "zpl", "what it speaks: zpl, tspl, epl or escpos")
	flags.StringVar(&o.Address, "listen", "127.0.0.1:9100", "address to listen on")
	flags.StringVar(&folder, "folder", "", "keep each label's bytes, and in ZPL its picture, here")
	flags.StringVar(&faults, "faults", "ok", "what is wrong from the start")
	flags.DurationVar(&o.PrintTime, "print-time", 0, "how long one label takes")
	flags.BoolVar(&o.MuteInTrouble, "mute", false, "answer no ~HS in trouble, as current printers do")
	return cmd
}
