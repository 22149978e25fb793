package journal

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestQueryByIDs(t *testing.T) {
	j, _, area := newTestJournal(t)
	var ids []EntryID
	for _, title := range []string{"one", "two", "three"} {
		ids = append(ids, mustSave(t, j, Entry{Area: area.ID, Title: title, Time: j.Now()}).ID)
	}
	if got := j.Entries(Query{IDs: []EntryID{ids[2], ids[0], "of another journal"}}); len(got) != 2 || got[0].Title == "two" || got[1].Title == "two" {
		t.Errorf("%d entries were chosen, want the two that were given", len(got))
	}
	if n := j.Count(Query{IDs: ids, Text: "two"}); n != 1 {
		t.Errorf("%d of the given entries hold the word, want 1", n)
	}
}

func TestQueryDaysNearMidnightInOtherOffsets(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var order []*item
		for range rapid.IntRange(0, 12).Draw(t, "entries") {
			offset := rapid.IntRange(-14*60, 14*60).Draw(t, "offset")
			at := time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(rapid.IntRange(0, 12*24*60).Draw(t, "minutes")) * time.Minute)
			order = append(order, &item{Entry: Entry{Time: at.In(time.FixedZone("", offset*60))}})
		}
		slices.SortFunc(order, func(a, b *item) int { return a.Time.Compare(b.Time) })
		day := func(name string) Date {
			return Date{2026, 3, 1}.AddDays(rapid.IntRange(-2, 14).Draw(t, name))
		}
		q := Query{From: day("from"), To: day("to")}
		if rapid.Bool().Draw(t, "open begin") {
			q.From = Date{}
		}
		if rapid.Bool().Draw(t, "open end") {
			q.To = Date{}
		}
		j := &Journal{order: order}
		want := 0
		for _, it := range order {
			if (q.From.IsZero() || !it.Day().Before(q.From)) && (q.To.IsZero() || !q.To.Before(it.Day())) {
				want++
			}
		}
		if got := len(j.Entries(q)); got != want {
			t.Errorf("%d entries are from %v to %v, want %d", got, q.From, q.To, want)
		}
		if got := j.Count(q); got != want {
			t.Errorf("%d entries are counted from %v to %v, want %d", got, q.From, q.To, want)
		}
	})
}
