package otherjournal_test

import (
	"context"
	"encoding/base64"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"enactive/journal/otherjournal"
)

type reader = func(context.Context, fs.FS) (*otherjournal.Export, error)

// one is an export of a single file.
func one(name, text string) fs.FS { return fstest.MapFS{name: {Data: []byte(text)}} }

func sample(t testing.TB, name string) fs.FS {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return one(filepath.Base(name), string(data))
}

func folder(name string) fs.FS { return os.DirFS(filepath.Join("testdata", name)) }

// backup is a .daylio file as it is in its zip.
func backup(t testing.TB) fs.FS {
	data, err := fs.ReadFile(sample(t, "daylio/backup.json"), "backup.json")
	if err != nil {
		t.Fatal(err)
	}
	return fstest.MapFS{"backup.daylio": {Data: []byte(base64.StdEncoding.EncodeToString(data))}, "assets/photos/2026/1/x": {Data: []byte("p")}}
}

// rowsOf writes a table as lines of cells with bars between.
func rowsOf(t testing.TB, e *otherjournal.Export, asked ...string) []string {
	t.Helper()
	tab, err := e.Table(func(name string) bool { return strings.Contains(" "+strings.Join(asked, " ")+" ", " "+name+" ") })
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, c := range tab.Columns {
		names = append(names, c.Name)
	}
	lines := []string{strings.Join(names, "|")}
	for row, err := range tab.Rows(context.Background()) {
		if err != nil {
			t.Fatal(err)
		}
		var cells []string
		for _, c := range row.Cells {
			cells = append(cells, c.Text)
		}
		lines = append(lines, strings.ReplaceAll(strings.Join(cells, "|"), "\n", "⏎"))
	}
	return lines
}

