package commandline

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"go.etcd.io/bbolt"
)

// protectedBox has a journal with the passphrase "eleven bold swans" and one entry.
func protectedBox(t *testing.T) (b *box, old string) {
	t.Helper()
	b = emptyBox(t)
	old = b.file("old", "eleven bold swans\n")
	b.ok("--passphrase-file", old, "init")
	b.ok("--passphrase-file", old, "area", "add", "Running")
	b.ok("--passphrase-file", old, "add", "--title", "the first mile")
	return b, old
}

func holds(t *testing.T, text string, words ...string) {
	t.Helper()
	for _, w := range words {
		if !strings.Contains(text, w) {
			t.Errorf("%q does not say %q", text, w)
		}
	}
}

func TestTheChangedPassphraseOpensTheJournal(t *testing.T) {
	for _, flags := range [][]string{nil, {"--new-keys"}, {"--keep-keys"}} {
		b, old := protectedBox(t)
		fresh := b.file("new", "nine purple tractors\n")
		out := b.ok(append([]string{"--passphrase-file", old, "passphrase", "change", "--new-passphrase-file", fresh}, flags...)...)
		holds(t, out, "changed the passphrase", "Backups and other copies made before still open with the old passphrase")
		b.fails(statusWrongKey, []string{"try again"}, "--passphrase-file", old, "list")
		holds(t, b.ok("--passphrase-file", fresh, "list"), "the first mile")
	}
}

