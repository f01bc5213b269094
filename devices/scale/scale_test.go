package scale_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"tallyman/devices/devicetest"
	"tallyman/devices/scale"
	"tallyman/devices/sim"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestSICS(t *testing.T)   { devicetest.Scale(t, "sics", "g", "") }
func TestToledo(t *testing.T) { devicetest.Scale(t, "toledo", "kg", "&baud=9600") }
func TestAND(t *testing.T)    { devicetest.Scale(t, "and", "kg", "") }
func TestOhaus(t *testing.T)  { devicetest.Scale(t, "ohaus", "g", "") }

// A scale that talks by itself is listened to, from the first whole reply on.
func TestAScaleThatTalksByItself(t *testing.T) {
	device, err := sim.NewScale(sim.ScaleOptions{Language: "and", Every: 10 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	defer device.Close()
	device.Set(sim.ScaleState{Shows: "2.500", Unit: "kg"})
	s, err := scale.Open("pack-1", "and+serial:"+device.Path()+"?ask=")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
	defer cancel()
	done := make(chan error, 1)
	go func() { done <- s.Run(ctx) }()
	if got, err := s.Weigh(ctx); err != nil || got.String() != "2500 g" || device.Asked() > 0 {
		t.Errorf("got %s, %v, asked %d times", got, err, device.Asked())
	}
	cancel()
	if err := <-done; err != nil {
		t.Error(err)
	}
}

func TestOpenRefuses(t *testing.T) {
	for url, want := range map[string]string{
		"serial:/dev/ttyUSB0":                     "and, ohaus, sics, toledo",
		"zpl+serial:/dev/ttyUSB0":                 "the languages are",
		"sics+file:/dev/usb/lp0":                  "link",
		"sics+serial:/dev/ttyUSB0?unit=kg":        "unit",
		"toledo+serial:/dev/ttyUSB0?unit=stone":   "unit",
		"sics+serial:/dev/ttyUSB0?answer=0s":      "answer",
		"sics+serial:/dev/ttyUSB0?answer=forever": "answer",
	} {
		if _, err := scale.Open("pack-1", url); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want an error with %q", url, err, want)
		}
	}
}

func TestPoundsAndOunces(t *testing.T) {
	for unit, want := range map[string]string{"lb": "1133.980925 g", "oz": "70.873807 g"} {
		device, err := sim.NewScale(sim.ScaleOptions{Language: "ohaus"})
		if err != nil {
			t.Fatal(err)
		}
		device.Set(sim.ScaleState{Shows: "2.5", Unit: unit})
		s, err := scale.Open("pack-1", "ohaus+serial:"+device.Path())
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
		done := make(chan error, 1)
		go func() { done <- s.Run(ctx) }()
		if got, err := s.Weigh(ctx); err != nil || got.String() != want {
			t.Errorf("2.5 %s is %s, %v; want %s", unit, got, err, want)
		}
		cancel()
		<-done
		_ = device.Close()
	}
}
