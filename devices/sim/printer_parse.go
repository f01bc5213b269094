package sim

import "bytes"

// printerParser takes apart one connection's bytes in one language.
type printerParser interface {
	// feed takes one byte.
	feed(b byte) printerEvent
	// begun says that the byte that was fed last is the first of a job.
	begun(b byte) bool
	// partial says that a label was begun and not ended.
	partial() bool
	// close says that the connection is over.
	close() printerEvent
}

// printerEvent is what a byte brought: at most one of its fields is set.
type printerEvent struct {
	asked     string // the question for status
	label     *PrinterLabel
	rejection *PrinterRejection
}

// newPrinterParser returns nil for a language that is not known.
func newPrinterParser(language string) printerParser {
	switch language {
	case "zpl":
		return &zplParser{}
	case "tspl":
		return &cutParser{next: tsplStep, read: func(job []byte) ([]PrinterLabel, []PrinterRejection) {
			return ReadTSPL(job, printerDPI)
		}}
	case "epl":
		return &cutParser{next: eplStep, read: ReadEPL}
	case "escpos":
		return &cutParser{next: escposStep, read: func(job []byte) ([]PrinterLabel, []PrinterRejection) {
			return ReadESCPOS(job, printerHeadDots)
		}}
	}
	return nil
}

// printerStep is what the bytes at the beginning of a command are.
type printerStep struct {
	// length of the command, 0 while it is not known.
	length int
	// asks: it is a question for status.
	asks bool
	// prints: it ends a label.
	prints bool
}

// cutParser cuts a stream into labels, for the languages whose commands end by
// themselves. What it does not understand of a label it prints all the same, as
// paper without anything on it.
type cutParser struct {
	next  func(command []byte) printerStep
	read  func(job []byte) ([]PrinterLabel, []PrinterRejection)
	raw   []byte // of the label under way
	from  int    // where in raw the command under way begins
	known printerStep
}

// begun leaves out what may become a question.
func (p *cutParser) begun(byte) bool {
	return p.from > 0 || len(p.raw) > 0 && !bytes.ContainsAny(p.raw[:1], "\x10\x1b^\r\n")
}

func (p *cutParser) partial() bool { return len(p.raw) > 0 }

func (p *cutParser) feed(b byte) printerEvent {
	if len(p.raw) == zplLongest {
		return printerEvent{}
	}
	p.raw = append(p.raw, b)
	command := p.raw[p.from:]
	if p.known.length == 0 {
		p.known = p.next(command)
	}
	if p.known.length == 0 || len(command) < p.known.length {
		return printerEvent{}
	}
	step := p.known
	p.known = printerStep{}
	switch {
	case step.asks:
		event := printerEvent{asked: string(command)}
		p.raw = p.raw[:p.from]
		return event
	case step.prints:
		label := &PrinterLabel{Copies: 1}
		if labels, rejections := p.read(p.raw); len(labels) == 1 && len(rejections) == 0 {
			label = &labels[0]
		}
		label.ZPL = p.raw
		p.raw, p.from = nil, 0
		return printerEvent{label: label}
	}
	if p.from = len(p.raw); len(bytes.Trim(p.raw, "\r\n")) == 0 {
		p.raw, p.from = nil, 0 // blank lines belong to nothing
	}
	return printerEvent{}
}

func (p *cutParser) close() printerEvent {
	if len(bytes.Trim(p.raw, "\r\n")) == 0 {
		return printerEvent{}
	}
	return printerEvent{rejection: &PrinterRejection{Reason: "the connection ended inside a label", ZPL: p.raw}}
}
