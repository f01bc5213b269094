package sim

import (
	"bytes"
	"fmt"
	"strconv"
)

// zplLongest is the most bytes one command may have: a full label at 600 dpi
// as plain hexadecimal, with room to spare.
const zplLongest = 8 << 20

// zplCommand is one command with everything up to the next one.
type zplCommand struct {
	prefix byte // '^' or '~'
	name   string
	params []byte
}

// String is the command as it is named in the guide: "^XA", "~HS".
func (c zplCommand) String() string { return string(c.prefix) + c.name }

// zplLexer cuts a stream of bytes into commands. A command ends where the next
// prefix begins, so most are only known one byte later; those without
// parameters are known at once, as on a printer.
type zplLexer struct {
	command zplCommand
	inside  bool // a prefix was read and its command has not ended
	named   bool
	binary  int // bytes of a ^GFB that are data whatever they look like
}

// feed takes one byte and returns the command that it completed, if any.
func (l *zplLexer) feed(b byte) (zplCommand, bool) {
	switch {
	case l.binary > 0:
		l.binary--
		l.command.params = append(l.command.params, b)
		return zplCommand{}, false
	case b == '^' || b == '~':
		done, complete := l.command, l.inside
		l.command, l.inside, l.named = zplCommand{prefix: b}, true, false
		return done, complete
	case !l.inside, b == '\r', b == '\n':
		return zplCommand{}, false
	case !l.named:
		return l.feedName(b)
	}
	if len(l.command.params) < zplLongest {
		l.command.params = append(l.command.params, b)
	}
	if b == ',' {
		l.binary = binaryLength(l.command)
	}
	if l.command.String() == "~HQ" && len(l.command.params) == len("ES") {
		l.inside = false
		return l.command, true
	}
	return zplCommand{}, false
}

func (l *zplLexer) feedName(b byte) (zplCommand, bool) {
	l.command.name += string(rune(b))
	l.named = len(l.command.name) == 2 || l.command.String() == "^A"
	switch l.command.String() {
	case "^XA", "^XZ", "^FS", "~HS", "~JA":
		l.inside = false
		return l.command, true
	}
	return zplCommand{}, false
}

// binaryLength is how many bytes follow "^GFB,b,c,d,": they may be any.
func binaryLength(c zplCommand) int {
	if c.String() != "^GF" || !bytes.HasPrefix(c.params, []byte("B,")) || bytes.Count(c.params, []byte(",")) != 4 {
		return 0
	}
	n, err := strconv.Atoi(string(bytes.Split(c.params, []byte(","))[1]))
	if err != nil || n < 0 || n > zplLongest {
		return 0
	}
	return n
}

// zplParser makes labels of one connection's bytes.
type zplParser struct {
	lexer  zplLexer
	format *zplFormat
	raw    []byte                  // from ^XA on
	stored map[string]PrinterField // pictures by name
}

// partial says whether a format was begun and not ended.
func (p *zplParser) partial() bool { return p.format != nil }

// begun says that a byte is the first of a format, a question not being one.
func (p *zplParser) begun(b byte) bool { return b == '^' }

// feed takes one byte.
func (p *zplParser) feed(b byte) printerEvent {
	p.keep(b)
	command, complete := p.lexer.feed(b)
	if !complete {
		return printerEvent{}
	}
	switch command.String() {
	case "~HS", "~HQ":
		return printerEvent{asked: command.String() + string(command.params)}
	case "^XA":
		return p.begin()
	case "^XZ":
		return p.end()
	}
	err := p.apply(command)
	if err != nil && p.format == nil {
		return reject(err, append([]byte(command.String()), command.params...))
	}
	return printerEvent{}
}

// keep adds a byte to the format's own; a format without end is cut off.
func (p *zplParser) keep(b byte) {
	if p.format == nil {
		return
	}
	if len(p.raw) == zplLongest {
		p.format.fail(fmt.Errorf("the format is longer than %d bytes", zplLongest))
		return
	}
	p.raw = append(p.raw, b)
}

func (p *zplParser) apply(command zplCommand) error {
	if known, err := p.manage(command); known {
		if err != nil && p.format != nil {
			p.format.fail(fmt.Errorf("%s: %w", command, err))
		}
		return err
	}
	if command.prefix == '~' {
		err := fmt.Errorf("%s is not a command of this printer", command)
		if p.format != nil {
			p.format.fail(err)
		}
		return err
	}
	if p.format == nil {
		return fmt.Errorf("%s outside a format: ^XA is missing", command)
	}
	if err := p.format.do(command); err != nil {
		p.format.fail(fmt.Errorf("%s: %w", command, err))
	}
	return nil
}

func (p *zplParser) begin() printerEvent {
	if p.format != nil {
		p.format.fail(fmt.Errorf("^XA inside a format: ^XZ is missing"))
		return printerEvent{}
	}
	p.format, p.raw = newZPLFormat(), []byte("^XA")
	return printerEvent{}
}

func (p *zplParser) end() printerEvent {
	if p.format == nil {
		return reject(fmt.Errorf("^XZ without ^XA"), []byte("^XZ"))
	}
	format, raw := p.format, p.raw
	p.format, p.raw = nil, nil
	if format.deletes && format.fault == nil && len(format.label.Fields) == 0 {
		return printerEvent{} // it prints nothing
	}
	label, err := format.finish()
	if err != nil {
		return reject(err, raw)
	}
	label.ZPL = raw
	return printerEvent{label: label}
}

// close says that the connection is over.
func (p *zplParser) close() printerEvent {
	if p.format == nil {
		return printerEvent{}
	}
	return reject(fmt.Errorf("the connection ended inside a format: ^XZ is missing"), p.raw)
}

// ReadZPL reads a job as a printer does: what it would print, and what it
// would not and why.
func ReadZPL(job []byte) (labels []PrinterLabel, rejections []PrinterRejection) {
	var parser zplParser
	note := func(event printerEvent) {
		if event.label != nil {
			labels = append(labels, *event.label)
		}
		if event.rejection != nil {
			rejections = append(rejections, *event.rejection)
		}
	}
	for _, b := range job {
		note(parser.feed(b))
	}
	note(parser.close())
	return labels, rejections
}

func reject(err error, raw []byte) printerEvent {
	return printerEvent{rejection: &PrinterRejection{Reason: err.Error(), ZPL: raw}}
}
