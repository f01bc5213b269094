package floor

// ThingKind says what a code stands for.
type ThingKind string

// The kinds of things that carry codes.
const (
	AnItem    ThingKind = "item"
	ALocation ThingKind = "location"
	ATote     ThingKind = "tote"
	AnOrder   ThingKind = "order"
	AParcel   ThingKind = "parcel"
	AnAttempt ThingKind = "attempt"
	ABadge    ThingKind = "badge"
	APlace    ThingKind = "place"
	ADock     ThingKind = "dock"
	ACommand  ThingKind = "command"
	AQuantity ThingKind = "quantity"
)

// Thing is what a code turned out to be. Factor is how many units one scan of
// an item's code counts: 1, or the size of a case.
type Thing struct {
	Kind   ThingKind
	Ref    string
	Factor int
}

// Command is the body of a command code. The names have no Y and no Z.
type Command string

// The commands.
const (
	Done         Command = "DONE"
	Short        Command = "SHORT"
	ShortEmpty   Command = "SHORTNONE"
	ShortFewer   Command = "SHORTFEW"
	ShortDamaged Command = "SHORTDAMAGED"
	ShortWrong   Command = "SHORTWRONG"
	UndoLast     Command = "UNDO"
	Remove       Command = "REMOVE"
	ByHand       Command = "MANUAL"
	Skip         Command = "SKIP"
	Next         Command = "NEXT"
	Park         Command = "PARK"
	Reprint      Command = "REPRINT"
	Printed      Command = "PRINTED"
	VoidLabel    Command = "VOID"
	Jam          Command = "JAM"
	Help         Command = "HELP"
	Acknowledge  Command = "ACK"
	LogOut       Command = "LOGOUT"
)

// Commands lists every command in the order in which a sheet prints them.
func Commands() []Command {
	return []Command{
		Next, Done, UndoLast, Skip, Short, ShortEmpty, ShortFewer, ShortDamaged, ShortWrong,
		Remove, ByHand, Acknowledge, Reprint, Printed, VoidLabel, Jam, Park, Help, LogOut,
	}
}

// IsShort says whether the command is a short pick with its reason.
func (c Command) IsShort() bool {
	return c == ShortEmpty || c == ShortFewer || c == ShortDamaged || c == ShortWrong
}
