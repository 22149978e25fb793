package page

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"enactive/journal"
	"enactive/journal/atomicfile"
	"enactive/journal/exchange"
	"enactive/ui/theme"
	own "enactive/ui/widget"
)

// Appearance is what a person may set of the look.
type Appearance struct {
	Mode  theme.Mode
	Scale float32
}

// Settings holds the look of the window, the way out for one's entries, and the lock.
type Settings struct {
	desk   *Desk
	look   Appearance
	set    func(Appearance)
	lock   func()
	folder string

	format  *own.Choice
	area    *widget.Select
	ids     []journal.AreaID
	path    *own.Field
	said    *own.Words
	save    *widget.Button
	working bool
}

// Documents writes a PDF of the entries that a query chooses.
type Documents func(ctx context.Context, w io.Writer, j *journal.Journal, q journal.Query) error

// NewSettings makes the page. set applies a look; lock closes the journal; pdf writes documents.
func NewSettings(d *Desk, look Appearance, folder string, set func(Appearance), lock func(), pdf Documents) *Settings {
	p := &Settings{desk: d, look: look, set: set, lock: lock, folder: folder,
		format: own.NewChoice("CSV", "PDF"), area: widget.NewSelect(nil, nil), path: own.NewField(), said: own.Paragraph("")}
	p.format.Choose("CSV")
	p.format.Changed = p.suggest
	p.save = widget.NewButton("Export", func() { p.export(pdf) })
	p.save.Importance = widget.HighImportance
	p.suggest()
	return p
}

// Refresh offers the areas of now.
func (p *Settings) Refresh() {
	p.area.Options, p.ids = []string{"All areas"}, nil
	for _, a := range p.desk.Journal.Areas() {
		p.area.Options, p.ids = append(p.area.Options, a.Name), append(p.ids, a.ID)
	}
	p.area.SetSelectedIndex(0)
}

// suggest names a file in the person's own documents, without a word of any entry.
func (p *Settings) suggest() {
	home, err := os.UserHomeDir()
	if err != nil {
		home = "."
	}
	if documents := filepath.Join(home, "Documents"); isFolder(documents) {
		home = documents
	}
	ending := strings.ToLower(p.format.Chosen())
	if ending == "" {
		ending = "csv"
	}
	p.path.SetText(filepath.Join(home, fmt.Sprintf("enactive-%s.%s", journal.DateOf(p.desk.Journal.Now()), ending)))
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

func (p *Settings) export(pdf Documents) {
	if p.working {
		return
	}
	q := journal.Query{}
	if i := p.area.SelectedIndex(); i > 0 {
		q.Area = p.ids[i-1]
	}
	j, path, asPDF := p.desk.Journal, p.path.Text, p.format.Chosen() == "PDF"
	p.working = true
	p.save.Disable()
	own.SetText(p.said, "Writing …")
	p.desk.Work(func(ctx context.Context) error {
		return atomicfile.Write(path, func(w io.Writer) error {
			if asPDF {
				return pdf(ctx, w, j, q)
			}
			return exchange.WriteCSV(ctx, w, j, q)
		})
	}, func(err error) {
		p.working = false
		p.save.Enable()
		if err != nil {
			own.SetText(p.said, Sentence(err))
			return
		}
		own.SetText(p.said, fmt.Sprintf("Written to %s. It is not encrypted: whoever has the file can read it.", path))
	})
}

// Object is the page itself.
func (p *Settings) Object() fyne.CanvasObject {
	mode := own.NewChoice(words(theme.Modes())...)
	mode.Choose(string(p.look.Mode))
	mode.Changed = func() {
		if m := theme.Mode(mode.Chosen()); m != "" {
			p.look.Mode = m
			p.set(p.look)
			return
		}
		mode.Choose(string(p.look.Mode)) // a look is always chosen
	}
	sizes := []string{"0.8", "1.0", "1.25", "1.5", "2.0"}
	size := own.NewChoice(sizes...)
	size.Choose(nearestSize(p.look.Scale))
	size.Changed = func() {
		var s float32
		if _, err := fmt.Sscanf(size.Chosen(), "%g", &s); err == nil {
			p.look.Scale = s
			p.set(p.look)
			return
		}
		size.Choose(nearestSize(p.look.Scale))
	}
	lock := widget.NewButton("Lock the journal (Ctrl+L)", p.lock)
	return scrolled(own.Column(theme.ReadingWidth,
		own.Title("Settings"),
		own.NewCard(own.Flow(theme.Unit/2, own.Subtitle("Appearance"),
			own.Labelled("Colours", "system follows your desktop", mode),
			own.Labelled("Text size", "", size)), nil),
		own.NewCard(own.Flow(theme.Unit/2, own.Subtitle("Take your entries with you"),
			own.Paragraph("A CSV holds every field of every entry and comes back unchanged. A PDF is for reading and printing."),
			container.NewGridWithColumns(2, own.Labelled("As", "", p.format), own.Labelled("Of", "", p.area)),
			own.Labelled("To the file", "", p.path),
			p.said, container.NewHBox(p.save)), nil),
		own.NewCard(own.Flow(theme.Unit/2, own.Subtitle("Your journal"),
			own.Paragraph("It lies in "+p.folder+"."), container.NewHBox(lock)), nil),
	))
}

func nearestSize(s float32) string {
	best, name := float32(100), "1.0"
	for _, c := range []struct {
		v float32
		n string
	}{{0.8, "0.8"}, {1, "1.0"}, {1.25, "1.25"}, {1.5, "1.5"}, {2, "2.0"}} {
		if d := max(c.v-s, s-c.v); d < best {
			best, name = d, c.n
		}
	}
	return name
}