// TestTheOldPassphraseReadsNothingThatIsWrittenLater tries an attacker who knows the old passphrase,
// has an older header, and gets the current journal.
func TestTheOldPassphraseReadsNothingThatIsWrittenLater(t *testing.T) {
	for _, c := range []struct {
		flags []string
		reads bool
		says  string
	}{{nil, false, "sealed every entry again"}, {[]string{"--keep-keys"}, true, "kept the keys"}} {
		b, old := protectedBox(t)
		headers := map[string][]byte{}
		for _, name := range []string{"header.a", "header.b"} {
			raw, err := os.ReadFile(filepath.Join(b.journal(), name))
			if err != nil {
				t.Fatal(err)
			}
			headers[name] = raw
		}
		fresh := b.file("new", "nine purple tractors\n")
		holds(t, b.ok(append([]string{"--passphrase-file", old, "passphrase", "change", "--new-passphrase-file", fresh}, c.flags...)...), c.says, "Backups and other copies made before still open with the old passphrase")
		b.ok("--passphrase-file", fresh, "add", "--area", "Running", "--title", "written later")
		dir := filepath.Join(b.dir, "stolen")
		if err := os.CopyFS(dir, os.DirFS(b.journal())); err != nil {
			t.Fatal(err)
		}
		for name, raw := range headers {
			if err := os.WriteFile(filepath.Join(dir, name), raw, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		// The store contains a copy of the current header; the attacker removes it.
		takeHeaderOut(t, filepath.Join(dir, "store.db"))
		r := b.run("--journal", dir, "--passphrase-file", old, "list")
		if got := strings.Contains(r.out, "written later"); got != c.reads {
			t.Errorf("%v: read is %v: %+v", c.flags, got, r)
		}
	}
}

func takeHeaderOut(t *testing.T, store string) {
	t.Helper()
	db, err := bbolt.Open(store, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	err = db.Update(func(tx *bbolt.Tx) error { return tx.Bucket([]byte("h")).Delete([]byte("header")) })
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
}

func TestKeepKeysChangesOnlyThePassphrase(t *testing.T) {
	b, old := protectedBox(t)
	b.fails(statusUsage, []string{"--keep-keys", "--new-keys"}, "--passphrase-file", old, "passphrase", "change", "--keep-keys", "--new-keys", "--new-passphrase-file", old)
	open := newBox(t)
	open.fails(statusUsage, []string{"--keep-keys"}, "passphrase", "change", "--keep-keys", "--new-passphrase-file", open.file("new", "nine purple tractors\n"))
}

func TestBothPassphrasesAreReadFromOneInput(t *testing.T) {
	b, _ := protectedBox(t)
	b.okFed("eleven bold swans\nnine purple tractors\n", "--passphrase-fd", "0", "passphrase", "change", "--new-passphrase-fd", "0")
	holds(t, b.okFed("nine purple tractors\n", "--passphrase-fd", "0", "list"), "the first mile")
}

func TestPassphraseIsAddedAndRemoved(t *testing.T) {
	b := newBox(t)
	b.add("--title", "in the open")
	if err := os.Mkdir(filepath.Join(b.journal(), "quarantine"), 0o700); err != nil {
		t.Fatal(err)
	}
	fresh := b.file("new", "nine purple tractors\n")
	holds(t, b.ok("passphrase", "change", "--new-passphrase-file", fresh),
		"has a passphrase now", "sealed again", "still open without a passphrase", "quarantine")
	b.fails(statusUsage, []string{"--passphrase-file"}, "list")
	holds(t, b.ok("--passphrase-file", fresh, "list"), "in the open")

	b.fails(statusUsage, []string{"anyone who has the folder", "--yes"}, "--passphrase-file", fresh, "passphrase", "remove")
	holds(t, b.ok("--passphrase-file", fresh, "passphrase", "remove", "--yes"),
		"has no passphrase now", "still open with the old passphrase")
	holds(t, b.ok("list"), "in the open")
	b.fails(statusFailed, []string{"nothing to remove"}, "passphrase", "remove", "--yes")
}

func TestRemovingThePassphraseAsksFirst(t *testing.T) {
	b, old := protectedBox(t)
	b.withPerson("eleven bold swans", "no")
	if r := b.run("passphrase", "remove"); r.status != statusFailed || !strings.Contains(r.err, "the passphrase stays") {
		t.Errorf("after a no: %+v", r)
	}
	b.withPerson("eleven bold swans", "yes")
	if r := b.run("passphrase", "remove"); r.status != 0 {
		t.Errorf("after a yes: %+v", r)
	}
	b.withPerson()
	if r := b.run("list"); r.status != 0 {
		t.Errorf("without a passphrase: %+v", r)
	}
	b.fails(statusWrongKey, []string{"has no passphrase"}, "--passphrase-file", old, "list")
}

func TestAWeakNewPassphraseChangesNothing(t *testing.T) {
	b, old := protectedBox(t)
	for name, c := range map[string]struct {
		text string
		says []string
	}{
		"too short":  {"swans", []string{"too short", "5 characters"}},
		"too common": {"password1234", []string{"too common", "within minutes"}},
	} {
		b.fails(statusUsage, c.says, "--passphrase-file", old, "passphrase", "change", "--new-passphrase-file", b.file("new", c.text))
		if out := b.ok("--passphrase-file", old, "list"); !strings.Contains(out, "the first mile") {
			t.Errorf("%s: the old passphrase does not open it", name)
		}
	}
	b.fails(statusUsage, []string{"--new-passphrase-file", "terminal"}, "--passphrase-file", old, "passphrase", "change")
	b.fails(statusUsage, []string{"--new-passphrase-file and --new-passphrase-fd", "leave one out"},
		"--passphrase-file", old, "passphrase", "change", "--new-passphrase-file", old, "--new-passphrase-fd", "0")
}

func TestAPersonChangesThePassphraseWithASuggestionAtHand(t *testing.T) {
	b, _ := protectedBox(t)
	p := b.withPerson("eleven bold swans", "nine purple tractors", "nine purple tractors")
	r := b.run("passphrase", "change")
	if r.status != 0 || len(p.answers) != 0 {
		t.Fatalf("got %+v, answers left over: %q", r, p.answers)
	}
	holds(t, r.err, "drawn for you alone", "That is ", "enact recovery show")
	suggested := regexp.MustCompile(`if you like it: (.*)`).FindStringSubmatch(r.err)
	if len(suggested) != 2 || len(strings.Fields(suggested[1])) != 7 {
		t.Errorf("the suggestion is %q, want seven words", suggested)
	}
}

// scribe reads the recovery words in the program's output and answers with them.
type scribe struct {
	person
	out   *bytes.Buffer
	wrong int // how many wrong answers it gives first
}

func (s *scribe) line(ctx context.Context, question string) (string, error) {
	var place int
	if _, err := fmt.Sscanf(question, "Word %d: ", &place); err != nil {
		return s.person.line(ctx, question)
	}
	if s.wrong--; s.wrong >= 0 {
		return "zoo zoo", nil
	}
	word := regexp.MustCompile(fmt.Sprintf(`(?m)(?:^|\s)%d  (\w+)`, place)).FindStringSubmatch(s.out.String())
	return " " + strings.ToUpper(word[1]), nil
}

func TestRecoveryWordsAreConfirmedBeforeUse(t *testing.T) {
	b, old := protectedBox(t)
	for _, c := range []struct {
		name   string
		wrong  int
		status int
		says   string
	}{
		{"never right", 99, statusFailed, "these words are not active"},
		{"right the third time", 2, 0, "is wrong"},
	} {
		var out, stderr bytes.Buffer
		env := b.env
		env.terminal, env.stderrIsTerminal, env.columns = &scribe{out: &out, wrong: c.wrong}, true, 80
		status := run(t.Context(), []string{"--passphrase-file", old, "recovery", "show"}, strings.NewReader(""), &out, &stderr, env)
		if status != c.status || !strings.Contains(stderr.String(), c.says) {
			t.Errorf("%s: status %d, %q, want %d and %q", c.name, status, stderr.String(), c.status, c.says)
		}
		r := b.run("recovery", "use", "--words-file", b.file("sheet", out.String()), "--new-passphrase-file", old)
		if want := map[bool]int{true: 0, false: statusWrongKey}[c.status == 0]; r.status != want {
			t.Errorf("%s: the words that were shown open it with status %d, want %d (%s)", c.name, r.status, want, r.err)
		}
	}
}

func TestRecoveryWordsOfASheetOpenTheJournalAndGiveItANewPassphrase(t *testing.T) {
	b, old := protectedBox(t)
	sheet := b.file("sheet", b.ok("--passphrase-file", old, "recovery", "show"))
	fresh := b.file("new", "nine purple tractors\n")
	holds(t, b.ok("recovery", "use", "--words-file", sheet, "--new-passphrase-file", fresh),
		"new passphrase", "Backups and other copies made before still open with the old passphrase", "recovery words have not changed")
	b.fails(statusWrongKey, nil, "--passphrase-file", old, "list")
	holds(t, b.ok("--passphrase-file", fresh, "list"), "the first mile")

	// new words replace them; without a terminal this needs --yes
	b.fails(statusUsage, []string{"--yes"}, "--passphrase-file", fresh, "recovery", "show")
	var made struct{ Words []string }
	if err := json.Unmarshal([]byte(b.ok("--passphrase-file", fresh, "recovery", "show", "--yes", "--json")), &made); err != nil || len(made.Words) != 12 {
		t.Fatalf("got %d words, %v", len(made.Words), err)
	}
	b.fails(statusWrongKey, []string{"recovery words do not open"}, "recovery", "use", "--words-file", sheet, "--new-passphrase-file", old)
	holds(t, b.ok("recovery", "use", "--words-file", b.file("sheet", strings.Join(made.Words, ", ")), "--new-passphrase-file", old), "new passphrase")
	// and new keys invalidate them
	holds(t, b.ok("--passphrase-file", old, "passphrase", "change", "--new-passphrase-file", fresh), "no longer open it")
	b.fails(statusWrongKey, nil, "recovery", "use", "--words-file", b.file("sheet", strings.Join(made.Words, " ")), "--new-passphrase-file", old)
}

func TestAPersonTypesRecoveryWords(t *testing.T) {
	b, old := protectedBox(t)
	var made struct{ Words []string }
	if err := json.Unmarshal([]byte(b.ok("--passphrase-file", old, "recovery", "show", "--json")), &made); err != nil {
		t.Fatal(err)
	}
	right := strings.Join(made.Words, " ")
	p := b.withPerson("one twwo three", right, "nine purple tractors", "nine purple tractors")
	r := b.run("recovery", "use")
	if r.status != 0 || len(p.answers) != 0 {
		t.Fatalf("got %+v, answers left over: %q", r, p.answers)
	}
	holds(t, r.err, `word 2, "twwo", is not in the list`)
}

func TestRecoveryIsRefusedWithoutAPassphrase(t *testing.T) {
	plainly := newBox(t)
	plainly.fails(statusFailed, []string{"has no passphrase", "enact passphrase change"}, "recovery", "show")
	plainly.fails(statusWrongKey, []string{"has no passphrase"}, "recovery", "use", "--words-file", plainly.file("w", "x"))
	b, old := protectedBox(t)
	b.fails(statusUsage, []string{"--new-passphrase-file"}, "--passphrase-file", old, "recovery", "use")
	b.fails(statusUsage, []string{"--words-file"}, "recovery", "use")
	b.fails(statusFailed, []string{"does not exist"}, "recovery", "use", "--words-file", filepath.Join(b.dir, "nowhere"))
	b.fails(statusWrongKey, []string{"there are 0 words"}, "recovery", "use", "--words-file", b.file("empty", ""))
	emptyBox(t).fails(statusFailed, []string{"enact init"}, "recovery", "use")
}

func TestOldBackupsAreDeletedAfterANewOne(t *testing.T) {
	b := newBox(t)
	b.add("--title", "in the open")
	b.ok("backup")
	b.ok("backup")
	count := func() int {
		t.Helper()
		files, err := filepath.Glob(filepath.Join(b.journal(), "backups", "*.enactive"))
		if err != nil {
			t.Fatal(err)
		}
		return len(files)
	}
	before := count()
	fresh := b.file("new", "nine purple tractors\n")
	holds(t, b.ok("passphrase", "change", "--new-passphrase-file", fresh, "--delete-backups"),
		fmt.Sprintf("deleted %d earlier backups", before), "Other copies made before still open without a passphrase")
	if before < 2 || count() != 1 {
		t.Errorf("there were %d backups and are %d, want at least 2 and then 1", before, count())
	}
	// The remaining one opens with the new passphrase.
	holds(t, b.ok("--passphrase-file", fresh, "backup", "verify"), "good")

	if out := b.ok("--passphrase-file", fresh, "passphrase", "change", "--new-passphrase-file", fresh); count() != 2 {
		t.Errorf("without the flag there are %d backups, want 2: %q", count(), out)
	}

	// If no new backup can be made, none is deleted.
	if err := os.RemoveAll(filepath.Join(b.journal(), "backups")); err != nil {
		t.Fatal(err)
	}
	b.file("journal/backups", "a file in the way")
	b.fails(statusFailed, []string{"the change is made", "no backup was deleted"},
		"--passphrase-file", fresh, "passphrase", "change", "--new-passphrase-file", fresh, "--delete-backups")
}
