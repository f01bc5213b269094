package importing

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
)

// digestedFile is a copy of a file whose digest is known before it is read: the
// hex SHA-256 of all its bytes.
type digestedFile struct {
	*os.File
	digest string
}

// digestFile copies a file of any size to a temporary one without a name, which
// the system removes when it is closed or the process dies.
func digestFile(body io.Reader) (*digestedFile, error) {
	file, err := os.CreateTemp("", "tallyman-import-")
	if err != nil {
		return nil, err
	}
	if err := os.Remove(file.Name()); err != nil {
		file.Close()
		return nil, err
	}
	hash := sha256.New()
	if _, err = io.Copy(io.MultiWriter(file, hash), body); err == nil {
		_, err = file.Seek(0, io.SeekStart)
	}
	if err != nil {
		file.Close()
		return nil, err
	}
	return &digestedFile{File: file, digest: hex.EncodeToString(hash.Sum(nil))}, nil
}
