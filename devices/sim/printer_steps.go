package sim

import (
	"bytes"
	"strings"
)

// tsplStep knows ESC !? and ESC !S, BITMAP with its data, and that every other
// command is a line (TSC, TSPL/TSPL2 programming manual).
func tsplStep(command []byte) printerStep {
	if command[0] == 0x1b {
		return printerStep{length: 3, asks: true}
	}
	if step, binary := withData(command, "BITMAP ", 5, 2, 3); binary {
		return step
	}
	return lineStep(command, func(line string) bool { return strings.HasPrefix(line, "PRINT") })
}

// eplStep knows ^ee, GW with its data, and that every other command is a line
// (Zebra, EPL programming guide).
func eplStep(command []byte) printerStep {
	if step, binary := withData(command, "GW", 4, 2, 3); binary {
		return step
	}
	step := lineStep(command, func(line string) bool { return strings.HasPrefix(line, "P") })
	step.asks = step.length > 0 && strings.HasPrefix(string(command), "^ee")
	return step
}

func lineStep(command []byte, prints func(line string) bool) printerStep {
	if command[len(command)-1] != '\n' {
		return printerStep{}
	}
	return printerStep{length: len(command), prints: prints(string(command))}
}

// withData is a command whose parameters, each with a comma behind it, are
// followed by as many bytes as two of them multiplied. The line that they stand
// in ends by itself. binary says that the bytes are such a command.
func withData(command []byte, name string, parameters, across, rows int) (step printerStep, binary bool) {
	if !bytes.HasPrefix(command, []byte(name)) {
		// It may be one yet, and no line feed ends it before that is known.
		return printerStep{}, bytes.HasPrefix([]byte(name), command)
	}
	parts := bytes.SplitN(command[len(name):], []byte(","), parameters+1)
	if len(parts) <= parameters {
		return printerStep{}, command[len(command)-1] != '\n'
	}
	head := len(command) - len(parts[parameters])
	return printerStep{length: head + decimal(parts[across])*decimal(parts[rows])}, true
}

func decimal(digits []byte) int {
	n := 0
	for _, d := range digits {
		if d < '0' || d > '9' || n > zplLongest {
			return 0
		}
		n = n*10 + int(d-'0')
	}
	return n
}

// escposStep knows the commands of receipts: DLE EOT n, ESC with and without a
// parameter, GS v 0 with its data, GS V, GS ( with its data; all else is text
// (Epson, ESC/POS command reference). A question in the middle of a command is
// part of the command, as it is on paper.
func escposStep(command []byte) printerStep {
	const dle, esc, gs = 0x10, 0x1b, 0x1d
	if len(command) == 1 {
		if command[0] == dle || command[0] == esc || command[0] == gs {
			return printerStep{}
		}
		return printerStep{length: 1}
	}
	size := func(at int) int {
		if len(command) < at+2 {
			return -1
		}
		return int(command[at]) + int(command[at+1])<<8
	}
	switch {
	case command[0] == dle:
		return printerStep{length: 3, asks: command[1] == 4}
	case command[0] == esc && command[1] == '@':
		return printerStep{length: 2}
	case command[0] == gs && command[1] == 'V':
		if len(command) == 2 {
			return printerStep{}
		}
		if command[2] == 65 || command[2] == 66 {
			return printerStep{length: 4, prints: true}
		}
		return printerStep{length: 3, prints: true}
	case command[0] == gs && command[1] == 'v':
		if size(6) < 0 {
			return printerStep{}
		}
		return printerStep{length: 8 + size(4)*size(6)}
	case command[0] == gs && command[1] == '(':
		if size(3) < 0 {
			return printerStep{}
		}
		return printerStep{length: 5 + size(3)}
	}
	return printerStep{length: 3}
}
