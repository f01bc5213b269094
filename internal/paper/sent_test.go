package paper_test

import (
	"io"
	"net"
	"testing"
	"time"

	"tallyman/devices/page"
	"tallyman/devices/printer"
	"tallyman/devices/sim"
	"tallyman/internal/paper"
)

// From a label to the bytes on the socket of a printer of each language: it
// prints one label, which is what was composed.
func TestLabelsReachPrintersOfEveryLanguage(t *testing.T) {
	read := map[string]func([]byte) ([]sim.PrinterLabel, []sim.PrinterRejection){
		"zpl":  sim.ReadZPL,
		"epl":  sim.ReadEPL,
		"tspl": func(job []byte) ([]sim.PrinterLabel, []sim.PrinterRejection) { return sim.ReadTSPL(job, 203) },
	}
	for language, read := range read {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		defer listener.Close()
		received := make(chan []byte, 1)
		go func() {
			conn, err := listener.Accept()
			if err != nil {
				close(received)
				return
			}
			job, _ := io.ReadAll(conn)
			conn.Close()
			received <- job
		}()
		on, err := printer.Open(language + "+tcp://" + listener.Addr().String() + "?status=never")
		if err != nil {
			t.Fatal(err)
		}
		job, err := paper.Encode([]page.Page{paper.Label(label(addressees()["Chinese"]))}, on)
		if err != nil {
			t.Fatal(err)
		}
		if result := on.Send(t.Context(), job, func() error { return nil }); result.Outcome != printer.Sent {
			t.Errorf("%s: %+v", language, result)
		}
		select {
		case job := <-received:
			if labels, rejections := read(job); len(labels) != 1 || len(rejections) != 0 {
				t.Errorf("%s: %d labels, rejected %+v", language, len(labels), rejections)
			}
		case <-time.After(10 * time.Second):
			t.Errorf("%s: nothing arrived", language)
		}
	}
}
