package vault

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// call is a system call of a program. Calls are listed in the order in which they ended.
type call struct{ name, words string }

func (c call) flushes() bool { return c.name == "fsync" || c.name == "fdatasync" }

var (
	wholeCall   = regexp.MustCompile(`^\d+ +(\w+)\((.*)\) += \d+`)
	begunCall   = regexp.MustCompile(`^(\d+) +(\w+)\((.*) <unfinished \.\.\.>$`)
	resumedCall = regexp.MustCompile(`^(\d+) +<\.\.\. (\w+) resumed>(.*)\) += \d+`)
)

// traceCalls runs a child's job under strace, which reports the file of each call.
func traceCalls(t *testing.T, job, dir string) []call {
	t.Helper()
	if _, err := exec.LookPath("strace"); err != nil {
		t.Skip("LEFT OUT, NOT PASSED: the order of flushes is only visible with strace; install it")
	}
	trace := filepath.Join(t.TempDir(), "trace")
	cmd := exec.CommandContext(t.Context(), "strace", "-f", "-y", "-qq", "-o", trace,
		"-e", "trace=openat,write,pwrite64,fsync,fdatasync,rename,renameat,renameat2", os.Args[0], dir)
	cmd.Env = append(os.Environ(), childVariable+"="+job)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	var calls []call
	begun := map[string]string{}
	for line := range bytes.Lines(readFile(t, trace)) {
		text := strings.TrimSpace(string(line))
		if m := begunCall.FindStringSubmatch(text); m != nil {
			begun[m[1]] = m[3]
		} else if m := resumedCall.FindStringSubmatch(text); m != nil {
			calls = append(calls, call{m[2], begun[m[1]] + m[3]})
		} else if m := wholeCall.FindStringSubmatch(text); m != nil {
			calls = append(calls, call{m[1], m[2]})
		}
	}
	return calls
}

// between returns the calls between two words printed by the child.
func between(t *testing.T, calls []call, from, to string) []call {
	t.Helper()
	at := func(word string) int {
		i := slices.IndexFunc(calls, func(c call) bool { return c.name == "write" && strings.Contains(c.words, `"`+word+`\n"`) })
		if i < 0 {
			t.Fatalf("the program did not print %q", word)
		}
		return i
	}
	return calls[at(from)+1 : at(to)]
}

// first returns the index of the first matching call at or after from; last that of the last one.
func first(calls []call, from int, fits func(call) bool) int {
	if i := slices.IndexFunc(calls[from:], fits); i >= 0 {
		return from + i
	}
	return -1
}

func last(calls []call, fits func(call) bool) int {
	for i, c := range slices.Backward(calls) {
		if fits(c) {
			return i
		}
	}
	return -1
}

// writesTo matches calls that write to a file whose path begins with path.
func writesTo(path string) func(call) bool {
	return func(c call) bool {
		return (c.name == "write" || c.name == "pwrite64") && strings.Contains(c.words, "<"+path)
	}
}

func flushOf(path string) func(call) bool {
	return func(c call) bool { return c.flushes() && strings.Contains(c.words, "<"+path) }
}

func flushOfFolder(path string) func(call) bool {
	return func(c call) bool { return c.flushes() && strings.HasSuffix(c.words, "<"+path+">") }
}

func renameTo(path string) func(call) bool {
	return func(c call) bool {
		return strings.HasPrefix(c.name, "rename") && strings.HasSuffix(c.words, `"`+path+`"`)
	}
}

// checkOrder checks that all calls were made and that their indexes increase.
func checkOrder(t *testing.T, what string, places ...int) {
	t.Helper()
	for i, at := range places {
		if at < 0 || i > 0 && at <= places[i-1] {
			t.Errorf("%s: the calls have the indexes %v, want none missing and each greater than the one before", what, places)
			return
		}
	}
}

// After a power cut the disk holds only what was flushed before, in that order.
func TestSavesAreFlushedInOrder(t *testing.T) {
	v, dir := create(t, Passphrase("turn 0"))
	mustClose(t, v)
	calls := traceCalls(t, "once", dir)
	log, store := segmentPath(filepath.Join(dir, logName), 1), filepath.Join(dir, storeName)

	save := between(t, calls, "opened", "saved")
	checkOrder(t, "a save: the log is written and flushed, then the store", last(save, writesTo(log)), first(save, 0, flushOf(log)), first(save, 0, writesTo(store)), last(save, writesTo(store)), last(save, flushOf(store)))

	change := between(t, calls, "saved", "changed")
	var order []int
	for _, name := range []string{headerB, headerA} {
		temp, path := filepath.Join(dir, "."+name+".tmp-"), filepath.Join(dir, name)
		named := first(change, 0, renameTo(path))
		order = append(order, first(change, 0, writesTo(temp)), first(change, 0, flushOf(temp)), named, first(change, max(0, named), flushOfFolder(dir)))
	}
	order = append(order, first(change, 0, writesTo(store)), last(change, flushOf(store)))
	checkOrder(t, "a change of passphrase: one header is written, flushed, named and its folder flushed, then the other, then the store", order...)

	keys := between(t, calls, "changed", "rotated")
	next := filepath.Join(dir, nextName)
	announced := first(keys, 0, renameTo(next))
	build := filepath.Join(dir, rotatePrefix)
	for _, part := range []string{"/" + storeName, "/" + logName + "/", "/." + headerA + ".tmp-", "/." + headerB + ".tmp-"} {
		of := func(fits func(string) func(call) bool) func(call) bool {
			return func(c call) bool { return fits(build)(c) && strings.Contains(c.words, part) }
		}
		checkOrder(t, "new keys: "+part+" is written and flushed before it counts", last(keys[:max(0, announced)], of(writesTo)), last(keys[:max(0, announced)], of(flushOf)), announced)
	}
	moved := first(keys, 0, renameTo(filepath.Join(dir, storeName)))
	checkOrder(t, "new keys: that they count is flushed before anything moves", announced, first(keys, max(0, announced), flushOfFolder(dir)), moved)
}
