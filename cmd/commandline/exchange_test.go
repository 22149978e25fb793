package commandline

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// hostileLines are entries whose texts try to break out of a table.
const hostileLines = `{"title":"=1+1","note":"'=x","tags":["a; b","c\\d","[x] e"]}
{"title":"a \"quoted\", thing","happened":"line one\n\n line three","obstacles":[{"text":"[x] y; z","overcome":true},{"text":"w"}]}
{"title":"emoji 🏃 日本語 עברית","people":[{"name":"Ana (mentor)","role":"coach"},{"name":"Bo; Li"}],"performance":33.3333333333,"stress":0}
{"type":"checkin","efficacy_before":0,"note":"@cmd"}
{"type":"plan","title":"later","time":"2026-12-24T10:00:00-05:00","efficacy_before":100,"difficulty":1.5}
`

func TestExportImportExportGivesTheSameBytes(t *testing.T) {
	for _, format := range []string{"csv", "json", "markdown"} {
		t.Run(format, func(t *testing.T) {
			b := newBox(t)
			b.ok("area", "add", "Piano; grand", "--purpose", "x", "--goal", "y")
			b.add(everyFlag...)
			b.okFed(hostileLines, "add", "--lines", "--area", "Piano; grand")
			b.okFed(hostileLines, "add", "--lines", "--area", "Running")
			first := filepath.Join(b.dir, "first")
			if out := b.ok("export", format, "-o", first); out != "wrote "+first+": 11 entries\n" {
				t.Errorf("the output is %q", out)
			}
			b.variables["ENACTIVE_JOURNAL"] = filepath.Join(b.dir, "other")
			b.ok("init", "--no-passphrase")
			if out := b.ok("import", format, first); !strings.HasSuffix(out, "\n11 added, 0 already there\n") {
				t.Errorf("the output is %q", out)
			}
			b.ok("export", format, "-o", filepath.Join(b.dir, "second"))
			if one, two := b.read("first"), b.read("second"); one != two {
				t.Errorf("the second export differs:\n%s\nwas\n%s", two, one)
			}
			if out := b.ok("import", format, first); !strings.HasPrefix(out, "0 added, 11 already there\n") {
				t.Errorf("the output is %q", out)
			}
			if out := b.ok("export", format); format == "csv" && out != b.read("first") {
				t.Error("standard output and the file differ")
			}
		})
	}
}

func TestDaysOfATableComeInAndGoOut(t *testing.T) {
	b := newBox(t)
	table := b.file("watch.csv", "Date,Sleep,Weight (kg)\n2026-11-20,7:20:00,61.5\n2026-11-21,6:05:00,\n")
	if out := b.ok("import", "csv", table, "--days"); !strings.Contains(out, "Days: 2 added, 0 already there\n") || !strings.Contains(out, "New measures: Sleep, Weight\n") ||
		!strings.HasSuffix(out, "0 added, 0 already there\n") {
		t.Errorf("the output is %q", out)
	}
	const want = "day,m:Sleep,m:Weight,note\n2026-11-20,7:20,61.5,\n2026-11-21,6:05,,\n"
	if out := b.ok("export", "csv", "--days"); out != want {
		t.Errorf("the days are %q, want %q", out, want)
	}
	first := filepath.Join(b.dir, "days.csv")
	if out := b.ok("export", "csv", "--days", "--from", "2026-11-21", "-o", first); out != "wrote "+first+": 1 day\n" {
		t.Errorf("the output is %q", out)
	}
	if out := b.ok("import", "csv", first); !strings.Contains(out, "Days: 0 added, 1 already there\n") {
		t.Errorf("the output is %q", out)
	}
}

func TestReviewsAndFiltersAreImportedFromJSON(t *testing.T) {
	b := newBox(t)
	path := b.file("j.json", `{"format":"enactive","version":1,"areas":[{"name":"Trails"}],"entries":[],
"reviews":[{"from":"2026-11-01","to":"2026-11-30","area":"Trails","text":"My November."}],"filters":[{"name":"Wet","tags":["rain"]}]}`)
	want := "Reviews: 1 added, 0 already there\nFilters: 1 added, 0 already there\nNew areas: Trails\n0 added, 0 already there\n"
	if out := b.ok("import", "json", path); out != want {
		t.Errorf("the output is %q, want %q", out, want)
	}
	want = "Reviews: 0 would be added, 1 already there\nFilters: 0 would be added, 1 already there\n0 would be added, 0 already there\n"
	if out := b.ok("import", "json", "--dry-run", path); out != want {
		t.Errorf("the output is %q, want %q", out, want)
	}
	if out := b.ok("export", "json"); !strings.Contains(out, "My November.") || !strings.Contains(out, `{"name":"Wet","tags":["rain"]}`) {
		t.Errorf("the export lacks them: %s", out)
	}
}

