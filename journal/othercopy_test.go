package journal

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"enactive/journal/vault"
)

// tick is a clock that advances by a minute each time it is read.
func tick() func() time.Time {
	now := time.Date(2026, 3, 1, 8, 0, 0, 0, time.UTC)
	return func() time.Time { now = now.Add(time.Minute); return now }
}

type failer interface {
	Helper()
	Fatal(args ...any)
}

func openAt(t failer, dir string, now func() time.Time) (*Journal, vault.Repair) {
	t.Helper()
	j, repair, err := Open(context.Background(), dir, vault.NoPassphrase(), Options{Now: now})
	if err != nil {
		t.Fatal(err)
	}
	return j, repair
}

func ok(t failer, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// words returns all texts of a journal, including those in the bin and drafts.
func words(j *Journal) string {
	var b strings.Builder
	for _, e := range append(slices.Clone(j.Entries(Query{})), j.Entries(Query{InBin: true})...) {
		fmt.Fprintln(&b, e.Happened)
	}
	for _, a := range j.Areas() {
		fmt.Fprintln(&b, a.Name, a.Purpose)
	}
	for _, r := range j.Reviews() {
		fmt.Fprintln(&b, r.Text)
	}
	for _, m := range j.Measures() {
		fmt.Fprintln(&b, m.Name)
	}
	for _, d := range j.Days(Date{}, Date{}) {
		fmt.Fprintln(&b, strings.NewReplacer("Sleep = ", "text-", " ("+OtherTag+")", ".").Replace(d.Note))
		for _, v := range d.Values {
			fmt.Fprintf(&b, "text-%v.\n", v.Value)
		}
	}
	for _, f := range j.Filters() {
		fmt.Fprintln(&b, f.Query.Text)
	}
	for _, key := range slices.Sorted(slices.Values(j.Drafts())) {
		text, _, _ := j.Draft(key)
		fmt.Fprintf(&b, "%s\n", text)
	}
	return b.String()
}

// TestMergingDivergedCopiesLosesNothing changes two copies of a journal independently and then
// replaces some files of one by those of the other, as a synchroniser does. n numbers the texts,
// each of which is written once.
func TestMergingDivergedCopiesLosesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		parent, err := os.MkdirTemp("", "journal-other-")
		ok(t, err)
		defer os.RemoveAll(parent)
		now, n := tick(), 0
		text := func() string { n++; return fmt.Sprintf("text-%d.", n) }
		here, there := filepath.Join(parent, "here"), filepath.Join(parent, "there")
		j, err := Create(context.Background(), here, vault.NoPassphrase(), Options{Now: now})
		ok(t, err)
		area, err := j.SaveArea(context.Background(), Area{Name: "Work"})
		ok(t, err)
		sleep, err := j.SaveMeasure(context.Background(), Measure{Name: "Sleep", Kind: NumberMeasure, OfDay: true}, Rewrite{})
		ok(t, err)
		change := func(j *Journal, steps int, where string) {
			for range steps {
				all := j.Entries(Query{})
				kind := rapid.IntRange(0, 10).Draw(t, where)
				if kind > 1 && kind < 4 && len(all) == 0 {
					kind = 0
				}
				switch kind {
				case 0, 1:
					_, err = j.Save(context.Background(), Entry{Area: area.ID, Time: now(), Happened: text()})
				case 2, 3:
					e := all[rapid.IntRange(0, len(all)-1).Draw(t, "entry")].Clone()
					e.Happened = text()
					_, err = j.Save(context.Background(), e)
				case 4:
					_, err = j.SaveArea(context.Background(), Area{Name: text(), Purpose: text()})
				case 5:
					day := Date{Year: 2026, Month: 2, Day: rapid.IntRange(1, 3).Draw(t, "day")}
					_, err = j.SaveReview(context.Background(), Review{From: day, To: day, Text: text()})
				case 6:
					err = j.SaveDraft(context.Background(), rapid.SampledFrom([]string{"quick", "kept"}).Draw(t, "draft"), []byte(text()))
				case 8:
					_, err = j.SaveMeasure(context.Background(), Measure{Name: text(), Kind: NumberMeasure, OfDay: true}, Rewrite{})
				case 9:
					n++
					d := Day{Date: Date{Year: 2026, Month: 2, Day: rapid.IntRange(1, 2).Draw(t, "measured")}}
					if old, ok := j.Day(d.Date); ok {
						d.Note = old.Note
					}
					d.Values = []MeasureValue{{sleep.ID, float64(n)}}
					_, err = j.SaveDay(context.Background(), d)
				case 10:
					err = j.SaveHandout(context.Background(), Handout{Name: rapid.SampledFrom([]string{"Mine", "mine "}).Draw(t, "document"), Kind: JournalHandout, Greeting: text()})
				case 7:
					err = j.SaveFilter(context.Background(), Filter{Name: rapid.SampledFrom([]string{"Mine", "mine "}).Draw(t, "filter"), Query: Query{Text: text()}})
				}
				ok(t, err)
			}
		}
		change(j, rapid.IntRange(0, 4).Draw(t, "before"), "first")
		ok(t, j.Close())
		ok(t, os.CopyFS(there, os.DirFS(here)))
		var wanted []string
		for _, dir := range []string{here, there} {
			j, _ := openAt(t, dir, now)
			steps := rapid.IntRange(0, 4).Draw(t, "steps")
			change(j, steps, filepath.Base(dir))
			if steps > 0 { // else it is an earlier state of the other
				wanted = append(wanted, strings.Fields(words(j))...)
			}
			ok(t, j.Close())
		}
		part := rapid.SampledFrom([]string{"store.db", "log"}).Draw(t, "part")
		ok(t, os.RemoveAll(filepath.Join(here, part)))
		ok(t, os.Rename(filepath.Join(there, part), filepath.Join(here, part)))

		j, repair := openAt(t, here, now)
		for _, note := range SentencesOf(repair.Notes) {
			if strings.Contains(note, "damaged") || repair.Lost {
				t.Fatal("unexpected note: ", note)
			}
		}
		got := words(j)
		for _, w := range wanted {
			if !strings.Contains(got, w) {
				t.Fatalf("%q is missing in\n%s", w, got)
			}
		}
		report, err := j.Check(context.Background())
		if err != nil || len(report.Faults) > 0 {
			t.Fatal(err, report.Faults)
		}
		ok(t, j.Close())
		j, repair = openAt(t, here, now)
		if again := words(j); again != got || len(repair.Notes) > 0 {
			t.Fatalf("the second time it notes %q and has\n%s\nwant\n%s", repair.Notes, again, got)
		}
		ok(t, j.Close())
	})
}

