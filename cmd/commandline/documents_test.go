package commandline

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// documentedBox has three entries with known ids, one of them with every field, and one in the bin.
func documentedBox(t testing.TB) *box {
	t.Helper()
	b := newBox(t)
	b.ok("area", "edit", "Running", "--purpose", "To finish one", "--goal", "[x] 10 km", "--obstacle", "rain")
	b.okFed(`{"format":"enactive","version":1,"exported":"2026-11-23T12:00:00+01:00","areas":[],"people":[],"entries":[
		{"id":"01KAR000000000000000000001","type":"experience","area":"Running","title":"8 km","time":"2026-11-22T18:05:00+01:00","source":"mastery","kind":"stretch",
		"intention":"Not to walk","happened":"I ran\nall of it","outcome":"success","performance":70,"stress":0,"stress_expected":60.5,
		"appraisal":"challenge","difficulty":6,"effort":80,"luck":2,"controllable":"yes","efficacy_before":55,
		"efficacy_before_at":"2026-11-22T17:00:00+01:00","efficacy_after":65,"obstacles":[{"text":"rain","overcome":true},{"text":"a cold"}],"sacrifices":["a film"],
		"lessons":["go out slower; then push"],"strategies":["breathing"],"people":[{"name":"Ana","role":"mentor"},{"name":"Bo"}],"tags":["river"],"note":"=1+1"},
		{"id":"01KAR000000000000000000002","type":"experience","area":"Running","title":"x","time":"2026-11-23T07:00:00+01:00"},
		{"id":"01KAR000000000000000000003","type":"experience","area":"Running","title":"deleted","time":"2026-11-23T08:00:00+01:00"},
		{"id":"01KAR000000000000000000004","type":"checkin","area":"Running","time":"2026-11-23T09:00:00+01:00","efficacy_before":60}]}`, "import", "json", "-")
	b.ok("delete", "00000003")
	return b
}

// varying are the parts of documents that differ between runs.
func (b *box) withoutVarying(out string) string {
	for _, v := range []struct{ pattern, by string }{
		{regexp.QuoteMeta(b.dir), "/home/ana"},
		{`"bytes":\d+`, `"bytes":12345`},
		{`01M[0-9A-HJKMNP-TV-Z]{23}`, "01KAR0000000000000000000ID"},
	} {
		out = regexp.MustCompile(v.pattern).ReplaceAllString(out, v.by)
	}
	return out
}

