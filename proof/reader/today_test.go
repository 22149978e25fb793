package main

import (
	"bytes"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
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
	must(j.SetOutside(t.Context(), journal.Outside{Folder: "/notes", Key: "a key"}))
	note := journal.Waiting{Entry: journal.Entry{Type: journal.Experience, Time: now().Add(-time.Hour), Title: "from a phone"}, Area: "Running", File: "n.age"}
	_, err = j.TakeInNotes(t.Context(), []journal.SealedNote{{Sum: [32]byte{1, 2, 3}, Waiting: note}})
	must(err)
	must(j.Erase(t.Context(), j.Entries(journal.Query{})[7].ID)) // and with it all is sealed under another master key
	_, err = backup.Make(t.Context(), j)
	must(err)
	f, err := os.Create(filepath.Join(dir, "..", "copy.enactive-sealed"))
	must(err)
	defer f.Close()
	_, err = j.WriteSealedCopy(t.Context(), f)
	must(err)
	return dir, programs(t, j)
}

func TestReaderHasWhatTheProgramHasOfAJournalOfToday(t *testing.T) {
	// The é is one letter here and two signs in the file: NFKC makes them the same.
	dir, want := today(t, vault.Passphrase("caf\u00e9 \ufb01ne"))
	for _, kind := range describe(t).kinds {
		if want[kind] == nil && !slices.Contains([]string{"review", "file_plan", "meta", "step", "inbox", "snoozed", "gone_list", "outside"}, kind) {
			t.Errorf("the journal has no document of kind %s", kind)
		}
	}
	o := options{passphrase: write(t, "cafe\u0301 fine\n")}
	backups, err := backup.List(dir)
	if err != nil || len(backups) != 1 {
		t.Fatalf("%d backups (%v)", len(backups), err)
	}
	for name, path := range map[string]string{
		"the log alone": without(t, dir, "store.db", "header.b"), "the store alone": without(t, dir, "log", "header.a", "header.b") + "/store.db", "the backup": backups[0].Path,
	} {
		t.Run(name, func(t *testing.T) {
			got, problem := readers(t, path, o, filepath.Join(dir, "files", "b"))
			if problem != "" {
				t.Error(problem)
			}
			same(t, got, want)
			if len(got["gone_list"]) != 1 || !strings.Contains(got["gone_list"][0], `"kind":3`) {
				t.Errorf("of what was erased it has %q", got["gone_list"])
			}
			if outside := `{"folder":"/notes","key":"a key","seen":"01020300000000000000000000000000"}`; !slices.Equal(got["outside"], []string{outside}) {
				t.Errorf("it has %q, want %s", got["outside"], outside)
			}
		})
	}
	sealed, err := os.ReadFile(filepath.Join(dir, "..", "copy.enactive-sealed"))
	if err != nil {
		t.Fatal(err)
	}
	err = try(func() {
		docs, files := readCopy(sealed, o.credential(nil))
		copied, tables := objects{}, describe(t)
		for id, b := range docs {
			d := tables.document(decode(id, b))
			copied.add(d["kind"].(string), d["doc"].(object))
		}
		if files != len(want["attachment"]) || len(copied["gone_list"]) != 1 || len(copied["draft"])+len(copied["waiting"])+len(copied["outside"]) > 0 {
			t.Errorf("the sealed copy has %d files and documents of kinds %q", files, slices.Sorted(maps.Keys(copied)))
		}
		same(t, objects{"entry": copied["entry"], "area": copied["area"], "day": copied["day"]}, objects{"entry": want["entry"], "area": want["area"], "day": want["day"]})
	})
	if err != nil {
		t.Errorf("the sealed copy: %v", err)
	}
	if err := run(dir, options{passphrase: write(t, "another")}, nil, io.Discard); err == nil || err.Error() != errWrongKey.Error() {
		t.Errorf("a wrong passphrase: %v", err)
	}
}

// TestReaderSaysWhatIsMissing damages both copies of a journal without a passphrase.
func TestReaderSaysWhatIsMissing(t *testing.T) {
	dir, want := today(t, vault.NoPassphrase())
	log, store, files := filepath.Join(dir, "log", "000001.log"), filepath.Join(dir, "store.db"), filepath.Join(dir, "files", "a")
	info, err := os.Stat(log)
	if err != nil {
		t.Fatal(err)
	}
	spoil(t, log, info.Size()/3) // in the import of the sample year
	if got, problem := readers(t, dir, options{}, files); !strings.Contains(problem, "documents are not the") || len(got["entry"]) >= len(want["entry"]) {
		t.Errorf("of a damaged log there are %d entries of %d: %q", len(got["entry"]), len(want["entry"]), problem)
	}
	if got, problem := readers(t, store, options{}, files); problem != "" {
		t.Error("the store is whole, and it says", problem)
	} else {
		same(t, got, want)
	}
	b, err := os.ReadFile(store)
	if err != nil {
		t.Fatal(err)
	}
	all := records{}
	for _, bucket := range []string{"h", "head", "r"} { // the pages of bbolt are as the description says
		all = readBucket(b, bucket)
		if got := openStore(store)[bucket]; !maps.EqualFunc(got, all, bytes.Equal) || len(got) == 0 {
			t.Errorf("bbolt finds %d values in bucket %s, the description leads to %d", len(got), bucket, len(all))
		}
	}
	for _, value := range all { // one document
		spoil(t, store, int64(bytes.Index(b, value))+100)
		break
	}
	var out bytes.Buffer
	err = run(store, options{}, nil, &out)
	if n := bytes.Count(out.Bytes(), []byte("\n")); err == nil || !strings.Contains(err.Error(), "does not open") || n != len(all)-1 {
		t.Errorf("%d documents of %d: %v", n, len(all), err)
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
