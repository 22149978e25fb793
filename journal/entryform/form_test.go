package entryform

import (
	"errors"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"enactive/journal"
	"enactive/journal/optional"
)

var noon = time.Date(2026, 11, 23, 12, 0, 0, 0, time.FixedZone("", 3600))

// options are those of a journal with two areas, that reads times in the zone of noon.
func options() Options {
	areas := []journal.Area{{ID: "A", Name: "Running"}, {ID: "B", Name: "Piano: # scales"}}
	return Options{Fields: journal.Fields(), Areas: areas, Here: noon.Location(),
		AreaNamed: func(name string) (journal.Area, bool) {
			for _, a := range areas {
				if strings.EqualFold(a.Name, name) {
					return a, true
				}
			}
			return journal.Area{}, false
		},
		Moment: func(_, text string, _ *journal.Entry) (time.Time, error) {
			for _, form := range []string{"2006-01-02 15:04", time.DateTime, "2006-01-02 15:04:05 -07:00"} {
				if t, err := time.ParseInLocation(form, text, noon.Location()); err == nil {
					return t, nil
				}
			}
			return time.Time{}, errors.New("no time")
		}}
}

func base() journal.Entry {
	return journal.Entry{ID: "E", Type: journal.Experience, Time: noon, Area: "A", Created: noon, Modified: noon}
}

func TestTheFormOffersEveryFieldOfItsType(t *testing.T) {
	for typ, without := range map[journal.Type]string{
		journal.Experience: "", journal.Plan: "performance stress outcome happened efficacy_before_at", journal.CheckIn: "performance source kind obstacles",
	} {
		e := base()
		e.Type = typ
		form := Write(&e, options())
		for _, f := range journal.Fields() {
			has := strings.Contains(form, "\n"+f.Name+":")
			if want := f.Phase != journal.Automatic && isShown(f, typ) && !isOwn(f); has != want {
				t.Errorf("the form of a %s has %s: %v", typ, f.Name, has)
			}
		}
		for name := range strings.FieldsSeq(without) {
			if strings.Contains(form, "\n"+name+":") {
				t.Errorf("the form of a %s has %s", typ, name)
			}
		}
	}
}

func TestTheFormIsReadable(t *testing.T) {
	e := base()
	e.Title, e.Performance, e.Tags = "8 km", optional.Some(journal.Rating(70)), []string{"river", "long"}
	e.Lessons, e.Note = []string{"start slowly", "two\n\nlines"}, "One.\n\nTwo: # three"
	e.Obstacles, e.People = []journal.Obstacle{{Text: "rain", Overcome: true}}, []journal.Person{{Name: "Ana", Role: "coach"}}
	form := Write(&e, options())
	for _, want := range []string{
		"\n# experience, plan or checkin.\ntype: experience\n", "\ntime: 2026-11-23 12:00\n", "\n# The area's name: Running or Piano: # scales.\narea: Running\n", "\ntitle: 8 km\n",
		"\n# How well it went by your own standard. 0 to 100.\nperformance: 70\n", "\ntags: river, long\n", "\nlessons:\n  - start slowly\n  - two\n\n    lines\n", "\nnote:\n  One.\n\n  Two: # three\n",
		"\nobstacles:\n  - [x] rain\n", "\npeople:\n  - Ana (coach)\n", "\nluck:\n", "\nhappened:\n",
	} {
		if !strings.Contains(form, want) {
			t.Errorf("the form lacks %q:\n%s", want, form)
		}
	}
	if strings.Contains(form, "May be repeated") {
		t.Error("the form speaks of flags")
	}
}

