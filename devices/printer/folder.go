package printer

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"tallyman/devices/line"
)

// folder is a printer whose paper is a file in a folder: whoever watches the
// folder prints it, or keeps it. Each job is one file, whole from the first
// moment that its name is there.
type folder struct {
	sheet
	url, path string
}

func openFolder(rawURL string) (Printer, error) {
	options, err := line.ParseOptions(rawURL)
	if err != nil {
		return nil, err
	}
	target, _, _ := strings.Cut(strings.TrimPrefix(rawURL, "pdf+folder:"), "?")
	path, err := url.PathUnescape(strings.TrimPrefix(target, "//"))
	if err != nil || !filepath.IsAbs(path) || strings.ContainsRune(path, 0) {
		return nil, fmt.Errorf("device URL %q: address: give an absolute path, such as pdf+folder:/srv/print", rawURL)
	}
	f := &folder{url: rawURL, path: path, sheet: takeSheet(options, "pdf", 300, "a4")}
	if err := options.Finish(); err != nil {
		return nil, err
	}
	return f, nil
}

// Send writes the job as one file and has it on the disk before it says so. A
// folder that is not there is a printer that cannot be reached: it is not
// made, or a share that is not mounted would become a folder that nobody reads.
func (f *folder) Send(ctx context.Context, job []byte, starting func() error) Result {
	if err := ctx.Err(); err != nil {
		return notStarted(err)
	}
	// A dot hides the file from those who watch the folder until it is whole.
	file, err := os.CreateTemp(f.path, ".tallyman-*.part")
	if err != nil {
		return notStarted(&TroubleError{Printer: f.url, Trouble: Offline, Err: err})
	}
	_, err = file.Write(job)
	err = errors.Join(err, file.Chmod(0o640), file.Sync(), file.Close())
	if err == nil {
		err = starting()
	} else {
		err = &TroubleError{Printer: f.url, Trouble: Fault, Err: err}
	}
	if err != nil {
		return notStarted(errors.Join(err, os.Remove(file.Name())))
	}
	if err := f.publish(file.Name()); err != nil {
		return Result{Outcome: Unknown, Err: fmt.Errorf("printer %s: %w", f.url, err)}
	}
	return Result{Outcome: Sent}
}

// publish gives a finished file its name, which is the time and what
// os.CreateTemp made up. A link fails where a rename would overwrite; some
// shares cannot make links.
func (f *folder) publish(part string) error {
	unique := strings.TrimSuffix(strings.TrimPrefix(filepath.Base(part), ".tallyman-"), ".part")
	name := filepath.Join(f.path, time.Now().UTC().Format("20060102T150405.000Z")+"-"+unique+".pdf")
	linked := os.Link(part, name)
	if linked == nil {
		return errors.Join(os.Remove(part), syncFolder(f.path))
	}
	if _, err := os.Lstat(name); !errors.Is(err, fs.ErrNotExist) {
		return errors.Join(linked, os.Remove(part))
	}
	if err := os.Rename(part, name); err != nil {
		return errors.Join(err, os.Remove(part))
	}
	return syncFolder(f.path)
}

// syncFolder has the folder's list of names written to the disk.
func syncFolder(path string) error {
	folder, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}
