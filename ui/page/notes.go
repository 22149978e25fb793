package page

import (
	"context"
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/wording"
	"enactive/qrcode"
	"enactive/ui/arrange"
	"enactive/ui/choose"
	"enactive/ui/control"
	"enactive/ui/prose"
	"enactive/ui/surface"
	"enactive/ui/theme"
)

// NotesLook is what the last look into the folder for notes found.
type NotesLook struct {
	// Trouble says why the folder could not be looked into; it is empty if it could.
	Trouble string
	// Left says which files were left alone, and why. More is how many age files were not looked at.
	Left []string
	More int
}

// notesHost is what the page of the notes from outside asks of the window.
type notesHost interface {
	journalHost
	fileChooser
	entryEditor
	// NotesKey returns the public key of the notes; a new one if fresh, or if there is none.
	NotesKey(ctx context.Context, fresh bool) (string, error)
	// SetNotesFolder has a folder watched, or none for "".
	SetNotesFolder(ctx context.Context, folder string) error
	// TakeInNotes looks into the folder now, and then calls done. NotesLook is what the last look found.
	TakeInNotes(done func())
	NotesLook() NotesLook
}

// Notes is the page of the notes from outside: those that wait, and how they come.
type Notes struct {
	host  notesHost
	body  *fyne.Container
	key   string                             // the public key; empty until it is asked for
	areas map[journal.EntryID]journal.AreaID // chosen for a note
	shown int
	reach map[string]fyne.Focusable
}

// notesStep is how many notes are shown at first, and more at a time.
const notesStep = 20

// NewNotes makes the page; Refresh fills it.
func NewNotes(host notesHost) *Notes {
	return &Notes{host: host, body: arrange.Flow(2 * theme.Unit), areas: map[journal.EntryID]journal.AreaID{}, shown: notesStep}
}

// Object is the page itself.
func (p *Notes) Object() fyne.CanvasObject {
	return scrolled(arrange.Column(theme.ReadingWidth, p.body))
}

// Refresh shows the notes as they are now. The keyboard stays where it is.
func (p *Notes) Refresh() {
	if j := p.host.Journal(); p.key == "" && j.Outside().Key != "" {
		p.askKey(false)
	}
	p.show()
}

func (p *Notes) show() {
	c := p.host.Window().Canvas()
	at := focusedIn(c, p.reach)
	p.reach = map[string]fyne.Focusable{}
	j := p.host.Journal()
	waiting := j.Waiting()
	title := wording.Say("notes-from-your-phone")
	head := []fyne.CanvasObject{}
	if j.Outside().Folder != "" && isWritable(p.host) {
		head = append(head, p.button("look", control.Silent, wording.Say("look-now"), fynetheme.ViewRefreshIcon(), p.look))
	}
	p.body.Objects = []fyne.CanvasObject{arrange.Header(prose.Title(title), arrange.HeadingWidth(title), head...)}
	if len(waiting) > 0 {
		p.body.Add(p.over(waiting))
	} else {
		p.body.Add(prose.Paragraph(wording.Say("a-note-from-your-phone-waits-here")))
	}
	for i := range waiting {
		if i == p.shown {
			p.body.Add(container.NewHBox(p.button("more", control.Plain, wording.Say("show-more"), nil, func() { p.shown += notesStep; p.show() })))
			break
		}
		p.body.Add(p.note(&waiting[i]))
	}
	p.body.Add(p.folderCard())
	if p.key != "" {
		p.body.Add(p.keyCard())
	}
	p.body.Refresh()
	if f := p.reach[at]; f != nil {
		c.Focus(f)
	}
}

func (p *Notes) button(name string, weight control.Weight, words string, icon fyne.Resource, tap func()) *control.Button {
	b := control.NewButton(weight, words, icon, tap)
	p.reach[name] = b
	return b
}

