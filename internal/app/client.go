package app

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"time"

	"tallyman/internal/ledger/engine"
	"tallyman/internal/web"
)

const (
	// dialTries and dialPause bound the wait for a server that is just
	// starting: it has the lock before it has the socket.
	dialTries = 20
	dialPause = 100 * time.Millisecond
	// aliveWithin is how long a server may take to say that it is there.
	aliveWithin = 5 * time.Second
	// longestLine is how long a line of a stream may be: a report of an
	// import names every bad row.
	longestLine = 256 << 20
)

// ErrNoServer says that no server has the database.
var ErrNoServer = errors.New("no server is running")

// Client speaks to the server that has a database, over the socket beside it.
// It may be used by any number of goroutines.
type Client struct {
	http   *http.Client
	office *App
	stop   context.CancelFunc
	ended  chan error
}

// Connect finds the server that has the database of the settings, or opens the
// database itself for as long as the client lives. A server that has the
// database and does not answer is named in the error.
func Connect(ctx context.Context, options Options) (*Client, error) {
	options.Office = true
	database := options.Config.DatabasePath()
	for try := 1; ; try++ {
		client, err := Dial(ctx, database)
		if !errors.Is(err, ErrNoServer) {
			return client, err
		}
		office, err := New(ctx, options)
		if err == nil {
			return employOffice(ctx, office, database), nil
		}
		if !errors.Is(err, engine.ErrInUse) {
			return nil, err
		}
		if try == dialTries {
			return nil, fmt.Errorf("the server does not answer on %s: %w", SocketPath(database), err)
		}
		select {
		case <-time.After(dialPause):
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// Dial finds the server that has a database; ErrNoServer when there is none.
func Dial(ctx context.Context, database string) (*Client, error) {
	socket := SocketPath(database)
	var dialer net.Dialer
	conn, err := dialer.DialContext(ctx, "unix", socket)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNoServer, err)
	}
	conn.Close()
	client := newClient(socket)
	ctx, cancel := context.WithTimeout(ctx, aliveWithin)
	defer cancel()
	if err := client.JSON(ctx, http.MethodGet, "/livez", nil, nil); err != nil {
		return nil, fmt.Errorf("the server that has %s does not answer on its socket: %w", database, err)
	}
	return client, nil
}

func newClient(socket string) *Client {
	var dialer net.Dialer
	return &Client{http: &http.Client{Transport: &http.Transport{
		DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
			return dialer.DialContext(ctx, "unix", socket)
		},
	}}}
}

// employOffice runs the office until the client is closed.
func employOffice(ctx context.Context, office *App, database string) *Client {
	client := newClient(SocketPath(database))
	client.office, client.ended = office, make(chan error, 1)
	working, stop := context.WithCancel(context.WithoutCancel(ctx))
	client.stop = stop
	go func() { client.ended <- office.Run(working) }()
	return client
}

// Close hangs up, and gives the database back if the client has it.
func (c *Client) Close() error {
	c.http.CloseIdleConnections()
	if c.office == nil {
		return nil
	}
	c.stop()
	return errors.Join(<-c.ended, c.office.Close())
}

// JSON sends a request and reads the answer into out. In and out may be nil.
// What the server refuses is an error with its words.
func (c *Client) JSON(ctx context.Context, method, path string, in, out any) error {
	var body io.Reader
	if in != nil {
		text, err := json.Marshal(in)
		if err != nil {
			return err
		}
		body = bytes.NewReader(text)
	}
	response, err := c.send(ctx, method, path, "application/json", body, 0)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if out == nil {
		_, err = io.Copy(io.Discard, response.Body)
		return err
	}
	return json.NewDecoder(response.Body).Decode(out)
}

// File gets a file.
func (c *Client) File(ctx context.Context, path string) ([]byte, error) {
	content, _, err := c.Paper(ctx, path)
	return content, err
}

// Paper gets a paper, and the characters of it that no font has.
func (c *Client) Paper(ctx context.Context, path string) (content []byte, missing string, err error) {
	response, err := c.send(ctx, http.MethodGet, path, "", nil, 0)
	if err != nil {
		return nil, "", err
	}
	defer response.Body.Close()
	content, err = io.ReadAll(response.Body)
	return content, response.Header.Get("Tallyman-Missing"), err
}

// Lines posts a body of so many bytes and calls each for every line of the
// answer.
func (c *Client) Lines(ctx context.Context, path, mediaType string, body io.Reader, size int64, each func(line []byte) error) error {
	response, err := c.send(ctx, http.MethodPost, path, mediaType, body, size)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	lines := bufio.NewScanner(response.Body)
	lines.Buffer(nil, longestLine)
	for lines.Scan() {
		if err := each(lines.Bytes()); err != nil {
			return err
		}
	}
	return lines.Err()
}

// send sends a request; the caller closes the body of the response.
func (c *Client) send(ctx context.Context, method, path, mediaType string, body io.Reader, size int64) (*http.Response, error) {
	request, err := http.NewRequestWithContext(ctx, method, "http://localhost"+path, body)
	if err != nil {
		return nil, err
	}
	if mediaType != "" && body != nil {
		request.Header.Set("Content-Type", mediaType)
	}
	if size > 0 {
		request.ContentLength = size
	}
	response, err := c.http.Do(request)
	if err != nil {
		return nil, fmt.Errorf("speak to the server: %w", err)
	}
	if response.StatusCode < http.StatusBadRequest {
		return response, nil
	}
	defer response.Body.Close()
	problem := &web.Problem{}
	if err := json.NewDecoder(response.Body).Decode(problem); err != nil {
		return nil, fmt.Errorf("the server answered %s", response.Status)
	}
	return nil, refusal{problem}
}

// refusal is a problem as a person at a terminal reads it.
type refusal struct{ problem *web.Problem }

// Error says what was wrong.
func (r refusal) Error() string {
	said := r.problem.Detail
	for i, fault := range r.problem.Faults {
		if i > 0 || !strings.Contains(said, fault.Message) {
			said += "; " + fault.Location + ": " + fault.Message
		}
	}
	return said
}

// Unwrap is the problem.
func (r refusal) Unwrap() error { return r.problem }
