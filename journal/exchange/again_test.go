package exchange_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/exchange"
	"enactive/journal/optional"
)

// counts is what an import says of its rows.
func counts(i *exchange.Import) string {
	s := fmt.Sprintf("%d added, %d there", i.Added, i.AlreadyThere)
	for _, more := range []struct {
		n    int
		what string
	}{{i.InBin, "in bin"}, {i.Changed, "changed"}, {i.Kept, "kept"}, {i.KeptFields, "fields kept"}, {i.Ambiguous, "ambiguous"}, {i.Unproved, "unproved"}} {
		if more.n > 0 {
			s += fmt.Sprintf(", %d %s", more.n, more.what)
		}
	}
	return s
}

// found are the entries of a journal, each as its time and what it holds.
func found(j *journal.Journal) string {
	var all []string
	for _, e := range j.Entries(journal.Query{}) {
		area, _ := j.Area(e.Area)
		s := e.Time.Format("02 15:04") + " " + area.Name
		for _, f := range journal.Fields() {
			if f.Phase == journal.Automatic || f.Name == "type" || f.Name == "efficacy_before_at" || f.IsEmpty(e) {
				continue
			}
			switch f.Kind {
			case journal.NumberField:
				s += fmt.Sprintf(" %s=%v", f.Name, f.Number(e).Or(-1))
			case journal.ListField:
				s += fmt.Sprintf(" %s=%s", f.Name, strings.Join(*f.List(e), "+"))
			case journal.LineField, journal.TextField, journal.WordField:
				s += fmt.Sprintf(" %s=%s", f.Name, f.Text(e))
			}
		}
		all = append(all, s)
	}
	return strings.Join(all, "\n")
}

// edit changes the entry with that title here.
func edit(t *testing.T, j *journal.Journal, title string, change func(*journal.Entry)) {
	t.Helper()
	for _, e := range j.Entries(journal.Query{}) {
		if e.Title != title {
			continue
		}
		after := e.Clone()
		change(&after)
		if _, err := j.Save(t.Context(), after); err != nil {
			t.Fatal(err)
		}
		return
	}
	t.Fatalf("there is no %q", title)
}

