package journal

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"enactive/journal/optional"
)

func TestOriginHoldsTheFieldsOfARow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := RowName(rapid.SliceOfN(rapid.Byte(), originName, originName).Draw(t, "name"))
		var fields []ImportedField
		for _, f := range entryFields {
			if !rapid.Bool().Draw(t, f.Name) {
				continue
			}
			draw := func(what string) [4]byte { return [4]byte(rapid.SliceOfN(rapid.Byte(), 4, 4).Draw(t, what)) }
			in := ImportedField{Key: f.Key(), Column: [2]byte{f.Key(), 1}, Value: draw("value")}
			if in.Stored = in.Value; f.Kind == MomentField && rapid.Bool().Draw(t, "other") {
				in.Stored = draw("stored")
			}
			fields = append(fields, in)
		}
		o := NewOrigin(name, fields)
		if row, ok := o.Row(); !ok || row != name {
			t.Fatalf("the name is %x, %t; want %x", row, ok, name)
		}
		if got := slices.Collect(o.Fields()); !slices.Equal(got, fields) {
			t.Fatalf("got %v, want %v", got, fields)
		}
	})
}

func TestDamagedOriginIsReadWithoutPanic(t *testing.T) {
	whole := NewOrigin(RowName{1}, []ImportedField{{Key: 3, Value: [4]byte{1}, Stored: [4]byte{2}}})
	for n := range len(whole) {
		o := whole[:n]
		_, ok := o.Row()
		if fields := slices.Collect(o.Fields()); ok != (n >= originName) || len(fields) > 1 {
			t.Errorf("of %d bytes: named %t, %v", n, ok, fields)
		}
	}
}

// imported saves an entry that came from a file.
func imported(t *testing.T, j *Journal, a Area, title string) *Entry {
	t.Helper()
	id, err := j.NewEntryID()
	if err == nil {
		err = j.SaveBatch(t.Context(), Batch{Kind: StepImport, File: "runs.csv", Entries: []Entry{{
			ID: id, Area: a.ID, Time: j.Now(), Title: title, Origin: NewOrigin(RowName{1}, []ImportedField{{Key: 7}})}}})
	}
	if err != nil {
		t.Fatal(err)
	}
	e, _ := j.Entry(id)
	return e
}

func TestOriginStaysWithItsEntryAndIsNotCopied(t *testing.T) {
	j, c, a := newTestJournal(t)
	e := imported(t, j, a, "5 km")
	edited := e.Clone()
	edited.Title, edited.Origin = "6 km", "" // the forms know no origin
	if got := mustSave(t, j, edited); got.Origin != e.Origin || got.Origin == "" {
		t.Errorf("after editing: %q", got.Origin)
	}
	again := e.Clone()
	again.ID = ""
	if got := mustSave(t, j, again); got.Origin != "" {
		t.Errorf("a new entry made from it has the origin %q", got.Origin)
	}
	j = reopen(t, j, c)
	if got, _ := j.Entry(e.ID); got.Origin != e.Origin {
		t.Errorf("after reopening: %q", got.Origin)
	}
}

func TestBatchChangesEntriesInOneStep(t *testing.T) {
	j, c, a := newTestJournal(t)
	one, two := imported(t, j, a, "one"), imported(t, j, a, "two")
	before := content(j)
	c.t = c.t.Add(time.Hour)
	after := one.Clone()
	after.Title, after.Created = "one, longer", c.t
	err := j.SaveBatch(t.Context(), Batch{Kind: StepImport, File: "runs.csv", Areas: []Area{{ID: "01KJQQW3M0EKMFG2FV97EE5028", Name: "Trails"}},
		Entries: []Entry{{Area: a.ID, Time: c.t, Title: "three"}}, Changes: []EntryChange{{Before: one, After: after}}})
	if err != nil {
		t.Fatal(err)
	}
	if got, _ := j.Entry(one.ID); got.Title != "one, longer" || !got.Created.Equal(one.Created) || !got.Modified.Equal(c.t) {
		t.Errorf("changed to %+v", got)
	}
	if got, _ := j.Entry(two.ID); got != two {
		t.Errorf("another entry changed: %+v", got)
	}
	if _, err := j.Undo(t.Context()); err != nil || content(j) != before {
		t.Errorf("undone (%v):\n%s\nwant\n%s", err, content(j), before)
	}
}

func TestBatchRejectsChangesOfWhatWasEditedMeanwhile(t *testing.T) {
	j, c, a := newTestJournal(t)
	e, sealed := imported(t, j, a, "one"), sealedEntry(t, j, c, a)
	edited := e.Clone()
	edited.Note = "mine"
	now := mustSave(t, j, edited)
	before := content(j)
	broken := sealed.Clone()
	broken.EfficacyBefore = optional.Some(Rating(99))
	long := now.Clone()
	long.Title = strings.Repeat("a", MaxLine+1)
	for name, c := range map[string]struct {
		change EntryChange
		want   func(error) bool
	}{
		"edited":     {EntryChange{e, *e}, func(err error) bool { return errors.Is(err, ErrEdited) }},
		"not there":  {EntryChange{&Entry{ID: "01NOTHERE"}, *e}, func(err error) bool { return errors.Is(err, ErrEdited) }},
		"sealed":     {EntryChange{sealed, broken}, func(err error) bool { return errors.Is(err, ErrSealed) }},
		"wrong":      {EntryChange{now, long}, func(err error) bool { _, ok := IsFieldError(err); return ok }},
		"in no area": {EntryChange{now, Entry{Type: Experience, Time: now.Time, Area: "nowhere"}}, func(err error) bool { return errors.Is(err, ErrNoArea) }},
	} {
		err := j.SaveBatch(context.Background(), Batch{Kind: StepImport, Entries: []Entry{{Area: a.ID, Time: now.Time, Title: "new"}}, Changes: []EntryChange{c.change}})
		if !c.want(err) || content(j) != before {
			t.Errorf("%s: got %v", name, err)
		}
	}
}
