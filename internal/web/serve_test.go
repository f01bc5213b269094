package web

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"tallyman/internal/importing"
	"tallyman/internal/ledger"
)

// listen serves a face on loopback until the test ends, and returns its
// address.
func listen(tb testing.TB, s *Server) string {
	tb.Helper()
	listener, err := (&net.ListenConfig{}).Listen(tb.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		tb.Fatal(err)
	}
	serveUntilEnd(tb, s, listener)
	return listener.Addr().String()
}

func serveUntilEnd(tb testing.TB, s *Server, listener net.Listener) (stop func()) {
	tb.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- s.Serve(ctx, listener) }()
	stopped := false
	stop = func() {
		if stopped {
			return
		}
		stopped = true
		cancel()
		if err := <-ended; err != nil {
			tb.Errorf("serve: %v", err)
		}
	}
	tb.Cleanup(stop)
	return stop
}

// streamed is an answer whose lines come one by one.
type streamed struct {
	status int
	header http.Header
	lines  *bufio.Scanner
}

// next is the next line, "" after the last.
func (s streamed) next() string {
	s.lines.Scan()
	return s.lines.Text()
}

func post(t *testing.T, client *http.Client, url, mediaType string, body io.Reader) streamed {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, url, body)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", mediaType)
	response, err := client.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { response.Body.Close() })
	return streamed{response.StatusCode, response.Header, bufio.NewScanner(response.Body)}
}

// Progress comes while the file is still being sent.
func TestImportTellsItsProgress(t *testing.T) {
	h := &house{}
	address := listen(t, open(t, h))
	body, file := io.Pipe()
	answered := make(chan streamed, 1)
	go func() {
		answered <- post(t, http.DefaultClient, "http://"+address+"/api/v1/imports/items", "text/csv", body)
	}()
	if _, err := file.Write([]byte("sku,name\n")); err != nil {
		t.Fatal(err)
	}
	response := <-answered
	if first := response.next(); !strings.HasPrefix(first, `{"progress":{"done":8,`) {
		t.Fatalf("first line: %q", first)
	}
	if _, err := io.WriteString(file, "MUG,Mug\n"); err != nil {
		t.Fatal(err)
	}
	file.Close()
	last := ""
	for line := response.next(); line != ""; line = response.next() {
		last = line
	}
	if want := `{"report":{"kind":"items","ok":1,"unchanged":0,"failed":0,"errors":[]}}`; last != want {
		t.Errorf("last line %s\nwant %s", last, want)
	}
	if response.header.Get("Content-Type") != ndjson || len(h.files) != 1 || h.files[0] != "sku,name\nMUG,Mug\n" {
		t.Errorf("%s, files %q", response.header.Get("Content-Type"), h.files)
	}
}

func TestImportsThatFail(t *testing.T) {
	h := &house{breaks: &importing.FileError{Reason: "unknown_column", Message: "colour is no column"}}
	s := open(t, h)
	wantProblem(t, call(t, s, "POST", "/api/v1/imports/items", "colour\n"), 422, "unknown_column")
	h.breaks = errors.New("disk of Ms Secret")
	wantProblem(t, call(t, s, "POST", "/api/v1/imports/orders", "x"), 500, "internal")
	wantProblem(t, call(t, s, "POST", "/api/v1/imports/people", "x"), 422, "invalid")
}

func TestVerifyOverTheNetwork(t *testing.T) {
	h := &house{seq: 2, verifying: make(chan struct{})}
	address := listen(t, open(t, h))
	hash := "ab" + strings.Repeat("0", 62)
	expect := fmt.Sprintf(`{"expect":{"seq":2,"hash":%q}}`, hash)
	response := post(t, http.DefaultClient, "http://"+address+"/api/v1/ledger/verify", "application/json", strings.NewReader(expect))
	if first := response.next(); first != `{"progress":{"done":1,"total":2}}` {
		t.Fatalf("first line: %q", first)
	}
	// One check at a time.
	second := post(t, http.DefaultClient, "http://"+address+"/api/v1/ledger/verify", "application/json", strings.NewReader(`{}`))
	if second.status != http.StatusConflict {
		t.Errorf("a second check: %d", second.status)
	}
	close(h.verifying)
	var last VerifyLine
	line := response.next()
	if err := json.Unmarshal([]byte(line), &last); err != nil || last.Report == nil || last.Report.Sound || last.Report.Differences[0].Want != "3" {
		t.Errorf("%v: %s", err, line)
	}
	if h.expect != (ledger.Head{Seq: 2, Hash: ledger.Hash{0xab}}) {
		t.Errorf("expected %v", h.expect)
	}
	s := open(t, h)
	wantJSON(t, call(t, s, "GET", "/api/v1/ledger/head", ""), 200, fmt.Sprintf(`{"seq":2,"hash":%q}`, hash))
	wantProblem(t, call(t, s, "POST", "/api/v1/ledger/verify", `{"expect":{"seq":2,"hash":"xx"}}`), 422, "invalid")
}

