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

// MergeAreas moves all that is in one area into another and takes the first one away, as one
// undo step; it returns how many entries were moved, those in the bin included. Goals,
// obstacles and rungs that into does not have come behind its own; where both have one, into
// keeps its own and takes the actions and ratings that it lacks. So do reviews of the same
// days, whose texts then stand one under the other, and the purpose. What was said in an
// entry before its outcome stays sealed as it was.
func (j *Journal) MergeAreas(ctx context.Context, from, into AreaID) (int, error) {
	j.writing.Lock()
	defer j.writing.Unlock()
	source, there := j.areaItem(from)
	target, also := j.areaItem(into)
	if !there || !also {
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
	for _, f := range j.filtersOf(from) {
		after := f.Filter
		after.Query.Area = into
		edits = append(edits, edit{rec: f.rec, before: &f.Filter, after: &after})
	}
	merged, err := checkArea(mergedArea(&source.Area, &target.Area))
	if err != nil {
		return 0, err
	}
	merged.Modified = now
	edits = append(edits, edit{rec: target.rec, before: &target.Area, after: &merged}, edit{rec: source.rec, before: &source.Area})
	return n, j.do(ctx, step{StepName: StepName{Kind: stepMergeAreas}, edits: edits})
}

// mergedReviews are the edits that give the reviews of one area to another.
func (j *Journal) mergedReviews(from, into AreaID, now time.Time) ([]edit, error) {
	var edits []edit
	for _, r := range j.reviewsOf(from) {
		after := r.Review
		after.Area, after.Modified = into, now
		own, there := j.reviewItem(after.period())
		if !there {
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

// mergedArea is into with what from has and it has not.
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
		for _, x := range g.Actions {
			if !slices.Contains(a.Goals[i].Actions, x) {
				a.Goals[i].Actions = append(a.Goals[i].Actions, x)
			}
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

// mergedRatings are the ratings of both, by time.
func mergedRatings(own, other []RungRating) []RungRating {
	for _, r := range other {
		if !slices.ContainsFunc(own, func(o RungRating) bool { return o.Value == r.Value && o.At.Equal(r.At) }) {
			own = append(own, r)
		}
	}
	slices.SortStableFunc(own, func(a, b RungRating) int { return a.At.Compare(b.At) })
	return own
}

// joined puts one text under another, once where they are the same.
func joined(own, other string) string {
	switch {
	case other == "" || strings.Contains(own, other):
		return own
	case own == "":
		return other
	}
	return strings.TrimRight(own, "\n") + "\n\n" + other
}
