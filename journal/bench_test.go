package journal

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"enactive/journal/optional"
	"enactive/journal/vault"
)

var benchSizes = []int{1_000, 100_000}

// benchJournal makes a journal of n entries of about 600 bytes, three a day, and closes it.
func benchJournal(b *testing.B, n int) (dir string, area AreaID) {
	b.Helper()
	dir = filepath.Join(b.TempDir(), "journal")
	j, err := Create(b.Context(), dir, vault.NoPassphrase(), Options{})
	if err != nil {
		b.Fatal(err)
	}
	a, err := j.SaveArea(b.Context(), Area{Name: "Running"})
	if err != nil {
		b.Fatal(err)
	}
	start := at("1950-01-01T06:00:00+01:00")
	for from := 0; from < n; from += 10_000 {
		batch := Batch{Kind: StepFill}
		for i := from; i < min(n, from+10_000); i++ {
			batch.Entries = append(batch.Entries, Entry{Type: Experience, Time: start.Add(time.Duration(i) * 5 * time.Hour), Area: a.ID,
				Source: SourceMastery, Kind: Kinds()[i%3], Title: fmt.Sprintf("Session %d by the river", i), Outcome: Outcomes()[i%4],
				Happened:    strings.Repeat("I ran slowly, then faster. ", 16),
				Performance: optional.Some(Rating(i * 7 % 101)), Stress: optional.Some(Rating(i * 13 % 101)),
				EfficacyBefore: optional.Some(Rating(i * 3 % 101)), EfficacyAfter: optional.Some(Rating(i * 5 % 101)),
				Tags: []string{"river"}, Lessons: []string{"Start slower than I want to"}})
		}
		if err := j.SaveBatch(b.Context(), batch); err != nil {
			b.Fatal(err)
		}
	}
	if err := j.Close(); err != nil {
		b.Fatal(err)
	}
	return dir, a.ID
}

func openBench(b *testing.B, dir string) *Journal {
	b.Helper()
	j, _, err := Open(b.Context(), dir, vault.NoPassphrase(), Options{})
	if err != nil {
		b.Fatal(err)
	}
	return j
}

// eachSize runs a benchmark on an open journal of each size.
func eachSize(b *testing.B, run func(b *testing.B, j *Journal, area AreaID)) {
	for _, n := range benchSizes {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			dir, area := benchJournal(b, n)
			j := openBench(b, dir)
			defer j.Close()
			run(b, j, area)
		})
	}
}

