package journal

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"enactive/journal/fault"
	"enactive/journal/naming"
	"enactive/journal/vault"
)

// Handout is what a document to hand on tells, and what it leaves out. It is remembered under a name,
// such as the one who gets it, which stays in the journal.
type Handout struct {
	// Name is what it is remembered under.
	Name string
	Kind HandoutKind
	// Title stands at the head of the document in place of its own, and Greeting below it, as a line to
	// the reader. Both may be empty.
	Title, Greeting string
	// Areas are those that are told of; none means all. An area that is gone is told of no more, and
	// never stands for all.
	Areas []AreaID
	// Span is the range that ends on the day of the document; where it is empty, From and To are the
	// first and the last day, unbounded if zero.
	Span     Span
	From, To Date
	// LeftOut are the parts that the document does not have.
	LeftOut []Section
	Names   NameStyle
	// Private tells the private entries too.
	Private bool
	// Letter is the paper of North America in place of A4, and Book a wider margin on the side that is
	// bound.
	Letter, Book bool
}

// HandoutKind is which document it is.
type HandoutKind string

// The documents: a review of some days, the progress of an area, a journal to read or keep.
const (
	ReviewHandout   HandoutKind = "review"
	ProgressHandout HandoutKind = "progress"
	JournalHandout  HandoutKind = "journal"
)

// Span is how far a document goes back.
type Span string

// The spans, of 7, 30, 91 and 365 days, with the day of the document as the last.
const (
	WeekSpan    Span = "week"
	MonthSpan   Span = "month"
	QuarterSpan Span = "quarter"
	YearSpan    Span = "year"
)

// Section is a part of a document that can be left out.
type Section string

// The sections, in their order in the document.
const (
	ChartsSection  Section = "charts"  // each chart with its sentence
	TablesSection  Section = "tables"  // obstacles, strategies, plans and experiments
	WordsSection   Section = "words"   // what was written, as quotations
	EntriesSection Section = "entries" // the entries by day
	NotesSection   Section = "notes"   // the notes of entries and days
	PhotosSection  Section = "photos"  // the photos and files of entries and days
)

// NameStyle is how people are named; empty means as they are.
type NameStyle string

// The other ways.
const (
	Initials NameStyle = "initials"
	NoNames  NameStyle = "none"
)

// HandoutKinds, Spans, Sections and NameStyles list the values of each in display order.
func HandoutKinds() []HandoutKind {
	return []HandoutKind{ReviewHandout, ProgressHandout, JournalHandout}
}
func Spans() []Span { return []Span{WeekSpan, MonthSpan, QuarterSpan, YearSpan} }
func Sections() []Section {
	return []Section{ChartsSection, TablesSection, WordsSection, EntriesSection, NotesSection, PhotosSection}
}
func NameStyles() []NameStyle { return []NameStyle{Initials, NoNames} }

// Has reports whether the document has a section.
func (h *Handout) Has(s Section) bool { return !slices.Contains(h.LeftOut, s) }

// Days are the first and the last day of the document if it is made today; zero is unbounded.
func (h *Handout) Days(today Date) (from, to Date) {
	if n, ok := map[Span]int{WeekSpan: 7, MonthSpan: 30, QuarterSpan: 91, YearSpan: 365}[h.Span]; ok {
		return today.AddDays(1 - n), today
	}
	return h.From, h.To
}

// MaxHandouts is the maximum number of remembered documents in a journal.
const MaxHandouts = 100

// ErrNoHandout is returned if no document is remembered under the name.
const ErrNoHandout fault.Kind = "there-is-no-such-document"

// SaveHandout remembers what a document tells as one undo step, in place of what had that name. Names
// are case-insensitive.
func (j *Journal) SaveHandout(ctx context.Context, h Handout) error {
	j.writing.Lock()
	defer j.writing.Unlock()
	h, err := CheckHandout(h)
	if err != nil {
		return err
	}
	old, exists := j.handoutItem(h.Name)
	e := edit{after: &h}
	if exists {
		e.rec, e.before = old.rec, &old.Handout
	} else {
		if n := len(j.Handouts()); n >= MaxHandouts {
			return tooMany("documents", n+1)
		}
		if e.rec, err = j.vault.NewID(); err != nil {
			return fmt.Errorf("remembering a document: %w", err)
		}
	}
	return j.do(ctx, step{StepName: StepName{Kind: stepSaveHandout}, edits: []edit{e}})
}

// RemoveHandout forgets a document as one undo step.
func (j *Journal) RemoveHandout(ctx context.Context, name string) error {
	j.writing.Lock()
	defer j.writing.Unlock()
	old, exists := j.handoutItem(name)
	if !exists {
		return fmt.Errorf("forgetting a document: %w", ErrNoHandout)
	}
	return j.do(ctx, step{StepName: StepName{Kind: stepRemoveHandout}, edits: []edit{{rec: old.rec, before: &old.Handout}}})
}

// Handouts returns the remembered documents by name. They are shared and must not be changed.
func (j *Journal) Handouts() []Handout {
	items := j.handoutItems()
	all := make([]Handout, len(items))
	for i, h := range items {
		all[i] = h.Handout
	}
	return all
}

