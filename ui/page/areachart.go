package page

import (
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
	return arrange.Flow(0, shown, arrange.WrapBy(2*theme.Unit, asTable,
		link(wording.Say("copy-chart"), func() { copyChart(p.host, c, hue) }), link(wording.Say("save"), func() { saveChart(p.host, kind, c, hue) })))
}
