package page

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"enactive/charts/report"
	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/wording"
	"enactive/ui/menu"
	"enactive/ui/pointing"
	"enactive/ui/state"
)

// pointerHost is what objects with a menu and a double click ask of the window.
type pointerHost interface {
	journalHost
	// Clicks tells the second half of a double click.
	Clicks() *pointing.Clicks
}

// entryMenuHost is what can be done with an entry, wherever it is listed.
type entryMenuHost interface {
	exportHost
	pointerHost
	entryEditor
	entryOpener
	attachmentHost
}

// areaMenuHost is what can be done with an area, wherever it is listed.
type areaMenuHost interface {
	pointerHost
	areaOpener
	areaEditor
	entryEditor
	queryOpener
	documentOpener
	// ManageArea opens the details of an area.
	ManageArea(journal.AreaID)
}

// dayMenuHost is what can be done with a day.
type dayMenuHost interface {
	pointerHost
	entryEditor
	dayFormOpener
	OpenDay(journal.Date)
}

// openMenu shows a menu; one that a key opened begins with its first item.
func openMenu(host interface{ Window() fyne.Window }, at fyne.Position, byKey bool, items []menu.Item) {
	m := menu.Show(host.Window().Canvas(), at, items)
	if byKey {
		m.ChooseFirst()
	}
}

// keyOf is the key of a command of a page, for the item of a menu that does the same.
func keyOf(commands []Command, id string) string {
	for _, c := range commands {
		if c.ID == id {
			return KeyWords(c)
		}
	}
	return ""
}

// inEntryMenu are the items of the menu of an entry that depend on where it is listed.
type inEntryMenu struct {
	open     func() // nil where it is open
	selected func() // nil where entries cannot be selected
	remove   func()
	keys     []Command // of the page
}

// offerEntry gives an object of a list the menu of its entry, and a double click that edits it.
func offerEntry(host entryMenuHost, x *pointing.Extra, e *journal.Entry) {
	x.OnMenu = func(at fyne.Position, byKey bool) {
		openMenu(host, at, byKey, entryMenu(host, e, inEntryMenu{open: func() { host.OpenEntry(e.ID) }, remove: func() { binEntry(host, e.ID) }}))
	}
	x.OnClicked = func(at fyne.Position) { host.Clicks().Twice(at, func() { host.EditEntry(e.Clone()) }) }
}

// entryMenu is the menu of an entry.
func entryMenu(host entryMenuHost, e *journal.Entry, in inEntryMenu) []menu.Item {
	fixed := !isWritable(host)
	var items []menu.Item
	if in.open != nil {
		items = append(items, menu.Item{Label: wording.Say("open"), Do: in.open})
	}
	items = append(items, menu.Item{Label: wording.Say("edit"), Key: keyOf(in.keys, "entries.edit"), Disabled: fixed, Do: func() { host.EditEntry(e.Clone()) }})
	if e.Type == journal.Plan {
		items = append(items, menu.Item{Label: wording.Say("how-did-it-go"), Disabled: fixed, Do: func() { host.EditEntry(state.Completed(host.Journal(), e)) }})
	}
	items = append(items, menu.Separator(),
		menu.Item{Label: wording.Say("copy-as-text"), Do: func() { copyEntry(host, e) }},
		menu.Item{Label: wording.Say("export-ellipsis"), Do: func() {
			askExport(host, wording.Count(1, "export-n-entries"), journal.Query{IDs: []journal.EntryID{e.ID}})
		}})
	items = append(items, menu.Item{Label: wording.Say("add-a-photo-or-a-file"), Disabled: fixed, Do: func() { chooseAttachment(host, journal.Holder{Entry: e.ID}) }})
	if in.selected != nil {
		items = append(items, menu.Item{Label: wording.Say("select"), Key: wording.Say("space-key"), Do: in.selected})
	}
	return append(items, menu.Separator(), menu.Item{Label: wording.Say("delete"), Key: keyOf(in.keys, "entries.delete"), Disabled: fixed, Do: in.remove})
}

// copyEntry puts an entry into the clipboard as it is read: its heading and day, and its parts.
func copyEntry(host journalHost, e *journal.Entry) {
	when := wording.Say("day-time", wording.V{"Day": state.DayWords(e.Day(), journal.DateOf(host.Journal().Now())), "Time": wording.Clock(e.Time)})
	parts := []string{describe.Heading(e) + "\n" + when}
	for _, words := range []string{describe.Kicker(e), wording.Capital(describe.Numbers(e))} {
		if words != "" {
			parts = append(parts, words)
		}
	}
	for _, part := range describe.Parts(e) {
		parts = append(parts, part.Name+"\n"+part.Text)
	}
	fyne.CurrentApp().Clipboard().SetContent(strings.Join(parts, "\n\n") + "\n")
	host.Toast(wording.Say("copied-the-entry-as-text"), false)
}

// binEntry moves an entry to the bin.
func binEntry(host journalHost, id journal.EntryID) {
	host.Work(func(ctx context.Context) error { return host.Journal().Delete(ctx, id) }, func(err error) {
		if err != nil {
			host.Fail(err)
			return
		}
		host.Toast(wording.Count(1, "deleted-n-entries-they-stay-in-the-bin"), true)
	})
}

// inAreaMenu are the items of the menu of an area that depend on where it is listed.
type inAreaMenu struct {
	open     func()
	up, down func() // nil where it cannot be moved
	keys     []Command
}

