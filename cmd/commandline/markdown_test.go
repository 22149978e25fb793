package commandline

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// sameFolders fails unless two folders hold the same files.
func sameFolders(t *testing.T, one, two string) {
	t.Helper()
	names := func(dir string) (all []string) {
		entries, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			all = append(all, e.Name())
		}
		return all
	}
	if a, b := strings.Join(names(one), " "), strings.Join(names(two), " "); a != b {
		t.Fatalf("%s holds %s, and %s holds %s", one, a, two, b)
	}
	for _, name := range names(one) {
		a, errA := os.ReadFile(filepath.Join(one, name))
		b, errB := os.ReadFile(filepath.Join(two, name))
		if errA != nil || errB != nil || string(a) != string(b) {
			t.Errorf("%s differs (%v, %v)", name, errA, errB)
		}
	}
}

func TestAFolderOfMarkdownComesBackUnchanged(t *testing.T) {
	b := newBox(t)
	b.add(everyFlag...)
	b.okFed(hostileLines, "add", "--lines", "--area", "Running")
	folder := func(name string) string { return filepath.Join(b.dir, name) }
	out := b.ok("export", "markdown", "--folder", folder("one"))
	if !strings.HasPrefix(out, "wrote "+folder("one")+": 6 entries in ") {
		t.Errorf("the output is %q", out)
	}
	b.variables["ENACTIVE_JOURNAL"] = folder("other")
	b.ok("init", "--no-passphrase")
	if out := b.ok("import", "markdown", folder("one")); !strings.HasSuffix(out, "6 added, 0 already there\n") {
		t.Errorf("the output is %q", out)
	}
	b.ok("export", "markdown", "--folder", folder("two"))
	sameFolders(t, folder("one"), folder("two"))
	if out := b.ok("import", "markdown", folder("one")); !strings.HasSuffix(out, "0 added, 6 already there\n") {
		t.Errorf("the output is %q", out)
	}
	mine := filepath.Join(folder("two"), "Mine.md")
	if err := os.WriteFile(mine, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	b.ok("export", "markdown", "--folder", folder("two"), "--to", "1999-01-01")
	if left, err := os.ReadDir(folder("two")); err != nil || len(left) != 1 {
		t.Errorf("after an export of nothing the folder holds %v (%v), want the note of another program alone", left, err)
	}
}

func TestAFileOfAnotherProgramIsNotReplaced(t *testing.T) {
	b := newBox(t)
	b.ok("add", "--area", "Running", "--title", "x", "--time", "2026-11-20 10:00")
	folder := filepath.Join(b.dir, "notes")
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	theirs := b.file("notes/2026-11-20.md", "theirs")
	b.fails(statusFailed, []string{theirs + " is in the way"}, "export", "markdown", "--folder", folder)
	if got := b.read("notes/2026-11-20.md"); got != "theirs" {
		t.Errorf("the file became %q", got)
	}
	b.fails(statusUsage, []string{"one place"}, "export", "markdown", "--folder", folder, "-o", "x")
	b.fails(statusUsage, []string{"--folder"}, "export", "csv", "--folder", folder)
}

func TestNotesOfAnotherProgramAreImported(t *testing.T) {
	b := newBox(t)
	for _, dir := range []string{"vault", "vault/Daily", "vault/.obsidian"} {
		if err := os.Mkdir(filepath.Join(b.dir, dir), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	b.file("vault/Daily/2026-11-20.md", "---\nmood: 4\ntags: [calm]\n---\n# Slow day\n\nRead [[Dune]]. ![[dune.png]]\n\n## 18:30 Run\n\nEasy.\n")
	b.file("vault/Daily/dune.png", "png")
	b.file("vault/Dune.md", "A book.")
	b.file("vault/.obsidian/app.md", "x")
	folder := filepath.Join(b.dir, "vault")
	if out := b.ok("import", "markdown", "--dry-run", folder); !strings.Contains(out, "Running") {
		t.Errorf("without an area the output is %q, want the only area in it", out)
	}
	b.ok("area", "add", "Piano")
	b.fails(statusRejected, []string{`no column "area"`}, "import", "markdown", folder)
	args := []string{"import", "markdown", folder, "--set", "area=Daily life", "--map", "mood=performance:1..5"}
	want := "One file that is not a note, such as an attachment, was left out: Daily/dune.png.\n" +
		"One note has no date and was left out: Dune.md.\nNew areas: Daily life\nLeft out: folder\n2 added, 0 already there\n"
	if out := b.ok(args...); out != want {
		t.Errorf("the output is\n%s\nwant\n%s", out, want)
	}
	if out := b.ok(args...); !strings.HasSuffix(out, "0 added, 2 already there\n") {
		t.Errorf("a second time the output is %q", out)
	}
	if out := b.ok("export", "markdown", "--area", "Daily life"); !strings.Contains(out, "## 12:00 Slow day\n") || !strings.Contains(out, "performance: 75\n") || !strings.Contains(out, "\nEasy.\n") {
		t.Errorf("the entries are\n%s", out)
	}
}

func TestTheSampleComesBackFromMarkdown(t *testing.T) {
	b := emptyBox(t)
	b.ok("sample")
	notes := filepath.Join(b.dir, "notes")
	b.ok("export", "markdown", "--folder", notes)
	table := b.ok("export", "csv")
	areas, _, _ := strings.Cut(b.ok("export", "json"), `"entries":[`)
	b.variables["ENACTIVE_JOURNAL"] = filepath.Join(b.dir, "other")
	b.ok("init", "--no-passphrase")
	b.ok("import", "json", b.file("areas.json", areas+`"entries":[]}`)) // and experiments, which notes only name
	b.ok("import", "markdown", notes)
	rows := func(table string) [][]string {
		rows, err := csv.NewReader(strings.NewReader(table)).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		return rows
	}
	if back := rows(b.ok("export", "csv")); !slices.EqualFunc(back, rows(table), slices.Equal) {
		t.Error("the entries differ")
	}
}

func TestTheRealDiaryComesBackFromMarkdown(t *testing.T) {
	if _, err := os.Stat(diaryFile); err != nil {
		t.Log("NOT RUN: the real diary of 1,476 ratings is not on this machine; TestMarkdownRoundTripsByteForByte exports entries like it")
		return
	}
	b := emptyBox(t)
	b.ok("init", "--no-passphrase")
	b.ok("import", "csv", diaryFile, "--join", "date time=time", "--map", "se_handle=efficacy_before:1..7", "--set", "area=Daily life")
	folder := func(name string) string { return filepath.Join(b.dir, name) }
	b.ok("export", "markdown", "--folder", folder("days"))
	table := b.ok("export", "csv")
	b.variables["ENACTIVE_JOURNAL"] = folder("other")
	b.ok("init", "--no-passphrase")
	if out := b.ok("import", "markdown", folder("days")); !strings.HasSuffix(out, "1476 added, 0 already there\n") {
		t.Errorf("the output is %q", out)
	}
	if b.ok("export", "csv") != table {
		t.Error("the entries differ")
	}
}
