package page

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"enactive/journal"
	"enactive/journal/wording"
	"enactive/ui/drafts"
	"enactive/ui/problem"
	"enactive/ui/theme"
	own "enactive/ui/widget"
)

// Note is an entry written down in a small window of its own.
type Note struct {
	Window fyne.Window
	// Now is the clock.
	Now func() time.Time
	// Areas are those of the journal; without them the area is typed.
	Areas []journal.Area
	// Inbox is whether the entry goes into the inbox.
	Inbox bool
	// Save saves the entry of an area by its name, and tells how that went.
	Save func(area string, e journal.Entry, said func(error))
	// Keep keeps a draft of what is not saved, and ends the small window; nil where there is
	// no place for one, as while the journal is locked. Kept is the draft of before.
	Keep func(doc []byte)
	Kept []byte
	// Close ends the small window.
	Close func()

	parts  *quickParts
	area   *own.Field
	choose *own.Choice
	said   *own.Words
	saving bool
	warned bool // that closing loses what is typed
}

// Object is the window's content.
func (n *Note) Object() fyne.CanvasObject {
	n.parts, n.area, n.said = newQuickParts(n.Window, n.save), own.NewField(), own.Paragraph("")
	var where fyne.CanvasObject = n.area
	n.area.SetPlaceHolder(wording.Say("the-name-of-the-area"))
	if len(n.Areas) > 0 {
		var options []own.Option
		for _, a := range n.Areas {
			options = append(options, own.Option{Value: string(a.ID), Label: a.Name})
		}
		n.choose = own.NewChoiceOf(options...)
		n.choose.Choose(string(n.Areas[0].ID))
		where = n.choose
	}
	if d, err := drafts.ParseOf(n.Kept, drafts.QuickForm); err == nil {
		n.restore(d)
	}
	body := own.Flow(1.5*theme.Unit, own.Subtitle(wording.Say("write-down-what-you-did")), own.Labelled(wording.Say("area"), "", where))
	for _, o := range n.parts.asked() {
		body.Add(o)
	}
	if n.Inbox {
		body.Add(own.Caption(wording.Say("your-journal-is-locked-or-open")))
	}
	body.Add(n.said)
	cancel := own.NewButton(own.Silent, wording.Say("close"), nil, n.Escape)
	scroll := scrolled(body)
	n.parts.reveal = func(o fyne.CanvasObject) { own.Reveal(scroll, o) }
	return own.Topped(container.NewStack(), pad(container.NewBorder(nil, nil, cancel, n.parts.saveIt)), scroll)
}

// restore puts the draft of before back.
func (n *Note) restore(d drafts.Document) {
	n.parts.fields().fill(d)
	for _, a := range n.Areas {
		if a.ID == d.Area {
			n.choose.Choose(string(a.ID))
		}
	}
}

// Focus puts the cursor where one begins to type.
func (n *Note) Focus() {
	if n.choose == nil {
		n.Window.Canvas().Focus(n.area)
		return
	}
	n.Window.Canvas().Focus(n.parts.title.Focusable())
}

// Escape closes the window. What is not saved is kept as a draft; where there is no place for
// one, it says so first.
func (n *Note) Escape() {
	doc := n.parts.draft(n.chosen())
	switch {
	case n.Keep != nil:
		n.Keep(doc)
	case doc != nil && !n.warned:
		n.warned = true
		own.SetText(n.said, wording.Say("drafts-cannot-be-kept-while-the-journal"))
	default:
		n.Close()
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
	e := n.parts.told()
	e.Time, e.Area, e.Title = n.Now(), n.chosen(), strings.TrimSpace(e.Title)
	area := strings.TrimSpace(n.area.Text)
	switch {
	case n.saving:
		return
	case area == "" && e.Area == "":
		own.SetText(n.said, wording.Say("name-the-area-first-every-entry-belongs"))
		return
	case !n.parts.isTold():
		own.SetText(n.said, wording.Say("there-is-nothing-to-save-yet-a-few"))
		return
	}
	n.saving = true
	n.Save(area, e, func(err error) {
		n.saving = false
		own.SetText(n.said, problem.Unsaved(err))
	})
}
