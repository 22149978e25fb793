package exchange_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/exchange"
)

// inArea is the plan that most notes need.
func inArea() exchange.ImportPlan {
	return exchange.ImportPlan{Set: []exchange.ColumnSet{{To: "area", Value: "Daily life"}}, Zone: berlin}
}

// notesIn imports notes and returns the entries.
func notesIn(t *testing.T, files fstest.MapFS, o exchange.ImportPlan) ([]*journal.Entry, *exchange.Import) {
	t.Helper()
	j := newJournal(t)
	imp := readMarkdown(t, j, files, o)
	apply(t, j, imp)
	return j.Entries(journal.Query{}), imp
}

func TestTheDateOfANoteIsWhereTheNoteSaysIt(t *testing.T) {
	for _, c := range []struct{ name, content, want, title string }{
		{"2026-11-20.md", "x", "2026-11-20T12:00", ""},
		{"2026-11-20 Meeting.md", "x", "2026-11-20T12:00", "Meeting"},
		{"Meeting 2026-11-20.md", "x", "2026-11-20T12:00", "Meeting"},
		{"2026_11_20.md", "x", "2026-11-20T12:00", ""},
		{"20261120.md", "x", "2026-11-20T12:00", ""},
		{"202611201405 Walk.md", "x", "2026-11-20T14:05", "Walk"},
		{"20261120140530.md", "x", "2026-11-20T14:05", ""},
		{"2026/11/20.md", "x", "2026-11-20T12:00", ""},
		{"daily/2026/11/2026-11-20.md", "x", "2026-11-20T12:00", ""},
		{"November 20, 2026.md", "x", "2026-11-20T12:00", ""},
		{"20 November 2026.md", "x", "2026-11-20T12:00", ""},
		{"20.11.2026.md", "x", "2026-11-20T12:00", ""},
		{"Walk.md", "---\ndate: 2026-11-20\n---\nx", "2026-11-20T12:00", "Walk"},
		{"Walk.md", "---\ndate: 2026-11-20T14:05\n---\nx", "2026-11-20T14:05", "Walk"},
		{"Walk.md", "---\ndate: 2026-11-20\ntime: 14:05\n---\nx", "2026-11-20T14:05", "Walk"},
		{"Walk.md", "---\nDate: 20.11.2026\ntime: \"2:05 pm\"\n---\nx", "2026-11-20T14:05", "Walk"},
		{"Walk.md", "---\ncreated: 2026-11-20 14:05\n---\nx", "2026-11-20T14:05", "Walk"},
		{"2026-11-20.md", "---\ncreated: 2026-11-19 23:50\n---\nx", "2026-11-20T12:00", ""},
		{"2026-11-20.md", "---\ntime: 14:05\ntitle: A walk\n---\nx", "2026-11-20T14:05", "A walk"},
		{"2026-11-20.md", "---\ndate: <% tp.date.now() %>\n---\nx", "2026-11-20T12:00", ""},
		{"2026-11-20.md", "# A walk\n\nx", "2026-11-20T12:00", "A walk"},
		{"2026-11-20.md", "# 2026-11-20\n\nx", "2026-11-20T12:00", ""},
		{"2026-11-20.md", "# November 20, 2026\nx", "2026-11-20T12:00", ""},
		{"2026-11-20.md", "\r\n# A walk ##\r\n\r\nx\r\n", "2026-11-20T12:00", "A walk"},
	} {
		entries, _ := notesIn(t, oneNote(c.name, c.content), inArea())
		if len(entries) != 1 {
			t.Errorf("%s: %d entries", c.name, len(entries))
			continue
		}
		e := entries[0]
		if got := e.Time.In(berlin).Format("2006-01-02T15:04"); got != c.want || e.Title != c.title || e.Note != "x" {
			t.Errorf("%s with %q is %s %q %q, want %s %q", c.name, c.content, got, e.Title, e.Note, c.want, c.title)
		}
	}
}

func TestADateThatIsNotProvedIsAskedFor(t *testing.T) {
	j := newJournal(t)
	files := fstest.MapFS{"05-06-2026.md": {Data: []byte("a")}, "07-06-2026.md": {Data: []byte("b")}}
	if got := rejectedMarkdown(t, j, files, inArea()); !strings.Contains(got, "05-06-2026") {
		t.Errorf("got %q, want a question about the order", got)
	}
	files["20-06-2026.md"] = &fstest.MapFile{Data: []byte("c")}
	if imp := readMarkdown(t, j, files, inArea()); imp.Added != 3 {
		t.Errorf("with a date that proves the order %d come in", imp.Added)
	}
}

