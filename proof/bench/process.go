//go:build linux

package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// cost is what a process took.
type cost struct {
	processor, wall time.Duration
	peak            int64 // bytes of memory, 0 if it was not measured
}

// measureProcess runs a command and returns what it took.
func (b *bench) measureProcess(ctx context.Context, name string, args ...string) (cost, error) {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Env = b.environment()
	var problems bytes.Buffer
	cmd.Stderr = &problems
	before := b.holderTime()
	began := time.Now()
	err := cmd.Run()
	c := cost{wall: time.Since(began)}
	if exit, ended := errors.AsType[*exec.ExitError](err); ended && exit.ExitCode() == 1 && problems.Len() == 0 {
		err = nil // a search that found nothing
	}
	if err != nil {
		return c, fmt.Errorf("%s %s: %w: %s", name, strings.Join(args, " "), err, problems.String())
	}
	c.processor = cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime() + b.holderTime() - before
	if usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		c.peak = usage.Maxrss << 10
	}
	return c, nil
}

// median returns the medians of some runs after one that does not count. args are asked for each run.
func (b *bench) median(ctx context.Context, name string, args func(run int) []string) (cost, error) {
	var all []cost
	for i := range b.runs + 1 {
		c, err := b.measureProcess(ctx, name, args(i)...)
		if err != nil {
			return cost{}, err
		}
		if i > 0 {
			all = append(all, c)
		}
	}
	middle := func(of func(cost) int64) int64 {
		values := make([]int64, len(all))
		for i, c := range all {
			values[i] = of(c)
		}
		slices.Sort(values)
		return values[len(values)/2]
	}
	return cost{
		processor: time.Duration(middle(func(c cost) int64 { return int64(c.processor) })),
		wall:      time.Duration(middle(func(c cost) int64 { return int64(c.wall) })),
		peak:      middle(func(c cost) int64 { return c.peak }),
	}, nil
}

// holderTime returns the processor's time of all threads of the program that holds the journal, 0 without one.
func (b *bench) holderTime() (sum time.Duration) {
	if b.holder == 0 {
		return 0
	}
	text, err := os.ReadFile("/proc/" + strconv.Itoa(b.holder) + "/stat")
	if err != nil {
		return 0
	}
	// After the name in brackets, the times in user code and in the system are the 12th and 13th fields.
	_, rest, _ := strings.Cut(string(text), ") ")
	fields := strings.Fields(rest)
	if len(fields) < 13 {
		return 0
	}
	const tick = 10 * time.Millisecond // as Linux tells it everywhere
	for _, f := range fields[11:13] {
		n, _ := strconv.ParseInt(f, 10, 64)
		sum += time.Duration(n) * tick
	}
	return sum
}

// memoryOf returns a line of the memory of a process, in bytes, such as VmRSS.
func memoryOf(process int, line string) int64 {
	text, err := os.ReadFile("/proc/" + strconv.Itoa(process) + "/status")
	if err != nil {
		return 0
	}
	for l := range strings.Lines(string(text)) {
		if rest, ok := strings.CutPrefix(l, line+":"); ok {
			kib, _ := strconv.ParseInt(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(rest), "kB")), 10, 64)
			return kib << 10
		}
	}
	return 0
}
