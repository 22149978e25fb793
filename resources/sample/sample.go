// Package sample holds the sample year: an invented life in three areas, marked as a sample, for
// people who look around before they write their own entries. The same time always gives the
// same year.
package sample

import (
	"context"
	"crypto/sha256"
	"embed"
	"fmt"
	"time"

	"enactive/journal"

	"github.com/oklog/ulid/v2"
)

//go:embed year/*.txt
var texts embed.FS

// Fill writes the sample year, which ends in the week before now, into a new journal and
// marks the journal as a sample. It returns an error if the journal has areas already.
func Fill(ctx context.Context, j *journal.Journal) error {
	if len(j.Areas()) > 0 {
		return fmt.Errorf("filling the sample journal: there are areas in it already")
	}
	year, err := Year(j.Now())
	if err != nil {
		return err
	}
	if err := j.SaveBatch(ctx, year); err != nil {
		return fmt.Errorf("filling the sample journal: %w", err)
	}
	return j.SetSample(ctx, true)
}

// Year returns the sample year at a time: 52 whole weeks before the week of now, and the plans
// after it. Weekdays and hours are in now's time zone.
func Year(now time.Time) (journal.Batch, error) {
	year := journal.Batch{Kind: journal.StepFill}
	first := mondayOf(now).AddDate(0, 0, -7*weeks)
	named := addMeasures(&year, first)
	for i, s := range stories() {
		s.area.ID = journal.AreaID(id(first, s.file))
		s.area.Order = i + 1
		s.area.Created = first.Add(-time.Hour)
		for k := range s.area.Ladder {
			for n := range s.area.Ladder[k].Ratings {
				s.area.Ladder[k].Ratings[n].At = first.AddDate(0, 0, 7*n*weeks/len(s.area.Ladder[k].Ratings))
			}
		}
		text, err := texts.ReadFile("year/" + s.file)
		if err != nil {
			return journal.Batch{}, fmt.Errorf("reading the sample year: %w", err)
		}
		entries, err := parse(string(text), first)
		if err != nil {
			return journal.Batch{}, fmt.Errorf("reading %s of the sample year: %w", s.file, err)
		}
		for k := range entries {
			entries[k].Area = s.area.ID
			for n := range entries[k].Measures {
				entries[k].Measures[n].Measure = named[string(entries[k].Measures[n].Measure)]
			}
			entries[k].ID = id(entries[k].Created, fmt.Sprint(s.file, k))
		}
		for k := range s.area.Goals {
			if aim := &s.area.Goals[k].Aim; aim.Of != "" {
				aim.Of, aim.By = string(named[aim.Of]), journal.DateOf(first.AddDate(0, 0, 7*weeks+6))
			}
		}
		for k := range year.Measures {
			if s.file == "running.txt" && !year.Measures[k].OfDay {
				year.Measures[k].Areas = []journal.AreaID{s.area.ID}
			}
		}
		for _, t := range trials() {
			if t.file == s.file {
				year.Experiments = append(year.Experiments, t.experiment(entries, first))
			}
		}
		year.Areas = append(year.Areas, s.area)
		year.Entries = append(year.Entries, entries...)
	}
	addDays(&year, first, named)
	return year, nil
}

// weeks is the length of the sample year.
const weeks = 52

// mondayOf returns the first moment of the week of t.
func mondayOf(t time.Time) time.Time {
	day := time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, t.Location())
	return day.AddDate(0, 0, -(int(t.Weekday())+6)%7)
}

// id derives an identifier from a time and a name, so that the same year has the same ids.
func id(at time.Time, name string) journal.EntryID {
	sum := sha256.Sum256([]byte(name))
	var u ulid.ULID
	copy(u[6:], sum[:])
	if err := u.SetTime(ulid.Timestamp(at)); err != nil {
		return "" // a time after the year 10889: the journal then assigns an id
	}
	return journal.EntryID(u.String())
}
