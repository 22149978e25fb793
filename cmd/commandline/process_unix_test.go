//go:build unix

package commandline

import (
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime/debug"
	"strings"
	"syscall"
	"testing"

	"enactive/clock/clocktest"
)

// asProgram makes this test binary be enact itself.
const asProgram = "ENACT_AS_PROGRAM=1"

func TestMain(m *testing.M) {
	if os.Getenv("ENACT_AS_PROGRAM") == "1" {
		now, err := clocktest.Clock()
		if err != nil {
			panic(err)
		}
		Program("development", now)
		return
	}
	hearSignals()
	debug.SetGCPercent(400) // each test runs many short commands, and little of them stays in memory
	os.Exit(m.Run())
}

// hearSignals has commands that a test starts end by signals even where the tests were started to ignore them, as by
// nohup or in the background of a script: a child inherits that, but nothing that is heard.
func hearSignals() {
	heard := make(chan os.Signal, 1)
	for _, s := range []os.Signal{syscall.SIGHUP, syscall.SIGINT, syscall.SIGQUIT} {
		if signal.Ignored(s) {
			signal.Notify(heard, s)
		}
	}
	go func() { <-heard; os.Exit(1) }()
}

// program is enact as a process of its own, in the box's folder, at its time and away from any
// terminal.
func (b *box) program(args ...string) *exec.Cmd {
	b.t.Helper()
	self, err := os.Executable()
	if err != nil {
		b.t.Fatal(err)
	}
	cmd := exec.Command(self, args...)
	cmd.Dir = b.dir
	cmd.Env = []string{asProgram, "HOME=" + b.dir, "ENACTIVE_JOURNAL=" + b.journal(), clocktest.Environment(b.env.now())}
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	return cmd
}

func finish(t testing.TB, cmd *exec.Cmd) result {
	t.Helper()
	var out, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &stderr
	err := cmd.Run()
	if exit := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return result{cmd.ProcessState.ExitCode(), out.String(), stderr.String()}
}

func TestTheProgramExitsWithTheStatus(t *testing.T) {
	b := newBox(t)
	if r := finish(t, b.program("area", "list")); r.status != 0 || r.err != "" || !strings.Contains(r.out, "Running") {
		t.Errorf("got %+v", r)
	}
	r := finish(t, b.program("add", "--stress", "140"))
	if r.status != statusUsage || r.out != "" {
		t.Errorf("got %+v", r)
	}
	checkSentence(t, r.err, "--stress")
}

func TestThePassphraseComesFromADescriptor(t *testing.T) {
	b := emptyBox(t)
	b.ok("--passphrase-file", b.file("p", "eleven bold swans\n"), "init")
	for _, c := range []struct {
		name, text string
		status     int
	}{
		{"the right one", "eleven bold swans\n", 0},
		{"the right one without a line end", "eleven bold swans", 0},
		{"the right one with a line end of Windows", "eleven bold swans\r\n", 0},
		{"the first line counts", "eleven bold swans\nand more\n", 0},
		{"a wrong one", "eleven cold swans\n", statusWrongKey},
		{"none", "", statusUsage},
	} {
		t.Run(c.name, func(t *testing.T) {
			f, err := os.Open(b.file("fd", c.text))
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			cmd := b.program("--passphrase-fd", "3", "area", "list", "--json")
			cmd.ExtraFiles = []*os.File{f}
			if r := finish(t, cmd); r.status != c.status {
				t.Errorf("got %+v, want status %d", r, c.status)
			}
		})
	}
}

func TestThePassphraseAndTheEntriesShareStandardInput(t *testing.T) {
	b := emptyBox(t)
	b.ok("--passphrase-file", b.file("p", "eleven bold swans"), "init")
	b.ok("--passphrase-file", filepath.Join(b.dir, "p"), "area", "add", "Running")
	cmd := b.program("--passphrase-fd", "0", "add", "--lines")
	cmd.Stdin = strings.NewReader("eleven bold swans\n{\"title\":\"one\"}\n{\"title\":\"two\"}\n")
	if r := finish(t, cmd); r.status != 0 || strings.Count(r.out, "saved ") != 2 {
		t.Errorf("got %+v", r)
	}
}

func TestNoQuestionWithoutATerminal(t *testing.T) {
	b := emptyBox(t)
	r := finish(t, b.program("init"))
	if r.status != statusUsage {
		t.Errorf("got %+v, want status %d", r, statusUsage)
	}
	checkSentence(t, r.err, "no terminal", "--passphrase-file")
}

