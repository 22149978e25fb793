package ui

import (
	"context"
	"errors"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"enactive/journal"
	"enactive/journal/wording"
	"enactive/ui/arrange"
	"enactive/ui/control"
	"enactive/ui/page"
	"enactive/ui/prose"
	"enactive/ui/shell"
	"enactive/ui/state"
	"enactive/ui/surface"
	"enactive/ui/theme"
)

// desk is the window while a journal is open.
type desk struct {
	app     *App
	journal *journal.Journal
	page    *page.Desk
	cancel  func()

	pages    map[pageName]shownPage
	home     *page.Home
	entries  *page.Entries
	areas    *page.Areas
	review   *page.Review
	insights *page.Insights
	safety   *page.Safety
	bin      *page.Bin
	settings *page.Settings
	quick    *page.Quick
	remake   func() page.Form // makes the editor's form anew
	kept     string           // the name under which the editor's draft is kept when it is left
	editor   page.Form        // takes the whole content until it is saved or left; nil where there is none

	nav     map[pageName]*shell.NavItem
	lastWay *shell.NavItem // in the rail; the page comes after it
	shown   pageName
	content *fyne.Container
	bar     *fyne.Container
	barTurn int
	sheet   *shell.Sheet

	// protected is whether the journal has a passphrase.
	protected bool
	frame     *fyne.Container
	top       *fyne.Container
	banners   [troubles]*shell.Banner
	// failing are the saves that are tried again, by what they save.
	failing   map[string]func()
	retryTurn int
	// sealed are the drafts as the journal has them.
	sealed   map[string][]byte
	typeTurn int
}

func newDesk(u *App, j *journal.Journal) *desk {
	d := &desk{app: u, journal: j, failing: map[string]func(){}, sealed: map[string][]byte{}, top: arrange.Flow(0)}
	d.page = &page.Desk{Journal: j, Insights: state.NewInsights(j), Window: u.window, Work: u.work, Draw: u.draw, After: u.after, Tell: d.tell, Fail: func(err error) { d.tell(page.Sentence(err), false) },
		OpenArea:   func(id journal.AreaID) { d.leaving(func() { d.put(pageInsights); d.insights.Show(id) }) },
		ManageArea: func(id journal.AreaID) { d.leaving(func() { d.put(pageAreas); d.areas.Show(id) }) },
		OpenDay:    func(day journal.Date) { d.openQuery(journal.Query{From: day, To: day}) },
		OpenQuery:  d.openQuery, Week: func() time.Weekday { return u.look.Week },
		Safety: func() { d.show(pageSafety) }, Keys: d.showKeys, Licences: d.showLicences,
		OpenEntry: func(id journal.EntryID) { d.leaving(func() { d.put(pageEntries); d.entries.Open(id) }) },
		Unsaved:   func(err error, again func()) { d.unsaved(savingForm, err, again) }, Saved: func() { d.saved(savingForm) },
		Resume: d.resume, Discard: d.letGo,
		EditEntry: d.editEntry, EditArea: d.editArea, BeginArea: d.beginArea, Quick: d.openQuick, Home: func() { d.show(pageHome) }, Leave: func() { d.show(d.shown) },
		Own: u.toOwn, Timeline: func() { d.show(pageEntries) }, Bin: func() { d.show(pageBin) }}
	d.build()
	d.cancel = j.Subscribe(func(journal.Change) { u.onThread(d.refresh) })
	return d
}

// build makes the pages and the frame around them.
func (d *desk) build() {
	d.page.Hints = control.NewHints()
	d.makePages()
	d.quick = page.NewQuick(d.page, d.closeQuick, func(e journal.Entry) { d.closeQuick(); d.quick.Clear(); d.editEntry(e) })
	d.content = container.NewStack()
	d.bar = container.NewStack()
	d.quick.Listen(d.typed)
	d.frame = arrange.Topped(d.top, d.bar, d.content)
	d.showBanners()
	d.app.window.SetContent(container.NewStack(d.rail(d.frame), d.page.Hints.Object()))
}

