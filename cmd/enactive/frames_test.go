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

// slow is what no stretch of our own work on the interface's thread may take.
const slow = 50 * time.Millisecond

// TestFrames walks through every page of a journal of 100,000 entries with keyboard and
// pointer and tells what kept the interface's thread longest. It is a measurement, not a
// test of this machine: it tells, and fails only where the walk itself does.
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
	told := tellFrames(readStretches(t, record), w.legs)
	put(t, filepath.Join(into, "frames.txt"), told.String())
	t.Logf("\n%s\nWhat a stretch was busy with: go tool pprof -top -tagfocus=step=NUMBER %s %s", told, binary, profile)
}

// stretch is one thing that the interface's thread did without a break.
type stretch struct {
	began               time.Time
	kind, what          string
	clock, busy, queued time.Duration
	number              int
}

// own is what the stretch took, without the waiting for a processor that another program had.
func (s stretch) own() time.Duration { return s.clock - s.queued }

// isPainting reports whether the stretch is the toolkit's painting, which a graphics card does
// elsewhere and the processor here, and not work of the program.
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

// toldFrames is what a walk has shown.
type toldFrames struct {
	stretches []stretch
	legs      []leg
}

func tellFrames(all []stretch, legs []leg) toldFrames {
	slices.SortStableFunc(all, func(a, b stretch) int { return int(b.own() - a.own()) })
	return toldFrames{all, legs}
}

// during says what was being done at a time.
func (r toldFrames) during(at time.Time) string {
	for i, l := range slices.Backward(r.legs) {
		if !at.Before(l.from) {
			return r.legs[i].name
		}
	}
	return "start"
}

func (r toldFrames) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "The interface's thread over %d entries, in milliseconds\n\n", manyEntries)
	r.write(&b, "Our own work (functions, events, sizes, pictures, animations)", func(s stretch) bool { return !s.isPainting() })
	r.write(&b, "Painting by the toolkit, in software", stretch.isPainting)
	return b.String()
}

func (r toldFrames) write(b *strings.Builder, title string, of func(stretch) bool) {
	const shown = 25
	over, n, sum := 0, 0, time.Duration(0)
	fmt.Fprintf(b, "%s\n%9s %9s  %-10s %-34s %s\n", title, "took", "busy", "kind", "during", "what")
	for _, s := range r.stretches {
		if !of(s) {
			continue
		}
		n++
		sum += s.own()
		if s.own() > slow {
			over++
		}
		if n <= shown {
			fmt.Fprintf(b, "%9.1f %9.1f  %-10s %-34s %s (%d)\n", ms(s.own()), ms(s.busy), s.kind, r.during(s.began), s.what, s.number)
		}
	}
	fmt.Fprintf(b, "%d stretches of a millisecond or more, %.0f ms together; %d above %d ms\n\n", n, ms(sum), over, slow/time.Millisecond)
}

func ms(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }
