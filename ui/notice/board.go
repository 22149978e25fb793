// Package notice shows messages beside the pages of the window: a toast at the foot, banners
// over the page for as long as something is wrong, and failed saves, which it retries.
package notice

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"enactive/ui/arrange"
	"enactive/ui/paint"
	"enactive/ui/prose"
	"enactive/ui/shell"
	"enactive/ui/spoken"
	"enactive/ui/surface"
	"enactive/ui/theme"
)

// Host is what a board asks of the window.
type Host interface {
	// After runs something on the interface's thread after a delay.
	After(time.Duration, func())
	// Covered reports whether a sheet lies over the window.
	Covered() bool
	// Active reports whether the journal of the board is still the open one.
	Active() bool
	// Problem describes an error that prevents a save; ok is false for invalid input, which the
	// form reports.
	Problem(err error) (p Problem, ok bool)
}

// Problem is an error in words, with buttons that lead out of it.
type Problem struct {
	Title, Words string
	Tools        []fyne.CanvasObject
}

// Banner names a banner. Their order is that on the screen.
type Banner int

const (
	NotSaved Banner = iota
	NotBackedUp
	ReadOnly
	Damaged
	Copied
	banners // how many there are
)

const (
	// toastTime is how long a toast stays.
	toastTime = 8 * time.Second
	// RetryAfter is how long the board waits before it retries failed saves.
	RetryAfter = 5 * time.Second
)

// Board holds the toast, the banners and the failed saves of an open journal. It belongs to the
// interface's thread.
type Board struct {
	host      Host
	top       *fyne.Container // the banners
	bar       *fyne.Container // the toast
	frame     *fyne.Container
	foot      *overFoot
	banners   [banners]*shell.Banner
	toastTurn int
	failing   map[string]func() // retries by what they save
	retryTurn int
}

// New makes an empty board; Frame puts it on the screen.
func New(h Host) *Board {
	return &Board{host: h, top: arrange.Flow(0), failing: map[string]func(){}}
}

// Frame returns content with the banners above it and room for a toast over its foot. An earlier frame
// is no longer updated, and its toast is gone; banners stay.
func (b *Board) Frame(content fyne.CanvasObject) fyne.CanvasObject {
	b.bar = container.NewStack()
	b.foot = &overFoot{}
	b.frame = container.New(b.foot, arrange.VerticalBorder(b.top, container.NewStack(), content), b.bar)
	b.layOutBanners()
	return b.frame
}

// Toast shows words at the foot of the window for a while, with tools beside them; nil is none.
func (b *Board) Toast(words string, tools fyne.CanvasObject) {
	b.toastTurn++
	turn := b.toastTurn
	label := prose.Paragraph(words)
	var card fyne.CanvasObject = label
	if tools != nil {
		card = container.New(arrange.HorizontalBorder{}, arrange.Gap(0), arrange.Middle(tools), arrange.Middle(label))
	}
	b.bar.Objects = []fyne.CanvasObject{container.New(spoken.As(layout.NewStackLayout(), func() spoken.Object {
		return spoken.Object{Role: spoken.Alert, Name: words, Active: -1}
	}), surface.NewCard(card, nil))}
	b.foot.wide = fyne.MeasureText(words, paint.TextSize(theme.Body), fyne.TextStyle{}).Width + 5*theme.Unit
	if tools != nil {
		b.foot.wide += tools.MinSize().Width + 2*theme.Unit
	}
	b.frame.Refresh()
	var leave func()
	leave = func() {
		switch {
		case b.toastTurn != turn:
		case b.host.Active() && b.host.Covered(): // half of it is under a sheet, and it could not be read
			b.host.After(toastTime, leave)
		default:
			b.bar.RemoveAll()
			b.frame.Refresh()
		}
	}
	b.host.After(toastTime, leave)
}

// overFoot puts a toast over the foot of the window, in its middle and no wider than its words.
type overFoot struct{ wide float32 }

// toastWidth is the widest that a toast gets, at text size 1.
const toastWidth = 640

func (f *overFoot) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

func (f *overFoot) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	objects[0].Resize(s)
	toast := objects[1]
	width := float32(int(min(f.wide, toastWidth*theme.Scale(), s.Width-4*theme.Unit)))
	toast.Resize(fyne.NewSize(width, toast.Size().Height)) // wrapped words have their height only once they have their width
	high := toast.MinSize().Height
	toast.Resize(fyne.NewSize(width, high))
	toast.Move(fyne.NewPos(float32(int((s.Width-width)/2)), s.Height-high-2*theme.Unit))
}

// ShowBanner shows a banner until ClearBanner; a visible one keeps its tools.
func (b *Board) ShowBanner(name Banner, title, words string, tools ...fyne.CanvasObject) {
	if shown := b.banners[name]; shown != nil {
		shown.SetText(title, words)
		return
	}
	b.banners[name] = shell.NewBanner(title, words, tools...)
	b.layOutBanners()
}

// ClearBanner removes a banner.
func (b *Board) ClearBanner(name Banner) {
	if b.banners[name] != nil {
		b.banners[name] = nil
		b.layOutBanners()
	}
}

func (b *Board) layOutBanners() {
	b.top.Objects = nil
	b.top.Hide() // even empty it would take the frame's gap
	for _, shown := range b.banners {
		if shown != nil {
			b.top.Add(shown)
			b.top.Show()
		}
	}
	b.frame.Refresh()
}

// SaveFailed shows why something could not be saved and retries it until it is. Errors in what
// was typed are for the form to report.
func (b *Board) SaveFailed(what string, err error, retry func()) {
	p, ok := b.host.Problem(err)
	if !ok {
		return
	}
	b.ShowBanner(NotSaved, p.Title, p.Words, p.Tools...)
	b.failing[what] = retry
	b.retryTurn++
	turn := b.retryTurn
	b.host.After(RetryAfter, func() {
		if turn != b.retryTurn || !b.host.Active() {
			return
		}
		for _, retry := range b.failing {
			retry()
		}
	})
}

// Saved notes that something was saved, or need not be saved any more.
func (b *Board) Saved(what string) {
	delete(b.failing, what)
	if len(b.failing) == 0 {
		b.retryTurn++
		b.ClearBanner(NotSaved)
	}
}
