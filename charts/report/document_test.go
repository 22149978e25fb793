package report_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"enactive/charts/report"
	"enactive/charts/report/compose"
	"enactive/journal"
	"enactive/journal/optional"
)

// expect checks that a text has some words and lacks others.
func expect(t *testing.T, got string, has bool, words ...string) {
	t.Helper()
	for _, w := range words {
		if strings.Contains(got, w) != has {
			t.Errorf("%q: there should be %v in %.4000s", w, has, got)
		}
	}
}

func TestEveryFieldOfAnEntryIsTold(t *testing.T) {
	j := journalOf(t, journal.Entry{
		Type: journal.Experience, Source: journal.SourceMastery, Kind: journal.KindEvent, Outcome: journal.Partial, Time: now.Add(-time.Hour),
		Title: "First recital", Intention: "Play it through.", Happened: "I stopped once.",
		Performance: some(61), Stress: some(72), StressExpected: some(83), EfficacyBefore: some(44), EfficacyAfter: some(55),
		Effort: some(66), Difficulty: optional.Some(journal.Difficulty(7)), Luck: optional.Some(journal.Luck(0)), Appraisal: journal.AppraisalThreat,
		Obstacles:  []journal.Obstacle{{Text: "Cold hands", Overcome: true}, {Text: "A phone"}},
		Sacrifices: []string{"A weekend"}, Lessons: []string{"Warm up"}, Strategies: []string{"Slow breath"},
		People: []journal.Person{{Name: "Anna", Role: journal.Supporter}}, Tags: []string{"recital"}, Note: "The lamp was off.",
	}, journal.Entry{
		Type: journal.CheckIn, Time: now.AddDate(0, 0, -1), EfficacyBefore: some(38), Note: "Not much sleep",
	}, journal.Entry{
		Type: journal.Plan, Kind: journal.KindStretch, Time: now.AddDate(0, 0, 5), Title: "Second recital", Intention: "Begin slowly", EfficacyBefore: some(49), StressExpected: some(64),
	})
	got := textOf(t, blocksOf(t, j, report.Told{})...)
	expect(t, got, true,
		"H1 Piano To play for others.", "22 November 2026 to 28 November 2026 · 3 entries",
		"20:00 First recital Event · Partial · Progress under load · performance 61 · stress 72 · efficacy after 55",
		"Play it through.", "44/100 sure that you can", "stress expected 83", "I stopped once.", "Cold hands (overcome)", "A phone",
		"What it cost A weekend", "What you take from it Warm up", "Slow breath", "difficulty 7 of 10 · effort 66 · luck or help 0 of 10 · it felt like a threat",
		"Anna (supporter)", "Tags recital", "Note The lamp was off.",
		"H2 Sunday, 22 November 2026", "Not much sleep Check-in · efficacy 38",
		"H2 Saturday, 28 November 2026", "Second recital Plan · Stretch · sure 49 · expected stress 64", "Begin slowly")
	entries := got[strings.Index(got, "H1 Entries"):]
	if strings.Count(entries, "Not much sleep") != 1 {
		t.Errorf("the sentence of the check-in is there more than once: %q", entries)
	}
}

func TestAnOutcomeIsNotSaidTwice(t *testing.T) {
	j := journalOf(t, journal.Entry{Type: journal.Experience, Source: journal.SourceMastery, Outcome: journal.Partial, Title: "Scales", Happened: "Half of it."})
	expect(t, textOf(t, blocksOf(t, j, report.Told{})...), false, "Partial · Partial")
}

