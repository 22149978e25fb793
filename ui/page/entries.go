package page

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	fynetheme "fyne.io/fyne/v2/theme"

	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/wording"
	"enactive/ui/arrange"
	"enactive/ui/control"
	"enactive/ui/entryview"
	"enactive/ui/input"
	"enactive/ui/pointing"
	"enactive/ui/prose"
	"enactive/ui/scrolling"
	"enactive/ui/shell"
	"enactive/ui/state"
	"enactive/ui/theme"
)

// entriesHost is what the entries ask of the window.
type entriesHost interface {
	entryMenuHost
	hinter
	calendarSettings
	dayFormOpener
	OpenQuick()
	ShowBin()
}

// Entries is the timeline: a search, filters, the entries by day, and the one that is read.
type Entries struct {
	host   entriesHost
	search *input.Field
	chips  *fyne.Container
	ofDay  *fyne.Container // what the day has whose entries are listed
	days   *fyne.Container // the days that the search finds by their notes
	count  *prose.Label
	key    *fyne.Container // what the bars of a row are
	bin    *control.Button
	// summary is the line of count, key and bin over the list; its tools are summaryWidth wide.
	summary      *fyne.Container
	summaryWidth float32
	left         *fyne.Container // the list and all over it
	list         *entryList
	none         *fyne.Container // what is shown where nothing is found
	bulk         *fyne.Container // what can be done with the selected entries
	detail       *fyne.Container
	panes        *shell.Panes

	query        journal.Query // what is looked for, the words of the search included
	found        []*journal.Entry
	noted        []journal.Day // of which the notes have the words of the search, the newest first
	names        map[journal.AreaID]journal.Area
	today        journal.Date
	chosen       journal.EntryID
	revealChosen bool     // the chosen entry is to be brought into sight
	down         *float32 // how far the list is to be scrolled once its entries are found; nil for as it is

	selected map[journal.EntryID]bool
	anchor   int // from where a range is selected

	searching, again bool
	entering         bool // the list is to get the keyboard once the search has found its entries

	drag   entriesDrag
	album  *album
	object fyne.CanvasObject
}

// NewEntries makes the page; Refresh fills it.
func NewEntries(host entriesHost) *Entries {
	p := &Entries{host: host, album: newAlbum(host), search: input.NewField(), chips: arrange.Wrap(), ofDay: arrange.Flow(theme.Unit / 2), days: arrange.Flow(theme.Unit / 2), count: prose.Caption(""), none: container.NewStack(), bulk: container.NewStack(), detail: container.NewStack(),
		selected: map[journal.EntryID]bool{}}
	p.search.SetPlaceHolder(wording.Say("search-everything-you-wrote"))
	p.search.OnChanged = func(text string) {
		p.query.Text, p.entering = text, false
		p.Refresh()
	}
	p.search.OnKey = p.searchKey
	p.list = newEntryList(p)
	filter := control.NewButton(control.Plain, wording.Say("filter"), fynetheme.SearchIcon(), p.openFilter)
	p.key = arrange.Line(container.NewCenter(entryview.NewMiniBars(entryview.Levels{80, 45, 65})), prose.Caption(wording.Say("bars-from-the-top")).Short())
	title := wording.Say("entries")
	head := arrange.Flow(theme.Unit, arrange.Header(prose.Title(title), arrange.HeadingWidth(title), filter), p.search)
	p.bin = control.NewButton(control.Silent, wording.Say("bin"), fynetheme.DeleteIcon(), func() { host.ShowBin() })
	p.bin.Hide()
	p.summary = arrange.Header(p.count, 170*theme.Scale(), p.key, p.bin)
	top := pad(arrange.Flow(theme.Unit, head, p.chips, p.ofDay, p.days, p.summary))
	list := container.New(layout.NewCustomPaddedLayout(0, 0, theme.Unit/2, 0), container.NewStack(p.list, p.none))
	p.left = arrange.VerticalBorder(top, p.bulk, list)
	p.panes = shell.NewPanes(p.left, scrolling.NewScroll(pointing.NewGround(pad(p.detail), p.detailMenu)), 0.46)
	p.panes.OnFolded = func(bool) { p.showChosen() }
	p.bulk.Hide()
	p.drag.layer = container.NewWithoutLayout()
	p.object = container.NewStack(p.panes, p.drag.layer)
	p.showDetail(nil)
	return p
}

