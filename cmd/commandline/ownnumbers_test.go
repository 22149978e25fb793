package commandline

import (
	"strings"
	"testing"
)

func TestANumberIsShownWithTheDecimalsItHas(t *testing.T) {
	b := newBox(t)
	b.ok("measure", "add", "Km", "--area", "running")
	b.ok("area", "edit", "running", "--goal", "Far", "--aim", "Far=>Km>0.5")
	b.fails(2, []string{`--aim names the goal "Fra"`, `--goal "Fra"`}, "area", "edit", "running", "--aim", "Fra=>Km>0.5")
	b.add("--title", "x", "--set", "Km=.4")
	if out := b.ok("show", "last"); !strings.Contains(out, "0.4") {
		t.Errorf("the entry is shown as\n%s", out)
	}
	for _, want := range []string{"0.5", "latest 0.4"} {
		if out := b.ok("area", "show", "running"); !strings.Contains(out, want) {
			t.Errorf("no %q among the goals:\n%s", want, out)
		}
	}
}

func TestAFlagOfAnotherKindIsRefused(t *testing.T) {
	b := newBox(t)
	b.ok("measure", "add", "S", "--kind", "scale")
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"add", "X", "--choice", "a", "--choice", "b"}, `--choice is "a, b"; it must be empty: only a choice has it`},
		{[]string{"add", "X", "--kind", "scale", "--low", "1", "--high", "7"}, `--low is "1"; it must be empty: only a number or a duration has it`},
		{[]string{"change", "S", "--low", "0", "--high", "10"}, `--low is "0"; it must be empty`},
		{[]string{"add", "X", "--kind", "duration", "--unit", "km"}, `--unit is "km"; it must be`},
		{[]string{"add", "X", "--kind", "yes/no", "--unit", "kg"}, `--unit is "kg"; it must be empty`},
		{[]string{"add", "X", "--low-word", "calm"}, `--low-word is "calm"; it must be empty: only a scale has it`},
		{[]string{"add", "X", "--kind", "duration", "--decimals", "2"}, `--decimals is "2"; it must be empty: only a number has it`},
		{[]string{"change", "S", "--factor", "2"}, "give --unit, --kind, --low or --high as well"},
		{[]string{"change", "S", "--factor", "0"}, "--factor is 0; it must be above 0"},
		{[]string{"change", "S", "--unordered"}, "S is no choice"},
	} {
		b.fails(2, []string{c.want}, append([]string{"measure"}, c.args...)...)
	}
	b.ok("measure", "change", "S", "--low", "", "--kind", "duration", "--unit", "min")
}
