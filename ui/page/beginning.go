package page

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/wording"
	"enactive/ui/arrange"
	"enactive/ui/control"
	"enactive/ui/glyph"
	"enactive/ui/prose"
	"enactive/ui/state"
	"enactive/ui/surface"
	"enactive/ui/theme"
)

// How many of each a beginning shows.
const (
	quoteCount  = 3
	fearedCount = 4
	mostQuoted  = 200 // characters of one
)

// beginning shows what a young area holds, one by one, and the next question worth asking.
func (h *Home) beginning(b state.Beginning) fyne.CanvasObject {
	cards := []fyne.CanvasObject{h.question(b)}
	if len(b.Words) > 0 {
		cards = append(cards, h.quotes(b))
	}
	if len(b.Sure) > 0 {
		cards = append(cards, h.sure(b))
	}
	if len(b.Feared) > 0 {
		cards = append(cards, h.feared(b))
	}
	if len(b.Rungs) > 0 {
		cards = append(cards, rungs(b))
	}
	insights := container.NewCenter(control.NewQuietLink(wording.Say("insights"), func() { h.host.OpenArea(b.Area.ID) }))
	head := arrange.Flow(0, container.NewBorder(nil, nil, glyph.NewSpot(b.Area.Color), insights, prose.Subtitle(wording.Say("area-your-first-entries", wording.V{"Area": b.Area.Name}))),
		prose.Quiet(wording.Say("nothing-is-computed-from-so-few")))
	return arrange.Flow(theme.Unit, head, arrange.Pillars(380, cards...))
}

// question asks the next question worth asking, with a button to the form that takes the answer.
func (h *Home) question(b state.Beginning) fyne.CanvasObject {
	answer := control.NewButton(control.Plain, b.Next.Answer(), nil, func() { h.answer(b) })
	return surface.NewCard(arrange.Flow(theme.Unit, prose.Caption(wording.Say("the-next-question-worth-asking")), prose.Paragraph(b.Next.Ask(b.Area)), container.NewHBox(answer)), nil)
}

// answer opens the form in which the next question is answered.
func (h *Home) answer(b state.Beginning) {
	now, area := h.host.Journal().Now(), b.Area.ID
	switch b.Next.Asked {
	case describe.AskSure:
		h.host.EditEntry(journal.Entry{Type: journal.CheckIn, Time: now, Area: area})
	case describe.AskWhen:
		h.host.EditEntry(journal.Entry{Type: journal.Plan, Time: now.AddDate(0, 0, 1), Area: area, Source: journal.SourceMastery})
	case describe.AskLadder, describe.AskRungs:
		h.host.EditArea(b.Area)
	case describe.AskTried:
		h.host.EditEntry(journal.Entry{Type: journal.Experience, Time: now, Area: area, Source: journal.SourceMastery})
	default:
		h.host.EditEntry(b.Next.Entry.Clone())
	}
}

// quotes are the newest words of the person's own.
func (h *Home) quotes(b state.Beginning) fyne.CanvasObject {
	rows := []fyne.CanvasObject{prose.Caption(wording.Say("what-you-wrote"))}
	for _, q := range b.Words[:min(len(b.Words), quoteCount)] {
		rows = append(rows, passage(arrange.Flow(-theme.Unit/2, prose.OwnWords(shortened(q.Text, mostQuoted)), prose.Caption(wording.Day(q.Entry.Time))), func() { h.host.OpenEntry(q.Entry.ID) }))
	}
	return surface.NewCard(arrange.Flow(theme.Unit/2, rows...), nil)
}

// passage is a link around words, with room for the ring that shows the keyboard on it.
func passage(words fyne.CanvasObject, open func()) fyne.CanvasObject {
	const rim = theme.Unit / 2
	return control.NewLink(container.New(layout.NewCustomPaddedLayout(rim, rim, rim, rim), words), open)
}

// sure shows the ratings of belief as dots in order of time, without a line.
func (h *Home) sure(b state.Beginning) fyne.CanvasObject {
	values := make([]float64, len(b.Sure))
	for i, r := range b.Sure {
		values[i] = float64(r.Value)
	}
	return surface.NewCard(arrange.Flow(theme.Unit/2, prose.Caption(wording.Say("how-sure-you-are-that-you-can")), glyph.NewDots(values, b.Area.Color),
		prose.Paragraph(describe.SureInOrder(b.Sure))), nil)
}

// feared shows the attempts with stress expected and felt, one by one, the newest first.
func (h *Home) feared(b state.Beginning) fyne.CanvasObject {
	rows := []fyne.CanvasObject{prose.Caption(wording.Say("stress-feared-and-what-came"))}
	for _, f := range slices.Backward(b.Feared[max(0, len(b.Feared)-fearedCount):]) {
		rows = append(rows, passage(arrange.Flow(-theme.Unit/2, prose.Paragraph(describe.Heading(f.Entry)), prose.Caption(f.ExpectedAndWas())), func() { h.host.OpenEntry(f.Entry.ID) }))
	}
	return surface.NewCard(arrange.Flow(theme.Unit/2, rows...), nil)
}

// rungs shows the ladder with its newest ratings, the hardest rung above.
func rungs(b state.Beginning) fyne.CanvasObject {
	rows := []fyne.CanvasObject{prose.Caption(wording.Say("your-ladder"))}
	for _, r := range slices.Backward(b.Rungs) {
		rows = append(rows, arrange.Flow(-theme.Unit/2, prose.Paragraph(r.Text), prose.Caption(describe.RungNow(r))))
	}
	return surface.NewCard(arrange.Flow(theme.Unit/2, rows...), nil)
}
