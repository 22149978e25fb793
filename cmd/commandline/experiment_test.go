package commandline

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func startBreathing(b *box, more ...string) string {
	return b.ok(append([]string{"experiment", "start", "Breathing", "--with", "four minutes of slow breathing", "--pairs", "6"}, more...)...)
}

func TestExperimentFromItsStartToItsEnd(t *testing.T) {
	b := newBox(t)
	if out := startBreathing(b, "--by", "2026-12-31"); !strings.HasPrefix(out, "started Breathing\n") || !strings.Contains(out, "5 of 100 experiments of 6 pairs find it") {
		t.Errorf("started with\n%s", out)
	}
	b.fails(statusUsage, []string{"no try of Breathing was asked for", "enact experiment next Breathing"}, "add", "A pitch", "--experiment", "breathing", "-p", "50")
	arms := map[string]int{}
	for n := 1; n <= 12; n++ {
		out := b.ok("experiment", "next", "breathing")
		var try, all int
		var arm string
		if _, err := fmt.Sscanf(strings.Replace(out, ",", ":", 1), "Try %d of %d: %s", &try, &all, &arm); err != nil || try != n || all != 12 {
			t.Fatalf("the next try is %q", out)
		}
		if again := b.ok("experiment", "next", "Breathing"); again != out {
			t.Fatalf("asked again: %q, want %q", again, out)
		}
		arm = strings.TrimRight(arm, ".:")
		arms[arm]++
		performance := "50"
		if arm == "with" {
			performance = itoa(60 + n)
		}
		if n%4 == 0 { // some tries are planned
			planned := b.ok("plan", "A pitch tomorrow", "--experiment", "Breathing")
			id, said, _ := strings.Cut(strings.TrimPrefix(planned, "saved "), "\n")
			if said != out {
				t.Fatalf("planned with %q, want %q", said, out)
			}
			b.fails(statusUsage, []string{"the plan " + id, "enact complete"}, "add", "A pitch", "--experiment", "breathing", "-p", "50")
			b.ok("complete", id, "--outcome", "success", "--performance", performance)
			continue
		}
		b.ok("add", "A pitch", "--experiment", "breathing", "-p", performance)
		if n == 1 {
			shown := b.ok("experiment", "show", "breathing")
			for _, want := range []string{"0 of 6 pairs are done.", "four minutes of slow breathing", "Running, running"} {
				if !strings.Contains(shown, want) {
					t.Errorf("%q is missing in\n%s", want, shown)
				}
			}
		}
	}
	if arms["with"] != 6 || arms["without"] != 6 {
		t.Fatalf("the arms are %v", arms)
	}
	running := b.ok("experiment", "show", "Breathing", "--json")
	for _, secret := range []string{"result", "mean", `"p"`, "interval", "verdict", "higher"} {
		if strings.Contains(running, secret) {
			t.Errorf("%s is told while it runs:\n%s", secret, running)
		}
	}
	out := b.ok("experiment", "end", "Breathing")
	for _, want := range []string{"Running, ended", "higher with “Breathing” than without (likely", "By this measure it helped.", "Chance alone makes a difference this large in 3 of 100", "You knew which was which", "All 6 pairs"} {
		if !strings.Contains(strings.Join(strings.Fields(out), " "), want) {
			t.Errorf("%q is missing in\n%s", want, out)
		}
	}
	got := object(t, b.ok("experiment", "show", "Breathing", "--json"))
	result, _ := got["result"].(map[string]any)["as_allotted"].(map[string]any)
	if result["verdict"] != "higher" || result["pairs"] != 6.0 || got["ended_early"] != nil {
		t.Errorf("the result is %v of %v", result, got)
	}
	b.fails(statusFailed, []string{"the experiment has ended"}, "experiment", "next", "Breathing")
	b.fails(statusFailed, []string{"the experiment has ended"}, "experiment", "end", "Breathing")
	b.fails(statusFailed, []string{"the experiment has ended"}, "experiment", "skip", "Breathing")
	if listed := b.ok("experiment", "list"); !strings.Contains(listed, "6/6") || !strings.Contains(listed, "ended") {
		t.Errorf("listed as\n%s", listed)
	}
	picture := filepath.Join(t.TempDir(), "breathing.svg")
	b.ok("chart", "experiment", "--experiment", "breathing", "-o", picture)
	if svg, err := os.ReadFile(picture); err != nil || !strings.Contains(string(svg), "All 6 pairs") {
		t.Errorf("the picture has no row of all pairs (%v)", err)
	}
}

