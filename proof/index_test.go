package proof_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// indexed creates a journal that is large enough for an index.
func indexed(t *testing.T, p program) (dir string) {
	t.Helper()
	dir = newJournal(t)
	var table strings.Builder
	table.WriteString("time,area,type,title\n")
	for i := range 1000 {
		fmt.Fprintf(&table, "2025-%02d-%02d 10:00,%s,experience,Run %d\n", 1+i/100, 1+i%28, []string{"Running", "Piano"}[i%2], i)
	}
	file := filepath.Join(t.TempDir(), "table.csv")
	if err := os.WriteFile(file, []byte(table.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	if said := p.do(dir, "import", "csv", file); said.status != 0 {
		t.Fatalf("the import: %+v", said)
	}
	return dir
}

// fewAndAll asks for a few entries as the index is, and again without one, and compares what is said.
func fewAndAll(t *testing.T, p program, dir, after string) {
	t.Helper()
	questions := [][]string{{"list", "-n", "10"}, {"show", "last"}}
	var few []result
	for _, words := range questions {
		few = append(few, p.do(dir, words...))
	}
	for i, words := range questions {
		if err := os.Remove(filepath.Join(dir, "index")); err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
		all := p.do(dir, words...) // which writes the index anew
		if all.status != 0 || few[i].status != 0 || few[i].out != all.out {
			t.Fatalf("%s, enact %s says %+v, and without the index %+v", after, strings.Join(words, " "), few[i], all)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "index")); err != nil {
		t.Fatalf("%s: there is no index again: %v", after, err)
	}
}

// TestAKillWhileTheIndexIsWrittenChangesNoAnswer kills programs at each call by which the index is written: of one that adds
// an entry, whose index is another one, and of one that finds none.
func TestAKillWhileTheIndexIsWrittenChangesNoAnswer(t *testing.T) {
	t.Parallel()
	needs(t, "strace")
	p := enact(t)
	dir := indexed(t, p)
	index := filepath.Join(dir, "index")
	rng := chance(11, 1)
	killed := map[string]int{}
	rounds := times(1)
	calls := []string{"openat", "write", "renameat", "exit_group"}
	if rounds > 1 {
		calls = append(calls, "unlinkat", "close")
	}
	for round := range rounds {
		for i, call := range calls {
			words := []string{"add", "--area", "Running", fmt.Sprintf("A run before the kill at %s in round %d", call, round)}
			if (i+round)%2 == 1 {
				words = []string{"list", "-n", "10"}
				if err := os.Remove(index); err != nil {
					t.Fatal(err)
				}
			}
			trace := filepath.Join(t.TempDir(), "trace")
			before := []string{"strace", "-f", "-qq", "-o", trace, "-e", "trace=" + call, "-e", "inject=" + call + ":signal=SIGKILL:when=1"}
			if call != "exit_group" {
				before = append(before, "-P", index+".new")
			}
			finish(p.command(append([]string{"--journal", dir}, words...), before...))
			if strings.Contains(string(mustRead(t, trace)), "killed by SIGKILL") {
				killed[call]++
			}
			fewAndAll(t, p, dir, fmt.Sprintf("killed at %s, %v", call, words))
		}
	}
	for _, call := range calls {
		if killed[call] < rounds {
			t.Errorf("killed at %v: at %s too seldom to prove anything", killed, call)
		}
	}
	t.Logf("killed at %v", killed)
	if rounds == 1 {
		return
	}
	for k := range 40 * rounds { // at any time, as by a person
		w := p.in(dir, "add", "--area", "Running", fmt.Sprintf("A run before kill %d", k))
		if err := w.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(rng.Int64N(int64(300 * time.Millisecond))))
		_ = w.Process.Kill() // it may have ended
		_ = w.Wait()
		fewAndAll(t, p, dir, fmt.Sprintf("kill %d", k))
	}
}
