package commandline

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// object reads the JSON object that a command printed.
func object(t testing.TB, out string) map[string]any {
	t.Helper()
	var o map[string]any
	if err := json.Unmarshal([]byte(out), &o); err != nil {
		t.Fatalf("%q is not a JSON object: %v", out, err)
	}
	return o
}

func objects(t testing.TB, out string) []map[string]any {
	t.Helper()
	var o []map[string]any
	if err := json.Unmarshal([]byte(out), &o); err != nil {
		t.Fatalf("%q is not a JSON array: %v", out, err)
	}
	return o
}

var everyFlag = []string{
	"--area", "running", "--title", "8 km along the river", "--time", "2026-11-22 18:05", "--source", "mastery", "--kind", "Stretch",
	"--tag", "run,river", "--tag", "autumn", "--intention", "Not to walk", "--efficacy-before", "55", "--stress-expected", "60.5",
	"--difficulty", "6", "--strategy", "breathing, slowly", "--person", "Ana (mentor)", "--person", "Bo", "--obstacle", "[x] rain",
	"--obstacle", "[ ] a cold", "--note", "-5 degrees", "--happened", "I ran\nall of it", "--outcome", "success", "--performance", "70",
	"--stress", "0", "--appraisal", "challenge", "--effort", "80", "--luck", "2", "--controllable", "yes", "--efficacy-after", "65",
	"--efficacy-before-at", "2026-11-22 17:00", "--sacrifice", "a film", "--lesson", "go out slower; then push",
}

func TestEveryFlagOfAddIsSaved(t *testing.T) {
	b := newBox(t)
	id := b.add(everyFlag...)
	got := object(t, b.ok("show", id, "--json"))
	want := map[string]any{
		"id": id, "type": "experience", "time": "2026-11-22T18:05:00+01:00", "area": "Running", "source": "mastery", "kind": "stretch",
		"title": "8 km along the river", "intention": "Not to walk", "happened": "I ran\nall of it", "outcome": "success",
		"performance": 70., "stress": 0., "stress_expected": 60.5, "appraisal": "challenge", "difficulty": 6., "effort": 80., "luck": 2.,
		"controllable": "yes", "efficacy_before": 55., "efficacy_before_at": "2026-11-22T17:00:00+01:00", "efficacy_after": 65.,
		"obstacles":  []any{map[string]any{"text": "rain", "overcome": true}, map[string]any{"text": "a cold"}},
		"sacrifices": []any{"a film"}, "lessons": []any{"go out slower; then push"}, "strategies": []any{"breathing, slowly"},
		"people": []any{map[string]any{"name": "Ana", "role": "mentor"}, map[string]any{"name": "Bo"}},
		"tags":   []any{"run", "river", "autumn"}, "note": "-5 degrees",
		"created": "2026-11-23T12:00:00+01:00", "modified": "2026-11-23T12:00:00+01:00",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("the entry is not what the flags said (-want +got):\n%s", d)
	}
}

func TestMissingValuesAreAbsentAndNotZero(t *testing.T) {
	b := newBox(t)
	id := b.add("--title", "x", "--stress", "", "--performance", " ")
	for field := range object(t, b.ok("show", id, "--json")) {
		switch field {
		case "id", "type", "time", "area", "title", "created", "modified":
		default:
			t.Errorf("the entry has a field %s, which nobody gave", field)
		}
	}
	if out := b.ok("list"); !strings.Contains(out, "-      -            -       -  x") {
		t.Errorf("the list does not show dashes:\n%s", out)
	}
}

func TestTheAreaMayBeLeftOutOnlyWhereThereIsOne(t *testing.T) {
	b := newBox(t)
	b.add("--title", "x")
	b.ok("area", "add", "Piano")
	b.fails(statusUsage, []string{"Running and Piano", "enact area add"}, "add", "--title", "y")
	b.ok("area", "archive", "Running")
	if id := b.add("--title", "y"); object(t, b.ok("show", id, "--json"))["area"] != "Piano" {
		t.Error("the area that is still in use was not taken")
	}
	b.ok("area", "archive", "Running", "--undo")
}

