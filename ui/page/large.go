package page

import (
	"context"
	"errors"
	"image"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	fynetheme "fyne.io/fyne/v2/theme"

	"enactive/journal"
	"enactive/journal/picture"
	"enactive/journal/wording"
	"enactive/ui/arrange"
	"enactive/ui/control"
	"enactive/ui/figure"
	"enactive/ui/problem"
	"enactive/ui/prose"
	"enactive/ui/shell"
	"enactive/ui/theme"
)

// large is a sheet that shows the photos and files of an entry or a day, one at a time.
type large struct {
	host  attachmentHost
	all   []journal.Attachment
	at    int
	sheet *shell.Sheet
	name  *prose.Label
	about *prose.Label
	said  *prose.Label // in place of a picture that cannot be shown
	view  *figure.PictureView
	turn  int // tells the answer about another one
}

// roomForOutside is how wide a window is, at text size 1, whose sheet has room for all buttons.
const roomForOutside float32 = 1100

// showLarge opens the sheet with one of them.
func showLarge(host attachmentHost, all []journal.Attachment, at int) {
	c := host.Window().Canvas()
	size := c.Size()
	wide := max(360, size.Width-16*theme.Unit)
	high := max(160, size.Height-30*theme.Unit*theme.Scale())
	v := &large{host: host, all: all, at: at, name: prose.Lead("").InLine(), about: prose.Caption("").InLine(), said: prose.Paragraph(""),
		view: figure.NewPictureView(fyne.NewSize(200, high))}
	v.view.OnStep = v.step
	remove := control.NewButton(control.Silent, wording.Say("remove"), fynetheme.DeleteIcon(), func() { v.sheet.Hide(); removeAttachment(host, v.shown().ID) })
	tools := []fyne.CanvasObject{layout.NewSpacer()}
	if isWritable(host) {
		tools = []fyne.CanvasObject{remove, layout.NewSpacer()}
	}
	if len(all) > 1 {
		tools = append(tools, control.NewButton(control.Plain, wording.Say("previous-of-these"), nil, func() { v.step(-1) }),
			control.NewButton(control.Plain, wording.Say("next-of-these"), nil, func() { v.step(1) }))
	}
	if size.Width >= roomForOutside*theme.Scale() { // the menu of the small picture has it too
		tools = append(tools, control.NewButton(control.Plain, wording.Say("open-outside-ellipsis"), nil, func() { v.sheet.Hide(); askOutside(host, v.shown().ID) }))
	}
	tools = append(tools, control.NewButton(control.Plain, wording.Say("save-a-copy-ellipsis"), fynetheme.DocumentSaveIcon(), func() { v.sheet.Hide(); askCopy(host, v.shown().ID) }))
	body := arrange.Flow(0, v.name, v.about, container.NewStack(v.view, container.NewVBox(layout.NewSpacer(), v.said, layout.NewSpacer())))
	v.sheet = shell.ShowSheet(c, wide/theme.Scale(), body, container.NewHBox(tools...))
	v.sheet.OnCancel = v.sheet.Hide
	c.Focus(v.view)
	v.show()
}

func (v *large) shown() *journal.Attachment { return &v.all[v.at] }

// step goes to the one before or after; at the ends it stays.
func (v *large) step(by int) {
	if to := v.at + by; to >= 0 && to < len(v.all) {
		v.at = to
		v.show()
	}
}

// show reads what is to be seen away from the interface's thread.
func (v *large) show() {
	a := v.shown()
	v.name.SetText(a.Name)
	facts := []string{bytesOf(a.Size)}
	if len(v.all) > 1 {
		facts = append(facts, wording.Say("shown-of-all", wording.V{"Shown": v.at + 1, "All": len(v.all)}))
	}
	v.about.SetText(strings.Join(facts, " · "))
	v.view.Words = a.Name
	v.view.SetPicture(nil)
	v.said.SetText("")
	v.turn++
	if !picture.IsShown(a.Type) {
		v.said.SetText(wording.Say("file-cannot-be-shown-here", wording.V{"File": a.Name}))
		return
	}
	turn, j, id, kind := v.turn, v.host.Journal(), a.ID, a.Type
	c := v.host.Window().Canvas()
	wide, high := int(c.Size().Width*c.Scale()), int(c.Size().Height*c.Scale())
	var shown image.Image
	v.host.Work(func(ctx context.Context) error {
		data, err := j.ReadAttachment(ctx, id)
		if err != nil {
			return err
		}
		m, err := picture.Decode(kind, data, wide, high)
		if err == nil {
			shown = m
		}
		return err
	}, func(err error) {
		if turn != v.turn || !v.sheet.Visible() {
			return
		}
		switch {
		case errors.Is(err, picture.ErrBroken), errors.Is(err, picture.ErrTooLarge), errors.Is(err, picture.ErrNotShown):
			v.said.SetText(wording.Say("file-cannot-be-shown-here", wording.V{"File": v.shown().Name}))
		case err != nil:
			v.said.SetText(problem.Sentence(err))
		default:
			v.view.SetPicture(shown)
		}
	})
}