// What a terminal prints of a running experiment names no more arms than were revealed.
func TestCommandsTellNoArmAhead(t *testing.T) {
	b := newBox(t)
	startBreathing(b)
	b.ok("experiment", "next", "Breathing")
	b.ok("add", "A pitch", "--experiment", "Breathing", "-p", "50")
	for _, args := range [][]string{
		{"experiment", "show", "Breathing", "--json"}, {"experiment", "list", "--json"}, {"export", "json"}, {"list", "--json"}, {"insights", "Running", "--json"},
	} {
		out := b.ok(args...)
		var v any
		if err := json.Unmarshal([]byte(out), &v); err != nil {
			t.Fatal(args, err)
		}
		arms := 0
		var walk func(v any)
		walk = func(v any) {
			switch v := v.(type) {
			case map[string]any:
				for _, x := range v {
					walk(x)
				}
			case []any:
				for _, x := range v {
					walk(x)
				}
			case string:
				if v == "with" || v == "without" {
					arms++
				}
			}
		}
		walk(v)
		if arms > 2 { // the arm of the first try, and the order of its pair
			t.Errorf("%v tells %d arms:\n%s", args, arms, out)
		}
	}
}

func TestExperimentEndedEarlyAtTheTerminal(t *testing.T) {
	b := newBox(t)
	startBreathing(b, "--decides", "stress")
	b.ok("experiment", "next", "Breathing")
	if out := b.ok("experiment", "skip", "Breathing"); out != "skipped try 1 of 12\n" {
		t.Errorf("said %q", out)
	}
	b.fails(statusFailed, []string{"there is no try to skip"}, "experiment", "skip", "Breathing")
	b.ok("experiment", "next", "Breathing")
	id := strings.Fields(b.ok("add", "A pitch", "--experiment", "Breathing", "--stress", "30", "--done", "without"))[1]
	if out := b.ok("show", id); !strings.Contains(out, "Breathing, try 2 of 12: ") {
		t.Errorf("the entry is shown as\n%s", out)
	}
	b.fails(statusUsage, []string{"cannot be undone", "--yes"}, "experiment", "end", "Breathing")
	out := strings.Join(strings.Fields(b.ok("experiment", "end", "Breathing", "--yes")), " ")
	for _, want := range []string{"ended early", "No pair has both ratings", "1 pair has a skipped try", "0 of 6 pairs to count"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is missing in\n%s", want, out)
		}
	}
	got := object(t, b.ok("experiment", "show", "Breathing", "--json"))
	if got["ended_early"] != true {
		t.Errorf("the object is %v", got)
	}
}

func TestWrongUsageOfExperiments(t *testing.T) {
	b := newBox(t)
	for _, c := range []struct {
		args []string
		want []string
	}{
		{[]string{"experiment", "start", "X"}, []string{"--with"}},
		{[]string{"experiment", "start", "X", "--with", "w", "--pairs", "5"}, []string{"--pairs", "6 to 20"}},
		{[]string{"experiment", "start", "X", "--with", "w", "--pairs", "21"}, []string{"--pairs", "6 to 20"}},
		{[]string{"experiment", "start", "X", "--with", "w", "--decides", "luck"}, []string{"--decides", "performance, stress or efficacy_after"}},
		{[]string{"experiment", "start", "X", "--with", "w", "--by", "2026-11-01"}, []string{"--by", "today or a day to come"}},
		{[]string{"add", "A pitch", "--done", "with"}, []string{"--done", "--experiment"}},
		{[]string{"add", "-", "--experiment", "X"}, []string{"--experiment"}},
		{[]string{"add", "A pitch", "--experiment", "X", "--inbox"}, []string{"--inbox"}},
		{[]string{"chart", "experiment", "-o", "x.svg"}, []string{"--experiment NAME"}},
		{[]string{"chart", "trend", "--experiment", "X", "-o", "x.svg"}, []string{"--experiment"}},
	} {
		b.fails(statusUsage, c.want, c.args...)
	}
	b.fails(statusFailed, []string{"there is no experiment"}, "experiment", "next", "X")
	b.fails(statusFailed, []string{"there is no experiment"}, "plan", "A pitch", "--experiment", "X")
	startBreathing(b)
	b.fails(statusUsage, []string{"a name that no experiment running"}, "experiment", "start", "BREATHING", "--with", "w")
	b.fails(statusUsage, []string{"it must be with or without"}, "add", "A pitch", "--experiment", "Breathing", "--done", "perhaps")
	b.ok("undo")
	if out := b.ok("experiment", "list"); out != "" {
		t.Errorf("after undo there is\n%s", out)
	}
}

