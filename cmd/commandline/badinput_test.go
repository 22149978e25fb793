package commandline

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"enactive/journal"
	"enactive/journal/vault"
)

func TestErrorEndsWithTheWayOut(t *testing.T) {
	b := newBox(t)
	r := b.run("export", "csv", "-o", filepath.Join(b.dir, "nowhere", "x.csv"))
	if want := "choose another\n"; !strings.HasSuffix(r.err, want) {
		t.Errorf("standard error is %q, want it to end in %q", r.err, want)
	}
}

// Each error says what is wrong, where, and what would be right, and the journal does not change.
func TestBadInputChangesNothing(t *testing.T) {
	row := func(cells string) string { return "time,area,stress,outcome\n" + cells + "\n" }
	for _, c := range []struct {
		name   string
		status int
		words  []string
		args   func(b *box) []string
	}{
		{"a row with stress 140", 7, []string{"r.csv", "line 2", "stress", `"140"`, "from 0 to 100", "Nothing was imported"}, func(b *box) []string {
			return []string{"import", "csv", b.file("r.csv", row("2026-11-20,Running,140,"))}
		}},
		{"a date of 31 February in a table", 7, []string{"r.csv", "line 3", "time", `"2026-02-31"`, "a day that exists"}, func(b *box) []string {
			return []string{"import", "csv", b.file("r.csv", row("2026-02-01,Running,,\n2026-02-31,Running,,"))}
		}},
		{"an outcome that is no outcome", 7, []string{"r.csv", "line 2", "outcome", `"triumph"`, "success, partial, setback or failure"}, func(b *box) []string {
			return []string{"import", "csv", b.file("r.csv", row("2026-02-01,Running,,triumph"))}
		}},
		{"a table of the wrong kind", 7, []string{"r.csv", "time", "Date, Kilometres"}, func(b *box) []string {
			return []string{"import", "csv", b.file("r.csv", "Date,Kilometres\n2026-11-20,8\n"), "--set", "area=Running"}
		}},
		{"a binary file named .csv", 7, []string{"r.csv", "is not text"}, func(b *box) []string {
			return []string{"import", "csv", b.file("r.csv", "\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x03\x00>\x00\x01")}
		}},
		{"an empty file", 7, []string{"r.csv", "empty"}, func(b *box) []string {
			return []string{"import", "csv", b.file("r.csv", "")}
		}},
		{"a table with an open order of dates", 7, []string{"3/4/2026", "2026-04-03", "2026-03-04", "--dates"}, func(b *box) []string {
			return []string{"import", "csv", b.file("r.csv", "time;area;stress\n3/4/2026;Running;40\n")}
		}},
		{"an order of dates that does not exist", 2, []string{"--dates", "dmy, mdy or ymd"}, func(b *box) []string {
			return []string{"import", "csv", b.file("r.csv", "time;area\n3/4/2026;Running\n"), "--dates", "ydm"}
		}},
		{"a file that is not there", 1, []string{"nowhere.csv", "does not exist"}, func(b *box) []string {
			return []string{"import", "csv", "nowhere.csv"}
		}},
		{"a folder in place of a file", 1, []string{"is a folder"}, func(b *box) []string {
			return []string{"import", "csv", b.dir}
		}},
		{"two files of which the second is bad", 7, []string{"r.csv", "line 2"}, func(b *box) []string {
			return []string{"import", "csv", b.file("good.csv", row("2026-11-20,Running,40,")), b.file("r.csv", row("2026-11-21,Running,x,"))}
		}},
		{"a map to a column that is none of ours", 2, []string{`"efficacy"`, "efficacy_before"}, func(b *box) []string {
			return []string{"import", "csv", b.file("r.csv", row("2026-11-20,Running,40,")), "--map", "stress=efficacy"}
		}},
		{"a map from a column that is not there", 2, []string{`"nerves"`, "time, area, stress, outcome"}, func(b *box) []string {
			return []string{"import", "csv", b.file("r.csv", row("2026-11-20,Running,40,")), "--map", "nerves=stress"}
		}},
		{"JSON that is not ours", 7, []string{"r.json", `"format":"enactive"`}, func(b *box) []string {
			return []string{"import", "json", b.file("r.json", `{"entries":[]}`)}
		}},
		{"JSON that ends too early", 7, []string{"r.json"}, func(b *box) []string {
			return []string{"import", "json", b.file("r.json", `{"format":"enactive","version":1,"entries":[`)}
		}},
		{"JSON of a newer version", 7, []string{"r.json", "newer"}, func(b *box) []string {
			return []string{"import", "json", b.file("r.json", `{"format":"enactive","version":9,"entries":[]}`)}
		}},
		{"stress 140 in a flag", 2, []string{"--stress", `"140"`, "from 0 to 100"}, func(b *box) []string {
			return []string{"add", "--title", "x", "--stress", "140"}
		}},
		{"a negative number in a flag", 2, []string{"--stress", `"-5"`, "from 0 to 100"}, func(b *box) []string {
			return []string{"add", "--title", "x", "--stress", "-5"}
		}},
		{"a word in place of a number", 2, []string{"--performance", `"great"`, "from 0 to 100"}, func(b *box) []string {
			return []string{"add", "--performance", "great"}
		}},
		{"a number that is none", 2, []string{"--performance", `"NaN"`}, func(b *box) []string {
			return []string{"add", "--performance", "NaN"}
		}},
		{"difficulty 0", 2, []string{"--difficulty", `"0"`, "from 1 to 10"}, func(b *box) []string {
			return []string{"add", "--difficulty", "0"}
		}},
		{"an unknown outcome in a flag", 2, []string{"--outcome", `"triumph"`, "success, partial, setback or failure"}, func(b *box) []string {
			return []string{"add", "--outcome", "triumph"}
		}},
		{"a date of 31 February in a flag", 2, []string{"--time", `"2026-02-31"`, "2026-11-23"}, func(b *box) []string {
			return []string{"add", "--title", "x", "--time", "2026-02-31"}
		}},
		{"a time of 25 hours", 2, []string{"--time", `"25:10"`}, func(b *box) []string {
			return []string{"add", "--title", "x", "--time", "25:10"}
		}},
		{"an outcome in the future", 2, []string{"--time", "now or in the past", "plan"}, func(b *box) []string {
			return []string{"add", "--outcome", "success", "--time", "2026-12-24 18:00"}
		}},
		{"a rating of what is to come", 2, []string{"--time", "now or in the past", "plan"}, func(b *box) []string {
			return []string{"add", "--performance", "70", "--time", "2026-12-24 18:00"}
		}},
		{"a check-in to come", 2, []string{"--time", "now or in the past", "check-in"}, func(b *box) []string {
			return []string{"checkin", "Running", "70", "--time", "2026-12-24 18:00"}
		}},
		{"an entry that is moved into the future", 2, []string{"--time", "now or in the past", "plan"}, func(b *box) []string {
			b.add("--title", "x", "--efficacy-after", "50")
			return []string{"edit", "last", "--time", "2026-12-24 18:00"}
		}},
		{"a plan that came true in the future", 2, []string{"--time", "now or in the past", "plan"}, func(b *box) []string {
			id := savedID(b.t, b.ok("plan", "--title", "x", "--time", "2026-12-24 18:00"))
			return []string{"complete", id, "--outcome", "success", "--time", "2026-12-24 18:00"}
		}},
		{"a rating of what is to come, for the inbox", 2, []string{"--time", "now or in the past", "plan"}, func(b *box) []string {
			return []string{"add", "--inbox", "--area", "Running", "--stress", "70", "--time", "2026-12-24 18:00"}
		}},
		{"a table that knows the future", 7, []string{"line 2", "time", "now or in the past", "plan"}, func(b *box) []string {
			return []string{"import", "csv", b.file("ahead.csv", "time,area,efficacy_after\n2026-12-24,Running,50\n")}
		}},
		{"a flag without its value", 2, []string{"--luck has no value", "--luck 0-10"}, func(b *box) []string {
			return []string{"add", "--title", "x", "--luck"}
		}},
		{"nothing to add", 2, []string{"--title"}, func(b *box) []string { return []string{"add"} }},
		{"a text of blanks", 2, []string{"--title"}, func(b *box) []string { return []string{"add", "  "} }},
		{"a text beside lines", 2, []string{"--lines", `"running"`}, func(b *box) []string { return []string{"add", "--lines", "running"} }},
		{"two titles", 2, []string{"--title"}, func(b *box) []string { return []string{"add", "--title", "x", "Ran 8 km"} }},
		{"two notes", 2, []string{"--note"}, func(b *box) []string { return []string{"add", "--note", "x", "Ran. Far."} }},
		{"a date with nothing behind it", 2, []string{"behind the colon"}, func(b *box) []string { return []string{"add", "yesterday:"} }},
		{"an impossible date in front", 2, []string{"in front of the text", `"31 Nov"`}, func(b *box) []string { return []string{"add", "31 Nov: ran"} }},
		{"an area that is not there", 1, []string{`"Piano"`, "Running", "enact area add"}, func(b *box) []string {
			return []string{"add", "--area", "Piano", "--title", "x"}
		}},
		{"a check-in of 101", 2, []string{"the rating", `"101"`, "from 0 to 100"}, func(b *box) []string {
			return []string{"checkin", "Running", "101"}
		}},
		{"a check-in without a rating", 2, []string{"enact checkin [flags] AREA 0-100"}, func(b *box) []string {
			return []string{"checkin", "Running"}
		}},
		{"an area whose name is taken", 2, []string{`"running"`, "no other area"}, func(b *box) []string {
			return []string{"area", "add", "running"}
		}},
		{"an area without a name", 2, []string{"area", "a name"}, func(b *box) []string {
			return []string{"area", "add", "  "}
		}},
		{"removing an area without a word", 2, []string{"--yes"}, func(b *box) []string {
			return []string{"area", "remove", "Running"}
		}},
		{"a link that leads in a circle", 1, []string{"loop.csv", "in a circle"}, func(b *box) []string {
			loop := filepath.Join(b.dir, "loop.csv")
			if err := os.Symlink(loop, loop); err != nil {
				b.t.Fatal(err)
			}
			return []string{"import", "csv", loop}
		}},
		{"a range that ends before it begins", 2, []string{"--from 2026-11-20", "--to 2026-11-19"}, func(b *box) []string {
			return []string{"list", "--from", "2026-11-20", "--to", "2026-11-19"}
		}},
		{"a day that does not exist", 2, []string{"--until", `"2026-02-31"`}, func(b *box) []string {
			return []string{"insights", "--until", "2026-02-31"}
		}},
		{"an unknown kind", 2, []string{"--kind", `"walk"`, "practice, stretch or event"}, func(b *box) []string {
			return []string{"list", "--kind", "walk"}
		}},
		{"a negative limit", 2, []string{"--limit"}, func(b *box) []string { return []string{"list", "--limit", "-1"} }},
		{"a time that is none", 2, []string{`--for is "abc"; it must be a time, such as 15m or 2h`}, func(b *box) []string { return []string{"unlock", "--for", "abc"} }},
		{"a time without its unit", 2, []string{`--for is "5"; it must be a time`}, func(b *box) []string { return []string{"unlock", "--for", "5"} }},
		{"a limit that is no number", 2, []string{`--limit is "few"; it must be a number`}, func(b *box) []string { return []string{"list", "--limit", "few"} }},
		{"a negative rating", 2, []string{"-5 is below 0"}, func(b *box) []string { return []string{"checkin", "Running", "-5"} }},
		{"a scale that is no number", 2, []string{`--scale is "x"; it must be a number`}, func(b *box) []string {
			return []string{"chart", "trend", "-o", "x.png", "--scale", "x"}
		}},
		{"an id that is too short", 2, []string{`"A"`, "at least"}, func(b *box) []string { return []string{"delete", "A"} }},
		{"an entry that is not there", 1, []string{`"ZZZZZZ"`}, func(b *box) []string { return []string{"delete", "last", "ZZZZZZ"} }},
		{"completing what is no plan", 2, []string{"is not a plan", "enact edit"}, func(b *box) []string {
			written := strings.Fields(strings.Split(b.ok("list"), "\n")[1])[0]
			return []string{"complete", written, "--outcome", "success"}
		}},
		{"completing without an outcome", 2, []string{"--outcome success"}, func(b *box) []string { return []string{"complete", "last"} }},
		{"an edit of nothing", 2, []string{"no change was given"}, func(b *box) []string { return []string{"edit", "last"} }},
		{"an edit to stress 140", 2, []string{"--stress", `"140"`}, func(b *box) []string { return []string{"edit", "last", "--stress", "140"} }},
		{"an edit of an area into nothing", 2, []string{"no change was given"}, func(b *box) []string { return []string{"area", "edit", "Running"} }},
		{"a chart that does not exist", 2, []string{`"pie"`, "the charts are trend, form"}, func(b *box) []string {
			return []string{"chart", "pie", "-o", filepath.Join(b.dir, "x.svg")}
		}},
		{"a chart in an unknown format", 2, []string{".svg, .png or .pdf"}, func(b *box) []string {
			return []string{"chart", "trend", "-o", filepath.Join(b.dir, "x.gif")}
		}},
		{"a chart without a file", 2, []string{"-o FILE.svg", "--format"}, func(b *box) []string { return []string{"chart", "trend"} }},
		{"a chart that is too large", 2, []string{"--width", "10000"}, func(b *box) []string {
			return []string{"chart", "trend", "-o", filepath.Join(b.dir, "x.svg"), "--width", "100000"}
		}},
		{"a chart that becomes too large", 2, []string{"--scale"}, func(b *box) []string {
			return []string{"chart", "trend", "-o", filepath.Join(b.dir, "x.png"), "--scale", "1e9"}
		}},
		{"a chart of an unknown theme", 2, []string{"--theme", "light or dark"}, func(b *box) []string {
			return []string{"chart", "trend", "-o", filepath.Join(b.dir, "x.svg"), "--theme", "pink"}
		}},
		{"a file in a folder that is not there", 1, []string{"x.csv", "does not exist"}, func(b *box) []string {
			return []string{"export", "csv", "-o", filepath.Join(b.dir, "nowhere", "x.csv")}
		}},
		{"a file whose name is a folder", 1, []string{"is a folder"}, func(b *box) []string {
			return []string{"export", "csv", "-o", b.dir}
		}},
		{"two passphrases", 2, []string{"--passphrase-file", "--passphrase-fd"}, func(b *box) []string {
			return []string{"--passphrase-file", b.file("p", "x"), "--passphrase-fd", "3", "list"}
		}},
		{"a passphrase for a journal that has none", 4, []string{"has no passphrase"}, func(b *box) []string {
			return []string{"--passphrase-file", b.file("p", "a fine passphrase"), "list"}
		}},
		{"a passphrase file that is not there", 1, []string{"p.txt", "does not exist"}, func(b *box) []string {
			return []string{"--passphrase-file", "p.txt", "list"}
		}},
		{"a passphrase file that is empty", 2, []string{"is empty", "passphrase"}, func(b *box) []string {
			return []string{"--passphrase-file", b.file("p", "\n"), "list"}
		}},
		{"a descriptor that is not open", 2, []string{"--passphrase-fd 99"}, func(b *box) []string {
			return []string{"--passphrase-fd", "99", "list"}
		}},
		{"a descriptor that is no number", 2, []string{"--passphrase-fd"}, func(b *box) []string {
			return []string{"--passphrase-fd", "x", "list"}
		}},
		{"a command that does not exist", 2, []string{"lits", "enact help"}, func(b *box) []string { return []string{"lits"} }},
		{"no command", 2, []string{"enact help"}, func(b *box) []string { return nil }},
		{"half a command", 2, []string{"enact import csv|json|markdown|jrnl"}, func(b *box) []string { return []string{"import"} }},
		{"help for what does not exist", 2, []string{`"fly"`}, func(b *box) []string { return []string{"help", "fly"} }},
		{"a newline in a name of a file", 1, []string{"does not exist"}, func(b *box) []string {
			return []string{"import", "csv", "no\nwhere\x1b[2J.csv"}
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := newBox(t)
			b.ok("add", "--title", "before", "--stress", "30")
			args := c.args(b)
			before, files := b.ok("export", "json"), b.files()
			if out := b.fails(c.status, c.words, args...); out != "" {
				t.Errorf("it printed %q", out)
			}
			if after := b.ok("export", "json"); after != before {
				t.Errorf("the journal changed:\n%s\nwas\n%s", after, before)
			}
			if left := b.files(); left != files {
				t.Errorf("the folder holds %q, and held %q", left, files)
			}
		})
	}
}

