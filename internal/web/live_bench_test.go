package web

import (
	"bufio"
	"bytes"
	"fmt"
	"net"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

const (
	// benchScreens look at benchRate events a second of benchBytes.
	benchScreens = 200
	benchRate    = 1000
	benchBytes   = 300
)

// BenchmarkScreens has 200 screens follow 1,000 events a second over loopback.
// Every one must get every event in order. p50-ms and p99-ms are from the
// announcement of an event to its arrival at a screen, over all screens. Beside
// it, the baseline: the same bytes in the same frames over bare TCP. Both ends
// share the processors.
func BenchmarkScreens(b *testing.B) {
	b.Run("live", benchLive)
	b.Run("baseline=bare-TCP", benchBare)
}

func benchLive(b *testing.B) {
	s, r := openLive(b)
	address := listen(b, s)
	var all crowd
	for range benchScreens {
		screen := connect(b, address)
		screen.say(`{"subscribe":["scans"],"resume":0}`)
		screen.expect(`{"type":"hello","server":"v1","seq":0}`, `{"type":"snapshot","collection":"scans","seq":0,"rows":[]}`)
		all.add(func(see func([]byte)) error { return readMessages(screen.conn, see) }, b.N)
	}
	b.ResetTimer()
	atRate(b.N, func(n int) { r.set("scans", strconv.Itoa(n), event(n)) })
	all.report(b)
}

func TestEveryScreenGetsEverythingInOrder(t *testing.T) {
	s, r := openLive(t)
	address := listen(t, s)
	const events = 500
	var all crowd
	for range 20 {
		screen := connect(t, address)
		screen.say(`{"subscribe":["scans"],"resume":0}`)
		screen.expect(`{"type":"hello","server":"v1","seq":0}`, `{"type":"snapshot","collection":"scans","seq":0,"rows":[]}`)
		all.add(func(see func([]byte)) error { return readMessages(screen.conn, see) }, events)
	}
	for n := range events {
		r.set("scans", strconv.Itoa(n), event(n))
	}
	all.group.Wait()
	for i, end := range all.ends {
		if end.err != nil || end.next != events {
			t.Errorf("screen %d: %d of %d events: %v", i, end.next, events, end.err)
		}
	}
}

func readMessages(conn *websocket.Conn, see func([]byte)) error {
	var text bytes.Buffer
	for {
		_, reader, err := conn.NextReader()
		if err != nil {
			return err
		}
		text.Reset()
		if _, err := text.ReadFrom(reader); err != nil {
			return err
		}
		see(text.Bytes())
	}
}

// benchBare sends lines of events in frames of 20 ms, a goroutine and a queue
// for each end.
func benchBare(b *testing.B) {
	listener, err := (&net.ListenConfig{}).Listen(b.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { listener.Close() })
	var all crowd
	var queues []chan []byte
	for range benchScreens {
		screen, err := net.Dial("tcp", listener.Addr().String())
		if err != nil {
			b.Fatal(err)
		}
		far, err := listener.Accept()
		if err != nil {
			b.Fatal(err)
		}
		b.Cleanup(func() { screen.Close(); far.Close() })
		all.add(func(see func([]byte)) error { return readLines(screen, see) }, b.N)
		queue := make(chan []byte, b.N+1)
		queues = append(queues, queue)
		go func() {
			for frame := range queue {
				if _, err := far.Write(frame); err != nil {
					return
				}
			}
		}()
	}
	var mu sync.Mutex
	var frame []byte
	done := make(chan struct{})
	var ends sync.WaitGroup
	ends.Go(func() {
		ticks := time.NewTicker(20 * time.Millisecond)
		defer ticks.Stop()
		for ended := false; !ended; {
			select {
			case <-ticks.C:
			case <-done:
				ended = true
			}
			mu.Lock()
			full := frame
			frame = nil
			mu.Unlock()
			for _, queue := range queues {
				queue <- full
			}
		}
	})
	b.ResetTimer()
	atRate(b.N, func(n int) {
		mu.Lock()
		frame = append(append(frame, event(n)...), '\n')
		mu.Unlock()
	})
	close(done)
	all.report(b)
	ends.Wait()
	for _, queue := range queues {
		close(queue)
	}
}

func readLines(conn net.Conn, see func([]byte)) error {
	lines := bufio.NewReaderSize(conn, 64<<10)
	for {
		line, err := lines.ReadSlice('\n')
		if err != nil {
			return err
		}
		see(line)
	}
}

// event is a row that says its number and when it was announced, in
// nanoseconds.
func event(n int) string {
	head := fmt.Sprintf(`{"id":%d,"at":%d,"text":"`, n, time.Now().UnixNano())
	return head + strings.Repeat("x", benchBytes-len(head)-2) + `"}`
}

// atRate does something so many times, benchRate times a second.
func atRate(times int, do func(n int)) {
	begin := time.Now()
	ticks := time.NewTicker(time.Millisecond)
	defer ticks.Stop()
	for n := 0; n < times; {
		<-ticks.C
		for due := int(time.Since(begin) * benchRate / time.Second); n < min(due, times); n++ {
			do(n)
		}
	}
}

// crowd are the ends at which events arrive.
type crowd struct {
	ends  []*arrivals
	group sync.WaitGroup
}

// arrivals counts what came to one end; waits are tenths of milliseconds.
type arrivals struct {
	next  int
	waits [20_000]int
	err   error
}

// add reads from an end until it has seen so many events.
func (c *crowd) add(read func(see func([]byte)) error, events int) {
	end := &arrivals{}
	c.ends = append(c.ends, end)
	c.group.Go(func() { end.err = end.follow(read, events) })
}

func (a *arrivals) follow(read func(see func([]byte)) error, events int) error {
	complete := make(chan error, 1)
	go func() {
		complete <- read(func(text []byte) {
			if err := a.see(text); err != nil || a.next == events {
				select {
				case complete <- err:
				default:
				}
			}
		})
	}()
	return <-complete
}

// see finds the events in a message and checks their order.
func (a *arrivals) see(text []byte) error {
	now := time.Now().UnixNano()
	for {
		_, rest, found := bytes.Cut(text, []byte(`{"id":`))
		if !found {
			return nil
		}
		id, rest, _ := bytes.Cut(rest, []byte(`,"at":`))
		at, rest, _ := bytes.Cut(rest, []byte(`,`))
		n, err := strconv.Atoi(string(id))
		sent, wrong := strconv.ParseInt(string(at), 10, 64)
		if err != nil || wrong != nil || n != a.next {
			return fmt.Errorf("got event %q, want %d", id, a.next)
		}
		a.next++
		tenths := (now - sent) / int64(100*time.Microsecond)
		a.waits[min(max(tenths, 0), int64(len(a.waits))-1)]++
		text = rest
	}
}

// report waits for every end and tells the times of all.
func (c *crowd) report(b *testing.B) {
	b.Helper()
	c.group.Wait()
	b.StopTimer()
	var waits [20_000]int
	total := 0
	for i, end := range c.ends {
		if end.err != nil || end.next != b.N {
			b.Errorf("screen %d: %d of %d events: %v", i, end.next, b.N, end.err)
		}
		for tenths, n := range end.waits {
			waits[tenths] += n
			total += n
		}
	}
	quantile := func(part float64) float64 {
		below := 0
		for tenths, n := range waits {
			if below += n; float64(below) >= part*float64(total) {
				return float64(tenths+1) / 10
			}
		}
		return float64(len(waits)) / 10
	}
	b.ReportMetric(quantile(0.5), "p50-ms")
	b.ReportMetric(quantile(0.99), "p99-ms")
	b.ReportMetric(float64(total)/b.Elapsed().Seconds(), "arrivals/s")
}
