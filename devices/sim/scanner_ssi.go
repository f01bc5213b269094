package sim

import (
	"context"
	"fmt"
	"time"
)

// longestData is how much data goes into one packet: its length byte counts
// four bytes of head and the bar code type too.
const longestData = 0xFF - 5

// attempts is how often a packet is sent before the scanner gives up.
const attempts = 3

// packets are the DECODE_DATA packets of a code. The AIM identifier becomes the
// bar code type where there is one for it, as a scanner without AIM identifiers
// would send it.
func (s *Scanner) packets(code string) [][]byte {
	kind, known := map[string]byte{"]E0": 0x0B, "]E4": 0x0A, "]C0": 0x03, "]C1": 0x0F, "]e0": 0x30}[s.options.AIM]
	if !known {
		kind, code = 0x1B, s.options.AIM+code
	}
	var all [][]byte
	for {
		part := code[:min(len(code), s.options.PacketData)]
		code = code[len(part):]
		var status byte
		if code != "" {
			status = 2 // more follows
		}
		all = append(all, packet(status, append([]byte{kind}, part...)))
		if code == "" {
			return all
		}
	}
}

// packet is length, opcode, source (the decoder), status, data, checksum.
func packet(status byte, data []byte) []byte {
	p := append([]byte{byte(4 + len(data)), 0xF3, 0, status}, data...)
	var sum int
	for _, b := range p {
		sum += int(b)
	}
	return append(p, byte(-sum>>8), byte(-sum))
}

// repeated is the packet with its retransmit bit set.
func repeated(p []byte) []byte {
	return packet(p[3]|1, p[4:len(p)-2])
}

// exchange sends the packets of a code, each when the one before was taken.
func (s *Scanner) exchange(ctx context.Context, code string) error {
	for _, p := range s.packets(code) {
		if err := s.deliver(ctx, p); err != nil {
			return err
		}
	}
	return nil
}

// deliver sends a packet until it is acknowledged.
func (s *Scanner) deliver(ctx context.Context, p []byte) error {
	for range attempts {
		select {
		case <-s.heard: // of an earlier packet
		default:
		}
		if err := s.transmit(p); err != nil {
			return err
		}
		p = repeated(p)
		select {
		case kind := <-s.heard:
			if kind == taken {
				return nil
			}
		case <-time.After(s.options.RepeatAfter):
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
	return fmt.Errorf("%w: the packet was sent %d times and not acknowledged", ErrNoAnswer, attempts)
}

// acknowledged takes what the host says to a packet, unless it gets lost.
func (s *Scanner) acknowledged(kind AnswerKind) {
	s.mu.Lock()
	lost := s.unheard > 0
	if lost {
		s.unheard--
	}
	s.mu.Unlock()
	if lost {
		return
	}
	select {
	case s.heard <- kind:
	default:
	}
}