func TestFormsAreReadAsTyped(t *testing.T) {
	for text, check := range map[string]func(e journal.Entry) bool{
		"title: 8 km\nperformance: 70.5": func(e journal.Entry) bool {
			x, _ := e.Performance.Get()
			return e.Title == "8 km" && x == 70.5 && e.Area == "A" && e.Time.Equal(noon)
		},
		"note: one\n  two\n\n  three\n\ntitle: x": func(e journal.Entry) bool { return e.Note == "one\ntwo\n\nthree" && e.Title == "x" },
		"note:\n\n  one\n# a comment\n    two\n":  func(e journal.Entry) bool { return e.Note == "one\n  two" },
		"note:\n\tone\n two":                      func(e journal.Entry) bool { return e.Note == "one\ntwo" },
		"tags: a, b\n  - c":                       func(e journal.Entry) bool { return cmp.Equal(e.Tags, []string{"a", "b", "c"}) },
		"lessons: one, two":                       func(e journal.Entry) bool { return cmp.Equal(e.Lessons, []string{"one, two"}) },
		"lessons:\n- one\n  more\n-\n- two":       func(e journal.Entry) bool { return cmp.Equal(e.Lessons, []string{"one\nmore", "two"}) },
		"obstacles:\n  - [X] rain\n  - wind": func(e journal.Entry) bool {
			return cmp.Equal(e.Obstacles, []journal.Obstacle{{Text: "rain", Overcome: true}, {Text: "wind"}})
		},
		"area: piano: # SCALES\r\noutcome: Success\r\n": func(e journal.Entry) bool { return e.Area == "B" && e.Outcome == "success" },
		"type: plan\ntime:\n":                           func(e journal.Entry) bool { return e.Type == journal.Plan && e.Time.Equal(noon) },
		"title: a: b":                                   func(e journal.Entry) bool { return e.Title == "a: b" && e.Stress == journal.OptRating{} },
	} {
		b := base()
		b.Stress, b.Title = optional.Some(journal.Rating(40)), "before"
		e, _, err := Read(text, b, options())
		if err != nil || !check(e) {
			t.Errorf("%q is %+v: %v", text, e, err)
		}
	}
}

func TestAPlanKeepsWhatItsFormDoesNotShow(t *testing.T) {
	b := base()
	b.Type, b.EfficacyBeforeAt, b.EfficacyBefore = journal.Plan, noon, optional.Some(journal.Rating(40))
	e, _, err := Read("efficacy_before: 50", b, options())
	if err != nil || !e.EfficacyBeforeAt.Equal(noon) {
		t.Errorf("got %+v, %v", e, err)
	}
}

func TestErrorsNameTheLine(t *testing.T) {
	for text, want := range map[string]string{
		"# x\nperformance: 170":          "line 2: performance is \"170\"; it must be a number from 0 to 100, or left empty",
		"performance: -1":                "line 1: performance",
		"performance: Inf":               "line 1: performance",
		"\n\noutcome: triumph":           "line 3: outcome is \"triumph\"; it must be success, partial, setback or failure",
		"title: x\ntitle: y":             "line 2: title is in line 1 already",
		"titel: x":                       "line 1: \"titel: x\" is not a field",
		"note: x\nSecond paragraph":      "line 2: \"Second paragraph\" is not a field; the lines of a text begin with two blanks",
		"title: x\n  more":               "line 2: \"  more\" begins with blanks",
		"  more":                         "line 1: \"  more\" begins with blanks",
		"lessons:\n# c\n  one":           "line 3: \"  one\" belongs to no item of lessons",
		"id: 5":                          "line 1: \"id: 5\" is not a field",
		"area: Chess":                    "line 1: there is no area \"Chess\"; it must be Running or Piano",
		"time: soon":                     "line 1: no time",
		strings.Repeat("x", 200) + ": 1": "line 1: \"xxxx",
	} {
		_, _, err := Read(text, base(), options())
		if err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: got %v, want %s", text, err, want)
		}
	}
	b := base()
	b.Area = ""
	if _, _, err := Read("area:", b, options()); err == nil || !strings.Contains(err.Error(), "the area is missing") {
		t.Errorf("without an area: %v", err)
	}
}

func TestBlankForms(t *testing.T) {
	for text, want := range map[string]bool{"": true, "# x\n\n  \n#": true, "title:": false, "  x": false} {
		if IsBlank(text) != want {
			t.Errorf("%q is blank: %v", text, !want)
		}
	}
}

// pieces are what hostile texts are made of.
var pieces = []string{"a", " ", "  ", "\n", "\n\n", "\t", "#", "# x", ":", "title: x", "- ", "-", "  - ", "    ", "|", "[x] ", "[ ] ", ",", "(mentor)", " (coach)", "\u00a0", "\u2028", "\ufeff", "\u202e", "é", "日本", "'", `"`, "\\", "---", "\nthen: x", "\nthen:", "\ncame: yes", "\nhelped:", "note:\n  x", "😀", "1"}

func hostile(random *rand.Rand) string {
	var b strings.Builder
	for range random.IntN(9) {
		b.WriteString(pieces[random.IntN(len(pieces))])
	}
	return b.String()
}