func pad(o fyne.CanvasObject) fyne.CanvasObject {
	m := 2 * theme.Unit
	return container.New(layout.NewCustomPaddedLayout(m, m, m, m), o)
}

// Object is the page itself.
func (p *Entries) Object() fyne.CanvasObject { return p.object }

// FocusSearch puts the cursor into the search.
func (p *Entries) FocusSearch() { p.host.Window().Canvas().Focus(p.search) }

// Reading returns the open entry; empty if there is none.
func (p *Entries) Reading() journal.EntryID { return p.chosen }

// IsOpen reports whether the chosen entry can be read now.
func (p *Entries) IsOpen() bool { return p.chosen != "" && (!p.panes.IsFolded() || p.panes.IsOpen()) }

// Attach attaches files to the chosen entry.
func (p *Entries) Attach(paths ...string) {
	Attach(p.host, journal.Holder{Entry: p.chosen}, paths...)
}

// Open chooses an entry, whatever the filters are.
func (p *Entries) Open(id journal.EntryID) {
	p.chosen = id
	e, ok := p.host.Journal().Entry(id)
	if !ok {
		return
	}
	p.revealChosen = true
	p.showDetail(e)
	p.panes.Open()
	p.Refresh()
}

// Show shows the entries that a query chooses.
func (p *Entries) Show(q journal.Query) {
	p.query = q
	p.panes.Close()
	if p.search.Text != q.Text {
		p.search.SetText(q.Text) // and refreshes
	}
	p.Refresh()
}

// Escape leaves the selection, then the search and the filters.
func (p *Entries) Escape() {
	switch {
	case len(p.selected) > 0:
		p.clearSelection()
	case p.panes.IsFolded() && p.chosen != "":
		p.panes.Close()
	case state.IsFiltered(p.query):
		p.Show(journal.Query{})
	}
}

// Refresh repeats the search and shows the results, the newest first. During a search the next
// one waits, so that fast typing does not start many.
func (p *Entries) Refresh() {
	p.refreshAreas()
	p.showOfDay()
	p.showChips()
	if p.searching {
		p.again = true
		return
	}
	p.searching = true
	q := p.query
	q.Newest = true
	var found []*journal.Entry
	var noted []journal.Day
	deleted := 0
	p.host.Work(func(context.Context) error {
		found, noted = p.host.Journal().Entries(q), p.host.Journal().DaysNoted(q)
		deleted = p.host.Journal().Count(journal.Query{InBin: true})
		return nil
	}, func(error) {
		p.searching = false
		if p.again {
			p.again = false
			p.Refresh()
			return
		}
		p.showBin(deleted)
		p.noted = noted
		p.showNoted()
		p.show(found)
		if p.entering && p.host.Window().Canvas().Focused() == p.search {
			p.enter()
		}
	})
}

func (p *Entries) refreshAreas() {
	p.names = map[journal.AreaID]journal.Area{}
	for _, a := range p.host.Journal().Areas() {
		p.names[a.ID] = a
	}
	p.today = journal.DateOf(p.host.Journal().Now())
}

// showBin leads to the bin while there is something in it.
func (p *Entries) showBin(deleted int) {
	p.bin.SetText(wording.Say("bin-n", wording.V{"N": deleted}))
	if deleted > 0 {
		p.bin.Show()
		return
	}
	p.bin.Hide()
}

// laySummary gives the line over the list the height that it needs now, once and not at the next click.
func (p *Entries) laySummary() {
	wide := float32(0)
	for _, tool := range []fyne.CanvasObject{p.key, p.bin} {
		if tool.Visible() {
			wide += tool.MinSize().Width
		}
	}
	if wide != p.summaryWidth {
		p.summaryWidth = wide
		p.summary.Refresh()
		p.left.Refresh()
	}
}

func (p *Entries) show(found []*journal.Entry) {
	p.found = found
	p.pruneSelection()
	p.count.SetText(wording.Count(len(found), "n-entries-newest-first"))
	p.none.Objects = nil
	p.key.Show()
	if len(found) == 0 {
		p.count.SetText("")
		p.key.Hide()
		p.none.Objects = []fyne.CanvasObject{p.emptyList()}
	}
	p.none.Refresh()
	p.laySummary()
	e, ok := p.host.Journal().Entry(p.chosen)
	if !ok || !e.Deleted.IsZero() {
		p.chosen = ""
		if e = p.latest(); e != nil {
			p.chosen = e.ID
		}
	}
	p.list.Refresh() // its rows mark the one that is read
	p.showDetail(e)
	if e == nil {
		return
	}
	if at := p.chosenIndex(); p.revealChosen && at >= 0 { // from elsewhere: show what came before and after it too
		p.list.ScrollToOffset(max(0, float32(at)-2) * p.rowHeight())
	}
	p.revealChosen = false
	if p.down != nil {
		p.list.ScrollToOffset(*p.down)
		p.down = nil
	}
}

