package ui

import (
	"testing"

	"fyne.io/fyne/v2"

	"enactive/journal"
	"enactive/ui/choose"
	"enactive/ui/input"
)

func TestAnAreaIsRatedOrderedMergedAndDeleted(t *testing.T) {
	d := open(t, storied(t))
	j := d.open.journal()
	running := j.Areas()[0]
	changed := running.Clone()
	changed.Ladder = []journal.Rung{{Text: "Once round the park"}, {Text: "To the lake"}}
	if _, err := j.SaveArea(t.Context(), changed); err != nil {
		t.Fatal(err)
	}
	walking, err := j.SaveArea(t.Context(), journal.Area{Name: "Walking"})
	if err != nil {
		t.Fatal(err)
	}
	d.do(func(x *mainWindow) { x.manageArea(running.ID) })
	d.shows("Goals", "Ten kilometres in under an hour", "If it is Tuesday 7:00, then I run", "Ladder", "Once round the park", "13 entries")

	d.press("Rate it")
	d.shows("To the lake", "How sure are you, right now, that you can do this?")
	d.typeKeys("45")
	d.press("Save")
	d.shows("Sure: 45")
	if a, _ := j.Area(running.ID); a.Ladder[1].Efficacy().Or(0) != 45 {
		t.Errorf("the ladder is %+v", a.Ladder)
	}

	d.shortcut(fyne.KeyDown, alt)
	if first := j.Areas()[0].ID; first != walking.ID {
		t.Error("the area did not move down")
	}
	d.press("Undo")
	if first := j.Areas()[0].ID; first != running.ID {
		t.Error("the order was not taken back")
	}

	d.do(func(x *mainWindow) { x.manageArea(walking.ID) })
	d.press("Merge into another …")
	d.shows("Its 0 entries move there.")
	d.pick("Running")
	d.press("Merge")
	d.shows("The two areas are now one.")
	if len(j.Areas()) != 1 {
		t.Errorf("there are %d areas", len(j.Areas()))
	}

	d.press("Delete …")
	d.shows("This also deletes: 13 entries, 1 plan, 1 entry in the bin.", "Archiving keeps everything")
	d.press("Delete the area")
	d.shows("Deleted “Running”.")
	d.press("Undo")
	d.shows("Running")
	if n := j.Count(journal.Query{}); n != 14 {
		t.Errorf("after undo there are %d entries", n)
	}
}

func TestGoalsStepsAndRungsAreEditedAndOrdered(t *testing.T) {
	d := open(t, storied(t))
	d.do(func(x *mainWindow) { x.openAreaForm(x.journal().Areas()[0]) })
	d.follow("Add a step")
	d.typeKeys("To the sea")
	d.follow("Add a step")
	d.typeKeys("Across the bridge")
	var handles []fyne.Focusable
	for _, o := range d.objects() {
		if h, ok := o.(interface {
			fyne.Focusable
			fyne.Draggable
		}); ok {
			if _, isRating := o.(*choose.Rating); !isRating {
				if _, isField := o.(*input.Field); !isField {
					handles = append(handles, h)
				}
			}
		}
	}
	if len(handles) < 2 {
		t.Fatalf("%d rows can be moved", len(handles))
	}
	d.window.Canvas().Focus(handles[len(handles)-1])
	d.keys(fyne.KeyUp)
	d.press("Save")
	a := d.open.journal().Areas()[0]
	if len(a.Ladder) != 4 || a.Ladder[2].Text != "Across the bridge" || len(a.Goals) != 1 || len(a.Goals[0].Actions) != 1 {
		t.Errorf("saved: %+v", a)
	}
}

func TestATemplateIsASuggestion(t *testing.T) {
	d := open(t, storied(t))
	d.do(func(x *mainWindow) { x.editArea(journal.Area{}) })
	d.card("Study")
	d.shows("A new area")
	d.press("Save")
	if a, ok := d.open.journal().AreaNamed("Study"); !ok || len(a.Ladder) != 4 {
		t.Errorf("saved: %v, %+v", ok, a)
	}
}

func TestTwoAreasOfOneNameAreOfferedTheMerge(t *testing.T) {
	d := open(t, storied(t))
	j := d.open.journal()
	err := j.SaveBatch(t.Context(), journal.Batch{Kind: journal.StepFill, Areas: []journal.Area{{Name: "Caf\u00e9"}, {Name: "Cafe\u0301"}}})
	if err != nil {
		t.Fatal(err)
	}
	before := len(j.Areas())
	cafe, _ := j.AreaNamed("Caf\u00e9")
	d.do(func(x *mainWindow) { x.manageArea(cafe.ID) })
	d.shows("Two areas are called “Caf\u00e9”")
	d.press("Merge them")
	d.shows("The two areas are now one.")
	if after := j.Areas(); len(after) != before-1 || len(j.AlikeAreas()) > 0 {
		t.Errorf("the areas are %v", after)
	}
	if _, still := j.Area(cafe.ID); !still {
		t.Error("the area that was shown is gone, and not the other")
	}
}