func TestRowsThatChangedAreUpdated(t *testing.T) {
	const before = "id,time,area,title,stress,note,tags\n" +
		"1,2026-11-01 09:00,A,one,10,n1,x\n" +
		"2,2026-11-02 09:00,A,two,20,n2,\n" +
		"3,2026-11-03 09:00,A,three,30,n3,\n"
	type plan = exchange.ImportPlan
	nothing := func(*testing.T, *journal.Journal) {}
	for _, c := range []struct {
		name   string
		edit   func(*testing.T, *journal.Journal)
		old    string // replaced in the file, or the whole file if empty
		new    string
		plan   plan
		counts string
		want   string // of the first entry that differs from before
	}{
		{"nothing", nothing, "n1", "n1", plan{}, "0 added, 3 there", ""},
		{"a number", nothing, "10,n1", "15,n1", plan{}, "0 added, 2 there, 1 changed", "01 09:00 A title=one stress=15 tags=x note=n1"},
		{"a cell is emptied", nothing, "10,n1,x", ",,", plan{}, "0 added, 2 there, 1 changed", "01 09:00 A title=one"},
		{"the title", nothing, ",one", ",uno", plan{}, "0 added, 2 there, 1 changed", "01 09:00 A title=uno stress=10 tags=x note=n1"},
		{"the time", nothing, "2026-11-01 09:00", "2026-11-01 10:30", plan{}, "0 added, 2 there, 1 changed", "01 10:30 A title=one stress=10 tags=x note=n1"},
		{"the area", nothing, "09:00,A,one", "09:00,B,one", plan{}, "0 added, 2 there, 1 changed", "01 09:00 B title=one stress=10 tags=x note=n1"},
		{"the area has other capitals", nothing, "09:00,A,one", "09:00,a,one", plan{}, "0 added, 3 there", ""},
		{"the time is written in another way", nothing, "2026-11-01 09:00", "2026-11-01T09:00:00", plan{}, "0 added, 3 there", ""},
		{"rows in another place", nothing, "", "id,time,area,title,stress,note,tags\n3,2026-11-03 09:00,A,three,30,n3,\n1,2026-11-01 09:00,A,one,11,n1,x\n2,2026-11-02 09:00,A,two,20,n2,\n", plan{},
			"0 added, 2 there, 1 changed", "01 09:00 A title=one stress=11 tags=x note=n1"},
		{"another field was edited here", func(t *testing.T, j *journal.Journal) { edit(t, j, "one", func(e *journal.Entry) { e.Note = "mine" }) },
			"10,n1", "15,n1", plan{}, "0 added, 2 there, 1 changed", "01 09:00 A title=one stress=15 tags=x note=mine"},
		{"that field was edited here", func(t *testing.T, j *journal.Journal) { edit(t, j, "one", func(e *journal.Entry) { e.Note = "mine" }) },
			"10,n1", "10,n9", plan{}, "0 added, 3 there, 1 kept", "01 09:00 A title=one stress=10 tags=x note=mine"},
		{"that field and another one", func(t *testing.T, j *journal.Journal) { edit(t, j, "one", func(e *journal.Entry) { e.Note = "mine" }) },
			"10,n1", "15,n9", plan{}, "0 added, 2 there, 1 changed, 1 fields kept", "01 09:00 A title=one stress=15 tags=x note=mine"},
		{"edited in the same way", func(t *testing.T, j *journal.Journal) { edit(t, j, "one", func(e *journal.Entry) { e.Note = "n9" }) },
			"10,n1", "10,n9", plan{}, "0 added, 3 there", "01 09:00 A title=one stress=10 tags=x note=n9"},
		{"edited and edited back", func(t *testing.T, j *journal.Journal) {
			edit(t, j, "one", func(e *journal.Entry) { e.Note = "mine" })
			edit(t, j, "one", func(e *journal.Entry) { e.Note = "n1" })
		}, "10,n1", "10,n9", plan{}, "0 added, 2 there, 1 changed", "01 09:00 A title=one stress=10 tags=x note=n9"},
		{"filled here", func(t *testing.T, j *journal.Journal) {
			edit(t, j, "two", func(e *journal.Entry) { e.Tags = []string{"mine"} })
		},
			"20,n2,", "20,n2,theirs", plan{}, "0 added, 3 there, 1 kept", "02 09:00 A title=two stress=20 tags=mine note=n2"},
		{"the area was renamed here", func(t *testing.T, j *journal.Journal) {
			a, _ := j.AreaNamed("A")
			a.Name = "Running"
			if _, err := j.SaveArea(t.Context(), a); err != nil {
				t.Fatal(err)
			}
		}, "10,n1", "15,n1", plan{}, "0 added, 2 there, 1 changed", "01 09:00 Running title=one stress=15 tags=x note=n1"},
		{"in the bin", func(t *testing.T, j *journal.Journal) {
			if err := j.Delete(t.Context(), j.Entries(journal.Query{})[0].ID); err != nil {
				t.Fatal(err)
			}
		}, "10,n1", "15,n1", plan{}, "0 added, 3 there, 1 in bin", "02 09:00 A title=two stress=20 note=n2"},
		{"keep", nothing, "10,n1", "15,n1", plan{Again: exchange.AgainKeep}, "0 added, 3 there, 1 kept", ""},
		{"add", nothing, "10,n1", "15,n1", plan{Again: exchange.AgainAdd}, "1 added, 2 there", "01 09:00 A title=one stress=15 tags=x note=n1"},
		{"one more row", nothing, "3,2026", "4,2026-11-04 09:00,A,four,,,\n3,2026", plan{}, "1 added, 3 there", "04 09:00 A title=four"},
		{"a new column", nothing, "", "id,time,area,title,stress,note,tags,effort\n1,2026-11-01 09:00,A,one,10,n1,x,70\n2,2026-11-02 09:00,A,two,20,n2,,\n3,2026-11-03 09:00,A,three,30,n3,,\n", plan{},
			"0 added, 2 there, 1 changed", "01 09:00 A title=one stress=10 effort=70 tags=x note=n1"},
		{"a new column in all rows", nothing, "", "id,time,area,title,stress,note,tags,effort\n1,2026-11-01 09:00,A,one,10,n1,x,70\n2,2026-11-02 09:00,A,two,20,n2,,80\n3,2026-11-03 09:00,A,three,30,n3,,90\n", plan{},
			"0 added, 0 there, 3 changed", "01 09:00 A title=one stress=10 effort=70 tags=x note=n1"},
		{"ids of another table", nothing, "", "id,time,area,title,effort\n1,2026-11-01 09:00,A,other,10\n2,2026-11-02 09:00,A,table,\n", plan{},
			"2 added, 0 there", "01 09:00 A title=other effort=10"},
		{"the next month, counted from 1 again", nothing, "", "id,time,area,title,stress,note,tags\n1,2026-11-11 09:00,A,one,10,n1,x\n2,2026-11-12 09:00,A,two,20,n2,\n", plan{},
			"2 added, 0 there, 2 unproved", "11 09:00 A title=one stress=10 tags=x note=n1"},
		{"all rows changed, and the id is the key", nothing, "", "id,time,area,title,stress,note,tags\n1,2026-11-01 09:00,A,one,11,n1,x\n2,2026-11-05 09:00,A,two,21,n2,\n", plan{Key: []string{"id"}},
			"0 added, 0 there, 2 changed", "05 09:00 A title=two stress=21 note=n2"},
		{"all rows changed", nothing, "", "id,time,area,title,stress,note,tags\n1,2026-11-01 09:00,A,one,11,n1,x\n2,2026-11-02 09:00,A,two,21,n2,\n", plan{},
			"2 added, 0 there, 2 unproved", "01 09:00 A title=one stress=11 tags=x note=n1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			j := newJournal(t)
			importCSV(t, j, before, plan{})
			was := found(j)
			c.edit(t, j)
			after := c.new
			if c.old != "" {
				after = strings.Replace(before, c.old, c.new, 1)
			}
			imp := readCSV(t, j, after, c.plan)
			planned := counts(imp)
			apply(t, j, imp)
			if got := counts(imp); got != c.counts || planned != c.counts {
				t.Errorf("it says %q, then %q; want %q", planned, got, c.counts)
			}
			want := was
			if c.want != "" {
				want = c.want
			}
			if got := found(j); !strings.Contains("\n"+got+"\n", "\n"+want+"\n") {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
			if c.plan.Again == exchange.AgainUpdate {
				if again := readCSV(t, j, after, c.plan); again.Added+again.Changed > 0 {
					t.Errorf("again: %s", counts(again))
				}
			}
		})
	}
}

