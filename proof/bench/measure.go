//go:build linux

package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// bench measures one size.
type bench struct {
	program string
	dir     string
	n, runs int
	holder  int // the process that holds the journal, 0 if there is none
	results *results
}

func (b *bench) journal() string { return filepath.Join(b.dir, "journal") }

func (b *bench) environment() []string {
	return append(os.Environ(), "XDG_RUNTIME_DIR="+filepath.Join(b.dir, "run"), "HOME="+b.dir, "LC_ALL=C.UTF-8")
}

func (b *bench) measure(ctx context.Context) error {
	for _, folder := range []string{b.dir, filepath.Join(b.dir, "run")} {
		if err := os.MkdirAll(folder, 0o700); err != nil {
			return err
		}
	}
	self, err := os.Executable()
	if err != nil {
		return err
	}
	floor := filepath.Join(b.dir, "floor.db")
	if _, err := b.part(ctx, self, prepareOrder, b.journal(), strconv.Itoa(b.n), floor); err != nil {
		return err
	}
	if b.results.floor, err = b.median(ctx, self, func(int) []string { return []string{floorOrder, floor} }); err != nil {
		return err
	}
	if b.results.nothing, err = b.median(ctx, b.program, func(int) []string { return []string{"version"} }); err != nil {
		return err
	}
	if b.results.flush, err = flushFloor(b.dir); err != nil {
		return err
	}
	if err := b.measureHeap(ctx, self); err != nil {
		return err
	}
	if err := b.measureAlone(ctx); err != nil {
		return err
	}
	return b.measureHeld(ctx, self)
}

// row measures a command as a row of the table.
func (b *bench) row(ctx context.Context, name string, args func(run int) []string) error {
	c, err := b.median(ctx, b.program, func(run int) []string {
		return append([]string{"--journal", b.journal()}, args(run)...)
	})
	if err != nil {
		return err
	}
	b.results.rows = append(b.results.rows, row{name, c})
	return nil
}

func words(args ...string) func(int) []string { return func(int) []string { return args } }

func (b *bench) measureAlone(ctx context.Context) error {
	for _, r := range []struct {
		name string
		args func(int) []string
	}{
		{"alone: list -n 10", words("list", "-n", "10")},
		{"alone: show", words("show", b.results.middle)},
		{"alone: add", words("add", "Ran along the river.", "--area", "Running")},
		{"alone: search", words("search", "nowhere")},
		{"alone: everything, to the first list", func(int) []string {
			// Without the index, and so for each run, everything is read, and the index is made anew.
			if err := os.Remove(filepath.Join(b.journal(), "index")); err != nil && !os.IsNotExist(err) {
				fmt.Fprintln(os.Stderr, "bench:", err)
			}
			return []string{"list", "-n", "10"}
		}},
	} {
		if err := b.row(ctx, r.name, r.args); err != nil {
			return err
		}
	}
	return nil
}

// hundred is how many entries a script adds one after the other.
const hundred = 100

func (b *bench) measureHeld(ctx context.Context, self string) (err error) {
	if _, err := b.measureProcess(ctx, b.program, "--journal", b.journal(), "unlock", "--for", "2h"); err != nil {
		return err
	}
	b.holder = holderOf(b.journal())
	defer func() {
		process := b.holder
		b.holder = 0
		_, ended := b.measureProcess(ctx, b.program, "--journal", b.journal(), "lock")
		if err = errors.Join(err, ended); ended != nil && process > 0 {
			_ = syscall.Kill(process, syscall.SIGTERM)
		}
	}()
	b.results.holderOpen, b.results.holderPeak = memoryOf(b.holder, "VmRSS"), memoryOf(b.holder, "VmHWM")
	table := filepath.Join(b.dir, "table.csv")
	for _, r := range []struct {
		name string
		args func(int) []string
	}{
		{"held: list -n 10", words("list", "-n", "10")},
		{"held: search", words("search", "nowhere")},
		{"held: add", words("add", "Ran along the river.", "--area", "Running")},
		{"held: checkin", words("checkin", "Running", "70")},
		{"held: insights of an area", words("insights", "Piano")},
		{"held: a chart", words("chart", "mastery", "--area", "Piano", "-o", filepath.Join(b.dir, "chart.png"))},
		{"held: export csv", words("export", "csv", "-o", table)},
		{"held: export pdf of 1,000", words("export", "pdf", "-n", "1000", "-o", filepath.Join(b.dir, "book.pdf"))},
	} {
		if err := b.row(ctx, r.name, r.args); err != nil {
			fmt.Fprintln(os.Stderr, "bench: left out:", err)
		}
	}
	began := time.Now()
	for i := range hundred {
		c, err := b.measureProcess(ctx, b.program, "--journal", b.journal(), "add", "Ran "+strconv.Itoa(i), "--area", "Running")
		if err != nil {
			return err
		}
		b.results.hundred.processor += c.processor
	}
	b.results.hundred.wall = time.Since(began)
	b.results.holderAfter = memoryOf(b.holder, "VmRSS")
	text, err := b.part(ctx, self, csvOrder, table)
	if err == nil {
		_, err = fmt.Sscan(text, &b.results.csvWrite, &b.results.csvRead)
	}
	return err
}

// holderOf returns the process that holds a journal open: what is written in its lock.
func holderOf(dir string) int {
	text, err := os.ReadFile(filepath.Join(dir, "lock"))
	if err != nil {
		return 0
	}
	for l := range strings.Lines(strings.Trim(string(text), "\x00 \n")) {
		if rest, ok := strings.CutPrefix(strings.TrimLeft(l, "\x00 "), "pid"); ok {
			n, _ := strconv.Atoi(strings.Trim(rest, " =:\n"))
			return n
		}
	}
	return 0
}

func (b *bench) measureHeap(ctx context.Context, self string) error {
	text, err := b.part(ctx, self, heapOrder, b.journal())
	if err != nil {
		return err
	}
	r := b.results
	if _, err := fmt.Sscan(text, &r.heap, &r.heapSearched, &r.documents, &r.middle); err != nil {
		return fmt.Errorf("the size of the heap: %w", err)
	}
	return nil
}

// part runs a part of this program as a process of its own, and returns what it prints.
func (b *bench) part(ctx context.Context, self string, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, self, args...)
	cmd.Env, cmd.Stderr = b.environment(), os.Stderr
	text, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("%s: %w", strings.Join(args, " "), err)
	}
	return string(text), nil
}
