package main

import (
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestTheShortWalkTakesADozenPictures walks as "make run" does if there is no screen.
func TestTheShortWalkTakesADozenPictures(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("LEFT OUT: -short drives no window")
	}
	s := startScreen(t, 1920, 1200)
	into := filepath.Join(t.TempDir(), "walk")
	p := launch(t, s, "--tour", into, "--brief")
	select {
	case <-p.ended:
	case <-time.After(15 * patience):
		t.Fatalf("the walk has not ended; it said %q", p.output.String())
	}
	if p.err != nil {
		t.Fatalf("it ended with %v", p.err)
	}
	index, err := os.ReadFile(filepath.Join(into, "index.html"))
	if err != nil {
		t.Fatal(err)
	}
	// The toolkit may report that it has read one of its own files while writing it.
	lines := slices.DeleteFunc(strings.Split(strings.TrimSpace(p.said()), "\n"), func(line string) bool { return !strings.Contains(line, " of 12: ") })
	if len(lines) != 12 {
		t.Fatalf("it said %d lines, want 12:\n%s", len(lines), p.said())
	}
	for i, line := range lines {
		path, ok := strings.CutPrefix(line, fmt.Sprintf("%d of 12: ", i+1))
		if !ok {
			t.Errorf("line %d is %q", i+1, line)
			continue
		}
		f, err := os.Open(path)
		if err != nil {
			t.Error(err)
			continue
		}
		if size, err := png.DecodeConfig(f); err != nil || size.Width < 1000 || size.Height < 600 {
			t.Errorf("%s is a picture of %d by %d (%v)", path, size.Width, size.Height, err)
		}
		f.Close()
		if !strings.Contains(string(index), `alt="`+filepath.Base(path)+`"`) {
			t.Errorf("%s is not in the index", path)
		}
	}
}
