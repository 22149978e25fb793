package commandline

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// tabShell is a shell at a terminal that completes enact.
type tabShell struct {
	*pty
	b *box
}

// startTabShell starts bash or zsh with its completion script, or skips the test.
func startTabShell(t *testing.T, b *box, shell string) *tabShell {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Join(b.dir, "bin"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(self, filepath.Join(b.dir, "bin", "enact")); err != nil {
		t.Fatal(err)
	}
	b.file("script", b.ok("completion", shell))
	args, setup := []string{"--norc", "--noprofile", "-i"}, ""
	if shell == "zsh" {
		args, setup = []string{"-f", "-i"}, "autoload -U compinit; compinit -D -u; bindkey -e; unsetopt beep; "
	}
	p := shellIn(t, b, []string{"PATH=" + filepath.Join(b.dir, "bin") + ":/usr/bin:/bin", "LC_ALL=C.UTF-8", "TERM=xterm"}, shell, args...)
	s := &tabShell{p, b}
	setup += `source ./script; args() { printf '<%s>' "$@" > got.part; mv got.part got; }`
	s.reading()
	s.write(setup + "; args begun\n")
	if got := s.got(); got != "<begun>" {
		t.Fatalf("the shell begins with %q", got)
	}
	return s
}

// got waits for the words that the shell gave to its function.
func (s *tabShell) got() string {
	s.t.Helper()
	path := filepath.Join(s.b.dir, "got")
	for deadline := time.After(30 * time.Second); ; {
		if text, err := os.ReadFile(path); err == nil {
			if err := os.Remove(path); err != nil {
				s.t.Fatal(err)
			}
			return string(text)
		}
		select {
		case <-deadline: // a limit, not a measurement
			s.t.Fatalf("nothing came; the screen shows\n%s", s.text())
		case <-time.After(5 * time.Millisecond):
		}
	}
}

// reading waits until the shell reads keys and not lines.
func (s *tabShell) reading() {
	s.t.Helper()
	for deadline := time.After(30 * time.Second); ; {
		state, err := unix.IoctlGetTermios(int(s.master.Fd()), unix.TCGETS)
		if err != nil {
			s.t.Fatal(err)
		}
		if state.Lflag&unix.ICANON == 0 {
			return
		}
		select {
		case <-deadline: // a limit, not a measurement
			s.t.Fatalf("the shell reads no keys; the screen shows\n%s", s.text())
		case <-time.After(5 * time.Millisecond):
		}
	}
}

// completed types a command line, whose last key is Tab, and returns the words that it becomes.
func (s *tabShell) completed(typed string) string {
	s.t.Helper()
	const begin = "\x01"
	s.reading()
	s.write(typed + "\t")
	// The keys that follow wait until the completion is there.
	s.write(begin + "args \n")
	got, ok := strings.CutPrefix(s.got(), "<enact>")
	if !ok {
		s.t.Fatalf("%q became %q", typed, got)
	}
	return got
}

func TestTheTabKeyCompletesNames(t *testing.T) {
	for _, shell := range []string{"bash", "zsh"} {
		t.Run(shell, func(t *testing.T) {
			b := newBox(t)
			for _, area := range []string{"Half marathon", "O'Neill & \"sons\"", "cost $HOME `id`", "Ünder: a=b@c", "$(touch ran)", "Zen!", `boys "at home"`, "girls'"} {
				b.ok("area", "add", area)
			}
			b.ok("add", "--area", "Running", "--title", "x", "--tag", "night run", "--tag", "river", "--person", "Ana María (mentor)", "--person", "Bo")
			s := startTabShell(t, b, shell)
			for _, c := range []struct{ typed, want string }{
				{"enact list --area Ha", "<list><--area><Half marathon>"},
				{"enact list --area ha", "<list><--area><Half marathon>"},
				{"enact list --area=Ha", "<list><--area=Half marathon>"},
				{`enact list --area "Half m`, "<list><--area><Half marathon>"},
				{`enact list --area 'Half m`, "<list><--area><Half marathon>"},
				{`enact list --area Half\ m`, "<list><--area><Half marathon>"},
				{"enact insights O", "<insights><O'Neill & \"sons\">"},
				{"enact checkin cos", "<checkin><cost $HOME `id`>"},
				{"enact area show Ün", "<area><show><Ünder: a=b@c>"},
				{"enact area edit Ze", "<area><edit><Zen!>"},
				{`enact area remove "Ze`, "<area><remove><Zen!>"},
				{`enact area show "bo`, `<area><show><boys "at home">`},
				{`enact area show 'gir`, "<area><show><girls'>"},
				{`enact area archive '$(`, "<area><archive><$(touch ran)>"},
				{"enact list --tag ni", "<list><--tag><night run>"},
				{"enact search x --person An", "<search><x><--person><Ana María>"},
				{"enact add --person B", "<add><--person><Bo>"},
				{"enact list --area Nowhere", "<list><--area><Nowhere>"},
			} {
				if got := s.completed(c.typed); got != c.want {
					t.Errorf("%s becomes %s, want %s", c.typed, got, c.want)
				}
			}
			if _, err := os.Stat(filepath.Join(b.dir, "ran")); err == nil {
				t.Error("a name was run as a command")
			}
		})
	}
}

func TestTheTabKeyCompletesFilesAndWords(t *testing.T) {
	for _, shell := range []string{"bash", "zsh"} {
		t.Run(shell, func(t *testing.T) {
			b := newBox(t)
			for _, name := range []string{"my table.csv", "$(touch ran).csv", "odd*name.csv"} {
				b.file(name, "")
			}
			s := startTabShell(t, b, shell)
			for _, c := range []struct{ typed, want string }{
				{"enact import csv my", "<import><csv><my table.csv>"},
				{`enact import csv "my t`, "<import><csv><my table.csv>"},
				{`enact import csv my\ t`, "<import><csv><my table.csv>"},
				{`enact import csv \$`, "<import><csv><$(touch ran).csv>"},
				{"enact import csv od", "<import><csv><odd*name.csv>"},
				{"enact export csv -o my", "<export><csv><-o><my table.csv>"},
				{"enact export csv --output=my", "<export><csv><--output=my table.csv>"},
				{"enact chart trend --format s", "<chart><trend><--format><svg>"},
				{"enact chart calendar --measure st", "<chart><calendar><--measure><stress>"},
				{"enact list --format t", "<list><--format><table>"},
				{"enact list --format s", "<list><--format><s>"},
			} {
				if got := s.completed(c.typed); got != c.want {
					t.Errorf("%s becomes %s, want %s", c.typed, got, c.want)
				}
			}
			if _, err := os.Stat(filepath.Join(b.dir, "ran")); err == nil {
				t.Error("a name was run as a command")
			}
		})
	}
}

func TestTheTabKeyAsksForNoPassphrase(t *testing.T) {
	for _, shell := range []string{"bash", "zsh"} {
		t.Run(shell, func(t *testing.T) {
			b, file := protectedBox(t)
			s := startTabShell(t, b, shell)
			for _, c := range []struct{ typed, want string }{
				{"enact list --area Ru", "<list><--area><Ru>"},
				{"enact --passphrase-fd 0 list --area Ru", "<--passphrase-fd><0><list><--area><Ru>"},
				{"enact --passphrase-file '" + file + "' list --area Ru", "<--passphrase-file><" + file + "><list><--area><Running>"},
				{"enact --passphrase-file=" + file + " list --area Ru", "<--passphrase-file=" + file + "><list><--area><Running>"},
				{"enact --passphrase-file /dev/null list --area Ru", "<--passphrase-file></dev/null><list><--area><Ru>"},
			} {
				if got := s.completed(c.typed); got != c.want {
					t.Errorf("%s becomes %s, want %s", c.typed, got, c.want)
				}
			}
			if screen := s.text(); strings.Contains(screen, "assphrase:") || strings.Contains(screen, "enact: ") {
				t.Errorf("the screen shows\n%s", screen)
			}
		})
	}
}

// fish prints what it would offer, which it quotes itself when it inserts it.
func TestFishCompletesNames(t *testing.T) {
	fish, err := exec.LookPath("fish")
	if err != nil {
		t.Skip("LEFT OUT: names were not completed in fish, because it is not installed")
	}
	b := newBox(t)
	b.ok("area", "add", "Half marathon")
	b.ok("area", "add", "O'Neill & \"sons\"")
	b.ok("add", "--area", "Running", "--title", "x", "--tag", "night run", "--person", "Ana María (mentor)")
	b.file("script", b.ok("completion", "fish"))
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(self, filepath.Join(b.dir, "enact")); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ typed, want string }{
		{"enact list --area Ha", "Half marathon"},
		{"enact list --area=Ha", "--area=Half marathon"},
		{"enact insights O", `O'Neill & "sons"`},
		{"enact area show Half", "Half marathon"},
		{"enact list --tag ni", "night run"},
		{"enact list --person An", "Ana María"},
		{"enact list --area Nowhere", ""},
		{"enact --journal /nowhere list --area Ha", ""},
		{"enact list --journal '" + b.journal() + "' --area Ha", "Half marathon"},
	} {
		cmd := exec.Command(fish, "--no-config", "-c", "source ./script; complete -C $argv[1]", c.typed)
		cmd.Dir = b.dir
		cmd.Env = append(b.program().Env, "PATH="+b.dir+":/usr/bin:/bin", "LC_ALL=C.UTF-8")
		r := finish(t, cmd)
		offered, _, _ := strings.Cut(strings.TrimSpace(r.out), "\t") // the rest describes it
		if offered != c.want || strings.Count(r.out, "\n") > 1 || r.err != "" {
			t.Errorf("%s is completed with %+v, want %q", c.typed, r, c.want)
		}
	}
}
