package vault

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"
)

// The test binary runs itself as another program that holds the journal open or is killed.
const childVariable = "ENACTIVE_VAULT_TEST_CHILD"

func TestMain(m *testing.M) {
	if status, asked := AsProbe(os.Args[1:]); asked {
		os.Exit(status)
	}
	if job := os.Getenv(childVariable); job != "" {
		if err := child(job, os.Args[1]); err != nil {
			fmt.Println("failed:", err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// child runs a job in dir until it is killed.
func child(job, dir string) error {
	ctx := context.Background()
	switch job {
	case "hold":
		_, _, err := Unlock(ctx, dir, NoPassphrase(), Options{})
		if err != nil {
			return err
		}
		fmt.Println("holding")
		_, err = io.Copy(io.Discard, os.Stdin)
		return err
	case "create":
		for i := 0; ; i++ {
			fmt.Println(i)
			place := filepath.Join(dir, strconv.Itoa(i))
			if i%2 == 1 {
				if err := os.Mkdir(place, 0o700); err != nil {
					return err
				}
			}
			v, err := Create(ctx, place, NoPassphrase(), Options{})
			if err != nil {
				return err
			}
			if err := v.Close(); err != nil {
				return err
			}
		}
	case "save":
		v, _, err := Unlock(ctx, dir, NoPassphrase(), Options{})
		if err != nil {
			return err
		}
		for i := 0; ; i++ {
			err := v.Apply(ctx, []Change{{ID: id(2 * i), Doc: doc(2 * i)}, {ID: id(2*i + 1), Doc: doc(2*i + 1)}})
			if err != nil {
				return err
			}
			fmt.Println(i)
		}
	case "ask":
		v, _, err := Unlock(ctx, dir, NoPassphrase(), Options{Probe: ProbeCommand()})
		if err != nil {
			return err
		}
		if err := v.ReadOnly(); err != nil {
			fmt.Println("read-only:", SentenceOf(err))
		} else {
			fmt.Println("ready")
		}
		in := bufio.NewScanner(os.Stdin)
		for i := 100; in.Scan(); i++ {
			if err := v.Apply(ctx, []Change{{ID: id(i), Doc: doc(i)}}); err != nil {
				fmt.Println("not saved:", SentenceOf(err))
				continue
			}
			fmt.Println("saved", i)
		}
		return nil
	case "once": // of everything once, and to an end
		v, _, err := Unlock(ctx, dir, Passphrase("turn 0"), Options{KDF: cheap})
		if err != nil {
			return err
		}
		for _, step := range []struct {
			said string
			do   func() error
		}{
			{"opened", func() error { return nil }},
			{"saved", func() error { return v.Apply(ctx, []Change{{ID: id(1), Doc: doc(1)}}) }},
			{"changed", func() error { return v.ChangePassphrase(ctx, Passphrase("turn 1")) }},
			{"rotated", func() error { return v.NewKeys(ctx, Passphrase("turn 2")) }},
		} {
			if err := step.do(); err != nil {
				return err
			}
			fmt.Println(step.said)
		}
		return v.Close()
	case "rekey":
		v, _, err := Unlock(ctx, dir, Passphrase("turn 0"), Options{KDF: &KDFCost{1, 19 << 10, 1}})
		if err != nil {
			return err
		}
		for i := 1; ; i++ {
			fmt.Println(i)
			if err := v.ChangePassphrase(ctx, Passphrase(fmt.Sprintf("turn %d", i))); err != nil {
				return err
			}
		}
	case "rotate":
		v, _, err := Unlock(ctx, dir, NoPassphrase(), Options{})
		if err != nil {
			return err
		}
		for i := 0; ; i++ {
			fmt.Println(i)
			if err := v.NewKeys(ctx, NoPassphrase()); err != nil {
				return err
			}
		}
	}
	return fmt.Errorf("no such job: %q", job)
}

// startChild starts a child and returns a scanner of its output.
func startChild(t *testing.T, job, dir string) (*exec.Cmd, *bufio.Scanner) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0], dir)
	cmd.Env = append(os.Environ(), childVariable+"="+job)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := cmd.StdinPipe(); err != nil { // open until the child ends
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill() // already ended in most tests
		_ = cmd.Wait()
	})
	return cmd, bufio.NewScanner(out)
}

