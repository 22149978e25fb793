package exchange_test

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/exchange"
)

// TestFilesOfPrograms imports files with the columns and the notations of many programs, as their users
// would. testdata/programs/README.md says where these columns are from.
func TestFilesOfPrograms(t *testing.T) {
	for name, c := range map[string]struct {
		flags string   // separated by bars
		want  []string // the entries, oldest first
		notes []string
	}{
		"clockify.csv": {
			flags: "map Date=time¦map Project=area¦map Description=title¦map Time (h)=effort¦leave Time (decimal)",
			want:  []string{"2026-02-03 12:00+01:00 Garden Prune the roses, front effort 41.5", "2026-02-03 12:00+01:00 Bike Chain effort 75"},
		},
		"cronometer.csv": {
			flags: `join Day Time=time¦map Group=tags¦map Food Name=title¦map Energy (kcal)=effort:0..1000¦map Protein (g)=performance¦set area=Food`,
			want: []string{"2026-02-03 07:45+01:00 Food Oats, rolled performance 7.9 effort 22.74 tags Breakfast", "2026-02-03 12:00+01:00 Food Apple performance 0.5 effort 9.46 tags Snacks",
				"2026-02-03 12:10+01:00 Food Lentil soup performance 17.3 effort 28.1 tags Lunch"},
		},
		"fitbit_sleep.csv": {
			flags: "map Start Time=time¦map Minutes Asleep=performance:0..600¦map Minutes Deep Sleep=effort:0..100¦set area=Sleep",
			want:  []string{"2026-02-03 00:05+01:00 Sleep performance 65", "2026-02-03 23:12+01:00 Sleep performance 70 effort 80"},
			notes: []string{"In Minutes Deep Sleep one cell counts as empty: N/A.", "Line 2 names the columns; one line before it was left out."},
		},
		"goodreads.csv": {
			flags: "map Date Added=time¦words My Rating: 0=¦map My Rating=performance:1..5¦split Bookshelves: ,¦map Bookshelves=tags¦map My Review=note¦map Author=people¦set area=Reading",
			want: []string{"2026-01-20 12:00+01:00 Reading The Lamp, and Other Lights (Lamps, #1) performance 75 tags calm|short people Ada Quill note Read it twice.<br/>Still good.",
				"2026-02-03 12:00+01:00 Reading Walking Maps tags to-read people Bo Ferro"},
		},
		"habitica.csv": {
			flags: "map Date=time¦map Task Name=title¦map Value=performance:-50..50¦map Task Type=tags¦set area=Habits",
			want: []string{"2026-02-03 06:10+01:00 Habits Water the plants performance 51 tags daily", "2026-02-04 06:12+01:00 Habits Water the plants performance 51.97474689 tags daily",
				"2026-02-04 21:40+01:00 Habits Sweets, again performance 48.9736842105 tags habit"},
		},
		"letterboxd.csv": {
			flags: "map Watched Date=time¦map Name=title¦map Rating=performance:0..5¦split Tags: ,¦set area=Films",
			want:  []string{"2026-02-03 12:00+01:00 Films A Long Bridge performance 70 tags cinema|with ana", "2026-02-04 12:00+01:00 Films Rain, Again"},
		},
		"monkeytype.csv": {
			flags: "map timestamp=time¦map wpm=effort:0..200¦map acc=performance¦map language=title¦split tags: ,¦leave difficulty¦set area=Typing",
			want:  []string{"2026-02-03 18:15+00:00 Typing english performance 97.35 effort 35.595", "2026-02-04 18:30+00:00 Typing german performance 95 effort 33.2 tags evening|desk"},
			notes: []string{"The cells are separated by bars."},
		},
		"plees_tracker.csv": {
			flags: "map start=time¦map rating=performance:0..5¦set area=Sleep",
			want:  []string{"2026-02-03 22:50+00:00 Sleep performance 80", "2026-02-04 23:05+00:00 Sleep performance 0"},
			notes: []string{"The numbers in start were read as milliseconds since 1970."},
		},
		"sleep_as_android.csv": {
			flags: "join From Tz=time¦map Rating=performance:0..5¦map Hours=effort:0..12¦map Comment=note¦set area=Sleep",
			want:  []string{"2025-07-12 00:15-04:00 Sleep performance 50 effort 56.25", "2026-02-01 22:05+00:00 Sleep performance 80 effort 70.8333333333 note  #home windy"},
		},
		"sleep_cycle.csv": {
			flags: "map Start=time¦map Sleep quality=performance¦map Regularity=stress¦map Time in bed=effort:0..600¦words Wake up: :)=success, :|=partial¦map Wake up=outcome¦split Sleep Notes: ;¦map Sleep Notes=tags¦set area=Sleep",
			want:  []string{"2026-02-03 23:14+01:00 Sleep success performance 81 effort 78 tags Drank coffee:Stressful day", "2026-02-04 22:58+01:00 Sleep partial performance 64 effort 75.3333333333 stress 73"},
			notes: []string{"The cells are separated by semicolons.", "In Regularity one cell counts as empty: —.", "The durations in Time in bed are imported as minutes."},
		},
		"sleepmeter.csv": {
			flags: "leave type¦map sleep=time¦map quality=performance:0..10¦split aid: |¦map aid=strategies¦split tags: |¦words tags: NONE=¦map notes=note¦set area=Sleep",
			want: []string{"2026-01-01 23:00+01:00 Sleep performance 50", "2026-01-02 23:00+01:00 Sleep performance 50", "2026-01-03 23:00+01:00 Sleep performance 50",
				"2026-01-04 23:00+01:00 Sleep performance 50", "2026-01-05 23:00+01:00 Sleep performance 50", "2026-01-06 23:00+01:00 Sleep performance 50",
				`2026-02-03 23:10+01:00 Sleep performance 70 tags CUSTOM_0001|HOTEL note woke once, "why" unknown`, "2026-07-05 14:10+02:00 Sleep performance 40"},
			notes: []string{"Line 8 names the columns; 5 lines before it were left out: 1, 2, 3, 5, 6.", "In one row a quote was read as a character of the text (line 9)."},
		},
		"strong.csv": {
			flags: "map Date=time¦map Workout Name=title¦map Weight=performance:0..200¦map RPE=difficulty¦map Notes=note¦set area=Gym",
			want: []string{"2026-02-03 18:12+01:00 Gym Pull performance 21.25 difficulty 8", "2026-02-03 18:12+01:00 Gym Pull performance 22.5 difficulty 8.5",
				"2026-02-05 07:30+01:00 Gym Legs performance 40 note slow; deep"},
			notes: []string{"The cells are separated by semicolons."},
		},
		"toggl.csv": {
			flags: `join "Start date" "Start time"=time¦map Project=area¦map Description=title¦map Duration=effort¦split Tags: ,¦leave Email`,
			want:  []string{"2026-02-03 09:05+01:00 Thesis Chapter 2, figures effort 75.5 tags deep|morning", "2026-02-03 23:40+01:00 Website effort 25"},
		},
		"tradenote.csv": {
			flags: `join T/D "Exec Time"=time¦leave Type¦map Symbol=title¦map Net Proceeds=performance:-2000..2000¦map Side=tags¦set area=Trading`,
			want:  []string{"2026-02-03 09:31+01:00 Trading ABC performance 19.1375 tags B", "2026-02-13 15:59+01:00 Trading ABC performance 81.98725 tags S note sold late"},
			notes: []string{"The dates in T/D were read as month, day, year."},
		},
		"whoop_journal.csv": {
			flags: `join "Cycle start time" "Cycle timezone"=time¦map Question text=title¦words Answered yes: true=success, false=failure¦map Answered yes=outcome¦map Notes=note¦set area=Habits`,
			want:  []string{"2026-02-03 22:51+00:00 Habits Read in bed? success", "2026-02-03 22:51+00:00 Habits Late meal? failure note soup, 22:00"},
		},
		"whoop_sleeps.csv": {
			flags: `join "Sleep onset" "Cycle timezone"=time¦map Sleep performance %=performance¦map Asleep duration (min)=effort:0..600¦set area=Sleep`,
			want:  []string{"2026-02-02 23:20-08:00 Sleep effort 60.3333333333", "2026-02-03 22:51+05:30 Sleep performance 84 effort 73.5"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			j := newJournal(t)
			imp := importProgram(t, j, name, c.flags)
			if got := entriesOf(j); !slices.Equal(got, c.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(c.want, "\n"))
			}
			notes := describe.Messages(imp.Notes)
			for _, want := range c.notes {
				if !slices.Contains(notes, want) {
					t.Errorf("the notes are %q and lack %q", notes, want)
				}
			}
			if again := importProgram(t, j, name, c.flags); again.Added != 0 {
				t.Errorf("the second time %d are added", again.Added)
			}
		})
	}
	files, err := filepath.Glob("testdata/programs/*.csv")
	if err != nil || len(files) != 16 {
		t.Errorf("there are %d files in testdata/programs, and 16 are imported: %v", len(files), err)
	}
}

