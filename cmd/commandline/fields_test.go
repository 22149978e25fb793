package commandline

import (
	"strings"
	"testing"

	"enactive/journal"
)

// TestEachFieldHasAFlagAndIsShown sets each field alone by its flag and looks for it in what
// "enact show" prints, for people and as JSON.
func TestEachFieldHasAFlagAndIsShown(t *testing.T) {
	b := newBox(t)
	b.ok("area", "add", "Zebra")
	for _, f := range journal.Fields() {
		if f.Phase == journal.Automatic || f.Internal || f.Name == "type" || f.Name == "efficacy_before_at" {
			continue // these have no flag, one that is of the journal's own measures, or no meaning alone
		}
		if f.Kind == journal.MeasuresField || f.Kind == journal.AnswersField {
			continue // which there are depends on the journal
		}
		value, shown := "Zebra", "Zebra"
		switch f.Kind {
		case journal.WordField:
			value = f.Words()[0]
			shown = value
		case journal.NumberField:
			value, shown = "7", "7"
		case journal.MomentField:
			value, shown = "2025-04-05 18:31", "5 April 2025, 18:31"
		}
		args := []string{"--" + flagName(f), value, "--tag", "x"}
		if f.Name != "area" {
			args = append(args, "--area", "Running")
		}
		id := b.add(args...)
		if _, given := object(t, b.ok("show", id, "--json"))[f.Name]; !given {
			t.Errorf("%s is not in the object", f.Name)
		}
		if page := b.ok("show", id); !strings.Contains(page, shown) && f.Name != "mastery" { // which is shown with its reason
			t.Errorf("%s is not shown: %s", f.Name, page)
		}
	}
}