// Two long reviews of the same days do not fit into one: a note tells where the other one is.
func TestReviewsTooLongToJoinAreReported(t *testing.T) {
	parent, now := t.TempDir(), tick()
	here, there := filepath.Join(parent, "here"), filepath.Join(parent, "there")
	j, err := Create(t.Context(), here, vault.NoPassphrase(), Options{Now: now})
	ok(t, err)
	ok(t, j.Close())
	ok(t, os.CopyFS(there, os.DirFS(here)))
	day := Date{Year: 2026, Month: 2, Day: 1}
	for _, dir := range []string{here, there} {
		j, _ := openAt(t, dir, now)
		_, err := j.SaveReview(t.Context(), Review{From: day, To: day, Text: strings.Repeat(filepath.Base(dir)+" ", MaxText/8)})
		ok(t, err)
		ok(t, j.Close())
	}
	ok(t, os.RemoveAll(filepath.Join(here, "store.db")))
	ok(t, os.Rename(filepath.Join(there, "store.db"), filepath.Join(here, "store.db")))
	j, repair := openAt(t, here, now)
	defer j.Close()
	if notes := strings.Join(SentencesOf(repair.Notes), " "); len(j.Reviews()) != 1 || !strings.Contains(notes, "is only there. The other copy is kept in") {
		t.Errorf("%d reviews, notes %q", len(j.Reviews()), notes)
	}
}