// files lists the files in the box.
func (b *box) files() string {
	b.t.Helper()
	entries, err := os.ReadDir(b.dir)
	if err != nil {
		b.t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return strings.Join(names, " ")
}

func TestBadObjectsOnStandardInput(t *testing.T) {
	for _, c := range []struct {
		name, stdin string
		words       []string
	}{
		{"nothing", " \n", []string{"standard input is empty"}},
		{"no JSON", "8 km", []string{"no JSON object"}},
		{"an array", "[1]", []string{"no JSON object"}},
		{"half an object", `{"title":"x"`, []string{"ends too early"}},
		{"a field that entries do not have", `{"titel":"x"}`, []string{"titel", "have no field"}},
		{"stress 140", `{"stress":140}`, []string{"stress", `"140"`, "from 0 to 100"}},
		{"a number in quotes", `{"stress":"40"}`, []string{"stress", "without quotes"}},
		{"a date of 31 February", `{"time":"2026-02-31"}`, []string{"time", "2026-02-31"}},
		{"an area that is not there", `{"area":"Piano"}`, []string{"area", "Piano", "Running"}},
		{"an id", `{"id":"01M83HZM475AMEGZB9A31RT3FA"}`, []string{"id", "left out"}},
		{"a check-in without a rating", `{"type":"checkin"}`, []string{"efficacy_before"}},
		{"two objects", `{"title":"x"} {"title":"y"}`, []string{"no JSON object"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := newBox(t)
			before := b.ok("export", "json")
			b.failsFed(c.stdin, statusRejected, c.words, "add", "-")
			if strings.TrimSpace(c.stdin) != "" {
				b.failsFed(c.stdin, statusRejected, append(c.words, "line 1"), "add", "--lines")
			}
			if b.ok("export", "json") != before {
				t.Error("the journal changed")
			}
		})
	}
}

func TestJournalOpenElsewhereIsNotChanged(t *testing.T) {
	b := newBox(t)
	before := b.ok("export", "json")
	j, _, err := journal.Open(context.Background(), b.journal(), vault.NoPassphrase(), journal.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{
		{"add", "--title", "x"}, {"list"}, {"import", "csv", b.file("r.csv", "time,area\n2026-11-20,Running\n")},
		{"area", "add", "Piano"}, {"export", "csv"}, {"insights"},
	} {
		b.fails(statusInUse, []string{"open in another", b.journal()}, args...)
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	if b.ok("export", "json") != before {
		t.Error("the journal changed")
	}
}

func TestAWrongPassphraseShowsNothing(t *testing.T) {
	b := emptyBox(t)
	b.ok("--passphrase-file", b.file("right", "a right passphrase\n"), "init")
	b.ok("--passphrase-file", filepath.Join(b.dir, "right"), "area", "add", "Secret area")
	for _, args := range [][]string{{"list"}, {"area", "list"}, {"export", "csv"}, {"area", "show", "Piano"}} {
		r := b.run(append([]string{"--passphrase-file", b.file("wrong", "a Right passphrase")}, args...)...)
		if r.status != statusWrongKey || r.out != "" || strings.Contains(r.err, "Secret") {
			t.Errorf("%v: got %+v", args, r)
		}
		checkSentence(t, r.err, "does not open the journal", b.journal())
	}
	r := b.run("list")
	if r.status != statusUsage {
		t.Errorf("without a passphrase: got status %d, want %d", r.status, statusUsage)
	}
	checkSentence(t, r.err, "passphrase", "--passphrase-file", "--passphrase-fd")
}
