package sim

import (
	"context"
	"errors"
	"net"
	"time"
)

func bind(address string) (net.Listener, error) {
	return new(net.ListenConfig).Listen(context.Background(), "tcp", address)
}

// listen takes connections from a listener until it is closed.
func (p *Printer) listen(listener net.Listener) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed() {
		return errors.Join(errors.New("the simulated printer is closed"), listener.Close())
	}
	p.listener = listener
	p.running.Go(func() {
		for {
			link, err := listener.Accept()
			if err != nil {
				return
			}
			p.accept(link)
		}
	})
	return nil
}

func (p *Printer) closed() bool {
	select {
	case <-p.closing:
		return true
	default:
		return false
	}
}

func (p *Printer) accept(link net.Conn) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed() {
		_ = link.Close()
		return
	}
	p.links[link] = struct{}{}
	p.accepted++
	close(p.changed)
	p.changed = make(chan struct{})
	p.running.Go(func() {
		p.serve(link)
		p.change(func() { delete(p.links, link) })
		_ = link.Close()
	})
}

// serve reads one connection's jobs. While another connection is being read,
// it waits.
func (p *Printer) serve(link net.Conn) {
	if !p.listening() {
		return
	}
	select {
	case p.head <- struct{}{}:
	case <-p.closing:
		return
	}
	defer func() { <-p.head }()
	conversation := printerConversation{printer: p, link: link, parser: newPrinterParser(p.options.Language)}
	for p.listening() && conversation.read() {
		continue
	}
	p.note(conversation.parser.close())
}

// listening waits until the printer is not deaf; false means it was closed.
func (p *Printer) listening() bool {
	for {
		p.mu.Lock()
		deaf, changed := p.faults.Deaf, p.changed
		p.mu.Unlock()
		if !deaf {
			return true
		}
		select {
		case <-changed:
		case <-p.closing:
			return false
		}
	}
}

// printerConversation is one connection that is being read.
type printerConversation struct {
	printer *Printer
	link    net.Conn
	parser  printerParser
	counted int // bytes of jobs
}

// read takes the next bytes; false means that the connection is over.
func (c *printerConversation) read() bool {
	size := 4096
	rate := c.printer.Faults().BytesPerSecond
	if rate > 0 {
		size = max(1, rate/100)
	}
	buffer := make([]byte, size)
	n, err := c.link.Read(buffer)
	if rate > 0 && n > 0 && !c.printer.pass(time.Duration(n)*time.Second/time.Duration(rate)) {
		return false
	}
	for _, b := range buffer[:n] {
		if !c.take(b) {
			return false
		}
	}
	return err == nil
}

// take handles one byte; false means that the connection was ended.
func (c *printerConversation) take(b byte) bool {
	event := c.parser.feed(b)
	if c.counted > 0 || event.label != nil || c.parser.begun(b) {
		c.counted++
	}
	c.printer.note(event)
	faults := c.printer.Faults()
	if event.asked != "" {
		c.answer(event.asked)
	}
	if faults.CloseAfter > 0 && c.counted >= faults.CloseAfter {
		_ = c.link.Close()
		return false
	}
	if faults.ResetAfter > 0 && c.counted >= faults.ResetAfter || faults.ResetAtEnd && event.label != nil {
		c.reset()
		if faults.ResetOnce {
			c.printer.change(c.printer.faults.resetNoMore)
		}
		return false
	}
	return true
}

// reset ends the connection as a printer does whose power fails.
func (c *printerConversation) reset() {
	if tcp, ok := c.link.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0)
	}
	_ = c.link.Close()
}

// note keeps what a byte brought.
func (p *Printer) note(event printerEvent) {
	switch {
	case event.label != nil:
		p.change(func() {
			p.waiting = append(p.waiting, *event.label)
			p.formats++
		})
	case event.rejection != nil:
		rejection := *event.rejection
		rejection.At = time.Now()
		if p.options.Rejected != nil {
			p.options.Rejected(rejection)
		}
		p.change(func() { p.rejections = lastOf(append(p.rejections, rejection), p.options.Keep) })
	}
}

// press prints what waits, in order, while nothing is wrong.
func (p *Printer) press() {
	for {
		label, err := p.next()
		if err != nil || p.options.PrintTime > 0 && !p.pass(p.options.PrintTime) {
			return
		}
		label.At, label.Number = time.Now(), p.count()+1
		if p.options.Printed != nil {
			p.options.Printed(label)
		}
		p.change(func() {
			p.printed++
			p.formats--
			p.faults.usePaper()
			p.labels = lastOf(append(p.labels, label), p.options.Keep)
		})
	}
}

// next waits for a label that may be printed now.
func (p *Printer) next() (PrinterLabel, error) {
	for {
		p.mu.Lock()
		changed, f := p.changed, p.faults
		if len(p.waiting) > 0 && !f.stop() {
			label := p.waiting[0]
			p.waiting = p.waiting[1:]
			p.mu.Unlock()
			return label, nil
		}
		p.mu.Unlock()
		select {
		case <-changed:
		case <-p.closing:
			return PrinterLabel{}, errors.New("closed")
		}
	}
}

// pass lets time pass; false means that the printer was closed.
func (p *Printer) pass(d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-p.closing:
		return false
	}
}

func lastOf[T any](all []T, keep int) []T {
	return all[max(0, len(all)-keep):]
}
