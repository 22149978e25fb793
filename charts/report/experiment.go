package report

import (
	"fmt"

	"enactive/charts"
	"enactive/journal"
	"enactive/journal/describe"
)

const (
	// experimentRim is the height of the chart of an experiment around its rows, in millimetres, and
	// experimentRow that of a row.
	experimentRim, experimentRow = 25.5, 8.2
	// pairWidth is the width of the columns with numbers in the table of pairs.
	pairWidth = 24
)

// experiments sets the experiments of an area that ended on the days of the document, and those that
// run where its days go up to today: how far one was on an earlier day is not kept.
func (b *book) experiments(a journal.Area, theme charts.Theme) error {
	from, to := b.query.From, b.query.To
	for _, x := range b.journal.Experiments() {
		last := x.Ended
		if x.IsRunning() {
			last = b.journal.Now()
		}
		day := journal.DateOf(last)
		if x.Area != a.ID || day.Before(from) || !to.IsZero() && to.Before(day) {
			continue
		}
		account, err := describe.ExperimentAccountOf(b.journal, x)
		if err != nil {
			return fmt.Errorf("setting an experiment: %w", err)
		}
		if err := b.experiment(a, &account, theme); err != nil {
			return err
		}
	}
	return nil
}

// experiment sets an experiment. Of one that runs it has no pair and no chart: whoever reads them
// knows the result early.
func (b *book) experiment(a journal.Area, x *describe.ExperimentAccount, theme charts.Theme) error {
	compared, sentence := b.lines(quiet, b.width, x.Compared()), b.lines(body, b.width, x.Sentence)
	need := 10 + chartStyle.leading() + float64(len(compared)+1)*quiet.leading() + float64(len(sentence))*body.leading()
	chart := charts.Experiment(x, "")
	_, rows := chart.Table()
	height := min(experimentRim+experimentRow*float64(len(rows)), b.bottom-b.top-need-2) // with its sentence on one page
	hasChart := x.Result != nil && len(rows) > 0
	if hasChart {
		need += 2 + height
	}
	b.part(a, need)
	b.space(5)
	b.text(chartStyle, b.left, b.width, describe.DocumentExperiment(x.Experiment.Name))
	b.setLines(quiet, b.left, compared)
	b.text(quiet, b.left, b.width, x.Dates())
	b.space(1)
	b.setLines(body, b.left, sentence)
	if hasChart {
		b.space(2)
		if err := b.chart(chart, theme, height); err != nil {
			return err
		}
	}
	if pairs := x.PairRows(); len(pairs) > 0 {
		b.pairs(x.PairHeader(), pairs)
	}
	return nil
}

// pairs sets the table of the pairs of an experiment.
func (b *book) pairs(header describe.ExperimentPairRow, rows []describe.ExperimentPairRow) {
	b.keep(3 + 4*pairLeading)
	b.space(3)
	b.pair(nameStyle, header)
	b.rule()
	b.space(0.8)
	for _, row := range rows {
		b.pair(pairStyle, row)
	}
}

// pairLeading is the least height of a row of pairs, in millimetres.
const pairLeading = 4.8

var pairStyle = style{size: 8.5}

// pair sets a row of the table of pairs. Its cells break within their columns.
func (b *book) pair(st style, row describe.ExperimentPairRow) {
	texts := []string{row.Name, row.With, row.Without, row.Difference, row.Note}
	cells, most := make([][]string, len(texts)), 1
	for i, text := range texts {
		width := pairWidth - 2.0
		if i == len(texts)-1 {
			width = b.width - float64(i)*pairWidth
		}
		cells[i] = b.lines(st, width, text)
		most = max(most, len(cells[i]))
	}
	b.keep(float64(most) * pairLeading)
	top := b.y
	for i, lines := range cells {
		b.y = top
		b.setLines(st, b.left+float64(i)*pairWidth, lines)
	}
	b.y = top + float64(most)*pairLeading
}
