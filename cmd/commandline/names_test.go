package commandline

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"enactive/journal"
	"enactive/journal/vault"
)

func TestNamesComeFromAJournalThatOpensWithoutAQuestion(t *testing.T) {
	b := newBox(t)
	b.ok("area", "add", "Piano")
	b.ok("area", "archive", "Piano")
	b.ok("add", "--area", "Running", "--title", "x", "--tag", "river,autumn", "--person", "Ana (mentor)")
	b.ok("add", "--area", "Running", "--title", "y", "--tag", "river", "--person", "\u202Eanna")
	for _, c := range []struct{ kind, want string }{
		{"areas", "Running\nPiano\n"}, {"tags", "river\nautumn\n"}, {"people", "Ana\n"}, {"weather", ""},
	} {
		if out := b.ok(namesCommand, "zsh", c.kind, ""); out != c.want {
			t.Errorf("the %s are %q, want %q", c.kind, out, c.want)
		}
	}
	for _, args := range [][]string{{}, {"bash"}, {"bash", "areas"}} {
		if out := b.ok(append([]string{namesCommand}, args...)...); out != "" {
			t.Errorf("%v prints %q", args, out)
		}
	}
}

func TestNamesAreNeverAskedFor(t *testing.T) {
	b, file := protectedBox(t)
	p := b.withPerson("eleven bold swans")
	pipe := filepath.Join(b.dir, "nothing")
	for _, c := range []struct {
		before []string
		want   string
	}{
		{nil, ""},
		{[]string{"--passphrase-file", file}, "Running\n"},
		{[]string{"--passphrase-file=" + file}, "Running\n"},
		{[]string{"--passphrase-file", "=", `"` + file + `"`}, "Running\n"},
		{[]string{"list", "--passphrase-file", file, "--tag"}, "Running\n"},
		{[]string{"--passphrase-file", pipe}, ""},
		{[]string{"--passphrase-file", b.file("wrong", "eleven cold swans")}, ""},
		{[]string{"--passphrase-file", b.file("empty", "")}, ""},
		{[]string{"--passphrase-file", os.DevNull}, ""},
		{[]string{"--passphrase-file", file, "--passphrase-fd", "0"}, ""},
		{[]string{"--passphrase-file"}, ""},
		{[]string{"--passphrase-file", "$(cat x)"}, ""},
		{[]string{"--", "--passphrase-file", file}, ""},
		{[]string{"--journal", b.dir, "--passphrase-file", file}, ""},
	} {
		if out := b.ok(append([]string{namesCommand, "zsh", "areas", ""}, c.before...)...); out != c.want {
			t.Errorf("after %q the areas are %q, want %q", c.before, out, c.want)
		}
	}
	if len(p.asked) > 0 {
		t.Errorf("the person was asked %q", p.asked)
	}
}

func TestNamesAreReadWithoutATrace(t *testing.T) {
	b := newBox(t)
	b.add("--title", "x")
	// Damage and an inbox wait for a command that reports them.
	if err := os.WriteFile(filepath.Join(b.journal(), "header.a"), []byte("no header"), 0o600); err != nil {
		t.Fatal(err)
	}
	before := filesIn(t, b.journal())
	if out := b.ok(namesCommand, "bash", "areas", "R"); out != "Running\n" {
		t.Errorf("the areas are %q", out)
	}
	if d := cmp.Diff(before, filesIn(t, b.journal())); d != "" {
		t.Errorf("reading names changed the journal (-before +after):\n%s", d)
	}
}