func TestMeasuresAnswersAndDaysAreTold(t *testing.T) {
	j := journalOf(t, journal.Entry{Type: journal.Experience, Source: journal.SourceMastery, Title: "Round", Time: now.Add(-time.Hour),
		Obstacles: []journal.Obstacle{{Text: "A phone", Then: "I play on", Came: journal.Yes, Held: journal.No}},
		Answers:   []journal.Answer{{Question: "What did I eat?", When: journal.AskedBefore, Text: "Rice"}}})
	e := j.Entries(journal.Query{})[0].Clone()
	save := func(m journal.Measure) journal.MeasureID {
		stored, err := j.SaveMeasure(t.Context(), m, journal.Rewrite{})
		if err != nil {
			t.Fatal(err)
		}
		return stored.ID
	}
	tempo := save(journal.Measure{Name: "Tempo", Kind: journal.NumberMeasure, Unit: "bpm", Areas: []journal.AreaID{e.Area}})
	sleep := save(journal.Measure{Name: "Sleep", Kind: journal.DurationMeasure, OfDay: true})
	e.Measures = []journal.MeasureValue{{Measure: tempo, Value: 96}}
	if _, err := j.Save(t.Context(), e); err != nil {
		t.Fatal(err)
	}
	for _, d := range []journal.Day{
		{Date: e.Day(), Values: []journal.MeasureValue{{Measure: sleep, Value: 440}}, Note: "A quiet day"},
		{Date: e.Day().AddDays(-1), Values: []journal.MeasureValue{{Measure: sleep, Value: 365}}},
	} {
		if _, err := j.SaveDay(t.Context(), d); err != nil {
			t.Fatal(err)
		}
	}
	got := textOf(t, blocksOf(t, j, report.Told{})...)
	expect(t, got, true, "Your measures Tempo 96 bpm", "What did I eat? Rice", "A phone. If so: I play on · it came up · you did not do what you planned",
		"Sunday, 22 November 2026 Sleep 6 h 05", "Monday, 23 November 2026 Sleep 7 h 20 Note A quiet day")
	review := textOf(t, blocksOf(t, j, report.Told{Handout: journal.Handout{Kind: journal.ReviewHandout}})...)
	expect(t, review, true, "22 Nov | Sleep 6 h 05", "23 Nov | Sleep 7 h 20 | A quiet day")
	area := textOf(t, blocksOf(t, j, report.Told{Query: journal.Query{Area: e.Area}})...)
	expect(t, area, false, "Sleep", "A quiet day")
	expect(t, area, true, "Tempo")
	without := textOf(t, blocksOf(t, j, report.Told{Handout: journal.Handout{LeftOut: []journal.Section{journal.NotesSection}}})...)
	expect(t, without, false, "A quiet day")
}

func TestWhatElseChoseTheEntriesIsSaid(t *testing.T) {
	j, area := newJournal(t, 12)
	day := journal.DateOf(now)
	for want, q := range map[string]journal.Query{
		"All areas 11 November 2026 to 22 November 2026 · 12 entries":                                                     {},
		"from 30 November 2026 onwards · 0 entries":                                                                       {From: day.AddDays(7)},
		"up to 1 November 2026 · 0 entries":                                                                               {To: day.AddDays(-22)},
		"Friday, 20 November 2026 · 1 entry":                                                                              {From: day.AddDays(-3), To: day.AddDays(-3)},
		"TITLE Client pitches Because our work is good. 11 November 2026 to 22 November 2026 · 10 entries":                {Area: area},
		"Only entries of the kind stretch, with the outcome success, that contain “waited”. The charts cover all entries": {Kinds: []journal.Kind{journal.KindStretch}, Outcomes: []journal.Outcome{journal.Success}, Text: "waited"},
	} {
		blocks := blocksOf(t, j, report.Told{Query: q})
		got := textOf(t, blocks[0])
		expect(t, got, true, want)
		if narrowed := q.Text != ""; strings.Contains(got, "Only entries") != narrowed {
			t.Errorf("%q: whether it was narrowed should be %v: %.300q", want, narrowed, got)
		}
	}
}

