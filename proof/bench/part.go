//go:build linux

package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"time"

	"enactive/clock"
	"enactive/journal"
	"enactive/journal/optional"
	"enactive/journal/vault"
)

// The parts of this program that take memory are processes of their own: what a program starts counts, at
// first, with the memory of the one that starts it.
const (
	prepareOrder = "--prepare"
	floorOrder   = "--floor"
	heapOrder    = "--heap"
	csvOrder     = "--csv"
)

func parts() map[string]func(context.Context, []string) error {
	return map[string]func(context.Context, []string) error{
		prepareOrder: prepare,
		floorOrder:   func(_ context.Context, args []string) error { return readFloor(args[0]) },
		heapOrder:    func(ctx context.Context, args []string) error { return printHeap(ctx, args[0]) },
		csvOrder:     func(_ context.Context, args []string) error { return csvFloor(args[0]) },
	}
}

// prepare makes a journal, unless it is there, and the store of the floor.
func prepare(ctx context.Context, args []string) error {
	if len(args) != 3 {
		return errors.New("not the right arguments")
	}
	dir, floor := args[0], args[2]
	n, err := strconv.Atoi(args[1])
	if err != nil {
		return err
	}
	if _, err := os.Stat(dir); err != nil {
		if err := makeJournal(ctx, dir, n); err != nil {
			return err
		}
	}
	if err := os.RemoveAll(floor); err != nil {
		return err
	}
	return makeFloorStore(filepath.Join(dir, "store.db"), floor)
}

// printHeap opens a journal and prints the bytes of the heap in use, those after a search, the bytes of all
// documents, and the id of an entry in the middle.
func printHeap(ctx context.Context, dir string) error {
	j, _, err := journal.Open(ctx, dir, vault.NoPassphrase(), journal.Options{})
	if err != nil {
		return err
	}
	heap := func() uint64 {
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	open := heap()
	j.Count(journal.Query{Text: "nowhere"})
	searched := heap()
	all := j.Entries(journal.Query{})
	middle := all[len(all)/2].ID
	if err := j.Close(); err != nil {
		return err
	}
	documents, err := documentsOf(ctx, dir)
	fmt.Println(open, searched, documents, middle)
	return err
}

// documentsOf returns the bytes of all documents of a journal.
func documentsOf(ctx context.Context, dir string) (n int64, err error) {
	v, _, err := vault.Unlock(ctx, dir, vault.NoPassphrase(), vault.Options{})
	if err != nil {
		return 0, err
	}
	err = v.Each(ctx, func(_ vault.RecordID, doc []byte) error { n += int64(len(doc)); return nil })
	return n, errors.Join(err, v.Close())
}

// makeJournal makes a journal of n entries of about 600 bytes in three areas, three a day.
func makeJournal(ctx context.Context, dir string, n int) error {
	j, err := journal.Create(ctx, dir, vault.NoPassphrase(), journal.Options{})
	if err != nil {
		return err
	}
	random := rand.New(rand.NewPCG(1, 2))
	var areas []journal.AreaID
	for _, name := range []string{"Running", "Piano", "Talks"} {
		a, err := j.SaveArea(ctx, journal.Area{Name: name})
		if err != nil {
			return errors.Join(err, j.Close())
		}
		areas = append(areas, a.ID)
	}
	const gap = 5 * time.Hour
	start := clock.Now().Add(-time.Duration(n+1) * gap).Truncate(time.Second)
	for from := 0; from < n; from += 10_000 {
		batch := journal.Batch{Kind: journal.StepFill}
		for i := from; i < min(n, from+10_000); i++ {
			batch.Entries = append(batch.Entries, someEntry(random, i, start.Add(time.Duration(i)*gap), areas[i%len(areas)]))
		}
		if err := j.SaveBatch(ctx, batch); err != nil {
			return errors.Join(err, j.Close())
		}
	}
	return j.Close()
}

func someEntry(random *rand.Rand, i int, at time.Time, area journal.AreaID) journal.Entry {
	vocabulary := strings.Fields("I ran slowly and then faster along the river while my breathing kept steady until the steep hill came and pace took all of mind so Zoë waited at the bridge for us")
	text := func(words int) string {
		var b strings.Builder
		for range words {
			b.WriteString(vocabulary[random.IntN(len(vocabulary))])
			b.WriteByte(' ')
		}
		return strings.TrimSpace(b.String())
	}
	rating := func() journal.OptRating { return optional.Some(journal.Rating(random.IntN(101))) }
	e := journal.Entry{Type: journal.Experience, Time: at, Area: area, Source: journal.SourceMastery,
		Kind: journal.Kinds()[i%3], Title: "Session " + strconv.Itoa(i) + " " + text(3), Outcome: journal.Outcomes()[i%4],
		Happened: text(60 + random.IntN(40)), Performance: rating(), Stress: rating(), EfficacyBefore: rating(), EfficacyAfter: rating(),
		Lessons: []string{text(5)}, Tags: []string{"river"}}
	e.EfficacyBeforeAt = at.Add(-time.Hour)
	e.Difficulty = optional.Some(journal.Difficulty(1 + random.IntN(10)))
	return e
}

// processorTime is that of this process.
func processorTime() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
