package commandline

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"
	"testing"

	"enactive/journal"
	"enactive/journal/exchange"
)

// inventedFormat is a format that no file of the program knows.
func inventedFormat() exchange.Format {
	options := []exchange.Option{{Key: "made-loud", Help: "Write it in capitals."}, {Key: "made-word", Placeholder: "WORD", Help: "Write this word too."}}
	return exchange.Format{
		Key: "made-up", Extension: ".made", Name: "Made up",
		Export: &exchange.Exporter{
			Manual: exchange.Manual{Help: `Write a "made-up" file.`, Detail: "It holds a count and words.", Options: options},
			Binary: true,
			Write: func(_ context.Context, w io.Writer, j *journal.Journal, r exchange.Request) error {
				_, err := fmt.Fprintln(w, j.Count(r.Query), r.Chosen.Has("made-loud"), r.Chosen["made-word"])
				return err
			},
		},
		Import: &exchange.Importer{
			Manual: exchange.Manual{Help: "Read a made-up file.", Detail: "Nothing in it counts.", Options: options},
			Reader: func(o exchange.Chosen) (exchange.Reader, error) {
				if o.Has("made-loud") {
					return nil, fmt.Errorf("it is too loud: %w", exchange.ErrUsage)
				}
				return func(context.Context, io.Reader, *journal.Journal, string) (*exchange.Import, error) {
					return &exchange.Import{AlreadyThere: 4321}, nil
				}, nil
			},
		},
	}
}

// manualsByCommand lists the commands that a format has, with their manuals.
func manualsByCommand(f exchange.Format) map[string]exchange.Manual {
	commands := map[string]exchange.Manual{}
	if f.Export != nil {
		commands["export "+f.Key] = f.Export.Manual
	}
	if f.Import != nil {
		commands["import "+f.Key] = f.Import.Manual
	}
	return commands
}

func TestHelpCompletionAndManualKnowEveryFormat(t *testing.T) {
	b := newBox(t)
	b.env.formats = append((&session{}).formats(), inventedFormat())
	s := &session{out: newOutput(io.Discard), err: &screen{to: io.Discard}, env: b.env}
	parser, err := newParser(&grammar{}, s, "")
	if err != nil {
		t.Fatal(err)
	}
	var page bytes.Buffer
	writeManual(&page, parser.Model)
	scripts := map[string]string{}
	for _, shell := range []string{"bash", "zsh", "fish"} {
		scripts[shell] = b.ok("completion", shell)
	}
	for _, f := range b.env.formats {
		for command, manual := range manualsByCommand(f) {
			group := strings.Fields(command)[0]
			if help := b.ok("help", group); !strings.Contains(help, "\n  "+f.Key+" ") {
				t.Errorf("help %s does not list %s:\n%s", group, f.Key, help)
			}
			hasManual(t, "help "+command, strings.Join(strings.Fields(b.ok("help", group, f.Key)), " "), manual, func(s string) string { return strings.Join(strings.Fields(s), " ") })
			hasManual(t, "the manual page", page.String(), manual, roff)
			if !strings.Contains(page.String(), ".SS enact "+roff(command)+" ") {
				t.Errorf("the manual page has no section %s", command)
			}
			if offered := completions(t, scripts["bash"], group, ""); offered != "" && !strings.Contains(" "+offered+" ", " "+f.Key+" ") {
				t.Errorf("bash completes %s with %q", group, offered)
			}
			for shell, script := range scripts {
				for _, word := range append([]string{f.Key}, keysOf(manual.Options)...) {
					if !strings.Contains(script, word) {
						t.Errorf("%s does not complete %s of %s", shell, word, command)
					}
				}
			}
		}
	}
}

func keysOf(options []exchange.Option) []string {
	var keys []string
	for _, o := range options {
		keys = append(keys, o.Key)
	}
	return keys
}

// hasManual checks that a text contains every sentence of a manual, formatted by set.
func hasManual(t *testing.T, where, text string, m exchange.Manual, set func(string) string) {
	t.Helper()
	sentences := append([]string{m.Help}, strings.Split(m.Detail, "\n")...)
	for _, o := range m.Options {
		sentences = append(sentences, "--"+o.Key, o.Placeholder, o.Help)
	}
	for _, s := range sentences {
		if !strings.Contains(text, set(s)) {
			t.Errorf("%s lacks %q", where, s)
		}
	}
}

func TestEveryFormatIsExportedInTheTerminal(t *testing.T) {
	b := newBox(t)
	b.env.formats = append((&session{}).formats(), inventedFormat())
	b.add("--title", "one")
	for _, f := range b.env.formats {
		if f.Export == nil {
			continue
		}
		if out := b.ok("export", f.Key); out == "" {
			t.Errorf("export %s writes nothing", f.Key)
		}
		b.env.columns = 80
		if r := b.run("export", f.Key); (r.status == statusUsage) != f.Export.Binary {
			t.Errorf("export %s on a terminal: got %+v", f.Key, r)
		}
		b.env.columns = 0
	}
}

func TestOptionsOfAFormatReachIt(t *testing.T) {
	b := newBox(t)
	b.env.formats = []exchange.Format{inventedFormat()}
	for want, flags := range map[string][]string{
		"0 false []\n":       nil,
		"0 true []\n":        {"--made-loud"},
		"0 false [a,b -c]\n": {"--made-word", "a,b", "--made-word=-c"},
		"0 true [one]\n":     {"--made-word", "one", "--area", "Running", "--made-loud"},
	} {
		if out := b.ok(append([]string{"export", "made-up"}, flags...)...); out != want {
			t.Errorf("%v: got %q, want %q", flags, out, want)
		}
	}
	file := b.file("file", "anything")
	if out := b.ok("import", "made-up", file); out != "0 added, 4321 already there\n" {
		t.Errorf("the import says %q", out)
	}
	b.fails(statusUsage, []string{"it is too loud"}, "import", "made-up", "--made-loud", file)
	b.fails(statusUsage, []string{"export csv"}, "help", "export", "csv")
}
