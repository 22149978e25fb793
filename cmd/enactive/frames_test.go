package main

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"enactive/journal"
	"enactive/journal/vault"
)

// slow is how long our own work may occupy the interface's thread without a break.
const slow = 50 * time.Millisecond

// TestFrames walks through every page of journals of 1,000 and 100,000 entries with keyboard and
// pointer and reports what occupied the interface's thread longest. It measures and does not judge
// this machine: it fails only if the walk fails. It goes by the processor time of the thread, which
// hardly depends on what else the machine does.
func TestFrames(t *testing.T) {
	into := os.Getenv("ENACTIVE_FRAMES")
	if into == "" {
		t.Skip("LEFT OUT: nothing was measured (make frames does)")
	}
	binary := buildMeasured(t, into)
	var reports []frameReport
	for _, entries := range []int{1_000, manyEntries} {
		reports = append(reports, measureFrames(t, into, binary, entries))
	}
	table := tableFrames(reports)
	put(t, filepath.Join(into, "table.md"), table)
	t.Logf("\n%s", table)
}

// measureFrames walks through a journal of so many entries.
func measureFrames(t *testing.T, into, binary string, entries int) frameReport {
	t.Helper()
	in := func(name string) string { return filepath.Join(into, fmt.Sprintf("%d-%s", entries, name)) }
	record, profile, heap := in("steps.tsv"), in("cpu.pprof"), in("heap.pprof")
	if err := os.Remove(record); err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	folder := journalOf(t, vault.Passphrase(secret), func(j *journal.Journal) { fill(t, j, entries) })
	s := startScreen(t, 1280, 800)
	w := &walk{s: s, program: launchBuilt(t, s, binary, []string{"FRAMES_LOG=" + record, "FRAMES_PROFILE=" + profile, "FRAMES_HEAP=" + heap}, folder)}
	w.all()
	if err := w.program.command.Process.Signal(syscall.SIGUSR1); err != nil {
		t.Fatal(err)
	}
	w.quiet()
	resident := residentSize(t, w.program.command.Process.Pid)
	w.program.end(s)
	report := reportFrames(readStretches(t, record), w.legs)
	report.entries, report.resident = entries, resident
	put(t, in("frames.txt"), report.String())
	t.Logf("\n%s\nWhat a stretch was busy with: go tool pprof -top -tagfocus=step=NUMBER %s %s", report, binary, profile)
	return report
}

// residentSize is how much memory a process has now and had at most, in MB.
func residentSize(t *testing.T, pid int) string {
	t.Helper()
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		t.Fatal(err)
	}
	mb := func(name string) int {
		_, after, _ := strings.Cut(string(text), name+":")
		var kb int
		_, _ = fmt.Sscan(after, &kb) // 0 says that it is not there
		return kb / 1024
	}
	return fmt.Sprintf("%d MB at the end, %d at most", mb("VmRSS"), mb("VmHWM"))
}

// stretch is one uninterrupted piece of work of the interface's thread.
type stretch struct {
	began               time.Time
	kind, what          string
	clock, busy, queued time.Duration
	number              int
}

// elapsed is the duration of the stretch without the time in which other programs had the processor.
func (s stretch) elapsed() time.Duration { return s.clock - s.queued }

// isPainting reports whether the stretch is painting by the toolkit, which a graphics card would do
// and here the processor does.
func (s stretch) isPainting() bool { return s.kind == "paint" || s.kind == "system" }

func readStretches(t *testing.T, record string) []stretch {
	t.Helper()
	f, err := os.Open(record)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var all []stretch
	for lines := bufio.NewScanner(f); lines.Scan(); {
		fields := strings.Split(lines.Text(), "\t")
		if len(fields) != 7 {
			t.Fatalf("the record holds the line %q", lines.Text())
		}
		var n [5]int64
		for i, at := range []int{0, 2, 3, 4, 5} {
			if n[i], err = strconv.ParseInt(fields[at], 10, 64); err != nil {
				t.Fatal(err)
			}
		}
		all = append(all, stretch{began: time.Unix(0, n[0]), kind: fields[1], what: fields[6],
			clock: time.Duration(n[1]), busy: time.Duration(n[2]), queued: time.Duration(n[3]), number: int(n[4])})
	}
	return all
}

// frameReport is the result of a walk.
type frameReport struct {
	stretches []stretch // the longest first
	legs      []leg
	entries   int
	resident  string
}

func reportFrames(all []stretch, legs []leg) frameReport {
	slices.SortStableFunc(all, func(a, b stretch) int { return int(b.busy - a.busy) })
	return frameReport{stretches: all, legs: legs}
}

// during returns the step that was being done at a time.
func (r frameReport) during(at time.Time) string {
	for i, l := range slices.Backward(r.legs) {
		if !at.Before(l.from) {
			return r.legs[i].name
		}
	}
	return "start"
}

func (r frameReport) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "The interface's thread over %d entries, in milliseconds; %s\n\n", r.entries, r.resident)
	r.write(&b, "Our own work (functions, events, sizes, pictures, animations)", func(s stretch) bool { return !s.isPainting() })
	r.write(&b, "Painting by the toolkit, in software", stretch.isPainting)
	return b.String()
}

func (r frameReport) write(b *strings.Builder, title string, of func(stretch) bool) {
	const shown = 25
	over, n, sum := 0, 0, time.Duration(0)
	fmt.Fprintf(b, "%s\n%9s %9s  %-10s %-34s %s\n", title, "busy", "elapsed", "kind", "during", "what")
	for _, s := range r.stretches {
		if !of(s) {
			continue
		}
		n++
		sum += s.busy
		if s.busy > slow {
			over++
		}
		if n <= shown {
			fmt.Fprintf(b, "%9.1f %9.1f  %-10s %-34s %s (%d)\n", ms(s.busy), ms(s.elapsed()), s.kind, r.during(s.began), s.what, s.number)
		}
	}
	fmt.Fprintf(b, "%d stretches of a millisecond or more, %.0f ms together; %d above %d ms\n\n", n, ms(sum), over, slow/time.Millisecond)
}

func ms(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

// longest is the longest stretch of a step of the walk.
func (r frameReport) longest(leg string, painting bool) (most time.Duration) {
	for _, s := range r.stretches {
		if s.isPainting() == painting && r.during(s.began) == leg {
			most = max(most, s.busy)
		}
	}
	return most
}

// tableFrames is the longest stretch of each step of the walk, for each journal.
func tableFrames(reports []frameReport) string {
	var b strings.Builder
	b.WriteString("| step |")
	for _, r := range reports {
		fmt.Fprintf(&b, " %d: work | %d: painting |", r.entries, r.entries)
	}
	b.WriteString("\n|---|" + strings.Repeat("---:|", 2*len(reports)) + "\n")
	for _, l := range reports[0].legs {
		fmt.Fprintf(&b, "| %s |", l.name)
		for _, r := range reports {
			fmt.Fprintf(&b, " %.0f | %.0f |", ms(r.longest(l.name, false)), ms(r.longest(l.name, true)))
		}
		b.WriteString("\n")
	}
	for _, r := range reports {
		fmt.Fprintf(&b, "\n%d entries: %s\n", r.entries, r.resident)
	}
	return b.String()
}
