package commandline

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
)

// chapters are the files of the handbook.
func chapters(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("../../docs/handbook/*.md")
	if err != nil || len(files) < 8 {
		t.Fatalf("the handbook has the files %v (%v)", files, err)
	}
	return files
}

// A chapter that says so begins without a journal, as its reader does, or with a passphrase, which is in
// passphrase.txt. The others have the sample year without one.
const (
	beginsWithNothing = "<!-- begins without a journal -->"
	beginsWithASecret = "<!-- begins with a passphrase -->"
)

// TestHandbook follows each chapter from its beginning to its end in a home of its own.
func TestHandbook(t *testing.T) {
	if testing.Short() {
		t.Skip("LEFT OUT: -short follows no chapter of the handbook; the day, zone and language of the machine do not reach them")
	}
	for _, file := range chapters(t) {
		all := recipes(t, file)
		if len(all) == 0 {
			continue
		}
		page, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		t.Run(filepath.Base(file), func(t *testing.T) {
			k := newKitchen(t)
			if !bytes.Contains(page, []byte(beginsWithNothing)) {
				k.ok("sample")
			}
			if bytes.Contains(page, []byte(beginsWithASecret)) {
				k.ok("passphrase", "change", "--new-passphrase-file", filepath.Join(k.folder(""), "passphrase.txt"))
			}
			t.Cleanup(func() { k.cook(t, recipe{language: "sh", command: "enact lock > /dev/null 2>&1 || true"}) })
			for _, r := range all {
				r.section = ""
				k.try(t, file, r, printsLike)
				if t.Failed() {
					return // what follows builds on it
				}
			}
		})
	}
}

func TestTheHandbookHasOnlyCommandsThatAreTried(t *testing.T) {
	for _, file := range chapters(t) {
		onlyTried(t, file)
	}
}

// printsLike compares an output with that of a page, on which "…" stands for anything in its line,
// and a line of "…" alone for any lines.
func printsLike(got, want string) bool {
	pattern := regexp.QuoteMeta(want)
	pattern = strings.ReplaceAll("\n"+pattern, "\n…\n", "\n(?s:.*)\n")[1:]
	pattern = strings.ReplaceAll(pattern, "…", ".*")
	return regexp.MustCompile("^" + pattern + "$").MatchString(got)
}

func TestPrintsLike(t *testing.T) {
	for _, row := range []struct {
		got, want string
		same      bool
	}{
		{"saved 01AB\n", "saved …\n", true},
		{"saved 01AB\nmore\n", "saved …\n", false},
		{"a\nb\nc\nd\n", "a\n…\nd\n", true},
		{"a\nd\n", "a\nd\n", true},
		{"a.d\n", "a?d\n", false},
	} {
		if printsLike(row.got, row.want) != row.same {
			t.Errorf("%q and %q: want %v", row.got, row.want, row.same)
		}
	}
}

const scriptsChapter = "../../docs/handbook/scripts.md"