func (b *box) read(name string) string {
	b.t.Helper()
	data, err := os.ReadFile(filepath.Join(b.dir, name))
	if err != nil {
		b.t.Fatal(err)
	}
	return string(data)
}

func TestExportsAreForTheOwnersEyesAlone(t *testing.T) {
	b := newBox(t)
	path := b.file("x.csv", "an older file")
	if err := os.Chmod(path, 0o644); err != nil {
		t.Fatal(err)
	}
	b.ok("export", "csv", "-o", path)
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if info.Mode().Perm() != 0o600 {
		t.Errorf("the mode is %v, want 0600", info.Mode())
	}
}

func TestAnExportChoosesAreaAndDays(t *testing.T) {
	b := newBox(t)
	b.ok("area", "add", "Piano")
	b.add("--area", "Running", "--title", "one", "--time", "2026-11-01")
	b.add("--area", "Running", "--title", "two", "--time", "2026-11-10")
	b.add("--area", "Piano", "--title", "three", "--time", "2026-11-10")
	out := b.ok("export", "csv", "--area", "running", "--from", "2026-11-02", "--to", "2026-11-10")
	if strings.Count(out, "\n") != 2 || !strings.Contains(out, ",two,") {
		t.Errorf("the export is\n%s", out)
	}
}

// smallDiary is made like a diary that a spreadsheet might hold.
const smallDiary = "date,time,sure,well,nervous,weather\n2012-08-13,08:58:56,5,5,1,sun\n2012-08-14,14:32,4,4,2,rain\n"

var smallDiaryFlags = []string{"--join", "date time=time", "--map", "sure=efficacy_before:1..7", "--map", "well=performance:1..7", "--map", "nervous=stress:1..7", "--set", "area=Daily life"}

func TestDiaryIsImportedOnlyOnce(t *testing.T) {
	b := emptyBox(t)
	b.ok("init", "--no-passphrase")
	file := b.file("diary.csv", smallDiary)
	args := append([]string{"import", "csv", file}, smallDiaryFlags...)
	if out := b.ok(append(args, "--dry-run")...); !strings.HasSuffix(out, "New areas: Daily life\nLeft out: weather\n2 would be added, 0 already there\n") ||
		!strings.Contains(out, "line 3: 2012-08-14 | 14:32 | 4 | 4 | 2 | rain\n  2012-08-14 14:32; Daily life; performance 50; ") || !strings.Contains(out, "performance: 2 filled, from 50 to 66.") {
		t.Errorf("the dry run says %q", out)
	}
	if out := b.ok(args...); out != "New areas: Daily life\nLeft out: weather\nFiles with the same columns will be read in the same way, by the plan \"diary\"; see \"enact help import plans\"\n2 added, 0 already there\n" {
		t.Errorf("the import says %q", out)
	}
	if out := b.ok(args...); out != "Left out: weather\n0 added, 2 already there\n" {
		t.Errorf("the second import says %q", out)
	}
	b.ok("delete", "last")
	if out := b.ok(args...); out != "Left out: weather\n0 added, 2 already there (1 of them in the bin, where they stay)\n" {
		t.Errorf("the import after a deletion says %q", out)
	}
	if out := b.okFed(smallDiary, append([]string{"import", "csv", "-"}, smallDiaryFlags...)...); !strings.HasSuffix(out, "0 added, 2 already there (1 of them in the bin, where they stay)\n") {
		t.Errorf("the import from standard input says %q", out)
	}
}

