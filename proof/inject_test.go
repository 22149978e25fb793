package proof_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// scene is a command whose system calls are made to fail.
type scene struct {
	name string
	// prepare creates a journal at dir and other files that the command needs.
	prepare func(t *testing.T, dir string)
	// command is the command line; %s is the folder that holds the journal.
	command []string
	stdin   string
	// judge checks the result; said is the output of the command.
	judge func(t *testing.T, v *verdict, dir string, said result)
}

// fault is one thing that strace does at one call: at the nth call of each thread.
type fault struct {
	call, what string
	files      bool // only calls on the journal's own files
}

func (f fault) String() string { return f.call + " " + f.what }

// options returns the options of strace for the fault.
func (f fault) options() []string {
	o := []string{"trace=" + f.call, "inject=" + f.call + ":" + f.what}
	if f.files {
		o = append(o, "files")
	}
	return o
}

// calls are the system calls by which data reaches the disk.
var calls = []string{"write", "pwrite64", "fsync", "fdatasync", "ftruncate", "openat", "mkdirat", "renameat", "renameat2", "unlinkat"}

func needs(t *testing.T, tools ...string) {
	t.Helper()
	for _, tool := range tools {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("LEFT OUT: %s is not here; \"make test\" says what installs it", tool)
		}
	}
}

// faults lists the possible faults of a scene in random order: kills at every call, and errors of
// writing calls: one, all from one on, or every other one.
func faults(counts map[string]int, kills, errors bool) []fault {
	var all []fault
	for _, call := range calls {
		for k := 1; k <= counts[call]; k++ {
			if kills {
				all = append(all, fault{call: call, what: fmt.Sprintf("signal=SIGKILL:when=%d", k)})
			}
			if !errors || call == "openat" || call == "unlinkat" {
				continue
			}
			for _, errno := range []string{"ENOSPC", "EIO", "EDQUOT"} {
				// Go's runtime writes too, and aborts if that fails.
				all = append(all, fault{call, fmt.Sprintf("error=%s:when=%d", errno, k), call == "write"})
			}
			all = append(all, fault{call, fmt.Sprintf("error=ENOSPC:when=%d+", k), call == "write"},
				fault{call, fmt.Sprintf("error=EIO:when=%d+%d", k, 1+k%3), call == "write"})
		}
	}
	rng := chance(3, 5)
	rng.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	return all
}

// begin creates the folder of the scene, which is copied for each run.
func (s scene) begin(t *testing.T) (prepared string) {
	t.Helper()
	prepared = filepath.Join(t.TempDir(), "prepared")
	if err := os.Mkdir(prepared, 0o700); err != nil {
		t.Fatal(err)
	}
	s.prepare(t, filepath.Join(prepared, "journal"))
	return prepared
}

// strace runs the scene in a folder and returns the trace.
func (s scene) strace(t *testing.T, p program, folder string, options ...string) (trace string, said result) {
	t.Helper()
	out := filepath.Join(t.TempDir(), "trace")
	words := []string{"strace", "-f", "-qq", "-o", out}
	for _, o := range options {
		if o == "files" {
			for _, name := range []string{"store.db", "log/000001.log"} {
				words = append(words, "-P", filepath.Join(folder, "journal", name))
			}
			continue
		}
		words = append(words, "-e", o)
	}
	args := []string{"--journal", filepath.Join(folder, "journal")}
	for _, word := range s.command {
		args = append(args, strings.ReplaceAll(word, "%s", folder))
	}
	said = finishWith(p.command(args, words...), s.stdin)
	return string(mustRead(t, out)), said
}

var callMade = regexp.MustCompile(`^(\d+) +(\w+)\(`)

// count returns how often a thread makes each call, at most, without faults.
func (s scene) count(t *testing.T, p program, prepared string) map[string]int {
	t.Helper()
	folder := copyFolder(t, prepared)
	trace, said := s.strace(t, p, folder, "trace="+strings.Join(calls, ","))
	if said.status != 0 || said.hung {
		t.Fatalf("%s, with nothing going wrong: %+v", s.name, said)
	}
	each, most := map[[2]string]int{}, map[string]int{}
	for call := range strings.Lines(trace) {
		if m := callMade.FindStringSubmatch(call); m != nil {
			each[[2]string{m[1], m[2]}]++
			most[m[2]] = max(most[m[2]], each[[2]string{m[1], m[2]}])
		}
	}
	return most
}

