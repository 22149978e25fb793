package commandline

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestTwoJournalsComeTogether(t *testing.T) {
	one, other := newBox(t), emptyBox(t)
	id := one.add("--title", "a hill", "--happened", "slow", "--privacy", "private")
	file := filepath.Join(t.TempDir(), "one.enactive-sealed")
	if out := one.ok("export", "sealed", file); out != "wrote "+file+": 1 entry, 0 photos and files\n" {
		t.Errorf("said %q", out)
	}
	secret := other.file("secret", "of the other one\n")
	other.ok("init", "--passphrase-file", secret)
	with := func(words ...string) []string { return append([]string{"--passphrase-file", secret}, words...) }
	if out := other.ok(with("merge", file, "--dry-run")...); !strings.Contains(out, "New entries: 1") || !strings.Contains(out, "would be") {
		t.Errorf("said %q", out)
	}
	other.ok(with("merge", file)...)
	if out := other.ok(with("merge", file)...); !strings.Contains(out, "There is nothing new in it.") {
		t.Errorf("once more it says %q", out)
	}
	other.ok(with("edit", id, "--happened", "quick", "--tag", "hills")...)
	one.ok("edit", id, "--happened", "steep", "--stress", "40")
	back := filepath.Join(t.TempDir(), "other.enactive-sealed")
	other.ok(with("export", "sealed", back)...)
	one.fails(statusUsage, []string{"--passphrase-file-in FILE"}, "merge", back)
	one.fails(statusWrongKey, []string{"does not open", "the journal that made it"}, "merge", back, "--passphrase-file-in", one.file("wrong", "another\n"))
	if out := one.ok("merge", back, "--passphrase-file-in", secret); !strings.Contains(out, "Changed entries: 1") || !strings.Contains(out, "two versions of a text to choose from: 1") {
		t.Errorf("said %q", out)
	}
	if out := one.ok("versions"); !strings.Contains(out, "quick") || !strings.Contains(out, "steep") {
		t.Errorf("the versions are\n%s", out)
	}
	one.fails(statusUsage, []string{"there is no text with the number 2"}, "versions", "choose", "2", "1")
	one.fails(statusUsage, []string{"a number from 1 to 2, or both"}, "versions", "choose", "1", "3")
	one.ok("versions", "choose", "1", "both")
	shown := one.ok("show", id)
	for _, words := range []string{"quick", "steep", "40", "hills"} {
		if !strings.Contains(shown, words) {
			t.Errorf("%q is missing in\n%s", words, shown)
		}
	}
	if out := one.ok("versions", "--json"); strings.TrimSpace(out) != "[]" && out != "[\n]\n" {
		t.Errorf("chosen, there are\n%s", out)
	}
	one.ok("undo")
	if out := one.ok("undo"); !strings.Contains(out, "other.enactive-sealed") {
		t.Errorf("undone: %q", out)
	}
	if out := one.ok("show", id); strings.Contains(out, "hills") || strings.Contains(out, "quick") {
		t.Errorf("after undoing it is\n%s", out)
	}
}

func TestWhatIsNoSealedFileChangesNothing(t *testing.T) {
	b := newBox(t)
	b.add("--title", "a hill")
	file := filepath.Join(t.TempDir(), "one.enactive-sealed")
	b.ok("export", "sealed", file)
	whole, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	before := b.ok("list")
	for what, content := range map[string]string{"text": "a text of somebody", "half": string(whole[:len(whole)/2]), "nothing": ""} {
		b.fails(statusRejected, []string{"nothing of it was taken in", what}, "merge", b.file(what, content))
	}
	b.fails(statusUsage, []string{"the store of this journal itself"}, "merge", filepath.Join(b.journal(), "store.db"))
	if out := b.failsFed("", statusRejected, []string{"half is damaged", "; 1 file before it was taken in"}, "merge", file, filepath.Join(b.dir, "half"), file); strings.Count(out, "taken in:") != 1 {
		t.Errorf("of several files it says\n%s", out)
	}
	b.fails(statusUsage, []string{"is no file"}, "merge", t.TempDir())
	b.fails(statusFailed, []string{"does not exist"}, "merge", filepath.Join(t.TempDir(), "none"))
	if after := b.ok("list"); after != before {
		t.Errorf("the journal is\n%s", after)
	}
}

func TestASealedFileGoesToStandardOutput(t *testing.T) {
	one, other := newBox(t), newBox(t)
	one.add("--title", "a hill")
	t.Chdir(one.dir) // where a file called - would be
	sealed := one.ok("export", "sealed", "-")
	if _, err := os.Stat("-"); err == nil {
		t.Error("there is a file called -")
	}
	one.env.columns = 80
	one.fails(statusUsage, []string{"is not text for a terminal"}, "export", "sealed", "-")
	if out := other.ok("merge", other.file("one.enactive-sealed", sealed)); !strings.Contains(out, "New entries: 1") {
		t.Errorf("said %q", out)
	}
}

// Of a conflict copy that is being taken in, or was, nothing is said that would have it taken in.
func TestAConflictCopyIsTakenInWithoutBeingAskedFor(t *testing.T) {
	b := newBox(t)
	b.variables["XDG_STATE_HOME"] = filepath.Join(b.dir, "state")
	store, err := os.ReadFile(filepath.Join(b.journal(), "store.db"))
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string][]byte{"store (1).db": store, "store (2).db": store[:len(store)/2]} {
		if err := os.WriteFile(filepath.Join(b.journal(), name), content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	good, half := filepath.Join(b.journal(), "store (1).db"), filepath.Join(b.journal(), "store (2).db")
	if r := b.run("list"); strings.Count(r.err, "take this file in") != 2 {
		t.Errorf("at first: %+v", r)
	}
	if r := b.run("merge", good); r.status != 0 || strings.Contains(r.err, "(1)") || !strings.Contains(r.err, "(2)") {
		t.Errorf("taking it in: %+v", r)
	}
	b.fails(statusRejected, []string{"store (2).db is damaged", "enact export sealed"}, "merge", half)
	if err := os.Remove(half); err != nil {
		t.Fatal(err)
	}
	b.ok("list")
}
