package page

import (
	"context"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	fynetheme "fyne.io/fyne/v2/theme"

	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/wording"
	"enactive/ui/arrange"
	"enactive/ui/control"
	"enactive/ui/drafts"
	"enactive/ui/entryview"
	"enactive/ui/prose"
	"enactive/ui/scrolling"
	"enactive/ui/state"
	"enactive/ui/surface"
	"enactive/ui/theme"
)

// homeHost is what the first page asks of the window.
type homeHost interface {
	invitationHost
	insightSource
	calendarSettings
	entryMenuHost
	areaMenuHost
	OpenQuick()
	// Draw is Work for pictures.
	Draw(draw, done func())
	// ResumeDraft opens the form of a draft by its name, DiscardDraft drops the draft.
	ResumeDraft(name string)
	DiscardDraft(name string)
	// OpenDrafts are the drafts whose forms are open in a window now.
	OpenDrafts() []string
	// GoToOwn leads from the sample to a journal of the person's own.
	GoToOwn()
	// ShowNotes opens the page of the notes from outside.
	ShowNotes()
}

// Home shows each area with its trend, its sentence and its next plan, and what waits.
type Home struct {
	host       homeHost
	body       *fyne.Container
	scroll     *scrolling.Scroll
	first      *fyne.Container // the area that home is about today
	others     *fyne.Container // the other areas
	parts      homeParts
	latest     state.Latest
	unanswered []*journal.Entry // the plans about which home asks how they went
	// begun are the areas whose first entries are shown one by one.
	begun map[journal.AreaID]bool
}

// homeParts are what home shows, computed away from the interface's thread.
type homeParts struct {
	cards       []state.AreaCard
	due, missed []*journal.Entry
	lately      []*journal.Entry
	onThisDay   []*journal.Entry
	win         state.Win
	hasWin      bool
	thisWeek    int
	beginning   []state.Beginning
	unfinished  []drafts.Unfinished
	waiting     int // notes from outside
}

// NewHome makes the page; Refresh fills it.
func NewHome(host homeHost) *Home {
	h := &Home{host: host, body: arrange.Flow(2*theme.Unit, prose.Quiet(readingEntries()))}
	h.scroll = scrolled(arrange.Column(theme.PageWidth, h.body))
	return h
}

// readingEntries is the placeholder for results that are still being computed.
func readingEntries() string { return wording.Say("reading-your-entries") }

// Where home has two columns at least, at text size 1, and how much of its width the first has.
const (
	twoColumns = 900
	mainShare  = 0.64
)

// othersBeside is how many other areas stand in the second column; more have a row of their own.
const othersBeside = 3

// How many of each home shows.
const (
	latelyCount     = 6
	dueCount        = 3
	onThisDayCount  = 2
	unfinishedCount = 3
)

// Object is the page itself.
func (h *Home) Object() fyne.CanvasObject { return h.scroll }

// scrolled is a page that scrolls, with the same margins everywhere.
func scrolled(body fyne.CanvasObject) *scrolling.Scroll {
	return scrolling.NewScroll(margins(body))
}

func margins(body fyne.CanvasObject) fyne.CanvasObject {
	m := 3 * theme.Unit
	return container.New(layout.NewCustomPaddedLayout(m, m, m, m), body)
}

// maxCardsWait is how long home waits for the sentences of its cards before it is shown without.
const maxCardsWait = 150 * time.Millisecond

