package page

import (
	"context"
	"errors"
	"io"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"enactive/journal/wording"
	"enactive/ui/arrange"
	"enactive/ui/choose"
	"enactive/ui/control"
	"enactive/ui/input"
	"enactive/ui/problem"
	"enactive/ui/prose"
	"enactive/ui/state"
	"enactive/ui/theme"
)

// importHost is what an import asks of the window.
type importHost interface {
	nativeChooser
	journalHost
	timer
	fileWriter
	importer
}

// importer reads files for the journal.
type importer interface {
	// ReadImport reads and checks a source as a whole; plan is nil before anything was asked.
	ReadImport(ctx context.Context, from state.ImportSource, plan *state.ImportPlan, progress func(read, of int64)) state.Reading
	BackUpBeforeImport(context.Context) error
	// ImportExtensions are the endings of the files that can be imported, with the dot.
	ImportExtensions() []string
	// IsEncrypted reports whether the name of a file says that it is encrypted with a passphrase, and
	// Decrypt reads such a file into memory.
	IsEncrypted(path string) bool
	Decrypt(ctx context.Context, path, passphrase string, progress func(read, of int64)) (state.ImportSource, error)
	// Encodings are the ways in which characters are written.
	Encodings() []string
	// ZoneNames are time zones for what is typed, KnowsZone whether there is one of that name.
	ZoneNames(typed string) []string
	KnowsZone(name string) bool
	planner
}

// planner writes plans and reads them again.
type planner interface {
	// Command is what does the same in a terminal.
	Command(ctx context.Context, from state.ImportSource, plan state.ImportPlan) (string, error)
	WritePlan(w io.Writer, plan state.ImportPlan) error
	ReadPlan(ctx context.Context, path string) (state.ImportPlan, error)
}

// importWidth is the widest that the page becomes, in pixels at text size 1.
const importWidth = 1280

// readAgainAfter is how long after an answer the file is read again.
const readAgainAfter = 350 * time.Millisecond

// Import is the page on which a file becomes entries: the file as it is, what its columns are, and what
// its rows become. Nothing changes before its one button is pressed.
type Import struct {
	host importHost
	ImportState

	latest  state.Latest
	turn    int // of answers
	reading bool

	path    *input.Field
	body    *fyne.Container
	foot    *fyne.Container
	grid    *fileGrid
	columns *columnsPart
	results *fyne.Container
	line    *prose.Label
	reason  *prose.Label
	take    *control.Button
	jump    *control.Button
	more    *morePart
	kind    *choose.Choice // whether a row is an entry or a day; nil if that is not asked
}

// ImportState is what the page shows: it outlives a change of the appearance.
type ImportState struct {
	source state.ImportSource
	form   *state.ImportForm // nil if there is no table
	read   state.Reading
}

// NewImport makes the page without a file.
func NewImport(host importHost) *Import {
	p := &Import{host: host, path: input.NewField(), body: arrange.Flow(2 * theme.Unit), results: arrange.Flow(2 * theme.Unit), line: prose.Strong(""), reason: prose.Quiet("")}
	p.path.SetPlaceHolder(fileHint(host.ImportExtensions()))
	p.path.OnSubmitted = func(string) { p.readTyped() }
	p.take = control.NewButton(control.Primary, wording.Say("import"), nil, p.apply)
	p.jump = control.NewButton(control.Plain, wording.Say("go-to-the-question"), nil, p.answerNext)
	buttons := arrange.Line(p.jump, p.take)
	p.foot = container.New(arrange.HorizontalBorder{}, arrange.Gap(0), container.New(arrange.Margins(0, 0, 2*theme.Unit, 0), container.NewCenter(buttons)), arrange.Flow(-theme.Unit/4, p.line, p.reason))
	p.layOut()
	return p
}

// Object is the page itself.
func (p *Import) Object() fyne.CanvasObject {
	m := theme.Unit
	foot := container.New(arrange.Margins(m, m, 3*m, 3*m), arrange.Column(importWidth, p.foot))
	return arrange.Footed(scrolled(arrange.Column(importWidth, p.body)), foot)
}

// Refresh checks the file against the journal again after a change of that.
func (p *Import) Refresh() {
	if p.columns != nil {
		p.columns.offerAreas()
		p.columns.follow()
	}
	if p.source.IsEmpty() || p.reading || p.read.Import == nil {
		return
	}
	p.readAgain()
}

// Resume shows what another page of its kind has shown.
func (p *Import) Resume(s ImportState) {
	p.ImportState = s
	p.layOut()
	if p.read.Import == nil && p.form != nil && len(p.form.Open()) == 0 {
		p.readAgain()
	}
}

