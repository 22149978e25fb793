package page

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"enactive/journal/wording"
	"enactive/resources/translations"
	"enactive/ui/arrange"
	"enactive/ui/choose"
	"enactive/ui/control"
	"enactive/ui/prose"
	"enactive/ui/scrolling"
	"enactive/ui/surface"
	"enactive/ui/theme"
)

// Appearance holds the settings for colours, text size, language and formats.
type Appearance struct {
	Mode  theme.Mode
	Scale float32
	// Language is the code of a language; "" is the system's.
	Language string
	Days     wording.DayForm
	// Week is the first day of a week.
	Week time.Weekday
}

// settingsHost is what the settings ask of the window.
type settingsHost interface {
	exportHost
	spellingHost
	machines
	// ShowImport opens the page that imports entries.
	ShowImport()
	Appearance() Appearance
	SetAppearance(Appearance)
	ShowBin()
	ShowSafety()
	measureOpener
	// ShowReminders opens the page of the reminders.
	ShowReminders()
	// ShowNotes opens the page of the notes from outside.
	ShowNotes()
	// CanServe reports whether commands can use the open journal, and Serves whether they do.
	CanServe() bool
	Serves() bool
	SetServing(on bool)
	ShowKeys()
	ShowLicences()
	// GoToOwn leads from the sample to a journal of the person's own.
	GoToOwn()
}

// Settings is the page for appearance, language, exports and imports, and for facts about the
// program.
type Settings struct {
	host       settingsHost
	appearance Appearance
	folder     string
	version    string
	export     *export
	spelling   *spellingCard
	machines   *machinesCard
	scroll     *scrolling.Scroll
}

// NewSettings makes the page for the journal of a folder.
func NewSettings(host settingsHost, folder, version string) *Settings {
	return &Settings{host: host, appearance: host.Appearance(), folder: folder, version: version, export: newExport(host), spelling: newSpellingCard(host), machines: newMachinesCard(host)}
}

// Choose chooses the format of an export by its name.
func (p *Settings) Choose(format string) { p.export.choose(format) }

// Fill names the file to write to.
func (p *Settings) Fill(file string) { p.export.form.path.SetText(file) }

// TakeIn takes in a file of another computer.
func (p *Settings) TakeIn(file string) {
	p.revealMachines()
	p.machines.takeIn(file, "")
}

// Undone forgets what was said about a file that was taken in: it may be what was undone.
func (p *Settings) Undone() {
	if p.machines.taken != nil {
		p.machines.taken = nil
		p.machines.status.SetText("")
	}
}

// FocusExport leads the keyboard to where entries go out.
func (p *Settings) FocusExport() { p.host.Window().Canvas().Focus(p.export.form.path) }

// ShowMachines has the card of another computer in sight, and leads the keyboard to it.
func (p *Settings) ShowMachines() {
	p.host.Window().Canvas().Focus(p.machines.first)
	p.revealMachines()
}

func (p *Settings) revealMachines() {
	const frames = 20
	p.revealWhenPlaced(p.machines.card, frames)
}

// revealWhenPlaced puts a card to the top. A page that was shown just now is without places until it was painted.
func (p *Settings) revealWhenPlaced(card fyne.CanvasObject, frames int) {
	scrolling.Reveal(p.scroll, card)
	down := scrolling.OffsetIn(p.scroll, card)
	if down > 0 {
		p.scroll.ScrollToOffset(fyne.NewPos(0, down-theme.Unit))
		return
	}
	if frames > 0 {
		p.host.After(time.Second/30, func() { p.revealWhenPlaced(card, frames-1) })
	}
}

// TakeToMachine asks where to write the file for another computer.
func (p *Settings) TakeToMachine() {
	p.ShowMachines()
	p.machines.askWrite()
}

// ChooseTakeIn asks which file of another computer to take in.
func (p *Settings) ChooseTakeIn() {
	p.ShowMachines()
	p.machines.chooseFile()
}

// ChooseVersions shows the texts that have two versions, one after the other.
func (p *Settings) ChooseVersions() {
	p.ShowMachines()
	chooseVersion(p.host, p.host.Journal().Doubles())
}

// Refresh updates the choice of areas and the learned words.
func (p *Settings) Refresh() {
	p.export.refresh()
	p.spelling.refresh()
	p.machines.refresh()
}

// Object is the page itself.
func (p *Settings) Object() fyne.CanvasObject {
	bin := control.NewButton(control.Plain, wording.Say("open-the-bin"), nil, p.host.ShowBin)
	safety := control.NewButton(control.Plain, wording.Say("lock-passphrase-and-backups"), nil, p.host.ShowSafety)
	measures := control.NewButton(control.Plain, wording.Say("measures-of-your-own"), nil, p.host.ShowMeasures)
	reminders := control.NewButton(control.Plain, wording.Say("reminders"), nil, p.host.ShowReminders)
	notes := control.NewButton(control.Plain, wording.Say("notes-from-your-phone"), nil, p.host.ShowNotes)
	rows := []fyne.CanvasObject{prose.Subtitle(wording.Say("your-journal")),
		settingRow(wording.Say("safety"), wording.Say("it-is-stored-in-folder", wording.V{"Folder": p.folder}), arrange.Wrap(safety)), settingLine(),
		settingRow(wording.Say("bin"), wording.Say("what-you-deleted-stays-in-the-bin"), arrange.Wrap(bin)), settingLine(),
		settingRow(wording.Say("measures"), "", arrange.Wrap(measures)), settingLine(),
		settingRow(wording.Say("reminders"), "", arrange.Wrap(reminders)), settingLine(),
		settingRow(wording.Say("notes-from-outside"), wording.Say("a-phone-or-a-script-can-write-notes"), arrange.Wrap(notes))}
	if p.host.CanServe() {
		uses := oneOf([]choice[bool]{{false, wording.Say("not-allowed")}, {true, wording.Say("allowed")}}, p.host.Serves(), p.host.SetServing)
		rows = append(rows, settingLine(), settingRow(wording.Say("commands-of-a-terminal"), wording.Say("while-the-journal-is-open-here-enact"), uses))
	}
	if p.host.Journal().Meta().Sample {
		own := control.NewButton(control.Plain, wording.Say("go-to-a-journal-of-your-own"), nil, p.host.GoToOwn)
		rows = append(rows, settingLine(), settingRow(wording.Say("the-sample"), "", arrange.Wrap(own)))
	}
	p.scroll = scrolled(arrange.Column(theme.PageWidth, arrange.Flow(2*theme.Unit, prose.Title(wording.Say("settings")), settingCards(
		p.appearanceCard(),
		p.forms(),
		p.spelling.object(),
		surface.NewCard(arrange.Flow(theme.Unit, rows...), nil),
		p.export.object(),
		p.importEntries(),
		p.machines.object(),
		about(p.host, p.version),
	))))
	p.machines.reveal = p.revealMachines
	return p.scroll
}

