package page

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"enactive/journal"
	"enactive/journal/wording"
	"enactive/ui/arrange"
	"enactive/ui/choose"
	"enactive/ui/control"
	"enactive/ui/drafts"
	"enactive/ui/input"
	"enactive/ui/problem"
	"enactive/ui/prose"
	"enactive/ui/scrolling"
	"enactive/ui/theme"
)

// noteHost is what a note asks of its window.
type noteHost interface {
	Window() fyne.Window
	Now() time.Time
	calendarSettings
	// Areas are those to choose from; if there are none, the area is typed.
	Areas() []journal.Area
	// Journal is the open journal; nil if the note goes into the inbox, which knows no measures.
	Journal() *journal.Journal
	// IsInbox reports whether the note goes into the inbox, which has no drafts.
	IsInbox() bool
	// Save saves the entry of an area, by its ID or this name, and calls done.
	Save(area string, e journal.Entry, done func(error))
	// Draft returns the draft of the last note; Leave stores the unsaved input and closes the
	// window, Close only closes it.
	Draft() []byte
	Leave(doc []byte)
	Close()
}

// Note is an entry written down in a small window of its own.
type Note struct {
	host   noteHost
	areas  []journal.Area
	parts  *quickFields
	area   *input.Field
	choose *choose.Choice
	status *prose.Label
	saving bool
	warned bool // that closing loses what is typed
}

// NewNote makes the note.
func NewNote(host noteHost) *Note { return &Note{host: host, areas: host.Areas()} }

// Object is the window's content.
func (n *Note) Object() fyne.CanvasObject {
	n.parts, n.area, n.status = newQuickFields(n.host.Window(), n.host.Week(), n.host.Now, n.save), input.NewField(), prose.Paragraph("")
	var where fyne.CanvasObject = n.area
	n.area.SetPlaceHolder(wording.Say("the-name-of-the-area"))
	if len(n.areas) > 0 {
		var options []choose.Option
		for _, a := range n.areas {
			options = append(options, choose.Option{Value: string(a.ID), Label: a.Name})
		}
		n.choose = choose.NewChoiceOf(options...)
		n.choose.SetQuietly(string(n.areas[0].ID))
		n.choose.OnChanged = n.showMeasures
		where = n.choose
	}
	if d, err := drafts.ParseOf(n.host.Draft(), drafts.QuickForm); err == nil {
		n.restore(d)
	}
	n.showMeasures()
	body := arrange.Flow(1.5*theme.Unit, prose.Subtitle(wording.Say("write-down-what-you-did")), input.Labelled(wording.Say("area"), "", where))
	for _, o := range n.parts.questions() {
		body.Add(o)
	}
	if n.host.IsInbox() {
		body.Add(prose.Caption(wording.Say("your-journal-is-locked-or-open")))
	}
	body.Add(n.status)
	cancel := control.NewLeading(wording.Say("close"), n.Escape)
	scroll := scrolled(body)
	n.parts.reveal = func(o fyne.CanvasObject) { scrolling.Reveal(scroll, o) }
	return arrange.VerticalBorder(container.NewStack(), pad(container.NewBorder(nil, nil, cancel, n.parts.saveIt)), scroll)
}

// showMeasures shows the pinned measures of the chosen area.
func (n *Note) showMeasures() {
	if !n.host.IsInbox() {
		n.parts.showMeasures(n.host.Journal(), n.chosen())
	}
}

// restore puts the draft of before back, which only an open journal has.
func (n *Note) restore(d drafts.Document) {
	n.parts.restore(d, n.host.Journal().Measures())
	for _, a := range n.areas {
		if a.ID == d.Area {
			n.choose.SetQuietly(string(a.ID))
		}
	}
}

// Focus moves the cursor to the first field to fill in.
func (n *Note) Focus() {
	if n.choose == nil {
		n.host.Window().Canvas().Focus(n.area)
		return
	}
	n.host.Window().Canvas().Focus(n.parts.words.Focusable())
}

// Escape closes the window and stores a draft; if drafts cannot be stored, it warns first.
func (n *Note) Escape() {
	doc := n.parts.draft(n.chosen())
	switch {
	case !n.host.IsInbox():
		n.host.Leave(doc)
	case doc != nil && !n.warned:
		n.warned = true
		n.status.SetText(wording.Say("drafts-cannot-be-kept-while-the-journal"))
	default:
		n.host.Close()
	}
}

func (n *Note) chosen() journal.AreaID {
	if n.choose == nil {
		return ""
	}
	return journal.AreaID(n.choose.Chosen())
}

// Submit saves, as by the key.
func (n *Note) Submit() { n.save() }

func (n *Note) save() {
	e, err := n.parts.read(n.host.Now())
	e.Area = n.chosen()
	area := strings.TrimSpace(n.area.Text)
	switch {
	case n.saving:
		return
	case area == "" && e.Area == "":
		n.status.SetText(wording.Say("name-the-area-first-every-entry-belongs"))
		return
	case !n.parts.hasContent():
		n.status.SetText(wording.Say("there-is-nothing-to-save-yet-a-few"))
		return
	case err != nil:
		n.parts.sayWrong()
		return
	}
	n.saving = true
	n.host.Save(area, e, func(err error) {
		n.saving = false
		n.status.SetText(problem.Unsaved(err))
	})
}