// A row of a file is one entry: an import must not find its older version in the bin.
func TestOlderVersionOfAnImportedEntryHasNoOrigin(t *testing.T) {
	parent, now := t.TempDir(), tick()
	here, there := filepath.Join(parent, "here"), filepath.Join(parent, "there")
	j, err := Create(t.Context(), here, vault.NoPassphrase(), Options{Now: now})
	ok(t, err)
	area, err := j.SaveArea(t.Context(), Area{Name: "Work"})
	ok(t, err)
	came := Entry{ID: "01KJQQW3M0EKMFG2FV97EE5028", Area: area.ID, Time: now(), Happened: "as it came", Origin: NewOrigin(RowName{1}, nil)}
	ok(t, j.SaveBatch(t.Context(), Batch{Kind: StepImport, Entries: []Entry{came}}))
	ok(t, j.Close())
	ok(t, os.CopyFS(there, os.DirFS(here)))
	for _, dir := range []string{here, there} {
		j, _ := openAt(t, dir, now)
		e, _ := j.Entry(came.ID)
		changed := e.Clone()
		changed.Happened = "as it became " + filepath.Base(dir)
		_, err := j.Save(t.Context(), changed)
		ok(t, err)
		ok(t, j.Close())
	}
	ok(t, os.RemoveAll(filepath.Join(here, "store.db")))
	ok(t, os.Rename(filepath.Join(there, "store.db"), filepath.Join(here, "store.db")))
	j, _ = openAt(t, here, now)
	defer j.Close()
	older := j.Entries(Query{InBin: true})
	if e, _ := j.Entry(came.ID); e.Origin != came.Origin || len(older) != 1 || older[0].Origin != "" {
		t.Errorf("the newer version has the origin %q, the older ones are %+v", e.Origin, older)
	}
}

// TestContentsSavedBeforeTheFolderWasReplacedAreMerged replaces the folder of an open journal by
// an older copy of it.
func TestContentsSavedBeforeTheFolderWasReplacedAreMerged(t *testing.T) {
	now := tick()
	parent := t.TempDir()
	dir, earlier := filepath.Join(parent, "journal"), filepath.Join(parent, "earlier")
	j, err := Create(t.Context(), dir, vault.NoPassphrase(), Options{Now: now})
	ok(t, err)
	area, err := j.SaveArea(t.Context(), Area{Name: "Work"})
	ok(t, err)
	first, err := j.Save(t.Context(), Entry{Area: area.ID, Time: now(), Happened: "as it was"})
	ok(t, err)
	ok(t, j.Close())
	ok(t, os.CopyFS(earlier, os.DirFS(dir)))
	j, _ = openAt(t, dir, now)
	changed := first.Clone()
	changed.Happened = "as it became"
	_, err = j.Save(t.Context(), changed)
	ok(t, err)
	_, err = j.Save(t.Context(), Entry{Area: area.ID, Time: now(), Happened: "only here"})
	ok(t, err)
	ok(t, j.SaveDraft(t.Context(), "quick", []byte("half a thought")))

	ok(t, os.Rename(dir, dir+".old"))
	ok(t, os.Rename(earlier, dir))
	ok(t, os.RemoveAll(dir+".old"))
	for range 2 { // the contents are set aside only once
		_, err = j.Save(t.Context(), Entry{Area: area.ID, Time: now(), Happened: "not saved"})
		if !errors.Is(err, vault.ErrReplaced) || !strings.Contains(SentenceOf(err), "is kept, and is imported when the journal is opened") {
			t.Fatalf("saving returns %v", err)
		}
	}
	ok(t, j.Close())
	j, repair := openAt(t, dir, now)
	defer j.Close()
	if e, _ := j.Entry(first.ID); e.Happened != "as it became" || len(e.Tags) > 0 {
		t.Errorf("the entry says %q with the tags %q", e.Happened, e.Tags)
	}
	live, bin := j.Entries(Query{}), j.Entries(Query{InBin: true})
	if len(live) != 2 || live[1].Happened != "only here" || !slices.Equal(live[1].Tags, []string{OtherTag}) {
		t.Errorf("%d entries", len(live))
	}
	if len(bin) != 1 || bin[0].Happened != "as it was" || !slices.Equal(bin[0].Tags, []string{OtherTag}) {
		t.Errorf("%d entries in the bin", len(bin))
	}
	if text, _, there := j.Draft("quick"); !there || string(text) != "half a thought" {
		t.Errorf("the draft is %q", text)
	}
	if n := len(repair.Notes); n != 3 || repair.Lost {
		t.Errorf("notes: %q", repair.Notes)
	}
}