func TestADocumentIsNamedAfterItsDays(t *testing.T) {
	j, area := newJournal(t, 60)
	day := func(m time.Month, d int) journal.Date { return journal.Date{Year: 2026, Month: m, Day: d} }
	for want, h := range map[string]journal.Handout{
		"TITLE October 2026 A look back · All areas 31 entries":                             {Kind: journal.ReviewHandout, From: day(10, 1), To: day(10, 31)},
		"TITLE July to September 2026":                                                      {Kind: journal.ReviewHandout, From: day(7, 1), To: day(9, 30)},
		"TITLE The year 2026":                                                               {Kind: journal.ReviewHandout, From: day(1, 1), To: day(12, 31)},
		"TITLE 17 November 2026 to 23 November 2026":                                        {Kind: journal.ReviewHandout, Span: journal.WeekSpan},
		"TITLE Client pitches Progress report Because our work is good.":                    {Kind: journal.ProgressHandout, Areas: []journal.AreaID{area}},
		"TITLE For the first talk Progress report · Client pitches":                         {Kind: journal.ProgressHandout, Areas: []journal.AreaID{area}, Title: "For the first talk"},
		"TITLE Journal All areas":                                                           {Kind: journal.JournalHandout},
		"Left out by choice: charts, names of people.":                                      {Kind: journal.JournalHandout, LeftOut: []journal.Section{journal.ChartsSection}, Names: journal.NoNames},
		"Left out by choice: quotations. People are named by their initials. Dear reader, ": {Kind: journal.JournalHandout, LeftOut: []journal.Section{journal.WordsSection}, Names: journal.Initials, Greeting: "Dear reader,\n"},
	} {
		expect(t, textOf(t, blocksOf(t, j, report.Told{Handout: h})[0])+" ", true, want)
	}
}

func TestTheFirstPageSaysWhatMatters(t *testing.T) {
	j, _ := newJournal(t, 60)
	for _, e := range j.Entries(journal.Query{})[:3] {
		tried := e.Clone()
		tried.Strategies = []string{"Ask first"}
		if _, err := j.Save(t.Context(), tried); err != nil {
			t.Fatal(err)
		}
	}
	blocks := blocksOf(t, j, report.Told{Handout: journal.Handout{Kind: journal.ReviewHandout}})
	end := slices.IndexFunc(blocks, func(b compose.Block) bool { _, is := b.(compose.Heading); return is })
	first := blocks[:end]
	points, ok := first[1].(compose.Points)
	if !ok || len(points.Items) < 2 || len(points.Items) > 4 {
		t.Fatalf("the first page has no sentences: %T %v", first[1], first[1])
	}
	certain := []string{"Chance alone seldom shows this.", "It may be chance.", "Counted; nothing is concluded.", "Chance can explain it."}
	for _, p := range points.Items {
		if !slices.Contains(certain, p.Certainty) {
			t.Errorf("%q does not say how certain it is: %q", p.Text, p.Certainty)
		}
	}
	large, small, tables := 0, 0, 0
	for _, b := range first {
		switch b := b.(type) {
		case compose.Figure:
			large++
		case compose.Figures:
			small += len(b.Items)
		case compose.Table:
			tables++
		}
	}
	if large != 1 || small < 2 || small > 3 || tables != 1 {
		t.Errorf("the first page has %d large and %d small charts and %d tables", large, small, tables)
	}
	expect(t, textOf(t, first...), true, "You did best at a stress of", "“Ask first” | 3 | 3 × success")
}

func TestAFewEntriesMakeAPageWithoutEmptyCharts(t *testing.T) {
	j, _ := newJournal(t, 6)
	for _, kind := range journal.HandoutKinds() {
		got := textOf(t, blocksOf(t, j, report.Told{Handout: journal.Handout{Kind: kind}})...)
		expect(t, got, true, "Client pitches: 5 attempts: 5 × success.", "Piano: 1 attempt: 1 × success.", "More entries would also tell: “How sure you are that you can” (5 of 10 rated days)", "Pitch number 6")
		expect(t, got, false, "This needs", "comes here", "appear here", "Too early")
	}
}

func TestAnEmptyRangeSaysSo(t *testing.T) {
	j, _ := newJournal(t, 3)
	for _, j := range []*journal.Journal{j, emptyJournal(t)} {
		for _, kind := range journal.HandoutKinds() {
			blocks := blocksOf(t, j, report.Told{Handout: journal.Handout{Kind: kind, From: journal.DateOf(now).AddDays(9)}})
			if got := textOf(t, blocks...); len(blocks) != 2 || !strings.Contains(got, "There are no entries in this range") {
				t.Errorf("%s: got %d blocks, %q", kind, len(blocks), got)
			}
		}
	}
}

func TestOnlyTheAreasAndTheDaysThatWereChosen(t *testing.T) {
	j, area := newJournal(t, 30)
	day := journal.DateOf(now)
	h := journal.Handout{Kind: journal.ProgressHandout, Areas: []journal.AreaID{area}, From: day.AddDays(-10), To: day.AddDays(-3)}
	got := textOf(t, blocksOf(t, j, report.Told{Handout: h})...)
	expect(t, got, true, "Pitch number 21", "Pitch number 28")
	expect(t, got, false, "Pitch number 25", "Pitch number 20", "Pitch number 29", "Piano")
	h.Areas = []journal.AreaID{"gone"}
	expect(t, textOf(t, blocksOf(t, j, report.Told{Handout: h})...), false, "Pitch", "Piano")
}

func TestSectionsThatAreLeftOutAreNowhere(t *testing.T) {
	j, _ := newJournal(t, 60, "I asked first and waited, and then it went on.", "Another text.")
	e := j.Entries(journal.Query{})[3].Clone()
	e.Note, e.Lessons = "A noted thing", []string{"Ask earlier", "Wait longer", "Say less"}
	if _, err := j.Save(t.Context(), e); err != nil {
		t.Fatal(err)
	}
	if _, err := j.SaveReview(t.Context(), journal.Review{From: journal.DateOf(now.AddDate(0, 0, -9)), To: journal.DateOf(now), Text: "A good month"}); err != nil {
		t.Fatal(err)
	}
	all := map[journal.Section][]string{
		journal.ChartsSection: {"FIGURE", "What your entries show"}, journal.TablesSection: {"TABLE What stood in the way", "What was tried"},
		journal.WordsSection: {"A good month", "“Ask earlier”", "In my own words"}, journal.EntriesSection: {"Pitch number 44", "H1 Entries"}, journal.NotesSection: {"A noted thing"},
	}
	for _, kind := range []journal.HandoutKind{journal.ReviewHandout, journal.ProgressHandout} {
		whole := textOf(t, blocksOf(t, j, report.Told{Handout: journal.Handout{Kind: kind}})...)
		for section, words := range all {
			expect(t, whole, true, words...)
			expect(t, textOf(t, blocksOf(t, j, report.Told{Handout: journal.Handout{Kind: kind, LeftOut: []journal.Section{section}}})...), false, words...)
		}
		got := blocksOf(t, j, report.Told{Handout: journal.Handout{Kind: kind, LeftOut: journal.Sections()}})
		expect(t, textOf(t, got...), false, "Pitch number", "H1 ", "FIGURE", "TABLE")
		if _, ok := got[1].(compose.Points); !ok {
			t.Errorf("%s: without any section there are no sentences left: %v", kind, got)
		}
	}
}

