package commandline

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"enactive/journal/vault"
)

// box is a separate environment with a folder for a journal, in which commands run.
type box struct {
	t   testing.TB
	dir string
	env environment
	// variables are the environment variables.
	variables map[string]string
	// held is true if a holder of the journal runs the commands.
	held bool
}

// noon is the time at which all commands run, unless a test advances its clock.
var noon = time.Date(2026, 11, 23, 12, 0, 0, 0, time.FixedZone("", 3600))

// emptyBox has no journal yet.
func emptyBox(t testing.TB) *box {
	t.Helper()
	b := &box{t: t, dir: t.TempDir(), variables: map[string]string{}}
	b.variables["ENACTIVE_JOURNAL"] = filepath.Join(b.dir, "journal")
	b.env = environment{version: "development",
		getenv: func(name string) string { return b.variables[name] },
		now:    func() time.Time { return noon },
		kdf:    &vault.KDFCost{Time: 1, MemoryKiB: 19 << 10, Threads: 1},
		work:   10,
	}
	return b
}

// newBox has a journal without a passphrase and one area, Running.
func newBox(t testing.TB) *box {
	t.Helper()
	b := emptyBox(t)
	b.ok("init", "--no-passphrase")
	b.ok("area", "add", "Running")
	return b
}

func (b *box) journal() string { return b.variables["ENACTIVE_JOURNAL"] }

// file puts a file into the box and returns its path.
func (b *box) file(name, content string) string {
	b.t.Helper()
	path := filepath.Join(b.dir, name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		b.t.Fatal(err)
	}
	return path
}

// result is the exit status and output of a command.
type result struct {
	status   int
	out, err string
}

// run runs a command with nothing on its standard input.
func (b *box) run(args ...string) result { return b.feed("", args...) }

func (b *box) feed(stdin string, args ...string) result {
	var out, stderr bytes.Buffer
	defer b.hold(args)()
	status := run(context.Background(), args, strings.NewReader(stdin), &out, &stderr, b.env)
	return result{status, out.String(), stderr.String()}
}

// ok runs a command that must succeed without output to standard error, and returns its output.
func (b *box) ok(args ...string) string { b.t.Helper(); return b.okFed("", args...) }

func (b *box) okFed(stdin string, args ...string) string {
	b.t.Helper()
	r := b.feed(stdin, args...)
	if r.status != 0 || r.err != "" {
		b.t.Fatalf("enact %s: status %d, standard error %q", strings.Join(args, " "), r.status, r.err)
	}
	return r.out
}

// fails runs a command that must fail with the status and one sentence that contains the words.
func (b *box) fails(status int, words []string, args ...string) string {
	b.t.Helper()
	return b.failsFed("", status, words, args...)
}

func (b *box) failsFed(stdin string, status int, words []string, args ...string) string {
	b.t.Helper()
	r := b.feed(stdin, args...)
	if r.status != status {
		b.t.Errorf("enact %s: status %d, want %d; standard error %q", strings.Join(args, " "), r.status, status, r.err)
	}
	checkSentence(b.t, r.err, words...)
	return r.out
}

// checkSentence checks that text is one sentence of enact that contains the words.
func checkSentence(t testing.TB, text string, words ...string) {
	t.Helper()
	if !strings.HasPrefix(text, "enact: ") || strings.Count(text, "\n") != 1 || !strings.HasSuffix(text, "\n") {
		t.Errorf("standard error is not one line of enact: %q", text)
	}
	for _, w := range words {
		if !strings.Contains(text, w) {
			t.Errorf("standard error %q does not say %q", text, w)
		}
	}
	for _, trace := range []string{"goroutine", "panic", ".go:", "%!", "bbolt", "strconv", "0x"} {
		if strings.Contains(text, trace) {
			t.Errorf("standard error %q contains %q", text, trace)
		}
	}
}

// add adds an entry and returns its id.
func (b *box) add(args ...string) string {
	b.t.Helper()
	return savedID(b.t, b.ok(append([]string{"add"}, args...)...))
}

func savedID(t testing.TB, out string) string {
	t.Helper()
	id, ok := strings.CutPrefix(out, "saved ")
	if id = strings.TrimSpace(id); !ok || len(id) != 26 {
		t.Fatalf("the output is %q, want \"saved ID\"", out)
	}
	return id
}

// person answers questions from a list and records them.
type person struct {
	answers []string
	asked   []string
	edits   []func(text string) string
}

func (p *person) next(question string) (string, error) {
	p.asked = append(p.asked, question)
	if len(p.answers) == 0 {
		return "", errors.New("asked once too often")
	}
	answer := p.answers[0]
	p.answers = p.answers[1:]
	return answer, nil
}

func (p *person) hide() (func(), error) { return func() {}, nil }

func (p *person) secret(_ context.Context, question string) (string, error) {
	return p.next(question + "(hidden)")
}

func (p *person) line(_ context.Context, question string) (string, error) { return p.next(question) }

func (p *person) edit(_ context.Context, command, file string) error {
	p.asked = append(p.asked, command)
	if len(p.edits) == 0 {
		return errors.New("opened the editor once too often")
	}
	change := p.edits[0]
	p.edits = p.edits[1:]
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	return os.WriteFile(file, []byte(change(string(text))), 0o600)
}
