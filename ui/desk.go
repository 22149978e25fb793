package ui

import (
	"context"
	"errors"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	fynetheme "fyne.io/fyne/v2/theme"

	"enactive/journal"
	"enactive/resources/icons"
	"enactive/ui/page"
	"enactive/ui/state"
	"enactive/ui/theme"
	own "enactive/ui/widget"
)

// pageName names a page that the rail leads to.
type pageName string

const (
	pageHome     pageName = "Home"
	pageEntries  pageName = "Entries"
	pageInsights pageName = "Insights"
	pageSafety   pageName = "Safety"
	pageSettings pageName = "Settings"
	pageBin      pageName = "Bin" // reached from the entries
)

// desk is the window while a journal is open.
type desk struct {
	app     *App
	journal *journal.Journal
	page    *page.Desk
	cancel  func()

	home     *page.Home
	entries  *page.Entries
	insights *page.Insights
	safety   *page.Safety
	bin      *page.Bin
	settings *page.Settings
	quick    *page.Quick
	editor   page.Form // takes the whole content until it is saved or left; nil where there is none

	nav     map[pageName]*own.NavItem
	shown   pageName
	content *fyne.Container
	bar     *fyne.Container
	barTurn int
	sheet   *own.Sheet
	asking  bool

	// protected is whether the journal has a passphrase.
	protected bool
	frame     *fyne.Container
	top       *fyne.Container
	banners   [troubles]*own.Banner
	// failing are the saves that are tried again, by what they save.
	failing   map[string]func()
	retryTurn int
	// sealed are the drafts as the journal has them.
	sealed   map[string][]byte
	typeTurn int
}

func newDesk(u *App, j *journal.Journal) *desk {
	d := &desk{app: u, journal: j, failing: map[string]func(){}, sealed: map[string][]byte{}, top: own.Flow(0)}
	d.page = &page.Desk{Journal: j, Insights: state.NewInsights(j), Window: u.window, Work: u.work, Draw: u.draw, After: u.after, Tell: d.tell, Fail: func(err error) { d.tell(page.Sentence(err), false) },
		OpenArea: func(id journal.AreaID) { d.leaving(func() { d.put(pageInsights); d.insights.Show(id) }) },
		ManageArea: func(id journal.AreaID) {
			if a, ok := j.Area(id); ok {
				d.editArea(a)
			}
		},
		OpenDay:   func(day journal.Date) { d.openQuery(journal.Query{From: day, To: day}) },
		OpenQuery: d.openQuery, Week: func() time.Weekday { return time.Monday },
		OpenEntry: func(id journal.EntryID) { d.leaving(func() { d.put(pageEntries); d.entries.Open(id) }) },
		Unsaved:   func(err error, again func()) { d.unsaved(savingForm, err, again) }, Saved: func() { d.saved(savingForm) },
		EditEntry: d.editEntry, EditArea: d.editArea, Quick: d.openQuick, Home: func() { d.show(pageHome) },
		Timeline: func() { d.show(pageEntries) }, Bin: func() { d.show(pageBin) }}
	d.build()
	d.cancel = j.Subscribe(func(journal.Change) { u.onThread(d.refresh) })
	return d
}

// build makes the pages and the frame around them.
func (d *desk) build() {
	d.home, d.entries, d.insights = page.NewHome(d.page), page.NewEntries(d.page), page.NewInsights(d.page)
	d.settings = page.NewSettings(d.page, d.app.look, d.app.folder, d.app.setLook, d.app.o.PDF)
	d.safety, d.bin = page.NewSafety(d.page, d.guard()), page.NewBin(d.page)
	d.quick = page.NewQuick(d.page, d.closeQuick, func(e journal.Entry) { d.closeQuick(); d.quick.Clear(); d.editEntry(e) })
	d.nav = map[pageName]*own.NavItem{}
	items := []fyne.CanvasObject{d.brand()}
	for _, n := range []struct {
		name pageName
		icon fyne.Resource
	}{{pageHome, fynetheme.HomeIcon()}, {pageEntries, fynetheme.ListIcon()}, {pageInsights, fynetheme.NewThemedResource(fyne.NewStaticResource("chart.svg", icons.Chart()))},
		{pageSafety, fynetheme.NewThemedResource(fyne.NewStaticResource("shield.svg", icons.Shield()))}, {pageSettings, fynetheme.SettingsIcon()}} {
		item := own.NewNavItem(string(n.name), n.icon, func() { d.show(n.name) })
		d.nav[n.name] = item
		items = append(items, item)
	}
	m := 1.5 * theme.Unit
	rail := container.New(layout.NewCustomPaddedLayout(2*theme.Unit, m, m, m), container.NewVBox(items...))
	edge := canvas.NewRectangle(theme.Current().Line)
	edge.SetMinSize(fyne.NewSize(1, 1))
	d.content = container.NewStack()
	d.bar = container.NewStack()
	d.quick.Listen(d.typed)
	d.frame = own.Topped(d.top, d.bar, d.content)
	d.showBanners()
	d.page.Hints = own.NewHints()
	d.app.window.SetContent(container.NewStack(container.NewBorder(nil, nil, container.NewHBox(rail, edge), nil, d.frame), d.page.Hints.Object()))
}

