package main

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"enactive/charts"
	"enactive/journal"
	"enactive/journal/agefile"
	"enactive/journal/insight"
)

// chartCmd draws a chart into a file.
type chartCmd struct {
	Chart string `arg:"" help:"Which chart: ${charts}."`
	Area  string `short:"a" placeholder:"AREA" help:"The area's name. It may be left out if there is only one."`
	outputFlags
	Format  string  `placeholder:"WORD" help:"svg, png or pdf; the end of the name of FILE if not said."`
	From    string  `placeholder:"DAY" help:"Use the entries from this day on: 2026-11-23, yesterday, last monday, 3 days ago."`
	To      string  `placeholder:"DAY" help:"Use the entries up to this day."`
	Measure string  `placeholder:"WORD" help:"What the calendar shows: entries, performance, stress or efficacy; entries if not said."`
	Pair    string  `placeholder:"NAME" help:"What the chart measures shows: the name of a measure, or of a measure and a result, as in Sleep/performance; the surest pair if not said."`
	Width   int     `default:"960" placeholder:"N" help:"How wide, in pixels; 960 if not said."`
	Height  int     `default:"600" placeholder:"N" help:"How high, in pixels; 600 if not said."`
	Scale   float64 `default:"1" placeholder:"X" help:"Make a PNG X times as fine, as for print; 1 if not said."`
	Theme   string  `default:"light" placeholder:"WORD" help:"light or dark; light if not said."`
}

// drawFunc writes a chart in one format.
type drawFunc func(w io.Writer, c charts.Chart, size charts.Size, theme charts.Theme) error

func (c *chartCmd) Run(s *session) error {
	item, ok := charts.Find(c.Chart)
	if !ok {
		return misuse("there is no chart %q; the charts are %s", c.Chart, joinNames(chartKeys()))
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
	measure, err := c.measure()
	if err != nil {
		return err
	}
	if c.Pair != "" && c.Chart != "measures" {
		return misuse("--pair is for the chart measures, not for the chart %s", c.Chart)
	}
	from, to, err := s.days("--from", c.From, "--to", c.To)
	if err != nil {
		return err
	}
	return s.with(func(j *journal.Journal) error {
		a, err := s.area(j, c.Area)
		if err != nil {
			return err
		}
		figure := item.Compute(j.Data(a.ID, from, to), a.Name)
		if result, ok := figure.Result.(insight.CalendarResult); ok {
			figure.Chart = charts.NewCalendar(result, measure, figure.Text, a.Name)
		}
		if c.Pair != "" {
			result, _ := figure.Result.(insight.MeasuresResult)
			at, err := c.pair(result)
			if err != nil {
				return err
			}
			figure.Chart = charts.NewMeasures(result, at, figure.Text, a.Name)
		}
		size := charts.Size{Width: float64(c.Width), Height: float64(c.Height), Heading: true}
		file, err := c.write(s, func(w io.Writer) error { return c.draw(format)(w, figure.Chart, size, theme) })
		if err != nil {
			return err
		}
		if file != "" {
			s.print("wrote ", plain(file), "\n")
		}
		lost, err := charts.CountLost(figure.Chart, size, theme)
		if err != nil {
			return err
		}
		s.warnOfMissingGlyphs(lost)
		return nil
	})
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

func (c *chartCmd) measure() (charts.CalendarMeasure, error) {
	if c.Measure == "" {
		return charts.CalendarEntries, nil
	}
	if c.Chart != "calendar" {
		return 0, misuse("--measure is for the calendar, not for the chart %s", c.Chart)
	}
	for _, m := range charts.CalendarMeasures() {
		if strings.EqualFold(m.Key(), c.Measure) {
			return m, nil
		}
	}
	return 0, misuse("--measure is %q; it must be entries, performance, stress or efficacy", c.Measure)
}

// pair finds the pair to draw: the surest of those that fit.
func (c *chartCmd) pair(r insight.MeasuresResult) (int, error) {
	name, result, both := strings.Cut(c.Pair, "/")
	for i := range r.Shown {
		p := &r.Shown[i]
		named := strings.EqualFold(p.Name, name) || strings.EqualFold(p.Measure, name) || p.Option != "" && strings.EqualFold(p.Option, name)
		if named && (!both || strings.EqualFold(p.Result, result)) {
			return i, nil
		}
	}
	return 0, misuse("--pair is %q; no pair with enough entries has that name, see \"enact insights AREA --tables\"", c.Pair)
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
