package scanner_test

import (
	"context"
	"fmt"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"tallyman/devices/line"
	"tallyman/devices/scanner"
	"tallyman/devices/sim"
)

func TestFramesOnAPort(t *testing.T) {
	for _, frame := range []sim.Frame{sim.CR, sim.LF, sim.CRLF, sim.STXETX, sim.Bare} {
		for _, gap := range []time.Duration{0, time.Millisecond} {
			t.Run(fmt.Sprintf("%s %v", frame, gap), func(t *testing.T) {
				device := plugIn(t, sim.ScannerOptions{Profile: sim.Honeywell, Frame: frame, AIM: "]C1", ByteGap: gap})
				reads := make(chan scanner.Read, 8)
				run(t, "serial:"+device.Path()+"?answer=honeywell", good(reads))
				for _, code := range []string{"0195200000000010\x1d21A", "0195200000000027"} {
					if _, err := device.Scan(t.Context(), code); err != nil {
						t.Fatal(err)
					}
					if r := <-reads; r.Code != code || r.Symbology != "]C1" || r.Device != "pack-1" {
						t.Fatalf("read %+v, want %q", r, code)
					}
				}
				if len(reads) != 0 {
					t.Errorf("one more read: %+v", <-reads)
				}
			})
		}
	}
}

func TestBurstInOrder(t *testing.T) {
	device := plugIn(t, sim.ScannerOptions{Profile: sim.Datalogic})
	reads := make(chan scanner.Read, 256)
	run(t, "serial:"+device.Path()+"?answer=datalogic", good(reads))
	var burst []byte
	for i := range 200 {
		burst = fmt.Appendf(burst, "CODE-%03d\r", i)
	}
	last := time.Now()
	must(t, device.SendRaw(burst))
	for i := range 200 {
		r := receive(t, reads, "a read")
		if want := fmt.Sprintf("CODE-%03d", i); r.Code != want || r.At.Before(last) {
			t.Fatalf("read %d is %+v, after %v; want %s", i, r, last, want)
		}
		last = r.At
	}
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	if _, err := device.WaitAnswers(ctx, 200); err != nil {
		t.Fatal(err)
	}
}

func TestFaultsAreReadsToo(t *testing.T) {
	device := plugIn(t, sim.ScannerOptions{Profile: sim.Datalogic})
	reads := make(chan scanner.Read, 8)
	run(t, "serial:"+device.Path()+"?answer=datalogic", good(reads))
	noise := strings.Repeat("\x80", scanner.MaxFrame+100)
	must(t, device.SendRaw([]byte(noise+"\r12\x0034\r\x02AB\x02CD\x03]E0\rEF\r")))
	var got []scanner.Read
	for range 6 {
		got = append(got, receive(t, reads, "a read"))
	}
	if codes(got) != "too_long damaged cut CD ]E0empty EF" {
		t.Fatalf("reads: %s", codes(got))
	}
}

func TestReadsWaitWithTheirTime(t *testing.T) {
	device := plugIn(t, sim.ScannerOptions{Profile: sim.Datalogic})
	handling, release := make(chan scanner.Read, 8), make(chan struct{})
	s, _ := run(t, "serial:"+device.Path()+"?answer=datalogic", func(_ context.Context, r scanner.Read) scanner.Reply {
		handling <- r
		<-release
		return scanner.Reply{Answer: scanner.Bad}
	})
	send(t, device, s, "A\r")
	receive(t, handling, "the first read")
	send(t, device, s, "B\r")
	send(t, device, s, "C\r") // now B has its time
	released := time.Now()
	if len(handling) != 0 {
		t.Error("a second read was handled beside the first")
	}
	close(release)
	if b := receive(t, handling, "the second read"); b.Code != "B" || b.At.After(released) {
		t.Errorf("second read %+v; it came before %v", b, released)
	}
	if c := receive(t, handling, "the third read"); c.Code != "C" {
		t.Errorf("third read %+v", c)
	}
}

// The gap that ends a code is not part of its time.
func TestTimeOfACodeWithoutTerminator(t *testing.T) {
	device := plugIn(t, sim.ScannerOptions{Frame: sim.Bare})
	reads := make(chan scanner.Read, 1)
	s, _ := run(t, "serial:"+device.Path()+"?idle=200ms", good(reads))
	must(t, device.Send("A"))
	r := receive(t, reads, "the read")
	if late := time.Since(r.At); late < 200*time.Millisecond || r.At.Sub(s.Health().LastByte).Abs() > 100*time.Millisecond {
		t.Errorf("the read is %v old, its last byte %v", late, time.Since(s.Health().LastByte))
	}
}

func TestOverTCP(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	defer listener.Close()
	reads := make(chan scanner.Read, 8)
	s, _ := run(t, "tcp://"+listener.Addr().String()+"?idle=30ms&answer=honeywell", good(reads))
	for round := range 2 {
		server, err := listener.Accept()
		must(t, err)
		must(t, server.SetDeadline(time.Now().Add(patience)))
		_, err = server.Write([]byte("WITH\r\nWITHOUT"))
		must(t, err)
		for _, want := range []string{"WITH", "WITHOUT"} {
			if r := receive(t, reads, "a read"); r.Code != want {
				t.Fatalf("read %+v, want %s", r, want)
			}
			answer := make([]byte, 3)
			if _, err := server.Read(answer); err != nil || string(answer) != "\x1b7," {
				t.Fatalf("answer %q, %v", answer, err)
			}
		}
		_, err = server.Write([]byte("\x02HALF"))
		must(t, err)
		must(t, server.Close())
		eventually(t, "it is connected again", func() bool { return s.Health().Reconnects == round+1 })
	}
}

func TestSixtyFourAtOnce(t *testing.T) {
	var group sync.WaitGroup
	for i := range 64 {
		device := plugIn(t, sim.ScannerOptions{Profile: sim.Honeywell})
		run(t, "serial:"+device.Path()+"?answer=honeywell", func(_ context.Context, r scanner.Read) scanner.Reply {
			if r.Code != fmt.Sprintf("CODE-%d", i) {
				return scanner.Reply{Answer: scanner.Bad}
			}
			return scanner.Reply{Answer: scanner.Good}
		})
		group.Go(func() {
			for range 20 {
				answer, err := device.Scan(t.Context(), fmt.Sprintf("CODE-%d", i))
				if err != nil || answer.Kind != sim.Good {
					t.Errorf("scanner %d: %q, %v", i, answer.Bytes, err)
					return
				}
			}
		})
	}
	group.Wait()
}

func TestOneRunAtATime(t *testing.T) {
	device := plugIn(t, sim.ScannerOptions{})
	s, _ := run(t, "serial:"+device.Path(), good(make(chan scanner.Read, 1)))
	if err := s.Run(t.Context(), nil); err == nil {
		t.Fatal("a second Run was let through")
	}
	if s.Health().State != line.Up {
		t.Fatal("the first Run suffered")
	}
}