// Refresh recomputes the page and shows it; in a large journal the sentences of the areas follow
// a moment later, those of the area that home is about first.
func (h *Home) Refresh() {
	var parts homeParts
	var cards []state.AreaCard // with all that they say, once described has sent
	described := make(chan error, 1)
	leading := make(chan []state.AreaCard, 1) // gets the cards once the first of them is described
	whole := false
	wanted, newest := h.latest.Begin()
	j, insights, week, open := h.host.Journal(), h.host.Insights(), h.host.Week(), h.host.OpenDrafts()
	h.host.Work(func(context.Context) error {
		parts.cards = state.Cards(j, insights)
		parts.due, parts.missed = state.Due(j, dueCount), state.Missed(j, dueCount)
		parts.lately = state.Lately(j, latelyCount)
		cards = slices.Clone(parts.cards)
		waiting, lately := slices.Concat(parts.missed, parts.due), parts.lately
		first := state.Foremost(cards, waiting, lately)
		go func() {
			described <- state.DescribeCards(wanted, j, insights, cards, first, func() {
				if state.Foremost(cards, waiting, lately) == first { // else home is about another once all are known
					leading <- slices.Clone(cards)
				}
			})
		}()
		parts.onThisDay, parts.thisWeek = state.OnThisDay(j, onThisDayCount), state.ThisWeek(j, week)
		parts.win, parts.hasWin = state.Remember(j)
		parts.unfinished = drafts.List(j, func(name string) bool { return slices.Contains(open, name) })
		parts.beginning = state.Beginnings(j)
		parts.waiting = j.CountWaiting()
		select {
		case err := <-described:
			parts.cards, whole = cards, true
			return err
		case <-time.After(maxCardsWait):
			return nil
		}
	}, func(err error) {
		if err != nil || !newest() {
			return
		}
		h.show(parts)
		if !whole {
			h.follow(leading, described, newest, func() []state.AreaCard { return cards })
		}
	})
}

// follow shows the area that home is about once it is described, and then all of them.
func (h *Home) follow(leading <-chan []state.AreaCard, described <-chan error, newest func() bool, all func() []state.AreaCard) {
	var first []state.AreaCard
	var end error
	whole := false
	h.host.Work(func(context.Context) error {
		select {
		case end = <-described: // also when nothing leads
			whole = true
		case first = <-leading:
		}
		return nil
	}, func(error) {
		switch {
		case !newest() || end != nil:
		case whole:
			h.showCards(all())
		default:
			h.showCards(first)
			h.host.Work(func(context.Context) error { return <-described }, func(err error) {
				if err == nil && newest() {
					h.showCards(all())
				}
			})
		}
	})
}

// showCards shows the areas: the one that matters today large, the others small.
func (h *Home) showCards(cards []state.AreaCard) {
	h.first.Objects, h.others.Objects = nil, nil
	var computed []state.AreaCard
	for _, c := range cards {
		switch {
		case !h.begun[c.Area.ID]:
			computed = append(computed, c)
		default: // nothing is computed from so few entries
			if c.Next != "" {
				h.others.Add(h.plainArea(c))
			}
			if len(c.Coming) > 0 && c.Entries > 0 {
				h.others.Add(h.coming(c))
			}
		}
	}
	foremost := state.Foremost(computed, slices.Concat(h.parts.missed, h.parts.due), h.parts.lately)
	for i, c := range computed {
		if i == foremost && len(h.begun) == 0 {
			h.first.Add(h.hero(c))
		} else {
			h.others.Add(h.small(c))
		}
	}
	showIfFilled(h.first)
	showIfFilled(h.others)
	h.body.Refresh()
}