// Files replaced after the last save are detected by StillThere or on closing: it is reported
// once, and the saved contents are set aside.
func TestFilesReplacedAfterTheLastSaveAreReportedOnClose(t *testing.T) {
	for name, replace := range map[string]func(dir, earlier string) error{
		"the folder is replaced": func(dir, earlier string) error {
			return errors.Join(os.Rename(dir, dir+".old"), os.Rename(earlier, dir), os.RemoveAll(dir+".old"))
		},
		"the store is replaced": func(dir, earlier string) error {
			return os.Rename(filepath.Join(earlier, "store.db"), filepath.Join(dir, "store.db"))
		},
		"both copies are overwritten": func(dir, earlier string) error {
			for _, file := range []string{"store.db", "log/000001.log"} {
				b, err := os.ReadFile(filepath.Join(earlier, file))
				if err := errors.Join(err, os.WriteFile(filepath.Join(dir, file), b, 0o600)); err != nil {
					return err
				}
			}
			return nil
		},
		"the folder is removed": func(dir, _ string) error { return os.RemoveAll(dir) },
	} {
		t.Run(name, func(t *testing.T) {
			now, parent := tick(), t.TempDir()
			dir, earlier := filepath.Join(parent, "journal"), filepath.Join(parent, "earlier")
			j, err := Create(t.Context(), dir, vault.NoPassphrase(), Options{Now: now})
			ok(t, err)
			area, err := j.SaveArea(t.Context(), Area{Name: "Work"})
			ok(t, err)
			ok(t, j.Close())
			ok(t, os.CopyFS(earlier, os.DirFS(dir)))
			j, _ = openAt(t, dir, now)
			_, err = j.Save(t.Context(), Entry{Area: area.ID, Time: now(), Happened: "only here"})
			ok(t, err)
			ok(t, j.StillThere(t.Context()))
			ok(t, replace(dir, earlier))
			if looked := name == "the store is replaced"; looked {
				if err := j.StillThere(t.Context()); !errors.Is(err, vault.ErrReplaced) || !strings.Contains(SentenceOf(err), "what was saved here before is kept") {
					t.Errorf("StillThere returns %v", err)
				}
				ok(t, j.Close()) // already reported
			} else if err := j.Close(); !errors.Is(err, vault.ErrReplaced) || !strings.Contains(SentenceOf(err), "what was saved here before is kept") || strings.Contains(SentenceOf(err), "not saved") {
				t.Errorf("closing returns %v", err)
			}
			if _, err := os.Stat(dir); errors.Is(err, os.ErrNotExist) {
				aside, err := filepath.Glob(dir + "-kept-*.enactive")
				if err != nil || len(aside) != 1 {
					t.Fatalf("set aside: %q (%v)", aside, err)
				}
				_, err = vault.RestoreFrom(t.Context(), aside[0], dir, vault.NoPassphrase(), vault.Options{})
				ok(t, err)
			}
			j, _ = openAt(t, dir, now)
			defer j.Close()
			if all := j.Entries(Query{}); len(all) != 1 || all[0].Happened != "only here" {
				t.Errorf("%d entries", len(all))
			}
		})
	}
}

// If another journal has replaced this one, its contents become a backup beside it.
func TestContentsSavedBeforeAnotherJournalTookThePlaceBecomeABackup(t *testing.T) {
	now := tick()
	parent := t.TempDir()
	dir, other := filepath.Join(parent, "journal"), filepath.Join(parent, "other")
	j, err := Create(t.Context(), dir, vault.NoPassphrase(), Options{Now: now})
	ok(t, err)
	area, err := j.SaveArea(t.Context(), Area{Name: "Work"})
	ok(t, err)
	_, err = j.Save(t.Context(), Entry{Area: area.ID, Time: now(), Happened: "only here"})
	ok(t, err)
	second, err := Create(t.Context(), other, vault.NoPassphrase(), Options{Now: now})
	ok(t, err)
	ok(t, second.Close())
	ok(t, os.Rename(dir, dir+".old"))
	ok(t, os.Rename(other, dir))
	_, err = j.Save(t.Context(), Entry{Area: area.ID, Time: now(), Happened: "not saved"})
	aside, globErr := filepath.Glob(dir + "-kept-*.enactive")
	if globErr != nil || len(aside) != 1 || !errors.Is(err, vault.ErrReplaced) || !strings.Contains(SentenceOf(err), aside[0]) {
		t.Fatalf("saving returns %v; set aside: %q", err, aside)
	}
	ok(t, j.Close())
	restored := filepath.Join(parent, "restored")
	_, err = vault.RestoreFrom(t.Context(), aside[0], restored, vault.NoPassphrase(), vault.Options{})
	ok(t, err)
	j, _ = openAt(t, restored, now)
	defer j.Close()
	if all := j.Entries(Query{}); len(all) != 1 || all[0].Happened != "only here" {
		t.Errorf("%d entries were restored", len(all))
	}
}
