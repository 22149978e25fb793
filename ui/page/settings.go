package page

import (
	"time"

	"fyne.io/fyne/v2"

	"enactive/journal/wording"
	"enactive/resources/translations"
	"enactive/ui/arrange"
	"enactive/ui/choose"
	"enactive/ui/control"
	"enactive/ui/input"
	"enactive/ui/prose"
	"enactive/ui/surface"
	"enactive/ui/theme"
)

// Appearance is what a person may set of the look and of the forms in which things are said.
type Appearance struct {
	Mode  theme.Mode
	Scale float32
	// Language is the code of a language; "" is the system's.
	Language string
	Days     wording.DayForm
	// Week is the first day of a week.
	Week time.Weekday
}

// Settings holds the look and the language of the window, the ways out of and into the
// journal, and what there is to know about the program.
type Settings struct {
	desk    *Desk
	look    Appearance
	set     func(Appearance)
	folder  string
	version string
	export  *export
	bringIn *bringIn
}

// NewSettings makes the page. set applies a look; pdf writes documents.
func NewSettings(d *Desk, look Appearance, folder, version string, set func(Appearance), pdf Documents) *Settings {
	return &Settings{desk: d, look: look, set: set, folder: folder, version: version, export: newExport(d, pdf), bringIn: newBringIn(d)}
}

// Choose chooses the format of an export, CSV, JSON or PDF.
func (p *Settings) Choose(format string) { p.export.choose(format) }

// Fill names the files to write to and to read.
func (p *Settings) Fill(file string) { p.export.path.SetText(file); p.bringIn.path.SetText(file) }

// BringIn reads a file and says, or asks, what it would bring.
func (p *Settings) BringIn(file string) {
	p.bringIn.path.SetText(file)
	p.bringIn.read()
}

// FocusExport and FocusImport lead the keyboard to where entries go out and come in.
func (p *Settings) FocusExport() { p.desk.Window.Canvas().Focus(p.export.path) }

// FocusImport is FocusExport for what comes in.
func (p *Settings) FocusImport() { p.desk.Window.Canvas().Focus(p.bringIn.path) }

// Refresh offers the areas of now.
func (p *Settings) Refresh() { p.export.refresh() }

// Object is the page itself.
func (p *Settings) Object() fyne.CanvasObject {
	bin := control.NewButton(control.Plain, wording.Say("open-the-bin"), nil, p.desk.Bin)
	safety := control.NewButton(control.Plain, wording.Say("lock-passphrase-and-backups"), nil, p.desk.Safety)
	tools := arrange.Wrap(safety, bin)
	if p.desk.Journal.Meta().Sample {
		tools.Add(control.NewButton(control.Plain, wording.Say("go-to-a-journal-of-your-own"), nil, p.desk.Own))
	}
	return scrolled(arrange.Column(theme.ReadingWidth, arrange.Flow(2*theme.Unit,
		prose.Title(wording.Say("settings")),
		p.appearance(),
		p.forms(),
		surface.NewCard(arrange.Flow(theme.Unit, prose.Subtitle(wording.Say("your-journal")),
			prose.Paragraph(wording.Say("it-is-stored-in-folder", wording.V{"Folder": p.folder})),
			prose.Paragraph(wording.Say("what-you-deleted-stays-in-the-bin")), tools), nil),
		p.export.object(),
		p.bringIn.object(),
		about(p.desk, p.version),
	)))
}

func (p *Settings) appearance() fyne.CanvasObject {
	mode := oneOf(modeChoices(), p.look.Mode, func(m theme.Mode) { p.look.Mode = m; p.set(p.look) })
	size := oneOf(sizeChoices(), nearestSize(p.look.Scale), func(s float32) { p.look.Scale = s; p.set(p.look) })
	return surface.NewCard(arrange.Flow(theme.Unit, prose.Subtitle(wording.Say("appearance")),
		input.Labelled(wording.Say("colours"), "", mode),
		input.Labelled(wording.Say("text-size"), "", size)), nil)
}

