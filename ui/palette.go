package ui

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/wording"
	"enactive/ui/arrange"
	"enactive/ui/choose"
	"enactive/ui/input"
	"enactive/ui/page"
	"enactive/ui/prose"
	"enactive/ui/shell"
	"enactive/ui/state"
	"enactive/ui/theme"
)

// palette finds commands, areas and entries by a part of their name.
type palette struct {
	window   *mainWindow
	commands []page.Command
	finder   *state.Finder // nil until the headings are read
	field    *input.Field
	list     *choose.PickList
	none     *prose.Label
	sheet    *shell.Sheet
	turn     int
	stop     context.CancelFunc
}

// How many of each the palette shows at most.
const (
	maxCommands = 10
	maxAreas    = 4
	maxEntries  = 7
)

// openPalette opens the palette, and replaces an open sheet.
func (w *mainWindow) openPalette() {
	p := &palette{window: w, commands: w.commands(), field: input.NewField(), list: choose.NewPickList(), none: prose.Quiet(""), stop: func() {}}
	p.field.SetPlaceHolder(wording.Say("a-command-an-area-or-a-part-of-what"))
	p.field.OnChanged = func(string) { p.search() }
	p.field.OnKey = p.key
	p.field.OnSubmitted = func(string) { p.list.Do() }
	w.closeQuick()
	hint := prose.Caption(wording.Say("arrow-keys-to-choose-enter-to-confirm"))
	p.sheet = shell.ShowSheet(w.window.Canvas(), 600, arrange.Flow(theme.Unit, p.field, p.none, p.list), container.NewStack(hint))
	p.sheet.OnCancel = p.close
	w.window.Canvas().Focus(p.field)
	p.search()
	var finder *state.Finder
	w.app.tasks.Work(func(context.Context) error {
		finder = state.NewFinder(w.journal())
		return nil
	}, func(error) {
		p.finder = finder
		p.search()
	})
}

func (p *palette) close() {
	p.stop()
	p.turn++
	p.sheet.Hide()
}

// key moves through the results while the focus stays in the field.
func (p *palette) key(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyDown:
		p.list.Step(+1)
	case fyne.KeyUp:
		p.list.Step(-1)
	default:
		return false
	}
	return true
}

// search shows what matches: commands and areas at once, entries when they are found.
func (p *palette) search() {
	p.stop()
	p.turn++
	turn, text := p.turn, p.field.Text
	picks := append(p.matchingCommands(text), p.areas(text)...)
	p.say(picks)
	if text == "" || p.finder == nil {
		return
	}
	ctx, stop := context.WithCancel(p.window.app.tasks.ctx)
	p.stop = stop
	finder := p.finder
	var entries []*journal.Entry
	p.window.app.tasks.Work(func(context.Context) (err error) {
		entries, err = finder.Entries(ctx, text, maxEntries)
		return err
	}, func(err error) {
		if err == nil && turn == p.turn {
			p.say(append(picks, p.entries(entries)...))
		}
	})
}

func (p *palette) say(picks []choose.Pick) {
	p.list.Set(picks)
	words := ""
	if len(picks) == 0 {
		words = wording.Say("no-matches-search-everything-you-wrote")
	}
	p.none.SetText(words)
	p.sheet.Refresh()
}

// matchingCommands are the commands that match, the best first.
func (p *palette) matchingCommands(text string) []choose.Pick {
	type hit struct {
		command page.Command
		score   int
	}
	var hits []hit
	for _, c := range p.commands {
		if c.Name == "" || c.ID == "palette" || !c.Possible() {
			continue
		}
		score, ok := state.Match(c.Name.String(), text)
		if c.Words != "" {
			if other, too := state.MatchWords(c.Words.String(), text); too && (!ok || other > score) {
				score, ok = other, true
			}
		}
		if ok {
			hits = append(hits, hit{c, score})
		}
	}
	slices.SortStableFunc(hits, func(a, b hit) int { return b.score - a.score })
	var picks []choose.Pick
	for _, h := range hits[:min(maxCommands, len(hits))] {
		picks = append(picks, choose.Pick{Title: h.command.Name.String(), Group: h.command.Group.String(), Key: page.KeyWords(h.command), Do: func() { p.close(); h.command.Do() }})
	}
	return picks
}

func (p *palette) areas(text string) []choose.Pick {
	var picks []choose.Pick
	for _, a := range p.window.journal().Areas() {
		if _, ok := state.Match(a.Name, text); ok && len(picks) < maxAreas {
			picks = append(picks, choose.Pick{Title: a.Name, Group: wording.Say("area"), Hue: a.Color, Do: func() { p.close(); p.window.openArea(a.ID) }})
		}
	}
	return picks
}

func (p *palette) entries(found []*journal.Entry) []choose.Pick {
	var picks []choose.Pick
	today := journal.DateOf(p.window.journal().Now())
	for _, e := range found {
		area, _ := p.window.journal().Area(e.Area)
		picks = append(picks, choose.Pick{Title: describe.Heading(e), Detail: wording.Say("day-area", wording.V{"Day": state.DayWords(e.Day(), today), "Area": area.Name}),
			Hue: max(area.Color, 1), Do: func() { p.close(); p.window.openEntry(e.ID) }})
	}
	return picks
}
