package page

import (
	"context"
	"io"
	"runtime"
	"runtime/debug"
	"sync"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	fynetheme "fyne.io/fyne/v2/theme"

	"enactive/charts/report"
	"enactive/charts/report/compose"
	"enactive/journal/wording"
	"enactive/ui/arrange"
	"enactive/ui/control"
	"enactive/ui/figure"
	"enactive/ui/problem"
	"enactive/ui/prose"
	"enactive/ui/scrolling"
	"enactive/ui/shell"
	"enactive/ui/state"
	"enactive/ui/theme"
)

// documentHost is what the page of a document asks of the window.
type documentHost interface {
	nativeChooser
	journalHost
	timer
	calendarSettings
	fileWriter
	encrypter
	printing
	// Draw is Work for pictures: a few at a time, so that none of them waits long.
	Draw(draw, done func())
}

// printing reaches the printers of the system.
type printing interface {
	// CanPrint reports whether the system has a command for printing.
	CanPrint() bool
	Printers(ctx context.Context) ([]string, error)
	// Print hands a document to a printer, without a file of it in between; an empty name is the printer
	// that the system uses if none is named.
	Print(ctx context.Context, printer string, document io.Reader) error
}

// documentOpener opens the page of a document that tells something.
type documentOpener interface {
	OpenDocument(report.Told)
}

// Document is the page on which a person decides what a document tells, sees its pages as they will be,
// and saves or prints it. Nothing is written before.
type Document struct {
	host    documentHost
	object  fyne.CanvasObject
	panes   *shell.Panes
	choices *documentChoices
	scroll  *scrolling.Scroll
	pages   *figure.PaperView
	status  *prose.Label
	// other leads to the pages or back to the choices where there is room for one only.
	other, back, on *control.Button
	seen            bool // the pages are shown in its place

	latest state.Latest
	made   compose.Preview
	making bool
	spare  spareMemory
}

// The first pages are shown, and no more. A change is awaited this long for the next one.
const (
	mostPages      = 200
	afterAChange   = 300 * time.Millisecond
	documentColumn = 380
)

// NewDocument makes the page; Refresh fills it.
func NewDocument(host documentHost) *Document {
	p := &Document{host: host, pages: figure.NewPaperView(), status: prose.Quiet(" ")}
	p.choices = newDocumentChoices(host, func() { p.remake(afterAChange) })
	p.choices.remembered.remember, p.choices.remembered.forget = p.remember, p.forget
	p.pages.Work, p.pages.OnTurned = host.Draw, p.sayWhere
	p.back = control.NewButton(control.Plain, wording.Say("previous-page"), fynetheme.MoveUpIcon(), func() { p.pages.Turn(-1) })
	p.on = control.NewButton(control.Plain, wording.Say("next-page"), fynetheme.MoveDownIcon(), func() { p.pages.Turn(+1) })
	p.other = control.NewButton(control.Plain, wording.Say("show-the-pages"), nil, p.turnOver)
	side := 3 * theme.Unit
	p.scroll = scrolling.NewScroll(container.New(layout.NewCustomPaddedLayout(0, side, side, side), arrange.LeftColumn(documentColumn+100, p.choices.body)))
	bar := arrange.Header(p.status, 220*theme.Scale(), p.back, p.on)
	p.panes = shell.NewSidePanes(p.scroll, arrange.VerticalBorder(container.New(layout.NewCustomPaddedLayout(0, 0, 2*theme.Unit, 2*theme.Unit), bar), container.NewStack(), p.pages), documentColumn)
	p.panes.OnFolded = func(bool) { p.showOther() }
	title := wording.Say("document-page")
	save := control.NewButton(control.Primary, wording.Say("save-as-pdf"), nil, p.Save)
	printer := control.NewButton(control.Plain, wording.Say("print-ellipsis"), nil, p.Print)
	p.other.Hide()
	head := container.New(layout.NewCustomPaddedLayout(side, theme.Unit, side, side), arrange.Column(theme.PageWidth, arrange.CenteredWrap(2*theme.Unit, theme.Unit, arrange.MinWidth(arrange.HeadingWidth(title), prose.Title(title)), save, printer, p.other))) // on the left: a second click on the button that led here meets nothing
	p.object = arrange.VerticalBorder(head, container.NewStack(), p.panes)
	return p
}

// Object is the page itself.
func (p *Document) Object() fyne.CanvasObject { return p.object }

// Told is what the document tells now.
func (p *Document) Told() report.Told { return p.choices.told }

// Show chooses what the document tells; the caller shows the page.
func (p *Document) Show(t report.Told) { p.choices.take(t) }

// Refresh brings the page up to the journal.
func (p *Document) Refresh() {
	p.choices.refresh()
	p.showOther()
	p.remake(0)
}

// Leave stops what is under way, and lets the pages go.
func (p *Document) Leave() {
	p.latest.End()
	p.making, p.made = false, compose.Preview{}
	p.pages.SetPages(p.made.Sheet, nil)
}

