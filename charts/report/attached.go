package report

import (
	"maps"
	"path"
	"slices"
	"strings"
	"time"

	"enactive/charts/report/compose"
	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/picture"
)

// attach adds to what is told of an entry or a day its pictures, small, and its other files by their names. A
// small picture has at most picture.SmallSide pixels on a side, which is enough for the size in which it
// is set, and tells nothing but what it shows.
func (w *entryWriter) attach(to *compose.Entry, of journal.Holder) {
	var names []string
	for _, a := range w.attached(of) {
		name := w.veil.fileName(a.Name)
		if !a.HasSmall() || a.Width <= 0 || a.Height <= 0 {
			names = append(names, name)
			continue
		}
		p := compose.Photo{Name: name, Load: func() ([]byte, error) { return w.photo(a.ID) }}
		p.Width, p.Height = picture.SmallSize(a.Width, a.Height)
		to.Photos = append(to.Photos, p)
	}
	if len(names) > 0 {
		to.Parts = append(to.Parts, compose.Part{Name: describe.FilesPart(), Text: strings.Join(names, "\n")})
	}
}

// attached is what is attached to an entry or a day and may be told.
func (s *source) attached(of journal.Holder) []journal.Attachment {
	if !s.told.Handout.Has(journal.PhotosSection) {
		return nil
	}
	return s.journal.Attachments(of)
}

// pictured are the days that have photos or files that may be told, in their order.
func (s *source) pictured() []journal.Date {
	if !s.told.Handout.Has(journal.PhotosSection) {
		return nil
	}
	seen := map[journal.Date]bool{}
	for _, a := range s.journal.AllAttachments() {
		if a.Entry == "" && a.Day.IsWithin(s.query.From, s.query.To) {
			seen[a.Day] = true
		}
	}
	return slices.SortedFunc(maps.Keys(seen), journal.Date.Compare)
}

// photosOf tells what is attached to a day of an appendix; ok is false if that is nothing.
func (w *entryWriter) photosOf(day journal.Date) (e compose.Entry, ok bool) {
	e.Side, e.Head = describe.DayMonth(day.In(time.UTC)), describe.DocumentDay(day)
	w.attach(&e, journal.Holder{Day: day})
	return e, len(e.Photos)+len(e.Parts) > 0
}

// fileName is the name of a file without the names of people. Words of it often stand without blanks, as
// in JonasAndMe.jpg: where a name is left within a word, nothing but the ending is told.
func (v *veil) fileName(name string) string {
	if v == nil {
		return name
	}
	name = v.text(name)
	if !v.isWithin(name) {
		return name
	}
	if ending := path.Ext(name); !v.isWithin(ending) {
		return "…" + ending
	}
	return "…"
}

// isWithin reports whether a name, or a part of one, is anywhere in a text, also in the middle of a word.
func (v *veil) isWithin(text string) bool {
	folded := journal.Fold(text)
	for _, names := range v.known {
		for _, n := range names {
			for _, word := range n.words {
				if strings.Contains(folded, word) {
					return true
				}
			}
		}
	}
	return false
}
