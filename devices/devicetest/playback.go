package devicetest

import (
	"fmt"
	"io"
	"net"
	"testing"

	"tallyman/devices/line"
	"tallyman/devices/line/recording"
)

// Play returns a line on which the device does what was recorded: it waits for
// the bytes that were sent then and answers with those that were received.
// The test fails when the program sends other bytes or more of them, and when
// something is left over at the test's end. After the last step the device
// hangs up.
func Play(tb testing.TB, steps []recording.Step) line.Conn {
	tb.Helper()
	near, far := net.Pipe()
	result := make(chan error, 1)
	go func() {
		result <- perform(far, steps)
		_ = far.Close()
	}()
	tb.Cleanup(func() {
		_ = near.Close()
		if err := <-result; err != nil {
			tb.Errorf("playback: %v", err)
		}
	})
	return near
}

func perform(device io.ReadWriter, steps []recording.Step) error {
	for i, s := range steps {
		if s.Sent == "" {
			if n, err := io.WriteString(device, s.Received); err != nil {
				return fmt.Errorf("step %d of %d: left over: %q was not read", i+1, len(steps), s.Received[n:])
			}
			continue
		}
		got := make([]byte, len(s.Sent))
		n, err := io.ReadFull(device, got)
		if err != nil {
			return fmt.Errorf("step %d of %d: left over: %q was recorded as sent, now came %q", i+1, len(steps), s.Sent, got[:n])
		}
		if string(got) != s.Sent {
			return fmt.Errorf("step %d of %d: %q was recorded as sent, now came %q", i+1, len(steps), s.Sent, got)
		}
	}
	return nil
}
