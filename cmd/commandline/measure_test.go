package commandline

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// measuredBox has measures of every kind, of days and of entries.
func measuredBox(t testing.TB) *box {
	t.Helper()
	b := newBox(t)
	b.ok("measure", "add", "Sleep", "--kind", "duration", "--day", "--better", "up")
	b.ok("measure", "add", "Laps", "--low", "0", "--high", "50", "--unit", "km", "--decimals", "1")
	b.ok("measure", "add", "Weather", "--kind", "choice", "--choice", "rain", "--choice", "dry", "--choice", "sun", "--area", "running")
	b.ok("measure", "add", "Light", "--kind", "yes/no", "--pinned")
	b.ok("measure", "add", "Nerves", "--kind", "scale", "--low-word", "calm", "--high-word", "shaking")
	return b
}

func TestMeasuresAreListed(t *testing.T) {
	b := measuredBox(t)
	b.add("--title", "x", "--set", "Laps=20")
	b.ok("measure", "order", "Weather", "Laps")
	b.ok("measure", "archive", "light")
	want := `VALUES  OF       KIND                              MEASURE
     0  Running  choice: rain, dry, sun            Weather
     1  Running  number, km, 0 km to 50 km         Laps
     0  days     duration                          Sleep
     0  Running  scale, 0 to 100, calm to shaking  Nerves
     0  Running  yes or no                         Light (archived)
`
	if d := cmp.Diff(want, b.ok("measure", "list")); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	wantJSON := `[
{"name":"Weather","kind":"choice","areas":["Running"],"choices":["rain","dry","sun"],"entries":0,"days":0},
{"name":"Laps","kind":"number","areas":["Running"],"unit":"km","decimals":1,"low":0,"high":50,"entries":1,"days":0},
{"name":"Nerves","kind":"scale","areas":["Running"],"low_word":"calm","high_word":"shaking","entries":0,"days":0}
]
`
	if d := cmp.Diff(wantJSON, b.ok("measure", "list", "--area", "Running", "--json")); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	if out := b.ok("measure", "list", "--day"); !strings.Contains(out, "Sleep") || strings.Contains(out, "Laps") {
		t.Errorf("the measures of days are\n%s", out)
	}
	b.ok("measure", "unarchive", "Light")
	if out := b.ok("measure", "list"); strings.Contains(out, "archived") {
		t.Errorf("a measure is still archived:\n%s", out)
	}
}

func TestADayIsSetAndShown(t *testing.T) {
	b := measuredBox(t)
	b.add("--title", "x")
	out := b.ok("day", "--set", "sleep=7h20", "--note", "On the train")
	want := "Monday 23 November 2026\n1 entry\n\n  Sleep         7 h 20\n\nNote\n  On the train\n"
	if d := cmp.Diff(want, out); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	if d := cmp.Diff(want, b.ok("day", "2026-11-23")); d != "" {
		t.Errorf("shown again (-want +got):\n%s", d)
	}
	if d := cmp.Diff(map[string]any{"day": "2026-11-23", "measures": map[string]any{"Sleep": "7:20"}, "note": "On the train", "entries": 1.}, object(t, b.ok("day", "--json"))); d != "" {
		t.Errorf("as JSON (-want +got):\n%s", d)
	}
	if out := b.ok("show", "last"); !strings.Contains(out, "That day      Sleep 7 h 20") {
		t.Errorf("beside the entry of the day there is no value:\n%s", out)
	}
	if got := object(t, b.ok("day", "yesterday", "--json")); len(got) != 2 || got["entries"] != 0. {
		t.Errorf("an empty day is %v", got)
	}
	b.ok("day", "--unset", "Sleep", "--note", "")
	if got := object(t, b.ok("day", "--json")); len(got) != 2 {
		t.Errorf("an emptied day is %v", got)
	}
	b.ok("undo")
	if d := cmp.Diff(want, b.ok("day")); d != "" {
		t.Errorf("undone (-want +got):\n%s", d)
	}
}

