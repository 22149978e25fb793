package commandline

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
	"github.com/google/go-cmp/cmp"
)

// model is the program's commands and flags.
func model(t testing.TB) *kong.Application {
	t.Helper()
	s := &session{ctx: context.Background(), out: bufio.NewWriter(io.Discard), err: &screen{to: io.Discard}}
	parser, err := newParser(&grammar{}, s, "")
	if err != nil {
		t.Fatal(err)
	}
	return parser.Model
}

// eachCommand calls see with every command and command group.
func eachCommand(node *kong.Node, see func(*kong.Node)) {
	for _, child := range node.Children {
		see(child)
		eachCommand(child, see)
	}
}

func TestEveryCommandAndFlagIsExplained(t *testing.T) {
	app := model(t)
	explain := func(where, text string) {
		if !strings.HasSuffix(strings.TrimSuffix(text, `"`), ".") && !strings.HasSuffix(text, ".") {
			t.Errorf("%s has the help %q, want a sentence", where, text)
		}
	}
	eachCommand(app.Node, func(node *kong.Node) {
		path := commandPath(node, "")
		explain(path, node.Help)
		for _, f := range node.Flags {
			if f.Name != "help" {
				explain(path+" --"+f.Name, f.Help)
			}
		}
		for _, arg := range node.Positional {
			explain(path+" "+arg.Name, arg.Help)
		}
	})
}

// A letter means the same flag in every command: values are bound before the command is known, and
// hands learn it once.
func TestAShortFlagMeansTheSameInEveryCommand(t *testing.T) {
	long := map[rune]string{}
	eachCommand(model(t).Node, func(node *kong.Node) {
		for _, f := range node.Flags {
			if f.Short == 0 {
				continue
			}
			if before := long[f.Short]; before != "" && before != f.Name {
				t.Errorf("%s: -%c is --%s and --%s", commandPath(node, ""), f.Short, before, f.Name)
			}
			long[f.Short] = f.Name
		}
	})
	for short, name := range map[rune]string{'a': "area", 't': "title", 'w': "time", 'p': "performance", 's': "stress", 'r': "outcome", 'g': "tag", 'k': "kind", 'b': "efficacy-before", 'n': "limit", 'o': "output"} {
		if long[short] != name {
			t.Errorf("-%c is --%s, want --%s", short, long[short], name)
		}
	}
}

func TestShortFlags(t *testing.T) {
	b := newBox(t)
	b.ok("area", "add", "Piano")
	id := b.add("-a", "Running", "-p", "70", "-s30", "-r", "success", "-g", "river", "-k", "practice", "-w", "yesterday 18:00", "Ran 8 km")
	got := object(t, b.ok("show", id, "--json"))
	if got["area"] != "Running" || got["performance"] != 70. || got["stress"] != 30. || got["outcome"] != "success" || got["kind"] != "practice" || got["time"] != "2026-11-22T18:00:00+01:00" {
		t.Errorf("the entry is %v", got)
	}
	b.add("-a", "Piano", "-t", "scales")
	if got := objects(t, b.ok("list", "-a", "Running", "-r", "success", "-g", "river", "-k", "practice", "-n", "5", "--json")); len(got) != 1 {
		t.Errorf("the list has %d entries, want 1", len(got))
	}
	b.ok("checkin", "Running", "60", "-w", "yesterday")
}

// Values are bound to flags before the command is known, so a flag must have one meaning.
func TestAFlagTakesAValueInEveryCommandOrInNone(t *testing.T) {
	takes := map[string]bool{}
	eachCommand(model(t).Node, func(node *kong.Node) {
		for _, f := range node.Flags {
			if before, seen := takes[f.Name]; seen && before == f.IsBool() {
				t.Errorf("%s --%s takes a value here and none elsewhere", commandPath(node, ""), f.Name)
			}
			takes[f.Name] = !f.IsBool()
		}
	})
}

func TestHelpExplainsEveryCommand(t *testing.T) {
	b := emptyBox(t)
	all := b.ok("help")
	eachCommand(model(t).Node, func(node *kong.Node) {
		args := strings.Fields(commandPath(node, ""))[1:]
		if !strings.Contains(all, args[0]) {
			t.Errorf("help does not list %s", args[0])
		}
		help := b.ok(append([]string{"help"}, args...)...)
		if flag := b.ok(append(slices.Clone(args), "--help")...); flag != help {
			t.Errorf("%v: help and --help differ", args)
		}
		if !strings.HasPrefix(help, node.Help[:min(len(node.Help), 60)]) || !strings.Contains(help, "Usage: enact "+strings.Join(args, " ")) {
			t.Errorf("the help of %v is\n%s", args, help)
		}
	})
}

