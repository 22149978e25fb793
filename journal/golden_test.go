package journal

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"enactive/journal/vault"
)

// Every journal of a release opens in every later release. Each folder of testdata/golden was
// written by one release, and never changes after it:
//
//	journal/       a whole journal
//	inbox/         entries that "enact add" added while it was locked
//	content.json   its contents
//	words.txt      the recovery words; the passphrase is goldenPassphrase
//
// To add the one of a new release, set its number in FyneApp.toml, run
//
//	go test ./journal -run Golden -update
//
// and commit the new folder.
var update = flag.Bool("update", false, "make the golden journal of the release in FyneApp.toml anew")

// goldenPassphrase opens the golden journals, whose contents are made up.
const goldenPassphrase = "golden journals open for ever"

// goldenDay is when golden journals are opened, so that nothing leaves their bins.
const goldenDay = "2026-11-21T09:00:00+01:00"

func TestGoldenJournalsOfAllReleasesOpen(t *testing.T) {
	if *update {
		makeGolden(t, filepath.Join("testdata", "golden", thisRelease(t)))
	}
	releases, err := filepath.Glob(filepath.Join("testdata", "golden", "*"))
	if err != nil || len(releases) == 0 {
		t.Fatalf("there are no golden journals (%v)", err)
	}
	for _, home := range releases {
		t.Run(filepath.Base(home), func(t *testing.T) { openGolden(t, home) })
	}
}

// thisRelease returns the version in FyneApp.toml.
func thisRelease(t *testing.T) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("..", "FyneApp.toml"))
	if err != nil {
		t.Fatal(err)
	}
	m := regexp.MustCompile(`(?m)^\s*Version = "([^"]+)"`).FindSubmatch(b)
	if m == nil {
		t.Fatal("FyneApp.toml names no version")
	}
	return string(m[1])
}

func TestGoldenJournalOfThisReleaseExists(t *testing.T) {
	home := filepath.Join("testdata", "golden", thisRelease(t))
	if _, err := os.Stat(filepath.Join(home, "content.json")); err != nil {
		t.Errorf("make it with: go test ./journal -run Golden -update (%v)", err)
	}
}

func openGolden(t *testing.T, home string) {
	words, err := os.ReadFile(filepath.Join(home, "words.txt"))
	if err != nil {
		t.Fatal(err)
	}
	recovery, err := vault.RecoveryWords(string(words))
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "journal")
	if err := os.CopyFS(dir, os.DirFS(filepath.Join(home, "journal"))); err != nil {
		t.Fatal(err)
	}
	before, migrated := folder(t, dir), false
	for name, key := range map[string]vault.Key{"the passphrase": vault.Passphrase(goldenPassphrase), "the recovery words": recovery} {
		j, repair := unlockGolden(t, dir, key, func(context.Context, *Journal) error { migrated = true; return nil })
		if len(repair.Notes) > 0 || j.ReadOnly() != nil {
			t.Errorf("with %s: %q, %v", name, repair.Notes, j.ReadOnly())
		}
		want, got := readJSON(t, filepath.Join(home, "content.json")), map[string]any{}
		if err := json.Unmarshal(goldenOf(t, j), &got); err != nil {
			t.Fatal(err)
		}
		for _, difference := range differences("", want, got) {
			t.Errorf("with %s: %s", name, difference)
		}
		if err := j.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if thisRelease(t) == filepath.Base(home) && !migrated { // migrated once a field was added after the release
		for name, b := range folder(t, dir) {
			if string(b) != string(before[name]) {
				t.Errorf("reading has changed %s", name)
			}
		}
	}
	takeGoldenInbox(t, home, dir)
}

func unlockGolden(t *testing.T, dir string, key vault.Key, backup func(context.Context, *Journal) error) (*Journal, vault.Repair) {
	t.Helper()
	c := &clock{at(goldenDay)}
	j, repair, err := Open(t.Context(), dir, key, Options{Now: c.now, BeforeMigration: backup})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = j.Close() })
	return j, repair
}

// takeGoldenInbox imports the entries that were added while the journal was locked, undoes
// that and the step before it, and writes a new entry.
func takeGoldenInbox(t *testing.T, home, dir string) {
	t.Helper()
	j, _ := unlockGolden(t, dir, vault.Passphrase(goldenPassphrase), backupNothing)
	n := j.Count(Query{})
	if what, err := j.Undo(t.Context()); err != nil || NameOf(what) != "Delete an entry" || j.Count(Query{}) != n+1 {
		t.Errorf("undid %q (%v); %d entries, want %d", what, err, j.Count(Query{}), n+1)
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(filepath.Join(dir, "inbox")); err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(filepath.Join(dir, "inbox"), os.DirFS(filepath.Join(home, "inbox"))); err != nil {
		t.Fatal(err)
	}
	j, _ = unlockGolden(t, dir, vault.Passphrase(goldenPassphrase), backupNothing)
	came := j.Entries(Query{Tags: []string{InboxTag}})
	if len(came) != 1 || came[0].Title != "Added while locked" {
		t.Errorf("%d entries came from the inbox: %+v", len(came), came)
	}
	saved := mustSave(t, j, experience(j.Areas()[0], "written today"))
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	j, _ = unlockGolden(t, dir, vault.Passphrase(goldenPassphrase), backupNothing)
	if e, ok := j.Entry(saved.ID); !ok || e.Title != "written today" || j.Count(Query{}) != n+3 {
		t.Errorf("today's entry is %+v among %d entries, want %d", e, j.Count(Query{}), n+3)
	}
}

// differences lists what got lacks or changes of want. got may have additional empty fields
// from a later release.
func differences(path string, want, got any) []string {
	switch w := want.(type) {
	case map[string]any:
		g, _ := got.(map[string]any)
		var all []string
		for key, v := range w {
			all = append(all, differences(path+"/"+key, v, g[key])...)
		}
		for key, v := range g {
			if _, there := w[key]; !there && !isEmptyJSON(v) {
				all = append(all, fmt.Sprintf("%s/%s is %v, which nobody wrote", path, key, v))
			}
		}
		return all
	case []any:
		g, _ := got.([]any)
		if len(g) != len(w) {
			return []string{fmt.Sprintf("%s has %d items, want %d", path, len(g), len(w))}
		}
		var all []string
		for i := range w {
			all = append(all, differences(fmt.Sprintf("%s/%d", path, i), w[i], g[i])...)
		}
		return all
	}
	if want != got {
		return []string{fmt.Sprintf("%s is %v, want %v", path, got, want)}
	}
	return nil
}

func isEmptyJSON(v any) bool {
	switch v := v.(type) {
	case map[string]any:
		for _, field := range v {
			if !isEmptyJSON(field) {
				return false
			}
		}
		return true
	case []any:
		return len(v) == 0
	}
	return v == nil || v == "" || v == false || v == 0.0 || v == "0001-01-01T00:00:00Z"
}

func readJSON(t *testing.T, file string) any {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var v any
	if err := json.Unmarshal(b, &v); err != nil {
		t.Fatal(err)
	}
	return v
}