// settingCards are cards in one column, or in two where both have room for their rows.
func settingCards(cards ...fyne.CanvasObject) *fyne.Container {
	return arrange.Cards(640, 860, cards...)
}

// settingRow is a setting: its name with a quiet explanation at the left, what it is set to at the right.
func settingRow(name, why string, value fyne.CanvasObject) fyne.CanvasObject {
	var label fyne.CanvasObject = prose.Strong(name)
	if why != "" {
		label = arrange.Flow(-theme.Unit/2, prose.Strong(name), prose.Caption(why))
	}
	return arrange.LabelledRow(250, label, value)
}

// settingLine is between two settings.
func settingLine() fyne.CanvasObject {
	line := canvas.NewRectangle(theme.Current().Line)
	line.SetMinSize(fyne.NewSize(0, 1))
	return line
}

// importEntries leads to the page that imports entries.
func (p *Settings) importEntries() fyne.CanvasObject {
	open := control.NewButton(control.Plain, wording.Say("open-the-import-page"), nil, p.host.ShowImport)
	return surface.NewCard(arrange.Flow(theme.Unit, prose.Subtitle(wording.Say("import-entries")),
		prose.Paragraph(wording.Say("a-table-of-any-program-or-an-export")), arrange.Wrap(open)), nil)
}

func (p *Settings) appearanceCard() fyne.CanvasObject {
	mode := oneOf(modeChoices(), p.appearance.Mode, func(m theme.Mode) { p.appearance.Mode = m; p.host.SetAppearance(p.appearance) })
	size := oneOf(sizeChoices(), nearestSize(p.appearance.Scale), func(s float32) { p.appearance.Scale = s; p.host.SetAppearance(p.appearance) })
	return surface.NewCard(arrange.Flow(theme.Unit, prose.Subtitle(wording.Say("appearance")),
		settingRow(wording.Say("colours"), wording.Say("system-follows-the-desktop"), mode), settingLine(),
		settingRow(wording.Say("text-size"), wording.Say("also-with-ctrl-plus-and-ctrl-minus"), size)), nil)
}

// forms are the language and how days and weeks are written.
func (p *Settings) forms() fyne.CanvasObject {
	body := arrange.Flow(theme.Unit, prose.Subtitle(wording.Say("language-and-dates")))
	if all := translations.Languages(); len(all) > 1 {
		choices := []choice[string]{{"", wording.Say("system")}}
		for _, l := range all {
			choices = append(choices, choice[string]{l.Code, l.Name})
		}
		body.Add(settingRow(wording.Say("language"), "", oneOf(choices, p.appearance.Language, func(code string) { p.appearance.Language = code; p.host.SetAppearance(p.appearance) })))
		body.Add(settingLine())
	}
	body.Add(settingRow(wording.Say("date-format"), wording.Say("in-lists-fields-and-documents"), oneOf(dayChoices(p.host.Journal().Now()), p.appearance.Days, func(f wording.DayForm) { p.appearance.Days = f; p.host.SetAppearance(p.appearance) })))
	week := []choice[time.Weekday]{{time.Monday, wording.WeekdayName(time.Monday)}, {time.Sunday, wording.WeekdayName(time.Sunday)}, {time.Saturday, wording.WeekdayName(time.Saturday)}}
	body.Add(settingLine())
	body.Add(settingRow(wording.Say("the-week-begins-on"), "", oneOf(week, p.appearance.Week, func(d time.Weekday) { p.appearance.Week = d; p.host.SetAppearance(p.appearance) })))
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

// choice is a value with its label.
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

// oneOf offers values, exactly one of which is chosen; set is called when that changes.
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

// about shows the program's name, version and licences.
func about(host settingsHost, version string) fyne.CanvasObject {
	licences := control.NewButton(control.Plain, wording.Say("licences"), nil, host.ShowLicences)
	keys := control.NewButton(control.Plain, wording.Say("all-keyboard-shortcuts"), nil, host.ShowKeys)
	return surface.NewCard(arrange.Flow(theme.Unit, prose.Subtitle(wording.Say("about-enactive-version", wording.V{"Version": version})),
		prose.Paragraph(wording.Say("a-private-journal-of-what-you-tried-how-it")),
		prose.Paragraph(wording.Say("it-is-not-a-medical-device-and-gives-no")),
		arrange.Wrap(keys, licences)), nil)
}
