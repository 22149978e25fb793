package page

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"enactive/journal"
)

func TestTheQuickEntryStandsInAWindowOfItsOwn(t *testing.T) {
	d := aDesk(t)
	d.Window = test.NewTempWindow(t, nil)
	d.Work = func(work func(context.Context) error, done func(error)) { done(work(t.Context())) }
	d.Tell, d.Unsaved, d.Saved = func(string, bool) {}, func(err error, _ func()) { t.Error(err) }, func() {}
	closed := 0
	p := NewQuick(d, func() { closed++ }, nil)
	p.Prepare("")
	d.Window.SetContent(p.Alone())
	d.Window.Resize(fyne.NewSize(560, 480))
	p.Focus()
	c := d.Window.Canvas()
	c.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if closed != 1 {
		t.Errorf("Escape closed it %d times", closed)
	}
	for _, r := range "Ten kilometres" {
		c.Focused().TypedRune(r)
	}
	c.Focused().(fyne.Shortcutable).TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierShortcutDefault})
	if all := d.Journal.Entries(journal.Query{}); len(all) != 1 || all[0].Title != "Ten kilometres" || all[0].Area != d.Journal.Areas()[0].ID {
		t.Errorf("the journal holds %+v", all)
	}
	if closed != 2 {
		t.Errorf("saving closed it %d times", closed-1)
	}
}

func TestADraftOfAnEarlierVersionComesBack(t *testing.T) {
	d := aDesk(t)
	doc := `{"of":"entry","type":"experience","area":"` + string(d.Journal.Areas()[1].ID) + `","time":"2026-03-04T12:00:00Z",
		"texts":{"when":"2026-03-04 11:30","title":"The hill","obstacles":"+ rain\nwind","people":"Ana (mentor), Bo","tags":"one, two","strategies":"breathing, slowly\nhumming","lessons":"slower"},
		"ratings":{"stress":40,"luck":null},"choices":{"outcome":"partial"}}`
	f, err := Reopen(d, []byte(doc), nothing)
	if err != nil {
		t.Fatal(err)
	}
	e, err := f.(*Editor).read()
	if err != nil {
		t.Fatal(err)
	}
	if len(e.Obstacles) != 2 || !e.Obstacles[0].Overcome || e.Obstacles[0].Text != "rain" || e.Obstacles[1].Overcome {
		t.Errorf("the obstacles are %+v", e.Obstacles)
	}
	if len(e.People) != 2 || e.People[0].Role != journal.Mentor || len(e.Tags) != 2 || len(e.Strategies) != 2 || e.Strategies[0] != "breathing, slowly" || len(e.Lessons) != 1 {
		t.Errorf("people %v, tags %q, strategies %q, lessons %q", e.People, e.Tags, e.Strategies, e.Lessons)
	}
	if e.Area != d.Journal.Areas()[1].ID || e.Title != "The hill" || e.Time.Format("15:04") != "11:30" || e.Outcome != journal.Partial {
		t.Errorf("it came back as %+v", e)
	}
}
