package sim

import (
	"bufio"
	"encoding/binary"
	"errors"
	"io"
	"net"
	"net/http"
)

// answer answers one IPP request (RFC 8010, 8011).
func (o *Office) answer(w http.ResponseWriter, r *http.Request) {
	body := bufio.NewReader(r.Body)
	o.mu.Lock()
	deafToAll := o.faults.Deaf
	o.mu.Unlock()
	operation, job, err := readOfficeRequest(body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	if deafToAll && !o.awake(r.Context()) {
		return
	}
	var said officeAnswer
	switch operation {
	case 0x0002: // Print-Job
		document, err := o.receive(r, body)
		if err != nil {
			o.reset(w)
			return
		}
		job, end := o.accept(document)
		if end {
			o.reset(w)
			return
		}
		said = o.jobAnswer(job)
	case 0x0004: // Validate-Job
		said.group(0x01)
	case 0x0008: // Cancel-Job
		said = o.cancel(job)
	case 0x0009: // Get-Job-Attributes
		said = o.jobAnswer(job)
	case 0x000B: // Get-Printer-Attributes
		said = o.printerAnswer()
	default:
		said = officeAnswer{status: 0x0501} // operation-not-supported
	}
	w.Header().Set("Content-Type", "application/ipp")
	_, _ = w.Write(said.bytes())
}

// reset ends the connection as a printer does whose power fails.
func (o *Office) reset(w http.ResponseWriter) {
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		return
	}
	if tcp, ok := conn.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0)
	}
	_ = conn.Close()
}

// accept takes a job; end says that the connection breaks behind it.
func (o *Office) accept(document []byte) (job int, end bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.jobs = append(o.jobs, officeJob{state: jobPending, document: document})
	o.tell()
	return len(o.jobs), o.faults.ResetAtEnd
}

func (o *Office) cancel(job int) officeAnswer {
	o.mu.Lock()
	defer o.mu.Unlock()
	if job < 1 || job > len(o.jobs) || o.jobs[job-1].state != jobPending {
		return officeAnswer{status: 0x0404} // not-possible
	}
	o.jobs[job-1].state = jobCanceled
	o.tell()
	return officeAnswer{}
}

func (o *Office) jobAnswer(job int) officeAnswer {
	o.mu.Lock()
	defer o.mu.Unlock()
	if job < 1 || job > len(o.jobs) {
		return officeAnswer{status: 0x0406} // not-found
	}
	state := o.jobs[job-1].state
	if o.options.Queue {
		state = jobCompleted
	}
	var said officeAnswer
	said.group(0x02)
	said.number(0x21, "job-id", job)
	said.number(0x23, "job-state", state)
	said.texts(0x44, "job-state-reasons", "none")
	return said
}

func (o *Office) printerAnswer() officeAnswer {
	o.mu.Lock()
	defer o.mu.Unlock()
	state := 3
	if f := o.faults; f.stop() {
		state = 5
	}
	var said officeAnswer
	said.group(0x04)
	said.number(0x23, "printer-state", state)
	said.texts(0x44, "printer-state-reasons", o.reasons()...)
	said.texts(0x49, "document-format-supported", o.options.Formats...)
	said.value(0x22, "printer-is-accepting-jobs", []byte{1})
	if o.options.Queue {
		said.texts(0x41, "cups-version", "2.4.2")
	}
	return said
}

// reasons are printer-state-reasons; the caller holds mu.
func (o *Office) reasons() []string {
	var all []string
	for _, reason := range []struct {
		on   bool
		word string
	}{
		{o.faults.PaperOut, "media-empty-error"},
		{o.faults.RibbonOut, "marker-supply-empty-error"},
		{o.faults.HeadOpen, "door-open-error"},
		{o.faults.CoverOpen, "cover-open-error"},
		{o.faults.Paused, "paused"},
		{o.faults.Jam, "media-jam-error"},
		{o.faults.Cutter, "cutter-jam-error"},
		{o.faults.TooHot, "fuser-over-temp-error"},
	} {
		if reason.on {
			all = append(all, reason.word)
		}
	}
	if len(all) == 0 {
		return []string{"none"}
	}
	return all
}

// readOfficeRequest reads a request up to its document: the operation, and
// job-id if it names one.
func readOfficeRequest(r *bufio.Reader) (operation uint16, job int, err error) {
	head := make([]byte, 8)
	if _, err := io.ReadFull(r, head); err != nil {
		return 0, 0, err
	}
	for {
		tag, err := r.ReadByte()
		switch {
		case err != nil:
			return 0, 0, err
		case tag == 0x03:
			return binary.BigEndian.Uint16(head[2:]), job, nil
		case tag < 0x10:
			continue
		}
		name, err := officeBytes(r)
		if err != nil {
			return 0, 0, err
		}
		value, err := officeBytes(r)
		if err != nil {
			return 0, 0, err
		}
		if string(name) == "job-id" && len(value) == 4 {
			job = int(binary.BigEndian.Uint32(value))
		}
	}
}

func officeBytes(r io.Reader) ([]byte, error) {
	var size [2]byte
	if _, err := io.ReadFull(r, size[:]); err != nil {
		return nil, errors.New("a length is missing")
	}
	data := make([]byte, binary.BigEndian.Uint16(size[:]))
	_, err := io.ReadFull(r, data)
	return data, err
}

// officeAnswer is an answer as it is built.
type officeAnswer struct {
	status uint16
	groups []byte
}

func (a *officeAnswer) group(tag byte) { a.groups = append(a.groups, tag) }

func (a *officeAnswer) value(tag byte, name string, data []byte) {
	a.groups = append(a.groups, tag)
	a.groups = binary.BigEndian.AppendUint16(a.groups, uint16(len(name)))
	a.groups = append(a.groups, name...)
	a.groups = binary.BigEndian.AppendUint16(a.groups, uint16(len(data)))
	a.groups = append(a.groups, data...)
}

func (a *officeAnswer) number(tag byte, name string, n int) {
	a.value(tag, name, binary.BigEndian.AppendUint32(nil, uint32(n)))
}

func (a *officeAnswer) texts(tag byte, name string, texts ...string) {
	for _, text := range texts {
		a.value(tag, name, []byte(text))
		name = ""
	}
}

func (a *officeAnswer) bytes() []byte {
	out := binary.BigEndian.AppendUint16([]byte{1, 1}, a.status)
	out = append(out, 0, 0, 0, 1, 0x01)
	for _, pair := range [][2]string{{"\x47attributes-charset", "utf-8"}, {"\x48attributes-natural-language", "en"}} {
		said := officeAnswer{}
		said.value(pair[0][0], pair[0][1:], []byte(pair[1]))
		out = append(out, said.groups...)
	}
	return append(append(out, a.groups...), 0x03)
}
