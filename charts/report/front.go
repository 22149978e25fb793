package report

import (
	"cmp"
	"slices"
	"strings"

	"enactive/charts/report/compose"
	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/insight"
	"enactive/journal/wording"
)

// days names the days that were chosen, or else those that there are.
func (b *book) days() string {
	from, to := b.query.From, b.query.To
	if from.IsZero() {
		from = b.first
	}
	if to.IsZero() {
		to = b.last
	}
	return describe.HandoutRange(from, to)
}

// about names the areas, or says that it is all of several.
func (b *book) about() string {
	if b.allAreas && !b.hasOneArea() {
		return describe.DocumentAllAreas.String()
	}
	var names []string
	for _, a := range b.areas {
		names = append(names, a.Name)
	}
	return wording.List(names...)
}

// title is the head of the document.
func (b *book) title() compose.Title {
	h := &b.told.Handout
	title := compose.Title{Text: b.veil.text(strings.TrimSpace(cmp.Or(h.Title, wording.Capital(b.told.Title)))), Greeting: b.veil.text(h.Greeting)}
	kind, about, days := "", b.about(), b.days()
	switch h.Kind {
	case journal.ReviewHandout:
		kind = describe.HandoutLookBack.String()
		title.Text = cmp.Or(title.Text, days, kind)
	case journal.ProgressHandout:
		kind = describe.HandoutProgress.String()
		title.Text = cmp.Or(title.Text, about, kind)
	default:
		if title.Text == "" && b.allAreas {
			title.Text = describe.DocumentJournal.String()
		}
		title.Text = cmp.Or(title.Text, about, describe.DocumentJournal.String())
	}
	add := func(line string) {
		if line != "" {
			title.About = append(title.About, line)
		}
	}
	add(joined(kind, unless(about == title.Text, about)))
	if b.isOfOne() {
		add(b.areas[0].Purpose)
	}
	add(joined(unless(days == title.Text, days), describe.Entries(b.count)))
	q := b.veil.narrowed(b.query)
	q.WithoutPrivate = false
	if n := describe.Filter(q); n != "" {
		add(describe.DocumentFilter(n))
	}
	if b.journal.Meta().Sample {
		add(describe.DocumentSample.String())
	}
	add(describe.HandoutLeftOut(h.LeftOut, h.Names))
	return title
}

func unless(is bool, text string) string {
	if is {
		return ""
	}
	return text
}

// joined sets points between the words that there are.
func joined(words ...string) string {
	return strings.Join(slices.DeleteFunc(slices.Clone(words), func(w string) bool { return w == "" }), " · ")
}

const (
	// mostPoints is how many sentences the first page has. Of several areas each has its share of them.
	mostPoints = 3
	// mostSmall is how many small charts it has.
	mostSmall = 3
	// largeHeight and smallHeight are the heights of its charts, in points.
	largeHeight, smallHeight = 156, 104
)

// frontPage says all that matters.
func (b *book) frontPage(o *out) {
	o.put(b.title())
	if b.count == 0 {
		o.put(compose.Paragraph{Text: describe.DocumentEmpty.String()})
		return
	}
	all := b.strongest()
	points := b.points(all)
	if len(points) > 0 {
		o.put(compose.Points{Items: points})
	}
	if b.has(journal.ChartsSection) {
		b.frontCharts(o, all)
	}
	if b.has(journal.TablesSection) {
		if t := b.earned(); len(t.Rows) > 0 {
			o.put(t)
		}
	}
	if more := b.more(); more != "" {
		o.put(compose.Paragraph{Text: more, Look: compose.Quiet})
	}
}

// isSummed reports whether a finding is a sentence for the first page; the others need their chart.
func (f *finding) isSummed() bool { return f.rank() < 2+len(factsFirst()) }

