package transfer

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"enactive/journal"
	"enactive/journal/agefile"
	"enactive/journal/exchange"
	"enactive/journal/vault"
	"enactive/ui/state"
)

// newJournal is one with an area and, if it is given a title, an entry.
func newJournal(t *testing.T, title string) *journal.Journal {
	t.Helper()
	now := time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC)
	j, err := journal.Create(t.Context(), filepath.Join(t.TempDir(), "journal"), vault.NoPassphrase(), journal.Options{Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := j.Close(); err != nil {
			t.Error(err)
		}
	})
	a, err := j.SaveArea(t.Context(), journal.Area{Name: "Running"})
	if err != nil {
		t.Fatal(err)
	}
	if title != "" {
		if _, err := j.Save(t.Context(), journal.Entry{Area: a.ID, Time: now, Title: title, Source: journal.SourceMastery}); err != nil {
			t.Fatal(err)
		}
	}
	return j
}

// pdf is a format that can only be written.
const pdf = "pdf"

// formats are all formats, with a document that is easy to recognize.
func formats() []exchange.Format {
	return exchange.Formats(exchange.Format{Key: pdf, Extension: ".pdf", Export: &exchange.Exporter{
		Write: func(_ context.Context, w io.Writer, _ *journal.Journal, _ exchange.Request) error {
			_, err := io.WriteString(w, "a document")
			return err
		}}})
}

