package pack

import (
	"tallyman/internal/floor"
	"tallyman/internal/floor/print"
)

// jam deals with what a packer says after a jam: JAM, the last good label, and
// REPRINT for the rest. It is false for any other scan; that ends the questions.
func (t *table) jam() bool {
	command := floor.Command("")
	if t.Thing.Kind == floor.ACommand {
		command = floor.Command(t.Thing.Ref)
	}
	ask := t.session().Ask
	switch {
	case command == floor.Jam:
		t.d.AskAgain(print.AskLastGood, "", floor.Phrase{Code: "scan_last_good"})
		t.d.Verdict.Outcome = floor.Good
	case ask != nil && ask.Kind == print.AskLastGood && (t.Thing.Kind == floor.AnAttempt || t.Thing.Kind == floor.AParcel):
		print.JudgeLastGood(t.Jam, t.d)
	case ask != nil && ask.Kind == print.AskRest && command == floor.Reprint:
		print.JudgeRestAgain(t.Jam, t.scan.At, t.d)
	default:
		return false
	}
	t.follow()
	return true
}

// follow moves the attempts of the parcel on the table as the jam moved them.
func (t *table) follow() {
	for _, event := range t.d.Events {
		moved, is := event.(print.JobMoved)
		for i := range t.Attempts {
			if is && t.Attempts[i].Job == moved.Job {
				t.Attempts[i].State = moved.State
			}
		}
	}
}