func TestWhereSelectsByMeasuresAndNumbers(t *testing.T) {
	b := measuredBox(t)
	b.ok("day", "2026-11-22", "--set", "Sleep=6:00")
	b.ok("day", "--set", "Sleep=8:00")
	b.add("--title", "short", "--time", "2026-11-22 10:00", "--set", "Laps=12,5", "--set", "Weather=rain", "--stress", "60")
	b.add("--title", "long", "--set", "Laps=20", "--set", "weather=Sun", "--set", "light=n", "--stress", "0")
	b.add("--title", "neither", "--time", "2026-11-20 10:00")
	for _, c := range []struct{ tests, want string }{
		{"sleep<6:30", "short"}, {"Sleep >= 6", "short long"}, {"laps>12.5", "long"}, {"weather=rain", "short"}, {"weather!=rain", "long"},
		{"light=no", "long"}, {"stress=0", "long"}, {"stress>=0 laps<20", "short"}, {"nerves>0", ""},
	} {
		args := []string{"list", "--json"}
		tests := []string{c.tests}
		if strings.Contains(c.tests, " laps") {
			tests = strings.Fields(c.tests)
		}
		for _, test := range tests {
			args = append(args, "--where", test)
		}
		var got []string
		for _, e := range objects(t, b.ok(args...)) {
			title, _ := e["title"].(string)
			got = append(got, title)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s selects %q, want %q", c.tests, got, c.want)
		}
	}
	if out := b.ok("export", "csv", "--where", "laps=20"); !strings.Contains(out, "long") || strings.Contains(out, "short") {
		t.Errorf("the export has\n%s", out)
	}
	for test, words := range map[string][]string{
		"": {"--where", "comparison"}, "foo": {"--where", `"foo"`, "stress<50"}, "foo<3": {`"foo"`, "name of a measure"}, "stress>400": {"stress", `"400"`, "0 to 100"},
		"weather<rain": {"Weather", "= or !="}, "sleep<soon": {"Sleep", `"soon"`, "7:20"}, "laps<\x1b[31m": {"Laps"}, "weather=snow": {"rain, dry or sun"},
	} {
		b.fails(2, words, "list", "--where", test)
	}
}

func TestWhatIsOnesOwnInAnEntry(t *testing.T) {
	b := measuredBox(t)
	b.ok("area", "edit", "Running", "--question", "before: What would a good day look like?", "--question", "after-setback: What was yours to change?")
	b.ok("plan", "First race", "--time", "2026-11-23 11:00", "--if-then", "If the pace drops=>then I count => to ten", "--answer", "what would=>Sun")
	saved := b.ok("plan", "Second race", "--time", "2026-11-24 11:00", "--if-then", "the room is cold=>I warm => up", "--if-then", "rain=>I wait")
	id := strings.TrimSpace(strings.TrimPrefix(saved, "saved "))
	b.ok("complete", id, "--outcome", "setback", "--set", "Laps=10", "--came", "the room", "--held", "the room", "--helped", "the room=>no", "--came", "rain=>No")
	page := b.ok("show", id)
	for _, want := range []string{"  Laps          10 km\n", "  [ ] the room is cold\n        then I warm => up; it came up; you did that; it did not help\n", "  [ ] rain\n        then I wait; it did not come up\n"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q:\n%s", want, page)
		}
	}
	b.ok("edit", id, "--obstacle", "[x] rain", "--answer", "What was yours=>The start", "--set", "laps=")
	page = b.ok("show", id)
	if !strings.Contains(page, "  [x] rain\n        then I wait; it did not come up\n") || strings.Contains(page, "cold") || strings.Contains(page, "Laps") ||
		!strings.Contains(page, "What was yours to change?\n  The start\n") {
		t.Errorf("after the change:\n%s", page)
	}
	b.ok("checkin", "Running", "60", "--set", "Nerves=30")
	if out := b.ok("list", "--where", "nerves<40"); !strings.Contains(out, "checkin") {
		t.Errorf("the check-in is not found:\n%s", out)
	}
}

func TestTheWayToAGoalIsShown(t *testing.T) {
	b := measuredBox(t)
	b.ok("measure", "add", "Half time", "--kind", "duration", "--better", "down")
	b.ok("area", "edit", "Running", "--goal", "Under two hours", "--aim", "Under two hours=>Half time<2:00 by 2027-04-12", "--open", "luck")
	if out := b.ok("area", "show", "Running"); !strings.Contains(out, "  [ ] Under two hours\n        Half time: at most 2 h by 12 April 2027\n        no value yet\n") || !strings.Contains(out, "  luck\n") {
		t.Errorf("without a value:\n%s", out)
	}
	b.add("--title", "a", "--set", "Half time=2:05", "--time", "2026-11-20 10:00")
	b.add("--title", "b", "--set", "Half time=2:10")
	if out := b.ok("area", "show", "Running"); !strings.Contains(out, "        latest 2 h 10, on 23 November 2026; best 2 h 05, of 2 values\n") {
		t.Errorf("with two values:\n%s", out)
	}
	b.ok("area", "edit", "Running", "--goal", "[x] Under two hours", "--goal", "Enjoy it")
	if out := b.ok("area", "show", "Running"); !strings.Contains(out, "  [x] Under two hours\n        Half time") {
		t.Errorf("a goal that is kept lost its number:\n%s", out)
	}
	b.ok("area", "edit", "Running", "--aim", "under two hours=>")
	if out := b.ok("area", "show", "Running"); strings.Contains(out, "Half time") {
		t.Errorf("the number is still there:\n%s", out)
	}
}