// TestTheDocumentsStayAsTheyAre holds what scripts read against examples in testdata/documents.
// Adding a key is a change to the example; renaming or removing one needs a new version.
func TestTheDocumentsStayAsTheyAre(t *testing.T) {
	b := documentedBox(t)
	b.ok("backup")
	b.ok("measure", "add", "Sleep", "--kind", "duration", "--day", "--better", "up", "--low", "0:00", "--high", "14:00")
	b.ok("measure", "add", "Weather", "--kind", "choice", "--choice", "rain", "--choice", "sun", "--ordered", "--pinned")
	b.ok("day", "--set", "Sleep=7:20", "--note", "On the train")
	b.ok("export", "pdf", "--review", "month", "--area", "Running", "--title", "My month", "--greeting", "As we said.", "--leave-out", "charts,notes",
		"--names", "initials", "--private", "--letter", "--book", "--remember", "For Dr. Ames", "-o", filepath.Join(b.dir, "x.pdf"))
	b.ok("export", "pdf", "--from", "2026-11-01", "--to", "2026-11-23", "--remember", "November", "-o", filepath.Join(b.dir, "x.pdf"))
	for _, c := range []struct{ command, file string }{
		{"document list --json", "document-list.json"},
		{"list --json", "list.json"},
		{"list --format lines", "list.ndjson"},
		{"list --format csv", "list.csv"},
		{"list --bin --format lines", "bin.ndjson"},
		{"show 00000001 --json", "show.json"},
		{"area list --json", "area-list.json"},
		{"area show running --json", "area-show.json"},
		{"measure list --json", "measure-list.json"},
		{"day --json", "day.json"},
		{"check --json", "check.json"},
		{"backup list --json", "backup-list.json"},
		{"backup verify --json", "backup-verify.json"},
		{"keyring status --json", "keyring-status.json"},
	} {
		t.Run(c.command, func(t *testing.T) {
			got := b.withoutVarying(b.ok(strings.Fields(c.command)...))
			file := filepath.Join("testdata", "documents", c.file)
			if *update {
				if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(string(want), got); d != "" {
				t.Errorf("enact %s does not print %s (-want +got):\n%s", c.command, file, d)
			}
		})
	}
}

// TestListedEntriesAreThoseOfTheExport holds every way to print entries against "enact export",
// which is held against its schema.
func TestListedEntriesAreThoseOfTheExport(t *testing.T) {
	b := documentedBox(t)
	var export struct{ Entries []map[string]any }
	if err := json.Unmarshal([]byte(b.ok("export", "json")), &export); err != nil {
		t.Fatal(err)
	}
	want := export.Entries
	var lines []map[string]any
	for l := range strings.Lines(b.ok("list", "--format", "lines")) {
		lines = append(lines, object(t, l))
	}
	for name, got := range map[string][]map[string]any{
		"--json": objects(t, b.ok("list", "--json")), "--format JSON": objects(t, b.ok("list", "--format", "JSON")), "--format lines": lines,
	} {
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("list %s differs from the export (-want +got):\n%s", name, d)
		}
	}
	for _, e := range want {
		id, _ := e["id"].(string)
		if d := cmp.Diff(e, object(t, b.ok("show", id, "--json"))); d != "" {
			t.Errorf("show %s differs from the export (-want +got):\n%s", id, d)
		}
	}
	if list, csv := b.ok("list", "--format", "csv"), b.ok("export", "csv"); list != csv {
		t.Errorf("list prints the CSV\n%s\nand export\n%s", list, csv)
	}
	b.ok("area", "add", "Piano")
	if out := b.ok("list", "--area", "Piano", "--format", "csv"); out != strings.SplitAfter(b.ok("export", "csv"), "\n")[0] {
		t.Errorf("without an entry the CSV is %q", out)
	}
}

func TestNoDocumentHoldsNull(t *testing.T) {
	b := documentedBox(t)
	for _, command := range []string{"list --json", "show 00000002 --json", "area list --json", "area show running --json", "check --json",
		"backup list --json", "backup verify --json", "keyring status --json", "document list --json", "insights --json", "insights running --json"} {
		if out := b.ok(strings.Fields(command)...); strings.Contains(out, "null") {
			t.Errorf("%s prints null:\n%s", command, out)
		}
	}
}

func TestAFormatIsOneOfFour(t *testing.T) {
	b := documentedBox(t)
	b.fails(statusUsage, []string{"--format", `"yaml"`, "table, json, lines or csv"}, "list", "--format", "yaml")
	b.fails(statusUsage, []string{"--json", "--format csv"}, "list", "--json", "--format", "csv")
	if b.ok("list", "--json", "--format", "json") != b.ok("list", "--json") || b.ok("list", "--format", "table") != b.ok("list") {
		t.Error("naming a format twice, or the usual one, changes what is printed")
	}
	for format, want := range map[string]string{"json": "[]\n", "lines": "", "table": ""} {
		if r := b.run("search", "nowhere", "--format", format); r.status != statusFailed || r.out != want || r.err != "" {
			t.Errorf("a search for nothing as %s: %+v", format, r)
		}
	}
}

