package commandline

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/alecthomas/kong"
	"github.com/google/go-cmp/cmp"
)

// coins is a known source of randomness: a read of as many bytes as there are pairs returns the coins
// of those pairs, and any other read the next bytes of a fixed sequence.
type coins struct {
	rest  *rand.ChaCha8
	pairs []byte
}

func (c *coins) Read(b []byte) (int, error) {
	if len(b) == len(c.pairs) {
		return copy(b, c.pairs), nil
	}
	return c.rest.Read(b)
}

// sealedBox has an area with an experiment of six pairs, of which the first is tried and the second has
// its first try, and ordinary entries and days with measures beside it. The coins of the four pairs to
// come are all that coin.
func sealedBox(t *testing.T, coin byte) *box {
	b := emptyBox(t)
	b.env.rand = &coins{rand.NewChaCha8([32]byte{1}), []byte{0, 1, coin, coin, coin, coin}}
	for _, args := range [][]string{
		{"init", "--no-passphrase"}, {"area", "add", "Running"}, {"area", "add", "Piano"}, {"area", "add", "Chess"},
		{"measure", "add", "Laps", "--area", "Running"}, {"measure", "add", "Sleep", "--day", "--kind", "duration"},
		{"measure", "add", "Old", "--area", "Running"}, {"measure", "archive", "Old"},
	} {
		b.ok(args...)
	}
	var table strings.Builder
	table.WriteString("time,area,type,title,outcome,performance,stress,m:Laps\n")
	for i := range 24 {
		fmt.Fprintf(&table, "2026-10-%02d 18:00,Running,experience,run %d,success,%d,%d,%d\n", i+1, i, 40+i*7%31, 20+i*11%37, 3+i*5%17)
	}
	b.ok("import", "csv", b.file("runs.csv", table.String()), "--set", "kind=practice")
	b.ok("experiment", "start", "Breathing", "--area", "Running", "--with", "slow breathing", "--without", "sitting still", "--pairs", "6", "--by", "2026-12-31")
	b.ok("experiment", "start", "Scales", "--area", "Piano", "--with", "slow scales", "--pairs", "7")
	for range 3 {
		b.ok("experiment", "next", "Breathing")
		b.ok("add", "A pitch", "--experiment", "Breathing", "-p", "50", "--set", "Laps=4")
	}
	b.ok("experiment", "next", "Breathing")
	return b
}

// lines are command lines of one command, by its path.
type lines struct {
	path  string
	lines []string
}

