package commandline

import (
	"strings"
	"syscall"
	"testing"
	"time"
)

func TestNothingIsShownBetweenTwoTries(t *testing.T) {
	b, _ := protectedBox(t)
	p := bashAt(t, b)
	p.write("\"$ENACT\" list\n")
	p.asked(1)
	p.write("eleven cold swans\n")
	for strings.Count(p.text(), "Passphrase: ") < 2 {
		if p.shows() {
			t.Fatal("while one passphrase is tried, the next one would be shown")
		}
		time.Sleep(time.Millisecond)
	}
	p.write(typedSecret + "\n")
	p.until("the first mile", 1)
	p.showing()
	p.neverShown()
}

func TestAPassphraseTypedAheadOfTheSecondQuestionCounts(t *testing.T) {
	b, _ := protectedBox(t)
	p := bashAt(t, b)
	p.write("\"$ENACT\" list\n")
	p.asked(1)
	p.write("eleven cold swans\n" + typedSecret + "\n")
	p.until("the first mile", 1)
	p.neverShown()
}

// Without a shell that could continue it, the program is not stopped by Ctrl+Z: it asks again.
func TestCtrlZWithoutAShell(t *testing.T) {
	b, _ := protectedBox(t)
	p := shellWith(t, b)
	p.write("exec \"$ENACT\" list\n")
	p.asked(1)
	p.write("eleven" + ctrlZ)
	p.asked(2)
	p.opens()
}

func TestAQuestionFromTheBackgroundWaitsForItsTurn(t *testing.T) {
	b, _ := protectedBox(t)
	p := bashAt(t, b)
	p.write("\"$ENACT\" list &\n")
	p.until("ready> ", 2)
	p.write("wait %1\n")
	p.until("Stopped", 1)
	p.showing()
	p.write("fg\n")
	p.asked(1)
	p.opens()
}

func TestCtrlDInTheMiddleOfAPassphrase(t *testing.T) {
	b, _ := protectedBox(t)
	p := bashAt(t, b)
	p.write("\"$ENACT\" list\n")
	p.asked(1)
	p.write("eleven" + ctrlD + " bold swans\n")
	p.until("the first mile", 1)
	p.showing()
	p.write("\"$ENACT\" list; echo ended $?\n")
	p.asked(2)
	p.write("eleven" + ctrlD + ctrlD)
	p.until("no passphrase was typed", 1)
	p.until("ended 2", 1)
	p.showing()
	p.neverShown()
}

func TestASignalAtTheQuestionLeavesTheTerminalAsItWas(t *testing.T) {
	b, _ := protectedBox(t)
	for _, key := range []string{ctrlC, "\x1c"} {
		p := bashAt(t, b)
		p.write("\"$ENACT\" list\n")
		p.asked(1)
		p.write("eleven" + key)
		p.until("ready> ", 2)
		p.showing()
		p.neverShown()
		if text := p.text(); !strings.Contains(text, "stopped before it was done") || strings.Contains(text, "goroutine") || strings.Contains(text, "SIG") {
			t.Errorf("after %q the screen shows\n%s", key, text)
		}
	}
}

func TestAQuestionThatIsShownIsRepeatedToo(t *testing.T) {
	b := newBox(t)
	p := bashAt(t, b)
	p.write("\"$ENACT\" area remove Running\n")
	p.until("Type the name", 1)
	p.write(ctrlZ)
	p.until("Stopped", 1)
	p.write("fg\n")
	p.until("Type the name", 2)
	p.write(ctrlD)
	p.until("nothing was removed", 1)
}

func TestIgnoredSignalsStayIgnored(t *testing.T) {
	b := newBox(t)
	cmd := b.program("add", "--lines")
	cmd.Args = append([]string{"sh", "-c", `trap "" HUP; exec "$0" "$@"`, cmd.Path}, cmd.Args[1:]...)
	cmd.Path = "/bin/sh"
	lines := startLines(t, cmd)
	lines.save("one")
	if err := cmd.Process.Signal(syscall.SIGHUP); err != nil {
		t.Fatal(err)
	}
	lines.save("two")
	lines.in.Close()
	if err := cmd.Wait(); err != nil {
		t.Errorf("a program that is to outlive its terminal ended with %v", err)
	}
}

func TestSignalTerminatesTheProcess(t *testing.T) {
	for sent, want := range map[syscall.Signal]syscall.Signal{
		syscall.SIGTERM: syscall.SIGTERM, syscall.SIGHUP: syscall.SIGHUP, syscall.SIGQUIT: syscall.SIGINT,
	} {
		b := newBox(t)
		cmd := b.program("add", "--lines")
		lines := startLines(t, cmd)
		lines.save("one")
		if err := cmd.Process.Signal(sent); err != nil {
			t.Fatal(err)
		}
		_ = cmd.Wait() // the status is looked at
		if state, ok := cmd.ProcessState.Sys().(syscall.WaitStatus); !ok || state.Signal() != want {
			t.Errorf("after %v it ended with %v, want %v", sent, cmd.ProcessState, want)
		}
	}
}