// rebuild makes the window anew after a change of the look, with what is being written.
func (d *desk) rebuild() {
	area, shown, typed := d.insights.Area(), d.shown, d.quick.Draft()
	var written []byte
	if d.editor != nil {
		written = d.editor.Draft()
	}
	remake := d.remake
	if d.editor == nil {
		remake = nil
	}
	d.closeQuick()
	d.build()
	if typed != nil {
		if err := d.quick.Restore(typed); err != nil {
			d.page.Fail(err)
		}
	}
	if remake != nil {
		form := remake()
		if written != nil {
			if err := form.Restore(written); err != nil {
				d.page.Fail(err)
			}
		}
		d.mark(shown)
		d.take(form, remake)
		return
	}
	d.put(shown)
	if area != "" && shown == pageInsights {
		d.insights.Show(area)
	}
}

func (d *desk) leave() {
	d.closeQuick()
	d.cancel()
	d.page.Insights.Close()
}

// show brings a page to the screen; what was typed and not saved is kept as a draft.
func (d *desk) show(name pageName) { d.leaving(func() { d.put(name) }) }

// put brings a page to the screen, as it is now.
func (d *desk) put(name pageName) {
	d.page.Hints.Hide()
	if p, ok := d.pages[d.shown].(interface{ Leave() }); ok {
		p.Leave()
	}
	if d.shown = name; d.editor != nil {
		kept := d.kept
		d.editor, d.remake, d.kept = nil, nil, ""
		d.saved(savingForm)
		d.seal()
		d.letGo(kept)
	}
	d.mark(name)
	d.letKeyboardGo()
	d.content.Objects = []fyne.CanvasObject{d.pages[name].Object()}
	d.content.Refresh()
	d.refresh()
	if p, ok := d.pages[name].(interface{ Focus() }); ok {
		p.Focus()
	}
}

// letKeyboardGo takes the keyboard from what is about to leave the screen: nobody sees what the
// next key would do there.
func (d *desk) letKeyboardGo() {
	c := d.app.window.Canvas()
	if _, rail := c.Focused().(*shell.NavItem); !rail && c.Overlays().Top() == nil {
		c.Unfocus()
	}
}

// jump leads the keyboard from the list of pages to the page, and back.
func (d *desk) jump() {
	c := d.app.window.Canvas()
	if c.Overlays().Top() != nil {
		return
	}
	if _, rail := c.Focused().(*shell.NavItem); !rail && c.Focused() != nil {
		shown := d.nav[d.shown]
		if shown == nil {
			shown = d.nav[pageEntries] // the bin belongs to them
		}
		c.Focus(shown)
		return
	}
	c.Focus(d.lastWay)
	c.FocusNext()
}

// mark shows in the rail which page is on the screen.
func (d *desk) mark(name pageName) {
	for n, item := range d.nav {
		item.Select(n == name || n == pageEntries && name == pageBin)
	}
}

// refresh brings the page on the screen up to the journal.
func (d *desk) refresh() {
	if d.app.open != nil && d.app.open != d || d.editor != nil {
		return
	}
	d.pages[d.shown].Refresh()
}

// writable reports whether something may be written now, and says why not.
func (d *desk) writable(needsArea bool) bool {
	if err := d.journal.ReadOnly(); err != nil {
		d.tell(page.Sentence(err), false)
		return false
	}
	if needsArea && len(d.journal.Areas()) == 0 {
		d.tell(wording.Say("create-an-area-first-every-entry"), false)
		return false
	}
	return true
}

func (d *desk) editEntry(e journal.Entry) {
	if !d.writable(true) {
		return
	}
	back := d.shown
	d.leaving(func() {
		kept := page.KeptEntry(e)
		if e.ID == "" && (e.Title != "" || e.Outcome != "" || e.Performance.IsSet() || e.Stress.IsSet() || e.EfficacyAfter.IsSet()) {
			kept = page.KeptBeside(d.journal, e) // it comes from the quick entry
		}
		d.write(kept, func() page.Form { return page.NewEditor(d.page, e, func() { d.put(back) }) })
	})
}

