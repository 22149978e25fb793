package proof

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// root is the folder of the module; what is built goes to built.
var root, built string

func TestMain(m *testing.M) {
	os.Exit(run(m))
}

func run(m *testing.M) int {
	var err error
	if root, err = filepath.Abs(".."); err == nil {
		built, err = os.MkdirTemp("", "enactive-proof-*")
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(built)
	return m.Run()
}

// times is n, or ten times that in a long run.
func times(n int) int {
	if os.Getenv("ENACTIVE_SOAK") != "" {
		return 10 * n
	}
	return n
}

// change takes something away from a file of the program.
type change struct{ file, old, new string }

var (
	buildOnce sync.Map // name -> func() (string, error)
	// The controls.
	withoutFlush = []change{
		{"journal/vault/store.go", "return &bbolt.Options{Timeout", "return &bbolt.Options{NoSync: true, NoGrowSync: true, NoFreelistSync: true, Timeout"},
		{"journal/vault/log.go", "if err := l.file.Sync(); err != nil {\n\t\treturn fmt.Errorf(\"flushing", "if err := error(nil); err != nil {\n\t\treturn fmt.Errorf(\"flushing"},
	}
	withoutLog = []change{
		{"journal/vault/logread.go", "numbers, err := segments(dir)\n", "numbers, err := []uint64(nil), error(nil)\n"},
	}
	savedTooEarly = []change{
		{"journal/vault/apply.go", "import (\n", "import (\n\t\"time\"\n"},
		{"journal/vault/apply.go", "func (v *Vault) Apply(ctx context.Context, changes []Change) error {\n",
			"func (v *Vault) Apply(ctx context.Context, changes []Change) error {\n\tgo func() { time.Sleep(50 * time.Millisecond); _ = v.applyLater(ctx, changes) }()\n\treturn nil\n}\n\nfunc (v *Vault) applyLater(ctx context.Context, changes []Change) error {\n"},
	}
)

// program builds enact, with something taken away for a control, once a run.
func program(t testing.TB, name string, changes ...change) string {
	t.Helper()
	build := sync.OnceValues(func() (string, error) { return compile(name, changes) })
	once, _ := buildOnce.LoadOrStore(name, build)
	path, err := once.(func() (string, error))()
	if err != nil {
		t.Fatal(err)
	}
	return path
}

func enact(t testing.TB) string { t.Helper(); return program(t, "enact") }

func compile(name string, changes []change) (string, error) {
	out := filepath.Join(built, name)
	texts := map[string]string{}
	for _, c := range changes {
		text, known := texts[c.file]
		if !known {
			b, err := os.ReadFile(filepath.Join(root, c.file))
			if err != nil {
				return "", err
			}
			text = string(b)
		}
		if strings.Count(text, c.old) != 1 {
			return "", fmt.Errorf("the control %q does not fit: %q is %d times in %s", name, c.old, strings.Count(text, c.old), c.file)
		}
		texts[c.file] = strings.Replace(text, c.old, c.new, 1)
	}
	replace := map[string]string{}
	for file, text := range texts {
		to := filepath.Join(built, name+"-"+strings.ReplaceAll(file, "/", "-"))
		if err := os.WriteFile(to, []byte(text), 0o600); err != nil {
			return "", err
		}
		replace[filepath.Join(root, file)] = to
	}
	overlay, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return "", err
	}
	list := filepath.Join(built, name+".json")
	if err := os.WriteFile(list, overlay, 0o600); err != nil {
		return "", err
	}
	c := exec.Command("go", "build", "-overlay", list, "-o", out, "./cmd/enact")
	c.Dir, c.Env = root, append(os.Environ(), "CGO_ENABLED=0")
	if b, err := c.CombinedOutput(); err != nil {
		return "", fmt.Errorf("building %s: %w\n%s", name, err, b)
	}
	return out, nil
}

// patience is how long one run of the program may take before it counts as hanging.
const patience = 20 * time.Second

// result is what a run of the program left.
type result struct {
	status   int
	out, err string
	hung     bool
}

func do(program string, stdin string, args ...string) result {
	c := exec.Command(program, args...)
	c.Stdin = strings.NewReader(stdin)
	return finish(c)
}

func finish(c *exec.Cmd) result {
	var out, errs bytes.Buffer
	c.Stdout, c.Stderr = &out, &errs
	if err := c.Start(); err != nil {
		return result{status: -1, err: err.Error()}
	}
	hung := false
	timer := time.AfterFunc(patience, func() { hung = true; _ = c.Process.Kill() })
	err := c.Wait()
	timer.Stop()
	r := result{out: out.String(), err: errs.String(), hung: hung}
	if exit, ok := errors.AsType[*exec.ExitError](err); ok {
		r.status = exit.ExitCode()
	}
	return r
}

// newJournal makes a journal with one area.
func newJournal(t testing.TB, program string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "journal")
	makeJournal(t, program, dir)
	return dir
}

func makeJournal(t testing.TB, program, dir string) {
	t.Helper()
	for _, args := range [][]string{{"init", "--no-passphrase"}, {"area", "add", "Work"}} {
		if r := do(program, "", append([]string{"--journal", dir}, args...)...); r.status != 0 {
			t.Fatalf("enact %v: %+v", args, r)
		}
	}
}

// line is one entry to write; its text is long enough to be torn.
func line(i int) string {
	return fmt.Sprintf(`{"area":"Work","title":"entry %d","happened":"%s"}`+"\n", i, text(i))
}

func text(i int) string { return strings.Repeat(fmt.Sprintf("what happened in %d; ", i), 1+i%40) }

// verdict counts what went wrong in a test.
type verdict struct {
	acknowledged, lost, wrong, hangs, traces, refused int
}

func (v verdict) String() string {
	return fmt.Sprintf("%d acknowledged, %d lost, %d with wrong text, %d hangs, %d traces, %d not opened", v.acknowledged, v.lost, v.wrong, v.hangs, v.traces, v.refused)
}

func (v verdict) clean() bool { return v.lost+v.wrong+v.hangs+v.traces+v.refused == 0 }

func (v *verdict) look(r result) {
	if r.hung {
		v.hangs++
	}
	for _, word := range []string{"goroutine ", "panic:", "runtime error", "SIGSEGV", "went wrong inside"} {
		if strings.Contains(r.out, word) || strings.Contains(r.err, word) {
			v.traces++
			return
		}
	}
}

// judge asks the sound program what is in a journal, and holds it against what was called
// saved and what was written.
func (v *verdict) judge(program, dir string, acknowledged []int, written int) {
	r := do(program, "", "--journal", dir, "export", "json")
	v.look(r)
	v.acknowledged += len(acknowledged)
	if r.status != 0 {
		v.refused++
		v.lost += len(acknowledged)
		return
	}
	var doc struct {
		Entries []struct{ Title, Happened string }
	}
	if err := json.Unmarshal([]byte(r.out), &doc); err != nil {
		v.refused++
		return
	}
	there := map[int]bool{}
	for _, e := range doc.Entries {
		var i int
		if _, err := fmt.Sscanf(e.Title, "entry %d", &i); err != nil || i >= written || e.Happened != text(i) {
			v.wrong++
			continue
		}
		there[i] = true
	}
	for _, i := range acknowledged {
		if !there[i] {
			v.lost++
		}
	}
}