func (d *desk) brand() fyne.CanvasObject {
	icon := canvas.NewImageFromResource(d.app.o.Icon)
	icon.FillMode = canvas.ImageFillContain
	icon.SetMinSize(fyne.NewSquareSize(26 * theme.Scale()))
	name := canvas.NewText("Enactive", theme.Current().Text)
	name.TextSize, name.TextStyle.Bold = theme.Lead*theme.Scale(), true
	return container.New(layout.NewCustomPaddedLayout(0, 1.5*theme.Unit, theme.Unit, theme.Unit), own.Line(icon, name))
}

// rebuild makes the window anew after a change of the look.
func (d *desk) rebuild() {
	area, shown, typed := d.insights.Area(), d.shown, d.quick.Draft()
	d.build()
	if typed != nil {
		if err := d.quick.Restore(typed); err != nil {
			d.page.Fail(err)
		}
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

// show brings a page to the screen; where something was typed and not saved, it asks first.
func (d *desk) show(name pageName) { d.leaving(func() { d.put(name) }) }

// leaving does something that takes an editor off the screen, once the person agrees to
// lose what was typed there.
func (d *desk) leaving(do func()) {
	if d.editor == nil || !d.editor.Changed() {
		do()
		return
	}
	if d.asking {
		return
	}
	d.asking = true
	var sheet *own.Sheet
	done := func() { d.asking = false; sheet.Hide() }
	save := own.NewButton(own.Primary, "Go back to it", nil, done)
	lose := own.NewButton(own.Silent, "Leave without saving", nil, func() { done(); do() })
	sheet = own.ShowSheet(d.app.window.Canvas(), 480, own.Flow(theme.Unit, own.Subtitle("What you typed is not saved yet"),
		own.Paragraph("Go back and save it with Ctrl+Enter, or leave it and lose what you typed here.")), container.NewBorder(nil, nil, lose, save))
	sheet.Cancel = done
	d.app.window.Canvas().Focus(save)
}

// put brings a page to the screen, as it is now.
func (d *desk) put(name pageName) {
	d.page.Hints.Hide()
	if d.shown = name; d.editor != nil {
		d.editor = nil
		d.saved(savingForm)
		d.seal()
	}
	for n, item := range d.nav {
		item.Select(n == name || n == pageEntries && name == pageBin)
	}
	var object fyne.CanvasObject
	switch name {
	case pageHome:
		object = d.home.Object()
	case pageEntries:
		object = d.entries.Object()
	case pageInsights:
		object = d.insights.Object()
	case pageSafety:
		object = d.safety.Object()
	case pageBin:
		object = d.bin.Object()
	case pageSettings:
		object = d.settings.Object()
	}
	d.content.Objects = []fyne.CanvasObject{object}
	d.content.Refresh()
	d.refresh()
}

// refresh brings the page on the screen up to the journal.
func (d *desk) refresh() {
	if d.app.open != nil && d.app.open != d || d.editor != nil {
		return
	}
	switch d.shown {
	case pageHome:
		d.home.Refresh()
	case pageEntries:
		d.entries.Refresh()
	case pageInsights:
		d.insights.Refresh()
	case pageSafety:
		d.safety.Refresh()
	case pageBin:
		d.bin.Refresh()
	case pageSettings:
		d.settings.Refresh()
	}
}

// writable reports whether something may be written now, and says why not.
func (d *desk) writable(needsArea bool) bool {
	if err := d.journal.ReadOnly(); err != nil {
		d.tell(page.Sentence(err), false)
		return false
	}
	if needsArea && len(d.journal.Areas()) == 0 {
		d.tell("Make an area first: every entry belongs to one.", false)
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
		d.take(page.NewEditor(d.page, e, func() { d.put(back) }))
	})
}

func (d *desk) editArea(a journal.Area) {
	if !d.writable(false) {
		return
	}
	back := d.shown
	d.leaving(func() {
		d.take(page.NewAreaEditor(d.page, a, func() { d.put(back) }))
	})
}

// take gives the whole content to a form until it is done.
func (d *desk) take(form page.Form) {
	d.closeQuick()
	d.editor = form
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
	preferred := journal.AreaID("")
	if d.shown == pageInsights {
		preferred = d.insights.Area()
	}
	d.quick.Prepare(preferred)
	form, foot := d.quick.Objects()
	d.sheet = own.ShowSheet(d.app.window.Canvas(), 540, form, foot)
	d.sheet.Cancel = d.closeQuick
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
			d.tell("There is nothing to take back.", false)
		case err != nil:
			d.tell(page.Sentence(err), false)
		default:
			d.tell("Taken back: "+strings.ToLower(what[:min(1, len(what))])+what[min(1, len(what)):]+".", false)
		}
	})
}

// barTime is how long a word in passing stays.
const barTime = 8 * time.Second

// tell says something at the foot of the window, for a while.
func (d *desk) tell(words string, undo bool) {
	d.barTurn++
	turn := d.barTurn
	label := own.Paragraph(words)
	var tools fyne.CanvasObject
	if undo {
		tools = own.NewButton(own.Silent, "Undo", nil, d.undo)
	}
	d.bar.Objects = []fyne.CanvasObject{container.New(layout.NewCustomPaddedLayout(0, theme.Unit, 2*theme.Unit, 2*theme.Unit),
		own.NewCard(container.NewBorder(nil, nil, nil, tools, label), nil))}
	d.frame.Refresh()
	d.app.after(barTime, func() {
		if d.barTurn == turn {
			d.bar.RemoveAll()
			d.frame.Refresh()
		}
	})
}