func TestAMeasureWithValuesAsks(t *testing.T) {
	b := measuredBox(t)
	id := b.add("--title", "x", "--set", "Laps=20")
	b.fails(2, []string{"Laps", "1 value", "--keep-values", "--factor"}, "measure", "change", "Laps", "--unit", "mi")
	b.fails(2, []string{"Laps", "20", "--keep-values"}, "measure", "change", "Laps", "--high", "5")
	b.fails(2, []string{"--factor", "above 0"}, "measure", "change", "Laps", "--unit", "mi", "--factor", "-1")
	b.ok("measure", "change", "Laps", "--unit", "mi", "--factor", "0.5", "--rename", "Way")
	if page := b.ok("show", id); !strings.Contains(page, "Way           10 mi") {
		t.Errorf("converted:\n%s", page)
	}
	b.ok("undo")
	if page := b.ok("show", id); !strings.Contains(page, "Laps          20 km") {
		t.Errorf("undone:\n%s", page)
	}
	b.fails(2, []string{"Laps", "1 value", "--yes"}, "measure", "remove", "Laps")
	if out := b.ok("measure", "remove", "Laps", "--yes"); out != "removed Laps and 1 value\n" {
		t.Errorf("removing says %q", out)
	}
	if page := b.ok("show", id); strings.Contains(page, "Laps") {
		t.Errorf("removed:\n%s", page)
	}
}

func TestBadMeasuresChangeNothing(t *testing.T) {
	b := measuredBox(t)
	b.add("--title", "x")
	before := b.ok("measure", "list", "--json") + b.ok("list", "--json") + b.ok("day", "--json")
	for _, c := range []struct {
		status int
		words  []string
		args   []string
	}{
		{2, []string{"name", "stress"}, []string{"measure", "add", "stress"}},
		{2, []string{"name", `= < >`}, []string{"measure", "add", "a=b"}},
		{2, []string{"name"}, []string{"measure", "add", "LAPS"}},
		{2, []string{"--kind", `"colour"`, "duration"}, []string{"measure", "add", "x", "--kind", "colour"}},
		{2, []string{"--better"}, []string{"measure", "add", "x", "--better", "left"}},
		{2, []string{"--choice", "2 to 12"}, []string{"measure", "add", "x", "--kind", "choice", "--choice", "one"}},
		{2, []string{"--low", `"soon"`}, []string{"measure", "add", "x", "--kind", "duration", "--low", "soon"}},
		{2, []string{"--high", "above 5"}, []string{"measure", "add", "x", "--low", "5", "--high", "5"}},
		{2, []string{"--day", "--area"}, []string{"measure", "add", "x", "--day", "--area", "Running"}},
		{1, []string{`"Chess"`}, []string{"measure", "add", "x", "--area", "Chess"}},
		{1, []string{`"Lap"`, "Laps"}, []string{"measure", "archive", "Lap"}},
		{2, []string{"no change"}, []string{"measure", "change", "Laps"}},
		{2, []string{"twice"}, []string{"measure", "order", "Laps", "laps"}},
		{2, []string{"Laps", "entries"}, []string{"day", "--set", "Laps=3"}},
		{2, []string{"NAME=VALUE"}, []string{"day", "--set", "Sleep"}},
		{2, []string{"Sleep", `"-3"`}, []string{"day", "--set", "Sleep=-3"}},
		{2, []string{"twice"}, []string{"day", "--set", "Sleep=3", "--set", "sleep=4"}},
		{2, []string{"day", "2027-11-23"}, []string{"day", "2027-11-23", "--set", "Sleep=7"}},
		{2, []string{"once a day", "2026-11-23"}, []string{"add", "x", "--set", "Sleep=7"}},
		{2, []string{"Laps", `"99"`, "0 to 50"}, []string{"add", "x", "--set", "Laps=99"}},
		{2, []string{"Laps", `"NaN"`}, []string{"add", "x", "--set", "Laps=NaN"}},
		{2, []string{"IF=>THEN"}, []string{"add", "x", "--if-then", "rain"}},
		{2, []string{"no questions"}, []string{"add", "x", "--answer", "why=>x"}},
		{2, []string{"no obstacles"}, []string{"edit", "last", "--came", "rain"}},
		{2, []string{"yes or no"}, []string{"edit", "last", "--obstacle", "rain", "--came", "rain=>maybe"}},
		{2, []string{"NAME<VALUE"}, []string{"area", "edit", "Running", "--aim", "x=>stress=3"}},
		{2, []string{"is no number"}, []string{"area", "edit", "Running", "--aim", "x=>weather=rain"}},
		{2, []string{"before:"}, []string{"area", "edit", "Running", "--question", "when: x"}},
		{2, []string{"--measure", `"Foo"`, "Sleep"}, []string{"chart", "calendar", "--measure", "Foo", "-o", filepath.Join(b.dir, "c.svg")}},
	} {
		b.fails(c.status, c.words, c.args...)
	}
	if d := cmp.Diff(before, b.ok("measure", "list", "--json")+b.ok("list", "--json")+b.ok("day", "--json")); d != "" {
		t.Errorf("something changed (-before +after):\n%s", d)
	}
}

