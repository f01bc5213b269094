package scanner

// MaxFrame is the longest frame in bytes, without its terminator.
const MaxFrame = 4096

// Fault says why a frame is no code.
type Fault string

// The faults of frames.
const (
	// TooLong: more than MaxFrame bytes without a terminator; often a wrong
	// baud rate.
	TooLong Fault = "too_long"
	// Cut: a frame began with STX and its ETX did not come.
	Cut Fault = "cut"
	// Damaged: a NUL inside the code, which is how a serial port reports a
	// byte with wrong parity or framing.
	Damaged Fault = "damaged"
	// Empty: an AIM identifier with no code after it.
	Empty Fault = "empty"
)

// Control characters that frame a code (ISO/IEC 646).
const (
	stx = 0x02
	etx = 0x03
	lf  = 0x0A
	cr  = 0x0D
	gs  = 0x1D
)

// Frame is what a scanner sent for one symbol: either bytes, or a fault. One
// with neither is no symbol, but has a Reply.
type Frame struct {
	Data  string
	Fault Fault
	// Symbology is the AIM identifier when the frame itself says which, or
	// "". One at the start of Data comes first.
	Symbology string
	// Reply is sent to the scanner at once, before the read is handled: that
	// the frame came in whole, or not. It is no answer, and "" for most.
	Reply string
}

// framing finds frames in the bytes of one connection. It is used by one
// goroutine.
type framing interface {
	// Push takes the next byte. The frame is valid when complete is true.
	Push(b byte) (frame Frame, complete bool)
	// Gap tells that nothing came for a while. It is called until nothing
	// is complete.
	Gap() (frame Frame, complete bool)
	// Pending tells whether a gap would change anything.
	Pending() bool
}

// Framer finds frames in a stream of bytes. A frame ends with CR, LF or ETX,
// or with a gap in time, which the owner of the clock reports through Gap; STX
// begins a frame that only ETX ends. Frames without a byte in them, such as
// between CR and LF, are not reported. The zero value is ready; a Framer is
// used by one goroutine and for one connection, so that no frame is made of
// two halves.
type Framer struct {
	data     []byte
	framed   bool // after STX: only ETX ends the frame
	skipping bool // after TooLong: up to the next terminator
}

// Push takes the next byte. The frame is valid when complete is true.
func (f *Framer) Push(b byte) (frame Frame, complete bool) {
	switch {
	case b == stx:
		// A frame that was under way has lost its end.
		frame, complete = f.end(Cut)
		f.framed = true
		return frame, complete
	case b == etx, !f.framed && (b == cr || b == lf):
		return f.end("")
	case f.skipping:
		return Frame{}, false
	case len(f.data) == MaxFrame:
		// Even if the STX that began it was noise, any terminator ends
		// the skipping.
		f.data, f.framed, f.skipping = f.data[:0], false, true
		return Frame{Fault: TooLong}, true
	default:
		f.data = append(f.data, b)
		return Frame{}, false
	}
}

// Gap tells that nothing came for a while, which ends a frame without a
// terminator.
func (f *Framer) Gap() (frame Frame, complete bool) {
	if f.framed {
		return f.end(Cut)
	}
	return f.end("")
}

// Pending tells whether a gap would change anything.
func (f *Framer) Pending() bool { return len(f.data) > 0 || f.framed || f.skipping }

func (f *Framer) end(fault Fault) (Frame, bool) {
	frame := Frame{Fault: fault}
	if fault == "" {
		frame.Data = string(f.data)
	}
	complete := len(f.data) > 0
	f.data, f.framed, f.skipping = f.data[:0], false, false
	return frame, complete
}
