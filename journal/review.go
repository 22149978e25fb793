package journal

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"enactive/journal/fault"
	"enactive/journal/vault"
)

// Review is the text of a review of a period, of one area or of all. It is not an entry and
// does not count as one.
type Review struct {
	// From and To are the first and the last day.
	From, To Date
	// Area is the reviewed area; empty means all.
	Area AreaID
	// Text is the person's own text. A review without a text is not stored.
	Text     string
	Created  time.Time
	Modified time.Time
}

// period identifies a review: there is at most one for the same days and area.
type period struct {
	from, to Date
	area     AreaID
}

func (r *Review) period() period { return period{r.From, r.To, r.Area} }

// compareReviews compares reviews by their end; of those that end on the same day, the one
// that starts last is first.
func compareReviews(a, b Review) int {
	return cmp.Or(strings.Compare(a.To.String(), b.To.String()), strings.Compare(b.From.String(), a.From.String()),
		strings.Compare(string(a.Area), string(b.Area)))
}

// SaveReview stores a review as one undo step, replacing the one of the same period, and
// returns the stored review. An empty text removes it.
func (j *Journal) SaveReview(ctx context.Context, r Review) (Review, error) {
	saved, _, err := j.saveReview(ctx, nil, r)
	return saved, err
}

// SaveReviewFrom saves a review whose text was base when it began to be changed; see SaveFrom.
func (j *Journal) SaveReviewFrom(ctx context.Context, base string, r Review) (Review, Meanwhile, error) {
	return j.saveReview(ctx, &base, r)
}

func (j *Journal) saveReview(ctx context.Context, base *string, r Review) (_ Review, m Meanwhile, err error) {
	j.writing.Lock()
	defer j.writing.Unlock()
	if r, err = CheckReview(r); err != nil {
		return Review{}, m, err
	}
	if _, ok := j.areaItem(r.Area); !ok && r.Area != "" {
		return Review{}, m, fmt.Errorf("saving a review: %w", ErrNoArea)
	}
	now := wholeSeconds(j.now())
	r.Created, r.Modified = now, now
	old, exists := j.reviewItem(r.period())
	ed, what := edit{}, stepWriteReview
	var changed *since
	if exists {
		ed.rec, ed.before, what = old.rec, &old.Review, stepChangeReview
		r.Created = old.Created
	}
	if base != nil {
		was := r
		was.Text = *base
		was = checkedOr(CheckReview, was)
		if changed, err = j.since(ed, &was, &r); err != nil {
			return Review{}, m, fmt.Errorf("saving a review: %w", err)
		}
		if m = changed.Meanwhile; changed.changedNothing() {
			if r.Text = ""; exists {
				r = old.Review
			}
			return r, m, nil
		}
		r.Text = changed.doc.(*Review).Text
	}
	switch {
	case !exists && r.Text == "":
		return r, m, nil
	case !exists:
		if ed.rec, err = j.vault.NewID(); err != nil {
			return Review{}, m, fmt.Errorf("saving a review: %w", err)
		}
	case r.Text == old.Text && m.Twice == 0:
		return old.Review, m, nil
	}
	if ed.after = &r; r.Text == "" {
		ed.after, what = nil, stepRemoveReview
	}
	if err := changed.mark(&ed); err != nil {
		return Review{}, m, fmt.Errorf("saving a review: %w", err)
	}
	return r, m, j.do(ctx, step{StepName: StepName{Kind: what}, edits: []edit{ed}})
}

// Review returns the review of these days and that area, if there is one.
func (j *Journal) Review(from, to Date, area AreaID) (Review, bool) {
	r, ok := j.reviewItem(period{from, to, area})
	if !ok {
		return Review{}, false
	}
	return r.Review, true
}

// Reviews returns all reviews by their end.
func (j *Journal) Reviews() []Review {
	j.mu.RLock()
	defer j.mu.RUnlock()
	all := make([]Review, 0, len(j.reviews))
	for _, r := range j.reviews {
		all = append(all, r.Review)
	}
	slices.SortFunc(all, compareReviews)
	return all
}