// latest is the entry that is open where nobody has chosen one: the newest that is no plan for later, in
// a window that shows it beside the list; nil in others, and during a search.
func (p *Entries) latest() *journal.Entry {
	if p.panes.IsFolded() || state.IsFiltered(p.query) {
		return nil
	}
	now := p.host.Journal().Now()
	for _, e := range p.found {
		if !e.Time.After(now) && e.Type != journal.Plan {
			return e
		}
	}
	return nil
}

// emptyList is shown in place of an empty list.
func (p *Entries) emptyList() fyne.CanvasObject {
	if !state.IsFiltered(p.query) {
		begin := control.NewButton(control.Primary, wording.Say("write-down-what-you-did"), nil, p.host.OpenQuick)
		return pad(arrange.Flow(theme.Unit, prose.Subtitle(wording.Say("no-entries-yet")),
			prose.Paragraph(wording.Say("what-you-write-down-appears-here-newest")), container.NewHBox(begin), exampleRows()))
	}
	all := control.NewButton(control.Plain, wording.Say("show-all-entries"), nil, func() { p.Show(journal.Query{}) })
	if len(p.noted) > 0 {
		return pad(arrange.Flow(theme.Unit, prose.Quiet(wording.Say("no-entry-has-these-words")), container.NewHBox(all)))
	}
	return pad(arrange.Flow(theme.Unit, prose.Subtitle(wording.Say("nothing-found")),
		prose.Paragraph(wording.Say("the-search-looks-for-every-word-in-any")), container.NewHBox(all)))
}

// chosenIndex returns the index of the selected entry in the list, or -1.
func (p *Entries) chosenIndex() int {
	return slices.IndexFunc(p.found, func(e *journal.Entry) bool { return e.ID == p.chosen })
}

// rowHeight is from one row of the list to the next.
func (p *Entries) rowHeight() float32 {
	return entryview.NewEntryRow().MinSize().Height + fynetheme.Padding()
}

// rowOf returns the text of the i-th row.
func (p *Entries) rowOf(i int) entryview.EntryText {
	e := p.found[i]
	t := entryview.EntryText{Hue: p.names[e.Area].Color, Outcome: e.Outcome, Kind: state.InAWord(e), Levels: describe.Levels(e), Numbers: describe.Numbers(e), Foot: footOf(e, p.names[e.Area])}
	if i == 0 || p.found[i-1].Day() != e.Day() {
		t.Day = state.ShortDay(e.Day(), p.today)
	}
	heading := describe.Heading(e)
	t.Title = entryview.Marked{Text: heading, Marks: pairs(state.Marks(heading, p.query.Text))}
	words, marks := state.Around(wordsOf(e), p.query.Text, maxRowRunes)
	t.Words = entryview.Marked{Text: words, Marks: pairs(marks)}
	return t
}

// maxRowRunes is how much of what happened a row holds.
const maxRowRunes = 160

// wordsOf returns the text of a row below its heading: the longest text of the entry.
func wordsOf(e *journal.Entry) string {
	heading := describe.Heading(e)
	for _, text := range append([]string{e.Happened, e.Intention, e.Note}, e.Lessons...) {
		if text != "" && text != heading {
			return text
		}
	}
	return ""
}

// footOf names the area, people and tags of an entry.
func footOf(e *journal.Entry, a journal.Area) string {
	parts := []string{a.Name}
	for _, x := range e.People {
		parts = append(parts, x.Name)
	}
	for _, tag := range e.Tags {
		parts = append(parts, "#"+tag)
	}
	return strings.Join(parts, " · ")
}

// joined puts facts on one line, without those that are empty.
func joined(facts ...string) string {
	return strings.Join(slices.DeleteFunc(facts, func(s string) bool { return s == "" }), " · ")
}

func pairs(marks []state.Span) [][2]int {
	out := make([][2]int, len(marks))
	for i, m := range marks {
		out[i] = [2]int{m.From, m.To}
	}
	return out
}

