package page

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"enactive/journal"
	"enactive/journal/wording"
	"enactive/ui/arrange"
	"enactive/ui/choose"
	"enactive/ui/control"
	"enactive/ui/input"
	"enactive/ui/prose"
	"enactive/ui/state"
	"enactive/ui/surface"
	"enactive/ui/theme"
)

// meaning is a possible meaning of a column in another program's table.
type meaning struct {
	ours  string // the name of our column
	words string
}

// meanings are the fields of an entry that have a name on pages, those that most tables have
// first.
func meanings() []meaning {
	order := strings.Fields(`time area title happened intention outcome performance stress efficacy_before efficacy_after difficulty effort
		obstacles lessons strategies people tags note kind source type`)
	var all []meaning
	for _, f := range journal.Fields() {
		if f.Label != "" {
			all = append(all, meaning{f.Name, f.Label.String()})
		}
	}
	place := func(m meaning) int {
		if i := slices.Index(order, m.ours); i >= 0 {
			return i
		}
		return len(order)
	}
	slices.SortStableFunc(all, func(a, b meaning) int { return cmp.Compare(place(a), place(b)) })
	return all
}

// How many columns are on a page of them, from how many they can be searched, and how many words of a
// column are asked for at first.
const (
	columnsAtOnce  = 20
	wordsAtOnce    = 12
	mostWordsShown = 4
)

// columnsPart is the part of the page that says what each column is.
type columnsPart struct {
	page  *Import
	form  *state.ImportForm
	found []int // the columns that are looked for, by their places
	first int   // of these, on this page of them
	rows  []*columnRow

	find                   *input.Field
	when, area, sums       *choose.Select
	name                   *input.Field // of a new area
	zone                   *input.SuggestedField
	wanted, belongs, zoned fyne.CanvasObject
	totals                 fyne.CanvasObject // what happens to a last row of sums
	list                   *fyne.Container
	pager                  fyne.CanvasObject
	shown                  *prose.Label
	following              bool // the choices follow the form, and a person did not change them
}

func newColumnsPart(page *Import) *columnsPart {
	c := &columnsPart{page: page, form: page.form, find: input.NewField(), when: choose.NewSelect(), area: choose.NewSelect(), sums: choose.NewSelect(), name: input.NewField(),
		list: arrange.Flow(1.5 * theme.Unit), shown: prose.Quiet("").Short()}
	c.find.SetPlaceHolder(wording.Say("find-a-column"))
	c.find.OnChanged = func(string) { c.look() }
	for _, way := range c.form.Sheet.When {
		c.when.Options = append(c.when.Options, strings.Join(way, " + "))
	}
	c.when.PlaceHolder = wording.Say("choose-the-columns")
	c.when.OnChanged = func(string) { c.setWhen() }
	c.wanted = input.Labelled(wording.Say("when-was-it-question"), "", surface.Framed(c.when))
	c.offerAreas()
	c.belongs = input.Labelled(wording.Say("area-for-all-rows"), "", arrange.Flow(theme.Unit/2, surface.Framed(c.area), c.name))
	c.zone = input.NewSuggestedField(page.host.ZoneNames)
	c.zone.SetPlaceHolder(wording.Say("that-of-this-computer"))
	c.zone.SetQuietly(c.form.Zone)
	c.zone.OnTyped = c.setZone
	c.zoned = input.Labelled(wording.Say("time-zone-of-its-times"), "", c.zone)
	c.offerSums()
	before := control.NewButton(control.Silent, wording.Say("earlier-columns"), nil, func() { c.turn(-columnsAtOnce) })
	after := control.NewButton(control.Silent, wording.Say("later-columns"), nil, func() { c.turn(columnsAtOnce) })
	c.pager = arrange.Wrap(before, c.shown, after)
	c.look()
	return c
}

func (c *columnsPart) object() fyne.CanvasObject {
	body := arrange.Flow(1.5*theme.Unit, prose.Subtitle(wording.Say("what-each-column-is")), c.wanted, c.belongs, c.zoned)
	if c.form.Days {
		body.Add(c.several())
	}
	if c.form.Sheet.Sums.Line > 0 {
		body.Add(c.totals)
	}
	if name := c.form.Sheet.RememberedAs; name != "" {
		body.Objects = slices.Insert(body.Objects, 1, fyne.CanvasObject(arrange.Flow(theme.Unit/2, prose.Quiet(wording.Say("filled-in-as-in-plan-name", wording.V{"Name": name})),
			arrange.Wrap(control.NewButton(control.Silent, wording.Say("begin-without-it"), nil, c.page.forget)))))
	}
	if len(c.form.Columns) > columnsAtOnce {
		body.Add(c.find)
	}
	body.Add(c.list)
	if len(c.form.Columns) > columnsAtOnce {
		body.Add(c.pager)
	}
	return surface.NewCard(body, nil)
}

// sumsAnswers are the answers about a last row of sums, in the order of the choice.
var sumsAnswers = []string{"leave", "import"}

