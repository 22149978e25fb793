package page

import (
	"context"
	"io"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"enactive/journal/wording"
	"enactive/ui/arrange"
	"enactive/ui/choose"
	"enactive/ui/control"
	"enactive/ui/input"
	"enactive/ui/problem"
	"enactive/ui/prose"
	"enactive/ui/state"
	"enactive/ui/surface"
	"enactive/ui/theme"
)

// lineOf reads the number of a line; 0 is none.
func lineOf(text string) int {
	n, err := strconv.Atoi(strings.TrimSpace(text))
	if err != nil || n < 0 {
		return 0
	}
	return n
}

// morePart is what few tables need: other shapes, plans, and the terminal.
type morePart struct {
	page              *Import
	fold              *surface.Fold
	each, group, keys *input.TokenField
	eachTo            *choose.Select
	offered           []string
	command           *prose.Label
	copy              *control.Button
	said              state.Latest
}

func newMorePart(p *Import) *morePart {
	m := &morePart{page: p, command: prose.Quiet("")}
	m.each, m.group, m.keys = m.columnNames(p.form.Each), m.columnNames(p.form.Group), m.columnNames(p.form.Key)
	m.eachTo = choose.NewSelect()
	for _, o := range meanings() {
		if o.ours == "area" || o.ours == "title" || o.ours == "tags" {
			m.offered = append(m.offered, o.ours)
			m.eachTo.Options = append(m.eachTo.Options, o.words)
		}
	}
	m.eachTo.SetSelectedIndex(max(0, slices.Index(m.offered, p.form.EachTo)))
	m.keys.OnChanged = func() {
		if names := m.known(m.keys); !slices.Equal(names, p.form.Key) {
			p.form.Key = names
			p.changed()
		}
	}
	m.copy = control.NewButton(control.Plain, wording.Say("copy"), nil, func() {
		fyne.CurrentApp().Clipboard().SetContent(m.command.String())
		p.host.Toast(wording.Say("copied-the-command"), false)
	})
	m.fold = surface.NewFold(wording.Say("more-about-this-table"), m.content())
	m.fold.SetSummary(wording.Say("other-shapes-plans-and-the-terminal"))
	m.fold.OnToggled = func() { m.follow(); p.body.Refresh() }
	return m
}

func (m *morePart) object() fyne.CanvasObject { return m.fold }

func (m *morePart) content() fyne.CanvasObject {
	shape := control.NewButton(control.Plain, wording.Say("read-it-so"), nil, m.reshape)
	save := control.NewButton(control.Plain, wording.Say("save-the-plan"), nil, m.save)
	open := control.NewButton(control.Plain, wording.Say("open-a-plan"), nil, func() { chooseFile(m.page.host, m.open) })
	return arrange.Flow(2*theme.Unit,
		arrange.Grid(430,
			arrange.Flow(theme.Unit,
				input.Labelled(wording.Say("an-entry-of-each-of-these-columns"), wording.Say("for-a-table-with-a-column-for-each-habit"), m.each),
				input.Labelled(wording.Say("the-name-of-the-column-becomes"), "", surface.Framed(m.eachTo))),
			input.Labelled(wording.Say("one-entry-of-all-rows-alike-in"), wording.Say("for-a-table-with-a-row-for-each-set"), m.group)),
		arrange.Wrap(shape),
		input.Labelled(wording.Say("columns-that-name-a-row"), wording.Say("so-that-it-is-known-when-it-comes-again"), m.keys),
		input.Labelled(wording.Say("the-same-in-a-terminal"), "", m.command),
		arrange.Wrap(m.copy, save, open))
}

// columnNames is a field for names of columns.
func (m *morePart) columnNames(names []string) *input.TokenField {
	f := input.NewTokenField(wording.Say("names-of-columns"))
	f.SetQuietly(names)
	f.Complete = func(typed string, taken []string) []string {
		const most = 6
		var all []string
		for _, c := range m.page.form.Sheet.Columns {
			if typed != "" && len(all) < most && strings.Contains(strings.ToLower(c.Name), strings.ToLower(typed)) && !slices.Contains(taken, c.Name) {
				all = append(all, c.Name)
			}
		}
		return all
	}
	return f
}

// known are the names in a field that columns of the table have.
func (m *morePart) known(f *input.TokenField) []string {
	var all []string
	for _, name := range f.Tokens() {
		if slices.ContainsFunc(m.page.form.Sheet.Columns, func(c state.Column) bool { return c.Name == name }) {
			all = append(all, name)
		}
	}
	return all
}

// reshape reads the table with other rows.
func (m *morePart) reshape() {
	f := m.page.form
	f.Each, f.EachTo = m.each.Tokens(), ""
	if len(f.Each) > 0 {
		f.EachTo = m.offered[m.eachTo.SelectedIndex()]
	}
	f.Group = m.group.Tokens()
	m.page.reshape()
}

// follow shows what does the same in a terminal.
func (m *morePart) follow() {
	if m == nil || !m.fold.IsOpen() {
		return
	}
	wanted, newest := m.said.Begin()
	from, plan := m.page.source, m.page.form.Plan()
	words := ""
	m.page.host.Work(func(context.Context) (err error) {
		words, err = m.page.host.Command(wanted, from, plan)
		return err
	}, func(err error) {
		if !newest() {
			return
		}
		if err != nil {
			words = problem.Sentence(err)
		}
		m.command.SetText(words)
		m.fold.Refresh()
	})
}

// save writes the plan to a file, which the terminal reads too.
func (m *morePart) save() {
	host, p := m.page.host, m.page
	path := input.NewField()
	name := strings.TrimSuffix(p.source.Name, filepath.Ext(p.source.Name))
	path.SetText(filepath.Join(host.Documents(), name+".plan.json"))
	plan := p.form.Plan()
	q := ask(host.Window(), 560, wording.Say("save-the-plan"), wording.Say("save-it"), func(q *question) {
		to := strings.TrimSpace(path.Text)
		if to == "" {
			q.say(wording.Say("choose-a-file-to-write-to"))
			return
		}
		q.busy(wording.Say("writing-ellipsis"))
		host.Work(func(context.Context) error {
			return host.WriteFile(to, func(w io.Writer) error { return host.WritePlan(w, plan) })
		}, func(err error) {
			if err != nil {
				q.free(problem.Unwritten(to, err))
				return
			}
			q.hide()
			host.Toast(wording.Say("written-to-file", wording.V{"File": to}), false)
		})
	}, prose.Paragraph(wording.Say("a-plan-holds-what-the-columns-are-and-no-row")), input.Labelled(wording.Say("save-to"), "", path))
	q.canvas.Focus(path)
}

// open reads a plan from a file.
func (m *morePart) open(path string) {
	p := m.page
	var plan state.ImportPlan
	p.host.Work(func(ctx context.Context) (err error) {
		plan, err = p.host.ReadPlan(ctx, path)
		return err
	}, func(err error) {
		if err != nil {
			p.host.Toast(problem.Unread(path, err), false)
			return
		}
		p.form.Take(plan)
		p.reshape()
	})
}
