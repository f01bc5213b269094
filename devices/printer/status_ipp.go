package printer

import (
	"errors"
	"strings"

	"tallyman/devices/printer/ipp"
)

// officeStatus reads printer-state and printer-state-reasons (RFC 8011,
// sections 5.4.11 and 5.4.12; PWG 5100.9 for the finer words). A reason that
// ends in -report or -warning, such as one of two trays being empty, stops no
// job unless the printer says that it is stopped or waits for media. One
// without an ending counts.
func officeStatus(said ipp.Printer) Status {
	stopped := said.State == ipp.Stopped
	status := Status{Printing: said.State == ipp.Processing, Offline: said.Refuses}
	for _, reason := range said.Reasons {
		word, mild := severity(reason)
		if !mild || stopped || word == "offline" || word == "media-needed" {
			addReason(&status, word)
		}
	}
	if stopped && status.Trouble() == "" {
		status.Fault = true
	}
	return status
}

// doubt is the trouble that may be why a job did not come out: any that the
// printer names, however lightly. Some say -report of paper that is out.
func doubt(said ipp.Printer) Trouble {
	status := officeStatus(said)
	for _, reason := range said.Reasons {
		word, _ := severity(reason)
		addReason(&status, word)
	}
	return status.Trouble()
}

func severity(reason string) (word string, mild bool) {
	for _, ending := range []string{"-report", "-warning"} {
		if word, found := strings.CutSuffix(reason, ending); found {
			return word, true
		}
	}
	return strings.TrimSuffix(reason, "-error"), false
}

func addReason(s *Status, word string) {
	switch word {
	case "media-empty", "media-needed", "input-tray-missing", "input-media-supply-empty":
		s.PaperOut = true
	case "media-jam", "media-path-jam", "output-area-full":
		s.Jam = true
	case "marker-supply-empty", "toner-empty", "marker-supply-missing":
		s.InkOut = true
	case "cover-open", "door-open", "interlock-open":
		s.CoverOpen = true
	case "paused", "moving-to-paused":
		s.Paused = true
	case "fuser-over-temp":
		s.TooHot = true
	case "fuser-under-temp":
		s.TooCold = true
	case "spool-area-full":
		s.BufferFull = true
	case "offline", "shutdown", "timed-out":
		s.Offline = true
	default:
		s.Cutter = s.Cutter || strings.HasPrefix(word, "cutter-") || strings.HasPrefix(word, "trimmer-")
	}
}

// reasonsOf is the printer's own words for its trouble, or nil.
func reasonsOf(said ipp.Printer) error {
	if len(said.Reasons) == 0 && said.Message == "" {
		return nil
	}
	return errors.New(strings.TrimSpace(strings.Join(said.Reasons, ", ") + " " + said.Message))
}
