package journal

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"enactive/journal/fault"
	"enactive/journal/joint"
	"enactive/journal/vault"
)

// Double is a text that was changed in two copies of the journal: all its versions stay until one is chosen.
type Double struct {
	// Entry, Area, Day or Measure is what it is of; Review is the review.
	Entry   EntryID
	Area    AreaID
	Day     Date
	Review  *Review
	Measure MeasureID
	// Other is the name of what it is of, if it is none of these.
	Other string
	// Field is the field of an entry.
	Field *Field
	// Texts are its versions: the first is shown, the others are the latest first.
	Texts []string

	of   identity
	path string
}

// Both returns all versions in one text, one below the other; of a line, behind each other.
func (d *Double) Both() string {
	between := "\n\n"
	if d.Field != nil && d.Field.Kind == LineField || d.Measure != "" {
		between = " / "
	}
	return strings.Join(d.Texts, between)
}

// ErrNoVersion is returned for a text that has no such version any more.
const ErrNoVersion fault.Kind = "there-is-no-such-version"

// Doubles returns the texts of which several versions stay, those of entries first and the latest before.
func (j *Journal) Doubles() []Double {
	order := j.wholeOrder()
	j.mu.RLock()
	defer j.mu.RUnlock()
	var all []Double
	for _, it := range slices.Backward(order) {
		if b := j.beside[it.rec]; b != nil && it.Deleted.IsZero() {
			all = append(all, j.doublesOf(&it.Entry, b)...)
		}
	}
	var others []Double
	j.eachOther(func(rec vault.RecordID, d document) {
		if b := j.beside[rec]; b != nil {
			others = append(others, j.doublesOf(d, b)...)
		}
	})
	slices.SortFunc(others, func(a, b Double) int {
		return cmp.Or(cmp.Compare(a.of.kind, b.of.kind), strings.Compare(a.of.id, b.of.id), strings.Compare(a.path, b.path))
	})
	return append(all, others...)
}

// DoublesOf returns the texts of an entry of which several versions stay.
func (j *Journal) DoublesOf(id EntryID) []Double {
	it, ok := j.item(id)
	j.mu.RLock()
	defer j.mu.RUnlock()
	if !ok || j.beside[it.rec] == nil {
		return nil
	}
	return j.doublesOf(&it.Entry, j.beside[it.rec])
}

func (j *Journal) doublesOf(d document, b *beside) []Double {
	t := &taking{j: j}
	s, err := t.state(d, b)
	if err != nil {
		return nil // it was read before
	}
	var all []Double
	for _, x := range s.Doubles() {
		one := Double{of: identityOf(d), path: x.Path, Texts: []string{joint.Text(x.Shown)}}
		for _, o := range slices.Backward(x.Others) {
			one.Texts = append(one.Texts, joint.Text(o))
		}
		switch d := d.(type) {
		case *Entry:
			one.Entry, one.Field = d.ID, fieldWithKey(x.Keys[0])
		case *Area:
			one.Area = d.ID
		case *Day:
			one.Day = d.Date
		case *Review:
			review := *d
			one.Review = &review
		case *Measure:
			one.Measure = d.ID
		case *Reminder:
			one.Other = d.Text
		case *Handout:
			one.Other = d.Name
		case *Filter:
			one.Other = d.Name
		case *Attachment:
			one.Other = d.Name
		}
		all = append(all, one)
	}
	return all
}

// Choose has a text of several versions be one of them, or any other text, such as both, as one step.
func (j *Journal) Choose(ctx context.Context, d Double, chosen string) error {
	j.writing.Lock()
	defer j.writing.Unlock()
	t := &taking{j: j, st: &stamper{j: j}, mine: j.others(), edits: map[identity]*edit{}}
	e, ok := t.here(d.of)
	if !ok {
		return fmt.Errorf("choosing a version: %w", ErrNoVersion)
	}
	s, err := t.state(e.before, e.was)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(s.Doubles(), func(x joint.Double) bool { return x.Path == d.path }) {
		return fmt.Errorf("choosing a version: %w", ErrNoVersion)
	}
	at, err := t.st.dot(d.of, s.Seen().Latest())
	if err != nil {
		return err
	}
	s = s.Choose(d.path, joint.TextValue(chosen), at)
	body, err := s.Body()
	if err != nil {
		return err
	}
	changed, err := j.codec.changeable(d.of.kind, body)
	if err != nil {
		return err
	}
	if entry, ok := changed.(*Entry); ok {
		checked, err := checkedForm(*entry)
		if err != nil {
			return err
		}
		checked.Modified = wholeSeconds(j.now())
		changed = &checked
	}
	if err := t.store(d.of, e, s, changed, body); err != nil {
		return err
	}
	done := t.edits[d.of]
	if done == nil {
		return nil
	}
	return j.do(ctx, step{StepName: StepName{Kind: stepChoose}, edits: []edit{*done}})
}
