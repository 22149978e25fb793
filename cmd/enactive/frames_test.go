package main

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// slow is how long our own work may occupy the interface's thread without a break.
const slow = 50 * time.Millisecond

// TestFrames walks through every page of a journal of 100,000 entries with keyboard and pointer
// and reports what occupied the interface's thread longest. It measures and does not judge this
// machine: it fails only if the walk fails.
func TestFrames(t *testing.T) {
	into := os.Getenv("ENACTIVE_FRAMES")
	if into == "" {
		t.Skip("LEFT OUT: nothing was measured (make frames does)")
	}
	record, profile := filepath.Join(into, "steps.tsv"), filepath.Join(into, "cpu.pprof")
	if err := os.Remove(record); err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	binary := buildMeasured(t, into)
	folder := largeJournal(t)
	s := startScreen(t, 1280, 800)
	w := &walk{s: s, program: launchBuilt(t, s, binary, []string{"FRAMES_LOG=" + record, "FRAMES_PROFILE=" + profile}, folder)}
	w.all()
	w.program.end(s)
	report := reportFrames(readStretches(t, record), w.legs)
	put(t, filepath.Join(into, "frames.txt"), report.String())
	t.Logf("\n%s\nWhat a stretch was busy with: go tool pprof -top -tagfocus=step=NUMBER %s %s", report, binary, profile)
}

// stretch is one uninterrupted piece of work of the interface's thread.
type stretch struct {
	began               time.Time
	kind, what          string
	clock, busy, queued time.Duration
	number              int
}

// own is the duration of the stretch without the time in which other programs had the processor.
func (s stretch) ownTime() time.Duration { return s.clock - s.queued }

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
	stretches []stretch
	legs      []leg
}

func reportFrames(all []stretch, legs []leg) frameReport {
	slices.SortStableFunc(all, func(a, b stretch) int { return int(b.ownTime() - a.ownTime()) })
	return frameReport{all, legs}
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
	fmt.Fprintf(&b, "The interface's thread over %d entries, in milliseconds\n\n", manyEntries)
	r.write(&b, "Our own work (functions, events, sizes, pictures, animations)", func(s stretch) bool { return !s.isPainting() })
	r.write(&b, "Painting by the toolkit, in software", stretch.isPainting)
	return b.String()
}

func (r frameReport) write(b *strings.Builder, title string, of func(stretch) bool) {
	const shown = 25
	over, n, sum := 0, 0, time.Duration(0)
	fmt.Fprintf(b, "%s\n%9s %9s  %-10s %-34s %s\n", title, "took", "busy", "kind", "during", "what")
	for _, s := range r.stretches {
		if !of(s) {
			continue
		}
		n++
		sum += s.ownTime()
		if s.ownTime() > slow {
			over++
		}
		if n <= shown {
			fmt.Fprintf(b, "%9.1f %9.1f  %-10s %-34s %s (%d)\n", ms(s.ownTime()), ms(s.busy), s.kind, r.during(s.began), s.what, s.number)
		}
	}
	fmt.Fprintf(b, "%d stretches of a millisecond or more, %.0f ms together; %d above %d ms\n\n", n, ms(sum), over, slow/time.Millisecond)
}

func ms(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }
