package report_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"enactive/charts/report"
	"enactive/journal"
)

// people are names in several scripts, and how texts write them.
var people = []struct {
	name    string
	written []string
}{
	{"Jonas", []string{"Jonas", "JONAS", "jonas", "Jonas’s"}},
	{"Anna Weber", []string{"Anna Weber", "Anna", "Weber", "anna weber", "Annas"}},
	{"Ελένη", []string{"Ελένη", "ΕΛΕΝΗ"}},
	{"Жанна", []string{"Жанна", "жанна"}},
	{"田中", []string{"田中さんと"}},
	{"שרה", []string{"שרה"}},
}

// peopled is a journal whose people are named in every field that has words.
func peopled(t testing.TB) *journal.Journal {
	t.Helper()
	j := emptyJournal(t)
	names := ""
	for _, p := range people {
		names += " " + strings.Join(p.written, ", ") + "."
	}
	a, err := j.SaveArea(t.Context(), journal.Area{Name: "Talks with Jonas", Purpose: "For" + names, Goals: []journal.Goal{
		{Text: "As good as Jonas", Actions: []journal.Action{{If: "Jonas asks", Then: "I answer Jonas"}}},
		{Text: "Reach Jonas", Aim: journal.Aim{Of: "performance", Value: 90}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	b := journal.Batch{Kind: journal.StepFill}
	for i := range 40 {
		p := people[i%len(people)]
		e := journal.Entry{Type: journal.Experience, Source: journal.SourceMastery, Kind: journal.KindStretch, Outcome: journal.Success, Area: a.ID, Time: now.AddDate(0, 0, i-40),
			Title: "With " + p.written[i%len(p.written)], Intention: "Tell" + names, Happened: "There was" + names, Note: "Also" + names, Lessons: []string{"Ask" + names},
			Strategies: []string{"Call " + p.name}, Sacrifices: []string{"Time with " + p.name}, Tags: []string{p.name},
			Obstacles: []journal.Obstacle{{Text: "No " + p.name, Then: "I call " + p.name}}, Answers: []journal.Answer{{Question: "Who but " + p.name + "?", When: journal.AskedBefore, Text: names}},
			People:      []journal.Person{{Name: p.name, Role: journal.Coach}},
			Performance: some(float64(40 + i)), Stress: some(float64(20 + i*7%60)), EfficacyBefore: some(float64(30 + i)), EfficacyAfter: some(float64(31 + i)), Effort: some(70)}
		if i%3 == 0 {
			e.Outcome = journal.Partial
		}
		b.Entries = append(b.Entries, e)
	}
	if err := j.SaveBatch(t.Context(), b); err != nil {
		t.Fatal(err)
	}
	if _, err := j.SaveReview(t.Context(), journal.Review{From: journal.DateOf(now.AddDate(0, 0, -9)), To: journal.DateOf(now), Text: "Thanks to" + names}); err != nil {
		t.Fatal(err)
	}
	if _, err := j.SaveMeasure(t.Context(), journal.Measure{Name: "Minutes with Jonas", Kind: journal.DurationMeasure, OfDay: true}, journal.Rewrite{}); err != nil {
		t.Fatal(err)
	}
	if _, err := j.SaveDay(t.Context(), journal.Day{Date: journal.DateOf(now), Note: "Saw" + names, Values: []journal.MeasureValue{{Measure: j.Measures()[0].ID, Value: 20}}}); err != nil {
		t.Fatal(err)
	}
	x, err := j.StartExperiment(t.Context(), journal.Experiment{Area: a.ID, Name: "Calling Jonas", With: "Jonas on the phone", Without: "no Jonas", Decides: journal.DecidesPerformance, Pairs: 6})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := j.NextTry(t.Context(), x.ID); err != nil {
		t.Fatal(err)
	}
	return j
}

// nameless are the handouts that hide names in each kind of document.
func nameless(style journal.NameStyle) []report.Told {
	var all []report.Told
	for _, kind := range journal.HandoutKinds() {
		all = append(all, report.Told{Handout: journal.Handout{Kind: kind, Names: style, Title: "For Jonas", Greeting: "Dear Anna Weber"}, Words: "Jonas was there.", Query: journal.Query{Text: ""}})
	}
	return append(all, report.Told{Handout: journal.Handout{Kind: journal.JournalHandout, Names: style}, Query: journal.Query{People: []string{"Jonas"}, Text: "jonas", Tags: []string{"Jonas"}}})
}

// parts of names that must be nowhere, folded.
var forbidden = []string{"jonas", "anna", "weber", "ελενη", "жанна", "田中", "שרה"}

func TestHiddenNamesAreNowhere(t *testing.T) {
	j := peopled(t)
	for _, style := range journal.NameStyles() {
		for _, told := range nameless(style) {
			d := documentOf(t, j, told)
			blocks := blocksOf(t, j, told)
			got := journal.Fold(d.Title + d.Subject + d.Foot + textOf(t, blocks...))
			for _, name := range forbidden {
				if i := strings.Index(got, name); i >= 0 {
					t.Errorf("%s, %s: %q is in %q", told.Handout.Kind, style, name, got[max(0, i-80):min(len(got), i+80)])
				}
			}
			if style == journal.NoNames {
				expect(t, got, false, "with whom", "(coach)", "people ")
				expect(t, got, true, "someone")
			}
			if style == journal.Initials {
				expect(t, got, true, "j.", "a. w.", "(coach)")
			}
		}
	}
	for _, told := range nameless("")[:1] {
		expect(t, textOf(t, blocksOf(t, j, told)...), true, "Jonas", "Anna Weber", "田中", "With whom")
	}
}

func TestOnlyNamesAreHidden(t *testing.T) {
	j := journalOf(t, journal.Entry{Type: journal.Experience, Source: journal.SourceMastery, Title: "The scales in May", Happened: "I began to sing. Ann-Marie left. Mayor and maypole stay.",
		People: []journal.Person{{Name: "Ann"}, {Name: "May"}}, Time: time.Date(2026, 5, 3, 9, 0, 0, 0, time.UTC)})
	got := textOf(t, blocksOf(t, j, report.Told{Handout: journal.Handout{Kind: journal.JournalHandout, Names: journal.Initials}})...)
	expect(t, got, true, "The scales in M.", "I began to sing. A.-Marie left. Mayor and maypole stay.", "Sunday, 3 May 2026", "People A., M.")
}

func TestPeopleWithTheSameInitialsAreToldApart(t *testing.T) {
	j := journalOf(t, journal.Entry{Type: journal.Experience, Source: journal.SourceMastery, Title: "Duo", Happened: "Jonas played, Jana listened.", People: []journal.Person{{Name: "Jonas"}, {Name: "Jana"}}})
	got := textOf(t, blocksOf(t, j, report.Told{Handout: journal.Handout{Kind: journal.JournalHandout, Names: journal.Initials}})...)
	if !strings.Contains(got, "J. played, J. 2 listened") && !strings.Contains(got, "J. 2 played, J. listened") {
		t.Errorf("got %q", got)
	}
}

func TestPrivateEntriesAreNowhereUnlessAskedFor(t *testing.T) {
	const n = 60
	build := func(private, also bool) *journal.Journal {
		var entries []journal.Entry
		for i := range n {
			e := journal.Entry{Type: journal.Experience, Source: journal.SourceMastery, Kind: journal.KindStretch, Outcome: journal.Success, Title: fmt.Sprintf("Open %d", i), Happened: "All was well.",
				Performance: some(float64(60 + i%9)), Stress: some(float64(30 + i%20)), EfficacyBefore: some(50), Time: now.AddDate(0, 0, i-n)}
			if i%6 == 5 {
				if !also {
					continue
				}
				e.Title, e.Happened, e.Lessons = "Kept to myself", "Nobody is to read this.", []string{"A hidden lesson"}
				e.Outcome, e.Performance, e.EfficacyBefore = journal.Failure, some(3), some(7)
				e.Obstacles, e.Strategies = []journal.Obstacle{{Text: "A hidden obstacle"}}, []string{"A hidden strategy"}
				if private {
					e.Privacy = journal.Private
				}
			}
			entries = append(entries, e)
		}
		return journalOf(t, entries...)
	}
	with, without := build(true, true), build(true, false)
	for _, j := range []*journal.Journal{with, without} {
		a := j.Areas()[0]
		a.Goals = []journal.Goal{{Text: "Play it well", Aim: journal.Aim{Of: "performance", Value: 80}}}
		if _, err := j.SaveArea(t.Context(), a); err != nil {
			t.Fatal(err)
		}
	}
	for _, kind := range journal.HandoutKinds() {
		h := journal.Handout{Kind: kind}
		got, clean := textOf(t, blocksOf(t, with, report.Told{Handout: h})...), textOf(t, blocksOf(t, without, report.Told{Handout: h})...)
		if got != clean {
			t.Errorf("%s: private entries leave a trace: %s", kind, difference(got, clean))
		}
		h.Private = true
		expect(t, textOf(t, blocksOf(t, with, report.Told{Handout: h})...), true, "Kept to myself", "Nobody is to read this.", "A hidden obstacle")
	}
}

// difference shows where two texts differ first.
func difference(a, b string) string {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	return fmt.Sprintf("%q, %q", a[max(0, i-60):min(len(a), i+60)], b[max(0, i-60):min(len(b), i+60)])
}
