package doctor

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// came makes pieces that came a second apart.
func came(all ...string) []piece {
	var pieces []piece
	for i, bytes := range all {
		pieces = append(pieces, piece{time.Unix(int64(i), 0), []byte(bytes)})
	}
	return pieces
}

func TestAdvice(t *testing.T) {
	const ean = "4006381333931"
	odd, even := parity(ean+"\r", 1), parity(ean+"\r", 0)
	tests := []struct {
		name   string
		pieces []piece
		want   []string
		not    string
	}{
		{"nothing", nil, []string{"Nothing came", "USB keyboard"}, ""},
		{"CR", came("]E0"+ean+"\r", "]C0A\r"), []string{"end with CR:", "begin with their AIM"}, "LF"},
		{"CR LF", came(ean + "\r\n"), []string{"end with CR LF", "without AIM identifier"}, ""},
		{"LF", came(ean + "\n"), []string{"end with LF"}, ""},
		{"STX ETX", came("\x02" + ean + "\x03"), []string{"between STX and ETX"}, ""},
		{"TAB", came(ean + "\t"), []string{"TAB, which ends no code"}, ""},
		{"bare", came(ean, "A-1"), []string{"without a mark", "idle=80ms"}, ""},
		{"mixed", came(ean+"\r", ean+"\n\x06"), []string{"do not all end alike"}, ""},
		{"some AIM", came("]E0"+ean+"\r", ean+"\r"), []string{"1 codes begin with an AIM identifier, 1 do not"}, ""},
		{"SSI", came("\x06\xf3\x00\x00\x03A\xfe\xc3"), []string{"1 codes came in packets", "answer=ssi"}, "mark"},
		{"Newland", came(ean+"\r", "\x02\x010000#BEEPON2700F100T20V\x06;\x03\r"), []string{"answer=newland"}, ""},
		{"wrong speed", came("\xf8\x80\x00\xe6\x9e\x06\xf8\x66"), []string{"baud=9600, 19200"}, "mark"},
		{"odd parity", came(odd), []string{"bits=7&parity=odd"}, "mark"},
		{"even parity", came(even), []string{"bits=7&parity=even"}, "mark"},
		{"Cyrillic", came("Кружка синяя\r"), []string{"end with CR:"}, "baud"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := strings.Join(advice(tt.pieces), "\n")
			for _, want := range tt.want {
				if !strings.Contains(got, want) {
					t.Errorf("advice:\n%s\nwant %q", got, want)
				}
			}
			if tt.not != "" && strings.Contains(got, tt.not) {
				t.Errorf("advice:\n%s\nnot %q", got, tt.not)
			}
		})
	}
}

// parity puts a parity bit on top of each byte.
func parity(text string, odd int) string {
	var all []byte
	for _, b := range []byte(text) {
		ones := 0
		for i := range 7 {
			ones += int(b>>i) & 1
		}
		if ones%2 != odd {
			b |= 0x80
		}
		all = append(all, b)
	}
	return string(all)
}

// Pieces of one code are one burst, whatever they were cut into.
func TestBursts(t *testing.T) {
	at := time.Unix(0, 0)
	pieces := []piece{{at, []byte("40")}, {at.Add(49 * time.Millisecond), []byte("06")}, {at.Add(99 * time.Millisecond), []byte("A")}}
	if got, pause := bursts(pieces); pause != 49*time.Millisecond || len(got) != 2 || string(got[0].bytes) != "4006" || string(got[1].bytes) != "A" {
		t.Errorf("%d bursts, %v, with a pause of %v", len(got), got, pause)
	}
	for pause, want := range map[int64]int64{0: 80, 26: 80, 27: 90, 49: 150} {
		if got := gapFor(time.Duration(pause) * time.Millisecond).Milliseconds(); got != want {
			t.Errorf("after a pause of %d ms %d ms, want %d", pause, got, want)
		}
	}
}

func TestRows(t *testing.T) {
	got := rows(1203*time.Millisecond, []byte("]E04006381333931\r\x1d\xe9"))
	want := []string{
		"   +1.203s  5D 45 30 34 30 30 36 33 38 31 33 33 33 39 33 31   ]E04006381333931",
		"            0D 1D E9                                          <CR><GS><E9>",
	}
	if !slices.Equal(got, want) {
		t.Errorf("rows:\n%q\nwant\n%q", got, want)
	}
}

func TestFamily(t *testing.T) {
	folder := t.TempDir()
	for name, want := range map[string]string{
		"usb-Honeywell_Imaging___Mobility_1900-if00": "honeywell",
		"usb-Datalogic_ADC__Inc._Gryphon-if00":       "datalogic",
		"usb-Datalogic_PowerScan_PD9530-if00":        "powerscan",
		"usb-Symbol_Technologies_Bar_Code_Scanner":   "plain",
		"usb-FTDI_FT232R":                            "",
	} {
		port := filepath.Join(folder, name)
		if err := os.Symlink("/dev/null", port); err != nil {
			t.Fatal(err)
		}
		if got, because := family(port); got != want || (want != "" && because != name) {
			t.Errorf("family of %s is %q because of %q, want %q", name, got, because, want)
		}
	}
}
