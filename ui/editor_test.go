package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"enactive/journal"
	"enactive/journal/optional"
	"enactive/journal/vault"
	"enactive/ui/choose"
	"enactive/ui/drafts"
	"enactive/ui/input"
)

// hands presses keys where the window has its keyboard and returns how many: letters as they
// are, and in <> a key such as <Tab> or <Ctrl+Return>.
func (d *driven) hands(text string) int {
	d.t.Helper()
	pressed := 0
	for text != "" {
		name, rest, ok := strings.Cut(strings.TrimPrefix(text, "<"), ">")
		if text[0] != '<' || !ok {
			letter, size := utf8.DecodeRuneInString(text)
			d.window.Canvas().Focused().TypedRune(letter)
			text = text[size:]
			pressed++
			continue
		}
		text = rest
		pressed++
		d.key(name)
	}
	d.rest()
	return pressed
}

// key presses one key by its name, perhaps with others: "Ctrl+Return".
func (d *driven) key(name string) {
	d.t.Helper()
	c := d.window.Canvas()
	parts := strings.Split(name, "+")
	key := fyne.KeyName(parts[len(parts)-1])
	var modifier fyne.KeyModifier
	for _, p := range parts[:len(parts)-1] {
		modifier |= map[string]fyne.KeyModifier{"Ctrl": ctrl, "Alt": alt, "Shift": shift}[p]
	}
	focused := c.Focused()
	tabs, takesTab := focused.(fyne.Tabbable)
	switch {
	case key == fyne.KeyTab && !(takesTab && tabs.AcceptsTab()) && modifier == shift:
		c.FocusPrevious()
	case key == fyne.KeyTab && !(takesTab && tabs.AcceptsTab()):
		c.FocusNext()
	case modifier != 0:
		shortcut := &desktop.CustomShortcut{KeyName: key, Modifier: modifier}
		if s, ok := focused.(fyne.Shortcutable); ok {
			s.TypedShortcut(shortcut)
			return
		}
		c.(interface{ TypedShortcut(fyne.Shortcut) }).TypedShortcut(shortcut)
	case focused == nil:
		c.OnTypedKey()(&fyne.KeyEvent{Name: key})
	default:
		focused.TypedKey(&fyne.KeyEvent{Name: key})
	}
}

func TestAQuickEntryTakesTwelveKeysBeyondItsText(t *testing.T) {
	const most = 12
	for _, c := range []struct {
		name, after string
		outcome     journal.Outcome
		ratings     [3]float64
	}{
		{"the outcome by a digit", "<Tab>1<Tab>62<Tab>45<Tab>70<Ctrl+Return>", journal.Success, [3]float64{62, 45, 70}},
		{"the outcome by its letter", "<Tab>p<Tab>62<Tab>45<Tab>70<Ctrl+Return>", journal.Partial, [3]float64{62, 45, 70}},
		{"ratings of one digit and of three", "<Tab>3<Tab>5<Tab>100<Tab>9<Ctrl+Return>", journal.Setback, [3]float64{5, 100, 9}},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := open(t, journalAt(t, vault.NoPassphrase()))
			d.do((*mainWindow).openQuick)
			d.hands("The hill behind the station")
			if n := d.hands(c.after); n > most {
				t.Errorf("it took %d keys beyond the text, at most %d may be", n, most)
			}
			all := d.open.journal().Entries(journal.Query{})
			if len(all) != 1 || d.open.quick.sheet != nil {
				t.Fatalf("there are %d entries, and the form is open: %v", len(all), d.open.quick.sheet != nil)
			}
			e := all[0]
			got := [3]float64{}
			for i, r := range []journal.OptRating{e.Performance, e.Stress, e.EfficacyAfter} {
				v, _ := r.Get()
				got[i] = float64(v)
			}
			if e.Title != "The hill behind the station" || e.Outcome != c.outcome || got != c.ratings {
				t.Errorf("it holds %q, %s, %v; want %s, %v", e.Title, e.Outcome, got, c.outcome, c.ratings)
			}
		})
	}
}

func TestLeavingTheEditorKeepsTheDraftAndLeadsBack(t *testing.T) {
	d := open(t, journalAt(t, vault.NoPassphrase()))
	d.do(func(x *mainWindow) { x.newEntry(journal.Experience) })
	d.hands("Halfway through a sen<Escape>")
	d.shows("What you were writing is kept.", "Not finished yet")
	d.press("Continue writing")
	d.shows("New experience", "Halfway through a sen")
	d.hands("<End>tence<Ctrl+Return>")
	if all := d.open.journal().Entries(journal.Query{}); len(all) != 1 || all[0].Title != "Halfway through a sentence" {
		t.Fatalf("the journal holds %v", all)
	}
	if kept := d.open.journal().Drafts(); len(kept) > 0 {
		t.Errorf("after saving there are drafts left: %q", kept)
	}
}