func TestOnlyOneProgramAtATimeOpensTheJournal(t *testing.T) {
	v, dir := create(t, NoPassphrase())
	want := fill(t, v, 3)
	refused(t, dir, ErrInUse, dir, fmt.Sprintf("process %d", os.Getpid()))
	same(t, v, want)
	mustClose(t, v)

	cmd, lines := startChild(t, "hold", dir)
	if !lines.Scan() || lines.Text() != "holding" {
		t.Fatalf("the other program printed %q", lines.Text())
	}
	before := snapshot(t, dir)
	refused(t, dir, ErrInUse, dir, fmt.Sprintf("process %d, since", cmd.Process.Pid))
	if info, err := Inspect(dir); err != nil || info.Protected {
		t.Errorf("Inspect of a journal in use = %+v, %v", info, err)
	}
	unchanged(t, dir, before)
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait() // killed as intended
	v, repair := unlock(t, dir, NoPassphrase())
	same(t, v, want)
	if len(repair.Notes) > 0 {
		t.Errorf("after a kill without a change the notes are %q", repair.Notes)
	}
}

func TestEmptyLockFileStillLocks(t *testing.T) {
	for _, content := range []string{"", "\npid many\n", "\npid 12\nstart yesterday\n", "\x00\xff\xfe"} {
		v, dir := create(t, NoPassphrase())
		overwrite(t, []byte(content), dir, lockName)
		refused(t, dir, ErrInUse, dir)
		mustClose(t, v)
	}
}

// TestKillDuringCreateLeavesACompleteJournalOrNone kills a program that creates journals, in
// missing and in empty folders.
func TestKillDuringCreateLeavesACompleteJournalOrNone(t *testing.T) {
	const kills = 24
	whole, none := 0, 0
	for n := range kills {
		dir := t.TempDir()
		cmd, lines := startChild(t, "create", dir)
		if !lines.Scan() {
			t.Fatal("the other program printed nothing")
		}
		time.Sleep(time.Duration(n) * 1700 * time.Microsecond)
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		last := lines.Text()
		for lines.Scan() {
			last = lines.Text()
		}
		count, err := strconv.Atoi(last)
		if err != nil {
			t.Fatalf("the other program printed %q", last)
		}
		for i := range count + 1 {
			place := filepath.Join(dir, strconv.Itoa(i))
			v, _, err := Unlock(t.Context(), place, NoPassphrase(), Options{})
			switch {
			case err == nil:
				whole++
				same(t, v, map[RecordID]string{})
				mustClose(t, v)
				checkNames(t, place, headerA, headerB, lockName, logName, storeName)
			case errors.Is(err, ErrNoJournal) && i == count:
				none++
				v, err := Create(t.Context(), place, NoPassphrase(), Options{})
				if err != nil {
					t.Fatalf("kill %d: the second attempt: %v", n, err)
				}
				mustClose(t, v)
			default:
				t.Errorf("kill %d, journal %d of %d: %v", n, i, count, err)
			}
		}
	}
	t.Logf("%d kills: %d whole journals, %d times none", kills, whole, none)
}

// TestKillLosesNoAcknowledgedSave kills a program that saves two documents per batch.
func TestKillLosesNoAcknowledgedSave(t *testing.T) {
	const kills = 12
	acknowledged := 0
	for n := range kills {
		v, dir := create(t, NoPassphrase())
		mustClose(t, v)
		cmd, lines := startChild(t, "save", dir)
		if !lines.Scan() {
			t.Fatal("the other program printed nothing")
		}
		time.Sleep(time.Duration(n) * 2300 * time.Microsecond)
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		last := lines.Text()
		for lines.Scan() {
			last = lines.Text()
		}
		saved, err := strconv.Atoi(last)
		if err != nil {
			t.Fatalf("the other program printed %q", last)
		}
		acknowledged += 2 * (saved + 1)
		v, _ = unlock(t, dir, NoPassphrase())
		found := all(t, v)
		if len(found)%2 != 0 {
			t.Errorf("kill %d: half a batch was saved", n)
		}
		for i := range 2 * (saved + 1) {
			if found[id(i)] != string(doc(i)) {
				t.Fatalf("kill %d: document %d of %d is %q", n, i, 2*(saved+1), found[id(i)])
			}
		}
		mustClose(t, v)
	}
	t.Logf("%d kills: %d documents were said to be saved, and are there", kills, acknowledged)
}