func (h *Home) show(p homeParts) {
	host := h.host
	h.parts = p
	h.unanswered = append(overdue(p.due, host.Journal().Now()), p.missed...)
	today := wording.Capital(wording.WeekdayThisYear(host.Journal().Now()))
	heading := arrange.Flow(0, prose.Title(today))
	if host.Journal().Meta().Sample {
		heading.Add(prose.Quiet(wording.Say("a-sample-year-of-someone-who-does-not")))
		heading.Add(container.NewHBox(control.NewQuietLink(wording.Say("go-to-a-journal-of-your-own"), host.GoToOwn)))
	} else if p.thisWeek > 0 {
		heading.Add(prose.Quiet(wording.Count(p.thisWeek, "you-have-written-n-entries-this-week")))
	}
	h.begun = map[journal.AreaID]bool{}
	h.first, h.others = arrange.Flow(0), arrange.Flow(2*theme.Unit)
	if len(p.cards) == 0 { // there is one thing to do
		h.body.Objects = []fyne.CanvasObject{heading, arrange.Split(mainShare, twoColumns, arrange.Flow(theme.Unit, invitation(host)...), surface.NewCard(h.ghost(), nil))}
	} else {
		plan := control.NewButton(control.Silent, wording.Say("plan-something"), fynetheme.ContentAddIcon(), func() {
			host.EditEntry(journal.Entry{Type: journal.Plan, Time: host.Journal().Now(), Source: journal.SourceMastery})
		})
		quick := control.NewButton(control.Primary, wording.Say("write-down-what-you-did"), fynetheme.DocumentCreateIcon(), host.OpenQuick)
		h.body.Objects = []fyne.CanvasObject{arrange.Header(heading, arrange.HeadingWidth(today), plan, quick)}
	}
	if card := notesWait(p.waiting, host.ShowNotes); card != nil {
		h.body.Add(card)
	}
	if len(p.unfinished) > 0 {
		h.body.Add(h.unfinished(p.unfinished))
	}
	for _, b := range p.beginning {
		h.begun[b.Area.ID] = true
		if !b.IsEmpty() { // of nothing there is nothing to say
			h.body.Add(h.beginning(b))
		}
	}
	h.compose(p)
	h.showCards(p.cards)
}

// compose lays the page out: what waits and the area that matters today, and beside it a person's own words
// and the other areas.
func (h *Home) compose(p homeParts) {
	main, side := arrange.Flow(2*theme.Unit), arrange.Flow(2*theme.Unit)
	if len(p.missed) > 0 {
		main.Add(h.missed(p.missed))
	}
	if len(p.due) > 0 {
		main.Add(h.due(p.due))
	}
	main.Add(h.first)
	if p.hasWin && len(p.beginning) == 0 { // a beginning shows the same words
		side.Add(h.win(p.win))
	}
	many := len(p.cards)-1 > othersBeside
	if many {
		h.others = arrange.Grid(300)
	} else {
		side.Add(h.others)
	}
	for _, b := range p.beginning {
		if b.IsEmpty() {
			side.Add(h.question(b))
		}
	}
	if len(p.onThisDay) > 0 {
		side.Add(h.onThisDay(p.onThisDay))
	}
	if len(p.lately) > 0 {
		where := main
		if len(side.Objects) == 1 && len(p.cards) == 1 && len(p.beginning) == 0 { // it holds only the place of other areas, of which there are none
			where = side
		}
		where.Add(h.listed(wording.Say("recent-entries"), p.lately))
	} else if len(p.cards) > 0 {
		main.Add(surface.NewCard(arrange.Flow(theme.Unit/2, prose.Subtitle(wording.Say("no-entries-yet")),
			prose.Paragraph(wording.Say("write-down-one-thing-that-you-tried"))), nil))
		if len(p.beginning) > 0 {
			main.Add(surface.NewCard(h.ghost(), nil))
		}
	}
	h.body.Add(arrange.Split(mainShare, twoColumns, main, side))
	if many {
		h.body.Add(h.others)
	}
}

// overdue returns the plans whose time has passed.
func overdue(plans []*journal.Entry, now time.Time) []*journal.Entry {
	return slices.DeleteFunc(slices.Clone(plans), func(e *journal.Entry) bool { return e.Time.After(now) })
}

// Commands lists the commands of the page.
func (h *Home) Commands() []Command {
	return []Command{{ID: "home.told", Name: wording.Text("record-how-your-plan-went"), Group: wording.Text("writing"),
		Can: func() bool { return len(h.unanswered) > 0 },
		Do:  func() { h.host.EditEntry(state.Completed(h.host.Journal(), h.unanswered[0])) }}}
}