func (d *desk) editArea(a journal.Area) {
	if !d.writable(false) {
		return
	}
	if _, _, begun := d.journal.Draft(page.KeptArea(a)); a.ID == "" && a.Name == "" && !begun {
		d.page.ChooseTemplate(d.makeArea)
		return
	}
	d.makeArea(a)
}

// beginArea opens the form for a new area, filled with what is suggested.
func (d *desk) beginArea(a journal.Area) {
	if d.writable(false) {
		d.makeArea(a)
	}
}

// makeArea opens the form of an area.
func (d *desk) makeArea(a journal.Area) {
	back := d.shown
	d.leaving(func() {
		d.write(page.KeptArea(a), func() page.Form { return page.NewAreaEditor(d.page, a, func() { d.put(back) }) })
	})
}

// take gives the whole content to a form until it is done; remake makes the same form anew.
func (d *desk) take(form page.Form, remake func() page.Form) {
	d.closeQuick()
	d.editor, d.remake = form, remake
	form.Listen(d.typed)
	d.content.Objects = []fyne.CanvasObject{form.Object()}
	d.content.Refresh()
	form.Focus()
}

// openQuery shows the entries that a query chooses.
func (d *desk) openQuery(q journal.Query) {
	d.leaving(func() { d.put(pageEntries); d.entries.Show(q) })
}

func (d *desk) openQuick() {
	if d.sheet != nil || !d.writable(true) {
		return
	}
	d.quick.Prepare(d.likelyArea())
	form, foot := d.quick.Objects()
	d.sheet = shell.ShowSheet(d.app.window.Canvas(), 540, form, foot)
	d.sheet.OnCancel = d.closeQuick
	d.quick.Revealing(d.sheet.Reveal)
	d.quick.Focus()
}

// closeQuick hides the quick entry; what was typed in it stays.
func (d *desk) closeQuick() {
	if d.sheet != nil {
		d.sheet.Hide()
		d.sheet = nil
	}
}

// save saves what is being written, where something is.
func (d *desk) save() {
	switch {
	case d.sheet != nil:
		d.quick.Save()
	case d.editor != nil:
		d.editor.Save()
	}
}

func (d *desk) undo() {
	var what string
	d.app.work(func(ctx context.Context) (err error) {
		what, err = d.journal.Undo(ctx)
		return err
	}, func(err error) {
		switch {
		case errors.Is(err, journal.ErrNothingToUndo) && !errors.Is(err, journal.ErrTooLarge):
			d.tell(wording.Say("there-is-nothing-to-undo-sentence"), false)
		case err != nil:
			d.tell(page.Sentence(err), false)
		default:
			d.tell(wording.Say("undone-what", wording.V{"What": what}), false)
		}
	})
}

func (d *desk) redo() {
	var what string
	d.app.work(func(ctx context.Context) (err error) {
		what, err = d.journal.Redo(ctx)
		return err
	}, func(err error) {
		switch {
		case errors.Is(err, journal.ErrNothingToUndo):
			d.tell(wording.Say("there-is-nothing-to-redo"), false)
		case err != nil:
			d.tell(page.Sentence(err), false)
		default:
			d.tell(wording.Say("redone-what", wording.V{"What": what}), false)
		}
	})
}

// barTime is how long a word in passing stays.
const barTime = 8 * time.Second

// tell says something at the foot of the window, for a while.
func (d *desk) tell(words string, undo bool) {
	if undo {
		d.tellAnd(words, control.NewButton(control.Silent, wording.Say("undo"), nil, d.undo))
		return
	}
	d.tellAnd(words, nil)
}

// tellAnd is tell with a tool of its own beside the words.
func (d *desk) tellAnd(words string, tools fyne.CanvasObject) {
	d.barTurn++
	turn := d.barTurn
	label := prose.Paragraph(words)
	d.bar.Objects = []fyne.CanvasObject{container.New(layout.NewCustomPaddedLayout(0, theme.Unit, 2*theme.Unit, 2*theme.Unit),
		surface.NewCard(container.NewBorder(nil, nil, nil, tools, label), nil))}
	d.frame.Refresh()
	d.app.after(barTime, func() {
		if d.barTurn == turn {
			d.bar.RemoveAll()
			d.frame.Refresh()
		}
	})
}