func TestATryHasWhatIsYourOwn(t *testing.T) {
	b := measuredBox(t)
	startBreathing(b)
	b.fails(statusUsage, []string{"Laps", "from 0 to 50"}, "plan", "A pitch", "--experiment", "Breathing", "--set", "Laps=900")
	b.fails(statusUsage, []string{"no try of Breathing was asked for"}, "add", "A pitch", "--experiment", "Breathing") // the plan revealed none
	b.ok("experiment", "next", "Breathing")
	b.ok("add", "A pitch", "--experiment", "Breathing", "--set", "Laps=20", "--if-then", "the room goes quiet=>I ask")
	b.ok("plan", "A pitch", "--experiment", "Breathing", "--set", "Weather=rain", "--time", "2026-11-24 10:00")
	got := objects(t, b.ok("list", "--json"))
	if len(got) != 2 || got[0]["measures"].(map[string]any)["Laps"] != 20. || got[0]["obstacles"] == nil || got[1]["measures"].(map[string]any)["Weather"] != "rain" {
		t.Errorf("the tries are %v", got)
	}
}

func TestATryStaysAndSaysWhenItIsNoneAnyMore(t *testing.T) {
	b := newBox(t)
	b.ok("area", "add", "Piano")
	b.ok("experiment", "start", "Breathing", "--area", "Running", "--with", "slow breathing", "--pairs", "6")
	b.ok("experiment", "next", "Breathing")
	add := func() string {
		return strings.Fields(b.ok("add", "A pitch", "--experiment", "Breathing", "-p", "50"))[1]
	}
	id := add()
	b.fails(statusFailed, []string{"stays in the area of the experiment"}, "edit", id, "--area", "Piano")
	b.ok("delete", id)
	if out := b.ok("undelete", id); out != "took out of the bin "+id+"\n" {
		t.Errorf("a try whose place is free: %q", out)
	}
	b.ok("delete", id)
	add()
	if out := b.ok("undelete", id); !strings.Contains(out, "no try of its experiment any more") {
		t.Errorf("a try whose place is taken: %q", out)
	}
	b.failsFed(`{"area":"Running","title":"x","experiment":`+tryAsJSON(t, b, 5)+`}`, statusRejected, []string{`"Breathing 5 with"`, "that the experiment has asked for"}, "add", "-")
}

// tryAsJSON is a try of the only experiment as JSON.
func tryAsJSON(t *testing.T, b *box, n int) string {
	x := object(t, b.ok("experiment", "show", "Breathing", "--json"))
	return fmt.Sprintf(`{"id":%q,"try":%d,"arm":"with"}`, x["id"], n)
}

func TestImportsSayWhatTheyDoWithExperiments(t *testing.T) {
	b := newBox(t)
	startBreathing(b)
	b.ok("experiment", "next", "Breathing")
	early := b.file("early.json", b.ok("export", "json"))
	b.ok("experiment", "end", "Breathing", "--yes")
	ended := b.file("ended.json", b.ok("export", "json"))
	b.variables["ENACTIVE_JOURNAL"] = filepath.Join(b.dir, "other")
	b.ok("init", "--no-passphrase")
	b.ok("import", "json", early)
	b.fails(statusUsage, []string{"nothing was imported", "1 running experiment is further in the file", "--take-experiments"}, "import", "json", ended)
	if out := b.ok("experiment", "list"); !strings.Contains(out, "running") {
		t.Errorf("an import that was refused left\n%s", out)
	}
	for _, c := range []struct {
		args, says []string
		not        string
	}{
		{[]string{early}, []string{"Experiments: 0 added, 1 already there\n"}, "undone"},
		{[]string{ended, "--dry-run"}, []string{"Experiments: 1 would be added, 0 already there\n", "1 experiment goes on here to where it is in the file, so this import cannot be undone"}, ""},
		{[]string{ended, "--dry-run", "--json"}, []string{`"experiments": 1`}, "experiments_there"},
		{[]string{ended, "--take-experiments"}, []string{"Experiments: 1 added, 0 already there\n", "this import cannot be undone"}, ""},
		{[]string{early}, []string{"Experiments: 0 added, 1 already there\n"}, "undone"},
	} {
		out := b.ok(append([]string{"import", "json"}, c.args...)...)
		for _, want := range c.says {
			if !strings.Contains(out, want) {
				t.Errorf("%v: %q is missing in\n%s", c.args, want, out)
			}
		}
		if c.not != "" && strings.Contains(out, c.not) {
			t.Errorf("%v: %q is in\n%s", c.args, c.not, out)
		}
	}
}
