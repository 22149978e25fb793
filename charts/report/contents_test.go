package report_test

import (
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode"

	"enactive/charts/report"
	"enactive/journal"
	"enactive/journal/optional"
)

func some(x float64) journal.OptRating { return optional.Some(journal.Rating(x)) }

func TestEveryFieldOfAnEntryIsPrinted(t *testing.T) {
	j := journalOf(t, journal.Options{}, journal.Entry{
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
	got := words(t, write(t, j, report.Options{}))
	for _, want := range []string{
		"Piano To play for others.", "3 entries · 22 November 2026 to 28 November 2026",
		"20:00 First recital Piano · Event · Partial · Progress under load · performance 61 · stress 72 · efficacy after 55",
		"Play it through.", "44/100 sure that you can", "stress expected 83", "I stopped once.", "Cold hands (overcome)", "A phone",
		"What it cost A weekend", "What you take from it Warm up", "Slow breath", "difficulty 7 of 10 · effort 66 · luck or help 0 of 10 · it felt like a threat",
		"Anna (supporter)", "Tags recital", "Note The lamp was off.",
		"Sunday, 22 November 2026", "Not much sleep Piano · Check-in · efficacy 38",
		"Saturday, 28 November 2026", "Second recital Piano · Plan · Stretch · sure 49 · expected stress 64", "Begin slowly",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing in %q", want, got)
		}
	}
	if strings.Count(got, "Not much sleep") != 1 {
		t.Errorf("the sentence of the check-in is there more than once: %q", got)
	}
}

func TestMeasuresAnswersAndDaysArePrinted(t *testing.T) {
	j := journalOf(t, journal.Options{}, journal.Entry{Type: journal.Experience, Source: journal.SourceMastery, Title: "Round", Time: now.Add(-time.Hour),
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
	got := words(t, write(t, j, report.Options{}))
	for _, want := range []string{"Your measures Tempo 96 bpm", "What did I eat? Rice", "A phone. If so: I play on · it came up · you did not do what you planned",
		"Sunday, 22 November 2026 Sleep 6 h 05", "Monday, 23 November 2026 Sleep 7 h 20 A quiet day"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing in %q", want, got)
		}
	}
	if got := words(t, write(t, j, report.Options{Query: journal.Query{Area: e.Area}})); strings.Contains(got, "Sleep") || !strings.Contains(got, "Tempo") {
		t.Errorf("the document of an area has %q", got)
	}
}

func TestDaysAreInOrderOfTimeAndPagesSayWhichDayGoesOn(t *testing.T) {
	var entries []journal.Entry
	for i := range 60 {
		entries = append(entries, journal.Entry{Type: journal.Experience, Source: journal.SourceMastery, Title: "Round", Happened: "Again.", Time: now.Add(time.Duration(-i) * time.Minute)})
	}
	entries = append(entries, journal.Entry{Type: journal.Experience, Source: journal.SourceMastery, Title: "Eve", Time: now.AddDate(0, 0, -1)})
	pages := strings.Split(strings.TrimSuffix(tool(t, write(t, journalOf(t, journal.Options{}, entries...), report.Options{}), "pdftotext", "-layout", "FILE", "-"), "\f"), "\f")
	if len(pages) < 5 {
		t.Fatalf("%d pages, want at least 5", len(pages))
	}
	all := strings.Join(pages, "")
	if strings.Index(all, "Sunday, 22 November 2026") > strings.Index(all, "Monday, 23 November 2026\n") {
		t.Error("the earlier day comes after the later one")
	}
	for i, page := range pages[2:] {
		if !strings.HasPrefix(strings.TrimSpace(page), "Monday, 23 November 2026, continued") {
			t.Errorf("page %d does not say which day continues: %.80q", i+3, page)
		}
	}
}

func TestDayHeadingIsNotLastOnAPage(t *testing.T) {
	foot := regexp.MustCompile(`Enactive +[0-9]+ of [0-9]+\s*$`)
	day := regexp.MustCompile(`day, [0-9]+ \w+ 20[0-9]{2}$|Entries$`)
	for _, text := range []string{"Short.", strings.Repeat("Somewhat longer. ", 20), strings.Repeat("Several lines of its own. ", 60), strings.Repeat("A page and more. ", 400)} {
		j, area := newJournal(t, 40, text)
		pages := strings.Split(tool(t, write(t, j, report.Options{Query: journal.Query{Area: area}}), "pdftotext", "-layout", "FILE", "-"), "\f")
		for i, page := range pages[:len(pages)-1] {
			if !foot.MatchString(page) {
				t.Fatalf("page %d of %d has no foot: %q", i+1, len(pages)-1, page)
			}
			if page = strings.TrimSpace(foot.ReplaceAllString(page, "")); day.MatchString(page) {
				t.Errorf("page %d ends with a heading: %q", i+1, page[max(0, len(page)-80):])
			}
		}
	}
}

func TestWhatElseChoseTheEntriesIsSaid(t *testing.T) {
	j, area := newJournal(t, 12)
	day := journal.DateOf(now)
	for want, q := range map[string]journal.Query{
		"All areas · 12 entries · 11 November 2026 to 22 November 2026":                                                   {},
		"All areas · 0 entries · from 30 November 2026 onwards":                                                           {From: day.AddDays(7)},
		"All areas · 0 entries · up to 1 November 2026":                                                                   {To: day.AddDays(-22)},
		"All areas · 1 entry · Friday, 20 November 2026":                                                                  {From: day.AddDays(-3), To: day.AddDays(-3)},
		"Client pitches Because our work is good. 10 entries · 11 November":                                               {Area: area},
		"Only entries of the kind stretch, with the outcome success, that contain “waited”. The charts cover all entries": {Kinds: []journal.Kind{journal.KindStretch}, Outcomes: []journal.Outcome{journal.Success}, Text: "waited"},
	} {
		got := words(t, write(t, j, report.Options{Query: q}))
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing in %.300q", want, got)
		}
		if narrowed := q.Text != ""; strings.Contains(got, "Only entries") != narrowed {
			t.Errorf("%q: whether it was narrowed should be %v: %.300q", want, narrowed, got)
		}
	}
}

func TestEveryPageOfTheSampleSaysThatItIsOne(t *testing.T) {
	entries := make([]journal.Entry, 60)
	for i := range entries {
		entries[i] = journal.Entry{Type: journal.Experience, Source: journal.SourceMastery, Title: "Scales"}
	}
	for _, sample := range []bool{true, false} {
		j := journalOf(t, journal.Options{}, entries...)
		if err := j.SetSample(t.Context(), sample); err != nil {
			t.Fatal(err)
		}
		got := words(t, write(t, j, report.Options{}))
		pages := strings.Count(got, "Enactive")
		if found := strings.Count(got, "Enactive · sample journal"); pages < 3 || sample && found != pages || !sample && found != 0 {
			t.Errorf("sample %v: %d of %d pages say that they are of the sample", sample, found, pages)
		}
	}
}

// nasty characters are those that make trouble somewhere: controls, directions, joiners,
// accents on their own, other scripts, pictographs, what ends a string in a PDF, and what
// is no character at all.
var nasty = []string{
	"\x00", "\x07", "\x1b[31m", "\x7f", "\u0085", "\u00ad", "\u200b", "\u200d", "\u202e", "\u2066", "\u2028", "\u2029", "\ufeff", "\ufffd", "\ufffe", "\uffff",
	"\r", "\r\n", "\n", "\t", "\u00a0", "\u3000", "\u0301", strings.Repeat("\u0323", 40), "日本", "שלום", "مرحبا", "ไทย", "🎹", "👩‍👩‍👧", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "\U0010ffff", "\ue000",
	"(", ")", "\\", "<<", ">>", "endstream", "%%EOF", "{nb}", "{pages}", "\xff\xfe", "ﬁ", "Ω", "Ж", "ß", "€", strings.Repeat("W", 200),
}

func TestAmongRandomHostileTextNoWordIsLost(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 11))
	var entries []journal.Entry
	var kept []string
	for i := range 250 {
		var text strings.Builder
		for range 1 + r.IntN(25) {
			for range r.IntN(4) {
				text.WriteString(nasty[r.IntN(len(nasty))])
			}
			word := "kept" + string(rune('a'+i%26)) + string(rune('a'+len(kept)/26/26%26)) + string(rune('a'+len(kept)/26%26)) + string(rune('a'+len(kept)%26))
			text.WriteString(" " + word + " ")
			kept = append(kept, word)
		}
		entries = append(entries, journal.Entry{Type: journal.Experience, Source: journal.SourceMastery, Title: "Hostile", Note: strings.ToValidUTF8(text.String(), "?"), Time: now.AddDate(0, 0, -i)})
	}
	doc := write(t, journalOf(t, journal.Options{}, entries...), report.Options{})
	tool(t, doc, "qpdf", "--check", "FILE")
	got := tool(t, doc, "pdftotext", "-layout", "FILE", "-")
	for _, w := range kept {
		if !strings.Contains(got, w) {
			t.Errorf("%q is missing", w)
		}
	}
	for _, c := range got {
		if unicode.IsControl(c) && c != '\n' && c != '\f' {
			t.Errorf("the document holds the control character %U", c)
			break
		}
	}
}

func TestAccentsTypedOnTheirOwnAreJoinedToTheirLetters(t *testing.T) {
	j := journalOf(t, journal.Options{}, journal.Entry{Type: journal.Experience, Source: journal.SourceMastery, Title: "Cafe\u0301 and Zu\u0308rich, Ωμέγα, Жизнь"})
	if got := words(t, write(t, j, report.Options{})); !strings.Contains(got, "Café and Zürich, Ωμέγα, Жизнь") {
		t.Errorf("got %q", got)
	}
}

// ending is a context that ends after it was asked n times.
type ending struct {
	context.Context
	left int
}

func (e *ending) Err() error {
	if e.left--; e.left < 0 {
		return context.Canceled
	}
	return nil
}

func TestAnEndOfTheContextIsHeededBetweenEntries(t *testing.T) {
	j, _ := newJournal(t, 50)
	for _, n := range []int{1, 2, 3, 20, 40} {
		ctx := &ending{Context: t.Context(), left: n}
		if err := report.Journal(ctx, io.Discard, j, report.Options{}); !errors.Is(err, context.Canceled) || ctx.left != -1 {
			t.Errorf("ended after %d questions: got %v, and it was asked %d times more", n, err, -1-ctx.left)
		}
	}
}
