package page

import (
	"context"
	"image"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"enactive/journal"
	"enactive/journal/wording"
	"enactive/ui/arrange"
	"enactive/ui/control"
	"enactive/ui/input"
	"enactive/ui/prose"
	"enactive/ui/theme"
)

// formFilesHost is what the photos and files of a form ask of the window.
type formFilesHost interface {
	fileReader
	documents
	nativeChooser
	pictureClipboard
}

// formFiles are the photos and files of a form whose entry or day is not saved yet. They are sealed when they
// come, and belong to nothing until that is saved with them; the draft of the form keeps them.
type formFiles struct {
	host    formFilesHost
	of      journal.Holder // what the form changes; empty for a new entry
	files   []*formFile
	lost    int // files of a draft that are gone
	reading int // how often files are being read
	then    func()

	tiles, box   *fyne.Container
	add          fyne.CanvasObject
	there        *prose.Label // how many it has already
	lostWords    *prose.Label
	changed      func()
	grown        func()                  // it has another height
	reveal       func(fyne.CanvasObject) // scrolls to a widget
	restFromHere func() fyne.Focusable   // what gets the keyboard when the last tile is gone
	back         func()                  // shows the form again if a sheet took its place
}

type formFile struct {
	*journal.Prepared
	picture image.Image // nil until it is read
	frame   *canvas.Image
}

func newFormFiles(host formFilesHost, of journal.Holder) *formFiles {
	f := &formFiles{host: host, tiles: arrange.Wrap(), there: prose.Caption(""), lostWords: prose.Quiet(""),
		changed: nothingMore, grown: nothingMore, back: nothingMore, reveal: func(fyne.CanvasObject) {}}
	link := control.NewQuietLink(wording.Say("add-a-photo-or-a-file"), f.choose)
	link.OnFocused = func(o fyne.CanvasObject) { f.reveal(o) }
	f.restFromHere = func() fyne.Focusable { return link }
	f.add = container.NewHBox(link)
	f.box = arrange.Flow(theme.Unit/2, f.lostWords, f.tiles, f.add)
	f.begin(of)
	return f
}

// labelled is their part of the form, under its name.
func (f *formFiles) labelled() fyne.CanvasObject {
	return input.Labelled(wording.Say("photos-and-files"), "", arrange.Flow(0, f.there, f.box))
}

// commands are those of the form about its files.
func (f *formFiles) commands(group wording.Text) []Command {
	words := wording.Text("photo-picture-image-attach-attachment")
	return []Command{
		{ID: "form.attach", Name: wording.Text("add-a-photo-or-a-file"), Words: words, Group: group, Do: f.choose},
		{ID: "form.attach.copied", Name: wording.Text("add-the-file-that-you-copied"), Words: words, Group: group, Key: fyne.KeyV, Modifier: fyne.KeyModifierShortcutDefault, Do: f.paste},
	}
}

// begin goes on with what the form changes now, for which it has no files yet.
func (f *formFiles) begin(of journal.Holder) {
	f.of, f.files, f.lost = of, nil, 0
	f.show()
	f.follow()
}

// follow says how many files the entry or the day has already.
func (f *formFiles) follow() {
	words := ""
	switch n := f.host.Journal().CountAttachments(f.of); {
	case n == 0:
	case f.of.Entry != "":
		words = wording.Count(n, "n-files-are-there-already")
	default:
		words = wording.Count(n, "the-day-has-n-files-already")
	}
	f.there.SetText(words)
	setVisible(f.there, words != "")
}

// isEmpty reports whether the form has no files.
func (f *formFiles) isEmpty() bool { return len(f.files) == 0 }

// choose lets a person look for a file.
func (f *formFiles) choose() {
	chooseFile(f.host, func(path string) { f.attach(false, incoming{path: path}) })
}

// attach seals files and shows them in the form.
func (f *formFiles) attach(keep bool, files ...incoming) {
	f.reading++
	var ready []*journal.Prepared
	prepareFiles(f.host, keep, files, func(_ context.Context, all []*journal.Prepared) error {
		ready = all
		return nil
	}, func(left leftOut) {
		f.reading--
		f.back()
		there := f.take(ready)
		if len(there) > 0 {
			f.host.Toast(wording.Say("file-is-there-already", wording.V{"File": strings.Join(there, ", ")}), false)
		}
		left.say(f.host, func(files []incoming) { f.attach(true, files...) }, f.comeBack)
		if f.reading > 0 {
			return
		}
		then := f.then
		if f.then = nil; then != nil && left.isNone() {
			then()
		}
	})
}

// paste asks whether to add what was copied, and adds it.
func (f *formFiles) paste() {
	askPasted(f.host, func(files []incoming) { f.attach(false, files...) }, f.comeBack)
}

// comeBack shows the form again once a question is off the screen, and nothing that came in its place is there.
func (f *formFiles) comeBack() { f.host.After(0, func() { f.back() }) }

// isReading reports whether files are still being read, and calls then once they are there.
func (f *formFiles) isReading(then func()) bool {
	if f.reading > 0 {
		f.then = then
	}
	return f.reading > 0
}