func TestChangedRowsUpdateTheirEntries(t *testing.T) {
	b := newBox(t)
	const before = "id,time,area,title,stress,note\n1,2026-11-20 09:00,Running,5 km,40,n\n2,2026-11-21 09:00,Running,6 km,50,\n"
	b.ok("import", "csv", b.file("r.csv", before))
	after := b.file("r.csv", strings.Replace(before, "40,n", "45,", 1))
	args := []string{"import", "csv", after}
	want := "  2026-11-20 09:00 5 km\n    stress: 40 → 45\n    note: n → (empty)\n0 would be added, 1 already there, 1 would be changed\n"
	if out := b.ok(append(args, "--dry-run")...); !strings.HasSuffix(out, want) {
		t.Errorf("the output is %q, want %q", out, want)
	}
	if out := b.ok(append(args, "--again", "keep")...); out != "1 row has changed in the file; its entry stays as it is.\n0 added, 2 already there\n" {
		t.Errorf("with --again keep: %q", out)
	}
	if out := b.ok(args...); out != "0 added, 1 already there, 1 changed\n" {
		t.Errorf("the output is %q", out)
	}
	if out := b.ok(args...); out != "0 added, 2 already there\n" {
		t.Errorf("again: %q", out)
	}
	b.ok("undo")
	if out := b.ok(append(args, "--again", "add")...); out != "1 added, 1 already there\n" {
		t.Errorf("with --again add: %q", out)
	}
	b.fails(statusUsage, []string{"--again", "update, keep or add"}, append(args, "--again", "replace")...)
}

func TestBadRowsAreReportedAndCanBeSkipped(t *testing.T) {
	b := newBox(t)
	file := b.file("r.csv", "time,area,stress\n2026-11-20,Running,40\n2026-11-21,Running,140\n2026-02-31,Running,30\n")
	r := b.run("import", "csv", file)
	if lines := strings.Split(strings.TrimSpace(r.err), "\n"); r.status != statusRejected || len(lines) != 3 ||
		!strings.Contains(lines[0], "2 of the 3 rows") || !strings.Contains(lines[1], "line 3") || !strings.Contains(lines[2], "line 4") {
		t.Errorf("got status %d and %q", r.status, r.err)
	}
	r = b.run("import", "csv", file, "--skip-bad-rows")
	if r.status != 0 || r.out != "Skipped: 2 rows\n1 added, 0 already there\n" || strings.Count(r.err, "r.csv, line ") != 2 {
		t.Errorf("got %+v", r)
	}
}

func TestSeveralFilesAreImportedInOrder(t *testing.T) {
	b := newBox(t)
	one := b.file("1.csv", "time,area\n2026-11-20,Running\n2026-11-21,Piano\n")
	two := b.file("2.csv", "time,area\n2026-11-21,Piano\n2026-11-22,Piano\n")
	want := "New areas: Piano\n" + one + ": 2 added, 0 already there\n" + two + ": 1 added, 1 already there\n"
	if out := b.ok("import", "csv", one, two); out != want {
		t.Errorf("the output is %q, want %q", out, want)
	}
}

// diaryFile is a real diary that is not part of the project.
const diaryFile = "../../../shared/data/diary/diary.csv"

