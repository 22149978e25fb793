package charts

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"enactive/journal/describe"
)

func letters(s string) float64 { return 6.5 * float64(len(s)) }

func day(s string) time.Time {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return t
}

func TestTicksOfATimeAxisAreTheOnesPeopleCountIn(t *testing.T) {
	cases := []struct {
		name      string
		start     string
		low, high float64
		width     float64
		want      string
	}{
		{"a week on a wide chart shows every day", "2024-09-16", 0, 6.5, 800,
			"16 Sep/2024 17 Sep/ 18 Sep/ 19 Sep/ 20 Sep/ 21 Sep/ 22 Sep/"},
		{"a week on a narrow chart shows every other day", "2024-09-16", 0, 6.5, 350,
			"16 Sep/2024 18 Sep/ 20 Sep/ 22 Sep/"},
		{"three weeks show Mondays", "2024-09-18", 0, 21, 400,
			"23 Sep/2024 30 Sep/ 7 Oct/"},
		{"a new year is named below its first tick", "2024-12-16", 0, 28, 600,
			"16 Dec/2024 23 Dec/ 30 Dec/ 6 Jan/2025 13 Jan/"},
		{"months begin on their first", "2012-08-13", 0, 237, 780,
			"Sep/2012 Oct/ Nov/ Dec/ Jan/2013 Feb/ Mar/ Apr/"},
		{"quarters of the year where months would crowd", "2023-02-03", 0, 700, 700,
			"Apr/2023 Jul/ Oct/ Jan/2024 Apr/ Jul/ Oct/ Jan/2025"},
		{"years are whole and need no second line", "2010-05-01", 0, 365 * 9, 800,
			"2011/ 2012/ 2013/ 2014/ 2015/ 2016/ 2017/ 2018/ 2019/"},
		{"decades are round", "1961-05-01", 0, 365 * 62, 600,
			"1970/ 1980/ 1990/ 2000/ 2010/ 2020/"},
		{"where no pace fits, the ends are named", "2024-05-20", 0, 100, 150,
			"20 May/2024 28 Aug/2024"},
		{"where not even both fit, the first is", "2024-05-20", 0, 100, 60,
			"20 May/2024"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, tick := range dateTicks(day(c.start), c.low, c.high, c.width, 44, letters) {
				got = append(got, tick.label+"/"+tick.year)
			}
			if joined := strings.Join(got, " "); joined != c.want {
				t.Errorf("got  %s\nwant %s", joined, c.want)
			}
		})
	}
}

func TestTicksNeverCollideAndLieOnTheAxis(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		start := day("1990-01-01").AddDate(0, 0, rapid.IntRange(0, 20000).Draw(t, "start"))
		low := rapid.Float64Range(-400, 400).Draw(t, "low")
		high := low + rapid.Float64Range(0.5, 60000).Draw(t, "span")
		width := rapid.Float64Range(1, 2000).Draw(t, "width")
		const gap = 20.0
		ticks := dateTicks(start, low, high, width, gap, letters)
		for i, tick := range ticks {
			if tick.day < low || tick.day > high {
				t.Fatalf("tick %q at day %v is not within %v to %v", tick.label, tick.day, low, high)
			}
			if want := start.AddDate(0, 0, int(tick.day)); tick.year != "" && tick.year != describe.Year(want) {
				t.Fatalf("tick at %v is said to be in %s", want, tick.year)
			}
			if i == 0 {
				continue
			}
			before := ticks[i-1]
			distance := (tick.day - before.day) / (high - low) * width
			widest := (max(letters(tick.label), letters(tick.year)) + max(letters(before.label), letters(before.year))) / 2
			if distance < widest+gap-1e-6 {
				t.Fatalf("%q and %q are %.1f apart and need %.1f", before.label, tick.label, distance, widest+gap)
			}
		}
	})
}
