package wording

import "testing"

func TestCountsAreReadable(t *testing.T) {
	for n, want := range map[int]string{
		0: "0 entries", 1: "1 entry", 2: "2 entries", 999: "999 entries",
		1000: "1,000 entries", 19992: "19,992 entries", 100000: "100,000 entries", 1234567: "1,234,567 entries",
	} {
		if got := Count(n, "entry", "entries"); got != want {
			t.Errorf("Count(%d) = %q, want %q", n, got, want)
		}
	}
}