func TestADraftIsDiscardedOnlyAfterConfirmation(t *testing.T) {
	d := open(t, journalAt(t, vault.NoPassphrase()))
	d.do(func(x *mainWindow) { x.newEntry(journal.Experience) })
	d.hands("Not this")
	discard := func() {
		for _, c := range d.open.commands() {
			if c.ID == "form.discard" {
				c.Do()
			}
		}
		d.rest()
	}
	discard()
	d.shows("Discard what you wrote here?")
	d.press("Cancel")
	d.shows("Not this")
	discard()
	d.press("Discard it")
	d.hides("Not this")
	d.pass(drafts.SealAfter)
	if kept := d.open.journal().Drafts(); len(kept) > 0 {
		t.Errorf("drafts are left: %q", kept)
	}
}

func TestAnEarlyFailureLeadsToASmallerStep(t *testing.T) {
	d := open(t, journalAt(t, vault.NoPassphrase()))
	j := d.open.journal()
	area := j.Areas()[0]
	area.Ladder = []journal.Rung{{Text: "To the chapel"}, {Text: "To the top"}}
	if _, err := j.SaveArea(t.Context(), area); err != nil {
		t.Fatal(err)
	}
	d.do(func(x *mainWindow) { x.newEntry(journal.Experience) })
	d.hands("To the top")
	d.tellOutcome(journal.Failure)
	d.shows("Take a smaller rung first: “To the chapel”.", "What was in your control?", "What is the next smaller step?")
	d.press("Save, and plan “To the chapel”")
	d.shows("New plan", "To the chapel", "What are you going to do?")
	d.press("Save")
	if plans := j.Entries(journal.Query{Types: []journal.Type{journal.Plan}}); len(plans) != 1 || plans[0].Title != "To the chapel" || !plans[0].Time.After(d.clock) {
		t.Errorf("the plans are %v", plans)
	}
	if j.Count(journal.Query{}) != 2 {
		t.Errorf("the journal holds %d entries, want the failure and the plan", j.Count(journal.Query{}))
	}
}

// tellOutcome chooses an outcome in the form on the screen.
func (d *driven) tellOutcome(o journal.Outcome) {
	d.t.Helper()
	for _, x := range d.objects() {
		if c, ok := x.(*choose.Choice); ok {
			c.SetQuietly(string(o))
			if c.Chosen() == string(o) {
				c.SetQuietly("")
				d.window.Canvas().Focus(c)
				for i, each := range journal.Outcomes() {
					if each == o {
						c.TypedRune(rune('1' + i))
					}
				}
				d.rest()
				return
			}
		}
	}
	d.t.Fatal("no outcome can be chosen")
}

func TestTheEditorIsGoneThroughInTheOrderOfReading(t *testing.T) {
	d := open(t, journalAt(t, vault.NoPassphrase()))
	for _, kind := range []journal.Type{journal.Experience, journal.Plan, journal.CheckIn} {
		d.do(func(x *mainWindow) { x.newEntry(kind) })
		d.do(func(x *mainWindow) {
			for _, c := range x.commands() {
				if c.ID == "form.all" {
					c.Do()
				}
			}
		})
		d.window.Resize(fyne.NewSize(1000, 3600)) // so that nothing scrolls
		c := d.window.Canvas()
		first := c.Focused()
		last, steps := float32(-1), 0
		for f := first; f != nil && steps < 60; steps++ {
			o := f.(fyne.CanvasObject)
			y := fyne.CurrentApp().Driver().AbsolutePositionForObject(o).Y
			if y+o.Size().Height < last {
				t.Errorf("%s: after %d steps Tab goes up from %v to %v, to a %T", kind, steps, last, y, o)
			}
			last = y
			c.FocusNext()
			if f = c.Focused(); f == first || fyne.CurrentApp().Driver().AbsolutePositionForObject(f.(fyne.CanvasObject)).X < 200 {
				break // round, or in the rail
			}
		}
		if least := map[journal.Type]int{journal.Experience: 25, journal.Plan: 14, journal.CheckIn: 4}[kind]; steps < least {
			t.Errorf("%s: Tab reaches %d places, want at least %d", kind, steps, least)
		}
		d.do(func(x *mainWindow) { x.nav.showPage(pageHome) })
	}
}

func TestThePartsOfTheEditorAreReachedAndOpenedByKeys(t *testing.T) {
	d := open(t, journalAt(t, vault.NoPassphrase()))
	d.window.Resize(fyne.NewSize(1000, 650))
	d.do(func(x *mainWindow) { x.newEntry(journal.Experience) })
	d.hands("The hill<Alt+Down>")
	if _, ok := d.window.Canvas().Focused().(fyne.CanvasObject); !ok {
		t.Fatal("nothing has the keyboard")
	}
	d.hands("<Return>")
	d.shows("What did you set out to do, and what outcome did you want?")
	d.hands("<Alt+Down>2<Alt+Down>") // a partial opens its obstacles
	d.shows("What stood in the way?")
	d.hands("<Tab><Tab>Rain<Return>Wind<Shift+Tab><Space>")
	d.hands("<Alt+Up><Ctrl+Return>")
	e := d.open.journal().Entries(journal.Query{})[0]
	if len(e.Obstacles) != 2 || e.Obstacles[0].Overcome || !e.Obstacles[1].Overcome || e.Outcome != journal.Partial {
		t.Errorf("the entry holds %+v, %s", e.Obstacles, e.Outcome)
	}
}

