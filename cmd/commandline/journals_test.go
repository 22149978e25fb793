package commandline

import (
	"archive/zip"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const daylioExport = `full_date,date,weekday,time,mood,activities,note_title,note
2026-05-13,May 13,Wednesday,22:20,good,music | walk,A long day,Wrote the report.
2026-05-12,May 12,Tuesday,09:05,awful,,,
`

// loopExport are the files of an export of Loop Habit Tracker.
var loopExport = map[string]string{
	"Habits.csv": "Position,Name,Type,Question,Description,FrequencyNumerator,FrequencyDenominator,Color,Unit,Target Type,Target Value,Archived?\n" +
		"001,Meditate,YES_NO,,,1,1,#FF8F00,,,,false\n",
	"001 Meditate/Checkmarks.csv": "Date,Value,Notes\n2026-01-25,YES_MANUAL,\n2026-01-24,NO,Sick\n2026-01-23,SKIP,\n",
}

func TestAnotherJournalIsImportedFromAFolderAZipFileAndStandardInput(t *testing.T) {
	b := newBox(t)
	folder, packed := filepath.Join(b.dir, "loop"), filepath.Join(b.dir, "loop.zip")
	f, err := os.Create(packed)
	if err != nil {
		t.Fatal(err)
	}
	z := zip.NewWriter(f)
	for name, text := range loopExport {
		file := filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		w, err := z.Create("Loop Habits CSV 2026-01-26/" + name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, text); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	flags := []string{"--map", "value=outcome", "--words", "value: YES_MANUAL=success NO=setback"}
	out := b.ok(append([]string{"import", "loop", folder}, flags...)...)
	if want := "One day marked as skipped was left out.\nNew areas: Meditate\nFiles with the same columns will be read in the same way, by the plan \"Loop Habit Tracker\"; see \"enact help import plans\"\n2 added, 0 already there\n"; out != want {
		t.Errorf("the folder: %q, want %q", out, want)
	}
	if out := b.ok(append([]string{"import", "loop", packed}, flags...)...); !strings.HasSuffix(out, "0 added, 2 already there\n") {
		t.Errorf("the zip file: %q", out)
	}
	if out := b.okFed(b.read("loop.zip"), append([]string{"import", "loop", "-"}, flags...)...); !strings.HasSuffix(out, "0 added, 2 already there\n") {
		t.Errorf("standard input: %q", out)
	}
	if out := b.ok("list", "--area", "Meditate", "--outcome", "success"); !strings.Contains(out, "Meditate") {
		t.Errorf("the list: %q", out)
	}
	b.ok("undo")
	if out := b.ok("list"); strings.Contains(out, "Meditate") {
		t.Errorf("after undo: %q", out)
	}
}

func TestAMoodBecomesARatingOnlyWithNumbers(t *testing.T) {
	b := newBox(t)
	path := b.file("daylio.csv", daylioExport)
	out := b.ok("import", "daylio", path, "--set", "area=Daily life", "--dry-run")
	if !strings.Contains(out, "No field fits these, so they became tags: mood.") {
		t.Errorf("the output is %q", out)
	}
	b.ok("import", "daylio", path, "--set", "area=Daily life", "--map", "mood=performance", "--words", "mood: rad=100 good=75 meh=50 bad=25 awful=0")
	if out := b.ok("list", "--area", "Daily life", "--json"); !strings.Contains(out, `"performance":75`) || !strings.Contains(out, `"performance":0`) || strings.Contains(out, "mood:") {
		t.Errorf("the entries are %s", out)
	}
	b.fails(statusRejected, []string{"line 3, mood", "awful", "0 to 100"}, "import", "daylio", path, "--set", "area=Other", "--map", "mood=performance", "--words", "mood: good=75")
	b.fails(statusUsage, []string{"moods", "mood"}, "import", "daylio", path, "--set", "area=Other", "--map", "moods=performance")
}

func TestWhatIsNoExportIsRejected(t *testing.T) {
	b := newBox(t)
	b.fails(statusRejected, []string{"does not look like an export of Daylio"}, "import", "daylio", b.file("x.csv", "a,b\n1,2\n"), "--set", "area=A")
	b.fails(statusRejected, []string{"contains the path", "leads out"}, "import", "dayone", b.file("x.zip", hostileZip(t)), "--set", "area=A")
	b.fails(statusFailed, []string{"is a folder"}, "import", "csv", b.dir)
	b.fails(statusFailed, []string{"nowhere"}, "import", "jrnl", filepath.Join(b.dir, "nowhere"), "--set", "area=A")
}

func hostileZip(t *testing.T) string {
	t.Helper()
	var out strings.Builder
	z := zip.NewWriter(&out)
	w, err := z.Create("../../journal.json")
	if err == nil {
		_, err = io.WriteString(w, "{}")
	}
	if err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestEveryJournalExplainsItsImport(t *testing.T) {
	b := newBox(t)
	for _, key := range []string{"jrnl", "dayone", "daylio", "loop", "rednotebook", "minidiarium", "journey", "diarium"} {
		if out := b.ok("help", "import", key); !strings.Contains(out, "enact import "+key+" ") || !strings.Contains(out, "--words") {
			t.Errorf("the help of %s has no example: %s", key, out)
		}
	}
}