func TestOneObjectOnStandardInput(t *testing.T) {
	b := newBox(t)
	id := savedID(t, b.okFed(`{"title":"5 km","performance":70,"obstacles":["[x] rain"],"people":["Ana (coach)"],"time":"2026-11-20"}`,
		"add", "-", "--stress", "30", "--title", "what the object says goes first"))
	got := object(t, b.ok("show", id, "--json"))
	for field, want := range map[string]any{
		"title": "5 km", "performance": 70., "stress": 30., "area": "Running", "time": "2026-11-20T12:00:00+01:00",
		"obstacles": []any{map[string]any{"text": "rain", "overcome": true}}, "people": []any{map[string]any{"name": "Ana", "role": "coach"}},
	} {
		if d := cmp.Diff(want, got[field]); d != "" {
			t.Errorf("%s differs (-want +got):\n%s", field, d)
		}
	}
}

func TestObjectsALineAreSavedOneByOne(t *testing.T) {
	b := newBox(t)
	b.ok("area", "add", "Piano")
	out := b.okFed("{\"area\":\"Piano\",\"title\":\"one\"}\n\n  {\"area\":\"running\",\"title\":\"two\"}\r\n{\"area\":\"Piano\",\"title\":\"three\"}", "add", "--lines")
	ids := strings.Fields(strings.ReplaceAll(out, "saved ", ""))
	if len(ids) != 3 {
		t.Fatalf("the output is %q, want three ids", out)
	}
	for i, title := range []string{"one", "two", "three"} {
		if got := object(t, b.ok("show", ids[i], "--json"))["title"]; got != title {
			t.Errorf("the entry %s has the title %v, want %s", ids[i], got, title)
		}
	}
}

func TestBadLineStopsTheInputAfterSavingEarlierLines(t *testing.T) {
	b := newBox(t)
	out := b.failsFed("{\"title\":\"one\"}\n{\"title\":\"two\",\"stress\":140}\n{\"title\":\"three\"}\n", statusRejected,
		[]string{"standard input, line 2", "stress", "140", "the entry before it is safe"}, "add", "--lines")
	savedID(t, out)
	if got := objects(t, b.ok("list", "--json")); len(got) != 1 || got[0]["title"] != "one" {
		t.Errorf("the journal holds %v, want the first line alone", got)
	}
}

func TestInterruptedInputFails(t *testing.T) {
	b := newBox(t)
	var out, stderr bytes.Buffer
	status := run(context.Background(), []string{"add", "--lines"}, brokenPipe{strings.NewReader("{\"title\":\"one\"}\n")}, &out, &stderr, b.env)
	if status != statusFailed {
		t.Errorf("got status %d, want %d", status, statusFailed)
	}
	checkSentence(t, stderr.String(), "standard input", "the other end is gone")
	savedID(t, out.String())
}

func TestALineIsSavedBeforeTheNextOneComes(t *testing.T) {
	b := newBox(t)
	in, feed := io.Pipe()
	answers, out := io.Pipe()
	done := make(chan int, 1)
	var stderr bytes.Buffer
	go func() { done <- run(context.Background(), []string{"add", "--lines"}, in, out, &stderr, b.env) }()
	answer := make([]byte, 64)
	for i := range 3 {
		fmt.Fprintf(feed, "{\"title\":\"line %d\"}\n", i)
		n, err := answers.Read(answer)
		if err != nil {
			t.Fatal(err)
		}
		savedID(t, string(answer[:n]))
	}
	feed.Close()
	if status := <-done; status != 0 {
		t.Errorf("got status %d: %s", status, stderr.String())
	}
}

func TestACheckInIsARatingAlone(t *testing.T) {
	b := newBox(t)
	id := savedID(t, b.ok("checkin", "running", "60.5", "--time", "yesterday 18:30", "--note", "after the talk"))
	got := object(t, b.ok("show", id, "--json"))
	if got["type"] != "checkin" || got["efficacy_before"] != 60.5 || got["time"] != "2026-11-22T18:30:00+01:00" || got["note"] != "after the talk" {
		t.Errorf("the check-in is %v", got)
	}
}

