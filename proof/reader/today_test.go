package main

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"enactive/journal"
	"enactive/journal/backup"
	"enactive/journal/vault"
	"enactive/journal/weekly"
	"enactive/resources/sample"
)

// today returns a closed journal of this version with documents of all kinds, its folder, and what the program has of it.
func today(t *testing.T, key vault.Key) (dir string, want objects) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "journal")
	now := func() time.Time { return time.Date(2026, 11, 21, 9, 0, 0, 0, time.FixedZone("", -12600)) }
	j, err := journal.Create(t.Context(), dir, key, journal.Options{Now: now, Vault: vault.Options{KDF: &vault.KDFCost{Time: 1, MemoryKiB: 19 << 10, Threads: 1}}})
	if err != nil {
		t.Fatal(err)
	}
	defer j.Close()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(sample.Fill(t.Context(), j))
	area, entry := j.Areas()[0], j.Entries(journal.Query{})[3]
	day := journal.Date{Year: 2026, Month: 11, Day: 20}
	for _, holder := range []journal.Holder{{Entry: entry.ID}, {Day: day}} {
		for _, f := range []journal.File{{Name: "short.txt", Data: []byte("a text")}, {Name: "long.bin", Data: []byte(strings.Repeat("0123456789", 70_000))}} {
			f.Name = holder.Day.String() + f.Name
			p, err := j.PrepareFile(t.Context(), f)
			must(err)
			_, err = j.Attach(t.Context(), holder, p)
			must(err)
		}
	}
	_, err = j.SaveReminder(t.Context(), journal.Reminder{About: journal.AboutStep, Text: "If it rains, then I run in the hall", Area: area.ID, When: weekly.Time{Days: weekly.DaysOf(time.Sunday, time.Friday), Minute: 1140}})
	must(err)
	must(j.SaveHandout(t.Context(), journal.Handout{Name: "Ana", Kind: journal.ReviewHandout, Areas: []journal.AreaID{area.ID}, Span: journal.MonthSpan, LeftOut: journal.Sections()[:2], Names: journal.Initials, Book: true}))
	must(j.LearnWord(t.Context(), "étude"))
	must(j.SaveFilter(t.Context(), journal.Filter{Name: "hard", Query: journal.Query{Area: area.ID, From: day, Tests: []journal.Test{{Of: "stress", Sign: journal.AtLeast, Value: 0}}}}))
	x, err := j.StartExperiment(t.Context(), journal.Experiment{Area: area.ID, Name: "Breathing", With: "breathe", Without: "do not", Decides: journal.DecidesStress, Pairs: 8})
	must(err)
	if x.Seals[7].Salt != "" {
		t.Fatal("the order of a pair that is not due is known")
	}
	must(j.SaveFilter(t.Context(), journal.Filter{Name: "soft", Query: journal.Query{Area: area.ID}}))
	must(j.RemoveFilter(t.Context(), "soft"))
	changed := entry.Clone()
	changed.Note += " and more"
	_, err = j.Save(t.Context(), changed) // it has marks then
	must(err)
	must(j.SaveDraft(t.Context(), "quick", []byte("half a sentence")))
	_, err = backup.Make(t.Context(), j)
	must(err)
	return dir, programs(t, j)
}

func TestReaderHasWhatTheProgramHasOfAJournalOfToday(t *testing.T) {
	// The é is one letter here and two signs in the file: NFKC makes them the same.
	dir, want := today(t, vault.Passphrase("caf\u00e9 \ufb01ne"))
	for _, kind := range kinds {
		if want[kind] == nil && kind != "gone" && kind != "review" && kind != "file_plan" && kind != "meta" && kind != "step" && kind != "inbox" && kind != "snoozed" {
			t.Errorf("the journal has no document of kind %s", kind)
		}
	}
	o := options{passphrase: write(t, "cafe\u0301 fine\n")}
	backups, err := backup.List(dir)
	if err != nil || len(backups) != 1 {
		t.Fatalf("%d backups (%v)", len(backups), err)
	}
	for name, path := range map[string]string{
		"both": dir, "the store alone": without(t, dir, "log", "header.a", "header.b"), "the log alone": without(t, dir, "store.db", "header.b"),
		"one copy of the files": without(t, dir, "files/a"), "the backup": backups[0].Path,
	} {
		t.Run(name, func(t *testing.T) {
			got, problems := readers(t, path, o)
			if problems != "" {
				t.Error(problems)
			}
			same(t, got, want)
		})
	}
	if got, problems := readers(t, without(t, dir, "files"), o); !strings.Contains(problems, "the attachment") {
		t.Errorf("nobody says that files are missing; there are %d documents", len(got["attachment"]))
	}
	if _, err := run(dir, options{passphrase: write(t, "another")}, nil, os.Stderr, os.Stderr); err != errWrongKey {
		t.Errorf("a wrong passphrase: %v", err)
	}
}