// Focus puts the keyboard on the first choice, or on the pages where they stand in its place.
func (p *Document) Focus() {
	if p.seen && p.panes.IsFolded() {
		p.host.Window().Canvas().Focus(p.pages)
		return
	}
	p.host.Window().Canvas().Focus(p.choices.kind)
}

// turnOver shows the pages in place of the choices, or the choices again.
func (p *Document) turnOver() {
	if p.seen = !p.seen; p.seen {
		p.panes.Open()
	} else {
		p.panes.Close()
	}
	p.showOther()
	if p.seen {
		p.host.Window().Canvas().Focus(p.pages)
	}
}

func (p *Document) showOther() {
	words := wording.Say("show-the-pages")
	if p.seen {
		words = wording.Say("show-the-choices")
	}
	p.other.SetText(words)
	p.other.Hidden = !p.panes.IsFolded()
	p.object.Refresh()
}

// remake makes the pages again after a while, unless something changes before.
func (p *Document) remake(after time.Duration) {
	wanted, newest := p.latest.Begin()
	p.making = true
	p.sayWhere()
	make := func() {
		if !newest() {
			return
		}
		told, j := p.choices.told, p.host.Journal()
		var made compose.Preview
		p.host.Work(func(window context.Context) error {
			ctx, end := context.WithCancel(wanted)
			defer end()
			defer context.AfterFunc(window, end)()
			return p.spare.with(func() (err error) {
				made, err = report.Pages(ctx, j, told, mostPages)
				return err
			})
		}, func(err error) {
			if !newest() {
				return
			}
			if p.making = false; err != nil {
				p.status.SetText(problem.Sentence(err))
				return
			}
			p.made = made
			p.pages.SetPages(made.Sheet, made.Pages)
			p.sayWhere()
		})
	}
	if after == 0 {
		make()
		return
	}
	p.host.After(after, make)
}

// sayWhere says which page is read of how many.
func (p *Document) sayWhere() {
	words := ""
	if n := p.pages.Pages(); n > 0 {
		words = wording.Say("page-n-of-all", wording.V{"N": p.pages.Page() + 1, "All": p.made.All})
		if n < p.made.All {
			words = wording.Sentences(words, wording.Say("the-first-n-are-shown", wording.V{"N": n}))
		}
	}
	if p.making {
		words = wording.Say("making-the-pages")
	}
	p.status.SetText(words)
	p.pages.Words = words
}

// Commands lists the commands of the page.
func (p *Document) Commands() []Command {
	group := wording.Text("document-page")
	ctrl := fyne.KeyModifierShortcutDefault
	shown := func() bool { return p.pages.Pages() > 0 }
	return []Command{
		{ID: "document.save", Name: wording.Text("save-the-document-as-pdf"), Group: group, Key: fyne.KeyS, Modifier: ctrl, Do: p.Save},
		{ID: "document.print", Name: wording.Text("print-the-document"), Group: group, Key: fyne.KeyP, Modifier: ctrl, Do: p.Print},
		{ID: "document.next", Name: wording.Text("go-to-the-next-page"), Group: group, Key: fyne.KeyPageDown, Modifier: ctrl, Can: shown, Do: func() { p.pages.Turn(+1) }},
		{ID: "document.previous", Name: wording.Text("go-to-the-previous-page"), Group: group, Key: fyne.KeyPageUp, Modifier: ctrl, Can: shown, Do: func() { p.pages.Turn(-1) }},
		{ID: "document.on", Name: "", Group: group, Key: fyne.KeyPageDown, Can: shown, Do: func() { p.pages.Leaf(+1) }},
		{ID: "document.back", Name: "", Group: group, Key: fyne.KeyPageUp, Can: shown, Do: func() { p.pages.Leaf(-1) }},
		{ID: "document.remember", Name: wording.Text("remember-these-choices"), Group: group, Can: func() bool { return isWritable(p.host) }, Do: p.remember},
	}
}

// Escape leaves the pages for the choices where there is room for one only.
func (p *Document) Escape() {
	if p.seen && p.panes.IsFolded() {
		p.turnOver()
	}
}

// spareMemory keeps what the window uses within a limit while documents are made: the pages of a life
// of entries leave more behind than they need. The limit is for all that are made at a time.
type spareMemory struct {
	mu     sync.Mutex
	making int
	before int64
}

// documentMemory is what the making of documents may use beside what the window uses already, in bytes.
// Where more is in use the memory is collected more often, and nothing fails.
const documentMemory = 900 << 20

func (s *spareMemory) with(do func() error) error {
	s.change(+1)
	defer s.change(-1)
	return do()
}

func (s *spareMemory) change(by int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	before := s.making
	switch s.making += by; {
	case before == 0:
		var now runtime.MemStats
		runtime.ReadMemStats(&now)
		s.before = debug.SetMemoryLimit(-1) // which reads it
		debug.SetMemoryLimit(min(s.before, int64(now.Sys-now.HeapReleased)+documentMemory))
	case s.making == 0:
		debug.SetMemoryLimit(s.before)
	}
}

// PagesInSight reports whether the pages can be seen, beside the choices or in place of them.
func (p *Document) PagesInSight() bool { return p.seen || !p.panes.IsFolded() }
