package web

import (
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"

	"golang.org/x/sys/unix"
)

// LocalListener listens on a socket file that only the system user of this
// process can open; others are cut off even where the file's mode does not stop
// them. A file that an earlier process left behind is replaced, so the caller
// must be the only one who may use the path: whoever has the lock of the
// database. Closing the listener removes the file.
func LocalListener(path string) (net.Listener, error) {
	if found, err := os.Lstat(path); err == nil {
		if found.Mode().Type() != fs.ModeSocket {
			return nil, fmt.Errorf("socket %s: there is something else of that name; move it away", path)
		}
		if err := os.Remove(path); err != nil {
			return nil, fmt.Errorf("socket %s: remove the one left behind: %w", path, err)
		}
	}
	listener, err := net.ListenUnix("unix", &net.UnixAddr{Name: path, Net: "unix"})
	if errors.Is(err, unix.EINVAL) {
		return nil, fmt.Errorf("socket %s: the path is longer than the 107 bytes a socket may have: keep the database at a shorter one", path)
	}
	if err != nil {
		return nil, err
	}
	if err := os.Chmod(path, 0o600); err != nil {
		return nil, errors.Join(fmt.Errorf("socket %s: %w", path, err), listener.Close())
	}
	return &localListener{UnixListener: listener, user: uint32(os.Geteuid())}, nil
}

// localListener accepts connections of one system user.
type localListener struct {
	*net.UnixListener
	user uint32
}

// Accept waits for the next connection of the same user.
func (l *localListener) Accept() (net.Conn, error) {
	for {
		conn, err := l.AcceptUnix()
		if err != nil {
			return nil, err
		}
		if user, err := userOf(conn); err == nil && user == l.user {
			return conn, nil
		}
		_ = conn.Close()
	}
}

// userOf asks the kernel who is at the other end.
func userOf(conn *net.UnixConn) (uint32, error) {
	raw, err := conn.SyscallConn()
	if err != nil {
		return 0, err
	}
	var credentials *unix.Ucred
	var failed error
	err = raw.Control(func(fd uintptr) {
		credentials, failed = unix.GetsockoptUcred(int(fd), unix.SOL_SOCKET, unix.SO_PEERCRED)
	})
	if err := errors.Join(err, failed); err != nil {
		return 0, err
	}
	return credentials.Uid, nil
}
