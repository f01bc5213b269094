package scanner_test

import (
	"context"
	"testing"

	"tallyman/devices/scanner"
	"tallyman/devices/sim"
)

// What goes over the line for each answer, as the vendors' guides have it.
func TestAnswers(t *testing.T) {
	tests := []struct {
		profile sim.Profile
		option  string
		bytes   map[scanner.Answer]string
		// alike are the answers that sound like Bad.
		alike []scanner.Answer
	}{
		{profile: sim.Plain, bytes: map[scanner.Answer]string{
			scanner.Good: "\x07", scanner.Bad: "\x07\x07", scanner.Over: "\x07\x07\x07",
		}, alike: []scanner.Answer{scanner.Attention}},
		{profile: sim.Datalogic, bytes: map[scanner.Answer]string{
			scanner.Good: "\x1b\x5b\x33\x71", scanner.Bad: "\x1b\x5b\x34\x71",
			scanner.Over: "\x1b[2q\x1b[2q", scanner.Attention: "\x1b[0q\x1b[1q\x1b[0q\x1b[1q",
		}},
		{profile: sim.PowerScan, bytes: map[scanner.Answer]string{
			scanner.Good: "B", scanner.Bad: "FE",
		}, alike: []scanner.Answer{scanner.Over, scanner.Attention}},
		{profile: sim.PowerScan, option: "&beep=forced", bytes: map[scanner.Answer]string{scanner.Good: "\x01"}},
		{profile: sim.Honeywell, bytes: map[scanner.Answer]string{
			scanner.Good: "\x1b\x37\x2c", scanner.Bad: "\x1b\x38\x2c\x1b\x38\x2c",
			scanner.Over: "\x1b4,\x1b4,\x1b4,", scanner.Attention: "\x1b6,\x1b4,\x1b6,\x1b4,",
		}},
		{profile: sim.SSI, bytes: map[scanner.Answer]string{
			scanner.Good: "\x05\xe6\x04\x00\x00\xff\x11", scanner.Bad: "\x05\xe6\x04\x00\x07\xff\x0a",
			scanner.Over: "\x05\xe6\x04\x00\x02\xff\x0f", scanner.Attention: "\x05\xe6\x04\x00\x04\xff\x0d",
		}},
		{profile: sim.Newland, bytes: map[scanner.Answer]string{
			scanner.Good: "~\x010000#BEEPON2700F100T20V;\x03", scanner.Bad: "~\x010000#BEEPON700F600T20V;\x03",
		}},
		{profile: sim.CipherLab, bytes: map[scanner.Answer]string{
			scanner.Good: "#@////\r", scanner.Bad: "#@////\r#@////\r",
		}, alike: []scanner.Answer{scanner.Attention}},
	}
	for _, tt := range tests {
		t.Run(string(tt.profile)+tt.option, func(t *testing.T) {
			device := plugIn(t, sim.ScannerOptions{Profile: tt.profile})
			run(t, "serial:"+device.Path()+"?answer="+string(tt.profile)+tt.option, answerByName)
			for _, a := range scanner.Answers() {
				heard, err := device.Scan(t.Context(), a.String())
				must(t, err)
				want, kind := tt.bytes[a], sim.AnswerKind(a.String())
				for _, alike := range tt.alike {
					if alike == a {
						want, kind = tt.bytes[scanner.Bad], sim.Bad
					}
				}
				if heard.Kind != kind && tt.option == "" || want != "" && heard.Bytes != want {
					t.Errorf("%s sounds as %s, %q; want %q", a, heard.Kind, heard.Bytes, want)
				}
			}
			if n := len(device.Answers()); n != 4 {
				t.Errorf("%d answers came, want 4", n)
			}
		})
	}
}

// answerByName answers a read as it says.
func answerByName(_ context.Context, r scanner.Read) scanner.Reply {
	for _, a := range scanner.Answers() {
		if a.String() == r.Code {
			return scanner.Reply{Answer: a}
		}
	}
	return scanner.Reply{}
}

// What is answered by silence is followed by the next answer.
func TestSilenceIsDelivered(t *testing.T) {
	device := plugIn(t, sim.ScannerOptions{Profile: sim.Honeywell})
	delivered := make(chan error, 8)
	run(t, "serial:"+device.Path()+"?answer=honeywell", func(ctx context.Context, r scanner.Read) scanner.Reply {
		reply := answerByName(ctx, r)
		reply.Delivered = func(err error) { delivered <- err }
		return reply
	})
	must(t, device.Send("nothing"))
	must(t, receive(t, delivered, "delivery of silence"))
	_, err := device.Scan(t.Context(), "good")
	must(t, err)
	must(t, receive(t, delivered, "delivery"))
}

// Sounds of the user's own go out as they are given.
func TestOwnSounds(t *testing.T) {
	device := plugIn(t, sim.ScannerOptions{Profile: sim.Datalogic})
	run(t, "serial:"+device.Path()+"?answer=none&good=%1b%5B4q&over=%1b%5B3q", answerByName)
	for code, want := range map[string]string{"good": "\x1b[4q", "over": "\x1b[3q"} {
		if heard, err := device.Scan(t.Context(), code); err != nil || heard.Bytes != want {
			t.Errorf("%s sounds as %q, %v; want %q", code, heard.Bytes, err, want)
		}
	}
	must(t, device.Send("bad"))
	if heard, err := device.Scan(t.Context(), "good"); err != nil || heard.Bytes != "\x1b[4q" {
		t.Errorf("after an answer that was not given: %q, %v", heard.Bytes, err)
	}
}

// A base hands a command to the scanner of its work group only.
func TestWorkGroup(t *testing.T) {
	device := plugIn(t, sim.ScannerOptions{Profile: sim.Honeywell, Group: "3", Suspended: true})
	run(t, "serial:"+device.Path()+"?answer=honeywell&group=3", answerByName)
	for _, a := range scanner.Answers() {
		if heard, err := device.Scan(t.Context(), a.String()); err != nil || string(heard.Kind) != a.String() {
			t.Errorf("%s sounds as %s, %q, %v", a, heard.Kind, heard.Bytes, err)
		}
	}
}

// A Newland scanner confirms each command; that is no read.
func TestConfirmationsAreNoReads(t *testing.T) {
	device := plugIn(t, sim.ScannerOptions{Profile: sim.Newland})
	reads := make(chan scanner.Read, 8)
	run(t, "serial:"+device.Path()+"?answer=newland", good(reads))
	for _, code := range []string{"A", "B", "C"} {
		_, err := device.Scan(t.Context(), code)
		must(t, err)
		if r := receive(t, reads, "a read"); r.Code != code {
			t.Errorf("read %+v, want %s", r, code)
		}
	}
}