func TestAPlanIsSealedByItsOutcome(t *testing.T) {
	b := newBox(t)
	id := savedID(t, b.ok("plan", "--title", "First race", "--time", "2026-11-29 10:00", "--kind", "event", "--efficacy-before", "55", "--intention", "under 2 h", "--stress-expected", "70"))
	b.ok("edit", id, "--efficacy-before", "50")
	b.env.now = func() time.Time { return noon.AddDate(0, 0, 7) }
	b.ok("complete", id, "--outcome", "success", "--performance", "80", "--stress", "60", "--obstacle", "[x] wind")
	got := object(t, b.ok("show", id, "--json"))
	if got["type"] != "experience" || got["time"] != "2026-11-29T10:00:00+01:00" || got["efficacy_before"] != 50. || got["outcome"] != "success" {
		t.Errorf("the completed plan is %v", got)
	}
	before := b.ok("export", "csv")
	for _, args := range [][]string{{"--efficacy-before", "90"}, {"--intention", "only to finish"}, {"--stress-expected", ""}} {
		b.fails(statusFailed, []string{"sealed", "--note"}, append([]string{"edit", id}, args...)...)
	}
	if b.ok("export", "csv") != before {
		t.Error("what was sealed changed")
	}
	if out := b.ok("show", id); !strings.Contains(out, "50 before, said Monday 23 November 2026, 12:00, sealed") {
		t.Errorf("the page does not say that the rating is sealed:\n%s", out)
	}
}

func TestAPlanAtATerminalAsksHowStressedYouExpectToBe(t *testing.T) {
	b := newBox(t)
	for _, c := range []struct {
		terminal, said bool
		args           []string
	}{
		{true, true, nil}, {true, false, []string{"--stress-expected", "0"}}, {false, false, nil},
	} {
		b.env.stderrIsTerminal = c.terminal
		r := b.run(append([]string{"plan", "--title", "First race", "--time", "2026-11-29 10:00"}, c.args...)...)
		if said := strings.Contains(r.err, "How stressed do you expect to be"); said != c.said || r.status != 0 {
			t.Errorf("terminal %v, %v: exit %d, asked %v, want %v: %s", c.terminal, c.args, r.status, said, c.said, r.err)
		}
		if c.said && !strings.Contains(r.err, "enact edit "+savedID(t, r.out)+" --stress-expected") {
			t.Errorf("it does not say how to answer: %s", r.err)
		}
	}
}

func TestPlanCompletedEarlyHappenedNow(t *testing.T) {
	b := newBox(t)
	id := savedID(t, b.ok("plan", "--title", "First race", "--time", "2026-11-29 10:00"))
	b.env.now = func() time.Time { return noon.Add(time.Hour) }
	b.ok("complete", "last", "--outcome", "partial")
	if got := object(t, b.ok("show", id, "--json"))["time"]; got != "2026-11-23T13:00:00+01:00" {
		t.Errorf("it happened at %v, want now", got)
	}
}

func TestAPlanGoesIntoACalendarWithItsTimeAndTitleAlone(t *testing.T) {
	b := newBox(t)
	file := filepath.Join(b.dir, "race.ics")
	id := savedID(t, b.ok("plan", "--title", "First race", "--time", "2026-11-29 10:00", "--intention", "under 2 h", "--ics", file))
	got := b.read("race.ics")
	for _, want := range []string{"UID:" + id + "@enactive\r\n", "DTSTART:20261129T090000Z\r\n", "SUMMARY:First race\r\n"} {
		if !strings.Contains(got, want) {
			t.Errorf("the file lacks %q: %q", want, got)
		}
	}
	if strings.Contains(got, "under 2 h") {
		t.Errorf("the file contains the intention: %q", got)
	}
	b.fails(1, []string{"is saved, but the file for a calendar is not written"}, "plan", "--title", "Second race", "--ics", filepath.Join(b.dir, "nowhere", "race.ics"))
	if out := b.ok("list"); !strings.Contains(out, "Second race") {
		t.Errorf("the plan is not in the list: %s", out)
	}
}