func TestEarlierWordsAreSuggested(t *testing.T) {
	d := open(t, journalAt(t, vault.NoPassphrase()))
	j := d.open.journal()
	if _, err := j.Save(t.Context(), journal.Entry{Area: j.Areas()[0].ID, Time: d.clock, Source: journal.SourceMastery, Tags: []string{"Évening"}, People: []journal.Person{{Name: "Ána", Role: journal.Coach}}}); err != nil {
		t.Fatal(err)
	}
	d.do(func(x *mainWindow) {
		x.newEntry(journal.CheckIn)
		x.nav.showPage(pageHome)
		x.newEntry(journal.Experience)
	})
	d.hands("The hill")
	for _, c := range d.open.commands() {
		if c.ID == "form.all" {
			c.Do()
		}
	}
	var fields []*input.TokenField
	for _, o := range d.objects() {
		if f, ok := o.(*input.TokenField); ok {
			fields = append(fields, f)
		}
	}
	d.window.Canvas().Focus(fields[1].Focusable())
	d.hands("ana<Tab>")
	d.window.Canvas().Focus(fields[2].Focusable())
	d.hands("eve<Return><Ctrl+Return>")
	e := j.Entries(journal.Query{Text: "hill"})[0]
	if len(e.People) != 1 || e.People[0] != (journal.Person{Name: "Ána", Role: journal.Coach}) || len(e.Tags) != 1 || e.Tags[0] != "Évening" {
		t.Errorf("the entry has the people %v and the tags %q", e.People, e.Tags)
	}
}

func TestAMissedPlanIsAskedAboutOnce(t *testing.T) {
	missed := func(t *testing.T) *driven {
		d := open(t, journalAt(t, vault.NoPassphrase()))
		j := d.open.journal()
		d.clock = d.clock.AddDate(0, 0, -2)
		if _, err := j.Save(t.Context(), journal.Entry{Type: journal.Plan, Area: j.Areas()[0].ID, Time: d.clock.Add(time.Hour), Title: "The hill", Source: journal.SourceMastery,
			EfficacyBefore: optional.Some(journal.Rating(40))}); err != nil {
			t.Fatal(err)
		}
		d.clock = d.clock.AddDate(0, 0, 2)
		d.do(func(x *mainWindow) { x.show(pageHome) })
		d.shows("Did this happen?", "You are asked about each of them once.", "The hill")
		return d
	}
	t.Run("it happened", func(t *testing.T) {
		d := missed(t)
		d.press("It happened")
		d.shows("How did it go?", "It is sealed, so that hindsight cannot change it.")
		d.tellOutcome(journal.Success)
		d.press("Save")
		d.do(func(x *mainWindow) { x.show(pageHome) })
		d.hides("Did this happen?")
	})
	t.Run("another day", func(t *testing.T) {
		d := missed(t)
		d.press("Another day")
		d.shows("Edit plan")
		d.hands("<Escape>")
		d.do(func(x *mainWindow) { x.show(pageHome) })
		d.hides("Did this happen?")
	})
	t.Run("let it go", func(t *testing.T) {
		d := missed(t)
		d.press("Let it go")
		d.hides("Did this happen?")
		d.shows("It stays among your entries.")
		if n := d.open.journal().Count(journal.Query{Types: []journal.Type{journal.Plan}}); n != 1 {
			t.Errorf("there are %d plans, want the one that was let go", n)
		}
	})
}

func TestOnlyTheTitleOfAPlanGoesIntoTheCalendarUnlessMoreIsAskedFor(t *testing.T) {
	d := open(t, journalAt(t, vault.NoPassphrase()))
	j := d.open.journal()
	plan, err := j.Save(t.Context(), journal.Entry{Type: journal.Plan, Area: j.Areas()[0].ID, Time: d.clock.Add(time.Hour), Title: "The hill", Intention: "Nobody shall know", Source: journal.SourceMastery})
	if err != nil {
		t.Fatal(err)
	}
	d.do(func(x *mainWindow) { x.editEntry(plan.Clone()) })
	for _, c := range d.open.commands() {
		if c.ID == "plan.calendar" && c.Possible() {
			c.Do()
		}
	}
	d.rest()
	d.shows("The file is not sealed", "Time for what you planned")
	d.do(func(*mainWindow) {
		if c := d.choiceOf("Its title"); c.OnChanged != nil {
			c.OnChanged()
		}
	})
	file := filepath.Join(t.TempDir(), "none", "plan.ics")
	d.fill(0, file)
	d.press("Save the file")
	d.plain()
	file = filepath.Join(t.TempDir(), "plan.ics")
	d.fill(0, file)
	d.press("Save the file")
	d.shows("Written to "+file, "anyone who has the file can read it")
	written, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(written), "SUMMARY:The hill") || strings.Contains(string(written), "Nobody") {
		t.Errorf("the file holds\n%s", written)
	}
}
