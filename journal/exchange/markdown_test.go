package exchange_test

import (
	"errors"
	"io"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"

	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/exchange"
)

func exportMarkdown(t tester, j *journal.Journal, q journal.Query) string {
	t.Helper()
	var b strings.Builder
	if err := exchange.WriteMarkdown(t.Context(), &b, j, q); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// exportDays returns the files of an export by their names.
func exportDays(t tester, j *journal.Journal, q journal.Query) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	put := func(name string, content []byte) error {
		if files[name] != nil {
			t.Fatalf("%s is written twice", name)
		}
		files[name] = &fstest.MapFile{Data: content}
		return nil
	}
	if err := exchange.WriteMarkdownDays(t.Context(), put, j, q); err != nil {
		t.Fatal(err)
	}
	return files
}

func readMarkdown(t tester, j *journal.Journal, files fs.FS, o exchange.ImportPlan) *exchange.Import {
	t.Helper()
	imp, err := exchange.ReadMarkdown(t.Context(), files, j, "Notes", o)
	if err != nil {
		t.Fatalf("%v: %s", err, describe.Error(err))
	}
	return imp
}

// oneNote is a folder with one file.
func oneNote(name, content string) fstest.MapFS {
	return fstest.MapFS{name: {Data: []byte(content)}}
}

// sameFiles reports the first file of two exports that differs.
func sameFiles(a, b fstest.MapFS) (name string, same bool) {
	for _, name := range slices.Sorted(maps.Keys(a)) {
		if b[name] == nil || string(a[name].Data) != string(b[name].Data) {
			return name, false
		}
	}
	return "", len(a) == len(b)
}

// hostileMarkdown are texts that look like parts of our files.
var hostileMarkdown = []string{
	"---", "---\n", "\n---\nenactive: 1\n---\n", "enactive: 1", "# 2026-11-28", "## 18:05", "## 18:05 x", "### Note", "### Happened\n\nx", "#", "# ", "####### x", "\\# x", "\\\\## 18:05",
	"```", "```yaml\nid: x\n```", "~~~", "<!--", "<script>", "%%", "[a]: b", "===", "- ", "-", "   # x", "    # x", " ## 18:05", "\n\n", "\n", " ", "\t", "x \n y", "a #", "a \\##", "#tag",
	"key: value", "'", `"`, "\u2028", "\uFEFF", "\uFFFE", "e5", "yes", "null", "~", "1.5", "[x] ", "- a", "> b", "|", "[[Note]]", "![[a.png]]",
}

func TestMarkdownRoundTripsByteForByte(t *testing.T) {
	if testing.Short() {
		t.Skip("LEFT OUT of a short run, such as with the race detector: nothing in it runs in parallel")
	}
	rapid.Check(t, func(t *rapid.T) {
		first, viaFile, viaDays := newJournal(t), newJournal(t), newJournal(t)
		areas := anyAreas(t)
		entries := rapid.SliceOfN(anyEntry(areas), 0, 5).Draw(t, "entries")
		for i := range entries {
			if i > 0 && rapid.Bool().Draw(t, "on the same day") {
				entries[i].Time = entries[0].Time
			}
		}
		asStored(t, first, entries)
		if err := first.SaveBatch(t.Context(), journal.Batch{Areas: areas, Entries: entries}); err != nil {
			t.Fatal(err)
		}
		file, days, table := exportMarkdown(t, first, journal.Query{}), exportDays(t, first, journal.Query{}), exportCSV(t, first, journal.Query{})
		imp := readMarkdown(t, viaFile, oneNote("all.md", file), exchange.ImportPlan{})
		apply(t, viaFile, imp)
		if len(imp.LeftOut)+len(imp.Notes) > 0 {
			t.Fatalf("of our own export were left out %q, %q", imp.LeftOut, imp.Notes)
		}
		if again := exportMarkdown(t, viaFile, journal.Query{}); again != file {
			t.Fatalf("exported first:\n%q\nafter an import elsewhere:\n%q", file, again)
		}
		if again := exportCSV(t, viaFile, journal.Query{}); again != table {
			t.Fatalf("as CSV at first:\n%q\nafter an import of the Markdown elsewhere:\n%q\n%s", table, again, file)
		}
		if len(entries) > 0 {
			apply(t, viaDays, readMarkdown(t, viaDays, days, exchange.ImportPlan{}))
		}
		if name, same := sameFiles(days, exportDays(t, viaDays, journal.Query{})); !same {
			t.Fatalf("the file %s is not the same after an import elsewhere", name)
		}
		if imp := readMarkdown(t, first, oneNote("all.md", strings.ReplaceAll(file, "\n", "\r\n")), exchange.ImportPlan{}); imp.Added+imp.Different != 0 || imp.AlreadyThere != len(entries) {
			t.Fatalf("importing it again would add %d and find %d; want none of %d", imp.Added, imp.AlreadyThere, len(entries))
		}
	})
}

