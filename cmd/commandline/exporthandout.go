package commandline

import (
	"cmp"
	"io"
	"runtime/debug"
	"slices"
	"strings"

	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/exchange"
)

// handoutOptions are the flags of a document that is handed on.
func handoutOptions() []exchange.Option {
	return []exchange.Option{
		{Key: "review", Placeholder: "DAYS", Help: "Write a review in place of the journal: of the week, month, quarter or year that ends today or on the day of --to, or of the range from --from to --to."},
		{Key: "progress", Help: "Write a progress report in place of the journal: of the area of --area, such as for a coach."},
		{Key: "title", Placeholder: "TEXT", Help: "The title, in place of the document's own."},
		{Key: "greeting", Placeholder: "TEXT", Help: "A line to the reader below the title."},
		{Key: "leave-out", Placeholder: "PART", Help: "Leave a part out: charts, tables, words, entries, notes or photos; several as charts,notes. In place of what a remembered document leaves out: nothing."},
		{Key: "names", Placeholder: "HOW", Help: "How people are named: initials or none; full, as they are, in place of what is remembered."},
		{Key: "book", Help: "Leave a wider margin on the side that is bound."},
		{Key: "remember", Placeholder: "NAME", Help: "Remember what the document tells under this name, sealed in the journal, in place of what had that name."},
		{Key: "as", Placeholder: "NAME", Help: "Tell what is remembered under this name; other flags replace its parts, as --private=false does."},
	}
}

// handoutDetail is the help of a document that is handed on.
const handoutDetail = `Without --review and --progress it is the journal, of all areas and days unless you name some. --remember keeps which document it is, its area, days, parts, names, title, greeting, paper and whether private entries are told, but not which entries a tag, a word or another flag chose; a review of a week, month, quarter or year ends on the day on which it is written again, or at its --to. "enact document list" lists what is remembered.

  enact export pdf --review month -o november.pdf
  enact export pdf --progress --area Running --leave-out notes,entries --names initials --remember "my coach" -o coach.pdf
  enact export pdf --as "my coach" --greeting "As we said." -o next.pdf`

const (
	// rangeWord, nothingWord and fullWord are the words of --review, --leave-out and --names for what a
	// document says by an empty value.
	rangeWord   = "range"
	nothingWord = "nothing"
	fullWord    = "full"
)

func reviewWords() []string   { return append(texts(journal.Spans()), rangeWord) }
func leaveOutWords() []string { return append(texts(journal.Sections()), nothingWord) }
func nameWords() []string     { return append(texts(journal.NameStyles()), fullWord) }

// documentMemory is how much memory a document takes before it is collected more often: one of 100,000
// entries stays below 1 GiB.
const documentMemory = 900 << 20

// withinMemory writes a document within documentMemory.
func withinMemory(write func() error) error {
	before := debug.SetMemoryLimit(-1)
	debug.SetMemoryLimit(min(before, documentMemory))
	defer debug.SetMemoryLimit(before)
	return write()
}

// handoutFlags are the flags of a document that is handed on, checked as far as that needs no journal.
type handoutFlags struct {
	// review is the word of --review, leftOut and names are those of their flags; nil if not given.
	review, names []string
	leftOut       []string
	chosen        exchange.Chosen
	remember, as  string
}

// handoutFlags reads the flags and refuses those that contradict one another.
func (c *exportFormatCmd) handoutFlags() (f handoutFlags, err error) {
	chosen := c.chosen()
	for _, key := range []string{"review", "title", "greeting", "names", "remember", "as"} {
		if n := len(chosen[key]); n > 1 {
			return f, misuse("--%s is given %d times, and a document has one; leave out the others", key, n)
		}
	}
	for _, key := range []string{"review", "leave-out", "names", "remember", "as"} {
		if slices.ContainsFunc(chosen[key], func(value string) bool { return strings.TrimSpace(value) == "" }) {
			return f, misuse("--%s is empty; give it a value, or leave --%s out", key, key)
		}
	}
	f = handoutFlags{chosen: chosen, remember: strings.Join(chosen["remember"], ""), as: strings.Join(chosen["as"], "")}
	if f.review, err = wordFlag("--review", strings.Join(chosen["review"], ""), reviewWords()); err != nil {
		return f, err
	}
	if f.names, err = wordFlag("--names", strings.Join(chosen["names"], ""), nameWords()); err != nil {
		return f, err
	}
	for part := range strings.SplitSeq(strings.Join(chosen["leave-out"], ","), ",") {
		word, err := wordFlag("--leave-out", part, leaveOutWords())
		if err != nil {
			return f, err
		}
		f.leftOut = append(f.leftOut, word...)
	}
	return f, c.checkHandout(f)
}

