package journal

import "testing"

func TestAQueryChoosesAmongGivenEntries(t *testing.T) {
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