func TestWordsThatBeginWithAHyphenAreLookedFor(t *testing.T) {
	b := newBox(t)
	b.ok("area", "add", "--", "-5 club")
	b.add("--area", "-5 club", "--title", "-5 degrees", "--tag", "-5")
	for _, command := range []string{"list -- -5", "search -- -5", "search --json -- -5", "list --format lines -- -5 degrees", "list --tag -5", "list --tag=-5"} {
		if out := b.ok(strings.Fields(command)...); strings.Count(out, "-5 degrees") != 1 {
			t.Errorf("%s prints\n%s", command, out)
		}
	}
	for _, command := range []string{"list -- --json", "list -- -5 --json"} {
		if out := b.ok(strings.Fields(command)...); out != "" {
			t.Errorf("%s prints\n%s", command, out)
		}
	}
	for _, command := range []string{"area show", "insights"} {
		if out := b.ok(append(strings.Fields(command), "--", "-5 club")...); !strings.HasPrefix(out, "-5 club\n") {
			t.Errorf("%s prints\n%s", command, out)
		}
	}
	for _, limit := range []string{"-3", "0"} {
		b.fails(statusUsage, []string{"--limit is " + limit, "1 or more"}, "list", "--limit", limit)
	}
	b.fails(statusUsage, []string{"-5", "after --"}, "search", "-5")
}

func TestATerminalGetsNoDirectionMarksFromCSV(t *testing.T) {
	b := newBox(t)
	b.add("--title", "ab\u202Ecd")
	if out := b.ok("list", "--format", "csv"); !strings.Contains(out, "ab\u202Ecd") {
		t.Errorf("a pipe gets\n%s", out)
	}
	b.env.columns = 80
	if out := b.ok("list", "--format", "csv"); strings.Contains(out, "\u202E") || !strings.Contains(out, "ab<U+202E>cd") {
		t.Errorf("a terminal gets\n%s", out)
	}
}

func TestInsightsOfEveryArea(t *testing.T) {
	b := newBox(t)
	b.ok("area", "add", "Piano")
	b.ok("area", "add", "Chess")
	b.ok("area", "archive", "Chess")
	b.ok("add", "--area", "Piano", "--title", "x", "--outcome", "success")
	if out := b.ok("insights"); !strings.HasPrefix(out, "Running\nas of 23 November 2026, from 0 experiences\n") ||
		!strings.Contains(out, "\n\n\nPiano\nas of 23 November 2026, from 1 experience\n") || strings.Contains(out, "Chess") {
		t.Errorf("the page is\n%s", out)
	}
	all := objects(t, b.ok("insights", "--json"))
	if len(all) != 2 {
		t.Fatalf("the array has %d objects", len(all))
	}
	for i, area := range []string{"Running", "Piano"} {
		if d := cmp.Diff(object(t, b.ok("insights", area, "--json")), all[i]); d != "" {
			t.Errorf("%s differs in the array (-alone +array):\n%s", area, d)
		}
	}
	if object(t, b.ok("insights", "Chess", "--json"))["area"] != "Chess" {
		t.Error("an archived area cannot be named")
	}
	b.ok("area", "archive", "Piano")
	if got := objects(t, b.ok("insights", "--json")); len(got) != 1 || got[0]["area"] != "Running" {
		t.Error("one area is not an array of one")
	}
	b.ok("area", "archive", "Running")
	if r := b.run("insights", "--json"); r.out != "[]\n" || r.status != 0 {
		t.Errorf("without an area: %+v", r)
	}
}

func TestADamagedBackupIsAFaultInTheDocument(t *testing.T) {
	b := newBox(t)
	b.ok("backup")
	bad := b.file("bad.enactive", "no backup")
	r := b.run("backup", "verify", bad, "--json")
	got := objects(t, r.out)
	if r.status != statusDamaged || len(got) != 1 || got[0]["good"] != false || got[0]["file"] != bad || got[0]["fault"] == "" || got[0]["records"] != nil {
		t.Errorf("got %+v", r)
	}
	if bytes.Count([]byte(r.err), []byte("\n")) != 1 {
		t.Errorf("standard error is %q", r.err)
	}
}
