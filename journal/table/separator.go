package table

import "strings"

// candidates are the separators that are looked for, the likeliest first.
const candidates = ",;\t|"

// sampleRows is how many rows are looked at to find the separator and the header, and
// sampleBytes how much of the text.
const (
	sampleRows  = 200
	sampleBytes = 1 << 20
)

// findSeparator takes the separator that is asked for, or named by a line sep=, or by which the
// rows agree.
func (s *textSource) findSeparator(o Options, found *Found) error {
	named, ok := s.separatorLine()
	s.sepLine, found.SeparatorLine = ok, ok
	switch {
	case o.Separator != 0:
		if o.Separator >= 0x80 || strings.ContainsRune("\"\r\n\x00", o.Separator) {
			return &Error{Kind: KindNoSeparator, Value: string(o.Separator)}
		}
		s.sep = byte(o.Separator)
	case ok:
		s.sep = named
	default:
		s.sep, found.OtherSeparators = s.agreed()
	}
	found.Separator = rune(s.sep)
	s.usual = s.agreement(s.sep).columns
	return nil
}

// separatorLine reads a first line such as sep=; that spreadsheets write.
func (s *textSource) separatorLine() (sep byte, ok bool) {
	line := strings.Trim(s.text[:s.lineEnd(0)], ` "`)
	if line == "sep=" { // trimmed off: a tab is not
		return 0, false
	}
	if len(line) != len("sep=;") || !hasPrefixFold(line, "sep=") {
		return 0, false
	}
	return line[4], true
}

// agreed is the separator by which most rows have as many cells; others agree as well.
func (s *textSource) agreed() (best byte, others []rune) {
	best = candidates[0]
	top := agreement{}
	for i := range len(candidates) {
		a := s.agreement(candidates[i])
		switch {
		case a.columns < 2:
		case a.better(top):
			best, top, others = candidates[i], a, nil
		case a.whole() && top.whole():
			others = append(others, rune(candidates[i]))
		}
	}
	return best, others
}

// agreement is how well the rows agree on a separator.
type agreement struct {
	rows, agreeing, columns int
	headed                  bool // the first row with several cells is one of them
}

func (a agreement) whole() bool { return a.rows > 0 && a.agreeing == a.rows }

// share is how many rows agree, in thousandths; without a header they count half.
func (a agreement) share() int {
	if a.rows == 0 {
		return 0
	}
	share := 1000 * a.agreeing / a.rows
	if !a.headed {
		share /= 2
	}
	return share
}

func (a agreement) better(b agreement) bool {
	if a.share() != b.share() {
		return a.share() > b.share()
	}
	return a.columns > b.columns
}

// agreement reads some rows with a separator.
func (s *textSource) agreement(sep byte) agreement {
	trial := *s
	trial.sep = sep
	var widths []int
	var cells []Cell
	for at := trial.begin(); len(widths) < sampleRows && at.offset < sampleBytes; {
		row, ok := trial.next(at, 0, cells[:0])
		if !ok {
			break
		}
		at, cells = row.end, row.cells
		if filled, _ := filledCells(row.cells); filled > 0 {
			widths = append(widths, len(row.cells))
		}
	}
	a := agreement{rows: len(widths)}
	a.columns, a.agreeing = mostFrequent(widths, 2)
	for _, w := range widths {
		if w > 1 {
			a.headed = w == a.columns
			break
		}
	}
	return a
}

// mostFrequent is the most frequent of the numbers from least on, the largest where several are.
func mostFrequent(numbers []int, least int) (number, times int) {
	for n, c := range counts(numbers) {
		if n >= least && (c > times || c == times && n > number) {
			number, times = n, c
		}
	}
	return number, times
}

// counts is how often each number is there.
func counts(numbers []int) map[int]int {
	all := map[int]int{}
	for _, n := range numbers {
		all[n]++
	}
	return all
}
