package commandline

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// pty is a terminal with a shell in it, as a person sits at it.
type pty struct {
	t      *testing.T
	master *os.File
	over   chan struct{} // closed once the shell has ended
	mu     sync.Mutex
	seen   bytes.Buffer
}

// shellAt starts a shell with job control on its own terminal, or skips the test if the system
// lacks that shell.
func shellAt(t *testing.T, b *box, shell string, args ...string) *pty {
	t.Helper()
	return shellIn(t, b, nil, shell, args...)
}

// shellWith is a plain shell with more in its environment.
func shellWith(t *testing.T, b *box, more ...string) *pty {
	t.Helper()
	return shellIn(t, b, more, "sh")
}

func shellIn(t *testing.T, b *box, more []string, shell string, args ...string) *pty {
	t.Helper()
	program, err := exec.LookPath(shell)
	if err != nil {
		t.Skipf("LEFT OUT: the passphrase was not asked for under job control of %s, because it is not installed", shell)
	}
	master, err := os.OpenFile("/dev/ptmx", os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	if err := unix.IoctlSetPointerInt(int(master.Fd()), unix.TIOCSPTLCK, 0); err != nil {
		t.Fatal(err)
	}
	n, err := unix.IoctlGetInt(int(master.Fd()), unix.TIOCGPTN)
	if err != nil {
		t.Fatal(err)
	}
	slave, err := os.OpenFile(fmt.Sprintf("/dev/pts/%d", n), os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(program, args...)
	cmd.Dir = b.dir
	cmd.Env = append(b.program().Env, "PATH=/usr/bin:/bin", "ENACT="+self, "PS1=ready> ", "TERM=dumb", "HISTFILE=/dev/null")
	cmd.Env = append(cmd.Env, more...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = slave, slave, slave
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	slave.Close()
	p := &pty{t: t, master: master, over: make(chan struct{})}
	go func() {
		buffer := make([]byte, 4096)
		for {
			n, err := master.Read(buffer)
			p.mu.Lock()
			p.seen.Write(buffer[:n])
			p.mu.Unlock()
			if err != nil {
				return
			}
		}
	}()
	go func() { _ = cmd.Wait(); close(p.over) }()
	t.Cleanup(func() {
		_ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL)
		<-p.over
		master.Close()
	})
	return p
}

// ended waits for the shell, or what took its place, to end.
func (p *pty) ended() { <-p.over }

func (p *pty) text() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.seen.String()
}

func (p *pty) write(text string) {
	p.t.Helper()
	if _, err := p.master.WriteString(text); err != nil {
		p.t.Fatal(err)
	}
}

// until waits until the words are on the screen the given number of times.
func (p *pty) until(words string, times int) {
	p.t.Helper()
	for deadline := time.After(30 * time.Second); strings.Count(p.text(), words) < times; {
		select {
		case <-deadline: // a limit, not a measurement
			p.t.Fatalf("%q was not there %d times; the screen shows\n%s", words, times, p.text())
		case <-time.After(5 * time.Millisecond):
		}
	}
}

// hidden waits until typed text is hidden, so that a test types no faster than a person.
func (p *pty) hidden() {
	p.t.Helper()
	for deadline := time.After(30 * time.Second); ; {
		state, err := unix.IoctlGetTermios(int(p.master.Fd()), unix.TCGETS)
		if err != nil {
			p.t.Fatal(err)
		}
		if state.Lflag&unix.ECHO == 0 && state.Lflag&unix.ICANON != 0 {
			return
		}
		select {
		case <-deadline:
			p.t.Fatalf("what is typed is shown; the screen shows\n%s", p.text())
		case <-time.After(5 * time.Millisecond):
		}
	}
}

func (p *pty) shows() bool {
	state, err := unix.IoctlGetTermios(int(p.master.Fd()), unix.TCGETS)
	return err == nil && state.Lflag&unix.ECHO != 0
}

const (
	ctrlZ, ctrlD, ctrlC = "\x1a", "\x04", "\x03"
	typedSecret         = "eleven bold swans" // of protectedBox
)

// bashAt is a bash with job control whose first prompt is there.
func bashAt(t *testing.T, b *box) *pty {
	t.Helper()
	p := shellAt(t, b, "bash", "--norc", "--noprofile", "--noediting", "-i")
	p.until("ready> ", 1)
	return p
}

// showing waits until typed text is shown.
func (p *pty) showing() {
	p.t.Helper()
	for deadline := time.After(30 * time.Second); !p.shows(); {
		select {
		case <-deadline: // a limit, not a measurement
			p.t.Fatalf("nothing of what is typed is shown; the screen shows\n%s", p.text())
		case <-time.After(5 * time.Millisecond):
		}
	}
}

// neverShown checks that no part of the passphrase is on the screen.
func (p *pty) neverShown() {
	p.t.Helper()
	if text := p.text(); strings.Contains(text, "eleven") || strings.Contains(text, "swans") {
		p.t.Errorf("the passphrase was shown:\n%s", text)
	}
}

// asked waits for the passphrase to be asked for so many times, with nothing shown.
func (p *pty) asked(times int) {
	p.t.Helper()
	p.until("Passphrase: ", times)
	p.hidden()
}

// opens types the passphrase, and checks that the journal opens and the passphrase is not shown.
func (p *pty) opens() {
	p.t.Helper()
	p.write(typedSecret + "\n")
	p.until("the first mile", 1)
	p.neverShown()
}

func TestThePassphraseIsNeverShown(t *testing.T) {
	for _, shell := range [][]string{{"bash", "--norc", "--noprofile", "--noediting", "-i"}, {"zsh", "-f", "-i", "+Z"}} {
		t.Run(shell[0], func(t *testing.T) {
			b, _ := protectedBox(t)
			p := shellAt(t, b, shell[0], shell[1:]...)
			p.until("ready> ", 1)
			p.write("\"$ENACT\" list\n")
			p.asked(1)
			p.write("eleven bo" + ctrlZ)
			p.until("ready> ", 2)
			p.write("fg\n")
			p.asked(2)
			p.opens()
		})
	}
}

func TestCtrlDAndCtrlCEndTheQuestion(t *testing.T) {
	b, _ := protectedBox(t)
	p := bashAt(t, b)
	p.write("\"$ENACT\" list; echo ended $?\n")
	p.asked(1)
	p.write(ctrlD)
	p.until("no passphrase was typed", 1)
	p.until("ended 2", 1)
	if !p.shows() {
		t.Error("after Ctrl+D the terminal shows nothing of what is typed")
	}
	p.write("\"$ENACT\" list\n")
	p.asked(2)
	p.write(ctrlC)
	p.until("ready> ", 3)
	p.showing()
}