// unfinished lists the drafts of forms that were left, so that nothing that was typed is out of
// sight.
func (h *Home) unfinished(all []drafts.Unfinished) fyne.CanvasObject {
	rows := []fyne.CanvasObject{prose.Subtitle(wording.Say("not-finished-yet"))}
	for _, k := range all[:min(unfinishedCount, len(all))] {
		on := control.NewButton(control.Plain, wording.Say("continue"), nil, func() { h.host.ResumeDraft(k.Name) })
		let := control.NewButton(control.Silent, wording.Say("discard"), nil, func() { h.host.DiscardDraft(k.Name) })
		when := wording.Say("left-on-when", wording.V{"When": wording.Moment(k.At.In(h.host.Journal().Now().Location()))})
		rows = append(rows, container.NewBorder(nil, nil, nil, container.NewCenter(arrange.Line(let, on)), arrange.Flow(-theme.Unit/2, prose.Strong(k.Title).InLine(), prose.Caption(when))))
	}
	return surface.NewCard(arrange.Flow(theme.Unit, rows...), nil)
}

// listed lists entries under a title, so that they are a click away.
func (h *Home) listed(title string, entries []*journal.Entry) fyne.CanvasObject {
	rows := []fyne.CanvasObject{prose.Subtitle(title)}
	for _, e := range entries {
		rows = append(rows, h.row(e))
	}
	return surface.NewCard(arrange.Flow(0, rows...), nil)
}

func (h *Home) row(e *journal.Entry) fyne.CanvasObject {
	area, _ := h.host.Journal().Area(e.Area)
	r := entryview.NewRow()
	r.Set(rowText(e, area, journal.DateOf(h.host.Journal().Now())))
	l := control.NewLink(r, func() { h.host.OpenEntry(e.ID) })
	offerEntry(h.host, &l.Extra, e)
	return l
}

// onThisDay shows entries about the same day of earlier years.
func (h *Home) onThisDay(entries []*journal.Entry) fyne.CanvasObject {
	rows := []fyne.CanvasObject{prose.Subtitle(wording.Say("on-this-day"))}
	year := h.host.Journal().Now().Year()
	for i, e := range entries {
		if i == 0 || e.Day().Year != entries[i-1].Day().Year { // once for a year
			rows = append(rows, prose.Caption(wording.Count(year-e.Day().Year, "n-years-ago")))
		}
		rows = append(rows, h.row(e))
	}
	return surface.NewCard(arrange.Flow(0, rows...), nil)
}

// win shows a success worth reading again, in the person's own words.
func (h *Home) win(w state.Win) fyne.CanvasObject {
	e := w.Entry
	today := journal.DateOf(h.host.Journal().Now())
	body := arrange.Flow(0, prose.Caption(wording.Say("worth-reading-again")))
	if w.Before != nil {
		body.Add(prose.Quiet(wording.Say("day-plan-you-have-done-something-like", wording.V{"Day": state.DayWords(w.Before.Day(), today), "Plan": describe.Heading(w.Before)})))
	}
	area, _ := h.host.Journal().Area(e.Area)
	words := e.Happened
	if len(e.Lessons) > 0 {
		words = e.Lessons[0]
	}
	body.Add(prose.OwnWords(shortened(words, 220)))
	body.Add(prose.Caption(wording.Say("title-and-day-area", wording.V{"Title": describe.Heading(e), "Day": state.DayWords(e.Day(), today), "Area": area.Name})))
	card := surface.NewWarm(body, func() { h.host.OpenEntry(e.ID) })
	offerEntry(h.host, &card.Extra, e)
	return card
}

// shortened cuts a text between words to at most that many characters.
func shortened(text string, most int) string {
	letters := []rune(text)
	if len(letters) <= most {
		return text
	}
	cut := most
	for i := most; i > most*3/4; i-- {
		if letters[i] == ' ' || letters[i] == '\n' {
			cut = i
			break
		}
	}
	return string(letters[:cut]) + " …"
}
