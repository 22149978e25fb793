package main

import (
	"errors"
	"fmt"
	"image"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"enactive/journal"
	"enactive/journal/optional"
	"enactive/journal/vault"
)

const secret = "seven quiet rivers"

// TestFromTheLockToTheChart drives the real program on a virtual screen with the keyboard only:
// unlock, look at the charts, write a quick entry, see the charts change.
func TestFromTheLockToTheChart(t *testing.T) {
	t.Parallel()
	s := startScreen(t, 1280, 800)
	folder := lockedJournal(t)
	program := launch(t, s, folder)

	s.window("Enactive")
	locked := s.settled()
	s.write("seven quiet ravens")
	s.press("Return")
	refused := s.changedFrom(locked, "the wrong passphrase is refused")

	s.write(secret)
	s.press("Return")
	home := s.changedFrom(refused, "the journal opens")
	s.press("ctrl+5")
	before := s.changedFrom(home, "the charts are shown")

	s.press("ctrl+n")
	form := s.changedFrom(before, "the quick entry opens")
	s.write("Ten kilometres against the wind")
	s.press("Tab", "1") // success
	s.press("Tab", "8", "5", "Tab", "9", "0", "Tab", "9", "5")
	filled := s.changedFrom(form, "the quick entry shows what was typed")
	s.press("ctrl+Return")
	s.changedFrom(filled, "the quick entry closes")

	for name, side := range chartsOfInsights() {
		s.until("the chart of "+name+" shows the new entry", func() bool {
			return differing(part(s.shot(), side), part(before, side)) > cursorPixels
		})
	}

	program.end(s)
	e := onlyNewEntry(t, folder)
	if e.Title != "Ten kilometres against the wind" || e.Outcome != journal.Success ||
		e.Performance != optional.Some(journal.Rating(85)) || e.Stress != optional.Some(journal.Rating(90)) || e.EfficacyAfter != optional.Some(journal.Rating(95)) {
		t.Errorf("the journal holds %q, outcome %q, performance %v, stress %v, efficacy %v, not what was typed",
			e.Title, e.Outcome, e.Performance, e.Stress, e.EfficacyAfter)
	}
	if words := program.said(); strings.Contains(words, "goroutine ") || strings.Contains(words, "panic") || strings.Contains(words, "Ten kilometres") {
		t.Errorf("the program said on the terminal:\n%s", words)
	}
}

// chartsOfInsights is the part of the window with the first two charts.
func chartsOfInsights() map[string]image.Rectangle {
	return map[string]image.Rectangle{"trend": image.Rect(200, 250, 700, 600), "stress": image.Rect(760, 250, 1260, 600)}
}

// lockedJournal creates a journal of twelve runs with a passphrase that is cheap to check.
func lockedJournal(t *testing.T) string {
	t.Helper()
	return journalOf(t, vault.Passphrase(secret), func(j *journal.Journal) { fillRuns(t, j) })
}

// journalOf creates a journal, fills it and closes it. Its passphrase is cheap to check.
func journalOf(t *testing.T, key vault.Key, fill func(*journal.Journal)) (folder string) {
	t.Helper()
	folder = filepath.Join(t.TempDir(), "journal")
	cheap := journal.Options{Vault: vault.Options{KDF: &vault.KDFCost{Time: 1, MemoryKiB: 19 << 10, Threads: 1}}}
	j, err := journal.Create(t.Context(), folder, key, cheap)
	if err != nil {
		t.Fatal(err)
	}
	fill(j)
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	return folder
}

// fillRuns adds an area and twelve runs to a journal.
func fillRuns(t *testing.T, j *journal.Journal) {
	t.Helper()
	area, err := j.SaveArea(t.Context(), journal.Area{Name: "Running", Color: 145})
	if err != nil {
		t.Fatal(err)
	}
	for i := range 12 {
		_, err := j.Save(t.Context(), journal.Entry{Time: j.Now().AddDate(0, 0, 2*i-24), Area: area.ID, Title: fmt.Sprintf("Run %d", i+1),
			Source: journal.SourceMastery, Outcome: journal.Outcomes()[i%4], Performance: rating(30 + 3*i), Stress: rating(20 + 4*i), EfficacyAfter: rating(30 + i)})
		if err != nil {
			t.Fatal(err)
		}
	}
}

func rating(v int) journal.OptRating { return optional.Some(journal.Rating(v)) }

// onlyNewEntry returns the one entry that was added to the twelve.
func onlyNewEntry(t *testing.T, folder string) *journal.Entry {
	t.Helper()
	j, _, err := journal.Open(t.Context(), folder, vault.Passphrase(secret), journal.Options{})
	if err != nil {
		t.Fatalf("opening the journal after the window was closed: %v", err)
	}
	defer j.Close()
	entries := j.Entries(journal.Query{Newest: true})
	if len(entries) != 13 {
		t.Fatalf("the journal holds %d entries, want the 12 from before and one more", len(entries))
	}
	return entries[0]
}

func part(img *image.RGBA, r image.Rectangle) *image.RGBA {
	out := image.NewRGBA(r)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			out.SetRGBA(x, y, img.RGBAAt(x, y))
		}
	}
	return out
}

// running is a running program.
type running struct {
	t       *testing.T
	command *exec.Cmd
	ended   chan struct{}
	err     error
	output  strings.Builder
}

// theProgram returns the path of the built program.
func theProgram(t *testing.T) string {
	t.Helper()
	path, err := builtProgram()
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// launch starts the program on the screen.
func launch(t *testing.T, s *screen, words ...string) *running {
	t.Helper()
	return launchBuilt(t, s, theProgram(t), nil, words...)
}

// launchBuilt starts a built program with additional environment variables.
func launchBuilt(t *testing.T, s *screen, binary string, environment []string, words ...string) *running {
	t.Helper()
	p := &running{t: t, command: exec.Command(binary, words...), ended: make(chan struct{})}
	p.command.Env = append(s.environment(), environment...)
	p.command.Stdout, p.command.Stderr = &p.output, &p.output
	if err := p.command.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		p.err = p.command.Wait()
		close(p.ended)
	}()
	t.Cleanup(func() {
		if t.Failed() {
			_ = p.command.Process.Signal(syscall.SIGQUIT) // the runtime prints where each goroutine is
			select {
			case <-p.ended:
			case <-time.After(5 * time.Second):
			}
		}
		_ = p.command.Process.Kill() // it may have ended already
		<-p.ended
		if t.Failed() {
			t.Logf("the program said: %s", p.output.String())
		}
	})
	return p
}

// end closes the window as a person does and waits for the program to exit successfully. If no
// window manager handles the keys, the program is killed: saved entries must survive that too.
func (p *running) end(s *screen) {
	p.t.Helper()
	if _, err := exec.LookPath("openbox"); errors.Is(err, exec.ErrNotFound) {
		_ = p.command.Process.Kill()
		<-p.ended
		return
	}
	s.press("alt+F4")
	select {
	case <-p.ended:
	case <-time.After(patience):
		picture := s.savePicture()
		_ = p.command.Process.Signal(syscall.SIGQUIT) // the runtime prints where each goroutine is
		<-p.ended
		p.t.Fatalf("the program did not end within %v after its window was closed; the screen is in %s", patience, picture)
	}
	if p.err != nil {
		p.t.Errorf("the program ended with %v", p.err)
	}
}

// said returns the output of the program, which must have ended.
func (p *running) said() string { return p.output.String() }