// points are the sentences that matter, or else how many attempts there were.
func (b *book) points(all []finding) []compose.Point {
	var points []compose.Point
	of, mostOfArea := map[string]int{}, (mostPoints+len(b.chapters)-1)/max(1, len(b.chapters))
	for i := range all {
		f := &all[i]
		if len(points) == mostPoints || !f.isSummed() || of[f.area] == mostOfArea {
			continue
		}
		of[f.area]++
		points = append(points, compose.Point{Text: b.lead(f), Certainty: describe.Certainty(f.figure.Finding)})
	}
	if len(points) > 1 {
		return points
	}
	for _, c := range b.chapters {
		tried := slices.DeleteFunc(slices.Clone(c.entries), func(e *journal.Entry) bool { return e.Type != journal.Experience })
		if len(tried) == 0 || len(points) == mostPoints || hasKey(c.told, "mastery") {
			continue
		}
		name := c.area.Name
		if b.hasOneArea() {
			name = ""
		}
		points = append(points, compose.Point{Text: describe.HandoutAttempts(name, tried), Certainty: describe.Certainty(insight.Facts)})
	}
	return points
}

func hasKey(told []finding, key string) bool {
	return slices.ContainsFunc(told, func(f finding) bool { return f.item.Key == key })
}

// frontCharts are one large chart and a few small ones.
func (b *book) frontCharts(o *out, all []finding) {
	at := b.largest(all)
	if at < 0 || len(all) == 1 { // the only one follows with its sentence
		return
	}
	large := b.figureOf(&all[at], largeHeight)
	large.Note = describe.HandoutBasis(all[at].n, "", "")
	if all[at].isSummed() {
		large.Sentence = "" // a point says it already
	}
	o.put(large)
	var small []compose.Figure
	shown := map[string]bool{}
	for i := range all {
		f := &all[i]
		if i == at || len(small) == mostSmall || !f.isSummed() || shown[f.area+"/"+f.item.Key] {
			continue
		}
		shown[f.area+"/"+f.item.Key] = true
		fig := b.figureOf(f, smallHeight)
		fig.Sentence, fig.Note = "", ""
		small = append(small, fig)
	}
	if len(small) > 1 {
		o.put(compose.Figures{Across: len(small), Items: small})
	}
}

// largest is the place of the chart that is shown large: the strongest finding, else where belief is, else
// the calendar; -1 if there is none.
func (b *book) largest(all []finding) int {
	if len(all) > 0 && all[0].rank() < 2 {
		return 0
	}
	for _, key := range []string{"trend", "mastery", "calendar"} {
		if i := slices.IndexFunc(all, func(f finding) bool { return f.item.Key == key }); i >= 0 {
			return i
		}
	}
	if len(all) > 0 {
		return 0
	}
	return -1
}

// mostMissing is how many insights the first page names that more entries would give.
const mostMissing = 3

// more says what more entries would tell, nearest first; empty if there is nothing more.
func (b *book) more() string {
	var all []missing
	seen := map[string]bool{}
	for _, c := range b.chapters {
		for _, m := range c.tooFew {
			if m.progress.Short() && !seen[m.title] && !b.isTold(m.title) {
				seen[m.title] = true
				all = append(all, m)
			}
		}
	}
	far := func(m missing) float64 { return float64(m.progress.Have) / float64(m.progress.Need) }
	slices.SortStableFunc(all, func(x, y missing) int { return cmp.Compare(far(y), far(x)) })
	all = all[:min(len(all), mostMissing)]
	if len(all) == 0 {
		return ""
	}
	var titles []string
	var progress []insight.Progress
	for _, m := range all {
		titles, progress = append(titles, m.title), append(progress, m.progress)
	}
	return describe.HandoutMore(titles, progress)
}

// isTold reports whether an insight says something in some area.
func (b *book) isTold(title string) bool {
	return slices.ContainsFunc(b.chapters, func(c *chapter) bool {
		return slices.ContainsFunc(c.told, func(f finding) bool { return f.item.Title == title })
	})
}
