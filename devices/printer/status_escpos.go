package printer

import "fmt"

// escposQuestions are DLE EOT 1, 2 and 4, and 3 where 2 tells of an error
// (Epson, ESC/POS command reference, "Transmit real-time status"). They are
// answered even while the printer is offline, and would spoil a job that they
// stand in the middle of.
func escposQuestions() []question {
	return []question{
		realTime(1, func(b byte, s *Status) { s.Offline = b&0x08 != 0 }, nil),
		realTime(2, func(b byte, s *Status) {
			s.CoverOpen, s.PaperOut, s.Fault = b&0x04 != 0, b&0x20 != 0, b&0x40 != 0
		}, whenAnswered),
		realTime(4, func(b byte, s *Status) { s.PaperOut = s.PaperOut || b&0x60 == 0x60 }, whenAnswered),
		realTime(3, readErrorCause, func(s Status, answered bool) bool { return answered && s.Fault }),
	}
}

// readErrorCause gives a fault its name: bit 3 is the cutter, bit 6 what goes
// away by itself, which is a head that is too hot.
func readErrorCause(b byte, s *Status) {
	s.Cutter, s.TooHot = b&0x08 != 0, b&0x40 != 0
	s.Fault = !s.Cutter && !s.TooHot
}

// realTime is DLE EOT n. Its answer is one byte with bits 1 and 4 set and bits
// 0 and 7 not, by which it is told from XON, XOFF and automatic status.
func realTime(n byte, take func(byte, *Status), wanted func(Status, bool) bool) question {
	const mask, fixed = 0x93, 0x12
	return question{
		name: fmt.Sprintf("DLE EOT %d", n), request: string([]byte{0x10, 0x04, n}), longest: 16, wanted: wanted,
		read: func(answer []byte, status *Status) error {
			for _, b := range answer {
				if b&mask == fixed {
					take(b, status)
					return nil
				}
			}
			return errIncomplete
		},
	}
}
