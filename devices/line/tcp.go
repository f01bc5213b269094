package line

import (
	"context"
	"fmt"
	"net"
	"time"
)

// openTCP dials a device server. Keep-alive probes every second notice a
// device that lost its power without a word, and a device that came back
// resets the dead connection at the next probe.
func openTCP(ctx context.Context, a Address) (Conn, error) {
	dialer := net.Dialer{KeepAliveConfig: net.KeepAliveConfig{
		Enable: true, Idle: time.Second, Interval: time.Second, Count: 5,
	}}
	conn, err := dialer.DialContext(ctx, "tcp", a.Target)
	if err != nil {
		return nil, fmt.Errorf("line %s: %w", a, err)
	}
	return conn.(*net.TCPConn), nil
}
