package page

import (
	"testing"

	"enactive/journal"
	"enactive/journal/optional"
	"enactive/ui/drafts"
)

// What stood in the quick entry of another copy of the journal is found among what was begun,
// and goes on in the editor; what stands in the form of this one is not listed.
func TestAQuickEntryOfAnotherCopyContinuesInTheEditor(t *testing.T) {
	host := newTestHost(t)
	doc := `{"of":"quick entry","area":"` + string(host.Journal().Areas()[1].ID) + `","texts":{"title":"The hill"},"ratings":{"stress":40},"choices":{"outcome":"partial"}}`
	for _, key := range []string{"quick", "quick 2"} {
		if err := host.Journal().SaveDraft(t.Context(), key, []byte(doc)); err != nil {
			t.Fatal(err)
		}
	}
	if kept := drafts.List(host.Journal(), func(string) bool { return false }); len(kept) != 1 || kept[0].Name != "quick 2" || kept[0].Title != "The hill" {
		t.Fatalf("begun and left are %+v", kept)
	}
	f, err := Reopen(host, []byte(doc), nothing)
	if err != nil {
		t.Fatal(err)
	}
	e, err := f.(*Editor).read()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := journal.Check(e, host.Journal().Now()); err != nil || e.Title != "The hill" || e.Stress != optional.Some(journal.Rating(40)) || e.Outcome != "partial" || e.Area != host.Journal().Areas()[1].ID {
		t.Errorf("it came back as %+v (%v)", e, err)
	}
}