func TestEditChangesWhatItNamesAndNothingElse(t *testing.T) {
	b := newBox(t)
	id := b.add(everyFlag...)
	before := object(t, b.ok("show", id, "--json"))
	b.env.now = func() time.Time { return noon.Add(time.Hour) }
	b.ok("edit", id, "--performance", "75", "--stress", "", "--tag", "race", "--lesson", "")
	want := before
	want["performance"], want["tags"], want["modified"] = 75., []any{"race"}, "2026-11-23T13:00:00+01:00"
	delete(want, "stress")
	delete(want, "lessons")
	if d := cmp.Diff(want, object(t, b.ok("show", id, "--json"))); d != "" {
		t.Errorf("the edited entry differs (-want +got):\n%s", d)
	}
}

func TestDeletedEntriesComeBack(t *testing.T) {
	b := newBox(t)
	one, two := b.add("--title", "one"), b.add("--title", "two")
	before := b.ok("export", "csv")
	if out := b.ok("delete", one, two); out != "deleted "+one+"\ndeleted "+two+"\n" {
		t.Errorf("the output is %q", out)
	}
	if out := b.ok("list"); out != "" {
		t.Errorf("the list shows deleted entries:\n%s", out)
	}
	if got := objects(t, b.ok("list", "--bin", "--json")); len(got) != 2 {
		t.Errorf("the bin holds %d entries, want 2", len(got))
	}
	b.fails(statusFailed, []string{"in the bin", "enact undelete"}, "edit", one, "--title", "x")
	if out := b.ok("show", one); !strings.Contains(out, "In the bin since") {
		t.Errorf("the page does not say that it is in the bin:\n%s", out)
	}
	b.ok("undelete", one[20:], two[20:])
	if after := b.ok("export", "csv"); after != before {
		t.Errorf("the restored entries are\n%s\nwas\n%s", after, before)
	}
}

func TestIDsMayBeShort(t *testing.T) {
	b := newBox(t)
	id := b.add("--title", "one")
	for _, short := range []string{id, id[20:], strings.ToLower(id[20:]), id[:20], "last", " " + id[22:]} {
		if got := object(t, b.ok("show", short, "--json"))["id"]; got != id {
			t.Errorf("%q shows %v, want %s", short, got, id)
		}
	}
	b.add("--title", "two")
	b.fails(statusFailed, []string{"fits 2 entries", "give more"}, "show", id[:4])
}

func TestFiltersOfTheList(t *testing.T) {
	b := newBox(t)
	b.ok("area", "add", "Piano")
	b.add("--area", "Running", "--title", "Río long run", "--time", "2026-11-01", "--kind", "practice", "--outcome", "success", "--tag", "Long", "--person", "Ana (coach)")
	b.add("--area", "Running", "--title", "race", "--time", "2026-11-10", "--kind", "event", "--outcome", "failure", "--happened", "a long hill")
	b.add("--area", "Piano", "--title", "scales", "--time", "2026-11-22", "--kind", "practice", "--outcome", "success")
	b.ok("checkin", "Piano", "40")
	b.ok("plan", "--area", "Piano", "--title", "recital", "--time", "2026-12-24", "--kind", "event")
	for _, c := range []struct {
		args []string
		want string
	}{
		{nil, "Río long run,race,scales,Check-in,recital"},
		{[]string{"--limit", "2"}, "Check-in,recital"},
		{[]string{"--area", "running"}, "Río long run,race"},
		{[]string{"--from", "2026-11-10", "--to", "2026-11-22"}, "race,scales"},
		{[]string{"--from", "yesterday", "--to", "today"}, "scales,Check-in"},
		{[]string{"--kind", "practice"}, "Río long run,scales"},
		{[]string{"--outcome", "Failure"}, "race"},
		{[]string{"--type", "plan"}, "recital"},
		{[]string{"--tag", "long"}, "Río long run"},
		{[]string{"--person", "ana"}, "Río long run"},
		{[]string{"long"}, "Río long run,race"},
		{[]string{"rio", "LONG"}, "Río long run"},
		{[]string{"nowhere"}, ""},
	} {
		out := b.ok(append([]string{"list"}, c.args...)...)
		var titles []string
		for i, l := range strings.Split(strings.TrimSpace(out), "\n") {
			if i > 0 {
				titles = append(titles, l[strings.LastIndex(l, "  ")+2:])
			}
		}
		if got := strings.Join(titles, ","); got != c.want {
			t.Errorf("list %v shows %s, want %s", c.args, got, c.want)
		}
	}
	if got := objects(t, b.ok("search", "long", "--kind", "event", "--json")); len(got) != 1 || got[0]["title"] != "race" {
		t.Errorf("the search found %v, want the race", got)
	}
}

