package commandline

import (
	"path/filepath"
	"strings"
	"testing"
)

const (
	sleepJanuary  = "day,rested,note\n3.1.2026,4,a\n14.1.2026,2,b\n"
	sleepFebruary = "day,rested,note\n3.2.2026,5,c\n14.2.2026,1,d\n"
)

// sleepBox is a box into which a table of a month was imported.
func sleepBox(t *testing.T) *box {
	b := newBox(t)
	out := b.ok("import", "csv", b.file("Sleep 2026-01.csv", sleepJanuary), "--map", "day=time", "--map", "rested=performance:1..5", "--set", "area=Sleep at home")
	if !strings.Contains(out, `by the plan "Sleep"; see "enact help import plans"`) || !strings.HasSuffix(out, "2 added, 0 already there\n") {
		t.Fatalf("the import says %q", out)
	}
	return b
}

func TestNextFileWithTheSameColumnsNeedsNoFlags(t *testing.T) {
	b := sleepBox(t)
	february := b.file("Sleep 2026-02.csv", sleepFebruary)
	const by = `Read by the plan "Sleep" of 2026-11-23: --map day=time --map rested=performance:1..5 --set 'area=Sleep at home'; "--plan none" reads it without` + "\n"
	if out := b.ok("import", "csv", february, "--dry-run"); !strings.Contains(out, by) || !strings.HasSuffix(out, "2 would be added, 0 already there\n") {
		t.Errorf("the dry run says %q", out)
	}
	if out := b.ok("import", "csv", february, "--dry-run", "--json"); !strings.Contains(out, `"read_by": "Sleep"`) {
		t.Errorf("as JSON the dry run says %q", out)
	}
	b.fails(statusRejected, []string{"time"}, "import", "csv", february, "--plan", "none")
	out := b.ok("import", "csv", february)
	if !strings.Contains(out, by) || !strings.HasSuffix(out, "2 added, 0 already there\n") || strings.Contains(out, "will be read") {
		t.Errorf("the import says %q", out)
	}
	if out := b.ok("list", "--area", "Sleep at home", "--json"); !strings.Contains(out, `"performance":100`) || !strings.Contains(out, `"performance":0`) {
		t.Errorf("the entries are %s", out)
	}
}

func TestFlagsReplacePartsOfARememberedPlan(t *testing.T) {
	b := sleepBox(t)
	february := b.file("other.csv", sleepFebruary)
	out := b.ok("import", "csv", february, "--set", "area=Running")
	if !strings.Contains(out, `: --map day=time --map rested=performance:1..5;`) || !strings.Contains(out, `by the plan "Sleep"; see`) {
		t.Errorf("the import says %q", out)
	}
	if out := b.ok("list", "--area", "Running"); strings.Count(out, "\n") < 2 {
		t.Errorf("the entries are %s", out)
	}
	if out := b.ok("import", "plans", "show", "sleep"); !strings.Contains(out, "area=Running") {
		t.Errorf("the plan is %s", out)
	}
	b.ok("undo")
	if out := b.ok("import", "plans", "show", "sleep"); !strings.Contains(out, "area=Sleep at home") {
		t.Errorf("after undo the plan is %s", out)
	}
	b.ok("undo")
	if out := b.ok("import", "plans", "list", "--json"); strings.TrimSpace(out) != "[]" {
		t.Errorf("after undo of the first import the plans are %s", out)
	}
}

func TestPlanIsChosenByNameOrAsAFile(t *testing.T) {
	b := sleepBox(t)
	reordered := b.file("february.csv", "note,rested,day\nc,5,3.2.2026\nd,1,14.2.2026\n")
	b.fails(statusRejected, []string{"time"}, "import", "csv", reordered)
	if out := b.ok("import", "csv", reordered, "--plan", "SLEEP", "--dry-run"); !strings.Contains(out, `Read by the plan "Sleep" of 2026-11-23: --map day=time`) || strings.Contains(out, "--plan none") {
		t.Errorf("by name: %q", out)
	}
	plan := b.file("Sleep", b.ok("import", "plans", "show", "Sleep"))
	if out := b.ok("import", "csv", reordered, "--plan", plan); strings.Contains(out, "Read by") || !strings.HasSuffix(out, "2 added, 0 already there\n") {
		t.Errorf("from a file: %q", out)
	}
	if out := b.ok("import", "plans", "list"); !strings.Contains(out, "2026-11-23  csv     Sleep\n") || !strings.Contains(out, "february") {
		t.Errorf("the plans are %q", out)
	}
	b.fails(statusUsage, []string{`no plan "Nights"`, "Sleep"}, "import", "csv", reordered, "--plan", "Nights")
	b.fails(statusFailed, []string{"nowhere.json"}, "import", "csv", reordered, "--plan", filepath.Join(b.dir, "nowhere.json"))
	b.fails(statusUsage, []string{"once"}, "import", "csv", reordered, "--plan", "none", "--plan", "Sleep")
}

func TestPlansAreForgotten(t *testing.T) {
	b := sleepBox(t)
	if out := b.ok(namesCommand, "zsh", "plans", ""); out != "Sleep\n" {
		t.Errorf("the names are %q", out)
	}
	if out := b.ok("import", "plans", "forget", "sleep"); out != "forgot the plan Sleep\n" {
		t.Errorf("forgetting says %q", out)
	}
	b.fails(statusUsage, []string{`no plan "sleep"`}, "import", "plans", "forget", "sleep")
	b.fails(statusUsage, []string{`no plan "sleep"`}, "import", "plans", "show", "sleep")
	if out := b.ok("undo"); !strings.Contains(out, "Forget a plan of imports") {
		t.Errorf("undo says %q", out)
	}
	b.ok("import", "plans", "show", "sleep")
}

func TestPlanOfAnAreaThatIsGoneImportsNothing(t *testing.T) {
	b := sleepBox(t)
	b.ok("area", "edit", "Sleep at home", "--name", "Nights")
	file := b.file("february.csv", sleepFebruary)
	b.fails(statusUsage, []string{`the plan "Sleep"`, `"Sleep at home"`, "--set"}, "import", "csv", file)
	if out := b.ok("import", "csv", file, "--set", "area=Nights"); strings.Contains(out, "New areas") {
		t.Errorf("the import says %q", out)
	}
}

func TestPlanOfAFileWrittenInAnotherWayIsNamedAndNotUsed(t *testing.T) {
	b := newBox(t)
	flags := []string{"--map", "day=time", "--set", "area=Running", "--encoding", "iso-8859-2"}
	b.ok(append([]string{"import", "csv", b.file("a.csv", "day,title\n2026-01-03,\xb1\n")}, flags...)...)
	out := b.ok("import", "csv", b.file("b.csv", "day,title\n2026-01-04,x\n"), "--map", "day=time", "--set", "area=Running")
	if !strings.Contains(out, `The plan "a" for these columns was not used, because the file is written in another way`) {
		t.Errorf("the import says %q", out)
	}
}
