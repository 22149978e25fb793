package report

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/insight"

	"golang.org/x/text/unicode/norm"
)

// veil hides the people that the journal names in its entries, wherever their names are written: each
// becomes initials, or someone. It hides rather too much than too little: of a name of several words, each
// word with a capital letter is hidden too. A nil veil hides nothing.
type veil struct {
	none bool
	// known are the names by the fold of their first word, longest first.
	known map[string][]hiddenName
	// runs are names in scripts that do not put blanks between words.
	runs []hiddenName
}

// hiddenName is a name, or a part of one, and what stands in its place.
type hiddenName struct {
	words []string // folded
	as    string
	// part is true of one word of a name, and capital hides it only where it begins with a capital letter:
	// such words have other meanings too.
	part, capital bool
}

func order(part bool) int {
	if part {
		return 1
	}
	return 0
}

func newVeil(j *journal.Journal, style journal.NameStyle) *veil {
	if style == "" {
		return nil
	}
	v := &veil{none: style == journal.NoNames, known: map[string][]hiddenName{}}
	taken := map[string]int{}
	for _, p := range j.People("") {
		v.add(p.Name, v.standing(p.Name, taken))
	}
	for _, names := range v.known {
		slices.SortStableFunc(names, func(a, b hiddenName) int {
			return cmp.Or(len(b.words)-len(a.words), order(a.part)-order(b.part))
		})
	}
	slices.SortStableFunc(v.runs, func(a, b hiddenName) int { return len(b.words[0]) - len(a.words[0]) })
	return v
}

// standing is what stands in place of a name. Two people with the same initials are told apart by a number.
func (v *veil) standing(name string, taken map[string]int) string {
	if v.none {
		return describe.HandoutSomeone.String()
	}
	as := initials(name)
	taken[as]++
	if n := taken[as]; n > 1 {
		as += " " + strconv.Itoa(n)
	}
	return as
}

// initials are the first letters of the words of a name, such as "A. B.".
func initials(name string) string {
	var letters []string
	for _, w := range wordsOf(name) {
		r, _ := utf8.DecodeRuneInString(name[w.from:w.to])
		letters = append(letters, string(unicode.ToUpper(r))+".")
	}
	if len(letters) == 0 {
		return "*"
	}
	return strings.Join(letters, " ")
}

func (v *veil) add(name, as string) {
	name = norm.NFC.String(name)
	if strings.ContainsFunc(name, isUnspaced) {
		v.runs = append(v.runs, hiddenName{words: []string{name}, as: as})
		return
	}
	places := wordsOf(name)
	var words []string
	for _, w := range places {
		words = append(words, journal.Fold(name[w.from:w.to]))
	}
	if len(words) == 0 {
		return
	}
	v.known[words[0]] = append(v.known[words[0]], hiddenName{words: words, as: as})
	if len(words) == 1 {
		return
	}
	for i, w := range places {
		part := name[w.from:w.to]
		if first, _ := utf8.DecodeRuneInString(part); utf8.RuneCountInString(part) < 2 || unicode.ToUpper(first) != first || !unicode.IsLetter(first) {
			continue
		}
		stands := as
		if !v.none {
			stands = initials(part)
		}
		v.known[words[i]] = append(v.known[words[i]], hiddenName{words: words[i : i+1], as: stands, part: true, capital: unicode.IsUpper([]rune(part)[0])})
	}
}

// isUnspaced reports whether r is of a script whose words stand without blanks between them.
func isUnspaced(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// wordPlace is where a word stands in a text, in bytes.
type wordPlace struct{ from, to int }

// wordsOf finds the words of a text: letters, their marks, and digits.
func wordsOf(text string) []wordPlace {
	var places []wordPlace
	from := -1
	for i, r := range text {
		inWord := unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r)
		switch {
		case inWord && from < 0:
			from = i
		case !inWord && from >= 0:
			places, from = append(places, wordPlace{from, i}), -1
		}
	}
	if from >= 0 {
		places = append(places, wordPlace{from, len(text)})
	}
	return places
}

// text is a text without the names.
func (v *veil) text(text string) string {
	if v == nil || text == "" || len(v.known)+len(v.runs) == 0 {
		return text
	}
	text = norm.NFC.String(text)
	for _, n := range v.runs {
		text = strings.ReplaceAll(text, n.words[0], n.as)
	}
	var b strings.Builder
	places, done := wordsOf(text), 0
	for i := 0; i < len(places); {
		n, ok := v.at(text, places[i:])
		if !ok {
			i++
			continue
		}
		last := places[i+len(n.words)-1]
		b.WriteString(text[done:places[i].from])
		b.WriteString(n.as)
		done = last.to
		if strings.HasSuffix(n.as, ".") && strings.HasPrefix(text[done:], ".") {
			done++ // the end of a sentence is one full stop
		}
		i += len(n.words)
	}
	if done == 0 {
		return text
	}
	b.WriteString(text[done:])
	return b.String()
}

// at finds the longest name that begins at the first of some words.
func (v *veil) at(text string, places []wordPlace) (hiddenName, bool) {
	first := text[places[0].from:places[0].to]
	folded := journal.Fold(first)
	candidates := v.known[folded]
	if of, ok := strings.CutSuffix(folded, "s"); ok && len(of) > 2 { // as in German, whose genitive has no apostrophe
		candidates = append(slices.Clone(candidates), v.known[of]...)
	}
	for _, n := range candidates {
		if n.capital {
			if r, _ := utf8.DecodeRuneInString(first); !unicode.IsUpper(r) {
				continue
			}
		}
		if v.matches(text, places, n) {
			return n, true
		}
	}
	return hiddenName{}, false
}