// tried are command lines for every command; each runs after those before it. DIR stands for the folder of
// the box, TRY for the entry of a try and PLAIN for one that is none, ATTACHED for a file of the try and REMINDER for a reminder. FILE is an export of the journal, and
// those behind it are it with the try to come added as one with, and as one without; with its seal opened.
func tried() []lines {
	return []lines{
		{"init", []string{"--no-passphrase"}},
		{"list", []string{"", "--json", "--format csv", "--where laps<=9"}},
		{"search", []string{"breathing", "without"}},
		{"show", []string{"TRY", "TRY --json"}},
		{"insights", []string{"Running --explain --tables", "--json --explain --checks"}},
		{"chart", []string{
			"experiment --experiment Breathing -o DIR/x.svg", "experiment --experiment Breathing -o DIR/x.png", "experiment --experiment Breathing -o DIR/x.pdf",
			"calendar --area Running -o DIR/calendar.svg", "trend --area Running -o DIR/trend.svg",
		}},
		{"experiment list", []string{"", "--json"}},
		{"experiment show", []string{"Breathing", "Breathing --json"}},
		{"experiment next", []string{"Breathing", "Scales"}},
		{"experiment skip", []string{"Scales"}},
		{"experiment start", []string{"Shoes --area Running --with new --pairs 8 --json"}},
		{"plan", []string{"Later --experiment Breathing"}},
		{"complete", []string{"last --outcome success -p 60 --done with"}},
		{"experiment end", []string{"Breathing"}},
		{"add", []string{"Ahead --experiment Breathing -p 50", "Plain --area Running -p 50 --set Laps=7", "- <DIR/entry-with.json", "- <DIR/entry-without.json"}},
		{"checkin", []string{"Running 55"}},
		{"edit", []string{"TRY --stress 30", "TRY --area Piano"}},
		{"day", []string{"--set Sleep=7:20", "", "--json"}},
		{"delete", []string{"TRY"}},
		{"list", []string{"--bin --json"}},
		{"undelete", []string{"TRY"}},
		{"undo", []string{""}},
		{"redo", []string{""}},
		{"attach", []string{"PLAIN DIR/opened.json", "TRY DIR/opened.json"}},
		{"attachments", []string{"", "TRY", "--json"}},
		{"attachment get", []string{"ATTACHED -o DIR/copy.txt"}},
		{"attachment remove", []string{"ATTACHED"}},
		{"reminder add", []string{"--every mon --at 7 --area Running Breathe"}},
		{"reminder change", []string{"REMINDER --at 8"}},
		{"reminder list", []string{"", "--json"}},
		{"reminder export", []string{"-o DIR/weekly.ics"}},
		{"reminder timer", []string{""}},
		{"reminder remove", []string{"REMINDER"}},
		{"measure add", []string{"New --area Running"}},
		{"measure change", []string{"Laps --kind scale"}},
		{"measure order", []string{"New Laps"}},
		{"measure archive", []string{"New"}},
		{"measure unarchive", []string{"New"}},
		{"measure remove", []string{"New --yes"}},
		{"measure list", []string{"", "--json"}},
		{"area add", []string{"Singing"}},
		{"area edit", []string{"Singing --purpose joy"}},
		{"area archive", []string{"Running", "Running --undo"}},
		{"area merge", []string{"Chess Piano"}},
		{"area remove", []string{"Piano --yes"}},
		{"area list", []string{"", "--json"}},
		{"area show", []string{"Running", "Running --json"}},
		{"export csv", []string{"-o DIR/out.csv", "--days"}},
		{"export json", []string{""}},
		{"export markdown", []string{"-o DIR/notes.md"}},
		{"export pdf", []string{"-o DIR/out.pdf", "--progress --area Running --remember Coach -o DIR/coach.pdf"}},
		{"export sealed", []string{"DIR/machine.enactive-sealed"}},
		{"merge", []string{"DIR/machine.enactive-sealed --dry-run", "DIR/machine.enactive-sealed"}},
		{"versions list", []string{"", "--json"}},
		{"versions choose", []string{"1 1"}},
		{"document list", []string{"", "--json"}},
		{"document remove", []string{"Coach"}},
		{"import json", []string{"FILE", "DIR/with.json", "DIR/without.json", "DIR/opened.json"}},
		{"import csv", []string{"DIR/out.csv"}},
		{"import markdown", []string{"DIR/notes.md"}},
		{"import jrnl", []string{"FILE"}},
		{"import dayone", []string{"FILE"}},
		{"import daylio", []string{"FILE"}},
		{"import loop", []string{"FILE"}},
		{"import rednotebook", []string{"FILE"}},
		{"import minidiarium", []string{"FILE"}},
		{"import journey", []string{"FILE"}},
		{"import diarium", []string{"FILE"}},
		{"import plans list", []string{"", "--json"}},
		{"import plans show", []string{"runs"}},
		{"import plans forget", []string{"runs"}},
		{"experiment show", []string{"Breathing --json"}},
		{"erase", []string{"TRY PLAIN --yes"}},
		{"experiment show", []string{"Breathing"}},
		{"check", []string{"", "--json"}},
		{"backup second", []string{""}},
		{"backup make", []string{"DIR/safe.enactive"}},
		{"backup verify", []string{"DIR/safe.enactive"}},
		{"backup list", []string{"--json"}},
		{"restore", []string{"DIR/safe.enactive DIR/again"}},
		{"--journal DIR/again experiment show", []string{"Breathing --json"}},
		{namesCommand, []string{"zsh experiments x", "zsh shown x"}},
		{"completion", []string{"bash"}},
		{"version", []string{""}},
		{"help", []string{"experiment"}},
	}
}

// untried are the commands that need no trial: they read nothing that was written in a journal.
func untried() []string {
	return []string{
		"passphrase change", "passphrase remove", "recovery show", "recovery use", "keyring on", "keyring off", "keyring status",
		"unlock", "lock", "status", // nothing of the journal is told
		"inbox list", "inbox show", "inbox accept", "inbox discard", "inbox key", "inbox folder", // they read what was written elsewhere
		"reminder notify", // no journal is opened
		"sample",          // another journal than one's own
	}
}

// TestNoCommandTellsAnArmBeforeItIsDue runs the same commands in two journals that differ in the coins of
// the pairs to come alone, and compares all that they print and write.
func TestNoCommandTellsAnArmBeforeItIsDue(t *testing.T) {
	checkEveryCommandIsTried(t)
	var said [2][]string
	var order [2]string
	var both sync.WaitGroup
	for i := range said {
		both.Go(func() {
			b := sealedBox(t, byte(i))
			said[i] = b.tryAll()
			order[i] = b.run("experiment", "end", "Breathing", "--yes", "--json").out
		})
	}
	both.Wait()
	if strings.Count(order[0], `"first": "without"`) != 1 || strings.Count(order[1], `"first": "without"`) != 5 {
		t.Fatalf("the coins do not matter:\n%s\n%s", order[0], order[1])
	}
	if len(said[0]) != len(said[1]) {
		t.Fatalf("%d and %d things were said", len(said[0]), len(said[1]))
	}
	for i := range said[0] {
		if d := cmp.Diff(said[0][i], said[1][i]); d != "" {
			t.Errorf("it tells an arm (-one +other):\n%s", d)
		}
	}
}