func TestWhatIsExportedCanBeImportedElsewhere(t *testing.T) {
	from := New(newJournal(t, "The hill"), formats())
	for _, format := range from.ExportFormats()[:3] { // a document is not read again
		path := filepath.Join(t.TempDir(), "entries"+format.Extension)
		written := int64(0)
		if err := from.Export(t.Context(), state.Export{Format: format, Path: path}, func(n int64) { written = n }); err != nil {
			t.Fatal(err)
		}
		if info, err := os.Stat(path); err != nil || info.Size() != written {
			t.Errorf("%s: %d bytes were reported: %v", format.Name, written, err)
		}
		j := newJournal(t, "")
		to := New(j, formats())
		read := int64(0)
		got := to.ReadImport(t.Context(), state.ImportSource{Path: path}, nil, func(n, of int64) { read = n })
		if got.Sheet != nil {
			t.Errorf("%s: there are questions about %+v", format.Name, got.Sheet.Columns)
		}
		found, err := got.Import, got.Err
		if err != nil || found.Added != 1 || found.IsEmpty() || read != written || found.First[0].Entry.Title != "The hill" {
			t.Fatalf("%s: %+v, %v, after %d bytes of %d", format.Name, found, err, read, written)
		}
		if err := to.BackUpBeforeImport(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := found.Apply(t.Context()); err != nil {
			t.Fatal(err)
		}
		if all := j.Entries(journal.Query{}); len(all) != 1 || all[0].Title != "The hill" {
			t.Errorf("%s: imported %v", format.Name, all)
		}
	}
}

func TestExperimentsOfAFileAreCounted(t *testing.T) {
	j := newJournal(t, "The hill")
	x, err := j.StartExperiment(t.Context(), journal.Experiment{Area: j.Areas()[0].ID, Name: "Tea", With: "tea", Decides: journal.DecidesStress, Pairs: 6})
	if err != nil {
		t.Fatal(err)
	}
	from := New(j, formats())
	all := from.ExportFormats()
	inJSON := all[slices.IndexFunc(all, func(f state.Format) bool { return f.Extension == ".json" })]
	export := func(name string) string {
		path := filepath.Join(t.TempDir(), name)
		if err := from.Export(t.Context(), state.Export{Format: inJSON, Path: path}, func(int64) {}); err != nil {
			t.Fatal(err)
		}
		return path
	}
	running := export("running.json")
	if _, err := j.EndExperiment(t.Context(), x.ID); err != nil {
		t.Fatal(err)
	}
	ended := export("ended.json")
	to := New(newJournal(t, ""), formats())
	for n, c := range []struct {
		path        string
		news, there int
		isEmpty     bool
		notes       int
	}{{running, 1, 0, false, 0}, {ended, 1, 0, false, 1}, {running, 0, 1, true, 0}} {
		read := to.ReadImport(t.Context(), state.ImportSource{Path: c.path}, nil, func(int64, int64) {})
		if read.Err != nil {
			t.Fatal(read.Err)
		}
		if i := read.Import; i.Experiments != c.news || i.ExperimentsThere != c.there || i.IsEmpty() != c.isEmpty || len(i.Notes) != c.notes {
			t.Errorf("file %d: %+v", n, i)
		}
		if err := read.Import.Apply(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
}

func TestATableOfAnotherProgramIsReadByAnswers(t *testing.T) {
	j := newJournal(t, "")
	s := New(j, formats())
	path := filepath.Join(t.TempDir(), "diary.csv")
	if err := os.WriteFile(path, []byte("day,hour,what,fear,time\n2026-03-01,10:00,The hill,7,x\n2026-03-02,11:30,The lake,1,y\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	from := state.ImportSource{Path: path}
	got := s.ReadImport(t.Context(), from, nil, func(_, _ int64) {})
	if got.Sheet == nil || len(got.Sheet.Columns) != 5 || !got.Sheet.Columns[3].IsNumbers || got.Sheet.Columns[3].High != 7 || got.Sheet.Columns[2].Example != "The hill" || got.Sheet.Count != 2 {
		t.Fatalf("%+v", got.Sheet)
	}
	form := state.NewImportForm(got.Sheet, "")
	form.SetWhen([]string{"day", "hour"})
	form.Choose(2, "title")
	form.Choose(3, "stress")
	form.Columns[3].Low, form.Columns[3].High = "1", "7"
	form.Area = "Talks"
	if open := form.Open(); len(open) > 0 {
		t.Fatalf("%+v is open", open)
	}
	plan := form.Plan()
	got = s.ReadImport(t.Context(), from, &plan, func(_, _ int64) {})
	found, err := got.Import, got.Err
	if err != nil || found.Added != 2 || len(found.NewAreas) != 1 {
		t.Fatalf("%+v, %v", found, err)
	}
	if err := found.Apply(t.Context()); err != nil {
		t.Fatal(err)
	}
	all := j.Entries(journal.Query{})
	if len(all) != 2 || all[0].Title != "The hill" || all[0].Time.Format("15:04") != "10:00" {
		t.Fatalf("imported %+v", all)
	}
	if got, _ := all[0].Stress.Get(); got != 100 {
		t.Errorf("7 of 7 is %v", got)
	}
}

func TestADocumentIsWrittenAndACancelledExportIsNot(t *testing.T) {
	s := New(newJournal(t, "The hill"), formats())
	path := filepath.Join(t.TempDir(), "entries.pdf")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := s.Export(ctx, state.Export{Format: state.Format{Key: pdf}, Path: path}, func(int64) {}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	if _, err := os.Stat(path); !os.IsNotExist(err) {
		t.Error("a part of the file was left:", err)
	}
	if err := s.Export(t.Context(), state.Export{Format: state.Format{Key: pdf}, Path: path}, func(int64) {}); err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(path); err != nil || string(got) != "a document" {
		t.Errorf("%q, %v", got, err)
	}
}

func TestAnEncryptedExportNeverTouchesTheDiskInPlainText(t *testing.T) {
	s := New(newJournal(t, "The hill"), formats())
	folder := t.TempDir()
	e := state.Export{Format: s.ExportFormats()[0], Path: s.FileName(filepath.Join(folder, "out.csv"), true), Options: []string{"spreadsheet-times"}, Passphrase: "nine bridges over a river"}
	err := s.Export(t.Context(), e, func(int64) {
		found, err := filepath.Glob(filepath.Join(folder, ".*"))
		if err != nil || len(found) != 1 {
			t.Fatalf("while it is written there are %q, %v", found, err)
		}
		if half, err := os.ReadFile(found[0]); err != nil || strings.Contains(string(half), "hill") {
			t.Errorf("while it is written the disk has %q, %v", half, err)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	file, err := os.Open(filepath.Join(folder, "out.csv.age"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	plain, err := agefile.Open(file, "out.csv.age", func() (string, bool, error) { return e.Passphrase, false, nil })
	if err != nil {
		t.Fatal(err)
	}
	got, err := io.ReadAll(plain)
	if err != nil || !strings.Contains(string(got), ",The hill,") || !strings.Contains(string(got), ",local_time\n") {
		t.Errorf("the file holds %q, %v", got, err)
	}
	if all, err := os.ReadDir(folder); err != nil || len(all) != 1 {
		t.Errorf("the folder has %v, %v", all, err)
	}
}

func TestOnlyEncryptedFilesAreCalledSo(t *testing.T) {
	s := New(newJournal(t, ""), formats())
	for _, c := range []struct {
		path      string
		encrypted bool
		want      string
	}{{"a.csv", true, "a.csv.age"}, {"a.csv.age", true, "a.csv.age"}, {"a.csv.AGE", false, "a.csv"}, {"a.csv", false, "a.csv"}} {
		if got := s.FileName(c.path, c.encrypted); got != c.want {
			t.Errorf("%s, encrypted %v, is called %q, want %q", c.path, c.encrypted, got, c.want)
		}
	}
}

func TestAPlanIsExportedWithoutItsIntentionByDefault(t *testing.T) {
	s := New(newJournal(t, ""), formats())
	plan := &journal.Entry{ID: "p", Type: journal.Plan, Time: time.Date(2026, 3, 5, 9, 0, 0, 0, time.UTC), Title: "The hill", Intention: "Without a stop"}
	for _, with := range []bool{false, true} {
		path := filepath.Join(t.TempDir(), "plan.ics")
		if err := s.ExportPlan(path, plan, state.CalendarFile{Intention: with}); err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(path)
		if err != nil || !strings.Contains(string(got), "The hill") || strings.Contains(string(got), "Without a stop") != with {
			t.Errorf("with its intention %v: %q, %v", with, got, err)
		}
	}
}

func TestAnEmergencyCopyHoldsNothingReadable(t *testing.T) {
	j := newJournal(t, "")
	path, err := New(j, formats()).EmergencyCopy(t.TempDir(), journal.Entry{Area: j.Areas()[0].ID, Time: j.Now(), Title: "The hill", Source: journal.SourceMastery})
	if err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(path); err != nil || len(got) == 0 || strings.Contains(string(got), "hill") {
		t.Errorf("%q, %v", got, err)
	}
	missing := filepath.Join(t.TempDir(), "missing")
	if path, err := New(j, formats()).EmergencyCopy(missing, journal.Entry{Area: j.Areas()[0].ID, Time: j.Now(), Title: "The hill"}); err == nil || filepath.Dir(path) != missing {
		t.Errorf("into a folder that is missing: %q, %v", path, err)
	}
}

func TestDatesThatProveNoOrderAreAsked(t *testing.T) {
	j := newJournal(t, "")
	s := New(j, formats())
	path := filepath.Join(t.TempDir(), "diary.csv")
	if err := os.WriteFile(path, []byte("time;area\n3/2/2026;Running\n1/2/2026;Running\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	from := state.ImportSource{Path: path}
	got := s.ReadImport(t.Context(), from, nil, func(_, _ int64) {})
	if !errors.Is(got.Err, exchange.ErrRejected) || len(got.Sheet.Columns[0].Orders) != 2 || got.Sheet.Columns[0].Orders[1].Order != "month, day, year" {
		t.Fatalf("%+v", got)
	}
	form := state.NewImportForm(got.Sheet, "")
	if open := form.Open(); len(open) != 1 || open[0].Kind != state.AskOrder {
		t.Fatalf("%+v is open", open)
	}
	form.Dates = got.Sheet.Columns[0].Orders[0].Key
	plan := form.Plan()
	got = s.ReadImport(t.Context(), from, &plan, func(_, _ int64) {})
	found, err := got.Import, got.Err
	if err != nil || found.Added != 2 || len(found.Notes) != 2 || found.Notes[0] != "The cells are separated by semicolons." {
		t.Fatalf("%+v, %v", found, err)
	}
	if err := found.Apply(t.Context()); err != nil {
		t.Fatal(err)
	}
	if all := j.Entries(journal.Query{}); all[1].Time.Format(time.DateOnly) != "2026-02-03" {
		t.Errorf("imported %v", all)
	}
}
