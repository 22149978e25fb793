package page

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"enactive/journal"
	"enactive/journal/wording"
	"enactive/ui/theme"
	own "enactive/ui/widget"
)

// Note is an entry written down in a small window of its own.
type Note struct {
	Desk *Desk // without a journal
	// Areas are those of the journal; without them the area is typed.
	Areas []journal.Area
	// Inbox is whether the entry goes into the inbox.
	Inbox bool
	// Save saves the entry of an area by its name, and tells how that went.
	Save func(area string, e journal.Entry, said func(error))
	// Close ends the small window.
	Close func()

	area, title                *own.Field
	choose                     *own.Choice
	outcome                    *own.Choice
	performance, stress, after *own.Rating
	said                       *own.Words
	saving                     bool
}

// Object is the window's content.
func (n *Note) Object() fyne.CanvasObject {
	n.area, n.title, n.outcome, n.said = own.NewField(), own.NewField(), own.NewOutcomeChoice(), own.Paragraph("")
	n.performance, n.stress, n.after = own.NewRating(performanceScale()), own.NewRating(stressScale()), own.NewRating(sureScale())
	n.title.SetPlaceHolder(wording.Say("What I did"))
	var where fyne.CanvasObject = n.area
	n.area.SetPlaceHolder(wording.Say("the area, by its name"))
	if len(n.Areas) > 0 {
		var options []own.Option
		for _, a := range n.Areas {
			options = append(options, own.Option{Value: string(a.ID), Label: a.Name})
		}
		n.choose = own.NewChoiceOf(options...)
		n.choose.Choose(string(n.Areas[0].ID))
		where = n.choose
	}
	save := own.NewButton(own.Primary, wording.Say("Save (Ctrl+Enter)"), nil, n.save)
	cancel := own.NewButton(own.Silent, wording.Say("Cancel"), nil, n.Close)
	body := own.Flow(theme.Unit, own.Subtitle(wording.Say("Write down what you did")), where, n.title, n.outcome,
		own.Labelled(wording.Say("How well, by my own standard?"), "", n.performance),
		own.Labelled(wording.Say("How keyed up was I, at the peak?"), "", n.stress),
		own.Labelled(wording.Say("How sure am I now that I could do it again?"), "", n.after))
	if n.Inbox {
		body.Add(own.Caption(wording.Say("Your journal is locked or open in another window. This is sealed and laid into its inbox, and comes in when you open the journal the next time.")))
	}
	body.Add(n.said)
	return own.Topped(container.NewStack(), pad(container.NewBorder(nil, nil, cancel, save)), scrolled(body))
}

// Focus puts the cursor where one begins to type.
func (n *Note) Focus() {
	if n.choose == nil {
		n.Desk.Window.Canvas().Focus(n.area)
		return
	}
	n.Desk.Window.Canvas().Focus(n.title)
}

// Submit saves, as by the key.
func (n *Note) Submit() { n.save() }

func (n *Note) save() {
	e := journal.Entry{Type: journal.Experience, Source: journal.Mastery, Time: time.Now(), Title: strings.TrimSpace(n.title.Text), Outcome: journal.Outcome(n.outcome.Chosen()),
		Performance: as[journal.Rating](n.performance.Value()), Stress: as[journal.Rating](n.stress.Value()), EfficacyAfter: as[journal.Rating](n.after.Value())}
	area := strings.TrimSpace(n.area.Text)
	if n.choose != nil {
		e.Area = journal.AreaID(n.choose.Chosen())
	}
	switch {
	case n.saving:
		return
	case area == "" && e.Area == "":
		own.SetText(n.said, wording.Say("Name the area first: every entry belongs to one."))
		return
	case e.Title == "" && e.Outcome == "" && !e.Performance.IsSet() && !e.Stress.IsSet() && !e.EfficacyAfter.IsSet():
		own.SetText(n.said, wording.Say("There is nothing to save yet. A few words or one number are enough."))
		return
	}
	n.saving = true
	n.Save(area, e, func(err error) {
		n.saving = false
		own.SetText(n.said, Unsaved(err))
	})
}
