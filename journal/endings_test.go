package journal

import (
	"testing"

	"pgregory.net/rapid"
)

// The same by comparing every id with every other.
func TestTheEndsOfIDsDistinguishAll(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		id := rapid.StringMatching(`[AB]{0,4}[0-1]{3,12}`)
		ids := make([]EntryID, 0)
		seen := map[string]bool{}
		for _, text := range rapid.SliceOfN(id, 0, 40).Draw(t, "ids") {
			if !seen[text] {
				seen[text] = true
				ids = append(ids, EntryID(text))
			}
		}
		want := wholeOfID
		for n := fewestOfID; n < wholeOfID; n += 2 {
			ends := map[string]bool{}
			for _, id := range ids {
				ends[string(id[max(0, len(id)-n):])] = true
			}
			if len(ends) == len(ids) {
				want = n
				break
			}
		}
		if got := endOfIDs(ids); got != want {
			t.Fatalf("%d characters, want %d, for %q", got, want, ids)
		}
	})
}
