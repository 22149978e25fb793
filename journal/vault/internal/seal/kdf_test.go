package seal

import (
	"testing"
	"time"
)

func TestFastMachinesGetAHigherCost(t *testing.T) {
	const gib = 1 << 20 // in KiB
	for _, c := range []struct {
		name     string
		ramKiB   uint64
		perPass  time.Duration // for 256 MiB
		wantTime uint32
		wantKiB  uint32
	}{
		{"a typical laptop with 16 GiB", 16 * gib, 118 * time.Millisecond, 5, 256 << 10},
		{"a slow machine gets no more passes", 16 * gib, 400 * time.Millisecond, 3, 256 << 10},
		{"a very fast machine stops at 20 passes", 16 * gib, time.Millisecond, 20, 256 << 10},
		{"1 GiB of memory: an eighth of it is used", gib, 118 * time.Millisecond, 9, 128 << 10},
		{"256 MiB of memory: the minimum is used", gib / 4, 118 * time.Millisecond, 17, 64 << 10},
		{"unknown memory is assumed to be enough", 0, 118 * time.Millisecond, 5, 256 << 10},
		{"a stopped clock changes nothing", gib * 16, 0, 3, 256 << 10},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := Calibrate(c.ramKiB, func(cost Cost) time.Duration {
				return c.perPass * time.Duration(cost.Time) * time.Duration(cost.MemoryKiB) / startMemoryKiB
			})
			want := Cost{Time: c.wantTime, MemoryKiB: c.wantKiB, Threads: 4}
			if got != want {
				t.Errorf("got %+v, want %+v", got, want)
			}
			if err := got.Check(); err != nil {
				t.Errorf("readers would reject this cost: %v", err)
			}
		})
	}
}
