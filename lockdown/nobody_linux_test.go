package lockdown

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// forEverybody copies the test program to a place where every user can run it.
func forEverybody(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "lockdown-*")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) }) // the system clears it otherwise
	b, err := os.ReadFile(os.Args[0])
	if err != nil {
		t.Fatal(err)
	}
	program := filepath.Join(dir, "program")
	if err := errors.Join(os.WriteFile(program, b, 0o755), os.Chmod(program, 0o755), os.Chmod(dir, 0o755)); err != nil {
		t.Fatal(err)
	}
	return program
}

// common returns the attributes of an unprivileged user.
func common(t *testing.T) *syscall.SysProcAttr {
	t.Helper()
	if os.Geteuid() != 0 {
		return nil // this user is unprivileged already
	}
	return &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534, NoSetGroups: true}}
}

func asCommon(t *testing.T, program, job string, args ...string) *exec.Cmd {
	t.Helper()
	c := exec.Command(program, args...)
	c.Dir = filepath.Dir(program)
	c.Env = append(os.Environ(), jobVariable+"="+job)
	c.SysProcAttr = common(t)
	return c
}

// look tries to open another process's memory and list its open files.
func look(pid string) error {
	for _, name := range []string{"mem", "environ", "fd"} {
		f, err := os.Open("/proc/" + pid + "/" + name)
		if err != nil {
			fmt.Println(name, "refused")
			continue
		}
		fmt.Println(name, "allowed")
		if err := f.Close(); err != nil {
			return err
		}
	}
	n, err := strconv.Atoi(pid)
	if err != nil {
		return err
	}
	runtime.LockOSThread() // the thread that attaches must detach
	if err := syscall.PtraceAttach(n); err != nil {
		fmt.Println("trace refused")
		return nil
	}
	fmt.Println("trace allowed")
	if _, err := syscall.Wait4(n, nil, 0, nil); err != nil { // until it is stopped
		return err
	}
	return syscall.PtraceDetach(n)
}

func TestAnotherProgramOfTheSameUserCannotReadTheMemory(t *testing.T) {
	program := forEverybody(t)
	for _, c := range []struct{ job, word, other string }{
		{"wait closed", "refused", "allowed"},
		{"wait", "allowed", "refused"}, // the control
	} {
		target := asCommon(t, program, c.job)
		in, err := target.StdinPipe()
		if err != nil {
			t.Fatal(err)
		}
		said, err := target.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := target.Start(); err != nil {
			t.Skipf("LEFT OUT: the test cannot run as the user nobody here (%v)", err)
		}
		if _, err := io.ReadFull(said, make([]byte, len("waiting"))); err != nil {
			t.Fatal(err)
		}
		out, err := asCommon(t, program, "look", strconv.Itoa(target.Process.Pid)).CombinedOutput()
		if err != nil {
			t.Errorf("%s: looking: %v\n%s", c.job, err, out)
		}
		if strings.Count(string(out), c.word) != 4 || strings.Contains(string(out), c.other) {
			t.Errorf("%s: a look says\n%s", c.job, out)
		}
		if err := errors.Join(in.Close(), target.Wait()); err != nil {
			t.Errorf("%s: %v", c.job, err)
		}
	}
}

func TestAProgramWhoseFileWasDeletedRestartsForAnUnprivilegedUser(t *testing.T) {
	program := forEverybody(t)
	c := asCommon(t, program, "remember and start again")
	in, err := c.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	c.Stdout, c.Stderr = &out, &out
	if err := c.Start(); err != nil {
		t.Skipf("LEFT OUT: the test cannot run as the user nobody here (%v)", err)
	}
	if err := os.Remove(program); err != nil {
		t.Fatal(err)
	}
	_, err = in.Write([]byte("x"))
	time.Sleep(300 * time.Millisecond) // it restarts, and then waits for the end of its input
	if err := errors.Join(err, in.Close(), c.Wait()); err != nil {
		t.Fatalf("%v\n%s", err, out.String())
	}
	if !strings.Contains(out.String(), "again") || !strings.Contains(out.String(), "Unreadable:true") {
		t.Errorf("it says %q", out.String())
	}
}