// Focus leads the keyboard to where a file is named, or to what is to be answered.
func (p *Import) Focus() {
	if p.source.IsEmpty() {
		p.host.Window().Canvas().Focus(p.path)
	}
}

// Read reads a file or a folder. An encrypted file asks for its passphrase first.
func (p *Import) Read(path string) {
	if p.host.IsEncrypted(path) {
		p.unlock(path)
		return
	}
	p.begin(state.ImportSource{Name: filepath.Base(path), Path: path})
}

// Paste reads the table in the clipboard.
func (p *Import) Paste() {
	text := fyne.CurrentApp().Clipboard().Content()
	if strings.TrimSpace(text) == "" {
		p.host.Toast(wording.Say("there-is-no-text-in-the-clipboard"), false)
		return
	}
	p.begin(state.ImportSource{Name: wording.Say("pasted-table"), Text: text})
}

// Commands lists the commands of the page.
func (p *Import) Commands() []Command {
	group := wording.Text("import")
	return []Command{
		{ID: "import.choose", Name: wording.Text("choose-a-file-to-import"), Group: group, Key: fyne.KeyO, Modifier: fyne.KeyModifierShortcutDefault, Do: p.choose},
		{ID: "import.paste", Name: wording.Text("paste-a-table"), Group: group, Key: fyne.KeyV, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift, Do: p.Paste},
		{ID: "import.next", Name: wording.Text("go-to-the-question"), Group: group, Key: fyne.KeyJ, Modifier: fyne.KeyModifierShortcutDefault, Can: func() bool { return p.form != nil }, Do: p.answerNext},
	}
}

func (p *Import) choose() { chooseFile(p.host, p.Read) }

func (p *Import) readTyped() {
	if path := strings.TrimSpace(p.path.Text); path != "" {
		p.Read(path)
		return
	}
	p.reason.SetText(wording.Say("choose-a-file-first"))
}

// begin reads a source for the first time.
func (p *Import) begin(from state.ImportSource) {
	p.close()
	var got state.Reading
	p.open(from, nil, func(r state.Reading) { got = r }, func() {
		if got.Sheet == nil && got.Import == nil {
			p.path.SetText(from.Path)
			p.reason.SetText(p.unread(from, got.Err))
			p.host.Window().Canvas().Focus(p.path)
			return
		}
		p.source, p.read = from, got
		if got.Sheet != nil {
			p.form = state.NewImportForm(got.Sheet, p.onlyArea())
			p.read.Import = nil // the form says how it is read
			if got.Sheet.Remembered != nil {
				p.form.Recall()
				if p.form.HasShape() {
					p.recallShape()
					return
				}
			}
		}
		p.layOut()
		p.readIfComplete()
		p.answerNext()
	})
}

// recallShape reads the table again with the rows and columns of the remembered plan.
func (p *Import) recallShape() {
	shape, raw := p.form.Shape(), p.form.Sheet
	var got state.Reading
	p.open(p.source, &shape, func(r state.Reading) { got = r }, func() {
		if got.Sheet == nil {
			p.forget() // the plan does not fit this file
			return
		}
		got.Sheet.Remembered, got.Sheet.RememberedAs = raw.Remembered, raw.RememberedAs
		p.form = state.NewImportForm(got.Sheet, p.onlyArea())
		p.form.Recall()
		p.read = state.Reading{Sheet: got.Sheet}
		p.layOut()
		p.readIfComplete()
		p.answerNext()
	})
}

// forget begins the form again without the plan that is remembered for such files.
func (p *Import) forget() {
	from := p.source
	var got state.Reading
	p.open(from, nil, func(r state.Reading) { got = r }, func() {
		if got.Sheet == nil {
			p.reason.SetText(p.unread(from, got.Err))
			return
		}
		got.Sheet.Remembered, got.Sheet.RememberedAs = nil, ""
		p.form = state.NewImportForm(got.Sheet, p.onlyArea())
		p.read = state.Reading{Sheet: got.Sheet}
		p.layOut()
		p.readIfComplete()
		p.answerNext()
	})
}

// unread explains why a source could not be read.
func (p *Import) unread(from state.ImportSource, err error) string {
	if errors.Is(err, context.Canceled) {
		return wording.Say("reading-was-stopped")
	}
	if from.Path == "" {
		return problem.Sentence(err)
	}
	return problem.Unread(from.Path, err)
}

// onlyArea is the name of the area of a journal that has one.
func (p *Import) onlyArea() string {
	if areas := p.host.Journal().Areas(); len(areas) == 1 {
		return areas[0].Name
	}
	return ""
}

