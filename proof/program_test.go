package proof_test

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"enactive/clock"
	"enactive/clock/clocktest"
)

// root is the folder of the module; built is the folder of the built programs, and toBuild the
// environment for building them.
var (
	root, built string
	toBuild     []string
)

func TestMain(m *testing.M) {
	flag.Parse()
	if testing.Short() {
		fmt.Println("LEFT OUT: the proofs take minutes, and -short has none")
		return
	}
	if err := apart(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(run(m))
}

// apart restarts the tests in a private mount namespace, whose mounts end with the last process,
// however it ends. Without root nothing is mounted.
func apart() error {
	const done = "ENACTIVE_PROOF_APART"
	if os.Getuid() != 0 || os.Getenv(done) != "" || exec.Command("unshare", "-m", "true").Run() != nil {
		return nil
	}
	unshare, err := exec.LookPath("unshare")
	if err != nil {
		return err
	}
	self, err := os.Executable()
	if err != nil {
		return err
	}
	return syscall.Exec(unshare, append([]string{"unshare", "-m", self}, os.Args[1:]...), append(os.Environ(), done+"=1"))
}

func run(m *testing.M) int {
	toBuild = append(os.Environ(), "CGO_ENABLED=0")
	var err error
	if root, err = filepath.Abs(".."); err == nil {
		built, err = os.MkdirTemp("", "enactive-proof-*")
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(built)
	// No file of the person who runs the tests is read or written.
	for _, name := range []string{"HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"} {
		if err := os.Setenv(name, filepath.Join(built, "home")); err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
	}
	return m.Run()
}

// times returns n, or ten times n in a long run.
func times(n int) int {
	if os.Getenv("ENACTIVE_SOAK") != "" {
		return 10 * n
	}
	return n
}

// chance returns the random source of a test: the same in every run, unless ENACTIVE_SEED is set, as
// in each long run.
func chance(n, stream int) *rand.Rand {
	seed, err := strconv.ParseUint(cmp.Or(os.Getenv("ENACTIVE_SEED"), "0"), 10, 64)
	if err != nil {
		panic("ENACTIVE_SEED is no whole number")
	}
	return rand.New(rand.NewPCG(seed+uint64(n), uint64(stream)))
}

// program is enact, or enact without one protection.
type program struct{ path, without string }

// takenAway is the environment variable with the protection that a control lacks.
const takenAway = "ENACTIVE_WITHOUT"

// sound reports whether the program has all protections against accidents.
func (p program) sound() bool { return p.without == "" || p.without == "cost" }

// command returns the program ready to run; before are arguments that precede its own.
func (p program) command(args []string, before ...string) *exec.Cmd {
	all := append(append(slices.Clone(before), p.path), args...)
	c := exec.Command(all[0], all[1:]...)
	c.Env = append(os.Environ(), clocktest.Environment(clock.Now()))
	if p.without != "" {
		c.Env = append(c.Env, takenAway+"="+p.without)
	}
	return c
}

// in returns a command on the journal in a folder.
func (p program) in(dir string, args ...string) *exec.Cmd {
	return p.command(append([]string{"--journal", dir}, args...))
}

// do runs a command.
func (p program) do(dir string, args ...string) result { return finish(p.in(dir, args...)) }

var (
	buildEnact   = sync.OnceValues(func() (string, error) { return compile("enact", nil) })
	buildControl = sync.OnceValues(func() (string, error) { return compile("control", controls()) })
)

// enact is the real program.
func enact(t testing.TB) program {
	t.Helper()
	path, err := buildEnact()
	if err != nil {
		t.Fatal(err)
	}
	return program{path: path}
}

// without returns the program without one of the protections in controls.
func without(t testing.TB, what string) program {
	t.Helper()
	path, err := buildControl()
	if err != nil {
		t.Fatal(err)
	}
	return program{path, what}
}

func compile(name string, changes []change) (string, error) {
	replace, err := replacements(name, changes)
	if err != nil {
		return "", err
	}
	overlay, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return "", err
	}
	list, out := filepath.Join(built, name+".json"), filepath.Join(built, name)
	if err := os.WriteFile(list, overlay, 0o600); err != nil {
		return "", err
	}
	words := append([]string{"build", "-overlay", list, "-o", out}, clocktest.Build()...)
	c := exec.Command("go", append(words, "./cmd/enact")...)
	c.Dir, c.Env = root, toBuild
	if b, err := c.CombinedOutput(); err != nil {
		return "", fmt.Errorf("building %s: %w\n%s", name, err, b)
	}
	return out, nil
}

// replacements writes the changed files and returns which files they replace.
func replacements(name string, changes []change) (map[string]string, error) {
	texts := map[string]string{}
	for _, c := range changes {
		path := filepath.Join(root, c.file)
		if c.old == "" {
			texts[path] = c.new // a new file
			continue
		}
		if texts[path] == "" {
			b, err := os.ReadFile(path)
			if err != nil {
				return nil, err
			}
			texts[path] = string(b)
		}
		if n := strings.Count(texts[path], c.old); n != 1 {
			return nil, fmt.Errorf("the control does not fit the program any more: %q is %d times in %s", c.old, n, c.file)
		}
		texts[path] = strings.Replace(texts[path], c.old, c.new, 1)
	}
	replace := map[string]string{}
	for path, text := range texts {
		to := filepath.Join(built, fmt.Sprintf("%s-%d.go", name, len(replace)))
		if err := os.WriteFile(to, []byte(text), 0o600); err != nil {
			return nil, err
		}
		replace[path] = to
	}
	return replace, nil
}

// patience is how long one run of the program may take before it counts as hanging.
const patience = 20 * time.Second

// result is the result of a run of the program.
type result struct {
	status   int
	out, err string
	hung     bool
}

func finishWith(c *exec.Cmd, stdin string) result {
	c.Stdin = strings.NewReader(stdin)
	return finish(c)
}

func finish(c *exec.Cmd) result {
	var out, errs bytes.Buffer
	c.Stdout, c.Stderr = &out, &errs
	if err := c.Start(); err != nil {
		return result{status: -1, err: err.Error()}
	}
	var hung atomic.Bool
	timer := time.AfterFunc(patience, func() { hung.Store(true); _ = c.Process.Kill() })
	err := c.Wait()
	timer.Stop()
	r := result{out: out.String(), err: errs.String(), hung: hung.Load()}
	if exit, ok := errors.AsType[*exec.ExitError](err); ok {
		r.status = exit.ExitCode()
	}
	return r
}