func TestARowThatIsNamedByItsTimeAreaAndTitleIsUpdated(t *testing.T) {
	const before = "when,area,title,stress,note\n2026-11-01,A,run,10,\n2026-11-02,A,run,20,\n2026-11-02,A,run,25,\n2026-11-03,A,,30,\n"
	for _, c := range []struct{ name, old, new, counts string }{
		{"nothing", "run", "run", "0 added, 4 there"},
		{"one", ",10,", ",11,", "0 added, 3 there, 1 changed"},
		{"one of two alike", ",25,", ",26,", "0 added, 3 there, 1 changed"},
		{"both of two alike", "20,\n2026-11-02,A,run,25,", "21,\n2026-11-02,A,run,26,", "2 added, 2 there, 2 ambiguous"},
		{"one without a title", ",30,", ",31,", "1 added, 3 there"},
		{"the title", "run,10", "walk,10", "1 added, 3 there"},
		{"the program gives ids now", "", "id,when,area,title,stress,note\na1,2026-11-01,A,run,15,\na2,2026-11-02,A,run,20,\na3,2026-11-02,A,run,25,\n", "0 added, 2 there, 1 changed"},
		{"another table with the same dates", "", "day,area,title,stress\n2026-11-01,A,run,99\n", "1 added, 0 there"},
	} {
		t.Run(c.name, func(t *testing.T) {
			j := newJournal(t)
			o := options(t, "map when=time")
			importCSV(t, j, before, o)
			after := c.new
			if c.old != "" {
				after = strings.Replace(before, c.old, c.new, 1)
			}
			if strings.HasPrefix(after, "day") {
				o = options(t, "map day=time")
			}
			if imp := importCSV(t, j, after, o); counts(imp) != c.counts {
				t.Errorf("it says %q, want %q", counts(imp), c.counts)
			}
			if imp := readCSV(t, j, after, o); imp.Added+imp.Changed > 0 {
				t.Errorf("again: %s", counts(imp))
			}
		})
	}
}