// checkHandout refuses flags that contradict one another.
func (c *exportFormatCmd) checkHandout(f handoutFlags) error {
	switch {
	case f.review != nil && f.chosen.Has("progress"):
		return misuse("a review and a progress report are two documents; leave out --review or --progress")
	case f.hasSpan() && c.From != "":
		return misuse("--review %s goes back from its last day, and --from is another first day; leave --from out, or write --review range", f.review[0])
	case len(f.leftOut) > 1 && slices.Contains(f.leftOut, nothingWord):
		return misuse("--leave-out is both nothing and something; leave nothing out of it, or the parts")
	case f.remember == "":
		return nil
	}
	if flag := c.notRemembered(); flag != "" {
		return misuse("%s is not remembered, so that the next document would tell more; leave out %s or --remember", flag, flag)
	}
	return nil
}

// hasSpan reports whether a review is of a week, month, quarter or year.
func (f *handoutFlags) hasSpan() bool { return f.review != nil && f.review[0] != rangeWord }

// notRemembered returns a flag that was given and chooses single entries, which a remembered document does
// not; empty if there is none.
func (c *exportFormatCmd) notRemembered() string {
	for _, f := range []struct {
		flag  string
		given bool
	}{
		{"QUERY", len(c.Query) > 0}, {"--type", c.Type != ""}, {"--kind", c.Kind != ""}, {"--outcome", c.Outcome != ""},
		{"--source", c.Source != ""}, {"--tag", len(c.Tag) > 0}, {"--person", len(c.Person) > 0}, {"--strategy", len(c.Strategy) > 0},
		{"--where", len(c.Where) > 0}, {"--filter", c.Filter != ""}, {"--limit", c.Limit != nil},
	} {
		if f.given {
			return f.flag
		}
	}
	return ""
}

// handed is a document to hand on as it is written.
type handed struct {
	handout journal.Handout
	// remembered is what the journal is to remember of it, without a name if nothing.
	remembered journal.Handout
	// areas are those of it that there are; none means all.
	areas []journal.AreaID
	// query has its entries but for the areas, if they are several.
	query journal.Query
}

// handed returns the document of the flags, with the entries that q selects.
func (c *exportFormatCmd) handed(s *session, j *journal.Journal, f handoutFlags, q journal.Query) (d handed, err error) {
	h := journal.Handout{Kind: journal.JournalHandout}
	if f.as != "" {
		if h, err = documentNamed(j, f.as); err != nil {
			return d, err
		}
	}
	c.apply(f, &h)
	if err := ofAreas(s, j, f, q, &h); err != nil {
		return d, err
	}
	if err := ofDays(f, q, &h); err != nil {
		return d, err
	}
	h.Name = cmp.Or(f.remember, f.as, "document")
	if h, err = journal.CheckHandout(h); err != nil {
		return d, handoutError(err)
	}
	if f.remember != "" {
		if _, err := j.HandoutNamed(h.Name); err != nil && len(j.Handouts()) >= journal.MaxHandouts {
			return d, failed(nil, "%d documents are remembered, and there is no room for more; forget one with \"enact document remove NAME\"", journal.MaxHandouts)
		}
		d.remembered = h
	}
	if h.Span != "" && !q.To.IsZero() {
		h.From, h.To = h.Days(q.To)
		h.Span = ""
	}
	d.handout, d.query = h, q
	for _, id := range h.Areas {
		if _, ok := j.Area(id); ok {
			d.areas = append(d.areas, id)
		}
	}
	if len(h.Areas) > 0 && len(d.areas) == 0 {
		return d, failed(journal.ErrNoArea, "the document %q is of an area that is gone; name another with --area", h.Name)
	}
	d.query.Area = ""
	if len(d.areas) == 1 {
		d.query.Area = d.areas[0]
	}
	d.query.From, d.query.To = h.Days(journal.DateOf(s.env.now()))
	d.query.WithoutPrivate = !h.Private
	return d, nil
}

