//go:build linux

package commandline

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"enactive/plaincopy"
)

// savingEditor writes something into the form, reports that, and does not end.
func (b *box) savingEditor() (editor, saved string) {
	b.t.Helper()
	saved = filepath.Join(b.dir, "saved")
	editor = b.file("editor", "#!/bin/sh\necho 'precious words' >>\"$1\"\necho $$ >"+saved+".new\nmv "+saved+".new "+saved+"\nexec sleep 60\n")
	if err := os.Chmod(editor, 0o700); err != nil {
		b.t.Fatal(err)
	}
	b.t.Cleanup(func() {
		if text, err := os.ReadFile(saved); err == nil {
			if pid, err := strconv.Atoi(strings.TrimSpace(string(text))); err == nil {
				_ = syscall.Kill(pid, syscall.SIGKILL) // it may have gone
			}
		}
	})
	return editor, saved
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// precious returns the one file with what was typed.
func precious(t *testing.T, pattern string) string {
	t.Helper()
	found, err := filepath.Glob(pattern)
	if err != nil || len(found) != 1 {
		t.Fatalf("what was typed is in %q, %v", found, err)
	}
	if text, err := os.ReadFile(found[0]); err != nil || !strings.Contains(string(text), "precious words") {
		t.Errorf("%s has %q, %v", found[0], text, err)
	}
	return found[0]
}

// What was typed outlives the holder that was to save it, and the person learns where it is.
func TestWhatWasTypedStaysWhenTheHolderIsKilled(t *testing.T) {
	b := newBox(t)
	id := b.add("--title", "before")
	holder := b.unlock("--for", "1h")
	editor, saved := b.savingEditor()
	run := filepath.Join(b.dir, "run")
	p := shellWith(t, b, "XDG_RUNTIME_DIR="+run, "EDITOR="+editor, "DBUS_SESSION_BUS_ADDRESS=unix:path=/nonexistent", "DBUS_SYSTEM_BUS_ADDRESS=unix:path=/nonexistent")
	p.write("\"$ENACT\" edit " + id + "\n")
	until(t, "the editor", func() bool { return exists(saved) })
	if err := syscall.Kill(holder, syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	p.until("the journal was locked before", 1)
	for _, command := range []string{"status", "list", "version"} {
		b.quick(command)
	}
	kept := precious(t, filepath.Join(run, plaincopy.Prefix+"kept-*", "entry.txt"))
	if said := strings.NewReplacer("\r", "", "\n", "").Replace(p.text()); !strings.Contains(strings.ReplaceAll(said, " ", ""), "whatyoutypedisnotsaved;itisin"+kept) {
		t.Errorf("%s is not named:\n%s", kept, p.text())
	}
}

// Without a holder nobody is left to say it, so the next command that somebody sees does.
func TestWhatWasTypedStaysWhenTheCommandIsKilled(t *testing.T) {
	b := newBox(t)
	editor, saved := b.savingEditor()
	run := filepath.Join(b.dir, "run")
	if err := os.Mkdir(run, 0o700); err != nil {
		t.Fatal(err)
	}
	p := shellWith(t, b, "XDG_RUNTIME_DIR="+run, "EDITOR="+editor)
	p.write("exec \"$ENACT\" add --edit\n")
	until(t, "the editor", func() bool { return exists(saved) })
	pid, _, _ := strings.Cut(strings.TrimPrefix(filepath.Base(fileNames(t, run)[0]), plaincopy.Prefix), "-")
	n, err := strconv.Atoi(pid)
	if err != nil || n <= 1 {
		t.Fatal(pid, err)
	}
	if err := syscall.Kill(n, syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	p.ended()
	b.quick("list") // nobody sees what it would say
	precious(t, filepath.Join(run, plaincopy.Prefix+pid+"-*", "entry.txt"))
	seen := shellWith(t, b, "XDG_RUNTIME_DIR="+run)
	seen.write("exec \"$ENACT\" list\n")
	seen.until("broken off", 1)
	seen.until("delete it", 1)
	seen.ended()
	kept := precious(t, filepath.Join(run, plaincopy.Prefix+"kept-*", "entry.txt"))
	if said := strings.NewReplacer("\r", "", "\n", "", " ", "").Replace(seen.text()); !strings.Contains(said, kept) {
		t.Errorf("%s is not named:\n%s", kept, seen.text())
	}
}