// handoutItems returns the remembered documents by name.
func (j *Journal) handoutItems() []*handoutItem {
	j.mu.RLock()
	defer j.mu.RUnlock()
	return slices.SortedFunc(maps.Values(j.handouts), func(a, b *handoutItem) int { return strings.Compare(Fold(a.Name), Fold(b.Name)) })
}

// HandoutNamed returns the document that is remembered under a name.
func (j *Journal) HandoutNamed(name string) (Handout, error) {
	h, ok := j.handoutItem(name)
	if !ok {
		return Handout{}, fmt.Errorf("looking for a document: %w", ErrNoHandout)
	}
	return h.Handout, nil
}

// handoutsMoved are the edits by which the documents that tell of one area tell of another instead.
func (j *Journal) handoutsMoved(from, into AreaID) []edit {
	var edits []edit
	for _, h := range j.handoutItems() {
		if !slices.Contains(h.Areas, from) {
			continue
		}
		after := h.Handout
		after.Areas = nil
		for _, id := range h.Areas {
			if id == from {
				id = into
			}
			if !slices.Contains(after.Areas, id) {
				after.Areas = append(after.Areas, id)
			}
		}
		edits = append(edits, edit{rec: h.rec, before: &h.Handout, after: &after})
	}
	return edits
}

func (j *Journal) handoutItem(name string) (*handoutItem, bool) {
	j.mu.RLock()
	defer j.mu.RUnlock()
	h, ok := j.handouts[naming.Key(name)]
	return h, ok
}

type handoutItem struct {
	Handout
	rec vault.RecordID
}

// CheckHandout returns h as it will be stored; the result shares nothing with h. An invalid value is a
// *FieldError.
func CheckHandout(h Handout) (Handout, error) {
	h.Title, h.Greeting = oneLine(h.Title), strings.TrimSpace(h.Greeting)
	if h.Name = oneLine(h.Name); h.Name == "" {
		return Handout{}, &FieldError{Field: "name", Want: fault.Text("a-few-words-such-as-for-my-coach")}
	}
	for _, text := range []struct {
		field, text string
		most        int
	}{{"name", h.Name, MaxLine}, {"title", h.Title, MaxLine}, {"greeting", h.Greeting, MaxText}} {
		if len(text.text) > text.most {
			return Handout{}, tooLong(text.field, text.text, text.most)
		}
	}
	if h.Span != "" {
		h.From, h.To = Date{}, Date{}
	}
	h.Areas, h.LeftOut = ownList(h.Areas), ownList(h.LeftOut)
	if len(h.Areas) > MaxItems {
		return Handout{}, tooMany("areas", len(h.Areas))
	}
	return h, errors.Join(allOf("kind", []HandoutKind{h.Kind}, HandoutKinds()), allOf("span", given(h.Span), Spans()),
		allOf("left_out", h.LeftOut, Sections()), allOf("names", given(h.Names), NameStyles()))
}

// given is a list of a word, empty if the word is.
func given[T ~string](word T) []T {
	if word == "" {
		return nil
	}
	return []T{word}
}

type handoutDoc struct {
	Name     string      `cbor:"1,keyasint"`
	Kind     HandoutKind `cbor:"2,keyasint"`
	Title    string      `cbor:"3,keyasint,omitempty"`
	Greeting string      `cbor:"4,keyasint,omitempty"`
	Areas    []AreaID    `cbor:"5,keyasint,omitempty"`
	Span     Span        `cbor:"6,keyasint,omitempty"`
	From     string      `cbor:"7,keyasint,omitempty"`
	To       string      `cbor:"8,keyasint,omitempty"`
	LeftOut  []Section   `cbor:"9,keyasint,omitempty"`
	Names    NameStyle   `cbor:"10,keyasint,omitempty"`
	Private  bool        `cbor:"11,keyasint,omitempty"`
	Letter   bool        `cbor:"12,keyasint,omitempty"`
	Book     bool        `cbor:"13,keyasint,omitempty"`
}

func (h *Handout) encoded(c *codec) ([]byte, error) {
	return c.encode(docHandout, handoutDoc{h.Name, h.Kind, h.Title, h.Greeting, h.Areas, h.Span, h.From.String(), h.To.String(),
		h.LeftOut, h.Names, h.Private, h.Letter, h.Book})
}

func (c *codec) decodeHandout(body []byte) (*Handout, error) {
	var d handoutDoc
	if err := c.decode(body, &d); err != nil {
		return nil, err
	}
	h := &Handout{Name: d.Name, Kind: d.Kind, Title: d.Title, Greeting: d.Greeting, Areas: d.Areas, Span: d.Span,
		LeftOut: d.LeftOut, Names: d.Names, Private: d.Private, Letter: d.Letter, Book: d.Book}
	if err := readDays(d.From, &h.From, d.To, &h.To); err != nil {
		return nil, err
	}
	return h, nil
}

// handout adds a remembered document, under another name if this copy has a different one of that name.
func (u *union) handout(rec vault.RecordID, other *Handout) error {
	return u.named(rec, other.Name, func(name string) (document, document) {
		h := *other
		h.Name = name
		if here, exists := u.j.handoutItem(name); exists {
			h.Name = here.Name
			return &h, &here.Handout
		}
		return &h, nil
	})
}