// forms are the language and how days and weeks are written.
func (p *Settings) forms() fyne.CanvasObject {
	body := arrange.Flow(theme.Unit, prose.Subtitle(wording.Say("language-and-dates")))
	if all := translations.Languages(); len(all) > 1 {
		choices := []choice[string]{{"", wording.Say("system")}}
		for _, l := range all {
			name := l.Latin
			if l.Code == wording.Language() {
				name = l.Name
			}
			choices = append(choices, choice[string]{l.Code, name})
		}
		body.Add(input.Labelled(wording.Say("language"), "", oneOf(choices, p.look.Language, func(code string) { p.look.Language = code; p.set(p.look) })))
	}
	body.Add(input.Labelled(wording.Say("date-format"), "", oneOf(dayChoices(p.desk.Journal.Now()), p.look.Days, func(f wording.DayForm) { p.look.Days = f; p.set(p.look) })))
	week := []choice[time.Weekday]{{time.Monday, wording.WeekdayName(time.Monday)}, {time.Sunday, wording.WeekdayName(time.Sunday)}, {time.Saturday, wording.WeekdayName(time.Saturday)}}
	body.Add(input.Labelled(wording.Say("the-week-begins-on"), "", oneOf(week, p.look.Week, func(d time.Weekday) { p.look.Week = d; p.set(p.look) })))
	return surface.NewCard(body, nil)
}

// dayChoices show each form by today.
func dayChoices(now time.Time) []choice[wording.DayForm] {
	var all []choice[wording.DayForm]
	for _, f := range wording.DayForms() {
		name := now.Format(string(f))
		if f == wording.AsSpoken {
			name = wording.Say("in-words")
		}
		all = append(all, choice[wording.DayForm]{f, name})
	}
	return all
}

// choice is one of several values and what it is called.
type choice[T comparable] struct {
	value T
	name  string
}

func modeChoices() []choice[theme.Mode] {
	return []choice[theme.Mode]{{theme.System, wording.Say("system")}, {theme.Light, wording.Say("light")}, {theme.Dark, wording.Say("dark")}}
}

func sizeChoices() []choice[float32] {
	return []choice[float32]{{0.8, wording.Say("small")}, {1, wording.Say("normal")}, {1.25, wording.Say("large")}, {1.5, wording.Say("larger")}, {2, wording.Say("largest")}}
}

// oneOf offers values of which one is always chosen; set is called with another one.
func oneOf[T comparable](choices []choice[T], chosen T, set func(T)) *choose.Choice {
	var names []string
	now := ""
	for _, c := range choices {
		names = append(names, c.name)
		if c.value == chosen {
			now = c.name
		}
	}
	o := choose.NewChoice(names...)
	o.SetQuietly(now)
	o.OnChanged = func() {
		for _, c := range choices {
			if c.name == o.Chosen() {
				set(c.value)
				return
			}
		}
		o.SetQuietly(now)
	}
	return o
}

// nearestSize is the offered text size nearest to s.
func nearestSize(s float32) float32 {
	choices := sizeChoices()
	best := choices[0].value
	for _, c := range choices {
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
	choices, now := sizeChoices(), nearestSize(s)
	for i, c := range choices {
		if c.value == now {
			return choices[min(max(i+steps, 0), len(choices)-1)].value
		}
	}
	return now
}

// about tells what the program is, and under which licences its parts are given.
func about(d *Desk, version string) fyne.CanvasObject {
	licences := control.NewButton(control.Plain, wording.Say("licences"), nil, d.Licences)
	keys := control.NewButton(control.Plain, wording.Say("all-keyboard-shortcuts"), nil, d.Keys)
	return surface.NewCard(arrange.Flow(theme.Unit, prose.Subtitle(wording.Say("about-enactive-version", wording.V{"Version": version})),
		prose.Paragraph(wording.Say("a-private-journal-of-what-you-tried-how-it")),
		prose.Paragraph(wording.Say("it-is-not-a-medical-device-and-gives-no")),
		arrange.Wrap(keys, licences)), nil)
}
