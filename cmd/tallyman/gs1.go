package main

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"tallyman/internal/gs1"
)

const notations = `A symbol is written as the scanner sends it, with or without its AIM identifier, as
the line under it, or as a Digital Link:

  tallyman gs1 %[1]s ']C1010952123456789910AB^21S1'
  tallyman gs1 %[1]s '(01)09521234567899(10)AB(21)S1'
  tallyman gs1 %[1]s https://id.gs1.org/01/09521234567899/10/AB

The separator (FNC1) is GS itself, or ^ {GS} <GS> \x1d.`

func (c *command) gs1() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "gs1",
		Short: "Read and check the symbols of GS1: what is in a barcode",
		Args:  cobra.NoArgs,
		// A command that does nothing would take a misspelt one for its own.
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(c.gs1Parse(), c.gs1Check(), c.gs1Digit())
	return cmd
}

func (c *command) gs1Parse() *cobra.Command {
	var asJSON bool
	var stem string
	cmd := &cobra.Command{
		Use:   "parse SYMBOL",
		Short: "Show what is in a symbol",
		Long: fmt.Sprintf(notations, "parse") + `

Ends with 1 when the symbol cannot be read. One that nobody promised separators
for is shown in every way that it can be read.`,
		Args: cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, arguments []string) error {
			read, err := gs1.ReadSymbol(arguments[0])
			if err != nil {
				return c.refused(asJSON, arguments[0], err)
			}
			return c.show(asJSON, read, stem, time.Now())
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "as JSON")
	cmd.Flags().StringVar(&stem, "stem", gs1.CanonicalStem, "what the Digital Link begins with")
	return cmd
}

func (c *command) gs1Check() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "check SYMBOL...",
		Short: "Check the symbols of one label or box by all rules",
		Long: fmt.Sprintf(notations, "check") + `

Give all symbols that stand on one item: what one needs beside it may be in the
next. Stricter than a scan, which takes each symbol by itself: identifiers that
need or exclude each other, codes of countries, currencies, packages and media, and
separators that may be missing. Ends with 2 when something is wrong, with 1 when a
symbol cannot be read.`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(_ *cobra.Command, arguments []string) error {
			var all []gs1.Symbol
			for _, argument := range arguments {
				read, err := gs1.ReadSymbol(argument)
				if err != nil {
					return c.refused(asJSON, argument, err)
				}
				all = append(all, read)
			}
			return c.judge(asJSON, all)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "as JSON")
	return cmd
}

func (c *command) gs1Digit() *cobra.Command {
	var asJSON bool
	var key string
	cmd := &cobra.Command{
		Use:   "digit NUMBER",
		Short: "Give a number its check digit",
		Long: `The number comes without its check digit. Its length says what it is: 7 digits are a
gtin-8, 11 a gtin-12, 12 a gtin-13 or gln, 13 a gtin-14, 17 an sscc; two letters,
eight digits and two letters are a postal number (s10).`,
		Args: cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, arguments []string) error {
			full, kind, err := gs1.Complete(key, arguments[0])
			switch {
			case err != nil:
				return c.refused(asJSON, arguments[0], err)
			case asJSON:
				return c.json(map[string]string{"key": kind, "number": full})
			}
			fmt.Fprintf(c.out, "%s  %s\n", full, kind)
			return nil
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "as JSON")
	cmd.Flags().StringVar(&key, "key", "", "what the number is: "+strings.Join(gs1.Keys(), ", "))
	return cmd
}

// refused shows where in a text the mistake is, and returns it.
func (c *command) refused(asJSON bool, text string, err error) error {
	wrong := (*gs1.Error)(nil)
	switch at := errors.As(err, &wrong); {
	case at && asJSON:
		return errors.Join(c.json(map[string]any{"wrong": []wrongJSON{wrongOf(wrong)}}), err)
	case at && wrong.Position >= 0:
		shown, before := visible(text), visible(text[:min(wrong.Position, len(text))])
		fmt.Fprintf(c.err, "  %s\n  %s^\n", shown, strings.Repeat(" ", len([]rune(before))))
	}
	return err
}

// visible shows control characters by their pictures in Unicode.
func visible(text string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' {
			return '\u2400' + r
		}
		return r
	}, text)
}
