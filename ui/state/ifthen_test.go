package state

import (
	"slices"
	"testing"

	"enactive/journal"
)

func TestOnlyIfThensThatHelpedAreOfferedAgain(t *testing.T) {
	j := newJournal(t)
	area := addArea(t, j, journal.Area{Name: "Talks"})
	for i, o := range []journal.Obstacle{
		{Text: "Silence", Then: "I ask a question", Came: journal.Yes, Held: journal.Yes, Helped: journal.Yes},
		{Text: "silence ", Then: "I drink", Came: journal.Yes, Held: journal.Yes, Helped: journal.Yes},
		{Text: "Silence", Then: "i drink", Came: journal.Yes, Held: journal.Yes, Helped: journal.Yes},
		{Text: "Silence", Then: "I joke", Came: journal.Yes, Held: journal.Yes, Helped: journal.No},
		{Text: "Silence", Then: "I leave", Came: journal.Yes, Held: journal.No, Helped: journal.Yes},
		{Text: "Heat", Then: "I open a window", Came: journal.No},
	} {
		add(t, j, journal.Entry{Area: area.ID, Type: journal.Experience, Time: j.Now().AddDate(0, 0, i-10), Title: "Talk", Obstacles: []journal.Obstacle{o}})
	}
	written := Gather(j, area.ID)
	for obstacle, want := range map[string][]string{" SILENCE": {"i drink", "I ask a question"}, " ": nil, "Heat": nil} {
		if got := written.ThensFor(obstacle); !slices.Equal(got, want) {
			t.Errorf("for %q: offered %q, want %q", obstacle, got, want)
		}
	}
}