func TestNamesWithoutADateAreLeftOutAndNamed(t *testing.T) {
	files := fstest.MapFS{
		"2026-11-20.md": {Data: []byte("x")}, "Idea.md": {Data: []byte("y")}, "2026-11-01 to 2026-11-07.md": {Data: []byte("z")}, "2026-02-31.md": {Data: []byte("z")},
		"2026.md": {Data: []byte("year")}, "1.2.3.md": {Data: []byte("version")}, "2026-11-21.md": {Data: []byte("\n\n")}, "a/b.png": {Data: []byte("png")}, ".obsidian/app.md": {Data: []byte("x")},
	}
	entries, imp := notesIn(t, files, inArea())
	notes := strings.Join(describe.Messages(imp.Notes), "\n")
	for _, want := range []string{"5 notes have no date", "Idea.md", "1.2.3.md", "One note is empty", "2026-11-21.md", "a/b.png"} {
		if !strings.Contains(notes, want) {
			t.Errorf("the notes are %q, want %q in them", notes, want)
		}
	}
	if len(entries) != 1 || strings.Contains(notes, "obsidian") {
		t.Errorf("%d entries came in, want one; notes %q", len(entries), notes)
	}
	if got := rejectedMarkdown(t, newJournal(t), oneNote("Idea.md", "y"), inArea()); !strings.Contains(got, "no note in Notes has a date") {
		t.Errorf("got %q", got)
	}
	if got := rejectedMarkdown(t, newJournal(t), oneNote("Idea.txt", "y"), inArea()); !strings.Contains(got, "no Markdown file") {
		t.Errorf("got %q", got)
	}
}

func TestTheFrontMatterOfNotesIsATable(t *testing.T) {
	content := `---
tags: [run, "#race"]
aliases:
  - Long run
  - '10 km; slow'
mood: 4
stress: 35
people:
  - Ana (mentor)
  - "[[Ben]]"
weather: |
  rain
  then sun
location: {lat: 1, lon: 2}
not a key
"quoted key": "a \"b\""
lessons: "'=1"
---
Ran with #Ana/friend and [[Ben]]; see #12 and http://a.b/#c and ` + "`#code`" + `.
` + "```\n#fenced\n```\n"
	o := inArea()
	o.Map = []exchange.ColumnMap{{From: "mood", To: "performance", Scaled: true, Low: 1, High: 5}, {From: "weather", To: "happened"}}
	entries, imp := notesIn(t, oneNote("2026-11-20.md", content), o)
	e := entries[0]
	if p, _ := e.Performance.Get(); p != 75 || e.Happened != "rain\nthen sun" {
		t.Errorf("mood and weather became %v and %q", e.Performance, e.Happened)
	}
	if s, _ := e.Stress.Get(); s != 35 || !slices.Equal(e.Tags, []string{"run", "race", "Ana/friend"}) || !slices.Equal(e.Lessons, []string{"'=1"}) {
		t.Errorf("stress %v, tags %q, lessons %q", e.Stress, e.Tags, e.Lessons)
	}
	if len(e.People) != 2 || e.People[0] != (journal.Person{Name: "Ana", Role: "mentor"}) || e.People[1].Name != "[[Ben]]" {
		t.Errorf("people %v", e.People)
	}
	if want := content[strings.Index(content, "Ran with"):]; e.Note != strings.TrimSpace(want) {
		t.Errorf("the note is %q, want %q", e.Note, want)
	}
	if want := []string{"aliases", "location", "quoted key", "front matter"}; !slices.Equal(imp.LeftOut, want) {
		t.Errorf("left out are %q, want %q", imp.LeftOut, want)
	}
}

func TestHeadingsWithATimeBeginEntries(t *testing.T) {
	content := "---\nmood: 4\narea: Life\ntags: day\n---\n# A full day\n\nMorning pages.\n\n## 07:10 Run #run\n\nWet.\n\n### 08:00 stays\n\n## 9:05 pm – Dinner\nGood.\n```\n## 10:00 code\n```\n## Not a time\n\n## 23:59\n"
	o := exchange.ImportPlan{Zone: berlin, Map: []exchange.ColumnMap{{From: "mood", To: "effort"}}}
	entries, _ := notesIn(t, oneNote("2026-11-20.md", content), o)
	var got []string
	for _, e := range entries {
		got = append(got, strings.Join([]string{e.Time.In(berlin).Format("15:04"), e.Title, e.Note, strings.Join(e.Tags, "+"), numberOf(e)}, "|"))
	}
	want := []string{
		"07:10|Run #run|Wet.\n\n### 08:00 stays|day+run|", "12:00|A full day|Morning pages.|day|4",
		"21:05|Dinner|Good.\n```\n## 10:00 code\n```\n## Not a time|day|", "23:59|||day|",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%q\nwant\n%q", got, want)
	}
}

