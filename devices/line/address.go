package line

import (
	"fmt"
	"net"
	"net/url"
	"path"
	"strconv"
	"strings"
)

// Kind says what carries the bytes of a line.
type Kind string

// The kinds of lines that Open knows.
const (
	Serial Kind = "serial" // a serial port: serial:/dev/ttyACM0
	PTY    Kind = "pty"    // a pseudo-terminal, treated as a serial port
	TCP    Kind = "tcp"    // a device server: tcp://192.0.2.7:9100
	File   Kind = "file"   // a device file: file:/dev/usb/lp0
	Evdev  Kind = "evdev"  // a scanner that types: evdev:/dev/input/by-id/…-event-kbd
)

// Address is a parsed device URL. It is a value; only the reading of its
// Options changes it, which is for one goroutine.
type Address struct {
	// Language is what is spoken on the line ("zpl"), or "".
	Language string
	Kind     Kind
	// Target is an absolute path, or host:port for TCP.
	Target string
	// Mode is how a serial port is set up; zero for other kinds.
	Mode Mode
	// Grab says that nobody else may hear a keyboard; false for other kinds.
	Grab bool
	// Options are those that the link itself did not take. Their owner
	// reads what it knows and then calls Options.Finish.
	Options *Options

	text string
}

// String returns the URL as it was given.
func (a Address) String() string { return a.text }

// Parse takes a device URL apart: language+link:address?options, with the
// language optional. Paths may hold percent escapes. It checks the options of
// the link itself (baud, bits, parity, stop, grab); the rest is left to whoever
// speaks the language. An error names the part of the URL that is wrong and
// what to write instead.
func Parse(rawURL string) (Address, error) {
	a := Address{text: rawURL}
	scheme, rest, found := strings.Cut(rawURL, ":")
	if !found || scheme == "" {
		return a, a.wrong("link", "begin with one of serial: tcp: file: pty: evdev:")
	}
	link := scheme
	if language, after, two := strings.Cut(scheme, "+"); two {
		if !isWord(language) {
			return a, a.wrong("language", "use lower-case letters and digits before the +")
		}
		a.Language, link = language, after
	}
	a.Kind = Kind(link)

	target, query, _ := strings.Cut(rest, "?")
	if err := a.locate(target); err != nil {
		return a, err
	}
	values, err := url.ParseQuery(query)
	if err != nil {
		return a, a.wrong("options", fmt.Sprintf("write name=value&name=value (%v)", err))
	}
	a.Options = newOptions(rawURL, values)
	if a.Kind == Serial || a.Kind == PTY {
		a.Mode = takeMode(a.Options)
	}
	if a.Kind == Evdev {
		a.Grab = a.Options.Choice("grab", "yes", "yes", "no") == "yes"
	}
	if err := a.Options.refused(); err != nil {
		return a, err
	}
	return a, nil
}

func (a *Address) locate(target string) error {
	switch a.Kind {
	case Serial, PTY, File, Evdev:
		return a.locatePath(target)
	case TCP:
		return a.locateHost(target)
	default:
		return a.wrong("link", fmt.Sprintf("%q is not known: use serial, tcp, file, pty or evdev", string(a.Kind)))
	}
}

func (a *Address) locatePath(target string) error {
	target = strings.TrimPrefix(target, "//")
	name, err := url.PathUnescape(target)
	if err != nil {
		return a.wrong("address", "write a literal % as %25")
	}
	example := "/dev/ttyACM0"
	if a.Kind == Evdev {
		example = "/dev/input/by-id/usb-Scanner-event-kbd"
	}
	if !path.IsAbs(name) || strings.ContainsRune(name, 0) {
		return a.wrong("address", "give an absolute path such as "+string(a.Kind)+":"+example)
	}
	a.Target = name
	return nil
}

func (a *Address) locateHost(target string) error {
	const form = "give host and port such as tcp://192.0.2.7:9100"
	hostPort, found := strings.CutPrefix(target, "//")
	if !found {
		return a.wrong("address", form)
	}
	host, port, err := net.SplitHostPort(strings.TrimSuffix(hostPort, "/"))
	if err != nil || host == "" || strings.ContainsAny(host, "/@ ") {
		return a.wrong("address", form)
	}
	if n, err := strconv.Atoi(port); err != nil || n < 1 || n > 65535 {
		return a.wrong("port", "give a number from 1 to 65535")
	}
	a.Target = net.JoinHostPort(host, port)
	return nil
}

func (a *Address) wrong(part, remedy string) error {
	return fmt.Errorf("device URL %q: %s: %s", a.text, part, remedy)
}

func isWord(s string) bool {
	for _, r := range s {
		if (r < 'a' || r > 'z') && (r < '0' || r > '9') {
			return false
		}
	}
	return s != ""
}