func TestTheCalendarShowsAMeasure(t *testing.T) {
	b := measuredBox(t)
	b.ok("day", "--set", "Sleep=7:20")
	file := filepath.Join(b.dir, "c.svg")
	b.ok("chart", "calendar", "--measure", "sleep", "-o", file)
	b.add("--title", "x", "--set", "Weather=sun")
	b.ok("chart", "calendar", "--measure", "weather", "-o", filepath.Join(b.dir, "w.svg"))
}

func TestNamesOfMeasuresAreCompleted(t *testing.T) {
	b := measuredBox(t)
	for kind, want := range map[string]string{"measures": "Sleep\nLaps\nWeather\nLight\nNerves\n", "settings": "Sleep=\nLaps=\nWeather=\nLight=\nNerves=\n",
		"shown": "entries\nperformance\nstress\nefficacy\nSleep\nLaps\nWeather\nLight\nNerves\n"} {
		if got := b.ok("__names", "zsh", kind, "", "enact"); got != want {
			t.Errorf("%s: got %q, want %q", kind, got, want)
		}
	}
}

func TestAListHasTheMeasuresThatItsEntriesHave(t *testing.T) {
	b := measuredBox(t)
	b.ok("measure", "add", "BEFORE")
	b.add("--title", "fast", "--set", "Laps=20", "--set", "Weather=dry", "--set", "BEFORE=3", "--performance", "60", "--time", "2026-11-20 10:00")
	b.add("--title", "slow", "--set", "Laps=7.5", "--time", "2026-11-21 10:00")
	out := b.ok("list")
	var got []string
	for l := range strings.Lines(out) {
		got = append(got, strings.Join(strings.Fields(l)[1:], " "))
	}
	want := []string{
		"DATE AREA OUTCOME BEFORE AFTER PERFORMANCE STRESS Laps Weather BEFORE WHAT",
		"2026-11-20 10:00 Running - - - 60 - 20 dry 3 fast", "2026-11-21 10:00 Running - - - - - 7.5 - - slow",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	for wide, has := range map[int]string{200: "Laps,Weather,BEFORE", 105: "Laps,Weather", 95: "Laps", 80: ""} {
		b.env.columns = wide
		head, _, _ := strings.Cut(b.ok("list", "--area", "Running"), "\n")
		_, mine, _ := strings.Cut(strings.TrimSuffix(head, "WHAT"), "STRESS")
		if got := strings.Join(strings.Fields(mine), ","); got != has {
			t.Errorf("in %d columns the measures are %q, want %q: %q", wide, got, has, head)
		}
	}
}

func TestInsightsReadAllEntries(t *testing.T) {
	b := measuredBox(t)
	b.fails(statusUsage, []string{"--where chooses entries", `"enact list --where" lists them`}, "insights", "--where", "laps>3")
	b.fails(statusUsage, []string{"--tag chooses entries", "enact chart reads all"}, "chart", "trend", "--tag", "x")
	b.fails(statusUsage, []string{"unknown flag --whale"}, "insights", "--whale")
}