func TestEntriesThatAreNumbersAloneAreATable(t *testing.T) {
	var entries []journal.Entry
	for i := range 40 {
		entries = append(entries, journal.Entry{Type: journal.Experience, Source: journal.SourceMastery, Title: "Scales", Outcome: journal.Success, Performance: some(float64(40 + i)),
			Stress: some(30), Time: now.AddDate(0, 0, i-40)})
	}
	entries[20].Happened = "The lamp went out."
	j := journalOf(t, entries...)
	for _, kind := range journal.HandoutKinds() {
		rows, set := 0, 0
		for _, b := range blocksOf(t, j, report.Told{Handout: journal.Handout{Kind: kind}}) {
			switch b := b.(type) {
			case compose.Table:
				if b.Lines {
					rows += len(b.Rows)
					if names := columnNames(b); !slices.Equal(names, []string{"Date", "Entry", "Performance", "Stress", "Outcome"}) {
						t.Errorf("the columns are %q", names)
					}
				}
			case compose.Entry:
				set++
			}
		}
		if rows+set != 40 || set < 1 || set > 3 || kind != journal.JournalHandout && set != 1 {
			t.Errorf("%s: %d entries are rows and %d have words", kind, rows, set)
		}
	}
}

func columnNames(t compose.Table) []string {
	var names []string
	for _, c := range t.Columns {
		names = append(names, c.Name)
	}
	return names
}

func TestALongJournalHasAHeadingForEachMonth(t *testing.T) {
	var months, days int
	j, _ := newJournal(t, 120)
	for _, b := range blocksOf(t, j, report.Told{}) {
		if h, ok := b.(compose.Heading); ok {
			switch {
			case h.Level == 1 && strings.HasSuffix(h.Text, " 2026") && h.NewPage:
				months++
			case h.Level == 2 && strings.Contains(h.Text, "day, "):
				days++
				if !h.Unlisted {
					t.Fatalf("the contents would list each of the days: %q", h.Text)
				}
			}
		}
	}
	if months != 5 || days != 120 {
		t.Errorf("%d months and %d days have a heading, want 5 and 120", months, days)
	}
}

func TestOwnWordsOfTheDaysAreQuoted(t *testing.T) {
	j, area := newJournal(t, 20)
	for _, r := range []journal.Review{
		{From: journal.DateOf(now.AddDate(0, 0, -6)), To: journal.DateOf(now), Text: "Of all areas."},
		{From: journal.DateOf(now.AddDate(0, 0, -6)), To: journal.DateOf(now), Area: area, Text: "Of the pitches."},
		{From: journal.DateOf(now.AddDate(0, -6, 0)), To: journal.DateOf(now), Text: "Of half a year."},
	} {
		if _, err := j.SaveReview(t.Context(), r); err != nil {
			t.Fatal(err)
		}
	}
	got := textOf(t, blocksOf(t, j, report.Told{Handout: journal.Handout{Kind: journal.ReviewHandout, Span: journal.WeekSpan}, Words: "Typed, and not saved yet."})...)
	expect(t, got, true, "“Typed, and not saved yet.”", "“Of all areas.” Review of 17 November 2026 to 23 November 2026", "“Of the pitches.”")
	expect(t, got, false, "Of half a year")
	got = textOf(t, blocksOf(t, j, report.Told{Handout: journal.Handout{Kind: journal.ProgressHandout, Areas: []journal.AreaID{area}}})...)
	expect(t, got, true, "“Of the pitches.”", "Texts of entries, in order of time: the newest 12 of 16.", "“I asked first and waited.” 21 November 2026 · Pitch number 19")
	expect(t, got, false, "Of all areas")
}

func TestTheBlocksAreTheSameEachTimeAndEndWhenAsked(t *testing.T) {
	j, _ := newJournal(t, 60)
	for _, kind := range journal.HandoutKinds() {
		d := documentOf(t, j, report.Told{Handout: journal.Handout{Kind: kind}})
		var all []string
		for b := range d.Body {
			all = append(all, dump(t, b))
		}
		i := 0
		for b := range d.Body {
			if got := dump(t, b); got != all[i] {
				t.Fatalf("%s: block %d differs: %q and %q", kind, i, got, all[i])
			}
			i++
		}
		for most := 1; most < len(all); most += 7 {
			n := 0
			for range d.Body {
				if n++; n == most {
					break
				}
			}
		}
	}
}