// TestTheHandbookListsEveryCommandAndStatus compares the tables of the chapter about scripts with the
// commands; "go generate ./cmd/commandline" rewrites them.
func TestTheHandbookListsEveryCommandAndStatus(t *testing.T) {
	page, err := os.ReadFile(scriptsChapter)
	if err != nil {
		t.Fatal(err)
	}
	const begin, end = "<!-- made by go generate: %s -->\n", "<!-- end -->\n"
	want := string(page)
	for name, table := range map[string]string{"commands": commandTables(model(t)), "statuses": statusTable()} {
		head, rest, found := strings.Cut(want, fmt.Sprintf(begin, name))
		_, tail, ended := strings.Cut(rest, end)
		if !found || !ended {
			t.Fatalf("%s has no place for the %s", scriptsChapter, name)
		}
		want = head + fmt.Sprintf(begin, name) + table + end + tail
	}
	if *update {
		if err := os.WriteFile(scriptsChapter, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if want != string(page) {
		t.Error(scriptsChapter + " is not what the commands say; \"go generate ./cmd/commandline\" rewrites it")
	}
}

func commandTables(app *kong.Application) string {
	var b strings.Builder
	title := ""
	row := func(node *kong.Node) {
		fmt.Fprintf(&b, "| `%s` | %s |\n", strings.ReplaceAll(usage(node), "|", "\\|"), strings.ReplaceAll(node.Help, "|", "\\|"))
	}
	for _, child := range app.Children {
		if child.Hidden {
			continue
		}
		if child.Group != nil && child.Group.Title != title {
			title = child.Group.Title
			fmt.Fprintf(&b, "\n### %s\n\n| command | what it does |\n|---|---|\n", title)
		}
		if len(child.Children) == 0 {
			row(child)
			continue
		}
		eachCommand(child, func(node *kong.Node) {
			if len(node.Children) == 0 && !node.Hidden {
				row(node)
			}
		})
	}
	return b.String() + "\n"
}

func statusTable() string {
	var b strings.Builder
	b.WriteString("\n| status | what it means |\n|---|---|\n")
	for _, s := range exitStatuses() {
		fmt.Fprintf(&b, "| %d | %s |\n", s.status, s.means)
	}
	return b.String() + "\n"
}

// TestCommandsWithinSentencesExist looks up the commands and flags that the prose of the documents names.
func TestCommandsWithinSentencesExist(t *testing.T) {
	others, err := filepath.Glob("../../docs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	code := regexp.MustCompile("`(enact [^`]+)`")
	blocks := regexp.MustCompile("(?ms)^```.*?^```$")
	app := model(t)
	seen := 0
	for _, file := range append(append(chapters(t), others...), "../../README.md") {
		page, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range code.FindAllStringSubmatch(string(blocks.ReplaceAll(page, nil)), -1) {
			seen++
			if wrong := wrongWord(app, m[1]); wrong != "" {
				t.Errorf("%s: %q has %q, which enact does not know", file, m[1], wrong)
			}
		}
	}
	if seen < 50 {
		t.Errorf("only %d commands were found", seen)
	}
}

// wrongWord returns the first word of a command that is no command or flag of enact, up to a pipe.
func wrongWord(app *kong.Application, command string) string {
	command = strings.NewReplacer("\n", " ", "\\|", "|").Replace(command)
	command = regexp.MustCompile(`"[^"]*"|'[^']*'`).ReplaceAllString(command, "VALUE")
	command, _, _ = strings.Cut(command, " | ")
	node := app.Node
	flags := slices.Clone(node.Flags)
	for _, word := range strings.Fields(command)[1:] {
		if strings.HasPrefix(word, "-") && word != "-" {
			name, _, _ := strings.Cut(strings.TrimLeft(word, "-"), "=")
			if name != "help" && !slices.ContainsFunc(flags, func(f *kong.Flag) bool { return f.Name == name || string(f.Short) == name }) {
				return word
			}
			continue
		}
		if len(node.Children) == 0 || strings.ToUpper(word) == word || strings.HasPrefix(word, "__") { // the last is not for people
			continue
		}
		at := slices.IndexFunc(node.Children, func(c *kong.Node) bool { return c.Name == word || slices.Contains(c.Aliases, word) })
		if at < 0 {
			if slices.ContainsFunc(node.Children, func(c *kong.Node) bool { return c == node.DefaultCmd }) {
				node = node.DefaultCmd
				flags = append(flags, node.Flags...)
				continue
			}
			return word
		}
		node = node.Children[at]
		flags = append(flags, node.Flags...)
	}
	return ""
}

func TestWrongWord(t *testing.T) {
	app := model(t)
	for command, want := range map[string]string{
		"enact list --from monday": "", "enact help COMMAND": "", "enact backup FOLDER": "", "enact add --perform 3": "--perform", "enact lst": "lst", "enact area ad X": "ad", `enact search "--no"`: "",
	} {
		if got := wrongWord(app, command); got != want {
			t.Errorf("%q: %q, want %q", command, got, want)
		}
	}
}