func TestAreasAreAddedShownAndRemoved(t *testing.T) {
	b := emptyBox(t)
	b.ok("init", "--no-passphrase")
	if out := b.ok("area", "list", "--json"); len(objects(t, out)) != 0 {
		t.Errorf("a new journal has areas: %s", out)
	}
	if out := b.ok("area", "add", "Half  marathon", "--purpose", "for my sister", "--goal", "finish", "--goal", "[x] shoes", "--obstacle", "winter"); out != "added Half marathon\n" {
		t.Errorf("the output is %q", out)
	}
	b.ok("area", "edit", "half marathon", "--name", "Running", "--goal", "finish", "--purpose", "for myself")
	b.add("--title", "x")
	got := object(t, b.ok("area", "show", "running", "--json"))
	if got["name"] != "Running" || got["purpose"] != "for myself" || got["entries"] != 1. || len(got["goals"].([]any)) != 1 {
		t.Errorf("the area is %v", got)
	}
	if out := b.ok("area", "show", "Running"); !strings.Contains(out, "Running\n1 entry\n\nWhy it matters\n  for myself\n\nGoals\n  [ ] finish\n\nObstacles to expect\n  winter\n") {
		t.Errorf("the page is\n%s", out)
	}
	b.ok("area", "archive", "Running")
	if out := b.ok("area", "list"); !strings.Contains(out, "      1  2026-11-23  archived  Running\n") {
		t.Errorf("the list is\n%s", out)
	}
	if out := b.ok("area", "remove", "Running", "--yes"); out != "removed Running and 1 entry\n" {
		t.Errorf("the output is %q", out)
	}
	if out := b.ok("export", "csv"); strings.Count(out, "\n") != 1 {
		t.Errorf("entries are left:\n%s", out)
	}
}

func TestHostileTextsCannotControlTheTerminal(t *testing.T) {
	b := newBox(t)
	id := savedID(t, b.okFed(`{"title":"\u001b[2J\u0007ab\u202Egpj.exe\u2066 \u009b31m end","note":"one\u202Etwo\u2028three"}`, "add", "-"))
	for _, args := range [][]string{{"list"}, {"show", id}, {"list", "--json"}, {"show", id, "--json"}, {"search", "end"}} {
		out := b.ok(args...)
		for _, r := range out {
			if r < 0x20 && r != '\n' || r >= 0x7f && r < 0xa0 || changesDirection(r) {
				t.Errorf("%v prints %U", args, r)
			}
		}
	}
	if out := b.ok("list"); !strings.Contains(out, "[2Jab<U+202E>gpj.exe<U+2066> 31m end\n") {
		t.Errorf("the list hides the contents:\n%s", out)
	}
	if got := object(t, b.ok("show", id, "--json"))["title"]; got != "[2Jab\u202Egpj.exe\u2066 31m end" {
		t.Errorf("JSON does not give the title back: %q", got)
	}
}
