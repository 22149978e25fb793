package proof_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"enactive/clock/clocktest"
)

func TestBuildsForTestsUseTheirClockAndReleasesTheComputers(t *testing.T) {
	forPeople := filepath.Join(built, "for-people")
	c := exec.Command("go", "build", "-o", forPeople, "./cmd/enact")
	c.Dir, c.Env = root, append(toBuild, "GOFLAGS=") // whatever the tests are run with
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("building enact: %v\n%s", err, out)
	}
	for _, c := range []struct {
		program program
		moved   bool
	}{{enact(t), true}, {program{path: forPeople}, false}} {
		dir := filepath.Join(t.TempDir(), "journal")
		for _, words := range [][]string{{"init", "--no-passphrase"}, {"area", "add", "Running"}, {"add", "--title", "x"}, {"export", "csv"}} {
			cmd := c.program.in(dir, words...)
			cmd.Env = append(os.Environ(), clocktest.Environment(time.Date(2044, 2, 29, 12, 0, 0, 0, time.UTC)))
			r := finish(cmd)
			if r.status != 0 {
				t.Fatalf("%v: %+v", words, r)
			}
			if words[0] == "export" && strings.Contains(r.out, "2044-02-29") != c.moved {
				t.Errorf("with the clock of the test: %v; the entry is\n%s", c.moved, r.out)
			}
		}
	}
}