func numberOf(e *journal.Entry) string {
	if x, ok := e.Effort.Get(); ok {
		return journal.FormatNumber(x)
	}
	return ""
}

func TestAPlanOverridesWhatNotesSay(t *testing.T) {
	o := inArea()
	o.Map = []exchange.ColumnMap{{From: "created", To: "time"}, {From: "aliases", To: "title"}, {From: "title", To: "happened"}}
	files := oneNote("2026-11-20 Walk.md", "---\ncreated: 2026-11-19 08:00\naliases: A stroll\n---\nx")
	files["Idea.md"] = &fstest.MapFile{Data: []byte("---\ncreated: 2026-11-18 08:00\naliases: Two\n---\ny")}
	entries, imp := notesIn(t, files, o)
	if len(entries) != 2 || entries[1].Title != "A stroll" || entries[1].Happened != "Walk" || entries[1].Time.Day() != 19 {
		t.Errorf("got %+v, left out %q, notes %q", entries, imp.LeftOut, imp.Notes)
	}
}

func TestABadNoteIsNamed(t *testing.T) {
	files := fstest.MapFS{"2026-11-20.md": {Data: []byte("a")}, "deep/2026-11-21.md": {Data: []byte("---\nstress: 35\n---\na")}, "deep/2026-11-22.md": {Data: []byte("---\nstress: 400\n---\na")}}
	got := rejectedMarkdown(t, newJournal(t), files, inArea())
	if !strings.Contains(got, "Notes/deep/2026-11-22.md, line 1, stress") {
		t.Errorf("got %q, want the note", got)
	}
	o := inArea()
	o.SkipBadRows = true
	entries, imp := notesIn(t, files, o)
	if len(entries) != 2 || len(imp.Bad) != 1 || imp.Bad[0].File != "Notes/deep/2026-11-22.md" {
		t.Errorf("%d entries, bad %+v", len(entries), imp.Bad)
	}
	if !slices.Contains(imp.LeftOut, "folder") {
		t.Errorf("the folder is not among %q", imp.LeftOut)
	}
}

func TestNotesComeInOnce(t *testing.T) {
	j := newJournal(t)
	files := fstest.MapFS{"2026-11-20.md": {Data: []byte("## 10:00 a\n## 10:00 a\n")}, "2026-11-21.md": {Data: []byte("b")}}
	apply(t, j, readMarkdown(t, j, files, inArea()))
	if imp := readMarkdown(t, j, files, inArea()); imp.Added != 0 || imp.AlreadyThere != 3 {
		t.Errorf("a second import adds %d and finds %d", imp.Added, imp.AlreadyThere)
	}
}

func TestOurFilesAreReadAloneAndOthersNamed(t *testing.T) {
	j := newJournal(t)
	importCSV(t, j, richTable, exchange.ImportPlan{})
	files := exportDays(t, j, journal.Query{})
	files["Idea.md"] = &fstest.MapFile{Data: []byte("x")}
	fresh := newJournal(t)
	imp := readMarkdown(t, fresh, files, exchange.ImportPlan{})
	if notes := strings.Join(describe.Messages(imp.Notes), "\n"); imp.Added != 3 || !strings.Contains(notes, "Idea.md") {
		t.Errorf("%d added, notes %q", imp.Added, notes)
	}
}

func TestWhatIsWrongWithOurFilesIsSaid(t *testing.T) {
	j := newJournal(t)
	entry := "\n## 09:00 x\n\n```yaml\ntime: 2026-11-01T09:00:00Z\narea: Running\n```\n"
	for _, c := range []struct{ content, want string }{
		{"---\nenactive: 2\n---\n", "newer version"},
		{"---\nenactive: 1\n---\nhello\n" + entry, "Notes/a.md, line 4, this text belongs to no entry"},
		{"---\nenactive: 1\ntime: 2026-11-01\narea: A\n---\nhello\n", "the entry has no heading"},
		{"---\nenactive: 1\n---\n\n## 09:00 x\n\nhello\n", "line 5, the entry needs its fields"},
		{"---\nenactive: 1\narea: A\n---\n" + entry, "line 6, the entry needs its fields"},
		{"---\nenactive: 1\n---\n\n## 09:00 x\n\n```yaml\ntime: 2026-11-01\n", "line 7, the block of fields"},
		{"---\nenactive: 1\n---\n" + strings.Replace(entry, "area:", "stress: many\narea:", 1), `line 9, stress: "many" is not a number`},
		{"---\nenactive: 1\n---\n" + strings.Replace(entry, "area:", "area: A\narea:", 1), `line 10, area: "Running" is duplicated`},
		{"---\nenactive: 1\n---\n" + strings.Replace(entry, "area:", "tags: a\narea:", 1), `line 9, tags: "a" is not valid; it must be a list with a line`},
		{"---\nenactive: 1\n---\n" + strings.Replace(entry, "area:", "title:\n  - a\narea:", 1), `line 9, title: "a" is not valid; it must be one value`},
		{"---\nenactive: 1\n---\n" + strings.Replace(entry, "area:", "what\narea:", 1), `line 9, "what" is not a field`},
		{"---\nenactive: 1\n---\n" + strings.Replace(entry, "area:", "time: 2026-13-01\narea:", 1), `line 9`},
		{"---\nenactive: 1\n---\n" + entry + "\n### Note\n\na\n\n### Note\n\nb\n", `line 16, note: "b" is duplicated`},
		{"---\nenactive: 1\n---\n" + strings.Replace(entry, "area: Running\n", "", 1), "area is missing"},
		{"---\nenactive: 1\n---\n" + strings.Replace(entry, "area:", "outcome: great\narea:", 1), "line 5, outcome"},
	} {
		if got := rejectedMarkdown(t, j, oneNote("a.md", c.content), exchange.ImportPlan{}); !strings.Contains(got, c.want) {
			t.Errorf("%q: got\n%s\nwant %q in it", c.content, got, c.want)
		}
	}
}

