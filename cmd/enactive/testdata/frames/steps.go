// Package steps writes down how long the interface's thread spends on what. It is put into a
// copy of the toolkit for measuring, and is in no program that anybody uses.
package steps

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"reflect"
	"runtime"
	"runtime/pprof"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"
)

// long is from which time on a step is written down.
const long = time.Millisecond

// Step is one thing that the thread does, while it does it.
type Step struct {
	kind, what string
	number     int
	outer      *Step
	began      time.Time
	before     spent
	inner      spent // in steps within this one
}

// spent is time by the clock, on a processor, and waiting for one that another program had.
type spent struct{ clock, busy, queued time.Duration }

func (a spent) less(b spent) spent {
	return spent{a.clock - b.clock, a.busy - b.busy, a.queued - b.queued}
}
func (a spent) plus(b spent) spent {
	return spent{a.clock + b.clock, a.busy + b.busy, a.queued + b.queued}
}

var (
	once   sync.Once
	log    *os.File
	queue  *os.File
	number int
	now    *Step
)

// start opens the record; the thread that calls is the one that is measured.
func start() {
	path := os.Getenv("FRAMES_LOG")
	if path == "" {
		return
	}
	var err error
	if log, err = os.OpenFile(path, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600); err != nil {
		panic(err)
	}
	if queue, err = os.Open(fmt.Sprintf("/proc/self/task/%d/schedstat", syscall.Gettid())); err != nil {
		panic(err)
	}
	if path := os.Getenv("FRAMES_HEAP"); path != "" {
		asked := make(chan os.Signal, 1)
		signal.Notify(asked, syscall.SIGUSR1)
		go func() {
			for range asked {
				writeHeap(path)
			}
		}()
	}
	if path := os.Getenv("FRAMES_PROFILE"); path != "" {
		f, err := os.Create(path)
		if err != nil {
			panic(err)
		}
		runtime.SetCPUProfileRate(250) // the profile then complains, and keeps to it
		if err := pprof.StartCPUProfile(f); err != nil {
			panic(err)
		}
	}
}

// Begin begins a step of the interface's thread.
func Begin(kind, what string) *Step {
	once.Do(start)
	if log == nil {
		return nil
	}
	number++
	now = &Step{kind: kind, what: what, number: number, outer: now}
	now.label()
	now.before = sinceStart()
	now.began = time.Now()
	return now
}

// BeginWithin is Begin where a step of another kind is under way, and nothing elsewhere.
func BeginWithin(outer, kind, what string) *Step {
	if now == nil || now.kind != outer {
		return nil
	}
	return Begin(kind, what)
}

// BeginFunc begins a step that consists of a function.
func BeginFunc(kind string, f any) *Step {
	return Begin(kind, runtime.FuncForPC(reflect.ValueOf(f).Pointer()).Name())
}

// End ends the step. What was spent in steps within it does not count as its own.
func (s *Step) End() {
	if s == nil {
		return
	}
	whole := sinceStart().less(s.before)
	whole.clock = time.Since(s.began)
	if now = s.outer; now != nil {
		now.inner = now.inner.plus(whole)
	}
	now.label()
	if own := whole.less(s.inner); own.clock >= long {
		fmt.Fprintf(log, "%d\t%s\t%d\t%d\t%d\t%d\t%s\n", s.began.UnixNano(), s.kind, own.clock, own.busy, own.queued, s.number, strings.ReplaceAll(s.what, "\n", " "))
	}
}

// label has the profile tell apart what belongs to which step.
func (s *Step) label() {
	if s == nil {
		pprof.SetGoroutineLabels(context.Background())
		return
	}
	pprof.SetGoroutineLabels(pprof.WithLabels(context.Background(), pprof.Labels("step", "n"+strconv.Itoa(s.number), "kind", s.kind)))
}

// Stop ends the record.
func Stop() {
	if log != nil {
		pprof.StopCPUProfile()
	}
}

// writeHeap writes what the memory is used for.
func writeHeap(path string) {
	f, err := os.Create(path)
	if err != nil {
		panic(err)
	}
	defer f.Close()
	runtime.GC()
	if err := pprof.WriteHeapProfile(f); err != nil {
		panic(err)
	}
}

// sinceStart is what the thread has spent on a processor, and waited for one.
func sinceStart() spent {
	var b [96]byte
	n, _ := queue.ReadAt(b[:], 0) // it ends before the buffer does
	fields := strings.Fields(string(b[:n]))
	if len(fields) < 2 {
		return spent{}
	}
	busy, _ := strconv.ParseInt(fields[0], 10, 64)
	queued, _ := strconv.ParseInt(fields[1], 10, 64)
	return spent{busy: time.Duration(busy), queued: time.Duration(queued)}
}