func TestPromisedCommandsExist(t *testing.T) {
	all := map[string]*kong.Node{}
	eachCommand(model(t).Node, func(node *kong.Node) { all[commandPath(node, "")] = node })
	for command, flags := range map[string]string{
		"enact init": "no-passphrase", "enact area add": "", "enact area list": "json", "enact area show": "json",
		"enact add": "area title outcome performance stress edit lines", "enact checkin": "", "enact show": "json",
		"enact list": "area from to kind outcome tag person limit json", "enact edit": "", "enact delete": "", "enact undelete": "",
		"enact search": "json", "enact insights": "json from until", "enact chart": "area output from to width height theme",
		"enact import csv": "map join set skip-bad-rows", "enact import json": "", "enact export csv": "output area from to",
		"enact export json": "output area from to", "enact plan": "", "enact complete": "", "enact version": "",
		"enact passphrase change": "new-passphrase-file new-passphrase-fd new-keys keep-keys", "enact passphrase remove": "yes",
		"enact recovery show": "yes json", "enact recovery use": "words-file new-passphrase-file",
	} {
		node, ok := all[command]
		if !ok {
			t.Errorf("there is no %s", command)
			continue
		}
		for _, name := range strings.Fields(flags) {
			if !slices.ContainsFunc(node.Flags, func(f *kong.Flag) bool { return f.Name == name }) {
				t.Errorf("%s has no --%s", command, name)
			}
		}
	}
}

func TestTheVersionIsPrinted(t *testing.T) {
	b := emptyBox(t)
	for _, arg := range []string{"version", "--version"} {
		if out := b.ok(arg); out != "enact development\n" {
			t.Errorf("%s prints %q", arg, out)
		}
	}
}

func TestValuesMayBeginWithAHyphen(t *testing.T) {
	b := newBox(t)
	for _, args := range [][]string{{"--title", "-5 degrees"}, {"--title=-5 degrees"}, {"--title", "--lines", "--", "-"}} {
		r := b.feed("{}", append([]string{"add"}, args...)...)
		if r.status != 0 {
			t.Errorf("%v: got %+v", args, r)
		}
	}
	if out := b.ok("list"); strings.Count(out, "  -5 degrees\n") != 2 || strings.Count(out, "  --lines\n") != 1 {
		t.Errorf("the list is\n%s", out)
	}
}

// One command is prepared alone when the command line begins with it; all must look the same then.
func TestACommandAloneIsTheSameAsAmongAll(t *testing.T) {
	shape := func(node *kong.Node) string {
		var b strings.Builder
		eachCommand(&kong.Node{Children: []*kong.Node{node}}, func(node *kong.Node) {
			fmt.Fprintln(&b, commandPath(node, ""), node.Help, node.Detail, node.Hidden, node.Group)
			for _, f := range node.AllFlags(false) {
				for _, each := range f {
					fmt.Fprintln(&b, each.Name, string(each.Short), each.PlaceHolder, each.Help, each.Group, each.Tag.Sep)
				}
			}
			for _, arg := range node.Positional {
				fmt.Fprintln(&b, arg.Name, arg.Help, arg.Required)
			}
		})
		return b.String()
	}
	s := &session{ctx: context.Background(), out: bufio.NewWriter(io.Discard), err: &screen{to: io.Discard}}
	for _, node := range model(t).Children {
		if got := commandOf([]string{"--journal", "add", "--passphrase-file=x", node.Name, "help"}); got != node.Name {
			t.Errorf("the command is %q, want %q", got, node.Name)
		}
		parser, err := newParser(&grammar{}, s, node.Name)
		if err != nil || len(parser.Model.Children) != 1 {
			t.Fatalf("%s alone: %v, %d commands", node.Name, err, len(parser.Model.Children))
		}
		if d := cmp.Diff(shape(node), shape(parser.Model.Children[0])); d != "" {
			t.Errorf("%s alone (-among all +alone):\n%s", node.Name, d)
		}
	}
	for _, args := range [][]string{nil, {"--help"}, {"-a", "add"}, {"--json", "list"}, {"--journal"}, {"--journal", "add"}, {"nothing", "add"}, {"Add"}, {"--", "add"}} {
		if got := commandOf(args); got != "" {
			t.Errorf("the command of %q is %q, want none", args, got)
		}
	}
}