// importProgram imports a file of testdata/programs with flags that ¦ separates.
func importProgram(t *testing.T, j *journal.Journal, name, flags string) *exchange.Import {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata/programs", name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	read, err := exchange.Formats()[0].Import.Reader(chosen(strings.Split(flags, "¦")...))
	if err != nil {
		t.Fatal(describe.Error(err))
	}
	imp, err := read(t.Context(), f, j, name)
	if err != nil {
		t.Fatal(describe.Error(err))
	}
	apply(t, j, imp)
	return imp
}

// entriesOf lists the entries, the oldest first, each with what it has.
func entriesOf(j *journal.Journal) []string {
	var all []string
	for _, e := range j.Entries(journal.Query{}) {
		a, _ := j.Area(e.Area)
		parts := []string{e.Time.Format("2006-01-02 15:04-07:00"), a.Name}
		add := func(name, value string) {
			if value != "" {
				parts = append(parts, strings.TrimPrefix(name+" "+value, " "))
			}
		}
		add("", e.Title)
		add("", string(e.Outcome))
		for _, n := range []struct {
			name  string
			value float64
		}{{"performance", float64(e.Performance.Or(-1))}, {"effort", float64(e.Effort.Or(-1))}, {"difficulty", float64(e.Difficulty.Or(-1))}, {"stress", float64(e.Stress.Or(-1))}} {
			if n.value >= 0 {
				add(n.name, strconv.FormatFloat(n.value, 'f', -1, 64))
			}
		}
		add("tags", strings.Join(e.Tags, "|"))
		for _, p := range e.People {
			add("people", p.String())
		}
		add("note", e.Note)
		all = append(all, strings.Join(parts, " "))
	}
	return all
}
