package otherjournal_test

import (
	"context"
	"errors"
	"io/fs"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"enactive/journal/otherjournal"
)

func TestTheBackupOfLoopIsRead(t *testing.T) {
	files := sample(t, "loop.db")
	if !otherjournal.IsLoop(context.Background(), files) {
		t.Error("it is not recognised")
	}
	e, err := otherjournal.Loop(context.Background(), files)
	if err != nil {
		t.Fatal(err)
	}
	rows := rowsOf(t, e)
	if e.Len() != 63 || len(rows) != 64 {
		t.Fatalf("%d entries", e.Len())
	}
	got := []string{rows[0], rows[1], rows[2], rows[60], rows[61], rows[62], rows[63]}
	want := []string{
		"time|habit|note|tags",
		"2026-01-01|Meditate||value: NO",
		"2026-01-02|Meditate||value: YES_MANUAL",
		"2026-03-01|Meditate||value: YES_MANUAL",
		"2026-03-03|Meditate|Ill|value: SKIP",
		"2026-01-01|Run|" + strings.TrimSpace("Windy "+strings.Repeat("and long ", 200)) + "|value: 5.25; unit: km",
		"2026-01-02|Run||value: 12; unit: km",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]otherjournal.Note{{Kind: otherjournal.Skipped, Count: 1}}, e.Notes); diff != "" {
		t.Error(diff)
	}
}

func FuzzLoopDatabase(f *testing.F) {
	data, err := fs.ReadFile(sample(f, "loop.db"), "loop.db")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Add(data[:2048])
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 64<<10 {
			return
		}
		_, err := otherjournal.Loop(context.Background(), one("loop.db", string(data)))
		if known := (*otherjournal.Error)(nil); err != nil && !errors.As(err, &known) {
			t.Fatalf("an error of another type: %v", err)
		}
	})
}