// CheckReview returns r as it will be stored; a text of only blanks becomes "". An invalid
// value is a *FieldError.
func CheckReview(r Review) (Review, error) {
	for _, d := range []struct {
		field string
		day   Date
	}{{"from", r.From}, {"to", r.To}} {
		if err := checkDate(d.field, d.day); err != nil {
			return Review{}, err
		}
	}
	if r.To.Before(r.From) {
		return Review{}, &FieldError{Field: "to", Value: r.To.String(), Want: fault.Text("not-before-first", fault.V{"First": r.From.String()})}
	}
	for _, t := range []struct {
		field string
		t     *time.Time
	}{{"created", &r.Created}, {"modified", &r.Modified}} {
		if err := checkTime(t.field, t.t); err != nil {
			return Review{}, err
		}
	}
	if r.Text = cleanText(r.Text); strings.TrimSpace(r.Text) == "" {
		r.Text = ""
	}
	if len(r.Text) > MaxText {
		return Review{}, tooLong("text", r.Text, MaxText)
	}
	return r, nil
}

// newReviews returns the edits that add the reviews of b.
func (j *Journal) newReviews(b Batch, with batchContext) ([]edit, error) {
	edits := make([]edit, 0, len(b.Reviews))
	seen := map[period]bool{}
	for _, r := range b.Reviews {
		r, err := CheckReview(r)
		if err != nil {
			return nil, err
		}
		if _, ok := j.areaItem(r.Area); !ok && r.Area != "" && !with.made[r.Area] {
			return nil, fmt.Errorf("saving reviews: %w", ErrNoArea)
		}
		if _, exists := j.reviewItem(r.period()); exists || seen[r.period()] {
			return nil, fmt.Errorf("saving reviews: there is one from %s to %s already", r.From, r.To)
		}
		if r.Text == "" {
			continue
		}
		seen[r.period()] = true
		if r.Created.IsZero() {
			r.Created = with.now
		}
		if r.Modified.IsZero() {
			r.Modified = r.Created
		}
		rec, err := j.vault.NewID()
		if err != nil {
			return nil, fmt.Errorf("saving reviews: %w", err)
		}
		edits = append(edits, edit{rec: rec, after: &r})
	}
	return edits, nil
}

func (j *Journal) reviewItem(p period) (*reviewItem, bool) {
	j.mu.RLock()
	defer j.mu.RUnlock()
	r, ok := j.reviews[p]
	return r, ok
}

// reviewsOf returns the reviews of one area by their end.
func (j *Journal) reviewsOf(id AreaID) []*reviewItem {
	j.mu.RLock()
	defer j.mu.RUnlock()
	var all []*reviewItem
	for _, r := range j.reviews {
		if r.Area == id && id != "" {
			all = append(all, r)
		}
	}
	slices.SortFunc(all, func(a, b *reviewItem) int { return compareReviews(a.Review, b.Review) })
	return all
}

// reviewOf returns the current review of a period, without a text if there is none. j.mu is
// held.
func (j *Journal) reviewOf(p period) Review {
	if r, ok := j.reviews[p]; ok {
		return r.Review
	}
	return Review{From: p.from, To: p.to, Area: p.area}
}

type reviewDoc struct {
	From     string `cbor:"1,keyasint"`
	To       string `cbor:"2,keyasint"`
	Area     string `cbor:"3,keyasint,omitempty"`
	Text     string `cbor:"4,keyasint"`
	Created  stamp  `cbor:"5,keyasint,omitzero"`
	Modified stamp  `cbor:"6,keyasint,omitzero"`
}

func (r *Review) encoded(c *codec) ([]byte, error) {
	return c.encode(docReview, reviewDoc{r.From.String(), r.To.String(), string(r.Area), r.Text, stampOf(r.Created), stampOf(r.Modified)})
}

func (c *codec) decodeReview(body []byte) (*Review, error) {
	var d reviewDoc
	if err := c.decode(body, &d); err != nil {
		return nil, err
	}
	from, err := ParseDate(d.From)
	to, bad := ParseDate(d.To)
	if err != nil || bad != nil {
		return nil, fmt.Errorf("%w: %w", vault.ErrDamaged, errBadDocument)
	}
	return &Review{From: from, To: to, Area: AreaID(d.Area), Text: d.Text, Created: c.zones.time(d.Created), Modified: c.zones.time(d.Modified)}, nil
}