// Who waits longer than a body may take is not taken for gone.
func TestAStreamOutlivesTheDeadlineOfItsBody(t *testing.T) {
	h := &house{verifying: make(chan struct{})}
	s := open(t, h)
	s.pace.body, s.pace.write = 100*time.Millisecond, 100*time.Millisecond
	address := listen(t, s)
	file := post(t, http.DefaultClient, "http://"+address+"/api/v1/imports/items", "text/csv", strings.NewReader("sku,name\n"))
	check := post(t, http.DefaultClient, "http://"+address+"/api/v1/ledger/verify", "application/json", strings.NewReader("{}"))
	time.AfterFunc(400*time.Millisecond, func() { close(h.verifying) })
	for name, answer := range map[string]streamed{"import": file, "verify": check} {
		last := ""
		for line := answer.next(); line != ""; line = answer.next() {
			last = line
		}
		if !strings.HasPrefix(last, `{"report"`) {
			t.Errorf("%s ended with %q", name, last)
		}
	}
}

// A body that stops coming is not waited for.
func TestABodyThatStopsIsGivenUp(t *testing.T) {
	h := &house{}
	s := open(t, h)
	s.pace.body = 100 * time.Millisecond
	address := listen(t, s)
	body, file := io.Pipe()
	defer file.Close()
	go io.WriteString(file, "sku,name\n")
	answer := post(t, http.DefaultClient, "http://"+address+"/api/v1/imports/items", "text/csv", body)
	last := ""
	for line := answer.next(); line != ""; line = answer.next() {
		last = line
	}
	if !strings.HasPrefix(last, `{"problem"`) || len(h.files) > 0 {
		t.Errorf("it ended with %q, files %q", last, h.files)
	}
}

// Whoever hangs up ends the check.
func TestVerifyEndsWithItsListener(t *testing.T) {
	h := &house{verifying: make(chan struct{})}
	address := listen(t, open(t, h))
	ctx, cancel := context.WithCancel(t.Context())
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://"+address+"/api/v1/ledger/verify", strings.NewReader("{}"))
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := bufio.NewReader(response.Body).ReadString('\n'); err != nil {
		t.Fatal(err)
	}
	cancel()
	response.Body.Close()
	// The next check may begin as soon as the first has noticed.
	deadline := time.Now().Add(10 * time.Second)
	for time.Now().Before(deadline) {
		again := post(t, http.DefaultClient, "http://"+address+"/api/v1/ledger/verify", "application/json", strings.NewReader("{}"))
		if again.status == http.StatusOK {
			return
		}
	}
	t.Error("the check went on for nobody")
}

// A request under way is finished before Serve returns.
func TestServeFinishesWhatIsUnderWay(t *testing.T) {
	h := &house{verifying: make(chan struct{})}
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	stop := serveUntilEnd(t, open(t, h), listener)
	response := post(t, http.DefaultClient, "http://"+listener.Addr().String()+"/api/v1/ledger/verify", "application/json", strings.NewReader("{}"))
	response.next()
	stopped := make(chan struct{})
	go func() { stop(); close(stopped) }()
	// No new connection is taken from now on.
	for {
		conn, err := net.Dial("tcp", listener.Addr().String())
		if err != nil {
			break
		}
		conn.Close()
	}
	close(h.verifying)
	if last := response.next(); !strings.HasPrefix(last, `{"report"`) {
		t.Errorf("what was under way ended with %q", last)
	}
	<-stopped
}
