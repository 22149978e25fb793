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
	folder string

	format  *own.Choice
	area    *widget.Select
	ids     []journal.AreaID
	path    *own.Field
	said    *own.Words
	save    *own.Button
	working bool
}

// Documents writes a PDF of the entries that a query chooses.
type Documents func(ctx context.Context, w io.Writer, j *journal.Journal, q journal.Query) error

// NewSettings makes the page. set applies a look; pdf writes documents.
func NewSettings(d *Desk, look Appearance, folder string, set func(Appearance), pdf Documents) *Settings {
	p := &Settings{desk: d, look: look, set: set, folder: folder,
		format: own.NewChoice("CSV", "PDF"), area: widget.NewSelect(nil, nil), path: own.NewField(), said: own.Paragraph("")}
	p.format.Choose("CSV")
	p.format.Changed = p.suggest
	p.save = own.NewButton(own.Primary, "Export", nil, func() { p.export(pdf) })
	p.suggest()
	return p
}

// Choose chooses the format of an export, CSV or PDF.
func (p *Settings) Choose(format string) { p.format.Choose(format); p.suggest() }

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
	ending := strings.ToLower(p.format.Chosen())
	if ending == "" {
		ending = "csv"
	}
	p.path.SetText(filepath.Join(documents(), fmt.Sprintf("enactive-%s.%s", journal.DateOf(p.desk.Journal.Now()), ending)))
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
			own.SetText(p.said, Unwritten(path, err))
			return
		}
		own.SetText(p.said, fmt.Sprintf("Written to %s. It is not encrypted: whoever has the file can read it.", path))
	})
}

// Object is the page itself.
func (p *Settings) Object() fyne.CanvasObject {
	mode := oneOf(modeChoices, p.look.Mode, func(m theme.Mode) { p.look.Mode = m; p.set(p.look) })
	size := oneOf(sizeChoices, nearestSize(p.look.Scale), func(s float32) { p.look.Scale = s; p.set(p.look) })
	bin := own.NewButton(own.Plain, "Open the bin", nil, p.desk.Bin)
	return scrolled(own.Column(theme.ReadingWidth, own.Flow(2*theme.Unit,
		own.Title("Settings"),
		own.NewCard(own.Flow(theme.Unit/2, own.Subtitle("Appearance"),
			own.Labelled("Colours", "", mode),
			own.Labelled("Text size", "", size)), nil),
		own.NewCard(own.Flow(theme.Unit, own.Subtitle("Take your entries with you"),
			own.Paragraph("A CSV holds every field of every entry and comes back unchanged. A PDF is for reading and printing."),
			own.Grid(250, own.Labelled("As", "", p.format), own.Labelled("Of", "", own.Framed(p.area))),
			own.Labelled("To the file", "", p.path),
			p.said, container.NewHBox(p.save)), nil),
		own.NewCard(own.Flow(theme.Unit/2, own.Subtitle("Your journal"),
			own.Paragraph("It lies in "+p.folder+"."), own.Paragraph("What you deleted stays in the bin for a while."), container.NewHBox(bin)), nil),
	)))
}

// choice is one of several values and what it is called.
type choice[T comparable] struct {
	value T
	name  string
}

var modeChoices = []choice[theme.Mode]{{theme.System, "Like the system"}, {theme.Light, "Light"}, {theme.Dark, "Dark"}}

var sizeChoices = []choice[float32]{{0.8, "Small"}, {1, "Normal"}, {1.25, "Large"}, {1.5, "Larger"}, {2, "Largest"}}

// oneOf offers values of which one is always chosen; set is called with another one.
func oneOf[T comparable](choices []choice[T], chosen T, set func(T)) *own.Choice {
	var names []string
	now := ""
	for _, c := range choices {
		names = append(names, c.name)
		if c.value == chosen {
			now = c.name
		}
	}
	o := own.NewChoice(names...)
	o.Choose(now)
	o.Changed = func() {
		for _, c := range choices {
			if c.name == o.Chosen() {
				set(c.value)
				return
			}
		}
		o.Choose(now)
	}
	return o
}

// nearestSize is the offered text size nearest to s.
func nearestSize(s float32) float32 {
	best := sizeChoices[0].value
	for _, c := range sizeChoices {
		if max(c.value-s, s-c.value) < max(best-s, s-best) {
			best = c.value
		}
	}
	return best
}

// NextSize is the offered text size so many steps from s, 1 for no step.
func NextSize(s float32, steps int) float32 {
	if steps == 0 {
		return 1
	}
	now := nearestSize(s)
	for i, c := range sizeChoices {
		if c.value == now {
			return sizeChoices[min(max(i+steps, 0), len(sizeChoices)-1)].value
		}
	}
	return now
}
