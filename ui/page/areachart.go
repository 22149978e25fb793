package page

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"enactive/charts"
	"enactive/journal"
	"enactive/journal/wording"
	"enactive/ui/arrange"
	"enactive/ui/control"
	"enactive/ui/figure"
	"enactive/ui/prose"
	"enactive/ui/scrolling"
	"enactive/ui/state"
	"enactive/ui/theme"
)

// chart is a chart on the page of an area, or the same as a table, with links to copy and to save it.
// What is chosen in it opens its entry. kind names its files, and id says which one it is.
func (p *Areas) chart(kind, id string, c charts.Chart, hue int, height float32) fyne.CanvasObject {
	reveal := func(o fyne.CanvasObject) { scrolling.Reveal(p.scroll, o) }
	v := figure.NewChartView(height)
	v.OnOpened = func(id string) { p.host.OpenEntry(journal.EntryID(id)) }
	v.Work, v.Beyond, v.OnFocused = p.host.Draw, p.scroll, reveal
	v.SetChart(c, hue)
	whole := func() { v.ShowDays(time.Time{}, time.Time{}) }
	all := control.NewQuietLink(wording.Say("whole-time"), whole)
	all.OnFocused = reveal
	all.Hide()
	drawn := prose.Caption("")
	shown := container.NewStack(v)
	link := func(words string, do func()) *control.QuietLink {
		l := control.NewQuietLink(words, do)
		l.OnFocused = reveal
		return l
	}
	var show func()
	asTable := link("", func() {
		p.asTables[id] = !p.asTables[id]
		show()
	})
	show = func() {
		asTable.SetText(tableWords.String())
		shown.Objects = []fyne.CanvasObject{v}
		if p.asTables[id] {
			asTable.SetText(chartWords.String())
			table := state.TableOf(c)
			t := figure.NewTextTable(table.Header, table.Rows, p.scroll)
			t.OnFocused = reveal
			shown.Objects = []fyne.CanvasObject{arrange.MinHeightOf(v.MinSize, container.NewBorder(nil, prose.Caption(table.More), nil, nil, t))}
		}
		shown.Refresh()
	}
	show()
	saved, copied := func() { saveChart(p.host, kind, v.Chart(), hue) }, func() { copyChart(p.host, v.Chart(), hue) }
	links := arrange.WrapBy(2*theme.Unit, asTable, link(wording.Say("copy-chart"), copied), link(wording.Say("save"), saved), all)
	v.OnMoved = func() {
		from, to, part := v.Shown()
		words := ""
		if part {
			words = wording.Say("shown-from-to-to-the-sentence-is-about", wording.V{"From": wording.Day(from), "To": wording.Day(to)})
		}
		drawn.SetText(words)
		setVisible(drawn, part)
		setVisible(all, part)
		links.Refresh()
		p.detail.Refresh()
	}
	drawn.Hide()
	v.OnClicked = func(at fyne.Position) {
		if _, _, part := v.Shown(); part {
			p.host.Clicks().Twice(at, whole)
		}
	}
	v.OnMenu = func(id string, at fyne.Position, byKey bool) {
		in := inChartMenu{save: saved, copy: copied, table: func() { asTable.Tapped(nil) }}
		if id != "" {
			in.open = func() { v.OnOpened(id) }
		}
		if v.Timed() {
			in.zoom = func(by float64) { v.Zoom(by, 1) }
			if _, _, part := v.Shown(); part {
				in.whole = whole
			}
		}
		openMenu(p.host, at, byKey, chartMenu(in))
	}
	return arrange.Flow(0, shown, drawn, links)
}
