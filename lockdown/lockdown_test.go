package lockdown

import "testing"

func TestTheWorstSwapCounts(t *testing.T) {
	const head = "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n"
	crypt := func(device string) string {
		if device == "/dev/dm-1" {
			return "CRYPT-PLAIN-swap"
		}
		return ""
	}
	for _, c := range []struct {
		name, list string
		want       Swap
	}{
		{"none", head, SwapNone},
		{"no list", "", SwapNone},
		{"compressed memory", head + "/dev/zram0 partition 8 0 100\n", SwapMemory},
		{"encrypted", head + "/dev/dm-1 partition 8 0 -2\n", SwapEncrypted},
		{"a file", head + "/swapfile file 8 0 -2\n", SwapPlain},
		{"both", head + "/dev/zram0 partition 8 0 100\n/dev/sda2 partition 8 0 -2\n", SwapPlain},
		{"encrypted and compressed", head + "/dev/dm-1 partition 8 0 -2\n/dev/zram0 partition 8 0 100\n", SwapEncrypted},
	} {
		if got := swapOf(c.list, crypt); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}
