package state

import (
	"slices"
	"strings"

	"enactive/journal/wording"
)

// Plan is the plan that the form makes.
func (f *ImportForm) Plan() ImportPlan {
	p := f.rest
	p.Days, p.Several = f.Days, f.Several
	p.Written, p.Zone, p.Again, p.SkipBadRows, p.Sums = f.Written, f.Zone, f.Again, f.SkipBadRows, f.Sums
	p.Each, p.EachTo, p.Group, p.GroupNumbers, p.Key = f.Each, f.EachTo, f.Group, f.GroupNumbers, f.Key
	p.Map, p.Join, p.Set = slices.Clone(p.Map), slices.Clone(p.Join), slices.Clone(p.Set)
	p.Dates, p.Decimal, p.Durations = f.Dates, f.Decimal, f.Durations
	if f.Days {
		f.addDays(&p)
		return p
	}
	var names []string
	for i, a := range f.Columns {
		c := f.Sheet.Columns[i]
		names = append(names, c.Name)
		switch {
		case a.Ours == "time":
		case a.Ours == "":
			if f.wouldBeTaken(i) {
				p.Leave = append(p.Leave, c.Name)
			}
		default:
			f.addColumn(&p, i)
		}
	}
	switch times := f.Times(); len(times) {
	case 0:
	case 1:
		if !f.isDefault(times[0], "time") {
			p.Map = append(p.Map, ColumnMap{From: times[0], To: "time"})
		}
	default:
		to := "time"
		for slices.Contains(names, to) {
			to += "+"
		}
		p.Join = append(p.Join, ColumnJoin{From: times, To: to})
		if to != "time" {
			p.Map = append(p.Map, ColumnMap{From: to, To: "time"})
		}
	}
	if !f.HasArea() && !f.rest.fills("area") {
		p.Set = append(p.Set, ColumnSet{To: "area", Value: strings.TrimSpace(f.Area)})
	}
	return p
}

// wouldBeTaken reports whether a column that is left out would be read otherwise.
func (f *ImportForm) wouldBeTaken(i int) bool {
	c := f.Sheet.Columns[i]
	same := func(name string) bool { return name == c.Name }
	return c.Ours != "" && !f.rest.reads(c.Name) || slices.ContainsFunc(f.Sheet.Preset.Map, func(m ColumnMap) bool { return same(m.From) })
}

// isDefault reports whether a column is a field of ours without being mapped to it. Where the facts of
// another journal become tags, a map of the tags would leave them out.
func (f *ImportForm) isDefault(name, ours string) bool {
	return slices.ContainsFunc(f.Sheet.Columns, func(c Column) bool { return c.Name == name && c.Ours == ours }) ||
		slices.ContainsFunc(f.Sheet.Preset.Map, func(m ColumnMap) bool { return m.From == name && m.To == ours && !m.Scaled })
}

func (f *ImportForm) addColumn(p *ImportPlan, i int) {
	a, c := f.Columns[i], f.Sheet.Columns[i]
	m := ColumnMap{From: c.Name, To: a.Ours}
	needs := f.Needs(i)
	if slices.Contains(needs, AskScale) {
		m.Low, m.High, m.Scaled = a.Scale()
	}
	if m.Scaled || !f.isDefault(c.Name, a.Ours) {
		p.Map = append(p.Map, m)
	}
	if slices.Contains(needs, AskWords) {
		w := ColumnWords{From: c.Name, Ours: map[string]string{}}
		for _, asked := range f.AskedWords(i) {
			if ours, said := a.Words[asked.Word]; said {
				w.Ours[asked.Word] = strings.Replace(ours, ",", ".", 1)
			}
		}
		p.Words = append(p.Words, w)
	}
	if a.Split != "" {
		p.Split = append(p.Split, ColumnSplit{From: c.Name, Separator: a.Split})
	}
}

// Take fills the form with a plan, as far as the sheet has its columns.
func (f *ImportForm) Take(p ImportPlan) {
	f.When, f.rest = nil, ImportPlan{}
	f.Several = p.Several
	f.setDays(p.Days)
	if f.Days && slices.ContainsFunc(p.Map, func(m ColumnMap) bool { return isMeasure(m.To) }) { // it names all of them
		for i := range f.Columns {
			if isMeasure(f.Columns[i].Ours) {
				f.Columns[i] = ColumnAnswer{}
			}
		}
	}
	f.Written, f.Zone, f.Again, f.SkipBadRows, f.Sums = p.Written, p.Zone, p.Again, p.SkipBadRows, p.Sums
	f.Each, f.EachTo, f.Group, f.GroupNumbers, f.Key = p.Each, p.EachTo, p.Group, p.GroupNumbers, p.Key
	f.takeColumns(&p)
	for i := range f.Columns {
		f.Suggest(i)
	}
}

