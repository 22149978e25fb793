package journal

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"enactive/journal/fault"
	"enactive/journal/naming"
)

// ErrSameArea is returned for merging an area with itself.
const ErrSameArea fault.Kind = "an-area-cannot-be-merged-with-itself"

// MergeAreas moves the contents of the area from to the area into and removes from, as one
// undo step; it returns the number of entries moved, including those in the bin. Goals,
// obstacles and rungs that into lacks are appended; if both areas have one, into's stays and
// gets the actions and ratings that it lacks. The purposes, and the texts of reviews of the
// same days, are joined. Sealed fields of entries stay sealed.
func (j *Journal) MergeAreas(ctx context.Context, from, into AreaID) (int, error) {
	j.writing.Lock()
	defer j.writing.Unlock()
	source, exists := j.areaItem(from)
	target, also := j.areaItem(into)
	if !exists || !also {
		return 0, fmt.Errorf("merging areas: %w", ErrNoArea)
	}
	if from == into {
		return 0, ErrSameArea
	}
	now := wholeSeconds(j.now())
	var edits []edit
	for _, it := range j.itemsOf(from) {
		after := it.Entry
		after.Area, after.Modified = into, now
		edits = append(edits, edit{rec: it.rec, before: &it.Entry, after: &after})
	}
	n := len(edits)
	reviews, err := j.mergedReviews(from, into, now)
	if err != nil {
		return 0, err
	}
	edits = append(edits, reviews...)
	edits = append(edits, j.experimentEdits(from, into, now)...)
	for _, f := range j.filtersOf(from) {
		after := f.Filter
		after.Query.Area = into
		edits = append(edits, edit{rec: f.rec, before: &f.Filter, after: &after})
	}
	edits = append(edits, j.handoutsMoved(from, into)...)
	edits = append(edits, j.remindersMoved(from, into, now)...)
	edits = append(edits, j.measuresWithout(from, into, now)...)
	merged, err := checkArea(mergedArea(&source.Area, &target.Area))
	if err != nil {
		return 0, err
	}
	merged.Modified = now
	edits = append(edits, edit{rec: target.rec, before: &target.Area, after: &merged}, edit{rec: source.rec, before: &source.Area})
	return n, j.do(ctx, step{StepName: StepName{Kind: stepMergeAreas}, edits: edits})
}

// mergedReviews returns the edits that move the reviews of one area to another.
func (j *Journal) mergedReviews(from, into AreaID, now time.Time) ([]edit, error) {
	var edits []edit
	for _, r := range j.reviewsOf(from) {
		after := r.Review
		after.Area, after.Modified = into, now
		own, exists := j.reviewItem(after.period())
		if !exists {
			edits = append(edits, edit{rec: r.rec, before: &r.Review, after: &after})
			continue
		}
		after = own.Review
		after.Text, after.Modified = joined(own.Text, r.Text), now
		after, err := CheckReview(after)
		if err != nil {
			return nil, err
		}
		edits = append(edits, edit{rec: own.rec, before: &own.Review, after: &after}, edit{rec: r.rec, before: &r.Review})
	}
	return edits, nil
}

// mergedArea returns into with the contents of from that it lacks.
func mergedArea(from, into *Area) Area {
	a, other := into.Clone(), from.Clone()
	a.Purpose = joined(a.Purpose, other.Purpose)
	for _, o := range other.Obstacles {
		if !slices.ContainsFunc(a.Obstacles, func(own string) bool { return naming.Key(own) == naming.Key(o) }) {
			a.Obstacles = append(a.Obstacles, o)
		}
	}
	for _, g := range other.Goals {
		i := slices.IndexFunc(a.Goals, func(own Goal) bool { return naming.Key(own.Text) == naming.Key(g.Text) })
		if i < 0 {
			a.Goals = append(a.Goals, g)
			continue
		}
		if a.Goals[i].Aim.Of == "" {
			a.Goals[i].Aim = g.Aim
		}
		for _, x := range g.Actions {
			if !slices.Contains(a.Goals[i].Actions, x) {
				a.Goals[i].Actions = append(a.Goals[i].Actions, x)
			}
		}
	}
	for _, q := range other.Questions {
		if len(a.Questions) < MaxQuestions && !slices.Contains(a.Questions, q) {
			a.Questions = append(a.Questions, q)
		}
	}
	for _, name := range other.Open {
		if !slices.Contains(a.Open, name) {
			a.Open = append(a.Open, name)
		}
	}
	for _, r := range other.Ladder {
		i := slices.IndexFunc(a.Ladder, func(own Rung) bool { return naming.Key(own.Text) == naming.Key(r.Text) })
		if i < 0 {
			a.Ladder = append(a.Ladder, r)
			continue
		}
		if !a.Ladder[i].Difficulty.IsSet() {
			a.Ladder[i].Difficulty = r.Difficulty
		}
		a.Ladder[i].Ratings = mergedRatings(a.Ladder[i].Ratings, r.Ratings)
	}
	return a
}

// mergedRatings returns the ratings of both, by time.
func mergedRatings(own, other []RungRating) []RungRating {
	for _, r := range other {
		if !slices.ContainsFunc(own, func(o RungRating) bool { return o.Value == r.Value && o.At.Equal(r.At) }) {
			own = append(own, r)
		}
	}
	slices.SortStableFunc(own, func(a, b RungRating) int { return a.At.Compare(b.At) })
	return own
}

// joined joins two texts with a blank line, unless own contains other.
func joined(own, other string) string {
	switch {
	case other == "" || strings.Contains(own, other):
		return own
	case own == "":
		return other
	}
	return strings.TrimRight(own, "\n") + "\n\n" + other
}