func TestTheRealDiary(t *testing.T) {
	if _, err := os.Stat(diaryFile); err != nil {
		t.Log("NOT RUN: the real diary of 1,476 ratings is not on this machine; TestDiaryIsImportedOnlyOnce imports one like it")
		return
	}
	b := emptyBox(t)
	b.ok("init", "--no-passphrase")
	args := []string{"import", "csv", diaryFile, "--join", "date time=time", "--map", "se_handle=efficacy_before:1..7",
		"--map", "act_well=performance:1..7", "--map", "pat_agitate=stress:1..7", "--set", "area=Daily life"}
	leftOut := "Left out: se_selfdoub, mood_strong, act_difficul, pat_restl, pat_worry, event_pleas, event_import\n"
	if out := b.ok(args...); out != "New areas: Daily life\n"+leftOut+"Files with the same columns will be read in the same way, by the plan \"diary\"; see \"enact help import plans\"\n1476 added, 0 already there\n" {
		t.Errorf("the import says %q", out)
	}
	if out := b.ok(args...); out != leftOut+"0 added, 1476 already there\n" {
		t.Errorf("the second import says %q", out)
	}
	var got struct {
		Area    string `json:"area"`
		AsOf    string `json:"as_of"`
		Entries int    `json:"entries"`
		Trend   struct {
			Verdict    string  `json:"verdict"`
			RefDate    string  `json:"ref_date"`
			LevelNow   float64 `json:"level_now"`
			ChangeMean float64 `json:"change_mean"`
			N          int     `json:"n"`
		} `json:"trend"`
		Stress struct {
			Verdict string `json:"verdict"`
			Kendall struct {
				TauB float64 `json:"tau_b"`
			} `json:"kendall"`
		} `json:"stress"`
	}
	if err := json.Unmarshal([]byte(b.ok("insights", "Daily life", "--json")), &got); err != nil {
		t.Fatal(err)
	}
	if got.Area != "Daily life" || got.AsOf != "2026-11-23" || got.Entries != 1476 {
		t.Errorf("the insights are of %+v", got)
	}
	if got.Trend.Verdict != "no_clear_change" || got.Trend.RefDate != "2013-03-09" || got.Trend.N != 238 ||
		math.Abs(got.Trend.LevelNow-51.66) > 0.01 || math.Abs(got.Trend.ChangeMean-0.97) > 0.01 {
		t.Errorf("the trend is %+v", got.Trend)
	}
	if got.Stress.Verdict != "monotone_down" || math.Abs(got.Stress.Kendall.TauB+0.3296) > 0.0001 {
		t.Errorf("the stress curve is %+v", got.Stress)
	}
	for _, chart := range []string{"trend", "stress"} {
		for ext, magic := range pictureMagic() {
			file := filepath.Join(b.dir, chart+ext)
			b.ok("chart", chart, "--area", "Daily life", "-o", file)
			if !strings.Contains(b.read(chart + ext)[:200], magic) {
				t.Errorf("%s is not a picture of its kind", file)
			}
		}
	}
	first := filepath.Join(b.dir, "first.csv")
	b.ok("export", "csv", "-o", first)
	b.variables["ENACTIVE_JOURNAL"] = filepath.Join(b.dir, "other")
	b.ok("init", "--no-passphrase")
	b.ok("import", "csv", first)
	if b.ok("export", "csv") != b.read("first.csv") {
		t.Error("the diary does not come back to the byte")
	}
}

func pictureMagic() map[string]string {
	return map[string]string{".svg": "<svg", ".png": "\x89PNG", ".pdf": "%PDF-"}
}

func TestChartsOfEverySizeThemeAndFormat(t *testing.T) {
	b := newBox(t)
	b.add("--title", "x", "--stress", "30", "--performance", "70", "--efficacy-after", "50")
	for ext, magic := range pictureMagic() {
		for _, flags := range [][]string{nil, {"--theme", "dark"}, {"--width", "400", "--height", "300"}, {"--from", "2026-11-24"}} {
			out := b.ok(append([]string{"chart", "trend", "-o", filepath.Join(b.dir, "t"+ext)}, flags...)...)
			if out != "wrote "+filepath.Join(b.dir, "t"+ext)+"\n" || !strings.Contains(b.read("t" + ext)[:200], magic) {
				t.Errorf("%s with %v: the output is %q", ext, flags, out)
			}
		}
	}
	b.ok("chart", "stress", "-o", filepath.Join(b.dir, "s.PNG"), "--width", "300", "--height", "200", "--scale", "2")
	if wide, high := pngSize(t, b.read("s.PNG")); wide != 600 || high != 400 {
		t.Errorf("the picture has %d by %d pixels, want 600 by 400", wide, high)
	}
}

func pngSize(t testing.TB, data string) (wide, high int) {
	t.Helper()
	config, err := png.DecodeConfig(bytes.NewReader([]byte(data)))
	if err != nil {
		t.Fatal(err)
	}
	return config.Width, config.Height
}

