package drafts

import (
	"testing"

	"enactive/journal"
)

func TestADraftIsFoundByItsSubject(t *testing.T) {
	for name, d := range map[string]Document{
		"kept new plan":            {Of: EntryForm, Type: journal.Plan},
		"kept experience e1":       {Of: EntryForm, ID: "e1", Type: journal.Experience},
		"kept new area":            {Of: AreaForm},
		"kept area a1":             {Of: AreaForm, ID: "a1"},
		"" /* has its own name */ : {Of: QuickForm},
	} {
		if got := NameOf(d.Bytes()); got != name {
			t.Errorf("%+v is called %q, want %q", d, got, name)
		}
	}
	if got := NameOf([]byte("{")); got != "" {
		t.Errorf("what is not a draft is called %q", got)
	}
}

func TestAPrefilledEntryKeepsTheDraft(t *testing.T) {
	store := &memory{docs: map[string]string{"kept new experience": "", "kept new experience 2": ""}}
	if got := OfFilledEntry(store, journal.Entry{Type: journal.Experience}); got != "kept new experience 3" {
		t.Errorf("it is called %q", got)
	}
}
