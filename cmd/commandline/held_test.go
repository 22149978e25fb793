package commandline

import (
	"context"
	"flag"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"enactive/journal"
	"enactive/journal/vault"
)

// With this flag the commands of all tests are run by a holder of the journal, wherever it opens without a
// passphrase: they must do and say the same. It is for looking, not for each run: tests of a passphrase that
// is not looked at then, and of damage that the holder repairs before a command could, fail with it.
var allHeld = flag.Bool("held", false, "run the commands by a holder of the journal")

// hold opens the box's journal for a command, if the tests run that way, and returns how to close it.
func (b *box) hold(args []string) (closeIt func()) {
	_, words := glance(args)
	if !(*allHeld || b.held) || b.env.formats != nil || b.env.notify != nil || b.env.systemctl != nil || len(words) == 0 || runsHere(strings.Join(words, " ")) {
		return func() {}
	}
	b.t.Helper()
	j, _, err := journal.Open(context.Background(), b.folderOf(args), vault.NoPassphrase(), (&session{env: b.env}).options())
	if err != nil {
		return func() {} // the command says why
	}
	ctx, end := context.WithCancel(context.Background())
	if b.variables["XDG_RUNTIME_DIR"] != "" {
		if err := os.Chmod(b.variables["XDG_RUNTIME_DIR"], 0o700); err != nil {
			b.t.Fatal(err)
		}
	}
	wait, err := Hold(ctx, Holding{Journal: j, Version: b.env.version, Now: b.env.now, Getenv: b.env.getenv, KDF: b.env.kdf, Rand: b.env.rand, Probe: b.env.probe})
	if err != nil {
		b.t.Fatal(err)
	}
	return func() {
		end()
		wait()
		if err := j.Close(); err != nil {
			b.t.Error(err)
		}
	}
}

func (b *box) folderOf(args []string) string {
	if named, _ := glance(args); named != "" {
		return named
	}
	return b.journal()
}

// heldBox is newBox whose journal is held open for each command.
func heldBox(t *testing.T) *box {
	b := newBox(t)
	b.held = true
	b.runtimeFolder()
	return b
}

// runtimeFolder gives the box a folder in which a holder answers.
func (b *box) runtimeFolder() {
	b.t.Helper()
	dir := b.t.TempDir()
	if err := os.Chmod(dir, 0o700); err != nil {
		b.t.Fatal(err)
	}
	b.variables["XDG_RUNTIME_DIR"] = dir
}

// Commands of every kind by a holder, and by themselves.
func TestAHolderRunsCommandsAsTheyWouldRun(t *testing.T) {
	own, held := newBox(t), heldBox(t)
	for _, args := range [][]string{
		{"add", "--title", "First", "--performance", "70", "--area", "Running"},
		{"list"},
		{"list", "--json"},
		{"search", "first"},
		{"search", "nothing"},
		{"add", "--stress", "140"},
		{"export", "csv"},
		{"export", "csv", "-o", "missing/x.csv"},
		{"import", "csv", "missing.csv"},
		{"insights", "Running"},
		{"area", "list"},
		{"undo"},
		{"frobnicate"},
		{"list", "--until"},
	} {
		want, got := own.run(args...), held.run(args...)
		if got.status != want.status || shape(got.out) != shape(want.out) || shape(got.err) != shape(want.err) {
			t.Errorf("enact %v by a holder: %+v\nand by itself: %+v", args, got, want)
		}
	}
}

// shape is a text without what differs from journal to journal.
func shape(text string) string {
	return regexp.MustCompile(`[0-9A-HJKMNP-TV-Z]{26}|[0-9A-HJKMNP-TV-Z]{6}\b`).ReplaceAllString(text, "ID")
}

// A name of a file belongs to the folder in which the command was typed, and is told as it was typed.
func TestFilesAreThoseOfTheCommandsFolder(t *testing.T) {
	p := &place{folder: "/home/you", typed: map[string]string{}}
	s := &session{env: environment{place: p}}
	for name, want := range map[string]string{"a.csv": "/home/you/a.csv", "/tmp/a.csv": "/tmp/a.csv", "../b/": "/home/b/", "": ""} {
		if got := s.at(name); got != want {
			t.Errorf("%q is %q, want %q", name, got, want)
		}
	}
	if got := p.asTyped("writing /home/you/a.csv and /tmp/a.csv"); got != "writing a.csv and /tmp/a.csv" {
		t.Errorf("it says %q", got)
	}
	for _, name := range []string{"/dev/fd/3", "/dev/stdin", "/proc/self/fd/0", "/dev//fd/63"} {
		if !s.isThere(name) {
			t.Errorf("%s is looked for here", name)
		}
	}
	if s.isThere("/dev/null") || s.isThere("fd/3") {
		t.Error("an ordinary file is looked for there")
	}
}

