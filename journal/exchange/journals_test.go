package exchange_test

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/exchange"
)

// otherSamples are the samples of package otherjournal.
const otherSamples = "../otherjournal/testdata"

func otherFolder(name string) fs.FS { return os.DirFS(filepath.Join(otherSamples, name)) }

func otherFile(t testing.TB, name string) fs.FS {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(otherSamples, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return fstest.MapFS{filepath.Base(name): {Data: data}}
}

func oneFile(name, text string) fs.FS { return fstest.MapFS{name: {Data: []byte(text)}} }

// readOther reads an export of a program; flags are those of the command, as key=value.
func readOther(t testing.TB, j *journal.Journal, key string, files fs.FS, flags ...string) (*exchange.Import, error) {
	t.Helper()
	formats := exchange.Formats()
	at := slices.IndexFunc(formats, func(f exchange.Format) bool { return f.Key == key })
	chosen := exchange.Chosen{}
	for _, flag := range flags {
		name, value, _ := strings.Cut(flag, "=")
		chosen[name] = append(chosen[name], value)
	}
	read, err := formats[at].Import.FilesReader(chosen)
	if err != nil {
		return nil, err
	}
	return read(context.Background(), files, j, "export")
}

// importOther imports an export and returns the entries, oldest first, and the notes.
func importOther(t testing.TB, j *journal.Journal, key string, files fs.FS, flags ...string) (entries []journal.Entry, notes []string) {
	t.Helper()
	imp, err := readOther(t, j, key, files, flags...)
	if err != nil {
		t.Fatalf("%s: %s", key, describe.Error(err))
	}
	if err := imp.Apply(context.Background(), j); err != nil {
		t.Fatal(err)
	}
	for _, e := range j.Entries(journal.Query{}) {
		entries = append(entries, *e)
	}
	slices.SortFunc(entries, func(a, b journal.Entry) int { return strings.Compare(string(a.ID), string(b.ID)) })
	return entries, append(describe.Messages(imp.Notes), imp.LeftOut...)
}

// short writes an entry in one line.
func short(j *journal.Journal, e *journal.Entry) string {
	area, _ := j.Area(e.Area)
	performance := ""
	if x, ok := e.Performance.Get(); ok {
		performance = " performance=" + journal.FormatNumber(x)
	}
	return e.Time.Format("2006-01-02T15:04:05Z07:00") + "|" + area.Name + "|" + e.Title + "|" + strings.ReplaceAll(e.Note, "\n", "⏎") + "|" +
		strings.Join(e.Tags, ", ") + "|" + string(e.Outcome) + performance
}

func TestOtherJournalsBecomeEntries(t *testing.T) {
	for _, c := range []struct {
		name, key string
		files     fs.FS
		flags     []string
		want      []string
		notes     []string
	}{
		{"jrnl", "jrnl", otherFile(t, "jrnl/journal.txt"), []string{"set=area=Life"}, []string{
			"2026-03-01T08:15:00+01:00|Life|First run after the cold.|Slow, and it felt good. @running @health⏎⏎Legs heavy at the end. [x] stretched|running, health|",
			"2026-03-02T21:40:00+01:00|Life|Talked to the board about @Work/Plan!|They asked about the budget.⏎[not a date] is a part of the text.|Work/Plan, starred|",
			"2026-03-04T07:05:00+01:00|Life|Short one.|All in one line. @running|running|",
		}, []string{"No field fits these, so they became tags: starred."}},
		{"jrnl, whose dates prove their order", "jrnl", otherFile(t, "jrnl/american.txt"), []string{"set=area=Life"}, []string{
			"2026-02-13T21:05:00+01:00|Life|Said no to the extra shift.|||",
			"2026-03-04T07:30:00+01:00|Life|Presented the plan.|It went fine.||",
		}, []string{"The dates in time were read as month, day, year."}},
		{"Day One", "dayone", otherFolder("dayone"), []string{"set=area=Life"}, []string{
			"2026-01-05T12:00:00+01:00|Life||A day off.⏎Nothing else.||",
			"2026-02-01T09:00:00Z|Life||No zone here.||",
			"2026-07-11T00:30:00+02:00|Life|A talk in Kiel|It went well. 1-2 questions (hard ones).|talk, work; late, starred, place: Harbour, Kiel, Germany, weather: Mostly Clear, activity: Walking|",
		}, []string{
			"One picture, film or recording was not imported: 0123abcd.jpeg.",
			"One time has no time zone that is known, so it is in UTC.",
			"No field fits these, so they became tags: starred, place, weather, activity.",
			"temperature", "creationDevice",
		}},
		{"Daylio, moods as tags", "daylio", otherFile(t, "daylio/new.csv"), []string{"set=area=Life"}, []string{
			"2026-05-12T09:05:00+01:00|Life|||mood: awful, scales: Stress: 4|",
			"2026-05-13T22:20:00+01:00|Life|A long day|Wrote the report.⏎Then a walk.|music, walk, bad sleep, mood: good|",
		}, []string{"No field fits these, so they became tags: mood, scales."}},
		{"Daylio, moods as numbers", "daylio", otherFile(t, "daylio/new.csv"),
			[]string{"set=area=Life", "map=mood=performance", "words=mood: rad=100 good=75 meh=50 bad=25 awful=0"}, []string{
				"2026-05-12T09:05:00+01:00|Life|||scales: Stress: 4| performance=0",
				"2026-05-13T22:20:00+01:00|Life|A long day|Wrote the report.⏎Then a walk.|music, walk, bad sleep| performance=75",
			}, []string{"No field fits these, so they became tags: scales."}},
		{"Daylio, activities as strategies", "daylio", otherFile(t, "daylio/new.csv"), []string{"set=area=Life", "map=activities=strategies", "leave=mood", "split=activities: |"}, []string{
			"2026-05-12T09:05:00+01:00|Life|||scales: Stress: 4|",
			"2026-05-13T22:20:00+01:00|Life|A long day|Wrote the report.⏎Then a walk.||",
		}, []string{"No field fits these, so they became tags: scales.", "mood"}},
		{"Daylio, old", "daylio", otherFile(t, "daylio/old.csv"), []string{"set=area=Life"}, []string{
			"2018-06-04T08:00:00+01:00|Life|||mood: rad|",
			"2018-06-05T22:00:00+01:00|Life||Said \"maybe\" again|work, friends, mood: meh|",
		}, []string{"No field fits these, so they became tags: mood."}},
		{"Loop", "loop", otherFolder("loop"), nil, []string{
			"2026-01-22T12:00:00+01:00|Meditate, daily|Meditate, daily|Forgot, really|value: YES_AUTO|",
			"2026-01-22T12:00:00+01:00|Run (km)|Run (km)||value: 12, unit: km|",
			"2026-01-24T12:00:00+01:00|Meditate, daily|Meditate, daily|Sick|value: NO|",
			"2026-01-24T12:00:00+01:00|Run (km)|Run (km)||value: 0, unit: km|",
			"2026-01-25T12:00:00+01:00|Meditate, daily|Meditate, daily||value: YES_MANUAL|",
			"2026-01-25T12:00:00+01:00|Run (km)|Run (km)|\"Windy\"|value: 5.25, unit: km|",
		}, []string{
			"One day marked as skipped was left out.", "One day that the program filled in was left out.", "2 days without an answer were left out.",
			"No field fits these, so they became tags: value, unit.", "question",
		}},
		{"RedNotebook", "rednotebook", otherFolder("rednotebook"), []string{"set=area=Life"}, []string{
			"2026-02-01T12:00:00+01:00|Life||A quiet day. #rest|rest|",
			"2026-02-03T12:00:00+01:00|Life||Finished the **draft**.⏎⏎Sent it to Ana. #done #C4 #1|Films: Alien, Films: Dune, again, work, done, C4|",
			"2026-02-28T12:00:00+01:00|Life||Café with Ben|Idea: call Ben|",
			"2026-03-02T12:00:00+01:00|Life||Snow.||",
		}, []string{"One day without a text was left out."}},
		{"Mini Diarium", "minidiarium", otherFile(t, "minidiarium/new.json"), []string{"set=area=Life"}, []string{
			"2026-03-30T12:00:00+01:00|Life|Morning|Up early.⏎- bread⏎- tea⏎See this (https://example.com) & that.|home|",
			"2026-03-30T12:00:00+01:00|Life||Late.||",
		}, nil},
		{"Journey", "journey", otherFolder("journey"), []string{"set=area=Life", "map=mood=performance:1..5"}, []string{
			"2021-07-01T12:00:00+02:00|Life||Test Entry⏎bold italic||",
			"2021-07-06T14:07:29Z|Life||Plain text|trip, favourite, place: Am Hof, Wien, weather: Sunny| performance=75",
		}, []string{
			"One picture, film or recording was not imported: 1625494049547-4BbD-5bkO.jpg.",
			"One time has no time zone that is known, so it is in UTC.",
			"No field fits these, so they became tags: favourite, place, weather.", "temperature",
		}},
		{"Diarium", "diarium", otherFile(t, "diarium/diarium.json"), []string{"set=area=Life"}, []string{
			"2026-10-26T15:47:53+01:00|Life|A walk|Along the river.⏎Then home.|walk, rating: 4|",
			"2026-10-27T08:00:00+01:00|Life||||",
		}, []string{"No field fits these, so they became tags: rating.", "location", "lunar", "sun"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			j := newJournal(t)
			entries, notes := importOther(t, j, c.key, c.files, c.flags...)
			var got []string
			for i := range entries {
				got = append(got, short(j, &entries[i]))
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(c.notes, notes); diff != "" {
				t.Error(diff)
			}
			again, err := readOther(t, j, c.key, c.files, c.flags...)
			if err != nil {
				t.Fatal(err)
			}
			if again.Added != 0 || again.AlreadyThere != len(c.want) {
				t.Errorf("again: %d added, %d already there", again.Added, again.AlreadyThere)
			}
			if _, err := j.Undo(context.Background()); err != nil {
				t.Error(err)
			}
			if left := len(j.Entries(journal.Query{})); left > 0 {
				t.Errorf("after one undo %d entries are left", left)
			}
		})
	}
}

func TestJournalsOfDayOneMayBeAreas(t *testing.T) {
	entry := `{"entries":[{"uuid":"A","creationDate":"2026-01-01T10:00:00Z","timeZone":"UTC","text":"x"}]}`
	j := newJournal(t)
	entries, _ := importOther(t, j, "dayone", oneFile("Work.json", entry), "map=journal=area")
	if got := short(j, &entries[0]); got != "2026-01-01T10:00:00Z|Work||x||" {
		t.Errorf("one journal: %s", got)
	}
	two := fstest.MapFS{"Work.json": {Data: []byte(entry)}, "Home.json": {Data: []byte(entry)}, "photos/a.jpeg": {Data: []byte("x")}}
	imp, err := readOther(t, j, "dayone", two, "map=journal=area")
	if err != nil || imp.Added != 1 || imp.AlreadyThere != 1 || !slices.Equal(imp.NewAreas, []string{"Home"}) {
		t.Errorf("two journals: %+v, %v", imp, err)
	}
	entries, _ = importOther(t, newJournal(t), "dayone", two, "set=area=Life")
	if len(entries) != 2 || entries[0].Tags[0] == entries[1].Tags[0] || !strings.HasPrefix(entries[0].Tags[0], "journal: ") {
		t.Errorf("as tags: %+v", entries)
	}
}

func TestAnEntryOfAnotherJournalNeedsAnArea(t *testing.T) {
	j := newJournal(t)
	files := otherFile(t, "daylio/new.csv")
	_, err := readOther(t, j, "daylio", files)
	if want := `export names no area for its entries; say which with --set "area=NAME"`; err == nil || !errors.Is(err, exchange.ErrRejected) || describe.Error(err) != want {
		t.Errorf("without an area: %v", err)
	}
	importOther(t, j, "daylio", otherFile(t, "daylio/old.csv"), "set=area=Only one")
	imp, err := readOther(t, j, "daylio", files)
	if err != nil {
		t.Fatal(err)
	}
	if notes := describe.Messages(imp.Notes); !slices.Contains(notes, "The entries are in your only area, Only one.") {
		t.Errorf("the notes are %q", notes)
	}
}

func TestWhatIsWrongWithAnotherJournalIsSaid(t *testing.T) {
	deep := `{"entries":` + strings.Repeat("[", 40) + strings.Repeat("]", 40) + "}"
	for _, c := range []struct {
		name, key string
		files     fs.FS
		want      string
	}{
		{"encrypted", "jrnl", oneFile("journal.txt", "gAAAAAB"+strings.Repeat("fQ_-", 40)+"=="), `export (journal.txt) is encrypted by jrnl; "jrnl --format json > journal.json" writes it readable, and journal.json can be imported`},
		{"no entry", "jrnl", oneFile("export", "Dear diary,\nno dates here.\n"), "export does not look like an export of jrnl; choose the file or the folder that jrnl exports"},
		{"dates that two orders fit", "jrnl", oneFile("export", "[03/04/2026 10:00] One.\n[04/05/2026 11:00] Two.\n"),
			"the dates in time can be read in several ways: 03/04/2026 10:00 may be 2026-04-03, 2026-03-04, and 04/05/2026 11:00 may be 2026-05-04, 2026-04-05; say which with --dates, one of dmy, mdy"},
		{"no day", "jrnl", oneFile("export", "[2026-02-31 10:00] One.\n[2026-03-01 11:00] Two.\n"),
			`export, line 1, time: "2026-02-31 10:00" is not a date in the calendar; it must be a day that exists and a time, like 2026-11-23T18:05:00+01:00. Nothing was imported`},
		{"deep", "dayone", oneFile("export", deep), "export, line 1: it is nested more than 32 deep, as no export is; nothing was imported"},
		{"cut", "dayone", oneFile("export", "{\n\"entries\": [\n{\"uuid\": \"A"), "export, line 3: this is not as Day One writes it, so nothing was imported; export it again"},
		{"no time", "dayone", oneFile("export", "{\"entries\": [{\"uuid\":\"A\",\"creationDate\":\"2026-01-01T10:00:00Z\"},\n{\"uuid\":\"B\"}]}"), "export, line 2: this entry has no date that can be read, so nothing was imported; correct it, or export again"},
		{"empty", "dayone", oneFile("export", `{"metadata":{"version":"1.0"},"entries":[]}`), "export is an export of Day One, but has no entries"},
		{"a database", "loop", oneFile("Loop.db", "SQLite format 3\x00"), "export (Loop.db) is a database that cannot be read; choose to export as CSV in Loop Habit Tracker, and import the zip file that it makes"},
		{"a bad day", "rednotebook", oneFile("2026-02.txt", "1: {text: a}\n30: {text: b}\n"),
			`export, line 2, time: "2026-02-30" is not a date in the calendar; it must be a day that exists and a time, like 2026-11-23T18:05:00+01:00. Nothing was imported`},
		{"aliases", "rednotebook", oneFile("2026-02.txt", "1: &a {text: a}\n2: *a\n"), "export (2026-02.txt), line 2: this is not as RedNotebook writes it, so nothing was imported; export it again"},
		{"YAML that is none", "rednotebook", oneFile("2026-02.txt", "1: {text: a}\n2: {text: 'b\n"), "export (2026-02.txt), line 2: this is not as RedNotebook writes it, so nothing was imported; export it again"},
		{"a picture", "daylio", oneFile("export", "\x89PNG\r\n"), "export is not text, so it cannot be a CSV file"},
		{"a future result", "diarium", oneFile("export", `[{"date":"2031-01-01T10:00:00","html":"x","rating":4}]`), `export, line 1, time: "2031-01-01T10:00:00+01:00" is not valid; it must be now or in the past`},
	} {
		t.Run(c.name, func(t *testing.T) {
			flags := []string{"set=area=Life"}
			if c.key == "diarium" {
				flags = append(flags, "map=rating=performance:1..5")
			}
			j := newJournal(t)
			_, err := readOther(t, j, c.key, c.files, flags...)
			if !errors.Is(err, exchange.ErrRejected) {
				t.Fatalf("%v is not a rejection", err)
			}
			if got := describe.Error(err); got != c.want && !strings.HasPrefix(got, c.want) {
				t.Errorf("it says %q, want %q", got, c.want)
			}
		})
	}
}

func TestABadRowOfAFolderIsNamedByItsFile(t *testing.T) {
	files := fstest.MapFS{"data/2026-01.txt": {Data: []byte("1: {text: a}\n")}, "data/2026-02.txt": {Data: []byte("1: {text: a}\n\n30: {text: b}\n")}}
	j := newJournal(t)
	_, err := readOther(t, j, "rednotebook", files, "set=area=Life")
	if got := describe.Error(err); err == nil || !strings.HasPrefix(got, `export (data/2026-02.txt), line 3, time: "2026-02-30"`) {
		t.Errorf("it says %q", got)
	}
	imp, err := readOther(t, j, "rednotebook", files, "set=area=Life", "skip-bad-rows=")
	if err != nil || imp.Added != 2 || len(imp.Bad) != 1 || imp.Bad[0].File != "export (data/2026-02.txt)" {
		t.Errorf("skipping: %+v, %v", imp, err)
	}
}

func TestOtherJournalsAreRecognised(t *testing.T) {
	for name, c := range map[string]struct {
		files fs.FS
		want  string
	}{
		"jrnl text":     {otherFile(t, "jrnl/journal.txt"), "jrnl"},
		"jrnl American": {otherFile(t, "jrnl/american.txt"), "jrnl"},
		"jrnl JSON":     {otherFile(t, "jrnl/journal.json"), "jrnl"},
		"jrnl YAML":     {otherFile(t, "jrnl/2026-03-02_talked.md"), "jrnl"},
		"Day One":       {otherFolder("dayone"), "dayone"},
		"Daylio":        {otherFile(t, "daylio/new.csv"), "daylio"},
		"Daylio old":    {otherFile(t, "daylio/old.csv"), "daylio"},
		"Loop":          {otherFolder("loop"), "loop"},
		"RedNotebook":   {otherFolder("rednotebook"), "rednotebook"},
		"Mini Diarium":  {otherFile(t, "minidiarium/new.json"), "minidiarium"},
		"Mini Diary":    {otherFile(t, "minidiarium/old.json"), "minidiarium"},
		"Journey":       {otherFolder("journey"), "journey"},
		"Diarium":       {otherFile(t, "diarium/diarium.json"), "diarium"},
		"our CSV":       {oneFile("x.csv", strings.Join(exchange.Columns(), ",")+"\n"), ""},
		"our JSON":      {oneFile("x.json", `{"format":"enactive","version":1,"entries":[{"id":"x","title":"y"}]}`), ""},
		"any table":     {oneFile("x.csv", "Date,Distance\n2026-01-01,5\n"), ""},
		"a text":        {oneFile("x.txt", "Dear diary"), ""},
		"two at once":   {fstest.MapFS{"a/2026-01.txt": {Data: []byte("1: {text: a}\n")}, "b/x.csv": {Data: []byte("full_date,time,mood,activities\n")}}, ""},
	} {
		format, ok := exchange.Recognize(context.Background(), exchange.Formats(), c.files)
		if format.Key != c.want || ok != (c.want != "") {
			t.Errorf("%s is recognised as %q, want %q", name, format.Key, c.want)
		}
	}
}
