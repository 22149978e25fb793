package journal

import (
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"enactive/journal/insight"
	"enactive/journal/optional"
	"enactive/proof/formatdoc"
)

// shapeOfKind has the form of each kind of document; that of entries is their table of fields.
var shapeOfKind = map[int]any{
	docMeta: metaDoc{}, docArea: areaDoc{}, docDraft: draftDoc{}, docStep: stepDoc{}, docInbox: inboxDoc{}, docReview: reviewDoc{}, docFilter: filterDoc{},
	docSnoozed: snoozedDoc{}, docFilePlan: filePlanDoc{}, docMeasure: measureDoc{}, docDay: dayDoc{}, docExperiment: experimentDoc{}, docHandout: handoutDoc{},
	docWord: wordDoc{}, docAttachment: attachmentDoc{}, docReminder: reminderDoc{}, docGone: goneListDoc{}, docWaiting: waitingDoc{}, docOutside: outsideDoc{},
}

func TestDocumentsAreThoseOfTheDescription(t *testing.T) {
	told := map[int]string{}
	for _, row := range formatdoc.Table(t, "### Kinds") {
		kind, err := strconv.Atoi(row[0])
		if err == nil && row[1] != "" {
			told[kind] = row[1]
		}
	}
	seen := map[reflect.Type]bool{reflect.TypeFor[stepDoc](): false}
	// From the last on: a shape that is a document and a part of another is held against the table of its kind.
	for _, kind := range slices.Backward(slices.Sorted(maps.Keys(shapeOfKind))) {
		shape := shapeOfKind[kind]
		name := formatdoc.ShapeName(reflect.TypeOf(shape))
		if told[kind] != name {
			t.Errorf("kind %d is %s, and in docs/format.md %q", kind, name, told[kind])
		}
		formatdoc.Shape(t, reflect.TypeOf(shape), kind, seen)
	}
	if told[docEntry] != "entry" || len(told) != len(shapeOfKind)+1 {
		t.Errorf("docs/format.md has %d kinds, want %d", len(told), len(shapeOfKind)+1)
	}
}

func TestFieldsOfEntriesAreThoseOfTheDescription(t *testing.T) {
	rows := formatdoc.Table(t, fmt.Sprintf("### entry (kind %d)", docEntry))
	types := map[FieldKind]string{IDField: "text", WordField: "text", LineField: "text", TextField: "text", NumberField: "float", MomentField: "time", ListField: "[text]",
		ObstaclesField: "[obstacle]", PeopleField: "[person]", OriginField: "bytes", MeasuresField: "{text: float}", AnswersField: "[answer]", TryField: "try"}
	if len(rows) != len(documentFields) {
		t.Fatalf("entries have %d fields, and docs/format.md %d", len(documentFields), len(rows))
	}
	for i, f := range documentFields {
		want := []string{fmt.Sprint(f.key), f.Name, types[f.Kind], fmt.Sprint(max(f.since, docSchema))}
		if !f.always {
			want[2] += "?"
		}
		if !slices.Equal(rows[i][:4], want) {
			t.Errorf("docs/format.md has %q, want %q", rows[i][:4], want)
		}
		for _, w := range f.words {
			if all := strings.Join(rows[i], "") + evidenceWords(t); !strings.Contains(all, "`"+w+"`") {
				t.Errorf("docs/format.md does not name the word %q of %s", w, f.Name)
			}
		}
	}
	c, err := newCodec(releasedMigrations())
	if err != nil {
		t.Fatal(err)
	}
	if newest := fmt.Sprintf("**higher schema** than %d ", c.schema()); !strings.Contains(formatdoc.Text(t), newest) {
		t.Errorf("docs/format.md does not say %q", newest)
	}
}

// evidenceWords returns the paragraph with the labels of evidence.
func evidenceWords(t *testing.T) string {
	_, text, _ := strings.Cut(formatdoc.Text(t), "\nThe labels of *mastery*")
	text, _, _ = strings.Cut(text, "\n\n")
	return text
}

