package app_test

// room is a folder with one promise. It holds all folders below it that are
// not rooms themselves.
type room struct {
	folder string
	// rank orders the rooms: a room imports rooms of a lower rank only. The
	// tens are the layers.
	rank int
	// upward explains a refusal: why this room knows nothing above it.
	why string
}

// rooms is the house from the ground up. A new folder needs a place here.
var rooms = []room{
	{"internal/gs1", 0, "keys and element strings are a standard; no business of ours changes them"},
	{"devices/line", 0, "a link carries bytes and does not know whose"},
	{"devices/page", 0, "a page is millimetres and ink; what it says is composed elsewhere"},
	{"devices/scanner", 1, "a scanner yields reads; what they mean is decided above"},
	{"devices/scale", 1, "a scale yields weights; what they mean is decided above"},
	{"devices/printer", 1, "a printer is sent bytes; what they say is decided above"},
	{"devices/printer/zpl", 2, "a printer language turns a page into bytes and nothing else"},
	{"devices/printer/tspl", 2, "a printer language turns a page into bytes and nothing else"},
	{"devices/printer/epl", 2, "a printer language turns a page into bytes and nothing else"},
	{"devices/printer/escpos", 2, "a printer language turns a page into bytes and nothing else"},
	{"devices/printer/pdf", 2, "a printer language turns a page into bytes and nothing else"},
	{"devices/printer/png", 2, "a printer language turns a page into bytes and nothing else"},
	{"devices/devicetest", 3, "the suite of a kind of device knows drivers, not the warehouse"},
	{"devices/sim", 4, "simulated hardware behaves like hardware, which knows no warehouse"},

	{"internal/floor", 10, "the rules are pure, so that they can be read, tested and replayed alone"},

	{"internal/words", 11, "every face of the house says the same words; whoever decides does not know them"},

	{"internal/ledger/engine", 20, "a database stores what it is given"},
	{"internal/ledger/stage", 21, "what a stage brings is said without knowing any stage"},
	{"internal/ledger/code", 22, "what a code stands for is kept for every stage alike"},
	{"internal/ledger/stock", 23, "stock is there before anybody orders it"},
	{"internal/ledger/order", 24, "an order does not know how it is picked"},
	{"internal/ledger/ship", 25, "what stands on papers does not know who packs"},
	{"internal/ledger/", 26, "a stage changes its own tables by its own events"},
	{"internal/ledger", 27, "the truth does not depend on who asks for it"},
	{"internal/ledger/ledgertest", 28, "the suite of an engine knows the ledger and nothing above"},
	{"internal/warehouse", 29, "a command knows rules and ledger, not who gave it"},

	{"internal/station", 30, sideways},
	{"internal/paper", 30, sideways},
	{"internal/spool", 30, sideways},
	{"internal/feed", 30, sideways},
	{"internal/importing", 30, sideways},
	{"internal/channel", 30, sideways},
	{"internal/carrier", 30, sideways},
	{"internal/notice", 30, sideways},
	{"internal/report", 30, sideways},
	{"internal/access", 30, sideways},
	{"internal/backup", 30, sideways},
	{"internal/view", 31, "it reads for the feed and for HTTP, and knows neither screens nor requests"},
	{"ui", 30, "the screens speak to the server over HTTP only"},

	{"internal/web", 40, "HTTP is one face of the house; the wiring behind it is app's"},
	{"internal/config", 50, "settings are values; what is made of them is wired in app"},
	{"fixtures", 50, "fixtures are data, used by the demo and by tests"},
	{"internal/app", 51, "app is a value that commands start and tests open"},
	{"internal/demo", 52, "the program does not know that people and devices around it are simulated"},
	{"cmd", 60, "nothing imports a command"},
}

const sideways = "rooms of one layer reach each other through small interfaces that the caller declares and app connects"

// ban keeps what is imported out of every room but some.
type ban struct {
	// what is an import path or, ending in a slash, the beginning of one.
	what string
	// only lists the folders that may import it, with what is below them.
	only []string
	// tests says that test files may import it anywhere.
	tests bool
	why   string
}

var bans = []ban{
	{"go.bug.st/serial", []string{"devices/line"}, false, "its traps (writes into a reused descriptor, panics above 1023) are mitigated in one place"},
	{"github.com/creack/pty", []string{"devices/sim", "devices/devicetest"}, true, "pseudo-terminals stand in for hardware; the program itself never needs one"},
	{"github.com/boombuler/barcode/", []string{"devices/page"}, false, "it draws no quiet zone and has its own FNC1; devices/page knows both"},
	{"github.com/jung-kurt/gofpdf", []string{"devices/printer/pdf"}, false, "it panics on some text and races on shared fonts; devices/printer/pdf guards it"},
	{"database/sql/", []string{"internal/ledger/engine"}, true, "two openings of one database file destroy it; only the engine opens it"},
	{"github.com/mattn/go-sqlite3", []string{"internal/ledger/engine"}, true, "pragmas and locks are right in the engine only"},
	{"github.com/pressly/goose/", []string{"internal/ledger"}, false, "the schema is the ledger's own"},
	{"modernc.org/sqlite", nil, false, "a second SQLite library in one process destroys the database"},
	{"github.com/gorilla/websocket", []string{"internal/web"}, true, "origins, limits and pings are set in one place"},
	{"github.com/danielgtaylor/huma/", []string{"internal/web"}, true, "JSON shapes live where HTTP is spoken, not on the types of the floor"},
	{"github.com/pelletier/go-toml/", []string{"internal/config", "internal/words", "internal/paper"}, false, "there is one reader of settings; the other TOML is the catalogue of messages, and layouts of labels"},
	{"github.com/nicksnyder/go-i18n/", []string{"internal/words"}, false, "there is one catalogue of messages"},
	{"github.com/spf13/cobra", []string{"cmd"}, false, "flags belong to commands"},
	{"testing", []string{"devices/devicetest", "devices/page/pagetest", "internal/ledger/ledgertest"}, true, "test code does not ship in the program"},
	{"tallyman/devices/devicetest", []string{"devices/devicetest"}, true, "test code does not ship in the program"},
	{"tallyman/devices/page/pagetest", []string{"devices/page/pagetest"}, true, "test code does not ship in the program"},
	{"tallyman/internal/ledger/ledgertest", []string{"internal/ledger/ledgertest"}, true, "test code does not ship in the program"},
	{"tallyman/ui", []string{"internal/web", "internal/app"}, true, "the screens are served in one place"},
	{"tallyman/fixtures/", []string{"internal/demo", "cmd", "fixtures"}, true, "nobody's warehouse is the fixture; only the demo is"},
	{"tallyman/devices/", []string{"devices", "internal/station", "internal/paper", "internal/spool", "internal/config", "internal/app", "internal/demo", "cmd"}, true, "who has no device in hand speaks of codes and documents"},
	{"net/http/", []string{"internal/web", "internal/app", "internal/channel", "internal/carrier", "internal/notice", "devices/printer", "devices/sim", "cmd"}, true, "HTTP is spoken by the faces of the house"},
}