// over says how many notes wait, and accepts them all once each has an area.
func (p *Notes) over(waiting []journal.Waiting) fyne.CanvasObject {
	head := arrange.Flow(-theme.Unit/2, prose.Subtitle(wording.Count(len(waiting), "n-notes-from-outside-are-waiting")), prose.Quiet(wording.Count(len(waiting), "n-notes-count-once-you-accept-them")))
	if len(waiting) == 1 || !isWritable(p.host) {
		return head
	}
	all := make([]journal.Accepted, 0, len(waiting))
	for i := range waiting {
		if a := p.area(&waiting[i]); a != "" {
			all = append(all, journal.Accepted{ID: waiting[i].ID, Area: a})
		}
	}
	if len(all) < len(waiting) {
		return head
	}
	return arrange.Flow(theme.Unit, head, arrange.Wrap(p.button("accept all", control.Plain, wording.Say("accept-all"), nil, func() { p.accept(nil, all...) })))
}

// area is the area that is chosen for a note, or proposed; empty if there is none.
func (p *Notes) area(w *journal.Waiting) journal.AreaID {
	if a, ok := p.host.Journal().Area(p.areas[w.ID]); ok {
		return a.ID
	}
	a, _ := p.host.Journal().AreaOfNote(w)
	return a.ID
}

// note shows all that a note would bring, and what can be done with it.
func (p *Notes) note(w *journal.Waiting) fyne.CanvasObject {
	e := &w.Entry
	when := wording.Moment(e.Time)
	if w.TimeOfFile {
		when = wording.Say("when-by-the-time-of-the-file", wording.V{"When": when})
	}
	came := wording.Say("when-from-the-file", wording.V{"When": wording.Capital(when), "File": w.File})
	body := arrange.Flow(theme.Unit, arrange.Flow(-theme.Unit/2, prose.Caption(came), prose.Subtitle(describe.Heading(e))))
	if k := describe.Kicker(e); k != "" {
		body.Add(prose.Paragraph(k))
	}
	for _, r := range describe.Ratings(e) {
		body.Add(arrange.LabelledRow(200, prose.Over(r.Name), prose.Paragraph(r.Text())))
	}
	words, facts := describe.Told(e)
	for _, part := range words {
		if part.Text != describe.Heading(e) {
			body.Add(arrange.Flow(-theme.Unit/2, prose.Over(part.Name), prose.NewPassage(part.Text, "", prose.Paragraph(part.Text))))
		}
	}
	for _, part := range facts {
		body.Add(arrange.LabelledRow(200, prose.Over(part.Name), prose.NewPassage(part.Text, "", prose.Paragraph(part.Text))))
	}
	if !isWritable(p.host) {
		return surface.NewCard(body, nil)
	}
	body.Add(p.areaChoice(w))
	id, a := w.ID, p.area(w)
	tools := arrange.Wrap()
	if a != "" {
		tools.Add(p.button("accept "+string(id), control.Primary, wording.Say("accept-note"), nil, func() { p.accept(nil, journal.Accepted{ID: id, Area: a}) }))
		tools.Add(p.button("edit "+string(id), control.Plain, wording.Say("accept-and-edit"), nil, func() {
			p.accept(func() {
				if e, ok := p.host.Journal().Entry(id); ok {
					p.host.EditEntry(e.Clone())
				}
			}, journal.Accepted{ID: id, Area: a})
		}))
	}
	tools.Add(p.button("discard "+string(id), control.Silent, wording.Say("discard"), nil, func() { p.discard(id) }))
	body.Add(tools)
	return surface.NewCard(body, nil)
}

