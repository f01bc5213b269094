package paper_test

import (
	"strings"
	"testing"

	"tallyman/devices/page"
	"tallyman/devices/page/pagetest"
	"tallyman/devices/printer/png"
	"tallyman/internal/floor/ship"
	"tallyman/internal/paper"
)

// parcel is what a packed parcel's papers say.
func parcel(to ship.Address, lines int) ship.Contents {
	i := invoice(lines, true)
	i.Buyer = to
	return ship.Contents{Label: label(to), Invoice: i, GiftMessage: "З днем народження! 生日快乐"}
}

func TestASlipForAGiftSaysNothingOfMoney(t *testing.T) {
	for name, to := range addressees() {
		for _, on := range []paper.Format{paper.OnLabel(), paper.OnA4(), paper.OnRoll(80), paper.OnRoll(58)} {
			c := parcel(to, 5)
			pages := paper.Slip(c, false, on)
			for _, p := range pages {
				apart(t, p)
				for _, line := range lines(p) {
					if strings.Contains(line, "EUR") || strings.Contains(line, "12.99") || strings.Contains(line, "12,99") {
						t.Errorf("%s: the slip of a gift says %q", name, line)
					}
				}
			}
			says(t, pages[len(pages)-1], c.GiftMessage)
			priced := strings.Join(lines(paper.Slip(c, true, on)[0]), " ")
			if !strings.Contains(priced, "EUR") || !strings.Contains(strings.ReplaceAll(priced, ",", "."), "12.99") {
				t.Errorf("%s: the slip with prices has none: %s", name, priced)
			}
		}
	}
}

func TestLongSlipsGoOn(t *testing.T) {
	for _, n := range []int{0, 30, 60} {
		for _, pages := range [][]page.Page{
			paper.Slip(parcel(addressees()["Norwegian"], n), false, paper.OnLabel()), paper.ContentsLabel(parcel(addressees()["Romanian"], n)),
		} {
			for _, p := range pages {
				apart(t, p)
			}
			if n > 20 && len(pages) < 2 {
				t.Errorf("%d lines on %d pages", n, len(pages))
			}
		}
	}
}

// The contents label names every unit and carries the parcel's number; the
// return label leads back to the order.
func TestContentsAndReturnAreReadBack(t *testing.T) {
	for name, to := range addressees() {
		c := parcel(to, 4)
		back := paper.ReturnLabel(c)
		contents := paper.ContentsLabel(c)[0]
		says(t, contents, "茶杯", "10", "(00)395000000000012342")
		says(t, back, to.Name, "Mugs & Gadgets OÜ", "ESTONIA", "W-2026-000123")
		for want, p := range map[string]page.Page{"CODE-128:00395000000000012342": contents, "CODE-128:W-2026-000123": back} {
			apart(t, p)
			file, err := png.Render(p, 203)
			if err != nil {
				t.Fatal(err)
			}
			if read := pagetest.ZBar(t, file); len(read) != 1 || read[0] != want {
				t.Errorf("%s: zbarimg reads %q, want %q", name, read, want)
			}
		}
	}
}

func TestMissingLettersAreNamed(t *testing.T) {
	l := label(ship.Address{Name: "𠮷野 🎁 กา", Line1: "□ Square 1", City: "Київ", Country: "UA"})
	if got := string(paper.Missing([]page.Page{paper.Label(l)})); got != "กา🎁𠮷" {
		t.Errorf("missing are %q", got)
	}
	if got := paper.Missing([]page.Page{paper.Label(label(addressees()["Chinese"]))}); len(got) != 0 {
		t.Errorf("missing are %q", string(got))
	}
}