// rejectedMarkdown returns why files are rejected.
func rejectedMarkdown(t tester, j *journal.Journal, files fs.FS, o exchange.ImportPlan) string {
	t.Helper()
	imp, err := exchange.ReadMarkdown(t.Context(), files, j, "Notes", o)
	if !errors.Is(err, exchange.ErrRejected) && !errors.Is(err, exchange.ErrUsage) {
		t.Fatalf("got %+v and error %v, want a rejection", imp, err)
	}
	return describe.Error(err)
}

func TestMarkdownIsReadable(t *testing.T) {
	j := newJournal(t)
	importCSV(t, j, richTable, exchange.ImportPlan{})
	const fields = `id: "01KA0000000000000000000001"
type: experience
time: 2026-11-01T09:00:00+01:00
area: Running
source: mastery
kind: stretch
outcome: success
performance: 70.5
stress: 40
stress_expected: 60
appraisal: challenge
difficulty: 6
effort: 80
luck: 2
controllable: "yes"
efficacy_before: 55
efficacy_before_at: 2026-11-01T08:00:00+01:00
efficacy_after: 75
obstacles:
  - "[x] rain"
  - "[ ] knees"
sacrifices:
  - sleep
lessons:
  - start slower
  - "breathe; then go"
strategies:
  - breathing
people:
  - Ana (mentor)
  - Ben
tags:
  - race
created: 2026-10-31T20:00:00+01:00
modified: 2026-11-01T12:00:00+01:00
`
	const heading = "\n# 2026-11-01\n\n## 09:00 5 km\n"
	const texts = "\n### Intention\n\nunder 30 minutes, calm\n\n### Happened\n\nI ran \"flat out\"\n\n### Note\n\n=great\n"
	if got, want := string(exportDays(t, j, journal.Query{})["2026-11-01.md"].Data), "---\nenactive: 1\n"+fields+"---\n"+heading+texts; got != want {
		t.Errorf("the file of a day is\n%s\nwant\n%s", got, want)
	}
	if got, want := exportMarkdown(t, j, journal.Query{}), "---\nenactive: 1\n---\n"+heading+"\n```yaml\n"+fields+"```\n"+texts+"\n# 2026-12-01\n\n## 09:00 10 km\n\n```yaml\n"; !strings.HasPrefix(got, want) {
		t.Errorf("the file of all is\n%s\nwant it to begin with\n%s", got, want)
	}
}

