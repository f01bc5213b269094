package devicetest

import (
	"context"
	"errors"
	"testing"
	"time"

	"tallyman/devices/scale"
	"tallyman/devices/sim"
)

// Scale is the suite that every family of scales passes. unit is what its
// digits mean where it does not say so itself.
func Scale(t *testing.T, language, unit, options string) {
	t.Helper()
	t.Run("a stable weight is exact", func(t *testing.T) {
		device, s := plugScale(t, language, options)
		for shows, want := range map[string]int64{"0.00": 0, "1.234": 1234, "12.5": 12_500, "0.005": 5} {
			device.Set(sim.ScaleState{Shows: shows, Unit: unit})
			got, err := weigh(t, s, patience)
			must(t, err)
			if factor := map[string]int64{"kg": 1_000_000, "g": 1_000}[unit]; got.Micrograms != want*factor || got.Net {
				t.Errorf("%s %s is read as %s", shows, unit, got)
			}
		}
	})
	t.Run("a tare is told where the language has it", func(t *testing.T) {
		device, s := plugScale(t, language, options)
		device.Set(sim.ScaleState{Shows: "1.234", Unit: unit, Net: true})
		if got, err := weigh(t, s, patience); err != nil || got.Net != (language != "sics") {
			t.Errorf("got %+v, %v", got, err)
		}
	})
	t.Run("a weight that moves is waited for", func(t *testing.T) {
		device, s := plugScale(t, language, options)
		device.Set(sim.ScaleState{Shows: "9.999", Unit: unit, Moving: true})
		result := make(chan error, 1)
		go func() {
			got, err := weigh(t, s, patience)
			if err == nil && got.Grams() != map[string]int{"kg": 1000, "g": 1}[unit] {
				err = errors.New("it is " + got.String())
			}
			result <- err
		}()
		for device.Asked() < 2 { // it was asked, moved, and is asked again
			time.Sleep(time.Millisecond)
		}
		device.Set(sim.ScaleState{Shows: "1.000", Unit: unit})
		must(t, within(t, result, "the weighing"))
	})
	t.Run("what is no weight is a trouble", func(t *testing.T) {
		device, s := plugScale(t, language, options)
		for want, state := range map[scale.Trouble]sim.ScaleState{
			scale.Moving:   {Shows: "9.999", Unit: unit, Moving: true},
			scale.Overload: {Shows: "9.999", Unit: unit, Over: true},
			scale.Negative: {Shows: "-0.05", Unit: unit},
			scale.Silent:   {Silent: true},
			scale.Garbled:  {Says: "\x02hello?\r\n"},
		} {
			device.Set(state)
			got, err := weigh(t, s, 250*time.Millisecond)
			if told, ok := errors.AsType[*scale.TroubleError](err); !ok || told.Trouble != want {
				t.Errorf("%s: got %s, %v", want, got, err)
			}
		}
		device.Set(sim.ScaleState{Shows: "1.000", Unit: unit, Under: true})
		if _, err := weigh(t, s, 250*time.Millisecond); troubleOf(err) != scale.Negative {
			t.Errorf("below its range: %v", err)
		}
		device.Set(sim.ScaleState{Shows: "1.000", Unit: unit})
		if _, err := weigh(t, s, patience); err != nil {
			t.Errorf("afterwards: %v", err)
		}
	})
	t.Run("noise is no weight", func(t *testing.T) {
		device, s := plugScale(t, language, options)
		device.Set(sim.ScaleState{Says: string(make([]byte, 3000))})
		if got, err := weigh(t, s, 250*time.Millisecond); err == nil {
			t.Errorf("noise is %s", got)
		}
		device.Set(sim.ScaleState{Shows: "1.000", Unit: unit})
		_, err := weigh(t, s, patience)
		must(t, err)
	})
	t.Run("a scale that is pulled off is told", func(t *testing.T) {
		device, s := plugScale(t, language, options)
		must(t, device.Close())
		if _, err := weigh(t, s, 250*time.Millisecond); troubleOf(err) != scale.Offline {
			t.Errorf("got %v", err)
		}
	})
}

func plugScale(t *testing.T, language, options string) (*sim.Scale, *scale.Scale) {
	t.Helper()
	device, err := sim.NewScale(sim.ScaleOptions{Language: language})
	must(t, err)
	t.Cleanup(func() { _ = device.Close() })
	s, err := scale.Open("pack-1", language+"+serial:"+device.Path()+"?answer=100ms"+options)
	must(t, err)
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- s.Run(ctx) }()
	t.Cleanup(func() {
		cancel()
		must(t, within(t, done, "Run"))
	})
	return device, s
}

func weigh(t *testing.T, s *scale.Scale, limit time.Duration) (scale.Weight, error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), limit)
	defer cancel()
	return s.Weigh(ctx)
}

func troubleOf(err error) scale.Trouble {
	if told, ok := errors.AsType[*scale.TroubleError](err); ok {
		return told.Trouble
	}
	return ""
}
