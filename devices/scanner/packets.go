package scanner

// The shortest packet, without its checksum, and where its parts are.
const (
	headLength = 4
	atOpcode   = 1
	atSource   = 2
	atStatus   = 3
	sumLength  = 2
)

// packets finds SSI packets in a stream of bytes and acknowledges them. A packet
// that its sender repeats because the acknowledgment was lost is one read; one
// that was spoiled is asked for again. What is no packet becomes one fault, when
// the line has gone quiet.
type packets struct {
	// typed says that every packet of a message begins with the bar code
	// type; patience is how many gaps the next packet may take.
	typed    bool
	patience int
	// last is the last packet that was accepted, also over an earlier
	// connection of this scanner.
	last *string

	waiting []byte // not yet a packet
	noise   bool   // bytes were dropped that were never a packet
	spoiled bool   // a packet was dropped: it is to be asked for
	asked   bool   // it was asked for and did not come yet
	parts   []byte // of a message of which more follows
	kind    byte   // the bar code type of that message
	more    bool   // more follows
	quiet   int    // gaps since its last packet
}

// CountPackets counts the codes that come in SSI packets in a stream of bytes.
// Even one is no accident: it has a checksum.
func CountPackets(stream []byte) int {
	p := packets{typed: true, last: new(string), patience: 1}
	count := 0
	note := func(frame Frame, complete bool) bool {
		if complete && frame.Symbology+frame.Data != "" {
			count++
		}
		return complete
	}
	for _, b := range stream {
		note(p.Push(b))
	}
	for note(p.Gap()) {
	}
	return count
}

// Push takes the next byte.
func (p *packets) Push(b byte) (Frame, bool) {
	p.waiting = append(p.waiting, b)
	return p.next()
}

// Pending tells whether a gap would change anything.
func (p *packets) Pending() bool { return len(p.waiting) > 0 || p.noise || p.spoiled || p.more }

// Gap tells that nothing came for a while: what waits for more bytes will not
// get them. A whole packet behind it counts.
func (p *packets) Gap() (Frame, bool) {
	for {
		if frame, complete := p.next(); complete {
			return frame, true
		}
		if len(p.waiting) == 0 {
			break
		}
		p.drop()
	}
	switch {
	case p.spoiled:
		p.spoiled, p.noise, p.asked = false, false, true
		return Frame{Reply: ssiPacket(ssiNak, causeResend)}, true
	case p.noise:
		p.noise = false
		return Frame{Fault: Damaged}, true
	case p.more:
		return p.hold()
	}
	return Frame{}, false
}

// hold waits for the rest of a message, up to a point: or the next code would
// be added to it.
func (p *packets) hold() (Frame, bool) {
	p.quiet++
	if p.quiet <= p.patience {
		return Frame{}, false
	}
	p.forget()
	return Frame{Fault: Cut}, true
}

func (p *packets) forget() { p.parts, p.more, p.quiet = nil, false, 0 }

// next takes the first packet off what is waiting.
func (p *packets) next() (Frame, bool) {
	for {
		for len(p.waiting) > 0 && !begins(p.waiting) {
			p.drop()
		}
		if len(p.waiting) < headLength || len(p.waiting) < int(p.waiting[0])+sumLength {
			return Frame{}, false
		}
		length := int(p.waiting[0])
		packet, sum := p.waiting[:length], p.waiting[length:length+sumLength]
		if ssiChecksum(packet) != uint16(sum[0])<<8|uint16(sum[1]) {
			p.drop()
			continue
		}
		frame, complete := p.accept(packet)
		p.waiting = append(p.waiting[:0], p.waiting[length+sumLength:]...)
		if complete {
			return frame, true
		}
	}
}

// begins tells whether bytes can be the beginning of a scanner's packet: its
// length, an opcode (those of a scanner are 73h and above), its source.
func begins(b []byte) bool {
	return b[0] >= headLength &&
		(len(b) <= atOpcode || b[atOpcode] >= 0x73) &&
		(len(b) <= atSource || b[atSource] == fromDecoder)
}

// drop gives the first waiting byte up. A NUL is what a port says when a plug
// goes in, and means nothing.
func (p *packets) drop() {
	switch {
	case len(p.waiting) > atSource && begins(p.waiting) && p.waiting[atOpcode] == ssiDecode:
		p.spoiled = true
	case p.waiting[0] != 0:
		p.noise = true
	}
	p.waiting = append(p.waiting[:0], p.waiting[1:]...)
}

// accept takes a whole packet.
func (p *packets) accept(packet []byte) (Frame, bool) {
	switch packet[atOpcode] {
	case ssiAck, ssiNak:
		return Frame{}, false // to our answer; neither is acknowledged in turn
	case ssiDecode:
	default:
		return Frame{Reply: ssiPacket(ssiAck)}, true // an event, a reply
	}
	if p.spoiled {
		p.spoiled, p.noise = false, false // its rest was the noise
	}
	status, data := packet[atStatus], packet[headLength:]
	if status&retransmitted != 0 && string(data) == *p.last && !p.asked {
		return Frame{Reply: ssiPacket(ssiAck)}, true
	}
	*p.last, p.asked, p.quiet = string(data), false, 0
	return p.assemble(data, status&moreFollows != 0), true
}

// assemble adds the data of a packet to its message.
func (p *packets) assemble(data []byte, more bool) Frame {
	if len(data) > 0 && (p.typed || !p.more) {
		p.kind, data = data[0], data[1:]
	}
	p.parts, p.more = append(p.parts, data...), more
	frame := Frame{Reply: ssiPacket(ssiAck)}
	switch {
	case len(p.parts) > MaxFrame:
		frame.Fault = TooLong
	case more:
		return frame
	case len(p.parts) == 0:
		frame.Fault = Empty
	default:
		frame.Data, frame.Symbology = string(p.parts), ssiSymbology(p.kind)
	}
	p.forget()
	return frame
}