func BenchmarkOpen(b *testing.B) {
	for _, n := range benchSizes {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			dir, _ := benchJournal(b, n)
			for b.Loop() {
				if err := openBench(b, dir).Close(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkLoadSteps is the part of opening that loads the undo and redo steps.
func BenchmarkLoadSteps(b *testing.B) {
	eachSize(b, func(b *testing.B, j *Journal, area AreaID) {
		for range 3 {
			if _, err := j.Save(b.Context(), Entry{Time: j.Now(), Area: area, Title: "Ran"}); err != nil {
				b.Fatal(err)
			}
		}
		if _, err := j.Undo(b.Context()); err != nil {
			b.Fatal(err)
		}
		kept, err := j.persistSteps(j.undo, j.redo)
		if err != nil {
			b.Fatal(err)
		}
		l, err := j.decode(kept[0].ID, kept[0].Doc)
		if err != nil {
			b.Fatal(err)
		}
		for b.Loop() {
			j.loadSteps(*l.other.step)
		}
	})
}

func BenchmarkSave(b *testing.B) {
	eachSize(b, func(b *testing.B, j *Journal, area AreaID) {
		for b.Loop() {
			if _, err := j.Save(b.Context(), Entry{Time: j.Now(), Area: area, Title: "Ran", Happened: strings.Repeat("I ran. ", 70)}); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkSearch(b *testing.B) {
	eachSize(b, func(b *testing.B, j *Journal, _ AreaID) {
		for b.Loop() {
			if got := j.Count(Query{Text: "river 77"}); got == 0 {
				b.Fatal("found nothing")
			}
		}
	})
}

// BenchmarkSearchNothing looks for a word that no entry has, the first time and later.
func BenchmarkSearchNothing(b *testing.B) {
	eachSize(b, func(b *testing.B, j *Journal, _ AreaID) {
		look := func() {
			if got := len(j.Entries(Query{Text: "zebra"})); got != 0 {
				b.Fatal("found something")
			}
		}
		b.Run("first", func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				j.signs.all.Store(nil)
				for _, it := range j.order {
					it.sign.Store(0)
				}
				b.StartTimer()
				look()
			}
		})
		b.Run("later", func(b *testing.B) {
			for b.Loop() {
				look()
			}
		})
	})
}

// BenchmarkPeekSearch looks for a word that no entry has in a journal of which not all is read.
func BenchmarkPeekSearch(b *testing.B) {
	dir, _ := benchJournal(b, 100_000)
	if err := openBench(b, dir).Close(); err != nil {
		b.Fatal(err)
	}
	b.ResetTimer()
	for b.Loop() {
		j, err := Peek(b.Context(), dir, vault.NoPassphrase(), Options{})
		if err != nil {
			b.Fatal(err)
		}
		if got := len(j.Entries(Query{Text: "zebra"})); got != 0 || !j.Holds() {
			b.Fatal(got)
		}
		if err := j.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkLastDay queries the entries from a day near the end.
func BenchmarkLastDay(b *testing.B) {
	eachSize(b, func(b *testing.B, j *Journal, _ AreaID) {
		last := j.Entries(Query{Newest: true, Limit: 1})[0].Day()
		for b.Loop() {
			if got := j.Count(Query{From: last}); got == 0 {
				b.Fatal("found nothing")
			}
		}
	})
}

func BenchmarkSamples(b *testing.B) {
	eachSize(b, func(b *testing.B, j *Journal, area AreaID) {
		n := j.Count(Query{})
		for b.Loop() {
			if got := len(j.Samples(area, Date{}, Date{})); got != n {
				b.Fatal(got)
			}
		}
	})
}

// BenchmarkTag changes the tags of every tenth entry, and undoes it.
func BenchmarkTag(b *testing.B) {
	dir, _ := benchJournal(b, 100_000)
	j := openBench(b, dir)
	defer j.Close()
	var ids []EntryID
	for i, e := range j.Entries(Query{}) {
		if i%10 == 0 {
			ids = append(ids, e.ID)
		}
	}
	for b.Loop() {
		if n, err := j.Tag(b.Context(), ids, []string{"chosen"}, []string{"river"}); n != len(ids) || err != nil {
			b.Fatal(n, err)
		}
		b.StopTimer()
		if _, err := j.Undo(b.Context()); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
}

// BenchmarkMergeAreas merges an area of 50,000 entries into one of as many, and undoes it.
func BenchmarkMergeAreas(b *testing.B) {
	dir, area := benchJournal(b, 100_000)
	j := openBench(b, dir)
	defer j.Close()
	other, err := j.SaveArea(b.Context(), Area{Name: "Trails"})
	if err != nil {
		b.Fatal(err)
	}
	var half []EntryID
	for i, e := range j.Entries(Query{}) {
		if i%2 == 0 {
			half = append(half, e.ID)
		}
	}
	if _, err := j.MoveTo(b.Context(), half, other.ID); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if n, err := j.MergeAreas(b.Context(), other.ID, area); n != len(half) || err != nil {
			b.Fatal(n, err)
		}
		b.StopTimer()
		if _, err := j.Undo(b.Context()); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
}

// BenchmarkPeople counts the people of an area, two in each of 100,000 entries.
func BenchmarkPeople(b *testing.B) {
	dir, area := benchJournal(b, 100_000)
	j := openBench(b, dir)
	defer j.Close()
	for i, it := range j.order {
		it.People = []Person{{Name: fmt.Sprint("Person ", i%40), Role: Roles()[i%4]}, {Name: "Ana"}}
	}
	for b.Loop() {
		if got := j.People(area); len(got) != 41 {
			b.Fatal(len(got))
		}
	}
}
