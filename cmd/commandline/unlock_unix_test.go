//go:build unix

package commandline

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// runtimeProgram is program with a runtime folder, in which a holder answers.
func (b *box) runtimeProgram(args ...string) *exec.Cmd {
	b.t.Helper()
	dir := filepath.Join(b.dir, "run")
	if err := os.Mkdir(dir, 0o700); err != nil && !os.IsExist(err) {
		b.t.Fatal(err)
	}
	cmd := b.program(args...)
	cmd.Env = append(cmd.Env, "XDG_RUNTIME_DIR="+dir, "DBUS_SESSION_BUS_ADDRESS=unix:path=/nonexistent", "DBUS_SYSTEM_BUS_ADDRESS=unix:path=/nonexistent")
	return cmd
}

func (b *box) quick(args ...string) result {
	b.t.Helper()
	return finish(b.t, b.runtimeProgram(args...))
}

// unlock unlocks the box's journal and has it locked at the end of the test. It returns the holder's process.
func (b *box) unlock(args ...string) int {
	b.t.Helper()
	if r := b.quick(append([]string{"unlock"}, args...)...); r.status != 0 || r.err != "" {
		b.t.Fatalf("unlocking: %+v", r)
	}
	b.t.Cleanup(func() { finish(b.t, b.runtimeProgram("lock")) })
	return b.status().PID
}

func (b *box) status() (s statusJSON) {
	b.t.Helper()
	r := b.quick("status", "--json")
	if err := json.Unmarshal([]byte(r.out), &s); err != nil {
		b.t.Fatalf("%v: %+v", err, r)
	}
	return s
}

