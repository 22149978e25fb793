package page

import (
	"context"
	"image"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"enactive/journal"
	"enactive/journal/picture"
	"enactive/journal/wording"
	"enactive/ui/arrange"
	"enactive/ui/control"
	"enactive/ui/glyph"
	"enactive/ui/menu"
	"enactive/ui/prose"
	"enactive/ui/surface"
	"enactive/ui/theme"
)

// attachmentHost is what photos and files ask of the window.
type attachmentHost interface {
	fileReader
	nativeChooser
	pictureClipboard
	fileWriter
	outsideOpener
}

// The sides of a small picture in a row, at text size 1.
const (
	tileHeight   float32 = 96
	tileNarrow   float32 = 64
	tileWide     float32 = 200
	tileFileWide float32 = 132
)

// album is the row of photos and files of one entry or day. It keeps the small pictures of what it
// shows, so that a page that is made anew does not read them again.
type album struct {
	host     attachmentHost
	holder   journal.Holder
	pictures map[journal.AttachmentID]image.Image
	reading  map[journal.AttachmentID]bool
	frames   map[journal.AttachmentID]*canvas.Image // those on the screen that wait for their picture
}

func newAlbum(host attachmentHost) *album { return &album{host: host} }

// row shows what is attached to an entry or a day; nil if that is nothing.
func (a *album) row(of journal.Holder) fyne.CanvasObject {
	if a.holder != of || a.pictures == nil {
		a.holder, a.pictures, a.reading = of, map[journal.AttachmentID]image.Image{}, map[journal.AttachmentID]bool{}
	}
	a.frames = map[journal.AttachmentID]*canvas.Image{}
	all := a.host.Journal().Attachments(of)
	if len(all) == 0 {
		return nil
	}
	var tiles []fyne.CanvasObject
	for i := range all {
		tiles = append(tiles, a.tile(&all[i]))
	}
	a.read(all)
	return arrange.Wrap(tiles...)
}

// tile is one photo or file with its name.
func (a *album) tile(at *journal.Attachment) fyne.CanvasObject {
	shown, frame, wide := tilePicture(at, a.pictures[at.ID])
	if frame != nil {
		a.frames[at.ID] = frame
	}
	name := prose.Caption(at.Name).InLine()
	place := container.New(tileLayout{wide * theme.Scale()}, shown, name)
	id := at.ID
	l := control.NewLink(place, func() { a.open(id) })
	l.OnMenu = func(p fyne.Position, byKey bool) { openMenu(a.host, p, byKey, a.menu(id)) }
	return l
}

// tilePicture is the small picture of a photo, blank where it is not read yet, or a sign for another file, and how
// wide it is at text size 1. frame is nil for a file.
func tilePicture(at *journal.Attachment, picture image.Image) (shown fyne.CanvasObject, frame *canvas.Image, wide float32) {
	if !at.HasSmall() {
		about := arrange.Flow(-theme.Unit/2, container.NewCenter(glyph.NewIcon(fynetheme.DocumentIcon())), container.NewCenter(prose.Caption(bytesOf(at.Size)).Short()))
		return surface.Framed(container.NewCenter(about)), nil, tileFileWide
	}
	if wide = tileHeight * 4 / 3; at.Height > 0 {
		wide = tileHeight * float32(at.Width) / float32(at.Height)
	}
	frame = wholePicture(picture)
	frame.Hidden = picture == nil
	return frame, frame, min(max(wide, tileNarrow), tileWide)
}

// wholePicture shows all of a picture, smooth, with round corners.
func wholePicture(m image.Image) *canvas.Image {
	return &canvas.Image{FillMode: canvas.ImageFillContain, ScaleMode: canvas.ImageScaleSmooth, CornerRadius: theme.Radius, Image: m}
}

// tileLayout puts a picture over its name.
type tileLayout struct{ wide float32 }

func (t tileLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(t.wide+theme.Unit, tileHeight*theme.Scale()+theme.Unit/2+o[1].MinSize().Height)
}

func (t tileLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	high := tileHeight * theme.Scale()
	o[0].Move(fyne.NewPos(theme.Unit/2, theme.Unit/2))
	o[0].Resize(fyne.NewSize(s.Width-theme.Unit, high))
	o[1].Move(fyne.NewPos(theme.Unit/2, high+theme.Unit/2))
	o[1].Resize(fyne.NewSize(s.Width-theme.Unit, o[1].MinSize().Height))
}

// read reads the small pictures that are not there yet away from the interface's thread.
func (a *album) read(all []journal.Attachment) {
	var missing []journal.AttachmentID
	for i := range all {
		if id := all[i].ID; all[i].HasSmall() && a.pictures[id] == nil && !a.reading[id] {
			missing = append(missing, id)
			a.reading[id] = true
		}
	}
	if len(missing) == 0 {
		return
	}
	j, into, under := a.host.Journal(), a.pictures, a.reading
	found := map[journal.AttachmentID]image.Image{}
	a.host.Work(func(ctx context.Context) error {
		for _, id := range missing {
			// What cannot be read stays blank here; it says why when it is opened.
			if m := smallPicture(j.SmallPicture(ctx, id)); m != nil {
				found[id] = m
			}
		}
		return nil
	}, func(error) {
		for _, id := range missing {
			delete(under, id)
		}
		for id, m := range found {
			into[id] = m
		}
		for id, frame := range a.frames {
			if m := a.pictures[id]; m != nil && frame.Image == nil {
				putInto(frame, m)
			}
		}
	})
}

// smallPicture is a small picture as it was read; nil if it cannot be shown.
func smallPicture(data []byte, err error) image.Image {
	if err != nil {
		return nil
	}
	m, err := picture.Decode(picture.JPEG, data, picture.SmallSide, picture.SmallSide)
	if err != nil {
		return nil
	}
	return m
}

// putInto shows a picture in a frame that was blank.
func putInto(frame *canvas.Image, m image.Image) {
	frame.Image = m
	frame.Show()
	frame.Refresh()
}

// button offers to add something; nil where nothing can be.
func (a *album) button(to journal.Holder) fyne.CanvasObject {
	if !isWritable(a.host) {
		return nil
	}
	return container.NewHBox(control.NewQuietLink(wording.Say("add-a-photo-or-a-file"), func() { chooseAttachment(a.host, to) }))
}

// menu is the menu of a photo or file.
func (a *album) menu(id journal.AttachmentID) []menu.Item {
	return []menu.Item{
		{Label: wording.Say("show-it-large"), Key: wording.Say("enter-key"), Do: func() { a.open(id) }},
		{Label: wording.Say("open-outside-ellipsis"), Do: func() { askOutside(a.host, id) }},
		{Label: wording.Say("save-a-copy-ellipsis"), Do: func() { askCopy(a.host, id) }},
		menu.Separator(),
		{Label: wording.Say("remove"), Disabled: !isWritable(a.host), Do: func() { removeAttachment(a.host, id) }},
	}
}

// open shows one large, with the ways to those beside it.
func (a *album) open(id journal.AttachmentID) {
	all := a.host.Journal().Attachments(a.holder)
	if at := slices.IndexFunc(all, func(x journal.Attachment) bool { return x.ID == id }); at >= 0 {
		showLarge(a.host, all, at)
	}
}
