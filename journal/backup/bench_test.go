package backup

import (
	"context"
	"crypto/rand"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"

	"enactive/journal/vault"
)

// benchJournal creates a journal of n documents of 600 bytes.
func benchJournal(b *testing.B, n int) *testJournal {
	b.Helper()
	l := journal(b)
	var changes []vault.Change
	for range n {
		id, err := l.NewID()
		if err != nil {
			b.Fatal(err)
		}
		doc := make([]byte, 600)
		if _, err := rand.Read(doc); err != nil {
			b.Fatal(err)
		}
		changes = append(changes, vault.Change{ID: id, Doc: doc})
		if len(changes) == 10_000 {
			if err := l.Apply(b.Context(), changes); err != nil {
				b.Fatal(err)
			}
			changes = changes[:0]
		}
	}
	if err := l.Apply(b.Context(), changes); err != nil {
		b.Fatal(err)
	}
	return l
}

func sizes(b *testing.B, run func(b *testing.B, l *testJournal)) {
	for _, n := range []int{1_000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) { run(b, benchJournal(b, n)) })
	}
}

// The lower bound: the same bytes, written and flushed but not verified.
func BenchmarkCopyFloor(b *testing.B) {
	sizes(b, func(b *testing.B, l *testJournal) {
		path := filepath.Join(b.TempDir(), "copy")
		for b.Loop() {
			from, err := os.Open(filepath.Join(l.Folder(), "store.db"))
			if err != nil {
				b.Fatal(err)
			}
			to, err := os.Create(path)
			if err != nil {
				b.Fatal(err)
			}
			if _, err := io.Copy(to, struct{ io.Reader }{from}); err != nil {
				b.Fatal(err)
			}
			if err := to.Sync(); err != nil {
				b.Fatal(err)
			}
			_, _ = from.Close(), to.Close()
		}
	})
}

func BenchmarkMake(b *testing.B) {
	sizes(b, func(b *testing.B, l *testJournal) {
		for b.Loop() {
			made := mustMake(b, l)
			b.ReportMetric(float64(made.Size)/1e6, "MB")
		}
	})
}

// The cost of a session without changes, and of a small command after the day's backup.
func BenchmarkNothingNew(b *testing.B) {
	sizes(b, func(b *testing.B, l *testJournal) {
		mustMake(b, l)
		for b.Loop() {
			if err := After(context.Background(), l); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkBeforeAnImportThatFollowsABackup(b *testing.B) {
	sizes(b, func(b *testing.B, l *testJournal) {
		mustMake(b, l)
		for b.Loop() {
			if err := Before(context.Background(), l, Import); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkVerify(b *testing.B) {
	sizes(b, func(b *testing.B, l *testJournal) {
		made := mustMake(b, l)
		for b.Loop() {
			if _, err := Verify(context.Background(), made.Path, vault.NoPassphrase(), vault.Options{}); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkRestore(b *testing.B) {
	sizes(b, func(b *testing.B, l *testJournal) {
		made := mustMake(b, l)
		i := 0
		for b.Loop() {
			i++
			to := filepath.Join(b.TempDir(), fmt.Sprint(i))
			if _, err := RestoreTo(context.Background(), made.Path, to, vault.NoPassphrase(), vault.Options{}); err != nil {
				b.Fatal(err)
			}
			b.StopTimer()
			if err := os.RemoveAll(to); err != nil {
				b.Fatal(err)
			}
			b.StartTimer()
		}
	})
}
