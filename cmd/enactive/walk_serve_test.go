package main

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"enactive/journal"
	"enactive/journal/vault"
)

// buildEnact builds the program of the terminal.
func buildEnact(t *testing.T) string {
	t.Helper()
	enact := filepath.Join(t.TempDir(), "enact")
	build := exec.Command("go", "build", "-o", enact, "enactive/cmd/enact")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return enact
}

// startServingScreen starts a screen on which a window may serve commands.
func startServingScreen(t *testing.T) *screen {
	t.Helper()
	s := startScreen(t, 1280, 800)
	runtime := t.TempDir()
	if err := os.Chmod(runtime, 0o700); err != nil {
		t.Fatal(err)
	}
	s.extraEnv = append(s.extraEnv, "XDG_RUNTIME_DIR="+runtime)
	preferences := filepath.Join(filepath.Dir(s.frame), "config", "fyne", id, "preferences.json")
	if err := os.MkdirAll(filepath.Dir(preferences), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(preferences, []byte(`{"commands use the open journal":true}`), 0o600); err != nil {
		t.Fatal(err)
	}
	return s
}

// TestCommandsUseTheJournalOfTheWindow has a window that may serve commands: what a command writes is in it
// at once, and a command locks it.
func TestCommandsUseTheJournalOfTheWindow(t *testing.T) {
	enact := buildEnact(t)
	folder := journalOf(t, vault.Passphrase(secret), func(j *journal.Journal) { fillRuns(t, j) })
	s := startServingScreen(t)
	w := &walker{screen: s, home: filepath.Dir(s.frame)}
	command := func(words ...string) (string, error) {
		c := exec.Command(enact, append([]string{"--journal", folder}, words...)...)
		c.Env = s.environment()
		out, err := c.CombinedOutput()
		return string(out), err
	}
	w.start(folder)
	if out, err := command("status"); err == nil {
		t.Errorf("before the journal is open: %s", out)
	}
	w.types(secret)
	w.keys("the journal opens", "Return")
	if out, err := command("status"); err != nil || !strings.Contains(out, "The window has the journal open") {
		t.Errorf("the status is %q, %v", out, err)
	}
	out, err := command("add", "--title", "A run from a terminal", "--performance", "71")
	if err != nil || !strings.HasPrefix(out, "saved ") {
		t.Fatalf("%q, %v", out, err)
	}
	w.seen = w.changedFrom(w.seen, "the window shows what the command wrote")
	if out, err := command("undo"); err != nil || !strings.Contains(out, "undone") {
		t.Errorf("%q, %v", out, err)
	}
	w.seen = w.changedFrom(w.seen, "the window shows that it is undone")
	if out, err := command("redo"); err != nil {
		t.Errorf("%q, %v", out, err)
	}
	w.seen = w.changedFrom(w.seen, "the window shows it again")
	if out, err := command("passphrase", "remove", "--yes"); err == nil || !strings.Contains(out, "under Settings") {
		t.Errorf("the passphrase was removed: %q, %v", out, err)
	}
	if out, err := command("lock"); err != nil {
		t.Errorf("%q, %v", out, err)
	}
	w.seen = w.changedFrom(w.seen, "the window is locked")
	words := filepath.Join(t.TempDir(), "words")
	if err := os.WriteFile(words, []byte(secret), 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := command("--passphrase-file", words, "search", "terminal"); err != nil || !strings.Contains(out, "A run from a terminal") {
		t.Errorf("%q, %v", out, err)
	}
}

// waitFor waits until nobody holds mu alone.
func waitFor(mu *sync.RWMutex) {
	mu.RLock()
	defer mu.RUnlock()
}

// TestAWindowAndFourCommandsAtOnceLoseNothing has four programs add entries for a minute while the window
// serves them, and kills them and the window at random: an entry that was called saved, or kept until the
// journal is free, is there once, and one of a killed program once at most.
func TestAWindowAndFourCommandsAtOnceLoseNothing(t *testing.T) {
	if os.Getenv("ENACTIVE_SOAK") == "" {
		t.Skip("a minute of kills: make soak has it")
	}
	seed, err := strconv.ParseUint(cmp.Or(os.Getenv("ENACTIVE_SEED"), "0"), 10, 64)
	if err != nil {
		t.Fatal("ENACTIVE_SEED is no whole number")
	}
	enact, binary := buildEnact(t), theProgram(t)
	folder := journalOf(t, vault.NoPassphrase(), func(j *journal.Journal) { fillRuns(t, j) })
	s := startServingScreen(t)
	command := func(words ...string) *exec.Cmd {
		c := exec.Command(enact, append([]string{"--journal", folder}, words...)...)
		c.Env = s.environment()
		return c
	}
	minute, end := context.WithTimeout(t.Context(), time.Minute)
	defer end()
	var clients, window sync.WaitGroup
	var opening sync.RWMutex // held while the window opens undisturbed: commands that hold the journal keep it out
	var mu sync.Mutex
	saved, said := map[string]bool{}, map[string]int{} // said: how often each kind of answer was given
	note := func(title string, isSaved bool, answer string) {
		mu.Lock()
		defer mu.Unlock()
		saved[title] = isSaved
		said[answer]++
	}
	served, killed := 0, 0
	window.Go(func() {
		r := rand.New(rand.NewPCG(seed, 99))
		for round := 0; minute.Err() == nil; round++ {
			undisturbed := round%3 < 2
			if undisturbed {
				opening.Lock()
			}
			w := exec.Command(binary, "--geometry=1280x800+0+0", "--", folder)
			w.Env = s.environment()
			err := w.Start()
			for tries := 0; err == nil && tries < 400; tries++ {
				if out, _ := command("status").Output(); strings.Contains(string(out), "window") {
					served++
					break
				}
				if !undisturbed {
					break
				}
				time.Sleep(50 * time.Millisecond)
			}
			if undisturbed {
				opening.Unlock()
			}
			if err != nil {
				t.Error(err)
				return
			}
			time.Sleep(time.Duration(r.IntN(6000)) * time.Millisecond)
			_ = w.Process.Kill()
			_ = w.Wait()
			killed++
		}
	})
	for c := range uint64(4) {
		clients.Go(func() {
			r := rand.New(rand.NewPCG(seed, c))
			for i := 0; minute.Err() == nil; i++ {
				title := fmt.Sprintf("client-%d-%d.", c, i)
				waitFor(&opening)
				cmd := command("add", "--area", "Running", "--title", title)
				var answer strings.Builder
				cmd.Stdout, cmd.Stderr = &answer, &answer
				if err := cmd.Start(); err != nil {
					t.Error(err)
					return
				}
				if r.IntN(4) == 0 {
					time.Sleep(time.Duration(r.IntN(30)) * time.Millisecond)
					_ = cmd.Process.Kill()
				}
				err := cmd.Wait()
				first, _, _ := strings.Cut(answer.String(), " ")
				note(title, err == nil, fmt.Sprint(err, ": ", first))
			}
		})
	}
	clients.Wait()
	window.Wait()
	out, err := command("list", "--limit", "1000000", "--json").CombinedOutput() // also takes in what was kept
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	kept := 0
	for title, isSaved := range saved {
		n := strings.Count(string(out), `"`+title+`"`)
		if isSaved && n != 1 || n > 1 {
			t.Errorf("%s is there %d times; it was called saved: %v", title, n, isSaved)
		}
		if isSaved {
			kept++
		}
	}
	t.Logf("%d commands, of which %d said that it is saved; the window served %d times and was killed %d times; answers: %v", len(saved), kept, served, killed, said)
	if served == 0 || kept == 0 || kept == len(saved) {
		t.Error("the window never served, or nothing was killed: this shows nothing")
	}
	if out, err := command("check").CombinedOutput(); err != nil {
		t.Errorf("%v: %s", err, out)
	}
}
