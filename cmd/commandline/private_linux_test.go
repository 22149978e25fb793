//go:build linux

package commandline

import (
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"enactive/plaincopy"
)

// fileNames returns the names of the files in a folder.
func fileNames(t *testing.T, dir string) []string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(dir, plaincopy.Prefix+"*"))
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestPlainCopyIsRemovedWithTheProgram(t *testing.T) {
	for _, c := range []struct {
		name string
		end  syscall.Signal
	}{{"hung up", syscall.SIGHUP}, {"asked to end", syscall.SIGTERM}, {"interrupted", syscall.SIGINT}, {"killed", syscall.SIGKILL}} {
		t.Run(c.name, func(t *testing.T) {
			b := newBox(t)
			memory := filepath.Join(b.dir, "memory")
			if err := os.Mkdir(memory, 0o700); err != nil {
				t.Fatal(err)
			}
			open := filepath.Join(b.dir, "open")
			// An editor that reports that it has started, and does not end.
			editor := b.file("editor", "#!/bin/sh\ntouch "+open+"\nexec sleep 60\n")
			if err := os.Chmod(editor, 0o700); err != nil {
				t.Fatal(err)
			}
			p := shellWith(t, b, "XDG_RUNTIME_DIR="+memory, "EDITOR="+editor)
			p.write("exec \"$ENACT\" add --edit\n")
			for deadline := time.After(30 * time.Second); ; time.Sleep(5 * time.Millisecond) {
				if _, err := os.Stat(open); err == nil {
					break
				}
				select {
				case <-deadline:
					t.Fatalf("no editor was opened; the screen shows\n%s", p.text())
				default:
				}
			}
			copies := fileNames(t, memory)
			if len(copies) != 1 {
				t.Fatalf("there are %q, want one plain copy", copies)
			}
			name, _, _ := strings.Cut(strings.TrimPrefix(filepath.Base(copies[0]), plaincopy.Prefix), "-")
			pid, err := strconv.Atoi(name)
			if err != nil {
				t.Fatal(err)
			}
			if err := syscall.Kill(pid, c.end); err != nil {
				t.Fatal(err)
			}
			if c.end == syscall.SIGKILL {
				p.ended()
				cmd := b.program("version")
				cmd.Env = append(cmd.Env, "XDG_RUNTIME_DIR="+memory)
				if r := finish(t, cmd); r.status != 0 {
					t.Fatalf("%+v", r)
				}
			}
			for deadline := time.After(30 * time.Second); len(fileNames(t, memory)) > 0; time.Sleep(5 * time.Millisecond) {
				select {
				case <-deadline:
					t.Fatalf("%q is left in plain text", fileNames(t, memory))
				default:
				}
			}
			_ = exec.Command("pkill", "-f", editor).Run() // it may have gone
		})
	}
}

func TestOnlyFoldersOfDeadProcessesAreSwept(t *testing.T) {
	b := newBox(t)
	memory := t.TempDir()
	b.variables["XDG_RUNTIME_DIR"] = memory
	for _, name := range []string{"enact-999999999-1", "enact-" + strconv.Itoa(os.Getpid()) + "-1", "enact-mine", "other"} {
		if err := os.Mkdir(filepath.Join(memory, name), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink(t.TempDir(), filepath.Join(memory, "enact-999999998-1")); err != nil {
		t.Fatal(err)
	}
	b.ok("version")
	if got := fileNames(t, memory); len(got) != 3 {
		t.Errorf("there are %q, want all but that of the dead process", got)
	}
}
