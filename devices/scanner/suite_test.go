package scanner_test

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"slices"
	"sync"
	"testing"
	"time"

	"tallyman/devices/devicetest"
	"tallyman/devices/scanner"
	"tallyman/devices/sim"
)

// rigged plays a scanner for the suite.
func rigged(t *testing.T, o sim.ScannerOptions) devicetest.ScannerRig {
	t.Helper()
	device := plugIn(t, o)
	return devicetest.ScannerRig{
		URL:     fmt.Sprintf("serial:%s?answer=%s", device.Path(), o.Profile),
		Bytes:   device.Bytes,
		SendRaw: device.SendRaw,
		Scan: func(ctx context.Context, code string) (string, error) {
			answer, err := device.Scan(ctx, code)
			return string(answer.Kind), err
		},
		Plug: device.Plug, Unplug: device.Unplug,
	}
}

func TestSuite(t *testing.T) {
	for _, profile := range sim.Profiles() {
		t.Run(string(profile), func(t *testing.T) {
			t.Parallel()
			devicetest.Scanner(t, func(t *testing.T, wish devicetest.ScannerWish) devicetest.ScannerRig {
				t.Helper()
				return rigged(t, sim.ScannerOptions{
					Profile: profile, Frame: sim.Frame(wish.Frame), Deaf: wish.Deaf, AIM: "]C0",
					Suspended: profile == sim.Honeywell,
				})
			})
		})
	}
}

// Five hundred times: nothing is left behind.
func TestFiveHundredUnplugs(t *testing.T) {
	const scanners, times = 50, 10
	rigs := make([]devicetest.ScannerRig, scanners)
	for i := range rigs {
		profiles := sim.Profiles()
		rigs[i] = rigged(t, sim.ScannerOptions{Profile: profiles[i%len(profiles)]})
	}
	files, goroutines := openFiles(t), runtime.NumGoroutine()
	var group sync.WaitGroup
	took := make([][]time.Duration, scanners)
	for i, rig := range rigs {
		group.Go(func() { took[i] = devicetest.Unplug(t, rig, times) })
	}
	group.Wait()
	all := slices.Sorted(slices.Values(slices.Concat(took...)))
	if len(all) != scanners*times {
		t.Fatalf("%d unplugs, want %d", len(all), scanners*times)
	}
	t.Logf("back after %v (median), %v (longest)", all[len(all)/2], all[len(all)-1])
	// The longest is the machine's: 50 ports come back at a time.
	if all[len(all)/2] > time.Second {
		t.Errorf("the line was back after %v, want a second", all[len(all)/2])
	}
	eventually(t, "no descriptor is left", func() bool { return openFiles(t) <= files })
	eventually(t, "no goroutine is left", func() bool { return runtime.NumGoroutine() <= goroutines })
}

func openFiles(t *testing.T) int {
	t.Helper()
	all, err := os.ReadDir("/proc/self/fd")
	must(t, err)
	return len(all)
}

// What is repeated because its acknowledgment got lost is one read; two units
// are two.
func TestSSIOverALine(t *testing.T) {
	device := plugIn(t, sim.ScannerOptions{
		Profile: sim.SSI, AIM: "]C1", Unheard: 1, RepeatAfter: 500 * time.Millisecond, PacketData: 8,
	})
	reads := make(chan scanner.Read, 8)
	run(t, "serial:"+device.Path()+"?answer=ssi", good(reads))
	const code = "0195200000000010\x1d21A"
	for range 2 {
		answer, err := device.Scan(t.Context(), code)
		if err != nil || answer.Kind != sim.Good {
			t.Fatalf("answered %+v, %v", answer, err)
		}
	}
	for range 2 {
		if r := receive(t, reads, "a read"); r.Code != code || r.Symbology != "]C1" {
			t.Errorf("read %+v", r)
		}
	}
	if len(reads) != 0 {
		t.Errorf("one more read: %+v", <-reads)
	}
}
