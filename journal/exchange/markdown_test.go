package exchange_test

import (
	"errors"
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
		if imp := readMarkdown(t, first, oneNote("all.md", strings.ReplaceAll(file, "\n", "\r\n")), exchange.ImportPlan{}); imp.Added != 0 || imp.AlreadyThere != len(entries) {
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
	t.Log(exportMarkdown(t, j, journal.Query{}))
	for name, f := range exportDays(t, j, journal.Query{}) {
		t.Log(name, string(f.Data))
	}
}