func TestWhatPeopleAddToOurFilesComesIn(t *testing.T) {
	j := newJournal(t)
	content := "\uFEFF---\r\nenactive: 1\r\naliases: [a]\r\ntime: '2026-11-01T09:00:00Z'\r\narea: Running\r\ntags: [a, \"b c\"]\r\n---\r\n\r\n## 09:00 x\r\nmy words\r\n#### deeper\r\n"
	imp := readMarkdown(t, j, oneNote("a.md", content), exchange.ImportPlan{})
	apply(t, j, imp)
	e := j.Entries(journal.Query{})[0]
	if e.Note != "my words\n#### deeper" || !slices.Equal(e.Tags, []string{"a", "b c"}) || e.Title != "x" || !e.Time.Equal(time.Date(2026, 11, 1, 9, 0, 0, 0, time.UTC)) || !slices.Equal(imp.LeftOut, []string{"aliases"}) {
		t.Errorf("got %+v, left out %q", e, imp.LeftOut)
	}
}

func TestHostileNotesTakeBoundedTime(t *testing.T) {
	if testing.Short() {
		t.Skip("LEFT OUT of a short run, such as with the race detector: nothing in it runs in parallel")
	}
	const big = 4 << 20
	repeated := func(s string) string { return strings.Repeat(s, big/len(s)) }
	j := newJournal(t)
	for name, content := range map[string]string{
		"empty lines":        repeated("\n"),
		"keys":               "---\n" + repeated("a:\n") + "---\nx",
		"one key":            "---\n" + strings.Repeat("a: "+strings.Repeat("b", 400)+"\n", 9000) + "---\nx",
		"open lists":         "---\n" + strings.Repeat("a: [\n  ]x\n", 4000) + "---\nx",
		"a list that ends":   "---\na: [" + repeated("b,") + "\n" + strings.Repeat("  ]x\n", 4000) + "---\nx",
		"open quotes":        "---\na: \"" + repeated("b") + "\n" + strings.Repeat("  \\\"\n", 4000) + "---\nx",
		"tags":               repeated("#a1 #b2 #c3 "),
		"many tags":          manyTags(),
		"hash signs":         repeated("#"),
		"headings":           repeated("## 10:00\n"),
		"backslashes":        repeated("\\"),
		"ours, empty lines":  "---\nenactive: 1\n---\n" + repeated("\n"),
		"ours, headings":     "---\nenactive: 1\n---\n" + repeated("## 10:00\n"),
		"ours, fields":       "---\nenactive: 1\n---\n## 10:00\n```yaml\n" + repeated("a: b\n"),
		"ours, days":         "---\nenactive: 1\n---\n" + repeated("# 2026-11-20\nx\n"),
		"ours, escaped text": "---\nenactive: 1\n---\n## 10:00\n```yaml\ntime: 2026-11-20\narea: A\n```\n" + repeated("\\# a\n"),
	} {
		_, err := exchange.ReadMarkdown(t.Context(), oneNote("2026-11-20.md", content), j, "Notes", inArea())
		if err != nil && strings.TrimSpace(describe.Error(err)) == "" {
			t.Errorf("%s: %v has no sentence", name, err)
		}
	}
	if got := rejectedMarkdown(t, j, oneNote("2026-11-20.md", strings.Repeat("a\n", 9<<20)), inArea()); !strings.Contains(got, "larger than 16 MiB") {
		t.Errorf("got %q", got)
	}
}

func manyTags() string {
	var b strings.Builder
	for i := range 300_000 {
		b.WriteString(" #t")
		b.WriteString(strconv.Itoa(i))
	}
	return b.String()
}