func TestAHolderOfAnotherVersionIsNotUsed(t *testing.T) {
	b := heldBox(t)
	j, _, err := journal.Open(t.Context(), b.journal(), vault.NoPassphrase(), (&session{env: b.env}).options())
	if err != nil {
		t.Fatal(err)
	}
	defer j.Close()
	wait, err := Hold(t.Context(), Holding{Journal: j, Version: "0.1", Now: b.env.now, Getenv: b.env.getenv, Window: true})
	if err != nil {
		t.Fatal(err)
	}
	defer wait()
	b.held = false
	b.fails(statusInUse, []string{"another version", "close it"}, "list")
}

// What changes who can open the journal asks for the passphrase, which the person who unlocked it may not
// have given to whoever sits there now.
func TestTheOwnerIsAskedBeforeTheKeysChange(t *testing.T) {
	b := emptyBox(t)
	b.runtimeFolder()
	const secret = "four words nobody expects"
	b.ok("init", "--passphrase-file", b.file("p", secret))
	j, _, err := journal.Open(t.Context(), b.journal(), vault.Passphrase(secret), (&session{env: b.env}).options())
	if err != nil {
		t.Fatal(err)
	}
	defer j.Close()
	wait, err := Hold(t.Context(), Holding{Journal: j, Version: b.env.version, Now: b.env.now, Getenv: b.env.getenv, KDF: b.env.kdf})
	if err != nil {
		t.Fatal(err)
	}
	defer wait()
	b.fails(statusUsage, []string{"passphrase"}, "passphrase", "remove", "--yes")
	p := &person{answers: []string{"wrong words that nobody set", "wrong again, as before", "and a third time wrong"}}
	b.env.terminal = p
	if r := b.run("recovery", "show"); r.status != statusWrongKey || len(p.asked) != 3 || strings.Count(r.out, " ") > 0 {
		t.Errorf("%+v after %q", r, p.asked)
	}
	p.answers = []string{secret, "yes"}
	if r := b.run("passphrase", "remove", "--yes"); r.status != 0 {
		t.Errorf("%+v after %q", r, p.asked)
	}
}

// A command that finds the journal in use goes through whoever begins to hold it meanwhile, also after it has read a
// passphrase.
func TestACommandGoesThroughAHolderThatComesMeanwhile(t *testing.T) {
	for name, mark := range map[string]bool{"while it is opening": true, "without a word of it": false} {
		t.Run(name, func(t *testing.T) {
			b := newBox(t)
			b.runtimeFolder()
			b.env.waitLimit = time.Minute
			j, _, err := journal.Open(t.Context(), b.journal(), vault.NoPassphrase(), (&session{env: b.env}).options())
			if err != nil {
				t.Fatal(err)
			}
			s := &session{ctx: t.Context(), env: b.env}
			done := func() {}
			if mark {
				b.env.waitLimit = 0
				if done, err = s.beginOpening(b.journal()); err != nil {
					t.Fatal(err)
				}
			}
			got := make(chan result)
			go func() {
				got <- b.feed("not needed\n{\"title\":\"one\"}\n", "--passphrase-file", "-", "add", "--lines", "--area", "Running")
			}()
			time.Sleep(2 * busyPause)
			wait, err := Hold(t.Context(), Holding{Journal: j, Version: b.env.version, Now: b.env.now, Getenv: b.env.getenv, KDF: b.env.kdf})
			if err != nil {
				t.Fatal(err)
			}
			done()
			if r := <-got; r.status != 0 || r.err != "" || strings.Contains(r.out, "inbox") {
				t.Errorf("%+v", r)
			}
			wait()
			if err := j.Close(); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestLockWaitsForACommandAndThenSaysWhatIsSo(t *testing.T) {
	b := newBox(t)
	b.runtimeFolder()
	if r := b.run("lock"); r.status != 0 {
		t.Errorf("of a journal that nobody has open: %+v", r)
	}
	j, _, err := journal.Open(t.Context(), b.journal(), vault.NoPassphrase(), (&session{env: b.env}).options())
	if err != nil {
		t.Fatal(err)
	}
	b.fails(statusInUse, []string{"stays open", "process "}, "lock")
	b.env.waitLimit = time.Minute
	got := make(chan result)
	go func() { got <- b.run("lock") }()
	time.Sleep(2 * busyPause)
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	if r := <-got; r.status != 0 || r.err != "" {
		t.Errorf("after the command: %+v", r)
	}
}
