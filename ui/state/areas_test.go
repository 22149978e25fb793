package state

import (
	"reflect"
	"testing"

	"enactive/journal"
)

func TestAnAreaMovesAsFarAsTheListGoes(t *testing.T) {
	ids := []journal.AreaID{"a", "b", "c"}
	for _, c := range []struct {
		id   journal.AreaID
		by   int
		want []journal.AreaID
	}{
		{"b", -1, []journal.AreaID{"b", "a", "c"}}, {"b", 1, []journal.AreaID{"a", "c", "b"}},
		{"a", -1, ids}, {"c", 1, ids}, {"x", 1, ids}, {"a", 2, []journal.AreaID{"b", "c", "a"}},
	} {
		if got := Moved(ids, c.id, c.by); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s by %d: %v, want %v", c.id, c.by, got, c.want)
		}
	}
	if !reflect.DeepEqual(ids, []journal.AreaID{"a", "b", "c"}) {
		t.Error("the list itself was changed")
	}
}

func TestATemplateCanBeSavedAsItIs(t *testing.T) {
	j, _, _ := rememberable(t)
	for _, template := range Templates() {
		a, err := j.SaveArea(t.Context(), template.Area)
		if err != nil {
			t.Errorf("%s: %v", template.Name, err)
			continue
		}
		last := 0.0
		for _, r := range a.Ladder {
			d, ok := r.Difficulty.Get()
			if !ok || float64(d) <= last {
				t.Errorf("%s: the step %q has the difficulty %v after %v", template.Name, r.Text, d, last)
			}
			last = float64(d)
		}
		if a.Purpose == "" || len(a.Goals) != 1 || len(a.Goals[0].Actions) != 1 || len(a.Obstacles) != 2 || len(a.Ladder) != 4 {
			t.Errorf("%s lacks something: %+v", template.Name, a)
		}
	}
	if n := len(Templates()); n != 7 {
		t.Errorf("there are %d templates, want 7", n)
	}
}
