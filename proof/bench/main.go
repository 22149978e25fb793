//go:build linux

// Command bench prints how long Enactive takes with journals of 1,000, 10,000 and 100,000 entries, whole
// processes as a person starts them, next to what the same bytes cost without it: a floor measured in the same
// run on the same machine. "make bench" runs it; docs/performance.md has its tables.
//
// It checks nothing: how long something takes is not the same on two machines, and a test of it fails on a
// busy one. Times are of the processor, with those on the wall beside them.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
)

func main() {
	if len(os.Args) > 2 {
		if part := parts()[os.Args[1]]; part != nil {
			if err := part(context.Background(), os.Args[2:]); err != nil {
				fail(err)
			}
			return
		}
	}
	sizes := flag.String("sizes", "1000,10000,100000", "numbers of entries, with commas")
	program := flag.String("enact", "", "the program that is measured; without it, one is built")
	runs := flag.Int("runs", 5, "how often each command runs; the table has the medians")
	keep := flag.String("keep", "", "a folder in which the journals stay, instead of a temporary one")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := measureAll(ctx, os.Stdout, *sizes, *program, *keep, *runs); err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "bench:", err)
	os.Exit(1)
}

func measureAll(ctx context.Context, out io.Writer, sizes, program, keep string, runs int) error {
	dir := keep
	if dir == "" {
		temp, err := os.MkdirTemp("", "enactive-bench-")
		if err != nil {
			return err
		}
		defer os.RemoveAll(temp)
		dir = temp
	} else if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	if program == "" {
		program = filepath.Join(dir, "enact")
		build := exec.CommandContext(ctx, "go", "build", "-trimpath", "-ldflags", "-s -w", "-o", program, "./cmd/enact")
		build.Env = append(os.Environ(), "CGO_ENABLED=0")
		if text, err := build.CombinedOutput(); err != nil {
			return fmt.Errorf("building enact: %w: %s", err, text)
		}
	}
	var columns []*results
	for text := range strings.SplitSeq(sizes, ",") {
		n, err := strconv.Atoi(text)
		if err != nil || n < 100 {
			return fmt.Errorf("%q is not a number of entries; it must be 100 or more", text)
		}
		fmt.Fprintf(os.Stderr, "%d entries ...\n", n)
		b := &bench{program: program, dir: filepath.Join(dir, text), n: n, runs: runs, results: &results{n: n}}
		if err := b.measure(ctx); err != nil {
			return fmt.Errorf("%d entries: %w", n, err)
		}
		columns = append(columns, b.results)
	}
	return printTables(out, columns)
}