func FuzzReadMarkdown(f *testing.F) {
	j := newJournal(f)
	importCSV(f, j, richTable, exchange.ImportPlan{})
	f.Add("all.md", exportMarkdown(f, j, journal.Query{}))
	for name, file := range exportDays(f, j, journal.Query{}) {
		f.Add(name, string(file.Data))
	}
	undo(f, j)
	for name, content := range map[string]string{
		"2026-11-20.md": "---\ntags: [a, b]\nmood: 3\n---\n# A walk\n#x\n## 10:00 y\nz\n## 11:00\n", "20-11-2026.md": "x", "a/2026/11/20.md": "---\ntime: 9:05\n---\n\n```\n#a\n",
		"x.md": "---\ndate: 20.11.2026\ncreated: 2026-11-20\n", "y.md": "\uFEFF---\nenactive: 1\n---\n\n## 09:00\n\n```yaml\ntime: 2026-11-20\narea: A\nobstacles:\n  - x\n```\n### Note\n\n",
	} {
		f.Add(name, content)
	}
	f.Fuzz(func(t *testing.T, name, content string) {
		if !fs.ValidPath(name) {
			name = "2026-11-20.md"
		}
		read := func(io.Reader) (*exchange.Import, error) {
			o := exchange.ImportPlan{Set: []exchange.ColumnSet{{To: "area", Value: "A"}}, SkipBadRows: true}
			return exchange.ReadMarkdown(t.Context(), oneNote(name, content), j, "f", o)
		}
		checkRoundTrip(t, j, content, read)
	})
}

func TestYearsOfEntriesComeBackFromMarkdown(t *testing.T) {
	full, fresh := newJournal(t), newJournal(t)
	table := benchTable()
	importCSV(t, full, table[:strings.Index(table[1<<20:], "\n01")+1<<20+1], exchange.ImportPlan{})
	days := exportDays(t, full, journal.Query{})
	apply(t, fresh, readMarkdown(t, fresh, days, exchange.ImportPlan{}))
	if name, same := sameFiles(days, exportDays(t, fresh, journal.Query{})); !same {
		t.Errorf("%s is not the same", name)
	}
	if a, b := exportCSV(t, full, journal.Query{}), exportCSV(t, fresh, journal.Query{}); a != b || len(a) < 1<<20 {
		t.Errorf("the entries are not the same")
	}
	some := journal.Query{From: journal.Date{Year: 2007, Month: 1, Day: 1}, To: journal.Date{Year: 2007, Month: 1, Day: 7}}
	if n := len(exportDays(t, full, some)); n != 7 {
		t.Errorf("a week has %d files", n)
	}
}

func BenchmarkExportMarkdown(b *testing.B) {
	j, _ := benchJournal(b)
	for b.Loop() {
		if err := exchange.WriteMarkdown(b.Context(), io.Discard, j, journal.Query{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkExportMarkdownDays(b *testing.B) {
	j, _ := benchJournal(b)
	for b.Loop() {
		if err := exchange.WriteMarkdownDays(b.Context(), func(string, []byte) error { return nil }, j, journal.Query{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkImportMarkdown(b *testing.B) {
	j, _ := benchJournal(b)
	benchMarkdown(b, oneNote("all.md", exportMarkdown(b, j, journal.Query{})), exchange.ImportPlan{})
}

func BenchmarkImportMarkdownDays(b *testing.B) {
	j, _ := benchJournal(b)
	benchMarkdown(b, exportDays(b, j, journal.Query{}), exchange.ImportPlan{})
}

// BenchmarkImportNotes reads the same days as notes of another program: an entry is a heading with
// a time, and its fields are text.
func BenchmarkImportNotes(b *testing.B) {
	j, _ := benchJournal(b)
	files := exportDays(b, j, journal.Query{})
	for _, f := range files {
		f.Data = []byte(strings.Replace(string(f.Data), "enactive: 1", "mood: 3", 1))
	}
	benchMarkdown(b, files, exchange.ImportPlan{Set: []exchange.ColumnSet{{To: "area", Value: "A"}}})
}

func benchMarkdown(b *testing.B, files fstest.MapFS, o exchange.ImportPlan) {
	b.Helper()
	fresh := newJournal(b)
	for b.Loop() {
		if imp := readMarkdown(b, fresh, files, o); imp.Added < benchEntries {
			b.Fatal(imp.Added)
		}
	}
}
