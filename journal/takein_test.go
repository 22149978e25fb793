package journal

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"enactive/journal/optional"
	"enactive/journal/vault"
)

// everything returns all that can be seen of a journal, with the versions of its texts.
func everything(t failer, j *Journal) string {
	t.Helper()
	doubles, err := json.Marshal(j.Doubles())
	ok(t, err)
	return content(j) + fmt.Sprintf("%+v", j.AllAttachments()) + string(doubles)
}

func noFiles(Attachment) bool { return false }

// take takes one journal in another.
func take(t failer, to, from *Journal) Taken {
	t.Helper()
	docs, err := from.SealedDocuments()
	ok(t, err)
	dry, err := to.TakeIn(context.Background(), docs, "other.enactive-sealed", noFiles, true)
	ok(t, err)
	taken, err := to.TakeIn(context.Background(), docs, "other.enactive-sealed", noFiles, false)
	ok(t, err)
	if dry != taken {
		t.Fatal("a dry run says", dry, "and it was", taken)
	}
	return taken
}

// TestTakingInAnyOrderGivesTheSameJournal changes copies of a journal and a journal of its own apart, takes them in each
// other in any order and more than once, and looks whether all come to the same with every text in them.
func TestTakingInAnyOrderGivesTheSameJournal(t *testing.T) {
	checks := 0
	rapid.Check(t, func(t *rapid.T) {
		if checks++; checks > 20 && os.Getenv("ENACTIVE_SOAK") == "" {
			return // each writes a hundred times to the disk; package joint tests the rules themselves
		}
		home, err := os.MkdirTemp("", "takein-")
		ok(t, err)
		defer os.RemoveAll(home)
		now, n := tick(), 0
		text := func() string { n++; return fmt.Sprintf("text-%d.", n) }
		open := func(i int) *Journal {
			j, err := Create(context.Background(), filepath.Join(home, fmt.Sprint(i)), vault.NoPassphrase(), Options{Now: now})
			ok(t, err)
			return j
		}
		first := open(0)
		area, err := first.SaveArea(context.Background(), Area{Name: "Work"})
		ok(t, err)
		_, err = first.Save(context.Background(), Entry{Area: area.ID, Time: now(), Happened: text(), Tags: []string{"a"}})
		ok(t, err)
		ok(t, first.Close())
		ok(t, os.CopyFS(filepath.Join(home, "1"), os.DirFS(filepath.Join(home, "0"))))
		var all []*Journal
		for i := range 2 {
			j, _ := openAt(t, filepath.Join(home, fmt.Sprint(i)), now)
			all = append(all, j)
		}
		all = append(all, open(2))
		defer func() {
			for _, j := range all {
				_ = j.Close()
			}
		}()
		known := map[string]bool{"text-1.": true}
		for range rapid.IntRange(4, 14).Draw(t, "changes") {
			j := all[rapid.IntRange(0, 2).Draw(t, "which")]
			before := textsOf(j)
			changeSomething(t, j, now, text)
			after := textsOf(j)
			for word := range after {
				if !before[word] {
					known[word] = true
				}
			}
			for word := range before {
				if !after[word] {
					delete(known, word)
				}
			}
		}
		for range 2 {
			for i, to := range all {
				for _, from := range rapid.Permutation([]int{0, 1, 2}).Draw(t, "order") {
					if from != i || rapid.Bool().Draw(t, "itself") {
						take(t, to, all[from])
					}
				}
				if again := take(t, to, all[rapid.IntRange(0, 2).Draw(t, "again")]); !again.IsNothing() {
					t.Fatal("taken in once more, it changed", again)
				}
			}
		}
		want := everything(t, all[0])
		for i, j := range all {
			if got := everything(t, j); got != want {
				t.Fatalf("journal %d is\n%s\nand the first\n%s", i, got, want)
			}
		}
		there := textsOf(all[0])
		for word := range known {
			if !there[word] {
				t.Fatalf("%s is missing in\n%s", word, want)
			}
		}
		i := rapid.IntRange(0, 2).Draw(t, "reopened")
		ok(t, all[i].Close())
		all[i], _ = openAt(t, filepath.Join(home, fmt.Sprint(i)), now)
		if got := everything(t, all[i]); got != want {
			t.Fatalf("opened again it is\n%s\nand was\n%s", got, want)
		}
	})
}

// textsOf returns the texts in a journal, also in its bin and the versions.
func textsOf(j *Journal) map[string]bool {
	doubles, err := json.Marshal(j.Doubles())
	if err != nil {
		return nil
	}
	return textsIn(content(j) + string(doubles))
}

func textsIn(s string) map[string]bool {
	all := map[string]bool{}
	for at := strings.Index(s, "text-"); at >= 0; at = strings.Index(s, "text-") {
		end := strings.IndexByte(s[at:], '.')
		all[s[at:at+end+1]] = true
		s = s[at+end:]
	}
	return all
}