// take adds prepared files, but for those that the form, its entry or its day has, whose names it returns.
func (f *formFiles) take(ready []*journal.Prepared) (there []string) {
	j := f.host.Journal()
	stored, added := j.Attachments(f.of), false
	for _, p := range ready {
		a := p.Attachment()
		same := func(b journal.Attachment) bool { return b.Sum == a.Sum }
		if slices.ContainsFunc(stored, same) || slices.ContainsFunc(f.files, func(o *formFile) bool { return same(o.Attachment()) }) {
			there = append(there, a.Name)
			j.Discard(p)
			continue
		}
		f.files, added = append(f.files, &formFile{Prepared: p}), true
	}
	if added {
		f.show()
		f.changed()
		f.grown()
		f.reveal(f.box)
	}
	return there
}

// remove takes a file out of the form.
func (f *formFiles) remove(x *formFile) {
	at := slices.Index(f.files, x)
	if at < 0 {
		return
	}
	f.host.Journal().Discard(x.Prepared)
	f.files = slices.Delete(f.files, at, at+1)
	f.show()
	f.changed()
	f.grown()
	f.host.Window().Canvas().Focus(f.restFromHere())
}

// prepared are the files, to be saved with the entry or the day.
func (f *formFiles) prepared() []*journal.Prepared {
	var all []*journal.Prepared
	for _, x := range f.files {
		all = append(all, x.Prepared)
	}
	return all
}

// ids are the files for a draft.
func (f *formFiles) ids() []journal.PreparedID {
	var all []journal.PreparedID
	for _, x := range f.files {
		all = append(all, x.ID())
	}
	return all
}

// restore shows the files of a draft. Those that are gone it counts.
func (f *formFiles) restore(ids []journal.PreparedID) {
	f.files, f.lost = nil, 0
	for _, id := range ids {
		p := f.host.Journal().Prepared(id)
		if p == nil {
			f.lost++
			continue
		}
		f.files = append(f.files, &formFile{Prepared: p})
	}
	f.show()
}

// saved takes those out of the form that are saved by now. What came meanwhile stays.
func (f *formFiles) saved(those []*journal.Prepared) {
	f.files = slices.DeleteFunc(f.files, func(x *formFile) bool { return slices.Contains(those, x.Prepared) })
	f.lost = 0
	f.show()
}

// letGo forgets the files with the form.
func (f *formFiles) letGo() {
	for _, x := range f.files {
		f.host.Journal().Discard(x.Prepared)
	}
	f.files, f.lost = nil, 0
	f.show()
}

// show shows the files.
func (f *formFiles) show() {
	f.tiles.RemoveAll()
	for _, x := range f.files {
		f.tiles.Add(f.tile(x))
	}
	words := ""
	if f.lost > 0 {
		words = wording.Count(f.lost, "n-files-of-the-draft-are-gone")
	}
	f.lostWords.SetText(words)
	setVisible(f.lostWords, words != "")
	setVisible(f.tiles, len(f.files) > 0)
	f.box.Refresh()
	f.read()
}

// tile is a file with its name, and the way to take it out again.
func (f *formFiles) tile(x *formFile) fyne.CanvasObject {
	at := x.Attachment()
	shown, frame, wide := tilePicture(&at, x.picture)
	x.frame = frame
	out := control.NewQuietLink(wording.Say("remove"), func() { f.remove(x) })
	out.OnFocused = func(o fyne.CanvasObject) { f.reveal(o) }
	return container.New(formTileLayout{wide * theme.Scale()}, shown, prose.Caption(at.Name).InLine(), out)
}

// formTileLayout puts a picture over its name and what can be done with it.
type formTileLayout struct{ wide float32 }

func (t formTileLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(max(t.wide, o[2].MinSize().Width), tileHeight*theme.Scale()+o[1].MinSize().Height+o[2].MinSize().Height)
}

func (t formTileLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	y := tileHeight * theme.Scale()
	o[0].Move(fyne.Position{})
	o[0].Resize(fyne.NewSize(t.wide, y))
	for _, line := range o[1:] {
		line.Move(fyne.NewPos(0, y))
		line.Resize(fyne.NewSize(s.Width, line.MinSize().Height))
		y += line.MinSize().Height
	}
	link := o[2]
	link.Resize(fyne.NewSize(link.MinSize().Width, link.Size().Height))
}

// read reads the small pictures that are not there yet away from the interface's thread.
func (f *formFiles) read() {
	var missing []*formFile
	for _, x := range f.files {
		if at := x.Attachment(); at.HasSmall() && x.picture == nil {
			missing = append(missing, x)
		}
	}
	if len(missing) == 0 {
		return
	}
	j := f.host.Journal()
	found := make([]image.Image, len(missing))
	f.host.Work(func(ctx context.Context) error {
		for i, x := range missing {
			found[i] = smallPicture(j.SmallOf(ctx, x.Prepared)) // what cannot be read stays blank
		}
		return nil
	}, func(error) {
		for i, x := range missing {
			if found[i] == nil {
				continue
			}
			if x.picture = found[i]; x.frame != nil {
				putInto(x.frame, x.picture)
			}
		}
		f.tiles.Refresh() // the toolkit does not know yet where a frame is that was never shown
	})
}