// TestVectorOfAnEntry encodes an entry with a value in every field.
func TestVectorOfAnEntry(t *testing.T) {
	when := at("2026-11-21T09:00:00+01:00")
	e := &Entry{
		ID: "01M7ECGPA01ZBJP9R8Z9S3808A", Type: Experience, Time: when, Area: "01M6C0VFM0381TK017HGMB5MBY", Source: SourceMastery, Kind: KindStretch,
		Title: "Played for Bo", Intention: "to breathe", Happened: "I breathed.\n日本語", Outcome: Partial, Performance: optional.Some(Rating(0)), Stress: optional.Some(Rating(33.3333)),
		StressExpected: optional.Some(Rating(80)), Appraisal: AppraisalMixed, Difficulty: optional.Some(Difficulty(2.5)), Effort: optional.Some(Rating(100)), Luck: optional.Some(Luck(1)),
		Controllable: ControlUnsure, EfficacyBefore: optional.Some(Rating(12.3456789)), EfficacyBeforeAt: at("1900-01-01T12:00:00-11:30"), EfficacyAfter: optional.Some(Rating(65.25)),
		Obstacles:  []Obstacle{{Text: "Haste", Overcome: true}, {Text: "Noise", Then: "I wait", Came: Yes, Held: No, Helped: No}},
		Sacrifices: []string{"an evening"}, Lessons: []string{"slow", "slower"}, Strategies: []string{"breathing"}, People: []Person{{"Ana", Mentor}, {"Bo", ""}}, Tags: []string{"étude"},
		Note: "note", Created: when, Modified: at("2026-11-21T09:00:00Z"), Deleted: at("2200-12-31T12:00:00+14:00"), Mastery: insight.Earned,
		Origin: NewOrigin(RowName{1, 2, 3}, []ImportedField{{Key: 7, Column: [2]byte{4, 5}, Value: [4]byte{6, 7, 8, 9}, Stored: [4]byte{6, 7, 8, 9}}}),
		// Of two measures, for their order.
		Measures: []MeasureValue{{"01M6C0VFM0381TK017HGMB5MA1", -1.5}, {"01M6C0VFM0381TK017HGMB5MA2", 7}}, Answers: []Answer{{"What helped?", AskedAfterSuccess, "breathing"}},
		Experiment: Try{"01M6C0VFM0381TK017HGMB5MX1", 3, ArmWithout, ArmWith}, Privacy: Private,
	}
	for _, f := range entryFields {
		if f.IsEmpty(e) {
			t.Errorf("%s is empty", f.Name)
		}
	}
	c, err := newCodec(releasedMigrations())
	if err != nil {
		t.Fatal(err)
	}
	doc, err := c.encodeEntry(e)
	if err != nil {
		t.Fatal(err)
	}
	back, err := c.decodeEntry(doc[2:])
	if err != nil {
		t.Fatal(err)
	}
	fields := map[string]any{}
	for _, f := range entryFields {
		switch {
		case f.Kind == NumberField:
			fields[f.Name], _ = f.Number(back).Get()
		case f.Kind == MomentField:
			fields[f.Name] = f.Moment(back)
		case f.Kind == ListField:
			fields[f.Name] = f.List(back)
		case f.Kind == OriginField:
			fields[f.Name] = hex.EncodeToString([]byte(back.Origin))
		case f.text != nil:
			fields[f.Name] = f.Text(back)
		}
	}
	values := map[MeasureID]float64{}
	for _, v := range back.Measures {
		values[v.Measure] = v.Value
	}
	fields["obstacles"], fields["people"], fields["answers"], fields["measures"] = back.Obstacles, back.People, back.Answers, values
	fields["experiment"] = map[string]any{"experiment": back.Experiment.Experiment, "place": back.Experiment.Place, "arm": back.Experiment.Arm, "done": back.Experiment.Done}
	told, err := json.Marshal(fields)
	if err != nil {
		t.Fatal(err)
	}
	formatdoc.Check(t, "entry.json", formatdoc.Vector{"document": hex.EncodeToString(doc), "fields": string(told)})
}