func (v *veil) matches(text string, places []wordPlace, n hiddenName) bool {
	if len(places) < len(n.words) {
		return false
	}
	for k, want := range n.words {
		word := journal.Fold(text[places[k].from:places[k].to])
		if isLast := k == len(n.words)-1; word != want && !(isLast && word == want+"s") {
			return false
		}
		if k > 0 && strings.Trim(text[places[k-1].to:places[k].from], " \t\n\u00a0.-'’") != "" {
			return false
		}
	}
	return true
}

// list is a list of texts without the names.
func (v *veil) list(texts []string) []string {
	if v == nil {
		return texts
	}
	hidden := make([]string, len(texts))
	for i, t := range texts {
		hidden[i] = v.text(t)
	}
	return hidden
}

func (v *veil) area(a journal.Area) journal.Area {
	if v == nil {
		return a
	}
	c := a.Clone()
	c.Name, c.Purpose = v.text(c.Name), v.text(c.Purpose)
	for i := range c.Goals {
		g := &c.Goals[i]
		g.Text = v.text(g.Text)
		for k := range g.Actions {
			g.Actions[k] = journal.Action{If: v.text(g.Actions[k].If), Then: v.text(g.Actions[k].Then)}
		}
	}
	return c
}

func (v *veil) measure(m journal.Measure) journal.Measure {
	if v == nil {
		return m
	}
	m.Name, m.Unit = v.text(m.Name), v.text(m.Unit)
	m.Choices = slices.Clone(m.Choices)
	for i := range m.Choices {
		m.Choices[i].Name = v.text(m.Choices[i].Name)
	}
	return m
}

func (v *veil) entry(e *journal.Entry) journal.Entry {
	c := e.Clone()
	if v == nil {
		return c
	}
	for _, text := range []*string{&c.Title, &c.Intention, &c.Happened, &c.Note} {
		*text = v.text(*text)
	}
	c.Lessons, c.Strategies, c.Sacrifices, c.Tags = v.list(c.Lessons), v.list(c.Strategies), v.list(c.Sacrifices), v.list(c.Tags)
	for i := range c.Obstacles {
		c.Obstacles[i].Text, c.Obstacles[i].Then = v.text(c.Obstacles[i].Text), v.text(c.Obstacles[i].Then)
	}
	for i := range c.Answers {
		c.Answers[i].Question, c.Answers[i].Text = v.text(c.Answers[i].Question), v.text(c.Answers[i].Text)
	}
	if v.none {
		c.People = nil
		return c
	}
	for i := range c.People {
		c.People[i].Name = v.text(c.People[i].Name)
	}
	return c
}

func (v *veil) data(d insight.Data) insight.Data {
	if v == nil {
		return d
	}
	said := map[string]string{} // few names are in many entries
	hide := func(text string) string {
		as, known := said[text]
		if !known {
			as = v.text(text)
			said[text] = as
		}
		return as
	}
	all := func(texts []string) []string {
		hidden := make([]string, len(texts))
		for i, t := range texts {
			hidden[i] = hide(t)
		}
		return hidden
	}
	for i := range d.Samples {
		s := &d.Samples[i]
		s.Strategies = all(s.Strategies)
		s.Obstacles = slices.Clone(s.Obstacles)
		for k := range s.Obstacles {
			s.Obstacles[k].Name = hide(s.Obstacles[k].Name)
		}
		if v.none {
			s.People = nil
		} else {
			s.People = all(s.People)
		}
	}
	d.Experiments = all(d.Experiments)
	d.Ladder, d.Measures = slices.Clone(d.Ladder), slices.Clone(d.Measures)
	for i := range d.Ladder {
		d.Ladder[i].Text = hide(d.Ladder[i].Text)
	}
	for i := range d.Measures {
		m := &d.Measures[i]
		m.Name, m.Unit = hide(m.Name), hide(m.Unit)
		m.Choices = slices.Clone(m.Choices)
		for k := range m.Choices {
			m.Choices[k].Name = hide(m.Choices[k].Name)
		}
	}
	return d
}

func (v *veil) experiment(a describe.ExperimentAccount, today journal.Date) describe.ExperimentAccount {
	if v == nil {
		return a
	}
	hide := func(x *journal.Experiment) {
		x.Name, x.With, x.Without = v.text(x.Name), v.text(x.With), v.text(x.Without)
	}
	hide(&a.Experiment)
	a.Decides.Name = v.text(a.Decides.Name)
	if a.Result == nil {
		a.Sentence = describe.ExperimentRunning(a.Course, today)
		return a
	}
	r := *a.Result
	hide(&r.Experiment)
	a.Result, a.Sentence = &r, describe.ExperimentFound(r, a.Decides)
	return a
}

// narrowed is a query whose words hide the names, to describe it.
func (v *veil) narrowed(q journal.Query) journal.Query {
	if v == nil {
		return q
	}
	q.Tags, q.Strategies, q.People, q.Text = v.list(q.Tags), v.list(q.Strategies), v.list(q.People), v.text(q.Text)
	return q
}
