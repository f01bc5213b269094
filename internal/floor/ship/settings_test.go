package ship_test

import (
	"testing"

	"tallyman/internal/floor/ship"
)

func TestTrackingNumbersEndInTheirCheckDigit(t *testing.T) {
	cases := []struct {
		service ship.Service
		serial  int64
		want    string
	}{
		{ship.Service{Prefix: "TM", Digits: 6, Suffix: "X"}, 7, "TM000007X"},
		{ship.Service{Digits: 12, Check: "mod10"}, 400638133393, "4006381333931"},
		{ship.Service{Prefix: "RR", Digits: 8, Check: "s10", Suffix: "NO"}, 47312482, "RR473124829NO"},
	}
	for _, c := range cases {
		if got := c.service.TrackingNumber(c.serial); got != c.want {
			t.Errorf("%+v: %s, want %s", c.service, got, c.want)
		}
	}
}
