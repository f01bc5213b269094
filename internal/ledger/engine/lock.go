package engine

import (
	"fmt"
	"os"
	"strconv"
	"strings"

	"github.com/gofrs/flock"
)

// lock takes the file beside the database that says who has it.
func lock(path string) (*flock.Flock, error) {
	held, holder, err := take(path + ".lock")
	if err == nil && held == nil {
		err = fmt.Errorf("%w: %s is held by %s; stop it first, or talk to it over its socket", ErrInUse, path, holder)
	}
	return held, err
}

// take takes a lock file, or says who has it. The system drops the lock when
// the process ends in whatever way, so a stale file does no harm.
func take(name string) (held *flock.Flock, heldBy string, err error) {
	held = flock.New(name, flock.SetPermissions(0o600))
	ok, err := held.TryLock()
	if err != nil {
		return nil, "", fmt.Errorf("lock %s: %w", name, err)
	}
	if !ok {
		return nil, holder(name), held.Close()
	}
	if err := os.WriteFile(name, []byte(strconv.Itoa(os.Getpid())+"\n"), 0o600); err != nil {
		_ = held.Close()
		return nil, "", fmt.Errorf("write process id to %s: %w", name, err)
	}
	return held, "", nil
}

// holder names the process of a lock file.
func holder(name string) string {
	content, err := os.ReadFile(name)
	if pid := strings.TrimSpace(string(content)); err == nil && pid != "" {
		return "process " + pid
	}
	return "another process"
}
