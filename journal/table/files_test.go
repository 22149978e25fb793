package table

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// The files of testdata are small ones with the faults of exports that people tried to import;
// testdata/README.md says where they are from.

func TestWhatRealFilesProve(t *testing.T) {
	for name, want := range map[string][]string{
		"area_nfd.csv": {
			"rows 3",
			"time: dates proved 2026-01-05T00:00:00..2026-01-06T00:00:00",
			"area: words Cafe\u0301, caf\u00e9, Caf\u00e9",
			"title: words x, x2",
			"when [1] proved",
		},
		"bare_quote.csv": {
			"rows 1 repaired [2]",
			"time: dates proved 2026-01-05T00:00:00..2026-01-05T00:00:00",
			"area: words Lauf",
			`title: words he said "go" today`,
			"when [1] proved",
		},
		"bom_crlf_blank.csv": {
			"rows 2 marked crlf 6 blank 2",
			"time: dates proved 2026-01-05T00:00:00..2026-01-06T00:00:00",
			"area: words Läufe",
			`title: list "\n" 2 in 1`,
			"when [1] proved",
		},
		"chess_result.csv": {
			"rows 2",
			"Date: dates proved 2026-03-01T00:00:00..2026-03-02T00:00:00",
			"Opponent: words x, y",
			"Result: words 1-0, ½-½",
			"Elo: numbers proved 1500..1502",
			"when [1] proved",
		},
		"comment_lines.csv": {
			"rows 1 header 3 before [1 2]",
			"time: dates proved 2026-01-05T00:00:00..2026-01-05T00:00:00",
			"area: words Lauf",
			"title: words x",
			"when [1] proved",
		},
		"dashes_thousands_comma.csv": {
			"rows 2",
			"Date: dates proved 2026-01-04T12:00:00..2026-01-05T12:00:00",
			"Title: words Run",
			"Stress: -- x1; numbers proved 31..31",
			"Steps: numbers open 812..4224 4.224..812",
			"when [1] with time proved",
		},
		"daylio_polish_ragged.csv": {
			"rows 2 marked filled [3]",
			"year: numbers proved 2017..2017",
			"date: day and month x2",
			"weekday: words czwartek, wtorek",
			"time: clock open 12h10m0s..23h33m0s; durations open m:s 12.17..23.55 h:m 730..1413",
			"mood: words dobrze",
			"activities: empty",
			"note: empty",
			"when [1 2 4] with time open",
			"when [1 2] proved",
		},
		"dmy_slash.csv": {
			"rows 2",
			"date: dates proved dmy 2021-05-12T00:00:00..2021-05-13T00:00:00",
			"distance_km: numbers proved 3..3",
			"time_mmss: clock open 18h50m0s..19h59m0s; durations open m:s 18.83..19.98 h:m 1130..1199",
			"when [1 3] with time open",
			"when [1] proved",
		},
		"dup_header.csv": {
			"rows 2",
			"when: dates proved 2026-01-01T08:00:00..2026-01-02T08:00:00",
			"Distance: numbers proved point 8.2..9.1",
			"what: words run",
			"Distance #2: numbers proved 8200..9100",
			"when [1] with time proved",
		},
		"epoch_ms.csv": {
			"rows 2",
			"wpm: numbers proved point 98.2..101",
			"acc: numbers proved point 96.1..97.5",
			"timestamp: counts 2; numbers proved 1.766798294242e+12..1.766798394242e+12",
			"when [3] with time open",
		},
		"future2.csv": {
			"rows 6",
			"time: dates proved 2062-05-01T00:00:00..2062-05-06T00:00:00",
			"area: words Run",
			"title: words f1, f2, f3, f4, f5, f6",
			"outcome: words failure",
			"performance: numbers proved 5..5",
			"stress: numbers proved 90..90",
			"efficacy_after: numbers proved 5..5",
			"when [1] proved",
		},
		"headerless.csv": {
			"rows 2 header 0",
			"#1: dates proved 2021-10-15T00:00:00..2021-10-16T00:00:00",
			"#2: day and month x2",
			"#3: words sábado, viernes",
			"#4: clock open 18h43m0s..19h7m0s; durations open m:s 18.72..19.12 h:m 1123..1147",
			"#5: words mal, bien",
			"#6: empty",
			"#7: empty",
			"when [1 4] with time open",
			"when [1] proved",
		},
		"hevy_dates.csv": {
			"rows 2",
			"title: words Push day",
			"start_time: dates proved 2026-04-08T16:50:00..2026-04-08T16:50:00",
			"exercise_title: words Bench",
			"reps: numbers proved 5..5",
			"rpe: numbers proved 8..8",
			"when [2] with time proved",
		},
		"latin1_body.csv": {
			"rows 2 windows-1252 foreign in line 2",
			"time: dates proved 2026-01-05T00:00:00..2026-01-06T00:00:00",
			"area: words Läufe, Laufe",
			"title: words x, café",
			"when [1] proved",
		},
		"loop_words.csv": {
			"rows 2",
			"Date: dates proved 2026-03-01T00:00:00..2026-03-02T00:00:00",
			"Meditate: words YES_MANUAL, SKIP",
			"Wake up early: words NO, UNKNOWN",
			"#4: empty",
			"when [1] proved",
		},
		"pnl.csv": {
			"rows 3",
			"Date: dates proved 2026-03-02T00:00:00..2026-03-04T00:00:00",
			"P&L: numbers proved point -120.5..80.2",
			"when [1] proved",
		},
		"ragged_short.csv": {
			"rows 2 filled [2]",
			"time: dates proved 2026-01-05T00:00:00..2026-01-06T00:00:00",
			"area: words Lauf",
			"title: words x",
			"note: words n",
			"when [1] proved",
		},
		"semicolon_decimal_comma.csv": {
			"rows 1 separator ';'",
			"time: dates proved 2026-01-05T18:05:00..2026-01-05T18:05:00",
			"area: words Lauf",
			`title: list ";" 2 in 1`,
			"performance: numbers proved comma 7.5..7.5",
			"when [1] with time proved",
		},
		"sep_line.csv": {
			"rows 1 separator ';' named header 2",
			"time: dates proved 2026-01-05T00:00:00..2026-01-05T00:00:00",
			"area: words Lauf",
			"title: words x",
			"when [1] proved",
		},
		"strava_dates_dups.csv": {
			"rows 1",
			"Activity ID: numbers proved 1..1",
			"Activity Date: dates proved 2026-05-13T09:54:42..2026-05-13T09:54:42",
			"Activity Name: words Loop",
			"Activity Type: words Run",
			"Elapsed Time: numbers proved 1800..1800",
			"Distance: numbers proved point 5.01..5.01",
			"Elapsed Time #2: numbers proved point 1800..1800",
			"Distance #2: numbers proved point 5010.2..5010.2",
			"when [2] with time proved",
		},
		"tags_pipe_comma.csv": {
			"rows 3",
			"full_date: dates proved 2026-03-01T00:00:00..2026-03-03T00:00:00",
			"time: clock proved 9h10m0s..21h10m0s",
			"mood: words meh, good, rad",
			`activities: list "|" 3 in 1; list "," 2 in 1; list "#" 2 in 1`,
			`people: list "," 2 in 1; list "/" 2 in 1`,
			"when [1 2] with time proved",
			"when [1] proved",
		},
		"thousands_dot.csv": {
			"rows 3",
			"Date: dates proved 2026-01-04T12:38:59..2026-01-12T09:02:10",
			"Title: words Easy, Long",
			"Distance: numbers proved comma 3.4..21.1",
			"Calories: numbers open 1.431..500 255..1431",
			"Steps: numbers open 2.932..812 812..18210",
			"when [1] with time proved",
		},
		"time_is_duration.csv": {
			"rows 2",
			"Activity Type: words Running",
			"Date: dates proved 2026-01-04T12:38:59..2026-01-05T12:38:59",
			"Title: words Treadmill",
			"Distance: numbers proved comma 3.4..6.6",
			"Time: clock open 17m1s..33m7s beside times; durations proved  17.02..33.12",
			"Avg HR: numbers proved 153..159",
			"when [2] with time proved",
		},
		"title_row.csv": {
			"rows 1 header 3 before [1]",
			"time: dates proved 2026-01-05T00:00:00..2026-01-05T00:00:00",
			"area: words Lauf",
			"title: words x",
			"when [1] proved",
		},
		"utf16_bom.csv": {
			"rows 1 utf-16le marked",
			"time: dates proved 2026-01-05T00:00:00..2026-01-05T00:00:00",
			"area: words Lauf",
			"title: words x",
			"when [1] proved",
		},
	} {
		t.Run(name, func(t *testing.T) {
			if got := describeFile(t, filepath.Join("testdata", name)); !slices.Equal(got, want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
			}
		})
	}
	if files, _ := filepath.Glob("testdata/*.csv"); len(files) != 25 {
		t.Errorf("there are %d files in testdata, and 25 have expectations", len(files))
	}
}

// describeFile reads a file and describes what it proves.
func describeFile(t *testing.T, name string) []string {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	table, err := Read(context.Background(), f, Options{})
	if err != nil {
		t.Fatal(err)
	}
	got := []string{describeFound(&table.Found)}
	found := facts(t, table)
	for i := range found.Columns {
		got = append(got, describe(&found.Columns[i]))
	}
	return append(got, describeWhen(found.When)...)
}
