package vault

import (
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The keys of a journal were changed elsewhere, and a part of it replaces that of an older copy,
// or the other way round.
func TestPartUnderOtherKeysIsPreservedAndNotReportedAsDamaged(t *testing.T) {
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
				want[id(500)] = string(doc(500)) // the newest keys are used
			}
			must(t, os.RemoveAll(filepath.Join(into, part)))
			must(t, os.Rename(filepath.Join(from, part), filepath.Join(into, part)))
			v, repair := unlock(t, into, NoPassphrase())
			same(t, v, want)
			mustClose(t, v)
			notes := strings.Join(SentencesOf(repair.Notes), " ")
			if repair.Lost || part == storeName && (strings.Contains(notes, "damaged") || !strings.Contains(notes, "other keys")) {
				t.Errorf("%s, newer %v: the repair notes are %q", part, newer, repair.Notes)
			}
			if kept, err := filepath.Glob(filepath.Join(into, quarantineName, part+"-*")); err != nil || !(newer && part == storeName) && len(kept) != 1 {
				t.Errorf("%s, newer %v: the quarantine holds %q", part, newer, kept)
			} else if part == storeName && !newer {
				restored := filepath.Join(t.TempDir(), "restored")
				if _, err := RestoreFrom(t.Context(), kept[0], restored, NoPassphrase(), Options{}); err != nil {
					t.Error(err)
				}
			}
		}
	}
}

const before, after = "seven quiet rivers", "eight loud brooks" // passphrases

// keysChangedElsewhere creates a journal, and a copy of it with other keys and one more
// document. here and there are the documents of the two.
func keysChangedElsewhere(t *testing.T) (dir, elsewhere string, here, there map[RecordID]string) {
	t.Helper()
	v, dir := create(t, Passphrase(before))
	here = fill(t, v, 20)
	mustClose(t, v)
	elsewhere = filepath.Join(filepath.Dir(dir), "elsewhere")
	copyTree(t, dir, elsewhere)
	v, _ = unlock(t, elsewhere, Passphrase(before))
	must(t, v.NewKeys(t.Context(), Passphrase(after)))
	apply(t, v, Change{ID: id(500), Doc: doc(500)})
	there = all(t, v)
	mustClose(t, v)
	return dir, elsewhere, here, there
}

// The header of a journal with new keys is small and is synchronised before the rest.
func TestHeaderThatOpensNothingHereReplacesNothing(t *testing.T) {
	dir, elsewhere, want, _ := keysChangedElsewhere(t)
	for _, arrived := range [][]string{{headerA}, {headerB}, {headerA, headerB}} {
		for _, lost := range []string{"", storeName, logName} {
			here := filepath.Join(t.TempDir(), "here")
			copyTree(t, dir, here)
			for _, name := range arrived {
				must(t, os.Remove(filepath.Join(here, name)))
				must(t, os.Link(filepath.Join(elsewhere, name), filepath.Join(here, name)))
			}
			if lost == storeName && len(arrived) == 2 {
				continue // no remaining header opens the log
			}
			if lost != "" {
				must(t, os.RemoveAll(filepath.Join(here, lost)))
			}
			files := snapshot(t, here)
			_, _, err := Unlock(t.Context(), here, Passphrase(after), Options{})
			checkError(t, err, ErrWrongPassphrase, here)
			if got := snapshot(t, here); !maps.Equal(got, files) {
				t.Errorf("%v came, %q is lost: the new passphrase changes files", arrived, lost)
			}
			v, repair := unlock(t, here, Passphrase(before))
			same(t, v, want)
			mustClose(t, v)
			if repair.Lost || strings.Contains(strings.Join(SentencesOf(repair.Notes), " "), "Both copies") {
				t.Errorf("%v came, %q is lost: the repair notes are %q", arrived, lost, repair.Notes)
			}
			v, repair = unlock(t, here, Passphrase(before))
			mustClose(t, v)
			if len(repair.Notes) > 0 {
				t.Errorf("%v came, %q is lost: the second time the repair notes are %q", arrived, lost, repair.Notes)
			}
		}
	}
}

// A store under newer keys replaces the older one: either passphrase opens it, and the
// documents of the other state can still be opened.
func TestStoreUnderOtherKeysLeavesTheOtherStateOpenable(t *testing.T) {
	dir, elsewhere, _, there := keysChangedElsewhere(t)
	v, _ := unlock(t, dir, Passphrase(before))
	apply(t, v, Change{ID: id(600), Doc: doc(600)})
	here := all(t, v)
	mustClose(t, v)
	must(t, os.Remove(filepath.Join(dir, storeName)))
	must(t, os.Link(filepath.Join(elsewhere, storeName), filepath.Join(dir, storeName)))
	with := func(passphrase string) string {
		to := filepath.Join(t.TempDir(), passphrase)
		copyTree(t, dir, to)
		return to
	}

	folder := with(after)
	v, repair := unlock(t, folder, Passphrase(after))
	same(t, v, there)
	mustClose(t, v)
	kept, err := filepath.Glob(filepath.Join(folder, quarantineName, "journal-*"))
	if err != nil || len(kept) != 1 || !strings.Contains(strings.Join(SentencesOf(repair.Notes), " "), kept[0]) {
		t.Fatalf("kept is %q (%v), and the repair notes are %q", kept, err, repair.Notes)
	}
	v, _ = unlock(t, kept[0], Passphrase(before))
	same(t, v, here)
	mustClose(t, v)

	folder = with(before)
	v, repair = unlock(t, folder, Passphrase(before))
	same(t, v, here)
	mustClose(t, v)
	if notes := strings.Join(SentencesOf(repair.Notes), " "); strings.Contains(notes, "nothing is missing") || strings.Contains(notes, "damaged") {
		t.Errorf("the repair notes are %q", notes)
	}
	kept, err = filepath.Glob(filepath.Join(folder, quarantineName, storeName+"-*"))
	if err != nil || len(kept) != 1 {
		t.Fatalf("kept is %q (%v)", kept, err)
	}
	restored := filepath.Join(t.TempDir(), "restored")
	if _, err := RestoreFrom(t.Context(), kept[0], restored, Passphrase(after), Options{}); err != nil {
		t.Fatal(err)
	}
	v, _ = unlock(t, restored, Passphrase(after))
	same(t, v, there)
	mustClose(t, v)
}