// Recall fills the form with the remembered plan. What it answered about the reading of columns holds
// only where this file leaves it open.
func (f *ImportForm) Recall() {
	f.Take(*f.Sheet.Remembered)
	asked := map[QuestionKind]bool{}
	for i := range f.Columns {
		for _, kind := range f.Needs(i) {
			asked[kind] = true
		}
	}
	for kind, answer := range map[QuestionKind]*string{AskOrder: &f.Dates, AskDecimal: &f.Decimal, AskDurations: &f.Durations} {
		if !asked[kind] {
			*answer = ""
		}
	}
}

// takeColumns fills in what a plan says of the columns. What the form cannot show goes into rest.
func (f *ImportForm) takeColumns(p *ImportPlan) {
	f.Dates, f.Decimal, f.Durations = p.Dates, p.Decimal, p.Durations
	for _, name := range p.Leave {
		if a := f.answer(name); a != nil {
			*a = ColumnAnswer{}
		}
	}
	filled := map[*ColumnAnswer]bool{}
	for _, m := range p.Map {
		if slices.ContainsFunc(p.Join, func(j ColumnJoin) bool { return j.To == m.From }) {
			if m.To != "time" {
				f.rest.Map = append(f.rest.Map, m)
			}
			continue
		}
		a := f.answer(m.From)
		if a == nil || filled[a] {
			f.rest.Map = append(f.rest.Map, m)
			continue
		}
		f.clear(m.To)
		filled[a] = true
		*a = ColumnAnswer{Ours: m.To}
		if m.Scaled {
			a.Low, a.High = wording.Number(m.Low, 10), wording.Number(m.High, 10)
		}
	}
	for _, j := range p.Join {
		isTime := j.To == "time" || slices.ContainsFunc(p.Map, func(m ColumnMap) bool { return m.From == j.To && m.To == "time" })
		if !isTime {
			f.rest.Join = append(f.rest.Join, j)
			continue
		}
		f.SetWhen(j.From)
	}
	for _, s := range p.Set {
		if s.To == "area" {
			f.clear("area")
			f.Area = s.Value
			continue
		}
		f.rest.Set = append(f.rest.Set, s)
	}
	for _, w := range p.Words {
		if a := f.answer(w.From); a != nil && a.Ours != "" {
			for theirs, ours := range w.Ours {
				a.put(theirs, ours)
			}
			continue
		}
		f.rest.Words = append(f.rest.Words, w)
	}
	for _, s := range p.Split {
		if a := f.answer(s.From); a != nil {
			a.Split = s.Separator
		}
	}
}

// clear takes a field of ours from the columns that have it.
func (f *ImportForm) clear(ours string) {
	for i := range f.Columns {
		if f.Columns[i].Ours == ours {
			f.Columns[i] = ColumnAnswer{}
		}
	}
}

func (f *ImportForm) answer(name string) *ColumnAnswer {
	for i, c := range f.Sheet.Columns {
		if c.Name == name {
			return &f.Columns[i]
		}
	}
	return nil
}

// Keep takes the answers of an earlier form for the columns that both have.
func (f *ImportForm) Keep(old *ImportForm) {
	if old == nil {
		return
	}
	f.Written, f.Zone, f.Again, f.SkipBadRows, f.Area = old.Written, old.Zone, old.Again, old.SkipBadRows, old.Area
	f.Each, f.EachTo, f.Group, f.GroupNumbers, f.Key = old.Each, old.EachTo, old.Group, old.GroupNumbers, old.Key
	f.rest, f.Several = old.rest, old.Several
	if old.Days {
		f.setDays(true)
	}
	for i, c := range old.Sheet.Columns {
		if a := f.answer(c.Name); a != nil && (old.Days || old.Columns[i].Ours != "") {
			*a = old.Columns[i]
		}
	}
	if !slices.ContainsFunc(old.When, func(name string) bool { return f.answer(name) == nil }) {
		f.When = old.When
	}
}

func (p *ImportPlan) fills(ours string) bool {
	return slices.ContainsFunc(p.Map, func(m ColumnMap) bool { return m.To == ours }) ||
		slices.ContainsFunc(p.Join, func(j ColumnJoin) bool { return j.To == ours }) ||
		slices.ContainsFunc(p.Set, func(s ColumnSet) bool { return s.To == ours })
}

func (p *ImportPlan) reads(name string) bool {
	return slices.ContainsFunc(p.Map, func(m ColumnMap) bool { return m.From == name }) ||
		slices.ContainsFunc(p.Join, func(j ColumnJoin) bool { return slices.Contains(j.From, name) })
}

// HasShape reports whether something is said of which rows and columns there are, beyond what the file
// shows.
func (f *ImportForm) HasShape() bool {
	return f.Written != ImportWriting{} || len(f.Each) > 0 || len(f.Group) > 0
}

// Shape is the part of the plan that says which rows and columns there are.
func (f *ImportForm) Shape() ImportPlan {
	return ImportPlan{Written: f.Written, Each: f.Each, EachTo: f.EachTo, Group: f.Group, GroupNumbers: f.GroupNumbers}
}