// offerSums asks what happens to a last row of sums, if there is one.
func (c *columnsPart) offerSums() {
	row := c.form.Sheet.Sums
	var cells []string
	for _, cell := range row.Cells {
		if strings.TrimSpace(cell) != "" {
			cells = append(cells, cell)
		}
	}
	c.sums.Options = []string{wording.Say("leave-the-row-out"), wording.Say("import-the-row-like-the-others")}
	c.sums.PlaceHolder = wording.Say("choose-one")
	if at := slices.Index(sumsAnswers, c.form.Sums); at >= 0 {
		c.sums.SetSelectedIndex(at)
	}
	c.sums.OnChanged = func(string) {
		if i := c.sums.SelectedIndex(); i >= 0 {
			c.form.Sums = sumsAnswers[i]
			c.page.changed()
		}
	}
	label := wording.Say("the-last-row-looks-like-sums", wording.V{"Line": row.Line, "Cells": listed(cells)})
	c.totals = input.Labelled(label, "", surface.Framed(c.sums))
}

// offerAreas lists the areas of the journal, with a new one at the end.
func (c *columnsPart) offerAreas() {
	var names []string
	for _, a := range c.page.host.Journal().Areas() {
		names = append(names, a.Name)
	}
	known := slices.Index(names, c.form.Area)
	c.area.PlaceHolder = wording.Say("choose-an-area")
	c.area.Options = append(names, wording.Say("a-new-area"))
	c.name.SetPlaceHolder(wording.Say("a-name-such-as-running"))
	c.area.OnChanged, c.name.OnChanged = nil, nil
	switch {
	case known >= 0:
		c.area.SetSelectedIndex(known)
	case len(names) == 0 || c.form.Area != "":
		c.area.SetSelectedIndex(len(names))
		c.name.SetText(c.form.Area)
	}
	c.area.OnChanged = func(string) { c.setArea() }
	c.name.OnChanged = func(string) { c.setArea() }
}

func (c *columnsPart) isNewArea() bool { return c.area.SelectedIndex() == len(c.area.Options)-1 }

func (c *columnsPart) setArea() {
	c.form.Area = c.area.Selected
	if c.isNewArea() {
		c.form.Area = c.name.Text
	}
	c.follow()
	c.page.changed()
}

func (c *columnsPart) setWhen() {
	if i := c.when.SelectedIndex(); i >= 0 && !c.following {
		c.form.SetWhen(c.form.Sheet.When[i])
		c.follow()
		c.page.changed()
	}
}

// setZone takes a time zone once it is one.
func (c *columnsPart) setZone(name string) {
	name = strings.TrimSpace(name)
	if name == c.form.Zone || name != "" && !c.page.host.KnowsZone(name) {
		return
	}
	c.form.Zone = name
	c.page.changed()
}

// look finds the columns of which the names hold what is typed.
func (c *columnsPart) look() {
	typed := strings.ToLower(strings.TrimSpace(c.find.Text))
	c.found, c.first = nil, 0
	for i, column := range c.form.Sheet.Columns {
		if strings.Contains(strings.ToLower(column.Name), typed) {
			c.found = append(c.found, i)
		}
	}
	c.makeRows()
}

// turn shows the columns so many further on.
func (c *columnsPart) turn(by int) {
	if first := c.first + by; first >= 0 && first < len(c.found) {
		c.first = first
		c.makeRows()
		c.page.grid.bring(c.found[first])
	}
}

// show brings a column onto the screen, and leads the keyboard to what is asked about it.
func (c *columnsPart) show(column int) {
	if at := slices.Index(c.found, column); at < 0 {
		c.find.SetText("")
	}
	at := slices.Index(c.found, column)
	if first := at / columnsAtOnce * columnsAtOnce; first != c.first {
		c.first = first
		c.makeRows()
	}
	c.page.host.Window().Canvas().Focus(c.rows[at-c.first].asked())
}

// makeRows makes the rows of the columns on this page of them, and no others.
func (c *columnsPart) makeRows() {
	c.rows = nil
	c.list.Objects = nil
	last := min(c.first+columnsAtOnce, len(c.found))
	for _, i := range c.found[min(c.first, last):last] {
		r := newColumnRow(c, i)
		c.rows = append(c.rows, r)
		c.list.Objects = append(c.list.Objects, r.object)
	}
	c.shown.SetText(wording.Say("first-to-last-of-total-columns", wording.V{"First": min(c.first+1, last), "Last": last, "Total": len(c.found)}))
	setVisible(c.pager, len(c.found) > columnsAtOnce)
	c.follow()
	c.list.Refresh()
}

// follow shows what the form says and asks now.
func (c *columnsPart) follow() {
	c.following = true
	defer func() { c.following = false }()
	ways := c.form.Sheet.When
	setVisible(c.wanted, len(ways) > 1 && !c.form.Days)
	times := c.form.Times()
	at := slices.IndexFunc(ways, func(way []string) bool { return slices.Equal(way, times) })
	if at < 0 {
		c.when.ClearSelected()
	} else if c.when.SelectedIndex() != at {
		c.when.SetSelectedIndex(at)
	}
	setVisible(c.belongs, !c.form.HasArea() && !c.form.Days)
	setVisible(c.name, c.isNewArea())
	setVisible(c.zoned, c.form.AsksZone())
	for _, r := range c.rows {
		r.follow()
	}
}

// isClock reports whether a column may be the time of day beside one of days.
func (c *columnsPart) isClock(name string) bool {
	return slices.ContainsFunc(c.form.Sheet.When, func(way []string) bool { return len(way) > 1 && slices.Contains(way[1:], name) })
}

// clock is a time of day in minutes.
func clock(minutes float64) string { return fmt.Sprintf("%02d:%02d", int(minutes)/60, int(minutes)%60) }
