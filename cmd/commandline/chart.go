package commandline

import (
	"cmp"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"enactive/charts"
	"enactive/journal"
	"enactive/journal/agefile"
	"enactive/journal/describe"
	"enactive/journal/insight"
)

// chartCmd draws a chart into a file.
type chartCmd struct {
	Chart string `arg:"" help:"Which chart: ${charts}."`
	Area  string `short:"a" placeholder:"AREA" help:"The area's name. It may be left out if there is only one."`
	outputFlags
	Format     string  `placeholder:"WORD" help:"svg, png or pdf; the end of the name of FILE if not said."`
	From       string  `placeholder:"DAY" help:"Use the entries from this day on: 2026-11-23, yesterday, last monday, 3 days ago."`
	To         string  `placeholder:"DAY" help:"Use the entries up to this day."`
	Experiment string  `placeholder:"NAME" help:"Which experiment the chart experiment shows."`
	Measure    string  `placeholder:"WORD" help:"What the calendar shows: entries, performance, stress, efficacy, or a measure of your own by its name; entries if not said. What the chart measures shows: a measure, with its result and the day if you like, as in Sleep, Sleep/performance or Sleep/performance/next_day; the surest if not said."`
	Width      int     `default:"960" placeholder:"N" help:"How wide, in pixels; 960 if not said."`
	Height     int     `default:"600" placeholder:"N" help:"How high, in pixels; 600 if not said."`
	Scale      float64 `default:"1" placeholder:"X" help:"Make a PNG X times as fine, as for print; 1 if not said."`
	Theme      string  `default:"light" placeholder:"WORD" help:"light or dark; light if not said."`
}

func (c *chartCmd) Help() string {
	return `A chart shows all entries of the area within the days that you name. There is no --where: what is found in entries that were chosen may only be how they were chosen; "enact list --where" lists them.`
}

// drawFunc writes a chart in one format.
type drawFunc func(w io.Writer, c charts.Chart, size charts.Size, theme charts.Theme) error

func (c *chartCmd) Run(s *session) error {
	item, ok := charts.Find(c.Chart)
	switch isExperiment := c.Chart == experimentKey; {
	case !ok && !isExperiment:
		return misuse("there is no chart %q; the charts are %s", c.Chart, joinNames(chartNames()))
	case isExperiment && c.Experiment == "":
		return misuse("it is not said which experiment is drawn; give --experiment NAME")
	case !isExperiment && c.Experiment != "":
		return misuse("--experiment is for the chart experiment, not for the chart %s", c.Chart)
	case isExperiment && (c.From != "" || c.To != ""):
		return misuse("--from and --to are for other charts; that of an experiment shows all its pairs")
	}
	format, err := c.format()
	if err != nil {
		return err
	}
	if err := c.check(s, format != "svg", strings.ToUpper(format)); err != nil {
		return err
	}
	theme, err := c.theme()
	if err != nil {
		return err
	}
	if err := c.checkSize(); err != nil {
		return err
	}
	measure, ofOnesOwn, err := c.measure()
	if err != nil {
		return err
	}
	from, to, err := s.days("--from", c.From, "--to", c.To)
	if err != nil {
		return err
	}
	return s.with(func(j *journal.Journal) error {
		chart, err := c.chart(s, j, item, from, to, measure, ofOnesOwn)
		if err != nil {
			return err
		}
		size := charts.Size{Width: float64(c.Width), Height: float64(c.Height), Heading: true}
		file, err := c.write(s, func(w io.Writer) error { return c.draw(format)(w, chart, size, theme) })
		if err != nil {
			return err
		}
		if file != "" {
			s.print("wrote ", plain(file), "\n")
		}
		lost, err := charts.CountLost(chart, size, theme)
		if err != nil {
			return err
		}
		s.warnOfMissingGlyphs(lost)
		return nil
	})
}

// chart computes the chart of an insight of an area, or that of an experiment.
func (c *chartCmd) chart(s *session, j *journal.Journal, item charts.Item, from, to journal.Date, measure charts.CalendarMeasure, ofOnesOwn bool) (charts.Chart, error) {
	if c.Chart == experimentKey {
		x, err := s.experiment(j, c.Area, c.Experiment)
		if err != nil {
			return nil, err
		}
		return experimentChart(j, x)
	}
	a, err := s.area(j, c.Area)
	if err != nil {
		return nil, err
	}
	data := j.Data(a.ID, from, to)
	if ofOnesOwn {
		at, err := c.ownMeasure(j, &data, a)
		if err != nil {
			return nil, err
		}
		result := insight.MeasureCalendar(data, at)
		return charts.NewMeasureCalendar(result, describe.MeasureCalendar(result), a.Name), nil
	}
	figure := item.Compute(data, a.Name)
	switch result := figure.Result.(type) {
	case insight.CalendarResult:
		return charts.NewCalendar(result, measure, figure.Text, a.Name), nil
	case insight.MeasuresResult:
		if c.Measure != "" {
			at, err := c.pair(result)
			return charts.NewMeasures(result, at, figure.Text, a.Name), err
		}
	}
	return figure.Chart, nil
}

