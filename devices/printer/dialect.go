package printer

import "errors"

// question is one request for status and how its answer is read.
type question struct {
	// name is what the language's guide calls the request.
	name string
	// request is what is sent.
	request string
	// longest bounds the answer in bytes; a longer one is none.
	longest int
	// read adds to status what the answer says. errIncomplete means that more
	// of the answer has to come, any other error that it is no answer.
	read func(answer []byte, status *Status) error
	// wanted says whether to ask, by what is known so far and whether any
	// question was answered. Nil is always.
	wanted func(status Status, answered bool) bool
	// optional: older firmware does not know it, and its silence means nothing.
	optional bool
}

// dialect is how a printer language asks for status: its questions, in order.
// A language that has none is never asked.
type dialect struct {
	questions []question
	// strays: bytes of a job may make the printer talk, so that what it said
	// by itself is dropped before it is asked after a job.
	strays bool
	// preset is when a printer is asked that the URL says nothing about.
	preset string
}

// errIncomplete says that more of an answer has to be read.
var errIncomplete = errors.New("the answer is not complete")

func dialectOf(language string) dialect {
	switch language {
	case "zpl":
		return dialect{questions: zplQuestions(), preset: "auto"}
	case "tspl":
		return dialect{questions: tsplQuestions(), strays: true, preset: "auto"}
	case "escpos":
		return dialect{questions: escposQuestions(), strays: true, preset: "auto"}
	case "epl":
		return dialect{questions: eplQuestions(), preset: "never"}
	}
	return dialect{preset: "never"}
}

func whenAnswered(_ Status, answered bool) bool { return answered }