// choose reads the i-th entry.
func (p *Entries) choose(i int) {
	if i < 0 || i >= len(p.found) {
		return
	}
	p.chosen = p.found[i].ID
	p.showDetail(p.found[i])
	p.list.Refresh()
}

func (p *Entries) showDetail(e *journal.Entry) {
	p.detail.Objects = nil // there may be none to choose
	if len(p.found) > 0 {
		p.detail.Objects = []fyne.CanvasObject{prose.Quiet(wording.Say("choose-an-entry-to-read-it"))}
	}
	if e != nil {
		p.detail.Objects = []fyne.CanvasObject{p.entry(e)}
	}
	p.detail.Refresh()
}

// showChosen shows the chosen entry again, as after a change of the window's width.
func (p *Entries) showChosen() {
	if e, ok := p.host.Journal().Entry(p.chosen); ok && e.Deleted.IsZero() {
		p.showDetail(e)
	}
}

// Commands lists the commands of the page.
func (p *Entries) Commands() []Command {
	group := wording.Text("entries")
	reads := func() bool { return p.chosen != "" }
	return []Command{
		{ID: "entries.filter", Name: wording.Text("filter-the-entries"), Group: group, Key: fyne.KeyF, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift, Do: p.openFilter},
		{ID: "entries.all", Name: wording.Text("show-all-entries"), Group: group, Can: func() bool { return state.IsFiltered(p.query) }, Do: func() { p.Show(journal.Query{}) }},
		{ID: "entries.edit", Name: wording.Text("change-this-entry"), Group: group, Key: fyne.KeyE, Modifier: fyne.KeyModifierShortcutDefault, Can: reads, Do: p.edit},
		{ID: "entries.attach", Name: wording.Text("add-a-photo-or-a-file"), Words: wording.Text("photo-picture-image-attach-attachment"), Group: group, Can: func() bool { return reads() && isWritable(p.host) }, Do: func() { chooseAttachment(p.host, journal.Holder{Entry: p.chosen}) }},
		{ID: "entries.attach.copied", Name: wording.Text("add-the-file-that-you-copied"), Words: wording.Text("photo-picture-image-attach-attachment"), Group: group, Key: fyne.KeyV, Modifier: fyne.KeyModifierShortcutDefault,
			Can: func() bool { return p.IsOpen() && isWritable(p.host) }, Do: func() { attachPasted(p.host, journal.Holder{Entry: p.chosen}) }},
		{ID: "entries.delete", Name: wording.Text("delete-this-entry-or-those-selected"), Group: group, Key: fyne.KeyDelete, Modifier: fyne.KeyModifierShortcutDefault, Can: func() bool { return reads() || p.isSelecting() }, Do: p.remove},
		{ID: "entries.select.all", Name: wording.Text("select-all-results"), Group: group, Key: fyne.KeyA, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift, Do: p.SelectAll},
		{ID: "entries.tag", Name: wording.Text("tag-the-selected-entries"), Group: group, Key: fyne.KeyT, Modifier: fyne.KeyModifierShortcutDefault, Can: p.isSelecting, Do: p.tag},
		{ID: "entries.move", Name: wording.Text("move-the-selected-entries-to-another"), Group: group, Key: fyne.KeyM, Modifier: fyne.KeyModifierShortcutDefault, Can: p.isSelecting, Do: p.move},
		{ID: "entries.export", Name: wording.Text("export-the-selected-entries"), Group: group, Can: p.isSelecting, Do: p.exportSelected},
		{ID: "entries.export.shown", Name: wording.Text("export-the-entries-shown"), Group: group, Can: func() bool { return len(p.found) > 0 }, Do: p.exportShown},
	}
}

func (p *Entries) edit() {
	if e, ok := p.host.Journal().Entry(p.chosen); ok {
		p.host.EditEntry(e.Clone())
	}
}

// rowText returns the text of an entry in a short list.
func rowText(e *journal.Entry, area journal.Area, today journal.Date) entryview.RowText {
	levels := entryview.Levels(describe.Levels(e))
	return entryview.RowText{
		Hue: area.Color, Title: describe.Heading(e), When: state.ShortDay(e.Day(), today) + " · " + area.Name,
		Outcome: e.Outcome, Kind: state.InAWord(e), Levels: &levels, Numbers: describe.Numbers(e),
	}
}
