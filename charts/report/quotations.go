package report

import (
	"slices"
	"strings"

	"enactive/charts/report/compose"
	"enactive/journal"
	"enactive/journal/describe"
)

// ownWords are the person's own words on some days.
type ownWords struct{ text, source string }

// ownReviews are the reviews within the days, of the areas that are told, oldest first, and the words that
// were given with the document.
func (b *book) ownReviews() []ownWords {
	if !b.isWhole() {
		return nil
	}
	var own []ownWords
	given := strings.TrimSpace(b.told.Words)
	for _, r := range slices.Backward(b.journal.Reviews()) {
		if r.From.Before(b.query.From) || !b.query.To.IsZero() && b.query.To.Before(r.To) || strings.TrimSpace(r.Text) == given {
			continue
		}
		area := b.areaName(r.Area)
		if r.Area == "" && !b.allAreas || r.Area != "" && area == "" {
			continue
		}
		own = append(own, ownWords{b.veil.text(strings.TrimSpace(r.Text)), describe.HandoutReview(r.From, r.To, area)})
	}
	if given != "" {
		own = append([]ownWords{{text: b.veil.text(given)}}, own...)
	}
	return own
}

const (
	// mostQuotations is how many texts of entries are quoted at most, and mostReviews how many reviews.
	mostQuotations, mostReviews = 12, 24
	// fewestLessons is from how many lessons on they stand for all that was written.
	fewestLessons = 3
)

// quotation is a text of an entry.
type quotation struct {
	text  string
	entry *journal.Entry
}

// words are the person's own words: the reviews, and texts of entries. A journal has those texts in its
// entries already.
func (b *book) words(o *out) {
	if !b.has(journal.WordsSection) {
		return
	}
	var lessons, texts []quotation
	if b.told.Handout.Kind != journal.JournalHandout || !b.has(journal.EntriesSection) {
		lessons, texts = b.quotations()
	}
	chosen, isLessons := texts, false
	if len(lessons) >= fewestLessons {
		chosen, isLessons = lessons, true
	}
	if len(b.own)+len(chosen) == 0 {
		return
	}
	title := describe.DocumentOwnWords.String()
	o.put(compose.Heading{Level: 1, Text: title, Running: b.running(title)})
	own := b.own[max(0, len(b.own)-mostReviews):]
	for _, w := range own {
		o.put(compose.Quotation{Text: w.text, Source: w.source})
	}
	if len(own) < len(b.own) {
		o.put(compose.Paragraph{Text: describe.HandoutNewest(len(own), len(b.own)), Look: compose.Quiet})
	}
	if len(chosen) == 0 {
		return
	}
	all := len(chosen)
	chosen = chosen[max(0, all-mostQuotations):]
	if len(chosen) < all {
		o.put(compose.Paragraph{Text: describe.HandoutQuotations(isLessons, len(chosen), all), Look: compose.Quiet})
	}
	for _, q := range chosen {
		o.put(compose.Quotation{Text: q.text, Source: b.sourceOf(q)})
	}
}

// sourceOf says when a text was written and of what, without saying the text twice.
func (b *book) sourceOf(q quotation) string {
	area := b.areaName(q.entry.Area)
	if b.hasOneArea() {
		area = ""
	}
	title := q.entry.Title
	if title == "" {
		title = describe.TypeTitle(q.entry.Type)
	}
	return joined(describe.HandoutSource(q.entry.Time, title), area)
}

// quotations are the lessons and all texts of the entries, oldest first.
func (b *book) quotations() (lessons, texts []quotation) {
	for _, raw := range b.raw() {
		if len(raw.Lessons) == 0 && raw.Happened == "" && raw.Note == "" {
			continue
		}
		e := b.entry(raw)
		for _, l := range e.Lessons {
			lessons = append(lessons, quotation{strings.TrimSpace(l), e})
		}
		for _, text := range []string{e.Happened, e.Note} {
			if text = strings.TrimSpace(text); text != "" {
				texts = append(texts, quotation{text, e})
			}
		}
		texts = append(texts, lessons[len(lessons)-len(e.Lessons):]...)
	}
	return lessons, texts
}

// monthsOf is how many months the days of the document touch.
func (b *book) monthsOf() int {
	if b.count == 0 {
		return 0
	}
	return (b.last.Year-b.first.Year)*12 + int(b.last.Month-b.first.Month) + 1
}
