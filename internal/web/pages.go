package web

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"
	"sync"
	"time"
)

// pages serves the screens, smaller to those who take gzip. A file below
// assets/ has a hash in its name and may be kept for ever; all others are asked
// for again, with a tag.
type pages struct{ files map[string]file }

// file is a file as it is sent. It is packed when it is first asked for: a
// server that starts again has no time to lose. Small gives nil when gzip makes
// it no smaller.
type file struct {
	content   []byte
	small     func() []byte
	mediaType string
	tag       string
}

func newPages(files fs.FS) (*pages, error) {
	p := &pages{files: map[string]file{}}
	err := fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		mediaType := mime.TypeByExtension(path.Ext(name))
		if mediaType == "" {
			mediaType = http.DetectContentType(content)
		}
		sum := sha256.Sum256(content)
		small := sync.OnceValue(func() []byte { return smaller(name, content) })
		p.files[name] = file{content, small, mediaType, hex.EncodeToString(sum[:12])}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("web: read the screens: %w", err)
	}
	if _, ok := p.files["index.html"]; !ok {
		return nil, fmt.Errorf("web: the screens have no index.html: %w", fs.ErrNotExist)
	}
	return p, nil
}

// smaller gives nil for what is packed already, as fonts and pictures are, and
// for what gzip makes no smaller.
func smaller(name string, content []byte) []byte {
	if strings.HasSuffix(name, ".woff2") || strings.HasSuffix(name, ".png") {
		return nil
	}
	var packed bytes.Buffer
	packer := gzip.NewWriter(&packed)
	_, err := packer.Write(content)
	if errors.Join(err, packer.Close()) != nil || packed.Len() >= len(content) {
		return nil
	}
	return packed.Bytes()
}

// ServeHTTP implements http.Handler. A path without a dot is a place within the
// one page.
func (p *pages) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		problem(http.StatusMethodNotAllowed, "method_not_allowed", "pages can only be read").write(w)
		return
	}
	name := strings.TrimPrefix(path.Clean(r.URL.Path), "/")
	if name == "" || !strings.Contains(path.Base(name), ".") {
		name = "index.html"
	}
	found, ok := p.files[name]
	if !ok {
		problem(http.StatusNotFound, "no_page", "there is no such page").write(w)
		return
	}
	headers := w.Header()
	headers.Set("Content-Type", found.mediaType)
	headers.Set("Cache-Control", "no-cache")
	headers.Set("Vary", "Accept-Encoding")
	if strings.HasPrefix(name, "assets/") {
		headers.Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	content, tag := found.content, found.tag
	if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		if small := found.small(); small != nil {
			content, tag = small, found.tag+"-gzip"
			headers.Set("Content-Encoding", "gzip")
		}
	}
	headers.Set("ETag", `"`+tag+`"`)
	http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(content))
}