func TestEverySampleIsReadAsItSays(t *testing.T) {
	for _, c := range []struct {
		name    string
		read    reader
		files   fs.FS
		asked   string
		want    []string
		notes   []otherjournal.Note
		leftOut []string
	}{
		{"jrnl", otherjournal.Jrnl, sample(t, "jrnl/journal.txt"), "", []string{
			"time|title|note|tags",
			"2026-03-01 08:15|First run after the cold.|Slow, and it felt good. @running @health⏎⏎Legs heavy at the end. [x] stretched|running; health",
			"2026-03-02 21:40|Talked to the board about @Work/Plan!|They asked about the budget.⏎[not a date] is a part of the text.|Work/Plan; starred",
			"2026-03-04 07:05|Short one.|All in one line. @running|running",
		}, nil, nil},
		{"jrnl, month first", otherjournal.Jrnl, sample(t, "jrnl/american.txt"), "", []string{
			"time|title|note|tags",
			"02/13/2026 09:05 PM|Said no to the extra shift.||",
			"03/04/2026 07:30 AM|Presented the plan.|It went fine.|",
		}, nil, nil},
		{"jrnl as JSON", otherjournal.Jrnl, sample(t, "jrnl/journal.json"), "", []string{
			"time|title|note|tags",
			"2026-03-01 08:15|First run after the cold.|Slow, and it felt good. @running|running",
			"2026-03-02 21:40|Talked to the board.||starred",
		}, nil, nil},
		{"jrnl as YAML", otherjournal.Jrnl, sample(t, "jrnl/2026-03-02_talked.md"), "starred", []string{
			"time|title|note|starred|tags",
			"2026-03-02 21:40|Talked: to the board.|They asked about the budget.⏎⏎## Next⏎Numbers.|yes|work; plan",
		}, nil, nil},
		{"Day One", otherjournal.DayOne, folder("dayone"), "", []string{
			"id|time|title|note|tags",
			"AAAA0000AAAA0000AAAA0000AAAA0000|2026-07-11T00:30:00+02:00|A talk in Kiel|It went well. 1-2 questions (hard ones).|talk; work\\; late; starred; place: Harbour, Kiel, Germany; weather: Mostly Clear; activity: Walking",
			"CCCC0000CCCC0000CCCC0000CCCC0000|2026-01-05||A day off.⏎Nothing else.|",
			"DDDD0000DDDD0000DDDD0000DDDD0000|2026-02-01T09:00:00Z||No zone here.|",
		}, []otherjournal.Note{{Kind: "media", Count: 1, Names: []string{"0123abcd.jpeg"}}, {Kind: "no-zone", Count: 1}}, []string{"creationDevice"}},
		{"Daylio", otherjournal.Daylio, sample(t, "daylio/new.csv"), "", []string{
			"time|title|note|activities",
			"2026-05-13 22:20|A long day|Wrote the report.⏎Then a walk.|music; walk; bad sleep; mood: good",
			"2026-05-12 09:05|||mood: awful; scales: Stress: 4",
		}, nil, nil},
		{"Daylio, moods asked for", otherjournal.Daylio, sample(t, "daylio/new.csv"), "mood activities", []string{
			"time|title|note|mood|activities|facts",
			"2026-05-13 22:20|A long day|Wrote the report.⏎Then a walk.|good|music; walk; bad sleep|",
			"2026-05-12 09:05|||awful||scales: Stress: 4",
		}, nil, nil},
		{"Daylio, American", otherjournal.Daylio, sample(t, "daylio/american.csv"), "", []string{
			"time|title|note|activities",
			"2026-09-28 10:00 pm|||clean; movies / tv; tired; mood: sad",
			"2026-09-27 9:30 am|||cook; relax; mood: rad",
		}, nil, nil},
		{"Daylio, old", otherjournal.Daylio, sample(t, "daylio/old.csv"), "", []string{
			"time|title|note|activities",
			"June 5, 2018 10:00 pm||Said \"maybe\" again|work; friends; mood: meh",
			"June 4, 2018 8:00 am|||mood: rad",
		}, nil, nil},
		{"Daylio, German", otherjournal.Daylio, sample(t, "daylio/german.csv"), "", []string{
			"time|title|note|activities",
			"2019-02-17 19:05|||Lesen; Yoga; mood: Ok",
		}, nil, nil},
		{"Daylio, backup", otherjournal.Daylio, backup(t), "mood_group", []string{
			"time|title|note|mood_group|activities",
			"2026-01-24T09:59:00+01:00|Title|One⏎two & three|3|family; sport; 9; mood: so-so",
			"2025-05-16T20:00:00+02:00|||1|mood: rad",
		}, []otherjournal.Note{{Kind: "media", Count: 2}}, nil},
		{"Loop", otherjournal.Loop, folder("loop"), "", []string{
			"time|habit|note|tags",
			"2026-01-25|Meditate, daily||value: YES_MANUAL",
			"2026-01-24|Meditate, daily|Sick|value: NO",
			"2026-01-22|Meditate, daily|Forgot, really|value: YES_AUTO",
			"2026-01-25|Run (km)|\"Windy\"|value: 5.25; unit: km",
			"2026-01-24|Run (km)||value: 0; unit: km",
			"2026-01-22|Run (km)||value: 12; unit: km",
		}, []otherjournal.Note{{Kind: "skipped", Count: 1}, {Kind: "implied", Count: 1}, {Kind: "unknown", Count: 2}}, nil},
		{"RedNotebook", otherjournal.RedNotebook, folder("rednotebook"), "", []string{
			"time|title|note|tags",
			"2026-02-01||A quiet day. #rest|rest",
			"2026-02-03||Finished the **draft**.⏎⏎Sent it to Ana. #done #C4 #1|Films: Alien; Films: Dune, again; work; done; C4",
			"2026-02-28||Café with Ben|Idea: call Ben",
			"2026-03-02||Snow.|",
		}, []otherjournal.Note{{Kind: "empty", Count: 1}}, nil},
		{"Mini Diarium", otherjournal.MiniDiarium, sample(t, "minidiarium/new.json"), "", []string{
			"id|time|title|note|tags",
			"41|2026-03-30|Morning|Up early.⏎- bread⏎- tea⏎See this (https://example.com) & that.|home",
			"42|2026-03-30||Late.|",
		}, nil, nil},
		{"Mini Diary", otherjournal.MiniDiarium, sample(t, "minidiarium/old.json"), "", []string{
			"id|time|title|note|tags",
			"|2019-11-22|Friday|Plain *text*|",
			"|2019-11-23||More|",
		}, nil, nil},
		{"Journey", otherjournal.Journey, folder("journey"), "", []string{
			"id|time|title|note|tags",
			"1625494049547-4BbD|2021-07-01T12:00:00+02:00||Test Entry⏎bold italic|",
			"1625580449547-9xyz|2021-07-06T14:07:29Z||Plain text|trip; favourite; mood: 4; place: Am Hof, Wien; weather: Sunny",
		}, []otherjournal.Note{{Kind: "media", Count: 1, Names: []string{"1625494049547-4BbD-5bkO.jpg"}}, {Kind: "no-zone", Count: 1}}, nil},
		{"Diarium", otherjournal.Diarium, sample(t, "diarium/diarium.json"), "", []string{
			"time|title|note|people|tags",
			"2026-10-26T15:47:53|A walk|Along the river.⏎Then home.|Ana; Ben|walk; rating: 4",
			"2026-10-27T08:00:00||||",
		}, nil, []string{"location", "lunar", "sun"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			e, err := c.read(context.Background(), c.files)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, rowsOf(t, e, c.asked)); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(c.notes, e.Notes); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(c.leftOut, e.LeftOut); diff != "" {
				t.Error(diff)
			}
		})
	}
}
