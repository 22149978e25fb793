package page

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"enactive/journal"
	"enactive/journal/insight"
	"enactive/journal/optional"
	"enactive/journal/vault"
)

func TestAnotherLabelCanBeChosenAndUndone(t *testing.T) {
	now := time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC)
	j, err := journal.Create(t.Context(), filepath.Join(t.TempDir(), "journal"), vault.NoPassphrase(), journal.Options{Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	defer j.Close()
	a, err := j.SaveArea(t.Context(), journal.Area{Name: "Running"})
	if err != nil {
		t.Fatal(err)
	}
	e, err := j.Save(t.Context(), journal.Entry{Area: a.ID, Time: now.Add(-time.Hour), Title: "A hill", Source: journal.SourceMastery, Kind: journal.KindStretch, Outcome: journal.Success,
		Effort: optional.Some[journal.Rating](70), Luck: optional.Some[journal.Luck](1)})
	if err != nil {
		t.Fatal(err)
	}
	host := &testHost{journal: j}
	choose := func(label string) {
		t.Helper()
		now, _ := j.Entry(e.ID)
		for _, item := range evidenceItems(host, now) {
			if item.Label == label {
				item.Action()
				return
			}
		}
		t.Fatalf("there is no %q", label)
	}
	for _, c := range []struct {
		label string
		want  insight.Evidence
		said  string
	}{
		{"Earned", insight.Earned, "Earned"},
		{"By the rules: Hard-won", insight.HardWon, "by the rules"},
	} {
		choose(c.label)
		if host.failed != nil {
			t.Fatal(host.failed)
		}
		now, _ := j.Entry(e.ID)
		if got, _ := now.Evidence(); got != c.want || !strings.Contains(host.said, c.said) {
			t.Errorf("after choosing %q it counts as %q, and %q is said", c.label, got, host.said)
		}
	}
	if what, err := j.Undo(t.Context()); err != nil {
		t.Errorf("%s: %v", what, err)
	}
	if now, _ := j.Entry(e.ID); now.Mastery != insight.Earned {
		t.Errorf("taken back to %q", now.Mastery)
	}
}
