package lockdown

import (
	"bytes"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

const jobVariable = "ENACTIVE_LOCKDOWN_TEST"

func TestMain(m *testing.M) {
	if job := os.Getenv(jobVariable); job != "" {
		if err := child(job); err != nil {
			fmt.Println("failed:", err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

func start(t *testing.T, job string, args ...string) *exec.Cmd {
	t.Helper()
	c := exec.Command(os.Args[0], args...)
	c.Env = append(os.Environ(), jobVariable+"="+job)
	return c
}

func output(t *testing.T, job string, args ...string) string {
	t.Helper()
	out, err := start(t, job, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", job, err, out)
	}
	return string(out)
}

func child(job string) error {
	switch job {
	case "locked":
		if err := Apply(Options{}); err != nil {
			return err
		}
		return report()
	case "open":
		return report()
	case "ssh":
		if err := Apply(Options{AllowNetwork: true}); err != nil {
			return err
		}
		return report()
	case "twice":
		if err := errors.Join(Apply(Options{}), Apply(Options{})); err != nil {
			return err
		}
		b, err := os.ReadFile("/proc/thread-self/status")
		for line := range strings.Lines(string(b)) {
			if strings.HasPrefix(line, "Seccomp_filters:") {
				fmt.Print(line)
			}
		}
		return err
	case "wait", "wait closed":
		if job == "wait closed" {
			if err := Apply(Options{}); err != nil {
				return err
			}
		}
		fmt.Print("waiting")
		return waitForever()
	case "look":
		return look(os.Args[1])
	case "ring":
		fmt.Println(ring())
		return nil
	case "locked ring":
		if err := Apply(Options{}); err != nil {
			return err
		}
		fmt.Println(ring())
		return nil
	case "locked start":
		if err := Apply(Options{}); err != nil {
			return err
		}
		var ended *exec.ExitError
		if err := exec.Command(os.Args[1]).Run(); !errors.As(err, &ended) {
			return fmt.Errorf("the program did not end as it should: %w", err)
		}
		fmt.Println(ended.Sys().(syscall.WaitStatus).Signal())
		return nil
	case "remember", "remember and start again":
		return remember(job == "remember")
	}
	return fmt.Errorf("there is no job %q", job)
}

// report prints which sockets many threads and a child process can open.
func report() error {
	var wait sync.WaitGroup
	var mu sync.Mutex
	seen := map[string]bool{}
	for range 8 {
		wait.Go(func() {
			runtime.LockOSThread() // a thread of its own
			defer runtime.UnlockOSThread()
			for _, try := range []struct {
				name string
				do   func() error
			}{
				{"tcp", func() error { return dial("tcp", "127.0.0.1:9") }},
				{"udp", func() error { return dial("udp", "127.0.0.1:9") }},
				{"tcp6", func() error { return dial("tcp6", "[::1]:9") }},
				{"netlink", func() error { return closing(unix.Socket(unix.AF_NETLINK, unix.SOCK_RAW, 0)) }},
				{"packet", func() error { return closing(unix.Socket(unix.AF_PACKET, unix.SOCK_RAW, 0)) }},
				{"unix", func() error { return closing(unix.Socket(unix.AF_UNIX, unix.SOCK_STREAM, 0)) }},
				{"pair", func() error { _, err := unix.Socketpair(unix.AF_UNIX, unix.SOCK_STREAM, 0); return err }},
			} {
				word := "allowed"
				if errors.Is(try.do(), unix.EAFNOSUPPORT) {
					word = "refused"
				}
				mu.Lock()
				seen[try.name+" "+word] = true
				mu.Unlock()
			}
		})
	}
	wait.Wait()
	for line := range seen {
		fmt.Println(line)
	}
	if out, err := exec.Command("python3", "-c", "import socket\ntry:\n socket.socket(); print('child allowed')\nexcept OSError: print('child refused')").Output(); err == nil {
		fmt.Print(string(out))
	}
	fmt.Printf("%+v\n", Now())
	return nil
}

// dial returns EAFNOSUPPORT if the network is denied, and other errors if there is no listener.
func dial(network, address string) error {
	c, err := net.DialTimeout(network, address, time.Second)
	if err != nil {
		return err
	}
	return c.Close()
}

func closing(fd int, err error) error {
	if err != nil {
		return err
	}
	return unix.Close(fd)
}

func TestNoThreadOrChildProcessReachesTheNetwork(t *testing.T) {
	out := output(t, "locked")
	for _, want := range []string{"tcp refused", "udp refused", "tcp6 refused", "netlink refused", "packet refused", "unix allowed", "pair allowed", "NetworkDenied:true NoCoreDumps:true Unreadable:true"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is not in\n%s", want, out)
		}
	}
	for _, never := range []string{"tcp allowed", "udp allowed", "child allowed"} {
		if strings.Contains(out, never) {
			t.Errorf("%q is in\n%s", never, out)
		}
	}
}

// The control: without the filter the same process reaches the network.
func TestWithoutTheFilterTheNetworkIsReachable(t *testing.T) {
	out := output(t, "open")
	for _, want := range []string{"tcp allowed", "udp allowed", "NetworkDenied:false NoCoreDumps:false Unreadable:false"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is not in\n%s: then the test above proves nothing", want, out)
		}
	}
	if out := output(t, "ssh"); !strings.Contains(out, "tcp allowed") || !strings.Contains(out, "NetworkDenied:false NoCoreDumps:true Unreadable:true") {
		t.Errorf("with a screen over TCP it says\n%s", out)
	}
}

func TestApplyingTwiceSetsOneFilter(t *testing.T) {
	out := output(t, "twice")
	if out == "" {
		t.Skip("LEFT OUT: this kernel does not count filters")
	}
	if !strings.Contains(out, "\t1\n") {
		t.Errorf("it says %q, want one filter", out)
	}
}

// canary is a word that occurs nowhere else. It is joined at run time, so that the test binary
// does not contain it.
func canary() string { return strings.Join([]string{"canary", "of", "the", "entries"}, "~") }

// remember holds many texts in memory, waits for input, and then either drops them and waits or
// restarts.
func remember(stay bool) error {
	if err := Apply(Options{}); err != nil {
		return err
	}
	if len(os.Args) > 1 && os.Args[1] == "again" {
		fmt.Printf("again, %+v\n", Now())
		return waitForever()
	}
	var texts []string
	for i := range 20_000 {
		texts = append(texts, canary()+strconv.Itoa(i))
	}
	fmt.Println("holding", len(texts))
	var b [1]byte
	if _, err := os.Stdin.Read(b[:]); err != nil {
		return err
	}
	if stay {
		texts = nil
		runtime.GC()
		fmt.Println("dropped")
		return waitForever()
	}
	return Restart("again")
}

func waitForever() error {
	var b [1]byte
	_, err := os.Stdin.Read(b[:]) // until the test closes the input
	_ = err
	return nil
}

// countInMemory counts canaries in the memory of a process.
func countInMemory(t *testing.T, pid int) int {
	t.Helper()
	maps, err := os.ReadFile(fmt.Sprintf("/proc/%d/maps", pid))
	if err != nil {
		t.Skipf("LEFT OUT: the memory of another process cannot be read here (%v)", err)
	}
	mem, err := os.Open(fmt.Sprintf("/proc/%d/mem", pid))
	if err != nil {
		t.Skipf("LEFT OUT: the memory of another process cannot be read here (%v)", err)
	}
	defer mem.Close()
	found := 0
	for line := range strings.Lines(string(maps)) {
		var from, to uint64
		if _, err := fmt.Sscanf(line, "%x-%x r", &from, &to); err != nil || to-from > 1<<30 || strings.Contains(line, "[v") {
			continue
		}
		b := make([]byte, to-from)
		n, _ := mem.ReadAt(b, int64(from)) // unmapped parts are skipped
		found += bytes.Count(b[:n], []byte(canary()))
	}
	return found
}

func TestNoTextIsLeftInMemoryAfterARestart(t *testing.T) {
	counts := map[string]int{}
	for _, job := range []string{"remember", "remember and start again"} {
		c := start(t, job)
		in, err := c.StdinPipe()
		if err != nil {
			t.Fatal(err)
		}
		out, err := c.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		expect := func(word string) {
			b := make([]byte, 256)
			n, err := out.Read(b)
			if err != nil || !strings.Contains(string(b[:n]), word) {
				t.Fatalf("%s says %q (%v), want %q", job, b[:n], err, word)
			}
		}
		expect("holding")
		if n := countInMemory(t, c.Process.Pid); n < 20_000 {
			t.Errorf("%s: while it holds the texts, %d are found: the scan proves nothing", job, n)
		}
		if _, err := in.Write([]byte("x")); err != nil {
			t.Fatal(err)
		}
		if job == "remember" {
			expect("dropped")
		} else {
			expect("again")
		}
		counts[job] = countInMemory(t, c.Process.Pid)
		_ = in.Close()
		_ = c.Wait()
	}
	t.Logf("texts in memory: %v", counts)
	if n := counts["remember and start again"]; n > 0 {
		t.Errorf("%d texts are left after starting again", n)
	}
	if counts["remember"] == 0 {
		t.Error("the control dropped everything without a restart: the test proves nothing")
	}
}

func TestAProgramWhoseFileWasDeletedRestarts(t *testing.T) {
	dir := t.TempDir()
	program := filepath.Join(dir, "program")
	b, err := os.ReadFile(os.Args[0])
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(program, b, 0o700); err != nil {
		t.Fatal(err)
	}
	c := exec.Command(program)
	c.Env = append(os.Environ(), jobVariable+"=remember and start again")
	in, err := c.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	c.Stdout = &out
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(program); err != nil {
		t.Fatal(err)
	}
	_, err = in.Write([]byte("x"))
	time.Sleep(300 * time.Millisecond) // it restarts, and then waits for the end of its input
	if err := errors.Join(err, in.Close(), c.Wait()); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(out.String(), "again") {
		t.Errorf("it says %q", out.String())
	}
}