// sweep injects n faults into the scene, one per run, and judges each run. A fault that did not
// occur does not count, because the calls of a thread differ from run to run. So sweep tries up to
// three times as many, until enough have occurred. A control is finished after its first
// loss.
func (s scene) sweep(t *testing.T, p program, n int, kills, errors bool, enough func(happened int, sum verdict) bool) (happened int, sum verdict) {
	t.Helper()
	prepared := s.begin(t)
	for i, f := range faults(s.count(t, p, prepared), kills, errors) {
		if !p.sound() && sum.lost+sum.wrong > 0 || (happened >= n || i >= 3*n) && enough(happened, sum) {
			break
		}
		folder := copyFolder(t, prepared)
		trace, said := s.strace(t, p, folder, f.options()...)
		if strings.Contains(trace, "killed by SIGKILL") || strings.Contains(trace, "(INJECTED)") {
			happened++
			var v verdict
			v.look(said)
			s.judge(t, &v, filepath.Join(folder, "journal"), said)
			if p.sound() && !v.clean() {
				t.Errorf("%s, %v: %v; it said %q", s.name, f, v, said.err)
			}
			sum.add(v)
		}
		_ = os.RemoveAll(filepath.Dir(folder))
	}
	return happened, sum
}

// least is the minimum number of faults of a scene that must occur.
const least = 4

// sweepAll sweeps one scene after the other, n faults each.
func sweepAll(t *testing.T, p program, scenes []scene, n int) {
	happened, sum := 0, verdict{}
	for _, s := range scenes {
		t.Run(s.name, func(t *testing.T) {
			k, v := s.sweep(t, p, n, true, true, func(happened int, _ verdict) bool { return happened >= least })
			t.Logf("%d injected kills and errors: %v", k, v)
			happened += k
			sum.add(v)
			if k < least {
				t.Errorf("only %d faults came about: too few to prove anything", k)
			}
		})
	}
	t.Logf("%d injected kills and errors in %d commands: %v", happened, len(scenes), sum)
}

// never is the minimum for a control, which must lose something: all faults are tried until then.
func never(int, verdict) bool { return false }

// adding saves ten entries.
var adding = scene{
	name:    "adding",
	prepare: func(t *testing.T, dir string) { placeJournal(t, dir) },
	command: []string{"add", "--lines"},
	stdin:   lines(0, 10),
	judge: func(t *testing.T, v *verdict, dir string, said result) {
		v.judge(t, dir, book{saved: savedIn(said.out, 0), written: 10})
	},
}

func TestNothingIsLostByFaultsOfTheDisk(t *testing.T) {
	t.Parallel()
	needs(t, "strace")
	for _, c := range []struct {
		what          string
		n             int
		kills, errors bool
	}{{"kills", times(30), true, false}, {"errors of the disk", times(60), false, true}} {
		enough := func(happened int, sum verdict) bool { return happened >= min(c.n, 80) && sum.saved >= happened }
		happened, v := adding.sweep(t, enact(t), c.n, c.kills, c.errors, enough)
		t.Logf("%d injected %s: %v", happened, c.what, v)
		if !enough(happened, v) {
			t.Errorf("%d of %d injected %s and %d acknowledgements: too little to prove anything", happened, c.n, c.what, v.saved)
		}
	}
}

func TestInjectedKillsDetectAProgramThatReportsSavedTooEarly(t *testing.T) {
	t.Parallel()
	needs(t, "strace")
	happened, v := adding.sweep(t, without(t, "wait"), 60, true, false, never)
	t.Logf("control, %d injected kills: %v", happened, v)
	if v.lost == 0 {
		t.Error("a program that says saved too early lost nothing by injected kills: the test proves nothing")
	}
}

func TestInjectedErrorsDetectAProgramThatIgnoresErrors(t *testing.T) {
	t.Parallel()
	needs(t, "strace")
	happened, v := adding.sweep(t, without(t, "errors"), 60, false, true, never)
	t.Logf("control, %d injected errors: %v", happened, v)
	if v.lost == 0 {
		t.Error("a program that hears no errors lost nothing by them: the test proves nothing")
	}
}