func TestClosedPipeEndsTheProgramQuietly(t *testing.T) {
	b := newBox(t)
	b.add("--title", strings.Repeat("long ", 190), "--happened", strings.Repeat("long\n", 50_000))
	cmd := b.program("export", "csv")
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := io.ReadFull(out, make([]byte, 10)); err != nil {
		t.Fatal(err)
	}
	out.Close()
	if err := cmd.Wait(); err == nil {
		t.Error("it did not notice")
	}
	if strings.Contains(stderr.String(), "goroutine") || strings.Count(stderr.String(), "\n") > 1 {
		t.Errorf("standard error is %q", stderr.String())
	}
}

// TestEveryListingEndsQuietlyAtAClosedPipe also covers a parent that ignores the signal for it, as
// many that are not shells do.
func TestEveryListingEndsQuietlyAtAClosedPipe(t *testing.T) {
	b := documentedBox(t)
	self := b.program("version").Path
	for _, command := range []string{"list", "list --json", "list --format lines", "list --format csv", "search km", "show 00000001", "area list", "area show running",
		"insights", "insights --json", "check", "backup list", "keyring status", "export csv", "export json", "export pdf", "help", "completion bash"} {
		for name, before := range map[string]string{"the signal ends it": "", "the signal is ignored": "trap '' PIPE; "} {
			cmd := b.program()
			cmd.Path, cmd.Args = "/bin/sh", []string{"sh", "-c", before + `exec "$0" "$@"`, self}
			cmd.Args = append(cmd.Args, strings.Fields(command)...)
			reader, writer, err := os.Pipe()
			if err != nil {
				t.Fatal(err)
			}
			reader.Close()
			var stderr bytes.Buffer
			cmd.Stdout, cmd.Stderr = writer, &stderr
			err = cmd.Run()
			writer.Close()
			if err == nil || stderr.Len() > 0 {
				t.Errorf("%s, where %s: it ended with %v and said %q", command, name, err, stderr.String())
			}
		}
	}
}

func TestInterruptCleansUpAndTerminatesBySignal(t *testing.T) {
	b := newBox(t)
	cmd := b.program("add", "--lines")
	startLines(t, cmd).save("one")
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err == nil {
		t.Error("it ended as if nothing had happened")
	}
	if state, ok := cmd.ProcessState.Sys().(syscall.WaitStatus); !ok || state.Signal() != syscall.SIGINT {
		t.Errorf("it ended with %v, want the interrupt", cmd.ProcessState)
	}
	if got := objects(t, b.ok("list", "--json")); len(got) != 1 {
		t.Errorf("the journal holds %d entries, want the one that was saved", len(got))
	}
}

func TestInterruptedImportAddsNothing(t *testing.T) {
	b := newBox(t)
	cmd := b.program("import", "csv", "-")
	stdin, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	var stderr strings.Builder
	cmd.Stderr = &stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	// More than a pipe holds, so that the command has read rows when this returns.
	if _, err := io.WriteString(stdin, "time,area\n"+strings.Repeat("2026-11-20,Running\n", 20_000)); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err == nil {
		t.Error("it ended as if nothing had happened")
	}
	checkSentence(t, stderr.String(), "stopped before it was done")
	if got := objects(t, b.ok("list", "--json")); len(got) != 0 {
		t.Errorf("the journal holds %d entries of an import that was stopped", len(got))
	}
}

func TestAnExportThatFindsNoSpaceLeavesTheOldFile(t *testing.T) {
	b := newBox(t)
	for range 8 {
		b.add("--title", "x", "--note", strings.Repeat("words ", 200))
	}
	path := b.file("old.csv", "what stood there\n")
	cmd := b.program("export", "csv", "-o", path)
	// The shell lets no file grow above 4 KiB (8 blocks), as a disk that is nearly full.
	cmd.Args = append([]string{"sh", "-c", `ulimit -f 8; exec "$0" "$@"`, cmd.Path}, cmd.Args[1:]...)
	cmd.Path = "/bin/sh"
	r := finish(t, cmd)
	if r.status != statusNoSpace {
		t.Errorf("got %+v, want status %d", r, statusNoSpace)
	}
	checkSentence(t, r.err, "old.csv", "no space left", "free some")
	if strings.Contains(r.err, ".tmp-") {
		t.Errorf("standard error names a temporary file: %q", r.err)
	}
	if got, err := os.ReadFile(path); err != nil || string(got) != "what stood there\n" {
		t.Errorf("the old file is %q (%v)", got, err)
	}
	if left, err := filepath.Glob(filepath.Join(b.dir, ".old.csv*")); err != nil || len(left) > 0 {
		t.Errorf("%v is left behind (%v)", left, err)
	}
}