// changeSomething makes one change.
func changeSomething(t *rapid.T, j *Journal, now func() time.Time, text func() string) {
	ctx := context.Background()
	areas, entries := j.Areas(), append(slices.Clone(j.Entries(Query{})), j.Entries(Query{InBin: true})...)
	kind := rapid.IntRange(0, 15).Draw(t, "change")
	var err error
	switch {
	case len(areas) == 0 || kind == 0:
		_, err = j.SaveArea(ctx, Area{Name: "area " + text(), Purpose: text(), Goals: []Goal{{Text: text()}}})
	case len(entries) == 0 || kind == 1:
		_, err = j.Save(ctx, Entry{Area: areas[rapid.IntRange(0, len(areas)-1).Draw(t, "area")].ID, Time: now(), Happened: text(), Lessons: []string{text(), text()}})
	case kind <= 5:
		e := entries[rapid.IntRange(0, len(entries)-1).Draw(t, "entry")].Clone()
		switch rapid.IntRange(0, 5).Draw(t, "field") {
		case 0:
			e.Happened = text()
		case 1:
			e.Note = text()
		case 2:
			e.Lessons = append(e.Lessons, text())
		case 3:
			e.Obstacles = append(e.Obstacles, Obstacle{Text: text()})
		case 4:
			e.Stress, e.Outcome = optional.Some(Rating(rapid.IntRange(0, 3).Draw(t, "stress"))), Success
		case 5:
			e.Tags = []string{rapid.SampledFrom([]string{"a", "b", "c"}).Draw(t, "tag")}
		}
		_, err = j.Save(ctx, e)
	case kind == 6:
		a := areas[rapid.IntRange(0, len(areas)-1).Draw(t, "area")]
		a.Purpose, a.Archived = text(), !a.Archived
		_, err = j.SaveArea(ctx, a)
	case kind == 7:
		err = j.Delete(ctx, entries[rapid.IntRange(0, len(entries)-1).Draw(t, "entry")].ID)
	case kind == 8:
		err = j.Restore(ctx, entries[rapid.IntRange(0, len(entries)-1).Draw(t, "entry")].ID)
	case kind == 9:
		err = j.Erase(ctx, entries[rapid.IntRange(0, len(entries)-1).Draw(t, "entry")].ID)
	case kind == 10:
		day := Date{Year: 2026, Month: 2, Day: rapid.IntRange(1, 2).Draw(t, "day")}
		_, err = j.SaveReview(ctx, Review{From: day, To: day, Text: rapid.SampledFrom([]string{"", text()}).Draw(t, "review")})
	case kind == 11:
		if len(j.Measures()) == 0 {
			_, err = j.SaveMeasure(ctx, Measure{Name: "Sleep", Kind: NumberMeasure, OfDay: true}, Rewrite{})
			break
		}
		d := Day{Date: Date{Year: 2026, Month: 2, Day: rapid.IntRange(1, 2).Draw(t, "measured")}, Note: text()}
		d.Values = []MeasureValue{{j.Measures()[0].ID, float64(rapid.IntRange(0, 3).Draw(t, "value"))}}
		_, err = j.SaveDay(ctx, d)
	case kind == 12:
		_, err = j.Undo(ctx)
		err = unless(err, ErrNothingToUndo)
	case kind == 13:
		_, err = j.Redo(ctx)
		err = unless(err, ErrNothingToUndo)
	case kind == 14:
		err = j.SaveFilter(ctx, Filter{Name: "mine", Query: Query{Text: rapid.SampledFrom([]string{"x", "y"}).Draw(t, "words")}})
	case kind == 15:
		err = j.LearnWord(ctx, rapid.SampledFrom([]string{"bowing", "Enactive"}).Draw(t, "word"))
		err = unless(err, err) // one that is known already
	}
	ok(t, err)
}

func unless(err, but error) error {
	if err == but {
		return nil
	}
	return err
}

// TestAChoiceInADocumentThatCameBackIsLaterThanAllBefore erases an entry that this session changed when the clock of
// another computer was days ahead, gets it back with a third copy, and chooses one of its versions: whoever knows of
// the change before must take the choice for a later one.
func TestAChoiceInADocumentThatCameBackIsLaterThanAllBefore(t *testing.T) {
	parent, now := t.TempDir(), tick()
	ahead := func() time.Time { return now().AddDate(0, 0, 3) }
	dir := func(name string) string { return filepath.Join(parent, name) }
	j, err := Create(t.Context(), dir("here"), vault.NoPassphrase(), Options{Now: now})
	ok(t, err)
	area, err := j.SaveArea(t.Context(), Area{Name: "Work"})
	ok(t, err)
	e, err := j.Save(t.Context(), Entry{Area: area.ID, Time: now(), Happened: "first"})
	ok(t, err)
	ok(t, j.Close())
	copies := map[string]*Journal{}
	for _, name := range []string{"ahead", "third", "fourth"} {
		ok(t, os.CopyFS(dir(name), os.DirFS(dir("here"))))
		clock := now
		if name == "ahead" {
			clock = ahead
		}
		copies[name], _ = openAt(t, dir(name), clock)
	}
	copies["here"], _ = openAt(t, dir("here"), now)
	write := func(name, text string) {
		stored, _ := copies[name].Entry(e.ID)
		changed := stored.Clone()
		changed.Happened = text
		_, err := copies[name].Save(t.Context(), changed)
		ok(t, err)
	}
	here := copies["here"]
	write("ahead", "from days ahead")
	take(t, here, copies["ahead"])
	write("here", "known to all")
	take(t, copies["ahead"], here)
	write("third", "of the third")
	write("fourth", "of the fourth")
	take(t, copies["third"], copies["fourth"])
	ok(t, here.Delete(t.Context(), e.ID))
	ok(t, here.Erase(t.Context(), e.ID))
	take(t, here, copies["third"])
	doubles := here.DoublesOf(e.ID)
	if len(doubles) != 1 {
		t.Fatalf("the entry came back with the versions %v", doubles)
	}
	ok(t, here.Choose(t.Context(), doubles[0], "chosen"))
	take(t, copies["ahead"], here)
	if !strings.Contains(everything(t, copies["ahead"]), "chosen") {
		t.Error("the choice was taken for one that is known already")
	}
	for _, j := range copies {
		ok(t, j.Close())
	}
}
