package page

import (
	"context"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"enactive/journal/wording"
	"enactive/ui/arrange"
	"enactive/ui/control"
	"enactive/ui/input"
	"enactive/ui/problem"
	"enactive/ui/prose"
	"enactive/ui/state"
	"enactive/ui/surface"
	"enactive/ui/theme"
)

// importHost is what an import asks of the window.
type importHost interface {
	journalHost
	timer
	documents
	importer
}

// importer reads files for the journal, without a question.
type importer interface {
	// ReadColumns returns the columns of a table that a person has to map to ours; none if the
	// file can be read as it is. ReadImport reads the file as a whole; answers may be nil.
	ReadColumns(ctx context.Context, path string, progress func(read, of int64)) ([]state.Column, error)
	ReadImport(ctx context.Context, path string, answers *state.ColumnAnswers, progress func(read, of int64)) (*state.Import, error)
	BackUpBeforeImport(context.Context) error
	// ImportExtensions are the endings of the files that can be imported, with the dot.
	ImportExtensions() []string
	scales
}

// scales knows the numbers of our columns.
type scales interface {
	// NumberRange is the scale of a column of ours; ok is false if it holds no numbers.
	NumberRange(ours string) (low, high float64, ok bool)
	// ParseScale reads the ends of a scale as they were typed.
	ParseScale(begin, end string) (low, high float64, ok bool)
}

// importCard is the card of the settings for imports: it reads and checks a file as a whole,
// previews the result, and imports it as one step.
type importCard struct {
	host   importHost
	path   *input.Field
	status *prose.Label
	ready  *state.Import
	take   *control.Button
}

func newImportCard(host importHost) *importCard {
	b := &importCard{host: host, path: input.NewField(), status: prose.Paragraph("")}
	b.path.SetPlaceHolder(fileHint(host.ImportExtensions()))
	b.path.OnChanged = func(string) { b.forget() }
	b.path.OnSubmitted = func(string) { b.read() }
	b.take = control.NewButton(control.Plain, wording.Say("import"), nil, b.apply)
	b.take.Hide()
	return b
}

func (b *importCard) object() fyne.CanvasObject {
	look := control.NewButton(control.Plain, wording.Say("check-file"), nil, b.read)
	return surface.NewCard(arrange.Flow(theme.Unit, prose.Subtitle(wording.Say("import-entries")),
		prose.Paragraph(wording.Say("from-an-export-of-this-journal-or-from")),
		input.Labelled(wording.Say("import-from"), "", pathRow(b.path, func() { chooseFile(b.host, b.path.SetText) })),
		b.status, container.NewHBox(look, b.take)), nil)
}

func (b *importCard) forget() {
	b.ready = nil
	b.take.Hide()
	b.status.SetText("")
}

// read checks the file and previews the import. For a table of another program it first asks for
// the meaning of the columns.
func (b *importCard) read() {
	path := strings.TrimSpace(b.path.Text)
	if path == "" {
		b.status.SetText(wording.Say("choose-a-file-first"))
		return
	}
	b.forget()
	var columns []state.Column
	b.open(path, func(ctx context.Context, progress func(read, of int64)) (err error) {
		columns, err = b.host.ReadColumns(ctx, path, progress)
		return err
	}, func() {
		if len(columns) == 0 {
			b.check(path, nil)
			return
		}
		askColumns(b.host, filepath.Base(path), columns, func(a state.ColumnAnswers) { b.check(path, &a) })
	})
}

// open reads a file away from the interface's thread, and then calls done if that went well.
func (b *importCard) open(path string, read func(ctx context.Context, progress func(read, of int64)) error, done func()) {
	long(b.host, wording.Say("reading-file", wording.V{"File": filepath.Base(path)}), func(ctx context.Context, showProgress func(string, float64)) error {
		return read(ctx, func(n, of int64) {
			if of > 0 {
				showProgress(wording.Say("size-read", wording.V{"Size": bytesOf(n)}), float64(n)/float64(of))
			}
		})
	}, func(err error) {
		if err != nil {
			b.status.SetText(problem.Unread(path, err))
			return
		}
		done()
	})
}

// check reads a file as a whole, and previews the import.
func (b *importCard) check(path string, answers *state.ColumnAnswers) {
	var imp *state.Import
	b.open(path, func(ctx context.Context, progress func(read, of int64)) (err error) {
		imp, err = b.host.ReadImport(ctx, path, answers, progress)
		return err
	}, func() {
		b.ready = imp
		b.status.SetText(wouldBring(imp))
		if !imp.IsEmpty() {
			b.take.Show()
			b.host.Window().Canvas().Focus(b.take)
		}
	})
}

// wouldBring describes the result of an import.
func wouldBring(i *state.Import) string {
	words := []string{wording.Count(i.Added, "n-new-entries-will-be-imported")}
	if i.Changed > 0 {
		words = append(words, wording.Count(i.Changed, "n-entries-have-changed-in-the-file"))
	}
	if i.AlreadyThere > 0 {
		words = append(words, wording.Count(i.AlreadyThere, "n-are-already-in-the-journal-and-stay"))
	}
	if n := len(i.NewAreas); n > 0 {
		words = append(words, wording.Count(n, "n-areas-will-be-created-names", wording.V{"Names": strings.Join(i.NewAreas, ", ")}))
	}
	if n := len(i.LeftOut); n > 0 {
		words = append(words, wording.Count(n, "n-columns-have-no-place-in-the-journal", wording.V{"Names": strings.Join(i.LeftOut, ", ")}))
	}
	words = append(words, i.Notes...)
	if i.Reviews > 0 {
		words = append(words, wording.Count(i.Reviews, "what-you-wrote-in-n-reviews-will-be"))
	}
	if i.Filters > 0 {
		words = append(words, wording.Count(i.Filters, "n-saved-filters-will-be-imported-too"))
	}
	return wording.Sentences(words...)
}

// apply imports the file that was read, after a backup.
func (b *importCard) apply() {
	imp, host := b.ready, b.host
	if imp == nil {
		return
	}
	long(host, wording.Say("importing-the-entries"), func(ctx context.Context, showProgress func(string, float64)) error {
		showProgress(wording.Say("making-a-backup-first"), -1)
		if err := host.BackUpBeforeImport(ctx); err != nil {
			return err
		}
		showProgress(wording.Count(imp.Added+imp.Changed, "saving-n-entries"), -1)
		return imp.Apply(ctx)
	}, func(err error) {
		if err != nil {
			b.status.SetText(problem.Sentence(err))
			return
		}
		b.path.SetText("")
		var words []string
		if imp.Added > 0 || imp.Changed == 0 {
			words = append(words, wording.Count(imp.Added, "n-entries-were-imported"))
		}
		if imp.Changed > 0 {
			words = append(words, wording.Count(imp.Changed, "n-entries-were-updated"))
		}
		host.Toast(wording.Sentences(words...), true)
	})
}