// TestReaderSaysWhatIsMissing damages first one copy and then the other of a journal without a passphrase, so that neither is whole.
func TestReaderSaysWhatIsMissing(t *testing.T) {
	dir, want := today(t, vault.NoPassphrase())
	log := filepath.Join(dir, "log", "000001.log")
	info, err := os.Stat(log)
	if err != nil {
		t.Fatal(err)
	}
	spoil(t, log, info.Size()/3) // in the import of the sample year
	if got, problems := readers(t, dir, options{}); problems != "" {
		t.Error("the store is whole, and it says", problems)
	} else {
		same(t, got, want)
	}
	if got, problems := readers(t, dir, options{only: "log"}); !strings.Contains(problems, "documents are not the") || len(got["entry"]) >= len(want["entry"]) {
		t.Errorf("of a damaged log there are %d entries of %d: %q", len(got["entry"]), len(want["entry"]), problems)
	}
	b, err := os.ReadFile(filepath.Join(dir, "store.db"))
	if err != nil {
		t.Fatal(err)
	}
	f, err := openBolt(b)
	if err != nil {
		t.Fatal(err)
	}
	all, err := f.bucket("r")
	if err != nil {
		t.Fatal(err)
	}
	for _, value := range all { // one document, which it does not share with the log
		spoil(t, filepath.Join(dir, "store.db"), int64(strings.Index(string(b), string(value)))+100)
		break
	}
	got, problems := readers(t, dir, options{})
	total := 0
	for kind := range got {
		total += len(got[kind])
	}
	if problems == "" || total < len(all)-2 { // without the list of what is gone, and the spoilt one
		t.Errorf("%d documents of %d: %q", total, len(all), problems)
	}
}

// TestReaderTakesNoStateForAnother puts the log of a copy that went on elsewhere beside the store.
func TestReaderTakesNoStateForAnother(t *testing.T) {
	one, _ := small(t)
	k, err := one.open(credential{kind: plainSlot})
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for name, b := range map[string][]byte{"header.a": one.headers[0], "header.b": one.headers[1], "store.db": one.store, "log/000001.log": one.log[0].b} {
		if err := errors.Join(os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o700), os.WriteFile(filepath.Join(dir, name), b, 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	goOn := func(title string) copies {
		to := without(t, dir)
		j, _, err := journal.Open(t.Context(), to, vault.NoPassphrase(), journal.Options{Now: func() time.Time { return time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC) }})
		if err != nil {
			t.Fatal(err)
		}
		_, err = j.Save(t.Context(), journal.Entry{Type: journal.Experience, Area: j.Areas()[0].ID, Time: j.Now(), Title: title})
		if err = errors.Join(err, j.Close()); err != nil {
			t.Fatal(err)
		}
		parts, err := partsOf(to)
		if err != nil {
			t.Fatal(err)
		}
		return parts
	}
	here, elsewhere := goOn("here"), goOn("elsewhere")
	if all, err := (copies{store: one.store, log: here.log}).records(k, ""); err != nil || len(all) != len(versions(t, k, here.log)) {
		t.Errorf("a log that is a save ahead of the store leads to %d documents (%v)", len(all), err)
	}
	for name, j := range map[string]copies{"another log": {store: here.store, log: elsewhere.log}, "an older log": {store: here.store, log: one.log}} {
		if _, err := j.records(k, ""); err == nil || !strings.Contains(err.Error(), "two states") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// spoil changes a byte of a file.
func spoil(t *testing.T, path string, at int64) {
	t.Helper()
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var b [1]byte
	if _, err := f.ReadAt(b[:], at); err != nil {
		t.Fatal(err)
	}
	b[0]++
	if _, err := f.WriteAt(b[:], at); err != nil {
		t.Fatal(err)
	}
}