// format returns svg, png or pdf.
func (c *chartCmd) format() (string, error) {
	format := strings.ToLower(c.Format)
	if format == "" {
		if c.toStandardOutput() {
			return "", misuse("it is not said what the picture becomes; name a file with -o FILE.svg, FILE.png or FILE.pdf, or give --format svg, png or pdf for standard output")
		}
		name := strings.TrimSuffix(strings.ToLower(c.Output), agefile.Extension)
		format = strings.TrimPrefix(filepath.Ext(name), ".")
	}
	switch {
	case format == "svg", format == "png", format == "pdf":
		return format, nil
	case c.Format != "":
		return "", misuse("--format is %q; it must be svg, png or pdf", c.Format)
	}
	return "", misuse("the name of the picture is %q; it must end in .svg, .png or .pdf, which says what it becomes", c.Output)
}

// draw returns the function that writes a format.
func (c *chartCmd) draw(format string) drawFunc {
	switch format {
	case "svg":
		return charts.SVG
	case "pdf":
		return charts.PDF
	}
	return func(w io.Writer, chart charts.Chart, size charts.Size, theme charts.Theme) error {
		return charts.PNG(w, chart, size, theme, c.Scale)
	}
}

// measure returns what the calendar shows; own means that --measure names a measure of one's own.
func (c *chartCmd) measure() (of charts.CalendarMeasure, own bool, err error) {
	switch {
	case c.Measure == "", c.Chart == "measures":
		return charts.CalendarEntries, false, nil
	case c.Chart != "calendar":
		return 0, false, misuse("--measure is for the calendar and for the chart measures, not for the chart %s", c.Chart)
	}
	for _, m := range charts.CalendarMeasures() {
		if strings.EqualFold(m.Key(), c.Measure) {
			return m, false, nil
		}
	}
	return 0, true, nil
}

// ownMeasure finds the measure of one's own that --measure names among those of the area and the days.
func (c *chartCmd) ownMeasure(j *journal.Journal, data *insight.Data, a journal.Area) (int, error) {
	m, ok := j.MeasureNamed(c.Measure)
	if !ok {
		names := measureWords()
		for _, m := range data.Measures {
			names = append(names, line(m.Name))
		}
		return 0, misuse("--measure is %q; it must be %s", c.Measure, describe.Message(journal.Words(names)))
	}
	at := slices.IndexFunc(data.Measures, func(d insight.Measure) bool { return d.ID == string(m.ID) })
	if at < 0 {
		return 0, misuse("the measure %s is not of the area %s, nor of days; name another, or another --area", line(m.Name), line(a.Name))
	}
	return at, nil
}

// pair finds what --measure names among the pairs with enough entries: the surest of those that fit.
func (c *chartCmd) pair(r insight.MeasuresResult) (int, error) {
	var names []string
	for i := range r.Shown {
		p := &r.Shown[i]
		if pairNamed(p, c.Measure) {
			return i, nil
		}
		if name := line(pairName(p)); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return 0, misuse("--measure is %q, and no measure has enough entries yet; a measure needs %d, on %d days", c.Measure, insight.MeasuresMin, insight.MeasuresMinDays)
	}
	return 0, misuse("--measure is %q, and no pair with enough entries has that name; it must be %s, alone or as in %s/%s", c.Measure,
		describe.Message(journal.Words(names)), names[0], r.Shown[0].Result)
}

// pairName is the name of the measure of a pair, such as the command line takes it.
func pairName(p *insight.MeasurePair) string { return cmp.Or(p.Name, p.Measure) }

// pairNamed reports whether the words mean the pair: its measure, or a choice of that, alone or with the result, and with the day.
func pairNamed(p *insight.MeasurePair, words string) bool {
	day := "same_day"
	if p.NextDay {
		day = "next_day"
	}
	for _, name := range []string{pairName(p), p.Option} {
		for _, called := range []string{name, name + "/" + p.Result, name + "/" + p.Result + "/" + day} {
			if name != "" && strings.EqualFold(called, words) {
				return true
			}
		}
	}
	return false
}

func (c *chartCmd) theme() (charts.Theme, error) {
	switch strings.ToLower(c.Theme) {
	case "light":
		return charts.Light(), nil
	case "dark":
		return charts.Dark(), nil
	}
	return charts.Theme{}, misuse("--theme is %q; it must be light or dark", c.Theme)
}

// Limits for the sides of a picture, in pixels; a smaller picture is unreadable.
const (
	minSide = 100
	maxSide = 10000
)

func (c *chartCmd) checkSize() error {
	for _, side := range []struct {
		flag string
		n    int
	}{{"--width", c.Width}, {"--height", c.Height}} {
		if side.n < minSide || side.n > maxSide {
			return misuse("%s is %d; it must be from %d to %d", side.flag, side.n, minSide, maxSide)
		}
	}
	if longer := float64(max(c.Width, c.Height)) * c.Scale; !(c.Scale >= 0.1) || longer > maxSide {
		return misuse("--scale is %s; it must be at least 0.1, and leave the picture within %d pixels", fmt.Sprint(c.Scale), maxSide)
	}
	return nil
}