// apply puts what the flags say, but for areas and days, in place of what h has.
func (c *exportFormatCmd) apply(f handoutFlags, h *journal.Handout) {
	switch {
	case f.review != nil:
		h.Kind = journal.ReviewHandout
	case f.chosen.Has("progress"):
		h.Kind = journal.ProgressHandout
	}
	if f.chosen.Has("title") {
		h.Title = f.chosen["title"][0]
	}
	if f.chosen.Has("greeting") {
		h.Greeting = f.chosen["greeting"][0]
	}
	if f.leftOut != nil {
		h.LeftOut = nil
		for _, word := range f.leftOut {
			if section := journal.Section(word); word != nothingWord && h.Has(section) {
				h.LeftOut = append(h.LeftOut, section)
			}
		}
	}
	if f.names != nil {
		h.Names = ""
		if f.names[0] != fullWord {
			h.Names = journal.NameStyle(f.names[0])
		}
	}
	for _, flag := range []struct {
		key string
		set *bool
	}{{exchange.PrivateOption, &h.Private}, {"letter", &h.Letter}, {"book", &h.Book}} {
		*flag.set = f.chosen.Has(flag.key) || *flag.set && !c.isOff(flag.key)
	}
}

// ofAreas chooses the areas of h: that of the flags, or else those that it has.
func ofAreas(s *session, j *journal.Journal, f handoutFlags, q journal.Query, h *journal.Handout) error {
	switch {
	case q.Area != "":
		h.Areas = []journal.AreaID{q.Area}
	case f.chosen.Has("progress") && len(h.Areas) != 1:
		a, err := s.area(j, "")
		if err != nil {
			return err
		}
		h.Areas = []journal.AreaID{a.ID}
	}
	return nil
}

// ofDays chooses the days of h: those of the flags, or else those that it has. A last day alone moves a
// span only for the document that is written now.
func ofDays(f handoutFlags, q journal.Query, h *journal.Handout) error {
	switch {
	case f.hasSpan():
		h.Span, h.From, h.To = journal.Span(f.review[0]), journal.Date{}, journal.Date{}
	case !q.From.IsZero():
		h.Span, h.From, h.To = "", q.From, q.To
	case h.Span == "" && !q.To.IsZero():
		h.To = q.To
	}
	switch isRange := f.review != nil && !f.hasSpan(); {
	case isRange && (h.Span != "" || h.From.IsZero()):
		return misuse("--review range has no first day; give it with --from DAY")
	case !h.From.IsZero() && !h.To.IsZero() && h.To.Before(h.From):
		return misuse("--to %s is before %s, the first day of the document; give --from as well", h.To, h.From)
	}
	return nil
}

// handoutError turns a wrong value of a document into wrong usage of the flag that gave it.
func handoutError(err error) error {
	f, ok := journal.IsFieldError(err)
	if !ok {
		return err
	}
	named := *f
	named.Field = flagOf(f.Field)
	if f.Field == "name" {
		named.Field = "--remember"
	}
	return misuse("%s", describe.Error(&named))
}

// count counts the entries of the document.
func (d *handed) count(of func(journal.Query) int) int {
	if len(d.areas) < 2 {
		return of(d.query)
	}
	n := 0
	for _, id := range d.areas {
		q := d.query
		q.Area = id
		n += of(q)
	}
	return n
}

// limit keeps the newest entries of the document if the query has a limit.
func (d *handed) limit(j *journal.Journal) {
	if d.query.Limit == 0 || len(d.areas) < 2 {
		if d.query.Limit > 0 {
			d.query = onlyNewest(j, d.query)
		}
		return
	}
	q, most := d.query, d.query.Limit
	q.Newest, q.Limit, d.query.Limit = true, 0, 0
	for _, e := range j.Entries(q) {
		if slices.Contains(d.areas, e.Area) && len(d.query.IDs) < most {
			d.query.IDs = append(d.query.IDs, e.ID)
		}
	}
}

// handOn writes the document of the flags, with the entries that q selects, and remembers it if that is
// asked for once it is written.
func (c *exportFormatCmd) handOn(s *session, j *journal.Journal, f handoutFlags, q journal.Query) error {
	d, err := c.handed(s, j, f, q)
	if err != nil {
		return err
	}
	s.warnOfPrivate(d.count(j.CountLeftOut))
	d.limit(j)
	request := exchange.Request{Query: d.query, Chosen: f.chosen, Handout: &d.handout, Lost: s.warnOfMissingGlyphs, Progress: s.portion.report}
	file, err := c.write(s, func(w io.Writer) error {
		return withinMemory(func() error { return c.format.Export.Write(s.ctx, w, j, request) })
	})
	if err != nil {
		return err
	}
	if d.remembered.Name != "" {
		if err := j.SaveHandout(s.ctx, d.remembered); err != nil {
			return err
		}
	}
	if file != "" {
		c.wrote(s, file, count(d.count(j.Count), "entry", "entries"))
	}
	if d.remembered.Name != "" {
		s.note("Remembered as %s; give --as %q to write it again.", line(d.remembered.Name), d.remembered.Name)
	}
	return nil
}
