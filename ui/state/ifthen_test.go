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
	if got, want := ThensThatHelped(j, area.ID, " SILENCE"), []string{"i drink", "I ask a question"}; !slices.Equal(got, want) {
		t.Errorf("offered %q, want %q", got, want)
	}
	if got := ThensThatHelped(j, area.ID, " "); got != nil {
		t.Errorf("offered %q for nothing", got)
	}
	if got, want := ObstaclesMet(j, area.ID), []string{"Silence"}; !slices.Equal(got, want) {
		t.Errorf("met %q, want %q", got, want)
	}
}