func TestInsightsUseOnlyEntriesUntilTheDay(t *testing.T) {
	b := newBox(t)
	b.add("--title", "one", "--time", "2026-11-01", "--efficacy-after", "40")
	b.add("--title", "two", "--time", "2026-11-10", "--efficacy-after", "50")
	b.ok("checkin", "Running", "60", "--time", "2026-11-12")
	for _, c := range []struct {
		args    []string
		asOf    string
		entries float64
	}{
		{nil, "2026-11-23", 2},
		{[]string{"--until", "2026-11-05"}, "2026-11-05", 1},
		{[]string{"--from", "2026-11-05"}, "2026-11-23", 1},
		{[]string{"--until", "yesterday"}, "2026-11-22", 2},
	} {
		got := object(t, b.ok(append([]string{"insights", "running", "--json"}, c.args...)...))
		if got["area"] != "Running" || got["as_of"] != c.asOf || got["entries"] != c.entries {
			t.Errorf("%v: got area %v, as_of %v, entries %v", c.args, got["area"], got["as_of"], got["entries"])
		}
		for _, key := range chartKeys() {
			insight, ok := got[key].(map[string]any)
			if !ok || insight["text"] == nil || insight["text"] == "" {
				t.Errorf("%v: %s is %v", c.args, key, got[key])
			}
		}
	}
	if out := b.ok("insights"); !strings.HasPrefix(out, "Running\nas of 23 November 2026, from 2 experiences\n\n") {
		t.Errorf("the page is\n%s", out)
	}
}

func TestUndefinedNumbersAreAbsentFromInsights(t *testing.T) {
	b := newBox(t)
	out := b.ok("insights", "Running", "--json")
	for _, bad := range []string{"null", "NaN", "level_now", "peak_x", "p_up", "tau_b"} {
		if strings.Contains(out, bad) {
			t.Errorf("the insights of an empty area hold %s:\n%s", bad, out)
		}
	}
}

func TestInsightsAreExplainedAndSetAsTables(t *testing.T) {
	b := newBox(t)
	for i := range 6 {
		b.add("--title", "a try", "--time", fmt.Sprintf("2026-11-%02d 18:00", 2+i), "--outcome", "success", "--difficulty", "3", "--stress", "40", "--performance", "60")
	}
	out := b.ok("insights", "running", "--explain", "--tables")
	for _, want := range []string{"\nStreaks and slumps\n  In all 6 successes in 6 attempts.", "What it cannot know: ", "Source: Kulldorff", "Day         Outcome", "\nNot enough yet\n  How sure you are that you can. No ratings yet of how sure you are."} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is missing in\n%s", want, out)
		}
	}
	got := object(t, b.ok("insights", "Running", "--json", "--explain", "--checks"))
	explanations, _ := got["explanations"].(map[string]any)
	checks, _ := got["checks"].(map[string]any)
	for _, key := range chartKeys() {
		if e, _ := explanations[key].(map[string]any); e["how"] == nil || e["limits"] == nil || e["source"] == nil {
			t.Errorf("%s is explained by %v", key, explanations[key])
		}
	}
	if checks == nil {
		t.Error("there are no checks")
	}
	b.fails(2, []string{"--checks", "--json"}, "insights", "--checks")
	b.fails(2, []string{"--tables", "JSON"}, "insights", "--json", "--tables")
}

func TestADryRunPrintsThePlanThatImportsTheFile(t *testing.T) {
	b := emptyBox(t)
	b.ok("init", "--no-passphrase")
	file := b.file("diary.csv", smallDiary)
	args := append([]string{"import", "csv", file}, smallDiaryFlags...)
	out := b.ok(append(args, "--dry-run", "--json")...)
	var run struct {
		Plan    json.RawMessage
		Columns []struct {
			Name   string
			Filled int
		}
		Added   int
		LeftOut []string `json:"left_out"`
		Entries []struct {
			Line  int
			Cells map[string]string
			Entry map[string]any
		}
	}
	if err := json.Unmarshal([]byte(out), &run); err != nil {
		t.Fatal(err)
	}
	if run.Added != 2 || len(run.Columns) != 6 || run.LeftOut[0] != "weather" || run.Entries[1].Cells["sure"] != "4" || run.Entries[1].Entry["performance"] != 50.0 {
		t.Errorf("the document is %s", out)
	}
	plan := b.file("plan.json", string(run.Plan))
	if out := b.ok("import", "csv", file, "--plan", plan); !strings.HasSuffix(out, "\n2 added, 0 already there\n") {
		t.Errorf("by its plan the file gives %q", out)
	}
	open := b.run("import", "csv", file, "--plan", "none", "--dry-run", "--json")
	if open.status != statusRejected || !strings.Contains(open.out, `"problem"`) || !strings.Contains(open.out, `"name": "nervous"`) {
		t.Errorf("a file that leaves something open gives %+v", open)
	}
	b.fails(statusUsage, []string{"--json", "--dry-run"}, "import", "csv", file, "--json")
}