// nobody is the id of an unprivileged user, as whom root runs the tests of permissions.
const nobody = 65534

func TestFolderWithoutWritePermission(t *testing.T) {
	b := newBox(t)
	b.add("--title", "x")
	before := b.ok("export", "json")
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	program, err := os.ReadFile(self)
	if err != nil {
		t.Fatal(err)
	}
	public, err := os.MkdirTemp("", "enact-test-")
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(public)
	closed := filepath.Join(public, "closed")
	defer os.Chmod(closed, 0o755) // so that it can be removed
	for _, err := range []error{
		os.Chmod(public, 0o755),
		os.WriteFile(filepath.Join(public, "enact"), program, 0o755),
		os.Mkdir(closed, 0o755),
		os.WriteFile(filepath.Join(closed, "r.csv"), []byte("time,area\n"), 0o000),
		os.Chmod(closed, 0o555),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		name  string
		args  []string
		words []string
	}{
		{"for a new journal", []string{"--journal", filepath.Join(closed, "journal"), "init", "--no-passphrase"}, []string{closed, "folder", "another"}},
		{"for a journal that is there", []string{"--journal", b.journal(), "list"}, []string{b.dir}},
		{"for a file to read", []string{"import", "csv", filepath.Join(closed, "r.csv")}, []string{"r.csv", "you do not have permission to read", "permissions"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			cmd := exec.Command(filepath.Join(public, "enact"), c.args...)
			cmd.Dir, cmd.Env = public, []string{asProgram, "HOME=" + public, clocktest.Environment(b.env.now())}
			cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
			if os.Getuid() == 0 {
				cmd.SysProcAttr.Credential = &syscall.Credential{Uid: nobody, Gid: nobody}
			} else if c.name == "for a journal that is there" {
				t.Log("NOT RUN: only root can try another user's journal")
				return
			}
			r := finish(t, cmd)
			if r.status != statusFailed || r.out != "" {
				t.Errorf("got %+v, want status %d", r, statusFailed)
			}
			checkSentence(t, r.err, c.words...)
		})
	}
	if b.ok("export", "json") != before {
		t.Error("the journal changed")
	}
}

// A shell closes an output with ">&-".
func TestAListIntoAClosedOutputFails(t *testing.T) {
	b := newBox(t)
	b.add("--title", "x")
	for _, c := range []struct {
		args   []string
		to     string
		status int
	}{
		{[]string{"list"}, ">&-", statusFailed},
		{[]string{"export", "csv"}, ">&-", statusFailed},
		{[]string{"list"}, ">/dev/null", 0},
		{[]string{"search", "nowhere"}, ">/dev/null", statusFailed},
		{[]string{"area", "add", "Piano"}, ">&-", 0}, // it is done, and must not look as if it were not
		{[]string{"list"}, ">/dev/full", statusNoSpace},
	} {
		cmd := b.program(c.args...)
		cmd.Args = append([]string{"sh", "-c", `exec "$0" "$@" ` + c.to, cmd.Path}, cmd.Args[1:]...)
		cmd.Path = "/bin/sh"
		if r := finish(t, cmd); r.status != c.status || r.status == statusFailed && c.to == ">&-" && !strings.Contains(r.err, "the output is closed") {
			t.Errorf("enact %v %s: %+v, want status %d", c.args, c.to, r, c.status)
		}
	}
}

// lineFeed is a running "add --lines".
type lineFeed struct {
	t   *testing.T
	in  io.WriteCloser
	out io.Reader
}

func startLines(t *testing.T, cmd *exec.Cmd) lineFeed {
	t.Helper()
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return lineFeed{t, in, out}
}

// save writes down an entry and waits until it is safe.
func (l lineFeed) save(title string) {
	l.t.Helper()
	if _, err := io.WriteString(l.in, `{"title":"`+title+"\"}\n"); err != nil {
		l.t.Fatal(err)
	}
	answer := make([]byte, 64)
	n, err := l.out.Read(answer)
	if err != nil {
		l.t.Fatal(err)
	}
	savedID(l.t, string(answer[:n]))
}