// offerArea gives an object of a list the menu of its area, and a double click that edits it.
func offerArea(host areaMenuHost, x *pointing.Extra, a journal.Area, in func() inAreaMenu) {
	x.OnMenu = func(at fyne.Position, byKey bool) { openMenu(host, at, byKey, areaMenu(host, a, in())) }
	x.OnClicked = func(at fyne.Position) { host.Clicks().Twice(at, func() { host.EditArea(a) }) }
}

// areaMenu is the menu of an area.
func areaMenu(host areaMenuHost, a journal.Area, in inAreaMenu) []menu.Item {
	fixed := !isWritable(host)
	write := func(kind journal.Type) func() {
		return func() {
			host.EditEntry(journal.Entry{Type: kind, Area: a.ID, Source: journal.SourceMastery, Time: host.Journal().Now()})
		}
	}
	put := wording.Say("archive")
	if a.Archived {
		put = wording.Say("restore")
	}
	items := []menu.Item{
		{Label: wording.Say("open"), Do: in.open},
		{Label: wording.Say("edit"), Key: keyOf(in.keys, "areas.edit"), Disabled: fixed, Do: func() { host.EditArea(a) }},
		menu.Separator(),
		{Label: wording.Say("write-here"), Disabled: fixed, Do: write(journal.Experience)},
		{Label: wording.Say("plan-here"), Disabled: fixed, Do: write(journal.Plan)},
		menu.Separator(),
		{Label: wording.Say("insights"), Do: func() { host.OpenArea(a.ID) }},
		{Label: wording.Say("entries"), Do: func() { host.OpenQuery(journal.Query{Area: a.ID}) }},
		{Label: wording.Say("progress-report-ellipsis"), Do: func() {
			host.OpenDocument(report.Told{Handout: journal.Handout{Kind: journal.ProgressHandout, Areas: []journal.AreaID{a.ID}}})
		}},
		menu.Separator(),
	}
	if in.up != nil {
		items = append(items, menu.Item{Label: wording.Say("up"), Key: keyOf(in.keys, "areas.up"), Disabled: fixed, Do: in.up},
			menu.Item{Label: wording.Say("down"), Key: keyOf(in.keys, "areas.down"), Disabled: fixed, Do: in.down})
	}
	return append(items, menu.Item{Label: put, Disabled: fixed, Do: func() { archiveArea(host, a) }})
}

// archiveArea puts an area out of the way, or back.
func archiveArea(host journalHost, a journal.Area) {
	changed := a.Clone()
	changed.Archived = !a.Archived
	host.Work(func(ctx context.Context) error { _, _, err := host.Journal().SaveAreaFrom(ctx, a, changed); return err }, func(err error) {
		if err != nil {
			host.Fail(err)
			return
		}
		host.Toast(wording.Say("saved"), true)
	})
}

// dayMenu is the menu of a day; open is nil where it has no entries.
func dayMenu(host dayMenuHost, d journal.Date, area journal.AreaID, at time.Time, open func()) []menu.Item {
	fixed := !isWritable(host)
	write := func(kind journal.Type) func() {
		return func() {
			host.EditEntry(journal.Entry{Type: kind, Area: area, Source: journal.SourceMastery, Time: at})
		}
	}
	today := journal.DateOf(host.Journal().Now())
	items := []menu.Item{{Label: wording.Say("open-the-day"), Disabled: open == nil, Do: open}, menu.Separator()}
	if !today.Before(d) { // nothing has happened then
		items = append(items, menu.Item{Label: wording.Say("write-for-this-day"), Disabled: fixed, Do: write(journal.Experience)})
	}
	if !d.Before(today) { // it has come and gone
		items = append(items, menu.Item{Label: wording.Say("plan-for-this-day"), Disabled: fixed, Do: write(journal.Plan)})
	}
	return append(items, menu.Item{Label: wording.Say("values-of-the-day"), Disabled: fixed, Do: func() { host.OpenDayForm(d) }})
}

// inChartMenu is what can be done with a chart; what is nil is not offered.
type inChartMenu struct {
	open       func() // the entry of the mark that was clicked
	save, copy func()
	table, how func()
	zoom       func(by float64) // of a chart over time
	whole      func()           // nil while all of it is drawn
}

// chartMenu is the menu of a chart, with the keys that it has while it has the keyboard.
func chartMenu(in inChartMenu) []menu.Item {
	var items []menu.Item
	add := func(label, key string, do func()) {
		if do != nil {
			items = append(items, menu.Item{Label: label, Key: key, Do: do})
		}
	}
	add(wording.Say("open-the-entry"), wording.Say("enter-key"), in.open)
	items = append(items, menu.Separator())
	add(wording.Say("save-the-picture"), "", in.save)
	add(wording.Say("copy-the-picture"), "", in.copy)
	add(tableWords.String(), "", in.table)
	add(explainWords.String(), "", in.how)
	if in.zoom != nil {
		items = append(items, menu.Separator())
		add(wording.Say("zoom-in"), "+", func() { in.zoom(closer) })
		add(wording.Say("zoom-out"), "−", func() { in.zoom(1 / closer) })
		items = append(items, menu.Item{Label: wording.Say("whole-time"), Key: "0", Disabled: in.whole == nil, Do: in.whole})
	}
	return items
}
