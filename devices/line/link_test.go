package line_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"
	"time"

	"tallyman/devices/line"
	"tallyman/devices/sim"
)

const patience = 5 * time.Second

// echo runs a link that sends back all it reads and tells when it is up.
func echo(t *testing.T, url string) (*line.Link, <-chan struct{}) {
	t.Helper()
	link := line.NewLink(parse(t, url))
	up := make(chan struct{}, 64)
	ctx, cancel := context.WithCancel(context.Background())
	result := make(chan error, 1)
	go func() {
		result <- link.Run(ctx, func(_ context.Context, c line.Conn) error {
			up <- struct{}{}
			_, err := io.Copy(c, c)
			return err
		})
	}()
	t.Cleanup(func() {
		cancel()
		select {
		case err := <-result:
			if err != nil {
				t.Errorf("Run returned %v", err)
			}
		case <-time.After(patience):
			t.Error("Run did not end with its context")
		}
	})
	return link, up
}

func await(t *testing.T, up <-chan struct{}, limit time.Duration, what string) {
	t.Helper()
	select {
	case <-up:
	case <-time.After(limit):
		t.Fatalf("%s did not happen within %v", what, limit)
	}
}

// eventually waits for what a link notices in its own time.
func eventually(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for deadline := time.Now().Add(patience); !holds(); time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("%s: not within %v", what, patience)
		}
	}
}

func TestLinkOverUnplugAndPlug(t *testing.T) {
	device, err := sim.NewScanner(sim.ScannerOptions{Frame: sim.Bare})
	if err != nil {
		t.Fatal(err)
	}
	defer device.Close()
	if err := device.Unplug(); err != nil {
		t.Fatal(err)
	}
	link, up := echo(t, "serial:"+device.Path())
	eventually(t, "trouble is named", func() bool { return strings.Contains(link.Health().LastError, "plug it in") })
	if h := link.Health(); h.State != line.Never || !h.Since.IsZero() || !h.LastByte.IsZero() {
		t.Fatalf("before the device was there: %+v", h)
	}
	for round := range 3 {
		if err := device.Plug(); err != nil {
			t.Fatal(err)
		}
		await(t, up, time.Second, "reconnecting")
		before := time.Now()
		if h := link.Health(); h.State != line.Up || h.Reconnects != round || h.Since.After(before) {
			t.Fatalf("plugged in: %+v", h)
		}
		if _, err := device.Scan(t.Context(), "\a"); err != nil {
			t.Fatal(err)
		}
		if h := link.Health(); h.LastByte.Before(before) {
			t.Fatalf("last byte at %v, before it was sent at %v", h.LastByte, before)
		}
		if err := device.Unplug(); err != nil {
			t.Fatal(err)
		}
		eventually(t, "the line is down", func() bool { return link.Health().State == line.Down })
	}
}

func TestLinkOverTCPServerRestart(t *testing.T) {
	listener := listen(t, "127.0.0.1:0")
	address := listener.Addr().String()
	link, up := echo(t, "tcp://"+address)
	await(t, up, patience, "connecting")
	first, err := listener.Accept()
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(listener.Close(), first.Close()); err != nil {
		t.Fatal(err)
	}
	eventually(t, "the refusal is noticed", func() bool { return strings.Contains(link.Health().LastError, "refused") })
	if h := link.Health(); h.State != line.Down {
		t.Fatalf("server gone: %+v", h)
	}
	listen(t, address)
	await(t, up, time.Second, "reconnecting")
	eventually(t, "one reconnect", func() bool { return link.Health().Reconnects == 1 })
}

func TestLinkSurvivesAPanic(t *testing.T) {
	device := newPTY(t)
	link := line.NewLink(parse(t, "serial:"+device.Path()))
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	sessions := 0
	err := link.Run(ctx, func(context.Context, line.Conn) error {
		if sessions++; sessions == 1 {
			panic("index out of range [16]")
		}
		cancel()
		return nil
	})
	if err != nil || sessions != 2 || !strings.Contains(link.Health().LastError, "index out of range") {
		t.Fatalf("after a panic: %v, %d sessions, %+v", err, sessions, link.Health())
	}
}

// The end of the context ends reads, whatever deadline the session sets, and
// leaves the writes that finish its work.
func TestLinkEndsReadsBeforeWrites(t *testing.T) {
	device := newPTY(t)
	link := line.NewLink(parse(t, "serial:"+device.Path()))
	ctx, cancel := context.WithCancel(t.Context())
	err := link.Run(ctx, func(ctx context.Context, c line.Conn) error {
		if err := link.Run(ctx, nil); err == nil {
			t.Error("a second Run of a running link was let through")
		}
		cancel()
		<-ctx.Done()
		for range 2 {
			_, err := c.Read(make([]byte, 1))
			if !errors.Is(err, os.ErrDeadlineExceeded) {
				t.Errorf("read after the context: %v", err)
			}
			if err := c.SetReadDeadline(time.Time{}); err != nil {
				t.Error(err)
			}
		}
		_, err := line.WriteWithin(c, []byte("bye"), time.Second)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	got := make([]byte, 3)
	if _, err := io.ReadFull(device, got); string(got) != "bye" || err != nil {
		t.Fatalf("the device got %q, %v", got, err)
	}
	if h := link.Health(); h.State != line.Down || h.LastError != "" {
		t.Fatalf("after the end: %+v", h)
	}
}

func ExampleParse() {
	a, err := line.Parse("zpl+tcp://192.0.2.7:9100?dpi=203")
	if err != nil {
		fmt.Println(err)
		return
	}
	dpi := a.Options.Int("dpi", 203, 150, 600)
	fmt.Println(a.Language, a.Kind, a.Target, dpi, a.Options.Finish())
	// Output: zpl tcp 192.0.2.7:9100 203 <nil>
}