// areaChoice chooses the area of a note.
func (p *Notes) areaChoice(w *journal.Waiting) fyne.CanvasObject {
	areas := slices.DeleteFunc(p.host.Journal().Areas(), func(a journal.Area) bool { return a.Archived })
	if len(areas) == 0 {
		return prose.Quiet(wording.Say("a-note-needs-an-area-first"))
	}
	s := choose.NewSelect()
	s.PlaceHolder = wording.Say("choose-an-area")
	now := p.area(w)
	for i, a := range areas {
		s.Options = append(s.Options, a.Name)
		if a.ID == now {
			s.SetSelectedIndex(i)
		}
	}
	id := w.ID
	s.OnChanged = func(string) {
		if i := s.SelectedIndex(); i >= 0 {
			p.areas[id] = areas[i].ID
			p.show()
		}
	}
	p.reach["area "+string(id)] = s
	row := arrange.Flow(0, arrange.LabelledRow(200, prose.Over(wording.Say("area")), s))
	if _, ok := p.host.Journal().AreaNamed(w.Area); w.Area != "" && !ok {
		row.Add(prose.Caption(wording.Say("it-asks-for-an-area-that-is-not-there", wording.V{"Area": w.Area})))
	}
	return row
}

func (p *Notes) accept(then func(), notes ...journal.Accepted) {
	host := p.host
	host.Work(func(ctx context.Context) error { return host.Journal().AcceptNotes(ctx, notes...) }, func(err error) {
		switch {
		case err != nil:
			host.Fail(err)
		case then != nil:
			then()
		default:
			host.Toast(wording.Count(len(notes), "accepted-n-notes"), true)
		}
	})
}

func (p *Notes) discard(id journal.EntryID) {
	host := p.host
	host.Work(func(ctx context.Context) error { return host.Journal().DiscardNotes(ctx, id) }, func(err error) {
		if err != nil {
			host.Fail(err)
			return
		}
		host.Toast(wording.Count(1, "discarded-n-notes"), true)
	})
}

// look looks into the folder now.
func (p *Notes) look() {
	before := p.host.Journal().CountWaiting()
	p.host.TakeInNotes(func() {
		if p.host.NotesLook().Trouble == "" && p.host.Journal().CountWaiting() == before {
			p.host.Toast(wording.Say("no-new-note-has-come"), false)
		}
		p.show()
	})
}

// folderCard is where notes come through, and what was left alone there.
func (p *Notes) folderCard() fyne.CanvasObject {
	folder := p.host.Journal().Outside().Folder
	body := arrange.Flow(theme.Unit, prose.Subtitle(wording.Say("the-folder-for-notes")))
	words := wording.Say("choose-folder-ellipsis")
	if folder == "" {
		body.Add(prose.Paragraph(wording.Say("choose-a-folder-that-your-phone-shares")))
	} else {
		body.Add(prose.NewPassage(folder, "", prose.Paragraph(folder)))
		body.Add(prose.Quiet(wording.Say("it-is-looked-into-when-you-unlock")))
		words = wording.Say("choose-another-folder-ellipsis")
	}
	look := p.host.NotesLook()
	if folder != "" && look.Trouble != "" {
		body.Add(surface.NewFact(false, look.Trouble))
	}
	if folder != "" && len(look.Left)+look.More > 0 {
		left := arrange.Flow(theme.Unit / 2)
		const most = 20
		for _, l := range look.Left[:min(most, len(look.Left))] {
			left.Add(prose.Paragraph(l))
		}
		n := len(look.Left) + look.More
		body.Add(surface.NewFold(wording.Count(n, "n-files-were-left-alone"), padded(left)))
	}
	if !isWritable(p.host) {
		return surface.NewCard(body, nil)
	}
	buttons := arrange.Wrap(p.button("folder", control.Plain, words, fynetheme.FolderOpenIcon(), p.chooseFolder))
	if folder != "" {
		buttons.Add(p.button("stop", control.Silent, wording.Say("watch-no-folder"), nil, func() { p.setFolder("") }))
	}
	if p.key == "" {
		buttons.Add(p.button("key", control.Plain, wording.Say("show-the-key"), nil, func() { p.askKey(false) }))
	}
	body.Add(buttons)
	return surface.NewCard(body, nil)
}