// open reads a source away from the interface's thread with its progress; take gets the result there.
func (p *Import) open(from state.ImportSource, plan *state.ImportPlan, take func(state.Reading), done func()) {
	p.reading = true
	long(p.host, wording.Say("reading-file", wording.V{"File": from.Name}), func(ctx context.Context, showProgress func(string, float64)) error {
		take(p.host.ReadImport(ctx, from, plan, func(n, of int64) {
			if of > 0 {
				showProgress(wording.Say("size-read", wording.V{"Size": bytesOf(n)}), float64(n)/float64(of))
			}
		}))
		return nil
	}, func(error) {
		p.reading = false
		done()
	})
}

// reshape reads the table again after a change of how it is written or what its rows are.
func (p *Import) reshape() {
	shape := p.form.Shape()
	var got state.Reading
	p.open(p.source, &shape, func(r state.Reading) { got = r }, func() {
		if got.Sheet == nil {
			p.reason.SetText(p.unread(p.source, got.Err))
			return
		}
		old := p.form
		p.form = state.NewImportForm(got.Sheet, old.Area)
		p.form.Keep(old)
		p.read = state.Reading{Sheet: got.Sheet}
		p.layOut()
		p.readIfComplete()
	})
}

// changed shows what an answer changes, and reads the file by it soon.
func (p *Import) changed() {
	p.latest.End()
	p.read.Import, p.read.Bad, p.read.Err = nil, nil, nil
	p.reading = false
	p.turn++
	turn := p.turn
	p.more.follow() // nil without a table
	p.showFoot()
	p.host.After(readAgainAfter, func() {
		if turn == p.turn {
			p.readIfComplete()
		}
	})
}

// readIfComplete reads the source by the form once nothing is open.
func (p *Import) readIfComplete() {
	if p.source.IsEmpty() || p.form != nil && len(p.form.Open()) > 0 {
		p.showResults()
		return
	}
	if p.read.Import != nil {
		p.showResults()
		return
	}
	p.readAgain()
}

// readAgain checks the source by what was said of it, in the background: the page stays usable.
func (p *Import) readAgain() {
	ctx, newest := p.latest.Begin()
	from := p.source
	var plan *state.ImportPlan
	if p.form != nil {
		made := p.form.Plan()
		plan = &made
	}
	p.reading = true
	p.showFoot()
	var got state.Reading
	p.host.Work(func(app context.Context) error {
		ctx, end := context.WithCancel(ctx)
		defer end()
		defer context.AfterFunc(app, end)()
		got = p.host.ReadImport(ctx, from, plan, func(int64, int64) {})
		return nil
	}, func(error) {
		if !newest() {
			return
		}
		p.reading = false
		sheet := p.read.Sheet
		if p.read = got; sheet != nil {
			p.read.Sheet = sheet
		}
		p.showResults()
	})
}

// close empties the page.
func (p *Import) close() {
	p.latest.End()
	p.turn++
	p.ImportState = ImportState{}
	p.reading = false
	p.path.SetText("")
	p.reason.SetText("")
	p.layOut()
}

// apply imports the source that was read, after a backup.
func (p *Import) apply() {
	imp, host := p.read.Import, p.host
	if imp == nil {
		return
	}
	p.reading = true // the journal changes under it
	long(host, wording.Say("importing-the-entries"), func(ctx context.Context, showProgress func(string, float64)) error {
		showProgress(wording.Say("making-a-backup-first"), -1)
		if err := host.BackUpBeforeImport(ctx); err != nil {
			return err
		}
		if n := imp.Added + imp.Changed; n > 0 || imp.Days == 0 {
			showProgress(wording.Count(n, "saving-n-entries"), -1)
		} else {
			showProgress(wording.Count(imp.Days, "saving-n-days"), -1)
		}
		return imp.Apply(ctx)
	}, func(err error) {
		if p.reading = false; err != nil {
			p.line.SetText(problem.Sentence(err))
			return
		}
		p.close()
		var words []string
		if imp.Added > 0 || imp.Changed+imp.Days == 0 {
			words = append(words, wording.Count(imp.Added, "n-entries-were-imported"))
		}
		if imp.Changed > 0 {
			words = append(words, wording.Count(imp.Changed, "n-entries-were-updated"))
		}
		if imp.Days > 0 {
			words = append(words, wording.Count(imp.Days, "n-days-were-imported"))
		}
		host.Toast(wording.Sentences(words...), true)
	})
}

func lineNumber(n int) string { return strconv.Itoa(n) }
