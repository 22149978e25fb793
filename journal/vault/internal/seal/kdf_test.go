package seal

import (
	"testing"
	"time"
)

func TestCalibrationRaisesTheCostOnFastMachines(t *testing.T) {
	const gib = 1 << 20 // in KiB
	for _, c := range []struct {
		name     string
		ramKiB   uint64
		perPass  time.Duration // for 256 MiB
		wantTime uint32
		wantKiB  uint32
	}{
		{"a usual laptop of 16 GiB", 16 * gib, 118 * time.Millisecond, 5, 256 << 10},
		{"a slow machine is asked for no more", 16 * gib, 400 * time.Millisecond, 3, 256 << 10},
		{"a very fast machine stops at 20 passes", 16 * gib, time.Millisecond, 20, 256 << 10},
		{"1 GiB of memory gives an eighth of it", gib, 118 * time.Millisecond, 9, 128 << 10},
		{"256 MiB of memory give the floor", gib / 4, 118 * time.Millisecond, 17, 64 << 10},
		{"unknown memory counts as enough", 0, 118 * time.Millisecond, 5, 256 << 10},
		{"a clock that stands still changes nothing", gib * 16, 0, 3, 256 << 10},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := Calibrate(c.ramKiB, func(cost Cost) time.Duration {
				return c.perPass * time.Duration(cost.Time) * time.Duration(cost.MemoryKiB) / usualMemoryKiB
			})
			want := Cost{Time: c.wantTime, MemoryKiB: c.wantKiB, Threads: 4}
			if got != want {
				t.Errorf("got %+v, want %+v", got, want)
			}
			if err := got.Check(); err != nil {
				t.Errorf("no reader would accept it: %v", err)
			}
		})
	}
}
