package sim

import (
	"strings"
	"testing"
)

// What would print something else than was meant is refused, with the reason.
func TestLanguagesRefuse(t *testing.T) {
	t.Parallel()
	tspl := func(job string) ([]PrinterLabel, []PrinterRejection) {
		return ReadTSPL([]byte("SIZE 25.4 mm,25.4 mm\r\nCLS\r\n"+job), 203)
	}
	epl := func(job string) ([]PrinterLabel, []PrinterRejection) {
		return ReadEPL([]byte("\nN\nq200\nQ200,24\n" + job))
	}
	escpos := func(job string) ([]PrinterLabel, []PrinterRejection) { return ReadESCPOS([]byte("\x1b@"+job), 384) }
	for _, c := range []struct {
		read func(string) ([]PrinterLabel, []PrinterRejection)
		job  string
		want string
	}{
		{tspl, "TEXT 1,1,\"1\",0,1,1,\"x\"\r\n", "not a command"},
		{tspl, "BAR 1,1,2,2", "no line end"},
		{tspl, "BAR 1,1,2,2\r\n", "PRINT is missing"},
		{tspl, "BAR 1,1,0,2\r\nPRINT 1,1\r\n", "no area"},
		{tspl, "BAR 1,1,2\r\n", "not 4 numbers"},
		{tspl, "BAR 1,1,2,+2\r\n", "not a number"},
		{tspl, "BAR 300,1,2,2\r\n", "outside the label"},
		{tspl, "BAR 1,1,9,9\r\nBITMAP 8,0,1,8,0,12345678\r\n", "erases the box"},
		{tspl, "BITMAP 0,0,1,8,1,12345678\r\n", "mode 1"},
		{tspl, "BITMAP 0,0,1,8,0,123\x1b!R78\r\n", "command"},
		{epl, "GW0,0,1,8,123^@678\n", "command"},
		{tspl, "BITMAP 0,0,1,8,0,1234567", "8 bytes are announced and 7"},
		{tspl, "BITMAP 0,0,1,8,0,123456789\r\n", "follows the data"},
		{tspl, "BARCODE 0,0,\"128M\",80,0,0,2,2,\"AB\"\r\n", "start character"},
		{tspl, "BARCODE 0,0,\"128M\",80,0,0,2,2,\"!105123\"\r\n", "pairs of digits"},
		{tspl, "BARCODE 0,0,\"128M\",80,0,0,2,2,\"!104a!103\"\r\n", "not known here"},
		{tspl, "BARCODE 0,0,\"128M\",80,0,0,2,2,\"!104a\"b\"\r\n", "quotation marks"},
		{tspl, "BARCODE 0,0,\"128\",80,0,0,2,2,\"AB\"\r\n", `barcode "128"`},
		{tspl, "BARCODE 0,0,\"25\",80,0,0,2,6,\"123\"\r\n", "pairs of digits"},
		{tspl, "PRINT 1,1\r\nPRINT 1,1\r\n", "PRINT without CLS"},
		{tspl, "DIRECTION 1\r\n", "not the way labels are read"},
		{tspl, "SIZE 4,6\r\n", "not a length in mm"},
		{epl, "A1,1,0,1,1,1,N,\"x\"\n", "not a command"},
		{epl, "LO1,1,2,2\n", "P is missing"},
		{epl, "P1\nP1\n", "P without N"},
		{epl, "GW0,0,26,1," + strings.Repeat("x", 26) + "\n", "wraps"},
		{epl, "GW0,0,1,2,x\n", "follows the data"},
		{epl, "B0,0,0,1B,2,6,80,N,\"a\\\"b\"\n", "quotation marks"},
		{epl, "B0,0,0,1B,2,6,80,N,\"é\"\n", "cannot be"},
		{epl, "B0,0,0,1C,2,6,80,N,\"123\"\n", "cannot be"},
		{epl, "B0,0,0,1B,11,33,80,N,\"a\"\n", "cannot be printed"},
		{epl, "B0,0,1,1B,2,6,80,N,\"a\"\n", "not known here"},
		{epl, "B0,0,0,2,2,5,80,N,\"12\"\n", "cannot be"},
		{escpos, "Hello", "no line end"},
		{escpos, "Hell\x01\n", "not printable ASCII"},
		{escpos, strings.Repeat("x", 33) + "\n", "wider than the head"},
		{escpos, "\x1dL\x00\x00", "not a command"},
		{escpos, "\x1d!\x01", "not known here"},
		{escpos, "\x1dv0\x00\x01\x00\x02\x00x", "2 bytes are announced and 1"},
		{escpos, "\x1dv0\x00\x31\x00\x01\x00" + strings.Repeat("x", 49), "does not fit"},
		{escpos, "\x1dv0\x00\x02\x00\x01\x00\x10\x14", "real-time command"},
		{escpos, "\x1dv0\x01\x01\x00\x01\x00x", "not known here"},
		{escpos, "\x1dv0\x00\x01\x00\x01\x00x", "without a cut"},
		{escpos, "\x1dVB\x00", "after 0 rows"},
	} {
		labels, rejections := c.read(c.job)
		if len(rejections) != 1 || !strings.Contains(rejections[0].Reason, c.want) {
			t.Errorf("%q: %d labels, rejected %+v; want %q", c.job, len(labels), rejections, c.want)
		}
	}
}

func FuzzLanguages(f *testing.F) {
	f.Add("SIZE 25.4 mm,25.4 mm\r\nCLS\r\nBITMAP 0,0,1,8,0,12345678\r\nBAR 9,9,1,1\r\nPRINT 1,1\r\n")
	f.Add("\nN\nq200\nQ200,24\nGW0,0,1,2,xy\nB0,0,0,1B,2,6,80,N,\"a\"\nP1\n")
	f.Add("\x1b@\x1dv0\x00\x01\x00\x01\x00x\x1dVB\x03")
	f.Fuzz(func(t *testing.T, job string) {
		for _, labels := range [][]PrinterLabel{
			first(ReadTSPL([]byte(job), 203)), first(ReadEPL([]byte(job))), first(ReadESCPOS([]byte(job), 384)),
		} {
			for _, label := range labels {
				if label.WidthDots == 0 {
					t.Errorf("%q makes a label without a width", job)
				}
			}
		}
	})
}

func first(labels []PrinterLabel, _ []PrinterRejection) []PrinterLabel { return labels }
