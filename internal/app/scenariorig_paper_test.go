package app_test

import (
	"fmt"
	"slices"
	"strconv"

	"tallyman/devices/sim"
)

// answer says whether a paper came: answer JOB came|lost.
func (r *rig) answer(s step) error {
	var a said
	err := r.post("/api/v1/print-jobs/"+s.does[1]+"/answer", map[string]any{"came": s.does[2] == "came"}, &a)
	return outcome(err, a.Said.Code, s.want)
}

// printer changes what is wrong with a printer: printer NAME paper_out.
func (r *rig) printer(s step) error {
	faults, err := sim.ParsePrinterFaults(s.does[2])
	if err != nil {
		return err
	}
	return r.printers[s.does[1]].Set(faults)
}

// printed waits until so many labels came out of a printer: printed NAME 2.
func (r *rig) printed(s step) error {
	n, err := strconv.Atoi(s.does[2])
	if err != nil {
		return err
	}
	labels, err := r.printers[s.does[1]].Wait(r.ctx, n)
	if err != nil {
		return err
	}
	if len(labels) != n {
		return fmt.Errorf("%d came out", len(labels))
	}
	for _, rejected := range r.printers[s.does[1]].Rejections() {
		return fmt.Errorf("it could not print: %s", rejected.Reason)
	}
	return nil
}

// oldLabelGone says that an old label was found: found JOB -> old_label_gone.
func (r *rig) oldLabelGone(s step) error {
	var a said
	err := r.post("/api/v1/print-jobs/"+s.does[1]+"/gone", map[string]any{"by": "office"}, &a)
	return outcome(err, a.Said.Code, s.want)
}

// troubles waits until the exceptions are these, each as ID:KIND:REASON, sorted:
// troubles print-job/J-000001:print_unknown:broken_off.
func (r *rig) troubles(s step) error {
	return r.eventually(func() error {
		var list struct {
			Rows []struct{ ID, Kind, Reason string } `json:"rows"`
		}
		if err := r.get("/api/v1/exceptions", &list); err != nil {
			return err
		}
		var got []string
		for _, row := range list.Rows {
			got = append(got, row.ID+":"+row.Kind+":"+row.Reason)
		}
		slices.Sort(got)
		if !slices.Equal(got, s.does[1:]) {
			return fmt.Errorf("they are %v", got)
		}
		return nil
	})
}

// move moves what waits for a printer to a station: move printer-1 pack-2 -> queue_moved.
func (r *rig) move(s step) error {
	from := ""
	for _, station := range r.server.settings.Stations {
		if at := r.stations[string(station.ID)]; at != nil && at.labels == r.printers[s.does[1]] {
			from = station.Labels
		}
	}
	var a said
	err := r.post("/api/v1/print-jobs/move", map[string]any{"from": from, "to": s.does[2], "by": "office"}, &a)
	return outcome(err, a.Said.Code, s.want)
}
