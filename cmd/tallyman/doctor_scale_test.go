package main

import (
	"strings"
	"testing"

	"tallyman/devices/sim"
)

func TestDoctorScale(t *testing.T) {
	t.Parallel()
	f := newFolder(t)
	device, err := sim.NewScale(sim.ScaleOptions{Language: "sics"})
	if err != nil {
		t.Fatal(err)
	}
	defer device.Close()
	device.Set(sim.ScaleState{Shows: "812.5", Unit: "g"})
	if out := f.ok("doctor", "scale", "sics+serial:"+device.Path(), "--for", "700ms"); strings.Count(out, "812.5 g\n") != 1 {
		t.Errorf("it said\n%s", out)
	}
	device.Set(sim.ScaleState{Over: true})
	if out := f.ok("doctor", "scale", "sics+serial:"+device.Path(), "--for", "700ms"); !strings.Contains(out, "overload: take something off") {
		t.Errorf("it said\n%s", out)
	}
	f.fails(exitFailed, "the languages are", "doctor", "scale", "zpl+serial:"+device.Path())
	f.ok("doctor", "ports")
}