func TestAKeyNamesRows(t *testing.T) {
	j := newJournal(t)
	o := exchange.ImportPlan{Key: []string{"Day", "exercise"}, Map: []exchange.ColumnMap{{From: "Day", To: "time"}, {From: "exercise", To: "note"}, {From: "kg", To: "effort"}},
		Set: []exchange.ColumnSet{{To: "area", Value: "Lifting"}}}
	importCSV(t, j, "Day,Exercise,kg\n2026-11-01,squat,60\n2026-11-01,press,40\n", o)
	imp := importCSV(t, j, "Day,Exercise,kg\n2026-11-01,squat,65\n2026-11-01,press,45\n", o)
	if counts(imp) != "0 added, 0 there, 2 changed" {
		t.Errorf("it says %q", counts(imp))
	}
	text := rejection(t, j, "Day,Exercise,kg\n2026-11-01,squat,65\n2026-11-01,squat,70\n", o, exchange.ErrRejected)
	if !strings.Contains(text, "line 3") || !strings.Contains(text, "line 2") || !strings.Contains(text, `"2026-11-01, squat"`) {
		t.Errorf("a key that is there twice: %s", text)
	}
	o.Key = []string{"Weight"}
	rejection(t, j, "Day,Exercise,kg\n2026-11-01,squat,65\n", o, exchange.ErrUsage)
}

func TestARowThatChangesBackIsUpdatedAgain(t *testing.T) {
	j := newJournal(t)
	file := func(stress int) string {
		return fmt.Sprintf("time,area,title,stress\n2026-11-01,A,one,%d\n2026-11-02,A,two,20\n", stress)
	}
	importCSV(t, j, file(10), exchange.ImportPlan{})
	for _, stress := range []int{15, 10, 15} {
		if imp := importCSV(t, j, file(stress), exchange.ImportPlan{}); counts(imp) != "0 added, 1 there, 1 changed" {
			t.Errorf("to %d: %s", stress, counts(imp))
		}
		if e := j.Entries(journal.Query{})[0]; e.Stress != optional.Some(journal.Rating(stress)) {
			t.Errorf("it is %v, want %d", e.Stress, stress)
		}
	}
}