func checkEveryCommandIsTried(t *testing.T) {
	parser, err := newParser(&grammar{}, &session{}, "")
	if err != nil {
		t.Fatal(err)
	}
	missing := map[string]bool{}
	var walk func(node *kong.Node, path string)
	walk = func(node *kong.Node, path string) {
		for _, child := range node.Children {
			walk(child, strings.TrimSpace(path+" "+child.Name))
		}
		if len(node.Children) == 0 {
			missing[path] = true
		}
	}
	walk(parser.Model.Node, "")
	for _, path := range untried() {
		if !missing[path] {
			t.Errorf("there is no command %q to leave out", path)
		}
		delete(missing, path)
	}
	for _, l := range tried() {
		delete(missing, l.path)
	}
	for path := range missing {
		t.Errorf("it is not tried whether %q tells an arm that is not due", path)
	}
}

var (
	oneSeal = regexp.MustCompile(`"commitment":\s*"[0-9a-f]{64}"`)
	newTry  = `{"type":"experience","time":"2026-11-22T18:00:00+01:00","area":"Running","title":"ahead","performance":50,"experiment":{"id":"EXPERIMENT","name":"Breathing","try":5,"arm":"ARM"}}`
)

// tryAll runs all that is tried, and returns what each command says and which files it writes.
func (b *box) tryAll() (said []string) {
	var id, try, plain string
	export := b.run("export", "json").out
	for _, e := range objects(b.t, b.run("list", "--json").out) {
		if x, ok := e["experiment"].(map[string]any); ok {
			id, try = x["id"].(string), e["id"].(string)
		} else {
			plain = e["id"].(string)
		}
	}
	b.file("export.json", export)
	b.file("steps.txt", "one, two")
	b.ok("attach", try, filepath.Join(b.dir, "steps.txt"))
	b.ok("reminder", "add", "--every", "sunday", "--at", "19:00")
	attached := objects(b.t, b.ok("attachments", "--json"))[0]["id"].(string)
	reminder := objects(b.t, b.ok("reminder", "list", "--json"))[0]["id"].(string)
	for _, arm := range []string{"with", "without"} {
		entry := strings.NewReplacer("EXPERIMENT", id, "ARM", arm).Replace(newTry)
		b.file("entry-"+arm+".json", entry)
		b.file(arm+".json", strings.Replace(export, "\"entries\":[\n", "\"entries\":[\n"+entry+",\n", 1))
	}
	seals := oneSeal.FindAllString(export, -1)
	b.file("opened.json", strings.NewReplacer(seals[2], seals[2]+`,"salt":"`+strings.Repeat("0", 64)+`","first":"with"`).Replace(export))
	// A commitment is the SHA-256 of an order with a salt of 32 secret bytes, which is not told before the
	// order is: without the salt it tells nothing. Both journals must have them, and in the same places.
	masks := []string{b.dir, "DIR"}
	for _, seal := range seals {
		masks = append(masks, seal, `"commitment":"…"`, strings.Replace(seal, ":", ": ", 1), `"commitment":"…"`)
	}
	mask := strings.NewReplacer(masks...)
	fill := strings.NewReplacer("DIR", b.dir, "TRY", try, "PLAIN", plain, "ATTACHED", attached, "REMINDER", reminder, "FILE", filepath.Join(b.dir, "export.json"))
	seen := map[string]bool{}
	for _, l := range tried() {
		for _, line := range l.lines {
			args, from, _ := strings.Cut(fill.Replace(l.path+" "+line), " <")
			stdin, _ := os.ReadFile(from) // none for most
			r := b.feed(string(stdin), strings.Fields(args)...)
			said = append(said, mask.Replace(fmt.Sprintf("%s %s: %d\n%s%s%s", l.path, line, r.status, r.out, r.err, b.written(seen))))
		}
	}
	return said
}

// written returns the files in the box that were not seen yet, with what is in them.
func (b *box) written(seen map[string]bool) string {
	var all strings.Builder
	_ = fs.WalkDir(os.DirFS(b.dir), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || seen[path] || d.IsDir() && slices.Contains([]string{"journal", "again"}, path) {
			if d != nil && d.IsDir() && path != "." {
				return fs.SkipDir
			}
			return err
		}
		if d.IsDir() {
			return nil
		}
		seen[path] = true
		content, err := os.ReadFile(filepath.Join(b.dir, path))
		if strings.HasSuffix(path, ".enactive") || strings.HasSuffix(path, ".enactive-sealed") {
			content = []byte(itoa(len(content))) // it is encrypted: what can be seen of it is its length
		}
		fmt.Fprintf(&all, "%s %v\n%s\n", path, err, content)
		return nil
	})
	return all.String()
}
