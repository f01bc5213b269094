package sim

import (
	"slices"
	"strings"
)

// Profile is a family of scanners, by what it takes as an answer.
type Profile string

// The families. The sequences are those of the vendors' programming guides. A
// lone BEL is known to be good only when no second one follows it, so Scan of a
// plain or CipherLab scanner returns 20 ms after its answer; Answer.At has the
// right time.
const (
	Plain     Profile = "plain"     // Zebra with BEL switched on: one BEL good, two bad, three one too many
	Datalogic Profile = "datalogic" // Gryphon: ESC [3q good, ESC [4q bad
	PowerScan Profile = "powerscan" // B good; F bad, and E to read again
	Honeywell Profile = "honeywell" // Host ACK: ESC 7 , good, ESC 8 , twice bad
	SSI       Profile = "ssi"       // Zebra: packets both ways
	Newland   Profile = "newland"   // commands, each of which it confirms
	CipherLab Profile = "cipherlab" // one beep for each #@//// CR
)

// Profiles lists the families.
func Profiles() []Profile {
	return []Profile{Plain, Datalogic, PowerScan, Honeywell, SSI, Newland, CipherLab}
}

// AnswerKind is what a worker hears.
type AnswerKind string

// The kinds of answers.
const (
	Good      AnswerKind = "good"
	Bad       AnswerKind = "bad"
	Over      AnswerKind = "over"
	Attention AnswerKind = "attention"
	Other     AnswerKind = "other" // bytes that the scanner does not know
)

// What a host says to a packet of SSI. It is no answer, as nobody hears it.
const (
	taken AnswerKind = "ack"
	again AnswerKind = "nak"
)

type sequence struct {
	bytes string
	kind  AnswerKind
}

// sequences of a profile, longest first where one begins another.
func (p Profile) sequences() []sequence {
	switch p {
	case Datalogic:
		return []sequence{
			{"\x1b[0q\x1b[1q\x1b[0q\x1b[1q", Attention},
			{"\x1b[2q\x1b[2q", Over},
			{"\x1b[3q", Good},
			{"\x1b[4q", Bad},
		}
	case PowerScan:
		return []sequence{{"FE", Bad}, {"B", Good}, {"\x01", Good}}
	case Honeywell:
		return []sequence{
			{"\x1b6,\x1b4,\x1b6,\x1b4,", Attention},
			{"\x1b4,\x1b4,\x1b4,", Over},
			{"\x1b8,\x1b8,", Bad},
			{"\x1b7,", Good},
		}
	case SSI:
		return []sequence{
			{"\x05\xe6\x04\x00\x04\xff\x0d", Attention},
			{"\x05\xe6\x04\x00\x02\xff\x0f", Over},
			{"\x05\xe6\x04\x00\x07\xff\x0a", Bad},
			{"\x05\xe6\x04\x00\x00\xff\x11", Good},
			{"\x04\xd0\x04\x00\xff\x28", taken},
			{"\x05\xd1\x04\x00\x01\xff\x25", again},
		}
	case Newland:
		return []sequence{
			{"~\x010000#BEEPON700F200T20V;\x03~\x010000#BEEPON2700F100T20V;\x03", Attention},
			{"~\x010000#BEEPON1300F150T20V;\x03~\x010000#BEEPON1300F150T20V;\x03", Over},
			{"~\x010000#BEEPON700F600T20V;\x03", Bad},
			{"~\x010000#BEEPON2700F100T20V;\x03", Good},
		}
	case CipherLab:
		return []sequence{{"#@////\r#@////\r#@////\r", Over}, {"#@////\r#@////\r", Bad}, {"#@////\r", Good}}
	default:
		return []sequence{{"\a\a\a", Over}, {"\a\a", Bad}, {"\a", Good}}
	}
}

// grouped puts a Honeywell base's work group before every command.
func grouped(all []sequence, group string) []sequence {
	if group == "" {
		return all
	}
	addressed := slices.Clone(all)
	for i := range addressed {
		addressed[i].bytes = strings.ReplaceAll(addressed[i].bytes, "\x1b", group+"\x1b")
	}
	return addressed
}

// confirmations are what a scanner says back to the bytes of an answer.
func (p Profile) confirmations(answer string) string {
	switch p {
	case SSI:
		return "\x04\xd0\x00\x00\xff\x2c" // CMD_ACK of the decoder
	case Newland:
		return newlandReplies(answer)
	default:
		return ""
	}
}

// newlandReplies repeats each command with STX for the tilde and ACK before its
// suffix.
func newlandReplies(commands string) string {
	return strings.NewReplacer("~", "\x02", ";", "\x06;").Replace(commands)
}
