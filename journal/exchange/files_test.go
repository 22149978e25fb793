package exchange_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/exchange"
)

// chosen reads flags of the format csv as a person types them.
func chosen(flags ...string) exchange.Chosen {
	all := exchange.Chosen{}
	for _, flag := range flags {
		key, value, _ := strings.Cut(flag, " ")
		all[key] = append(all[key], value)
	}
	return all
}

// readFile reads a table of package table's testdata with flags.
func readFile(t *testing.T, j *journal.Journal, name string, flags ...string) (*exchange.Import, error) {
	t.Helper()
	f, err := os.Open(filepath.Join("../table/testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	read, err := exchange.Formats()[0].Import.Reader(chosen(flags...))
	if err != nil {
		return nil, err
	}
	return read(t.Context(), f, j, name)
}

// TestRealFiles imports every small file of a person, as that person would.
func TestRealFiles(t *testing.T) {
	for name, c := range map[string]struct {
		flags string   // separated by bars
		want  []string // the entries, oldest first
		left  string
		notes []string
	}{
		"area_nfd.csv":       {want: []string{"2026-01-05T12:00 Cafe\u0301 x", "2026-01-06T12:00 Cafe\u0301 x", "2026-01-06T12:00 Cafe\u0301 x2"}},
		"bare_quote.csv":     {want: []string{`2026-01-05T12:00 Lauf he said "go" today`}, notes: []string{"In one row a quote was read as a character of the text (line 2)."}},
		"bom_crlf_blank.csv": {want: []string{"2026-01-05T12:00 Läufe x", "2026-01-06T12:00 Läufe a b"}},
		"chess_result.csv":   {flags: "map Date=time;map Opponent=title;words Result: 1-0=success, ½-½=partial, 0-1=setback;map Result=outcome;set area=Chess", want: []string{"2026-03-01T12:00 Chess y partial", "2026-03-02T12:00 Chess x success"}, left: "Elo"},
		"comment_lines.csv":  {want: []string{"2026-01-05T12:00 Lauf x"}, notes: []string{"Line 3 names the columns; 2 lines before it were left out: 1, 2."}},
		"dashes_thousands_comma.csv": {flags: "map Date=time;map Title=title;map Stress=stress;set area=Run;decimal point;map Steps=effort:0..5000", want: []string{"2026-01-04T12:00 Run Run effort 84.48", "2026-01-05T12:00 Run Run stress 31 effort 16.24"},
			notes: []string{"In Stress one cell counts as empty: --."}},
		"daylio_polish_ragged.csv": {flags: "join year date time=time;map mood=title;set area=Life;leave weekday", want: []string{"2017-08-29T23:33 Life dobrze", "2017-09-07T12:10 Life dobrze"}, left: "weekday, activities",
			notes: []string{"One row has too few cells; the missing ones count as empty (line 3)."}},
		"dmy_slash.csv":               {flags: "map date=time;set area=Run;map distance_km=difficulty", want: []string{"2021-05-12T12:00 Run difficulty 3", "2021-05-13T12:00 Run difficulty 3"}, left: "time_mmss", notes: []string{"The dates in date were read as day, month, year."}},
		"dup_header.csv":              {flags: "map when=time;map what=area;map Distance=difficulty;map Distance #2=effort:0..10000", want: []string{"2026-01-01T08:00 run effort 82 difficulty 8.2", "2026-01-02T08:00 run effort 91 difficulty 9.1"}},
		"epoch_ms.csv":                {flags: "map timestamp=time;map wpm=effort:0..200;map acc=performance;set area=Typing", want: []string{"2025-12-27T01:18 Typing performance 96.1 effort 49.1", "2025-12-27T01:19 Typing performance 97.5 effort 50.5"}, notes: []string{"The numbers in timestamp were read as milliseconds since 1970."}},
		"headerless.csv":              {flags: "join #1 #4=time;map #5=title;set area=Life", want: []string{"2021-10-15T19:07 Life bien", "2021-10-16T18:43 Life mal"}, left: "#2, #3, #6, #7", notes: []string{"No row names the columns, so they are called #1, #2 and so on."}},
		"hevy_dates.csv":              {flags: "map start_time=time;map title=title;map exercise_title=note;map rpe=difficulty;set area=Gym", want: []string{"2026-04-08T16:50 Gym Push day difficulty 8", "2026-04-08T16:50 Gym Push day"}, left: "reps"},
		"latin1_body.csv":             {want: []string{"2026-01-05T12:00 Läufe x", "2026-01-06T12:00 Laufe café"}, notes: []string{"The file is not UTF-8, so it was read as windows-1252 text; check the letters in line 2."}},
		"loop_words.csv":              {flags: "map Date=time;words Meditate: YES_MANUAL=success, SKIP=;map Meditate=outcome;set area=Meditation;leave Wake up early", want: []string{"2026-03-01T12:00 Meditation", "2026-03-02T12:00 Meditation success"}, left: "Wake up early, #4"},
		"pnl.csv":                     {flags: "map Date=time;map P&L=performance:-200..200;set area=Trading", want: []string{"2026-03-02T12:00 Trading performance 19.875", "2026-03-03T12:00 Trading performance 38.75", "2026-03-04T12:00 Trading performance 70.05"}},
		"ragged_short.csv":            {want: []string{"2026-01-05T12:00 Lauf x", "2026-01-06T12:00 Lauf x"}, notes: []string{"One row has too few cells; the missing ones count as empty (line 2)."}},
		"semicolon_decimal_comma.csv": {want: []string{"2026-01-05T18:05 Lauf x; y performance 7.5"}, notes: []string{"The cells are separated by semicolons.", "The numbers in performance were read with a decimal comma."}},
		"sep_line.csv":                {want: []string{"2026-01-05T12:00 Lauf x"}, notes: []string{"The cells are separated by semicolons."}},
		"strava_dates_dups.csv":       {flags: "map Activity Date=time;map Activity Name=title;map Activity Type=area;map Distance=difficulty;zone America/New_York", want: []string{"2026-05-13T09:54-04:00 Run Loop difficulty 5.01"}, left: "Activity ID, Elapsed Time, Elapsed Time #2, Distance #2"},
		"tags_pipe_comma.csv": {flags: "join full_date time=time;words mood: rad=100, good=75, meh=50;map mood=performance;split activities: |;map activities=tags;leave people;set area=Life",
			want: []string{"2026-03-01T21:05 Life performance 50 tags reading|friends|good meal", "2026-03-02T09:10 Life performance 75 tags reading, friends", "2026-03-03T21:10 Life performance 100 tags #reading #friends"}, left: "people"},
		"thousands_dot.csv":    {flags: "map Date=time;map Title=title;map Distance=effort:0..50;map Steps=performance:0..20000;decimal comma;set area=Run", want: []string{"2026-01-04T12:38 Run Easy performance 14.66 effort 6.8", "2026-01-11T09:02 Run Long performance 91.05 effort 42.2", "2026-01-12T09:02 Run Easy performance 4.06 effort 12"}, left: "Calories"},
		"time_is_duration.csv": {flags: "map Date=time;map Title=title;leave Time;map Distance=difficulty;set area=Run;leave Activity Type", want: []string{"2026-01-04T12:38 Run Treadmill difficulty 3.4", "2026-01-05T12:38 Run Treadmill difficulty 6.6"}, left: "Time, Activity Type, Avg HR", notes: []string{"The numbers in Distance were read with a decimal comma."}},
		"title_row.csv":        {want: []string{"2026-01-05T12:00 Lauf x"}, notes: []string{"Line 3 names the columns; one line before it was left out."}},
		"utf16_bom.csv":        {want: []string{"2026-01-05T12:00 Lauf x"}, notes: []string{"The file was read as utf-16le text."}},
	} {
		t.Run(name, func(t *testing.T) {
			j := newJournal(t)
			var flags []string
			if c.flags != "" {
				flags = strings.Split(c.flags, ";")
			}
			imp, err := readFile(t, j, name, flags...)
			if err != nil {
				t.Fatal(describe.Error(err))
			}
			apply(t, j, imp)
			if got := entriesAs(j); !slices.Equal(got, c.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(c.want, "\n"))
			}
			if got := strings.Join(imp.LeftOut, ", "); got != c.left {
				t.Errorf("left out %q, want %q", got, c.left)
			}
			notes := describe.Messages(imp.Notes)
			for _, want := range c.notes {
				if !slices.Contains(notes, want) {
					t.Errorf("the notes are %q and lack %q", notes, want)
				}
			}
			if again, err := readFile(t, j, name, flags...); err != nil || again.Added+again.Changed != 0 {
				t.Errorf("the second time: %+v, %v", again, err)
			}
		})
	}
}

func TestAFileOfTheFutureIsRefused(t *testing.T) {
	_, err := readFile(t, newJournal(t), "future2.csv")
	if got := describe.Error(err); !errors.Is(err, exchange.ErrRejected) || !strings.Contains(got, "6 of the 6 rows") && !strings.Contains(got, "all 6 rows") {
		t.Errorf("got %s", got)
	}
	files, err := filepath.Glob("../table/testdata/*.csv")
	if err != nil || len(files) != 25 {
		t.Errorf("there are %d files in testdata, and 25 are imported by tests: %v", len(files), err)
	}
}

// entriesAs lists the entries with what the files hold of them, the oldest first.
func entriesAs(j *journal.Journal) []string {
	var all []string
	for _, e := range j.Entries(journal.Query{}) {
		a, _ := j.Area(e.Area)
		parts := []string{e.Time.Format("2006-01-02T15:04"), a.Name}
		if e.Time.Format("-07:00") == "-04:00" {
			parts[0] = e.Time.Format("2006-01-02T15:04-07:00")
		}
		for _, text := range []string{strings.ReplaceAll(e.Title, "\n", " "), string(e.Outcome)} {
			if text != "" {
				parts = append(parts, text)
			}
		}
		for _, n := range []struct {
			name  string
			value float64
		}{{"performance", float64(e.Performance.Or(-1))}, {"stress", float64(e.Stress.Or(-1))}, {"effort", float64(e.Effort.Or(-1))}, {"difficulty", float64(e.Difficulty.Or(-1))}} {
			if n.value >= 0 {
				parts = append(parts, fmt.Sprint(n.name, " ", n.value))
			}
		}
		if len(e.Tags) > 0 {
			parts = append(parts, "tags "+strings.Join(e.Tags, "|"))
		}
		all = append(all, strings.Join(parts, " "))
	}
	return all
}

func TestWhatFilesLeaveOpenIsAsked(t *testing.T) {
	const dates = "when,what\n3/4/2026,x\n5/6/2026,y\n"
	for _, c := range []struct {
		name, table, flags, want string
	}{
		{"the order of dates", dates, "map when=time;set area=A", "the dates in when can be read in several ways: 3/4/2026 may be 2026-04-03, 2026-03-04, and 5/6/2026 may be 2026-06-05, 2026-05-06; say which with --dates, one of dmy, mdy"},
		{"dates that contradict each other", "when\n13/4/2026\n4/13/2026\n", "map when=time;set area=A", `no order of day and month fits all dates in when: "4/13/2026" (line 3) and "13/4/2026" (line 2) contradict each other`},
		{"the decimal mark", "time,n\n2026-01-05,1.431\n2026-01-06,255\n", "map n=effort:0..2000;set area=A", "the numbers in n can be read in two ways: from 1.431 to 255 with a decimal point, or from 255 to 1431 with a decimal comma; say which with --decimal point or --decimal comma"},
		{"a mark that only one scale fits", "time,n\n2026-01-05,1.431\n2026-01-06,25\n", "map n=effort;set area=A", "the numbers in n can be read in two ways: from 1.431 to 25 with"},
		{"a mark that only their scale fits", "time,n\n2026-01-05,1.431\n2026-01-06,255\n", "map n=effort:0..600;set area=A", "the numbers in n can be read in two ways: from 1.431 to 255 with"},
		{"a mark in a column with almost our name", "time,Effort\n2026-01-05,1.431\n2026-01-06,25\n", "set area=A", "the numbers in Effort can be read in two ways: from 1.431 to 25 with"},
		{"a comma in a column with our name", "time,effort\n2026-01-05,\"1,431\"\n2026-01-06,25\n", "set area=A", "the numbers in effort can be read in two ways"},
		{"the mark of a number from two columns", "time,a,b\n2026-01-05,1.431,\n2026-01-06,,25\n", "join a b=effort;set area=A", "the numbers in a can be read in two ways"},
		{"two decimal marks", "time,n\n2026-01-05,\"1,5\"\n2026-01-06,2.5\n", "map n=effort;set area=A", `the numbers in n have no common decimal mark: "1,5" has a comma and "2.5" a point`},
		{"mixed units", "time,n\n2026-01-05,5 km\n2026-01-06,3 mi\n", "map n=effort;set area=A", `the numbers in n have different units ("km", "mi")`},
		{"several totals", "time,n\n2026-01-05,5/10\n2026-01-06,3/5\n", "map n=effort;set area=A", `the numbers in n are out of different totals ("10", "5")`},
		{"minutes or hours", "time,n\n2026-01-05,7:02\n2026-01-06,6:01\n", "map n=effort;set area=A", `n does not prove whether "7:02" means minutes and seconds or hours and minutes`},
	} {
		t.Run(c.name, func(t *testing.T) {
			read, err := exchange.Formats()[0].Import.Reader(chosen(strings.Split(c.flags, ";")...))
			if err != nil {
				t.Fatal(err)
			}
			_, err = read(t.Context(), strings.NewReader(c.table), newJournal(t), "f.csv")
			if got := describe.Error(err); !errors.Is(err, exchange.ErrRejected) || !strings.HasPrefix(got, c.want) {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
	for order, want := range map[string]string{"dmy": "2026-04-03T12:00 A", "mdy": "2026-03-04T12:00 A"} {
		j := newJournal(t)
		read, err := exchange.Formats()[0].Import.Reader(chosen("map when=time", "set area=A", "dates "+order, "leave what"))
		if err != nil {
			t.Fatal(err)
		}
		imp, err := read(t.Context(), strings.NewReader(dates), j, "f.csv")
		if err != nil {
			t.Fatal(err)
		}
		apply(t, j, imp)
		if got := entriesAs(j)[0]; got != want {
			t.Errorf("%s: got %s, want %s", order, got, want)
		}
	}
}

func TestNumbersAreReadAsTheirColumnProves(t *testing.T) {
	for _, c := range []struct{ cells, typed, want string }{
		{"79%\n8%", "n=performance", "79 8"},
		{"7/10\n3/10", "n=performance:0..10", "70 30"},
		{"€ 50,00\n€ 12,50", "n=performance", "50 12.5"},
		{"1h 20m\n45m", "n=performance", "80 45"},
		{"1,5\n2,25", "n=performance", "1.5 2.25"},
		{"40.125\n3.250\n0.5", "n=performance", "40.125 3.25 0.5"},
	} {
		j := newJournal(t)
		table := "time;n\n"
		for i, cell := range strings.Split(c.cells, "\n") {
			table += fmt.Sprintf("2026-01-%02d;%s\n", 5+i, cell)
		}
		importCSV(t, j, table, options(t, "map "+c.typed, "set area=A"))
		var got []string
		for _, e := range j.Entries(journal.Query{}) {
			got = append(got, fmt.Sprint(e.Performance.Or(-1)))
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%q: got %q, want %q", c.cells, got, c.want)
		}
	}
}

func TestOptionsOfTablesAreReadAsTyped(t *testing.T) {
	for flag, want := range map[string]string{
		"separator maybe": "it is comma, semicolon, tab, bar", "encoding klingon": "the encodings are utf-8", "header 0": "the number of a line", "dates ydm": "it is dmy, mdy or ymd",
		"decimal dot": "it is comma or point", "zone Berlin": "a name such as Europe/Berlin", "words Result": "name no column", "words Result: 1-0": "have no =", "words R: =x": "lack a word",
		"split tags": "names no column", "split tags: ~": "cannot separate items", "sheet ": "the name of a sheet",
	} {
		_, err := exchange.Formats()[0].Import.Reader(chosen(flag))
		if !errors.Is(err, exchange.ErrUsage) || !strings.Contains(describe.Error(err), want) {
			t.Errorf("%s: got %v, want a sentence with %q", flag, err, want)
		}
	}
	w, err := exchange.ParseWords(`Result: "1, 0"=success, draw=partial`)
	if err != nil || w.From != "Result" || w.Ours["1, 0"] != "success" || w.Ours["draw"] != "partial" {
		t.Errorf("got %+v, %v", w, err)
	}
	if w, err := exchange.ParseWords("Result: 1-0=success 0-1=setback"); err != nil || len(w.Ours) != 2 {
		t.Errorf("got %+v, %v", w, err)
	}
	if s, err := exchange.ParseSplit("my: tags: newline"); err != nil || s.From != "my: tags" || s.Separator != "\n" {
		t.Errorf("got %+v, %v", s, err)
	}
	if c, err := exchange.ParseJoin(`date "begin time"=time`); err != nil || !slices.Equal(c.From, []string{"date", "begin time"}) {
		t.Errorf("got %+v, %v", c, err)
	}
}
