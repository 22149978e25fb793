package vault

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A journal whose keys were changed elsewhere, and of which a part comes over an older copy, or
// the other way round.
func TestAPartUnderOtherKeysIsKeptAndNotCalledDamaged(t *testing.T) {
	for _, part := range []string{storeName, logName} {
		for _, newer := range []bool{true, false} {
			v, dir := create(t, NoPassphrase())
			want := fill(t, v, 20)
			mustClose(t, v)
			earlier := filepath.Join(filepath.Dir(dir), "earlier")
			copyTree(t, dir, earlier)
			v, _ = unlock(t, dir, NoPassphrase())
			must(t, v.NewKeys(t.Context(), NoPassphrase()))
			apply(t, v, Change{ID: id(500), Doc: doc(500)})
			mustClose(t, v)
			into, from := dir, earlier
			if newer {
				into, from = earlier, dir
			} else {
				want[id(500)] = string(doc(500))
			}
			if newer && part == storeName {
				want[id(500)] = string(doc(500)) // the newest keys count
			}
			must(t, os.RemoveAll(filepath.Join(into, part)))
			must(t, os.Rename(filepath.Join(from, part), filepath.Join(into, part)))
			v, repair := unlock(t, into, NoPassphrase())
			same(t, v, want)
			mustClose(t, v)
			notes := strings.Join(repair.Notes, " ")
			if repair.Lost || part == storeName && (strings.Contains(notes, "damaged") || !strings.Contains(notes, "other keys")) {
				t.Errorf("%s, newer %v: it says %q", part, newer, repair.Notes)
			}
			if kept, err := filepath.Glob(filepath.Join(into, quarantineName, part+"-*")); err != nil || !(newer && part == storeName) && len(kept) != 1 {
				t.Errorf("%s, newer %v: in quarantine is %q", part, newer, kept)
			} else if part == storeName && !newer {
				restored := filepath.Join(t.TempDir(), "restored")
				if _, err := RestoreFrom(t.Context(), kept[0], restored, NoPassphrase(), Options{}); err != nil {
					t.Error(err)
				}
			}
		}
	}
}