func (p *Notes) chooseFolder() {
	from := p.host.Journal().Outside().Folder
	if from == "" {
		from = p.host.Documents()
	}
	chooseFolder(p.host, from, p.setFolder)
}

func (p *Notes) setFolder(folder string) {
	host := p.host
	host.Work(func(ctx context.Context) error { return host.SetNotesFolder(ctx, folder) }, func(err error) {
		if err != nil {
			host.Fail(err)
			return
		}
		if folder == "" {
			p.Refresh()
			return
		}
		host.TakeInNotes(p.Refresh)
	})
}

// askKey asks for the key, which the journal makes if it has none.
func (p *Notes) askKey(fresh bool) {
	host := p.host
	key := ""
	host.Work(func(ctx context.Context) (err error) {
		key, err = host.NotesKey(ctx, fresh)
		return err
	}, func(err error) {
		if err != nil {
			host.Fail(err)
			return
		}
		p.key = key
		p.show()
	})
}

// qrSide is the side of the QR code in pixels, whatever the size of texts is.
const qrSide = 230

// keyCard shows the key to a camera, and as a text.
func (p *Notes) keyCard() fyne.CanvasObject {
	body := arrange.Flow(theme.Unit, prose.Subtitle(wording.Say("the-key-for-notes")), prose.Paragraph(wording.Say("point-your-phones-camera-at-it")))
	if code, err := qrcode.New(p.key); err == nil { // a key always fits
		body.Add(container.NewHBox(qrPicture(code)))
	}
	body.Add(prose.NewPassage(p.key, "", prose.Paragraph(p.key)))
	tools := arrange.Wrap(p.button("copy", control.Plain, wording.Say("copy"), fynetheme.ContentCopyIcon(), func() {
		fyne.CurrentApp().Clipboard().SetContent(p.key)
		p.host.Toast(wording.Say("copied-the-key"), false)
	}))
	if isWritable(p.host) {
		tools.Add(p.button("new key", control.Silent, wording.Say("replace-it-by-a-new-key"), nil, p.replaceKey))
	}
	body.Add(tools)
	body.Add(prose.Quiet(wording.Say("the-key-reveals-nothing-but-whoever-has-it")))
	return surface.NewCard(body, nil)
}

// qrPicture is a code, dark on white in the dark theme too, since many cameras read no other.
func qrPicture(code qrcode.Code) fyne.CanvasObject {
	const scale = 8
	picture := canvas.NewImageFromImage(code.Picture(scale))
	picture.FillMode, picture.ScaleMode = canvas.ImageFillContain, canvas.ImageScaleSmooth
	picture.SetMinSize(fyne.NewSquareSize(qrSide))
	return container.NewStack(canvas.NewRectangle(color.White), picture)
}

// replaceKey asks first: every phone has to be given the new key.
func (p *Notes) replaceKey() {
	q := ask(p.host.Window(), 520, wording.Say("replace-the-key-question"), wording.Say("replace-it"), func(q *question) {
		q.hide()
		p.askKey(true)
	}, prose.Paragraph(wording.Say("what-is-sealed-to-the-old-key-is-left")))
	q.canvas.Focus(q.not)
}

// LeftAlone is a sentence about a file that was left alone.
func LeftAlone(file string, why error) string {
	return wording.Say("file-was-left-alone-because", wording.V{"File": file, "Why": describe.Error(why)})
}

// notesWait is the card by which home leads to the notes that wait; nil if there are none.
func notesWait(n int, show func()) fyne.CanvasObject {
	if n == 0 {
		return nil
	}
	look := control.NewButton(control.Plain, wording.Say("look-at-them"), nil, show)
	said := arrange.Flow(-theme.Unit/2, prose.Strong(wording.Count(n, "n-notes-from-outside-are-waiting")).InLine(), prose.Caption(wording.Count(n, "n-notes-count-once-you-accept-them")))
	return surface.NewCard(container.NewBorder(nil, nil, nil, container.NewCenter(look), said), nil)
}