// until waits for something that happens in another process.
func until(t *testing.T, what string, is func() bool) {
	t.Helper()
	for range 400 {
		if is() {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatal(what + " did not happen within 20 s")
}

func TestAnUnlockedJournalServesCommandsUntilItIsLocked(t *testing.T) {
	b := emptyBox(t)
	secret := b.file("secret", "four words nobody expects")
	b.ok("init", "--passphrase-file", secret)
	b.ok("--passphrase-file", secret, "area", "add", "Running")
	if r := b.quick("status"); r.status != 1 || r.out != "The journal is locked.\n" {
		t.Errorf("at first: %+v", r)
	}
	if r := b.quick("unlock", "--passphrase-file", b.file("wrong", "four words nobody wrote")); r.status != statusWrongKey {
		t.Errorf("with a wrong passphrase: %+v", r)
	}
	pid := b.unlock("--passphrase-file", secret, "--for", "10m")
	s := b.status()
	if s.State != "unlocked" || s.Holder != "enact" || s.LocksAfter != 600 || pid <= 0 {
		t.Errorf("the status is %+v", s)
	}
	// The folder in which a command is typed is its own, whatever the holder's is.
	below := filepath.Join(b.dir, "below")
	if err := os.Mkdir(below, 0o700); err != nil {
		t.Fatal(err)
	}
	add := b.runtimeProgram("add", "--lines", "--area", "Running")
	add.Stdin = strings.NewReader("{\"title\":\"one\"}\n{\"title\":\"two\"}\n")
	if r := finish(t, add); r.status != 0 || strings.Count(r.out, "saved ") != 2 {
		t.Errorf("adding: %+v", r)
	}
	export := b.runtimeProgram("export", "csv", "-o", "all.csv")
	export.Dir = below
	if r := finish(t, export); r.status != 0 || r.out != "wrote all.csv: 2 entries\n" {
		t.Errorf("exporting: %+v", r)
	}
	back := b.runtimeProgram("import", "csv", "/dev/fd/3", "--dry-run")
	all, err := os.Open(filepath.Join(below, "all.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer all.Close()
	back.ExtraFiles = []*os.File{all}
	if r := finish(t, back); r.status != 0 || !strings.Contains(r.out, "2") {
		t.Errorf("importing from an open file: %+v", r)
	}
	if r := b.quick("import", "csv", "missing.csv"); r.status != 1 || !strings.Contains(r.err, "missing.csv does not exist") || strings.Contains(r.err, b.dir) {
		t.Errorf("importing what is not there: %+v", r)
	}
	head := b.runtimeProgram("list")
	head.Env = append(head.Env, "TZ=Pacific/Auckland")
	if r := finish(t, head); r.status != 0 || !strings.Contains(r.out, "2026-11-24 00:00") && !strings.Contains(r.out, "2026-11-23") {
		t.Errorf("listing: %+v", r)
	}
	if r := b.quick("lock"); r.status != 0 {
		t.Errorf("locking: %+v", r)
	}
	if r := b.quick("list"); r.status != statusUsage || !strings.Contains(r.err, "passphrase is needed") {
		t.Errorf("locked again: %+v", r)
	}
	if out := b.ok("--passphrase-file", secret, "list"); !strings.Contains(out, "one") || !strings.Contains(out, "two") {
		t.Errorf("the journal has\n%s", out)
	}
}

func TestAnUnlockedJournalLocksItself(t *testing.T) {
	b := newBox(t)
	b.unlock("--for", "1s")
	until(t, "the lock", func() bool { return b.quick("status").status == 1 })
	if r := b.quick("add", "later"); r.status != 0 {
		t.Errorf("afterwards: %+v", r)
	}
}

// What a holder saved is there when it is killed, and nothing of it stands in the way.
func TestAKilledHolderLosesNothing(t *testing.T) {
	b := newBox(t)
	pid := b.unlock("--for", "1h")
	if r := b.quick("add", "before"); r.status != 0 {
		t.Fatalf("%+v", r)
	}
	if err := syscall.Kill(pid, syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	until(t, "the end", func() bool { return b.quick("status").status == 1 })
	if r := b.quick("list"); r.status != 0 || !strings.Contains(r.out, "before") {
		t.Errorf("%+v", r)
	}
	if again := b.unlock("--for", "1h"); again == pid || again <= 0 {
		t.Errorf("the holder is %d again", again)
	}
}

// Only the holder's user may talk to it: the socket is in a folder of theirs, and has no rights for others.
func TestTheSocketIsTheUsersAlone(t *testing.T) {
	b := newBox(t)
	b.unlock("--for", "1h")
	found, err := filepath.Glob(filepath.Join(b.dir, "run", "*"))
	if err != nil || len(found) != 1 {
		t.Fatalf("%v, %v", found, err)
	}
	info, err := os.Lstat(found[0])
	if err != nil || info.Mode() != os.ModeSocket|0o600 {
		t.Errorf("%v has %v (%v)", found, info.Mode(), err)
	}
	if err := os.Chmod(filepath.Join(b.dir, "run"), 0o755); err != nil {
		t.Fatal(err)
	}
	if r := b.quick("lock"); r.status != statusInUse || !strings.Contains(r.err, "stays open") || b.quick("status").status != statusInUse {
		t.Errorf("a socket in a folder that others can enter was used: %+v", r)
	}
	if err := os.Chmod(filepath.Join(b.dir, "run"), 0o700); err != nil {
		t.Fatal(err)
	}
}

// Many commands at once, some of them killed: each entry that was called saved is there once.
func TestManyCommandsAtOnceLoseAndDoubleNothing(t *testing.T) {
	b := newBox(t)
	b.unlock("--for", "1h")
	saved := make(chan string)
	const clients, each = 4, 12
	for c := range clients {
		go func() {
			for i := range each {
				title := "c" + strconv.Itoa(c) + "n" + strconv.Itoa(i) + "."
				cmd := b.runtimeProgram("add", "--area", "Running", "--title", title)
				if i%4 == 3 { // killed somewhere on its way
					if cmd.Start() == nil {
						time.Sleep(time.Duration(1+i) * time.Millisecond)
						_ = cmd.Process.Kill()
						_ = cmd.Wait()
					}
					continue
				}
				if out, err := cmd.Output(); err != nil || !strings.HasPrefix(string(out), "saved ") {
					t.Errorf("%s: %s, %v", title, out, err)
				}
				saved <- title
			}
			saved <- ""
		}()
	}
	var titles []string
	for ended := 0; ended < clients; {
		if title := <-saved; title == "" {
			ended++
		} else {
			titles = append(titles, title)
		}
	}
	r := b.quick("list", "--limit", "1000", "--json")
	if r.status != 0 {
		t.Fatalf("%+v", r)
	}
	for _, title := range titles {
		if n := strings.Count(r.out, `"`+title+`"`); n != 1 {
			t.Errorf("%s is there %d times", title, n)
		}
	}
	for c := range clients {
		for i := 3; i < each; i += 4 {
			if n := strings.Count(r.out, `"c`+strconv.Itoa(c)+"n"+strconv.Itoa(i)+`."`); n > 1 {
				t.Errorf("an entry of a killed command is there %d times", n)
			}
		}
	}
	if r := b.quick("check"); r.status != 0 {
		t.Errorf("%+v", r)
	}
}

func TestARelativeFolderInTheVariableReachesTheHolder(t *testing.T) {
	b := newBox(t)
	relative := func(args ...string) result {
		cmd := b.runtimeProgram(args...)
		cmd.Env = append(cmd.Env, "ENACTIVE_JOURNAL="+filepath.Base(b.journal()))
		return finish(t, cmd)
	}
	if r := relative("unlock"); r.status != 0 || r.err != "" {
		t.Fatalf("unlocking: %+v", r)
	}
	t.Cleanup(func() { relative("lock") })
	if r := relative("area", "list"); r.status != 0 || !strings.Contains(r.out, "Running") {
		t.Errorf("listing: %+v", r)
	}
	if r := relative("add", "--area", "Running", "--title", "one"); r.status != 0 || !strings.HasPrefix(r.out, "saved ") {
		t.Errorf("adding: %+v", r)
	}
}

// A lock that cannot be asked for is not called one.
func TestLockSaysWhatStaysOpen(t *testing.T) {
	b := newBox(t)
	pid := b.unlock("--for", "1h")
	lock := b.program("lock")
	other := filepath.Join(b.dir, "run2")
	if err := os.Mkdir(other, 0o700); err != nil {
		t.Fatal(err)
	}
	lock.Env = append(lock.Env, "XDG_RUNTIME_DIR="+other)
	if r := finish(t, lock); r.status != statusInUse || !strings.Contains(r.err, "stays open") || !strings.Contains(r.err, "process "+strconv.Itoa(pid)) {
		t.Errorf("where the holder is not found: %+v", r)
	}
	if b.status().PID != pid {
		t.Error("it was locked")
	}
}

// The time of a journal that is unlocked already is changed, and begins anew.
func TestUnlockingAgainSetsTheTime(t *testing.T) {
	b := newBox(t)
	pid := b.unlock("--for", "1h")
	for _, test := range []struct {
		args []string
		want int
	}{{[]string{"unlock"}, 3600}, {[]string{"unlock", "--for", "2h"}, 7200}, {[]string{"unlock"}, 7200}, {[]string{"unlock", "--for", "2s"}, 2}} {
		if r := b.quick(test.args...); r.status != 0 || r.err != "" {
			t.Errorf("%v: %+v", test.args, r)
		}
		if s := b.status(); s.LocksAfter != test.want || s.PID != pid {
			t.Errorf("%v: %+v", test.args, s)
		}
	}
	if r := b.quick("unlock", "--for", "25h"); r.status != statusUsage {
		t.Errorf("too long: %+v", r)
	}
	until(t, "the lock", func() bool { return b.quick("status").status == 1 })
}

// Whoever comes while the journal is being unlocked goes through that.
func TestUnlockingAtOnceMakesOneHolder(t *testing.T) {
	b := newBox(t)
	t.Cleanup(func() { finish(b.t, b.runtimeProgram("lock")) })
	var all sync.WaitGroup
	for _, args := range [][]string{{"unlock", "--for", "1h"}, {"unlock", "--for", "1h"}, {"list"}, {"add", "--area", "Running", "--title", "one"}, {"unlock"}, {"area", "list"}} {
		cmd := b.runtimeProgram(args...)
		all.Go(func() {
			if out, err := cmd.CombinedOutput(); err != nil || strings.Contains(string(out), "inbox") {
				t.Errorf("%v: %v, %s", args, err, out)
			}
		})
	}
	all.Wait()
	if s := b.status(); s.State != "unlocked" {
		t.Errorf("%+v", s)
	}
}