func TestAnotherZoneChangesNothing(t *testing.T) {
	j := newJournal(t)
	const file = "id,time,area,title,stress\n1,2026-11-01 18:00,A,one,10\n2,2026-11-02 18:00,A,two,20\n"
	importCSV(t, j, file, exchange.ImportPlan{})
	was := found(j)
	o := exchange.ImportPlan{Zone: time.FixedZone("", -8*3600)}
	if imp := importCSV(t, j, file, o); counts(imp) != "0 added, 2 there" {
		t.Errorf("the same file: %s", counts(imp))
	}
	importCSV(t, j, strings.Replace(file, "10\n", "11\n", 1), o)
	if got, want := found(j), strings.Replace(was, "stress=10", "stress=11", 1); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestSealedFieldsStayWhenTheFileChanges(t *testing.T) {
	j := newJournal(t)
	const plan = "id,type,time,area,title,efficacy_before,efficacy_before_at,outcome,note\n" +
		"1,experience,2026-11-20 09:00,A,race,60,2026-11-19 09:00,success,n\n2,experience,2026-11-21 09:00,A,other,,,,\n"
	importCSV(t, j, plan, exchange.ImportPlan{})
	if e := j.Entries(journal.Query{})[0]; !e.IsSealed() {
		t.Fatal("the entry is not sealed")
	}
	imp := importCSV(t, j, strings.Replace(plan, "race,60,2026-11-19 09:00,success,n", "race,99,2026-11-19 09:00,partial,more", 1), exchange.ImportPlan{})
	e := j.Entries(journal.Query{})[0]
	if counts(imp) != "0 added, 1 there, 1 changed, 1 fields kept" || e.EfficacyBefore.Or(-1) != 60 || e.Outcome != journal.Partial || e.Note != "more" {
		t.Errorf("%s: %+v", counts(imp), e)
	}
	imp = importCSV(t, j, strings.Replace(plan, "2026-11-20 09:00", "2026-11-18 09:00", 1), exchange.ImportPlan{})
	if e := j.Entries(journal.Query{})[0]; !e.IsSealed() || e.Time.Day() != 20 {
		t.Errorf("moved before its rating: %s: %+v", counts(imp), e)
	}
}

func TestARatingStaysGivenBeforeWhenTheFileChanges(t *testing.T) {
	j := newJournal(t)
	const file = "id,time,area,title,efficacy_before,stress\n1,2026-11-01 09:00,A,one,60,1\n2,2026-11-02 09:00,A,two,,2\n3,2026-11-03 09:00,A,three,30,3\n"
	importCSV(t, j, file, exchange.ImportPlan{})
	edit(t, j, "three", func(e *journal.Entry) { e.EfficacyBefore = optional.Some[journal.Rating](35) }) // given now, so in hindsight
	importCSV(t, j, strings.NewReplacer("11-01 09:00,A,one,60", "11-01 10:00,A,one,70", "two,,2", "two,50,2", "30,3", "40,4").Replace(file), exchange.ImportPlan{})
	for i, want := range []struct {
		rating    float64
		hindsight bool
	}{{70, false}, {50, false}, {35, true}} {
		e := j.Entries(journal.Query{})[i]
		if float64(e.EfficacyBefore.Or(-1)) != want.rating || e.IsRetrospective() != want.hindsight || !want.hindsight && !e.EfficacyBeforeAt.Equal(e.Time) {
			t.Errorf("%s: %v at %v, of %v; want %v", e.Title, e.EfficacyBefore, e.EfficacyBeforeAt, e.Time, want)
		}
	}
}

func TestAPlanThatTookPlaceIsCompleted(t *testing.T) {
	j := newJournal(t)
	const file = "id,type,time,area,title,intention,outcome\n1,plan,2026-11-23 09:00,A,race,to run,\n2,plan,2026-11-24 09:00,A,walk,,\n"
	importCSV(t, j, file, exchange.ImportPlan{})
	imp := importCSV(t, j, strings.Replace(file, "plan,2026-11-23 09:00,A,race,to run,", "experience,2026-11-23 09:00,A,race,to win,success", 1), exchange.ImportPlan{})
	e := j.Entries(journal.Query{})[0]
	if counts(imp) != "0 added, 1 there, 1 changed, 1 fields kept" || e.Type != journal.Experience || e.Outcome != journal.Success || e.Intention != "to run" {
		t.Errorf("%s: %+v", counts(imp), e)
	}
}

func TestAnEntryEditedSinceReadingStays(t *testing.T) {
	j := newJournal(t)
	const file = "id,time,area,title,stress\n1,2026-11-01,A,one,10\n2,2026-11-02,A,two,20\n3,2026-11-03,A,three,30\n"
	importCSV(t, j, file, exchange.ImportPlan{})
	imp := readCSV(t, j, strings.NewReplacer("10\n", "11\n", "20\n", "21\n").Replace(file), exchange.ImportPlan{})
	edit(t, j, "one", func(e *journal.Entry) { e.Note = "mine" })
	apply(t, j, imp)
	const want = "01 12:00 A title=one stress=10 note=mine\n02 12:00 A title=two stress=21\n03 12:00 A title=three stress=30"
	if got := found(j); got != want || imp.Changed != 1 {
		t.Errorf("%s\n%s\nwant\n%s", counts(imp), got, want)
	}
	before := found(j)
	if apply(t, j, imp); imp.Changed+imp.Added != 0 || found(j) != before {
		t.Errorf("applied twice: %s", counts(imp))
	}
}

func TestOurOwnExportsNeverUpdate(t *testing.T) {
	j := newJournal(t)
	importCSV(t, j, "id,time,area,title,stress\n1,2026-11-01,A,one,10\n", exchange.ImportPlan{})
	table, object := exportCSV(t, j, journal.Query{}), exportJSON(t, j, journal.Query{})
	edit(t, j, "one", func(e *journal.Entry) { e.Note = "mine" })
	was := found(j)
	for name, imp := range map[string]*exchange.Import{
		"CSV":          importCSV(t, j, table, exchange.ImportPlan{}),
		"CSV, changed": importCSV(t, j, strings.Replace(table, "one", "two", 1), exchange.ImportPlan{}),
		"JSON":         importJSON(t, j, object),
	} {
		if counts(imp) != "0 added, 1 there" || found(j) != was {
			t.Errorf("%s: %s", name, counts(imp))
		}
	}
}

func TestChangesAreListedForAPreview(t *testing.T) {
	j := newJournal(t)
	const file = "id,time,area,title,stress,note,tags\n1,2026-11-01,A,one,10,n,x; y\n2,2026-11-02,A,two,20,,\n"
	importCSV(t, j, file, exchange.ImportPlan{})
	edit(t, j, "one", func(e *journal.Entry) { e.Note = "mine" })
	imp := readCSV(t, j, strings.Replace(file, "A,one,10,n,x; y", "B,one,,m,x", 1), exchange.ImportPlan{})
	e := j.Entries(journal.Query{})[0]
	want := []exchange.Change{{ID: e.ID, Title: "one", Time: e.Time, Fields: []exchange.FieldChange{
		{Field: "area", Before: "A", After: "B"}, {Field: "stress", Before: "10"}, {Field: "tags", Before: "x; y", After: "x"},
		{Field: "note", Before: "mine", After: "m", Kept: true}}}}
	if diff := cmp.Diff(want, imp.Changes(10)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if n := len(imp.Changes(0)); n != 0 {
		t.Errorf("none asked for, %d listed", n)
	}
	var notes []string
	for _, note := range imp.Notes {
		notes = append(notes, describe.Message(note))
	}
	if want := []string{"1 value of the updated entries stays, because it was edited here or is sealed."}; !slices.Equal(notes, want) {
		t.Errorf("the notes are %q, want %q", notes, want)
	}
	if imp.NewAreas == nil {
		t.Error("the new area is not announced")
	}
}

// trackerRow is a row of a made-up tracker, which has ids.
type trackerRow struct {
	day, stress int
	area, title string
	note        string
}

func trackerFile(rows []trackerRow) string {
	var b strings.Builder
	b.WriteString("id,time,area,title,stress,note\n")
	for i, r := range rows {
		fmt.Fprintf(&b, "k%d,2026-10-%02d 08:00,%s,%s,%d,%s\n", i, r.day, r.area, r.title, r.stress, r.note)
	}
	return b.String()
}

// everything is the journal with the fields that no file has.
func everything(j *journal.Journal) string {
	var b strings.Builder
	for _, q := range []journal.Query{{}, {InBin: true}} {
		for _, e := range j.Entries(q) {
			fmt.Fprintf(&b, "%+v\n", *e)
		}
	}
	for _, a := range j.Areas() {
		fmt.Fprintf(&b, "%+v\n", a)
	}
	return b.String()
}

func TestUpdatesFollowTheFileWhereNothingWasEditedHere(t *testing.T) {
	if testing.Short() {
		t.Skip("LEFT OUT of a short run, such as with the race detector: nothing in it runs in parallel")
	}
	texts := []string{"", "a", "b", "c"}
	rapid.Check(t, func(t *rapid.T) {
		j := newJournal(t)
		draw := func(i int) trackerRow {
			return trackerRow{rapid.IntRange(1, 28).Draw(t, "day"), rapid.IntRange(0, 100).Draw(t, "stress"), rapid.SampledFrom([]string{"A", "B"}).Draw(t, "area"),
				fmt.Sprintf("t%d", i), rapid.SampledFrom(texts).Draw(t, "note")}
		}
		rows := []trackerRow{{1, 50, "A", "the one that stays", "x"}, {1, 50, "A", "another one that stays", "x"}}
		for i := range rapid.IntRange(1, 8).Draw(t, "rows") {
			rows = append(rows, draw(i))
		}
		importCSV(t, j, trackerFile(rows), exchange.ImportPlan{})
		want := slices.Clone(rows)
		// Edits here.
		stays := map[int]map[string]bool{}
		for i := range rows {
			stays[i] = map[string]bool{}
			if i < 2 || !rapid.Bool().Draw(t, "edit") {
				continue
			}
			for _, e := range j.Entries(journal.Query{}) {
				if e.Title != rows[i].title {
					continue
				}
				after := e.Clone()
				if rapid.Bool().Draw(t, "edit the note") {
					after.Note, want[i].note, stays[i]["note"] = "mine", "mine", true
				}
				if rapid.Bool().Draw(t, "edit the stress") {
					after.Stress, want[i].stress, stays[i]["stress"] = optional.Some[journal.Rating](101-1), 100, rows[i].stress != 100
				}
				if _, err := j.Save(t.Context(), after); err != nil {
					t.Fatal(err)
				}
			}
		}
		before := everything(j)
		// Changes there: at most two other times, so that the table proves itself.
		changed := slices.Clone(rows)
		moved := 0
		for i := 2; i < len(rows); i++ {
			if !rapid.Bool().Draw(t, "change") {
				continue
			}
			to := draw(i - 2)
			if to.day != rows[i].day {
				if moved++; moved > 2 {
					to.day = rows[i].day
				}
			}
			changed[i] = to
			want[i].day, want[i].area = to.day, to.area
			if !stays[i]["note"] {
				want[i].note = to.note
			}
			if !stays[i]["stress"] {
				want[i].stress = to.stress
			}
		}
		imp := importCSV(t, j, trackerFile(changed), exchange.ImportPlan{})
		if imp.Added+imp.Ambiguous+imp.Unproved != 0 {
			t.Fatalf("%s", counts(imp))
		}
		var entries []trackerRow
		for _, e := range j.Entries(journal.Query{}) {
			area, _ := j.Area(e.Area)
			entries = append(entries, trackerRow{e.Time.Day(), int(e.Stress.Or(-1)), area.Name, e.Title, e.Note})
		}
		byTitle := func(a, b trackerRow) int { return strings.Compare(a.title, b.title) }
		slices.SortFunc(entries, byTitle)
		slices.SortFunc(want, byTitle)
		if !slices.Equal(entries, want) {
			t.Fatalf("%s: got\n%v, want\n%v", counts(imp), entries, want)
		}
		after := everything(j)
		if again := importCSV(t, j, trackerFile(changed), exchange.ImportPlan{}); again.Added+again.Changed != 0 || everything(j) != after {
			t.Fatalf("again: %s", counts(again))
		}
		if imp.Changed == 0 {
			return
		}
		if _, err := j.Undo(t.Context()); err != nil || everything(j) != before {
			t.Fatalf("undone (%v):\n%s\nwant\n%s", err, everything(j), before)
		}
	})
}
