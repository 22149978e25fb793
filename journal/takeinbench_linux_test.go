package journal

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"enactive/journal/vault"
)

// TestTakingInAHundredThousandEntries measures how long it takes and how much memory, and prints it.
func TestTakingInAHundredThousandEntries(t *testing.T) {
	if os.Getenv("ENACTIVE_SOAK") == "" {
		t.Skip("LEFT OUT: ENACTIVE_SOAK=1 measures a large journal")
	}
	const n = 100_000
	now := tick()
	create := func(name string) *Journal {
		j, err := Create(t.Context(), filepath.Join(t.TempDir(), name), vault.NoPassphrase(), Options{Now: now})
		ok(t, err)
		t.Cleanup(func() { _ = j.Close() })
		return j
	}
	from := create("from")
	a, err := from.SaveArea(t.Context(), Area{Name: "Running"})
	ok(t, err)
	var b Batch
	text := strings.Repeat("along the river and back. ", 20)
	for i := range n {
		at := time.Date(2000, 1, 1, 8, i, 0, 0, time.UTC)
		b.Entries = append(b.Entries, Entry{Type: Experience, Area: a.ID, Time: at, Title: fmt.Sprint("run ", i), Happened: text, Tags: []string{"a", "b"}, Created: at, Modified: at})
	}
	b.Kind = StepFill
	ok(t, from.SaveBatch(t.Context(), b))
	b = Batch{}
	var file bytes.Buffer
	measure := func(what string, do func()) {
		runtime.GC()
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		begun, used := time.Now(), processor()
		do()
		took := time.Since(begun)
		used = processor() - used
		runtime.ReadMemStats(&after)
		status, _ := os.ReadFile("/proc/self/status")
		peak := ""
		for line := range strings.Lines(string(status)) {
			if strings.HasPrefix(line, "VmHWM") {
				peak = strings.TrimSpace(line)
			}
		}
		t.Logf("%s: %v, of the processor %v, allocated %d MiB, in use afterwards %d MiB, %s", what, took.Round(time.Millisecond), used.Round(time.Millisecond), (after.TotalAlloc-before.TotalAlloc)>>20, after.HeapInuse>>20, peak)
	}
	take := func(to *Journal) (taken Taken) {
		open := func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(file.Bytes())), nil }
		taken, err := to.TakeInFile(t.Context(), open, "", "f", func() (vault.Key, error) { return vault.NoPassphrase(), nil }, false)
		ok(t, err)
		return taken
	}
	seal := func() {
		file.Reset()
		_, err := from.WriteSealedCopy(t.Context(), &file)
		ok(t, err)
	}
	to := create("to")
	measure("sealing", seal)
	t.Logf("the file has %d MiB", file.Len()>>20)
	measure("all are new", func() { t.Log(take(to)) })
	measure("nothing is new", func() { t.Log(take(to)) })
	var ids []EntryID
	for i, e := range from.Entries(Query{}) {
		if i%10 == 0 {
			ids = append(ids, e.ID)
		}
	}
	_, err = from.Tag(t.Context(), ids, []string{"tenth"}, nil)
	ok(t, err)
	seal()
	measure("a tenth has changed", func() { t.Log(take(to)) })
}

// processor returns how much of the processor this process has used.
func processor() time.Duration {
	var u syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &u) // 0 where it fails
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
