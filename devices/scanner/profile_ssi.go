package scanner

import (
	"time"

	"tallyman/devices/line"
)

// ssi is a Zebra or Symbol scanner with the Simple Serial Interface (SSI
// programmer's guide 72E-40451; SE-955 integration guide, "Simple Serial
// Interface") and packeted decode data switched on. It is answered by BEEP with
// a code of that guide's table: 00h to 04h are one to five short high beeps,
// 05h to 09h one to five short low ones. The scanner does not wait for it, only
// for the CMD_ACK that its packet came in.
//
// That every packet of a message in several packets has the bar code type in
// front is not verified: continued=data says that only the first has.
func ssi(o *line.Options) profile {
	typed := o.Choice("continued", "type", "type", "data") == "type"
	// A scanner that is plugged in again may repeat what it sent before.
	last := new(string)
	return profile{
		sounds: map[Answer]string{
			Good:      ssiPacket(ssiBeep, 0x00),
			Bad:       ssiPacket(ssiBeep, 0x07),
			Over:      ssiPacket(ssiBeep, 0x02),
			Attention: ssiPacket(ssiBeep, 0x04),
		},
		framing: func(gap time.Duration) framing {
			return &packets{typed: typed, last: last, patience: int(ssiPatience / gap)}
		},
	}
}

// The opcodes of the guide's table 1 that are used here.
const (
	ssiAck    = 0xD0
	ssiNak    = 0xD1
	ssiBeep   = 0xE6
	ssiDecode = 0xF3
)

// What the other bytes of a packet say.
const (
	fromDecoder = 0x00
	fromHost    = 0x04

	retransmitted = 0x01 // status bit 0
	moreFollows   = 0x02 // status bit 1

	causeResend = 0x01 // of a CMD_NAK: the checksum is wrong
)

// ssiPatience is how long the rest of a message in several packets may take: a
// scanner sends a packet three times, 2 s apart by default, and then gives up.
const ssiPatience = 7 * time.Second

// ssiPacket makes a packet of the host: length without checksum, opcode,
// source, status, data, and the checksum with its high byte first.
func ssiPacket(opcode byte, data ...byte) string {
	p := append([]byte{byte(4 + len(data)), opcode, fromHost, 0}, data...)
	sum := ssiChecksum(p)
	return string(append(p, byte(sum>>8), byte(sum)))
}

// ssiChecksum is the two's complement of the sum of the bytes, in 16 bits.
func ssiChecksum(p []byte) uint16 {
	var sum uint16
	for _, b := range p {
		sum += uint16(b)
	}
	return -sum
}

// ssiSymbology is the AIM identifier of a bar code type (SSI programmer's
// guide, DECODE_DATA), or "" where the type does not settle it.
func ssiSymbology(kind byte) string {
	switch kind {
	case 0x01, 0x13:
		return "]A0" // Code 39
	case 0x03:
		return "]C0" // Code 128
	case 0x06:
		return "]I0" // Interleaved 2 of 5
	case 0x08, 0x0B:
		return "]E0" // UPC-A, EAN-13
	case 0x0A:
		return "]E4" // EAN-8
	case 0x0F:
		return "]C1" // GS1-128
	case 0x11:
		return "]L0" // PDF417
	case 0x30, 0x31, 0x32:
		return "]e0" // GS1 DataBar
	default:
		// DataMatrix and QR do not say here whether they carry GS1 data.
		return ""
	}
}