// randomEntry is an entry as the journal stores it, of hostile texts.
func randomEntry(t *testing.T, random *rand.Rand) journal.Entry {
	t.Helper()
	e := base()
	e.Type = journal.Types()[random.IntN(2)] // a check-in has few texts
	for _, f := range journal.Fields() {
		if !isShown(f, e.Type) || f.Name == "type" || random.IntN(3) == 0 {
			continue
		}
		switch f.Kind {
		case journal.WordField:
			f.SetText(&e, f.Words()[random.IntN(len(f.Words()))])
		case journal.LineField, journal.TextField:
			f.SetText(&e, hostile(random))
		case journal.NumberField:
			f.SetNumber(&e, optional.Some(f.Low+random.Float64()*(f.High-f.Low)))
		case journal.MomentField:
			zone := time.FixedZone("", random.IntN(48)*1800-12*3600)
			*f.Moment(&e) = time.Unix(1_700_000_000+random.Int64N(60_000_000), 0).In(zone)
		case journal.ListField:
			for range random.IntN(4) {
				*f.List(&e) = append(*f.List(&e), hostile(random))
			}
		case journal.ObstaclesField:
			for range random.IntN(4) {
				o := journal.Obstacle{Text: hostile(random), Overcome: random.IntN(2) == 0, Then: strings.ReplaceAll(hostile(random), "\n", "")}
				answers := []journal.YesNo{"", journal.Yes, journal.No}
				o.Came, o.Held, o.Helped = answers[random.IntN(3)], answers[random.IntN(3)], answers[random.IntN(3)]
				e.Obstacles = append(e.Obstacles, o)
			}
		case journal.PeopleField:
			for range random.IntN(4) {
				e.People = append(e.People, journal.ParsePerson(hostile(random), journal.Roles()[random.IntN(len(journal.Roles()))]))
			}
		}
	}
	e.Area = []journal.AreaID{"A", "B"}[random.IntN(2)]
	e, err := journal.Check(e, noon.AddDate(10, 0, 0))
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func TestFormsComeBackAsTheyWere(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for range 4000 {
		e := randomEntry(t, random)
		form := Write(&e, options())
		blank := journal.Entry{ID: e.ID, Type: e.Type, Created: e.Created, Modified: e.Modified, EfficacyBeforeAt: e.EfficacyBeforeAt}
		for _, from := range []journal.Entry{blank, e} {
			for _, text := range []string{form, strings.ReplaceAll(form, "\n", "\r\n")} {
				got, _, err := Read(text, from, options())
				if err == nil {
					got, err = journal.Check(got, noon.AddDate(10, 0, 0))
				}
				if err != nil {
					t.Fatalf("%v\n%q", err, text)
				}
				if d := cmp.Diff(e, got, cmp.AllowUnexported(optional.Value[journal.Rating]{}, optional.Value[journal.Difficulty]{}, optional.Value[journal.Luck]{})); d != "" {
					t.Fatalf("(-written +read):\n%s\n%s", d, form)
				}
			}
		}
	}
}

// Read never fails on any text, and what it took is written and read again as the same.
func FuzzRead(f *testing.F) {
	e := base()
	e.Note, e.Tags = "One\n\nTwo", []string{"a"}
	f.Add(Write(&e, options()))
	f.Add("note:\n\n  x\n\t\ty\n - z\n")
	f.Add("lessons:\n- a\n   - b\n     c\n\n    d")
	f.Fuzz(func(t *testing.T, text string) {
		got, _, err := Read(text, base(), options())
		if err != nil {
			if bad := new(Error); !errors.As(err, &bad) || bad.Line < 1 || bad.Line > strings.Count(text, "\n")+1 {
				t.Errorf("%q: %v", text, err)
			}
			return
		}
		if got, err = journal.Check(got, noon); err != nil {
			return
		}
		again, _, err := Read(Write(&got, options()), got, options())
		if err == nil {
			again, err = journal.Check(again, noon)
		}
		if d := cmp.Diff(got, again, cmp.AllowUnexported(optional.Value[journal.Rating]{}, optional.Value[journal.Difficulty]{}, optional.Value[journal.Luck]{})); err != nil || d != "" {
			t.Errorf("%q: %v (-read +again)\n%s", text, err, d)
		}
	})
}
