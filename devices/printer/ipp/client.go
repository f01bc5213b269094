package ipp

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// Operations (RFC 8011, section 5.4.15).
const (
	opPrintJob             = 0x0002
	opValidateJob          = 0x0004
	opCancelJob            = 0x0008
	opGetJobAttributes     = 0x0009
	opGetPrinterAttributes = 0x000B
)

const (
	// defaultPort is IPP's, with TLS and without.
	defaultPort = "631"
	// answerLongest bounds an answer; all attributes of a printer have some
	// tens of kilobytes.
	answerLongest = 1 << 20
	// firstRefusal is the first status that is not a success.
	firstRefusal = 0x0100
	userName     = "tallyman"
)

// Client speaks to one printer. It keeps no connection and may be used by
// several goroutines.
type Client struct {
	// Patience is how long a step forward may take: some bytes taken or sent.
	Patience time.Duration
	// AnyCertificate takes a certificate that nobody vouches for.
	AnyCertificate bool

	uri    string   // as the printer is to read it
	target *url.URL // as HTTP reads it
}

// NewClient makes a client of ipp://host:port/path or ipps://; without a port
// it is 631. It opens nothing.
func NewClient(uri string, patience time.Duration) (*Client, error) {
	const form = "give ipp://host:port/path, such as ipp://192.0.2.20:631/ipp/print"
	parsed, err := url.Parse(uri)
	if err != nil || parsed.Host == "" || parsed.Hostname() == "" || parsed.User != nil || parsed.RawQuery != "" || parsed.Fragment != "" {
		return nil, errors.New(form)
	}
	target := *parsed
	switch parsed.Scheme {
	case "ipp":
		target.Scheme = "http"
	case "ipps":
		target.Scheme = "https"
	default:
		return nil, errors.New(form)
	}
	if target.Port() == "" {
		target.Host = net.JoinHostPort(target.Hostname(), defaultPort)
	}
	return &Client{Patience: patience, uri: uri, target: &target}, nil
}

// RefusedError is an answer of the printer that is not a success.
type RefusedError struct {
	// Status is the status code of RFC 8011, appendix B.
	Status int
	// Text is what the printer says about it, or "".
	Text string
}

// Error names status and text.
func (e *RefusedError) Error() string {
	said := fmt.Sprintf("the printer refused: status 0x%04x", e.Status)
	if e.Text != "" {
		said += ", " + e.Text
	}
	return said
}

// request makes a message with what every operation begins with.
func (c *Client) request(operation uint16, more ...attribute) message {
	begin := []attribute{
		text(tagCharset, "attributes-charset", "utf-8"),
		text(tagLanguage, "attributes-natural-language", "en"),
		text(tagURI, "printer-uri", c.uri),
	}
	return message{code: operation, id: 1, groups: []group{{tagOperation, append(begin, more...)}}}
}

// do sends a request and reads the answer. before, if not nil, is called once
// before the first byte, on an open connection.
func (c *Client) do(ctx context.Context, m message, document []byte, before func() error) (message, error) {
	head := m.encode()
	body := io.MultiReader(bytes.NewReader(head), bytes.NewReader(document))
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, c.target.String(), body)
	if err != nil {
		return message{}, err
	}
	// Not every printer takes a body in chunks.
	request.ContentLength = int64(len(head) + len(document))
	request.Header.Set("Content-Type", "application/ipp")
	transport := c.transport(before)
	defer transport.CloseIdleConnections()
	response, err := transport.RoundTrip(request)
	if err != nil {
		return message{}, err
	}
	defer response.Body.Close()
	if err := proper(response); err != nil {
		return message{}, err
	}
	raw, err := io.ReadAll(io.LimitReader(response.Body, answerLongest))
	if err != nil {
		return message{}, fmt.Errorf("answer of the printer: %w", err)
	}
	answer, err := decode(raw)
	if err == nil && answer.code >= firstRefusal {
		err = &RefusedError{int(answer.code), strings.Join(answer.texts(tagOperation, "status-message"), " ")}
	}
	return answer, err
}

func proper(response *http.Response) error {
	switch {
	case response.StatusCode == http.StatusUnauthorized:
		return errors.New("the printer wants a user name and a password: allow it to print without")
	case response.StatusCode == http.StatusUpgradeRequired:
		return errors.New("the printer wants TLS: write ipps:// in place of ipp://")
	case response.StatusCode != http.StatusOK:
		return fmt.Errorf("the printer answers %q to HTTP: is the path of the URL right?", response.Status)
	case !strings.HasPrefix(response.Header.Get("Content-Type"), "application/ipp"):
		return fmt.Errorf("what answers is no printer: it says %q", response.Header.Get("Content-Type"))
	}
	return nil
}