func filesIn(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		files[path] = string(content)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestAnOpenJournalOffersNoNames(t *testing.T) {
	b := newBox(t)
	j, _, err := journal.Open(context.Background(), b.journal(), vault.NoPassphrase(), journal.Options{Now: b.env.now})
	if err != nil {
		t.Fatal(err)
	}
	if out := b.ok(namesCommand, "bash", "areas", ""); out != "" {
		t.Errorf("the areas are %q", out)
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	if out := b.ok(namesCommand, "bash", "areas", ""); out != "Running\n" {
		t.Errorf("the areas are %q", out)
	}
}

func TestAWordIsReadAsTheShellDoes(t *testing.T) {
	s := &session{env: environment{getenv: func(name string) string {
		return map[string]string{"HOME": "/home/ana", "DIR": "/my dir"}[name]
	}}}
	for _, c := range []struct {
		word, want string
		ok         bool
	}{
		{`plain`, "plain", true}, {`a\ b`, "a b", true}, {`"a b"'c d'e`, "a bc de", true}, {`'a\b'`, `a\b`, true}, {`"a\b\"\$"`, `a\b"$`, true},
		{`~/x`, "/home/ana/x", true}, {`"~/x"`, "~/x", true}, {`~bo/x`, "~bo/x", true}, {`$DIR/x`, "/my dir/x", true}, {`"${DIR}x"`, "/my dirx", true},
		{`'$DIR'`, "$DIR", true}, {`\$DIR`, "$DIR", true}, {`$NONE/x`, "", false}, {`${DIR:-x}`, "", false}, {`$(ls)`, "", false}, {"`ls`", "", false},
		{`"open`, "open", false}, {`'open`, "open", false}, {`ü\ ß`, "ü ß", true}, {``, "", true}, {`end\`, `end\`, true},
	} {
		if got, ok := s.unquoted("bash", c.word); ok != c.ok || ok && got != c.want {
			t.Errorf("%s is read as %q, %v, want %q, %v", c.word, got, ok, c.want, c.ok)
		}
	}
	if got, ok := s.unquoted("fish", `~/a "b"`); got != `/home/ana/a "b"` || !ok {
		t.Errorf("fish: %q", got)
	}
}

func TestBashIsOfferedWhatBeginsLikeTheWord(t *testing.T) {
	names := []string{"Half marathon", "Half a loaf", "O'Neill", `the "x"`, "café"}
	for _, c := range []struct {
		current string
		want    []string
	}{
		{"H", []string{`Half\ marathon`, `Half\ a\ loaf`}},
		{`Half\ m`, []string{`Half\ marathon`}},
		{`"Half m`, []string{`Half marathon`}},
		{`'O`, []string{`O'\''Neill`}},
		{`"O`, []string{`O'Neill`}},
		{`O\'`, []string{`O\'Neill`}},
		{`"the`, []string{`the \"x\""`}},
		{"CAFE", []string{"café"}},
		{"half", nil}, // two
		{`"Half" m`, nil}, {`Half" m`, nil}, {"$(", nil}, {"x", nil},
	} {
		if got := candidates("bash", c.current, names); cmp.Diff(c.want, got) != "" {
			t.Errorf("%s is offered %q, want %q", c.current, got, c.want)
		}
	}
}

// TestBashReadsBackWhatItIsOffered checks that every name survives its quoting.
func TestBashReadsBackWhatItIsOffered(t *testing.T) {
	none := &session{env: environment{getenv: func(string) string { return "" }}}
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.StringMatching(`[ -~äß→]{1,12}`).Draw(t, "name")
		for _, open := range []string{"", `"`, "'"} {
			got := candidates("bash", open, []string{name})
			if len(got) != 1 {
				t.Fatalf("%q is not offered after %q", name, open)
			}
			typed := open + got[0]
			if open != "" && !strings.HasSuffix(got[0], open) {
				typed += open // by bash
			}
			if read, ok := none.unquoted("bash", typed); !ok || read != name {
				t.Errorf("%q is offered as %q, which is read as %q, %v", name, typed, read, ok)
			}
		}
	})
}

func FuzzTheWordsBeforeTheCursor(f *testing.F) {
	f.Add("bash", `"a b`, `$X`)
	f.Add("zsh", `~/`, "${")
	f.Add("fish", "\x00", "=")
	f.Fuzz(func(t *testing.T, shell, current, before string) {
		s := &session{env: environment{getenv: func(string) string { return "value" }}}
		s.typedGlobals(shell, []string{"--journal", before, "--passphrase-file=" + current})
		for _, c := range candidates(shell, current, []string{"Half marathon", "O'Neill"}) {
			if strings.ContainsAny(c, "\n\x1b") {
				t.Errorf("%q offers %q", current, c)
			}
		}
	})
}
