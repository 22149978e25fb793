package commandline

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// moveClock advances the box's clock.
func (b *box) moveClock(d time.Duration) {
	now := b.env.now().Add(d)
	b.env.now = func() time.Time { return now }
}

// backups returns the names of the backups in the journal's folder.
func (b *box) backups() []string {
	b.t.Helper()
	entries, err := os.ReadDir(filepath.Join(b.journal(), "backups"))
	if err != nil && !os.IsNotExist(err) {
		b.t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

func (b *box) wantBackups(want int, after string) {
	b.t.Helper()
	if got := b.backups(); len(got) != want {
		b.t.Errorf("%s there are %d backups, want %d: %q", after, len(got), want, got)
	}
}

func TestABackupIsMadeOnceADayAfterChangesAndBeforeEveryImport(t *testing.T) {
	b := newBox(t)
	b.wantBackups(1, "after the first command")
	b.moveClock(time.Hour)
	b.add("--title", "first")
	b.ok("list")
	b.wantBackups(1, "an hour later")
	table := b.file("t.csv", "time,area\n2026-11-20,Running\n")
	b.ok("import", "csv", "--dry-run", table)
	b.wantBackups(1, "after looking at a file")
	b.ok("import", "csv", table)
	b.wantBackups(2, "after an import")
	b.ok("backup")
	b.wantBackups(3, "when it was asked for")
	b.moveClock(25 * time.Hour)
	b.ok("list")
	b.wantBackups(3, "a day later without changes")
	b.add("--title", "second")
	b.wantBackups(4, "a day later with changes")
	b.moveClock(time.Hour)
	b.ok("import", "csv", b.file("u.csv", "time,area\n2026-11-21,Running\n"))
	b.wantBackups(4, "before an import that follows a backup of the same")
}

func TestABackupIsListedReadThroughAndRestored(t *testing.T) {
	b := newBox(t)
	id := b.add("--title", "the talk", "--outcome", "success")
	b.moveClock(time.Hour)
	out := b.ok("backup")
	path := filepath.Join(b.journal(), "backups", "20261123-120000.enactive")
	if !strings.HasPrefix(out, "made "+path+": 1 entry, ") || !strings.HasSuffix(out, "read back\n") {
		t.Errorf("backup says %q", out)
	}
	if out := b.ok("backup", "list"); !strings.Contains(out, "2026-11-23 13:00") || strings.Count(out, ".enactive\n") != 2 {
		t.Errorf("the list is\n%s", out)
	}
	var listed []backupJSON
	if err := json.Unmarshal([]byte(b.ok("backup", "list", "--json")), &listed); err != nil || len(listed) != 2 || listed[0].File != path || listed[0].Bytes == 0 {
		t.Errorf("as JSON: %+v, %v", listed, err)
	}
	if out := b.ok("backup", "verify"); strings.Count(out, "good  ") != 2 {
		t.Errorf("verify says\n%s", out)
	}
	b.ok("delete", id)
	stick := filepath.Join(b.dir, "stick")
	if err := os.Mkdir(stick, 0o700); err != nil {
		t.Fatal(err)
	}
	b.ok("backup", stick)
	b.ok("backup", filepath.Join(stick, "mine.enactive"))
	b.fails(statusFailed, []string{"already"}, "backup", filepath.Join(stick, "mine.enactive"))

	b.ok("restore", path)
	if out := b.ok("--journal", b.journal()+"-restored", "list"); !strings.Contains(out, "the talk") {
		t.Errorf("the restored journal lists\n%s", out)
	}
	if out := b.ok("list"); strings.Contains(out, "the talk") {
		t.Errorf("restoring changed the journal:\n%s", out)
	}
	for _, folder := range []string{b.journal(), b.journal() + "-restored"} {
		b.fails(statusFailed, []string{folder, "another folder"}, "restore", path, folder)
	}
	b.fails(statusFailed, []string{"check its name"}, "restore", path+"x", filepath.Join(b.dir, "x"))
}

func TestABackupOpensWithItsPassphrase(t *testing.T) {
	b := emptyBox(t)
	p := b.file("p", "eleven bold swans at dusk\n")
	wrong := b.file("w", "eleven cold swans at dusk\n")
	b.ok("--passphrase-file", p, "init")
	b.ok("--passphrase-file", p, "area", "add", "Running")
	path := filepath.Join(b.journal(), "backups", b.backups()[0])
	to := filepath.Join(b.dir, "restored")
	b.fails(statusWrongKey, []string{"when the backup was made"}, "--passphrase-file", wrong, "restore", path, to)
	b.fails(statusUsage, []string{"--passphrase-file"}, "restore", path, to)
	b.failsFed("eleven cold swans at dusk\n", statusWrongKey, []string{"when the backup was made"}, "--passphrase-fd", "0", "backup", "verify", path)
	if out := b.ok("--passphrase-file", p, "backup", "verify", path, path); strings.Count(out, "good  ") != 2 {
		t.Errorf("verify says\n%s", out)
	}
	asked := &person{answers: []string{"eleven cold swans at dusk", "eleven bold swans at dusk"}}
	b.env.terminal = asked
	if r := b.run("restore", path, to); r.status != 0 || !strings.Contains(r.err, "when the backup was made") || !strings.HasPrefix(r.out, "restored 0 entries and 1 area into ") {
		t.Errorf("got %+v", r)
	}
	asked.answers = []string{"eleven bold swans at dusk"}
	b.ok("backup", "verify", path, path) // the passphrase is asked for once
}

func TestDamagedBackupHasItsExitStatus(t *testing.T) {
	b := newBox(t)
	b.moveClock(time.Hour)
	b.ok("backup")
	path := filepath.Join(b.journal(), "backups", b.backups()[0])
	if err := os.WriteFile(path, []byte("no backup at all"), 0o600); err != nil {
		t.Fatal(err)
	}
	out := b.fails(statusDamaged, []string{"1 of 2 backups", "enact backup"}, "backup", "verify")
	if strings.Count(out, "good  ") != 1 || strings.Count(out, "BAD   ") != 1 || !strings.Contains(out, path) {
		t.Errorf("verify says\n%s", out)
	}
	b.fails(statusDamaged, []string{path, "not a backup"}, "backup", "verify", path)
	b.fails(statusDamaged, []string{path, "another backup"}, "restore", path, filepath.Join(b.dir, "restored"))
	if _, err := os.Lstat(filepath.Join(b.dir, "restored")); !os.IsNotExist(err) {
		t.Errorf("restoring left something: %v", err)
	}
}

func TestFailedBackupIsReportedUntilOneSucceeds(t *testing.T) {
	b := newBox(t)
	stick := filepath.Join(b.dir, "stick")
	if err := os.Mkdir(stick, 0o700); err != nil {
		t.Fatal(err)
	}
	b.ok("backup", "second", stick)
	if out := b.ok("backup", "second"); out != stick+"\n" {
		t.Errorf("the second folder is %q", out)
	}
	if err := os.Rename(stick, stick+"-unplugged"); err != nil {
		t.Fatal(err)
	}
	b.moveClock(25 * time.Hour)
	r := b.run("add", "--area", "Running", "--title", "first")
	if r.status != 0 {
		t.Fatalf("the entry was not saved: %+v", r)
	}
	checkSentence(t, r.err, "is saved, but", stick, "plug in its disk")
	for _, args := range [][]string{{"list"}, {"backup", "list"}, {"check"}} {
		r = b.run(args...)
		if r.status != 0 {
			t.Errorf("%v: %+v", args, r)
		}
		checkSentence(t, r.err, "The backup of 24 November 2026 at 13:00 failed", "plug in its disk")
	}
	r = b.run("import", "csv", b.file("t.csv", "time,area\n2026-11-20,Running\n"))
	if r.status != 0 || !strings.Contains(r.err, "plug in its disk") {
		t.Errorf("an import with its backup in the journal's own folder alone: %+v", r)
	}
	if err := os.Rename(stick+"-unplugged", stick); err != nil {
		t.Fatal(err)
	}
	b.ok("backup")
	b.ok("list")
	b.fails(statusUsage, []string{"--off"}, "backup", "second", "--off", stick)
	b.ok("backup", "second", "--off")
}

func TestImportWithoutABackupDoesNotStart(t *testing.T) {
	b := newBox(t)
	table := b.file("t.csv", "time,area\n2026-11-20,Running\n")
	folder := filepath.Join(b.journal(), "backups")
	if err := os.RemoveAll(folder); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(folder, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	r := b.run("import", "csv", table)
	if r.status != statusFailed || r.out != "" {
		t.Errorf("got %+v", r)
	}
	checkSentence(t, r.err, "the import did not start: no backup could be made in "+folder)
	if err := os.Remove(folder); err != nil {
		t.Fatal(err)
	}
	if out := b.ok("import", "csv", table); !strings.HasPrefix(out, "1 added, 0 already there") {
		t.Errorf("afterwards it says %q", out)
	}
}

func TestCheckReadsBothCopies(t *testing.T) {
	b := newBox(t)
	b.add("--title", "first")
	out := b.ok("check")
	for _, want := range []string{"1 entry, 0 in the bin, 1 area", "each read and opened", "each read and compared with the store", "3 of 3", "backups     1, the newest of 2026-11-23 12:00", "All is well."} {
		if !strings.Contains(out, want) {
			t.Errorf("check does not say %q:\n%s", want, out)
		}
	}
	var before checkJSON
	if err := json.Unmarshal([]byte(b.ok("check", "--json")), &before); err != nil || before.Store < 3 || before.Log != before.Store {
		t.Errorf("got %+v, %v", before, err)
	}
	header := filepath.Join(b.journal(), "header.a")
	if err := os.WriteFile(header, []byte("no header"), 0o600); err != nil {
		t.Fatal(err)
	}
	r := b.run("check", "--json")
	checkSentence(t, r.err, "header.a was damaged")
	var report checkJSON
	if err := json.Unmarshal([]byte(r.out), &report); err != nil || r.status != 0 || !report.Sound || len(report.Repaired) != 1 || len(report.Quarantine) != 1 || report.Headers != 3 {
		t.Errorf("got status %d, %+v, %v", r.status, report, err)
	}
}

func TestCheckFailsIfSomethingIsLost(t *testing.T) {
	b := newBox(t)
	for range 40 {
		b.add("--title", "first")
	}
	// The pages in use differ from run to run, and all may be near the beginning of the store: the damage begins right
	// after its two meta pages.
	for name, from := range map[string]int{"store.db": 2 * os.Getpagesize(), filepath.Join("log", "000001.log"): 4096} {
		path := filepath.Join(b.journal(), name)
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if len(raw) < 2*from {
			t.Fatalf("%s has %d bytes, too few to damage from %d on", name, len(raw), from)
		}
		for at := from; at < len(raw); at += 64 {
			raw[at] ^= 1
		}
		if err := os.WriteFile(path, raw, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	r := b.run("check")
	if r.status != statusDamaged || !strings.Contains(r.err, "enact backup list") {
		t.Errorf("got %+v", r)
	}
	b.ok("restore", filepath.Join(b.journal(), "backups", b.backups()[0]))
}
