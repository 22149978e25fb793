package journal

import (
	"bytes"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/fxamacker/cbor/v2"
	"pgregory.net/rapid"

	"enactive/journal/optional"
)

// entryDoc is the document of an entry, spelled out as the cbor package reads it, with the fields
// of release 0.3. The numbers never change; fields that come later follow from these.
type entryDoc struct {
	ID               string        `cbor:"1,keyasint"`
	Type             string        `cbor:"2,keyasint"`
	Time             stamp         `cbor:"3,keyasint"`
	Area             string        `cbor:"4,keyasint"`
	Source           string        `cbor:"5,keyasint,omitempty"`
	Kind             string        `cbor:"6,keyasint,omitempty"`
	Title            string        `cbor:"7,keyasint,omitempty"`
	Intention        string        `cbor:"8,keyasint,omitempty"`
	Happened         string        `cbor:"9,keyasint,omitempty"`
	Outcome          string        `cbor:"10,keyasint,omitempty"`
	Performance      *float64      `cbor:"11,keyasint,omitempty"`
	Stress           *float64      `cbor:"12,keyasint,omitempty"`
	StressExpected   *float64      `cbor:"13,keyasint,omitempty"`
	Appraisal        string        `cbor:"14,keyasint,omitempty"`
	Difficulty       *float64      `cbor:"15,keyasint,omitempty"`
	Effort           *float64      `cbor:"16,keyasint,omitempty"`
	Luck             *float64      `cbor:"17,keyasint,omitempty"`
	Controllable     string        `cbor:"18,keyasint,omitempty"`
	EfficacyBefore   *float64      `cbor:"19,keyasint,omitempty"`
	EfficacyBeforeAt stamp         `cbor:"20,keyasint,omitzero"`
	EfficacyAfter    *float64      `cbor:"21,keyasint,omitempty"`
	Obstacles        []obstacleDoc `cbor:"22,keyasint,omitempty"`
	Sacrifices       []string      `cbor:"23,keyasint,omitempty"`
	Lessons          []string      `cbor:"24,keyasint,omitempty"`
	Strategies       []string      `cbor:"25,keyasint,omitempty"`
	People           []personDoc   `cbor:"26,keyasint,omitempty"`
	Tags             []string      `cbor:"27,keyasint,omitempty"`
	Note             string        `cbor:"28,keyasint,omitempty"`
	Created          stamp         `cbor:"29,keyasint,omitzero"`
	Modified         stamp         `cbor:"30,keyasint,omitzero"`
	Deleted          stamp         `cbor:"31,keyasint,omitzero"`
	Mastery          string        `cbor:"32,keyasint,omitempty"`
}

type obstacleDoc struct {
	Text     string `cbor:"1,keyasint"`
	Overcome bool   `cbor:"2,keyasint,omitempty"`
	Then     string `cbor:"3,keyasint,omitempty"`
	Came     YesNo  `cbor:"4,keyasint,omitempty"`
	Held     YesNo  `cbor:"5,keyasint,omitempty"`
	Helped   YesNo  `cbor:"6,keyasint,omitempty"`
}

type personDoc struct {
	Name string `cbor:"1,keyasint"`
	Role string `cbor:"2,keyasint,omitempty"`
}

func entryDocOf(e *Entry) entryDoc {
	d := entryDoc{
		ID: string(e.ID), Type: string(e.Type), Time: stampOf(e.Time), Area: string(e.Area), Source: string(e.Source), Kind: string(e.Kind),
		Title: e.Title, Intention: e.Intention, Happened: e.Happened, Outcome: string(e.Outcome),
		Performance: pointer(e.Performance), Stress: pointer(e.Stress), StressExpected: pointer(e.StressExpected),
		Appraisal: string(e.Appraisal), Difficulty: pointer(e.Difficulty), Effort: pointer(e.Effort),
		Luck: pointer(e.Luck), Controllable: string(e.Controllable), Mastery: string(e.Mastery),
		EfficacyBefore: pointer(e.EfficacyBefore), EfficacyBeforeAt: stampOf(e.EfficacyBeforeAt), EfficacyAfter: pointer(e.EfficacyAfter),
		Sacrifices: e.Sacrifices, Lessons: e.Lessons, Strategies: e.Strategies, Tags: e.Tags, Note: e.Note,
		Created: stampOf(e.Created), Modified: stampOf(e.Modified), Deleted: stampOf(e.Deleted),
	}
	for _, o := range e.Obstacles {
		d.Obstacles = append(d.Obstacles, obstacleDoc(o))
	}
	for _, p := range e.People {
		d.People = append(d.People, personDoc{p.Name, string(p.Role)})
	}
	return d
}

func entryCodec(t testing.TB) *codec {
	t.Helper()
	c, err := newCodec(releasedMigrations())
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// spelledFields are the fields that entryDoc has.
var spelledFields = fieldsThat(func(f *Field) bool { return f.key <= reflect.TypeFor[entryDoc]().NumField() })

// fullEntry has a value in some fields, most of them drawn.
func fullEntry(t *rapid.T, fields []*Field) Entry {
	var e Entry
	at := rapid.Custom(func(t *rapid.T) time.Time {
		zone := time.FixedZone("", 60*rapid.IntRange(-1439, 1439).Draw(t, "zone"))
		return time.Unix(rapid.Int64Range(-2e9, 7e9).Draw(t, "time"), 0).In(zone)
	})
	text := rapid.StringN(0, 300, -1)
	for _, f := range fields {
		switch f.Kind {
		case NumberField:
			x := rapid.OneOf(rapid.Float64Range(f.Low, f.High), rapid.Map(rapid.IntRange(0, 400), func(n int) float64 { return float64(n) / 4 })).Draw(t, f.Name)
			f.setNumber(&e, optional.Some(x))
		case MomentField:
			*f.moment(&e) = at.Draw(t, f.Name)
		case ListField:
			*f.list(&e) = rapid.SliceOfN(text, 0, 30).Draw(t, f.Name)
		case ObstaclesField:
			e.Obstacles = []Obstacle{{Text: text.Draw(t, "obstacle"), Overcome: true, Then: text.Draw(t, "then"), Came: Yes, Held: No},
				{Text: text.Draw(t, "obstacle"), Helped: rapid.SampledFrom([]YesNo{"", Yes, No}).Draw(t, "helped")}}
		case PeopleField:
			e.People = []Person{{text.Draw(t, "person"), Mentor}, {text.Draw(t, "person"), ""}}
		case MeasuresField:
			for i, v := range rapid.SliceOfN(rapid.Float64(), 0, 12).Draw(t, f.Name) {
				e.Measures = append(e.Measures, MeasureValue{MeasureID("m" + string(rune(i+0x61))), v})
			}
		case AnswersField:
			e.Answers = []Answer{{Question: text.Draw(t, "question"), When: AskedAfterSetback, Text: text.Draw(t, "answer")}}
		case TryField:
			e.Experiment = Try{ExperimentID(text.Draw(t, "experiment")), rapid.IntRange(0, 1000).Draw(t, "place"), ArmWith, rapid.SampledFrom([]Arm{"", ArmWithout}).Draw(t, "done")}
		case WordField:
			f.setText(&e, rapid.SampledFrom(append(f.Words(), "", "unknown")).Draw(t, f.Name))
		default:
			f.setText(&e, text.Draw(t, f.Name))
		}
	}
	return e
}

func TestEntryDocumentMatchesCBORPackage(t *testing.T) {
	c := entryCodec(t)
	rapid.Check(t, func(t *rapid.T) {
		e := fullEntry(t, spelledFields)
		got, err := c.encodeEntry(&e)
		if err != nil {
			t.Fatal(err)
		}
		want, err := c.encode(docEntry, entryDocOf(&e))
		if err != nil || !bytes.Equal(got, want) {
			t.Fatalf("the document is\n%x, want\n%x (%v)", got, want, err)
		}
		back, err := c.decodeEntry(got[2:])
		if err != nil || !reflect.DeepEqual(entryDocOf(back), entryDocOf(normalized(e))) {
			t.Fatalf("read back as %+v (%v), want %+v", back, err, e)
		}
	})
}

// normalized has no empty lists.
func normalized(e Entry) *Entry {
	for _, f := range listFields {
		*f.list(&e) = nilIfEmpty(*f.list(&e))
	}
	return &e
}

func TestFloatEncodingMatchesCBORPackage(t *testing.T) {
	enc, err := cbor.CoreDetEncOptions().EncMode()
	if err != nil {
		t.Fatal(err)
	}
	check := func(t interface{ Fatalf(string, ...any) }, x float64) {
		want, err := enc.Marshal(x)
		if err != nil {
			t.Fatalf("%v", err)
		}
		got := appendFloat(nil, x)
		if !bytes.Equal(got, want) {
			t.Fatalf("%v is %x, want %x", x, got, want)
		}
		r := cborReader{rest: got}
		if back := r.float(); back != x && !math.IsNaN(x) || r.bad {
			t.Fatalf("%v is read as %v", x, back)
		}
	}
	for half := range 1 << 16 {
		check(t, fromHalf(uint16(half)))
	}
	for _, x := range []float64{math.MaxFloat64, math.SmallestNonzeroFloat64, math.MaxFloat32, math.SmallestNonzeroFloat32, math.Inf(1), math.Inf(-1), math.NaN(), 65504, 65505, 0.1} {
		check(t, x)
	}
	rapid.Check(t, func(t *rapid.T) {
		check(t, rapid.Float64().Draw(t, "double"))
		check(t, float64(rapid.Float32().Draw(t, "single")))
	})
}

// TestDecodeEntryIgnoresUnknownFields adds unknown keys with values of every type.
func TestDecodeEntryIgnoresUnknownFields(t *testing.T) {
	c := entryCodec(t)
	rapid.Check(t, func(t *rapid.T) {
		e := fullEntry(t, entryFields)
		doc, err := c.encodeEntry(&e)
		if err != nil {
			t.Fatal(err)
		}
		var all map[any]any
		if err := cbor.Unmarshal(doc[2:], &all); err != nil {
			t.Fatal(err)
		}
		all[uint64(1000)], all[int64(-1)], all["word"] = []any{1, map[string]int{"a": 1}}, "text", nil
		body, err := cbor.Marshal(all)
		if err != nil {
			t.Fatal(err)
		}
		back, err := c.decodeEntry(body)
		if err != nil {
			t.Fatal(err)
		}
		again, err := c.encodeEntry(back)
		if err != nil || !bytes.Equal(again, doc) {
			t.Fatalf("read as %+v, %v", back, err)
		}
	})
}

// Reading checks the form of a document by itself: whatever is read of one that was changed anywhere, the cbor package
// finds well-formed. Memory that entries share changes nothing.
func TestDecodeEntryReadsOnlyWhatIsWellFormed(t *testing.T) {
	c := entryCodec(t)
	drawn, read := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		drawn++
		e := fullEntry(t, entryFields)
		doc, err := c.encodeEntry(&e)
		if err != nil {
			t.Fatal(err)
		}
		body := doc[2:]
		count := &body[0]
		if *count == cborMap|24 {
			count = &body[1]
		}
		unknown := rapid.SampledFrom([]string{"", "\x18\x70\x00", "\x18\x70\x9f\xff", "\x18\x70\xf6", "\x61a\x81\x80", "\x18\x70" + strings.Repeat("\x81", maxLevels) + "\x80"}).Draw(t, "unknown")
		if unknown != "" {
			*count++
			body = append(body, unknown...)
		}
		for range rapid.IntRange(0, 3).Draw(t, "changes") {
			at := rapid.IntRange(0, len(body)-1).Draw(t, "at")
			switch rapid.SampledFrom([]string{"change", "insert", "remove", "end"}).Draw(t, "what") {
			case "change":
				body[at] = rapid.Byte().Draw(t, "byte")
			case "insert":
				body = slices.Insert(body, at, rapid.SampledFrom([]byte{0, 0x18, 0x38, 0x5b, 0x80, 0x9f, 0xc1, 0xd8, 0xf4, 0xf6, 0xf8, 0xf9, 0xff}).Draw(t, "inserted"))
			case "remove":
				if body = slices.Delete(body, at, at+1); len(body) == 0 {
					return
				}
			case "end":
				body = append(body, rapid.Byte().Draw(t, "last"))
			}
		}
		back, err := c.decodeEntry(body)
		if err != nil {
			return
		}
		read++
		if err := c.dec.Wellformed(body); err != nil {
			t.Fatalf("%x is read, and is not well-formed: %v", body, err)
		}
		var shared Entry
		if _, err := c.decodeEntryText(&shared, body, string(body), &textSlab{free: make([]string, 5)}); err != nil || !reflect.DeepEqual(shared, *back) {
			t.Fatalf("%x is read as %+v, and with shared memory as %+v (%v)", body, back, shared, err)
		}
	})
	if drawn >= 100 && read < 5 { // of few, as in a short run, none may be whole
		t.Errorf("only %d of %d documents were read at all", read, drawn)
	}
}

func FuzzDecodeEntry(f *testing.F) {
	c := entryCodec(f)
	e := benchEntry()
	doc, err := c.encodeEntry(&e)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(doc[2:])
	for _, b := range []string{"", "\xa0", "\xa1\x01\x00", "\xa1\x18\x20\x01", "\xa1\x03\x81\x00", "\xbf\xff", "\xa1\x16\x9f\xff", "\xa1\x0b\xf9\x7e\x00", "\xa1\x01\xf6", "\xa1\x16\x81\xa2\x01\x61a\x02\xf8\x14", "\xa0\x00", "\xa1\x18\x20\x1f", "\xa1\x18\x20\xc1\x01"} {
		f.Add([]byte(b))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		e, err := c.decodeEntry(body)
		var d entryDoc
		if known := c.decode(body, &d); err == nil && known != nil && !strings.Contains(known.Error(), "UTF-8") {
			t.Fatalf("%x is accepted, but the cbor package rejects it: %v", body, known)
		}
		if err != nil {
			return
		}
		if err := c.dec.Wellformed(body); err != nil {
			t.Fatalf("%x is accepted, and is not well-formed: %v", body, err)
		}
		if _, err := c.encodeEntry(e); err != nil {
			t.Fatal(err)
		}
	})
}

// TestFieldTableCoversEntry finds a field of the struct that no line of the table accesses, and
// two lines that access the same one.
func TestFieldTableCoversEntry(t *testing.T) {
	reached := map[string]string{}
	for _, f := range entryFields {
		e := sampleOf(f)
		v := reflect.ValueOf(e)
		for i := range v.NumField() {
			if v.Field(i).IsZero() {
				continue
			}
			name := v.Type().Field(i).Name
			if by, twice := reached[name]; twice {
				t.Errorf("both %s and %s access %s", by, f.Name, name)
			}
			reached[name] = f.Name
		}
		if f.IsEmpty(&e) || !f.IsEmpty(&Entry{}) {
			t.Errorf("IsEmpty is wrong for %s", f.Name)
		}
	}
	for i := range reflect.TypeFor[Entry]().NumField() {
		if name := reflect.TypeFor[Entry]().Field(i).Name; reached[name] == "" {
			t.Errorf("the table has no line for Entry.%s", name)
		}
	}
}

// sampleOf is an entry with a value in one field alone.
func sampleOf(f *Field) Entry {
	var e Entry
	switch f.Kind {
	case NumberField:
		f.setNumber(&e, optional.Some(f.High/2))
	case MomentField:
		*f.moment(&e) = time.Date(2026, 11, 23, 18, 5, 0, 0, time.UTC)
	case ListField:
		*f.list(&e) = []string{"Zebra"}
	case ObstaclesField:
		e.Obstacles = []Obstacle{{Text: "Zebra", Overcome: true}}
	case PeopleField:
		e.People = []Person{{Name: "Zebra", Role: Mentor}}
	case MeasuresField:
		e.Measures = []MeasureValue{{"Zebra", 1}}
	case AnswersField:
		e.Answers = []Answer{{Question: "Which animal?", When: AskedBefore, Text: "Zebra"}}
	case TryField:
		e.Experiment = Try{"01KJQQW3M0EKMFG2FV97EE5028", 3, ArmWithout, ArmWith}
	case WordField:
		f.setText(&e, f.words[0])
	default:
		f.setText(&e, "Zebra")
	}
	return e
}

func TestEachFieldIsStoredSearchedAndCloned(t *testing.T) {
	c := entryCodec(t)
	for i, f := range documentFields {
		if f.key != i+1 {
			t.Errorf("%s has the number %d in documents, want %d: they have no gaps", f.Name, f.key, i+1)
		}
	}
	for _, f := range entryFields {
		e := sampleOf(f)
		doc, err := c.encodeEntry(&e)
		if err != nil {
			t.Fatal(err)
		}
		back, err := c.decodeEntry(doc[2:])
		if err != nil || !reflect.DeepEqual(*back, e) {
			t.Errorf("%s is %+v in the vault, want %+v (%v)", f.Name, back, e, err)
		}
		searched := slices.Contains([]FieldKind{LineField, TextField, ListField, ObstaclesField, PeopleField, AnswersField}, f.Kind)
		look := newSearcher("zebra", nil)
		if found := look.finds(&item{Entry: e}); found != searched {
			t.Errorf("search finds %s: %t, want %t", f.Name, found, searched)
		}
		copied := e.Clone()
		changeLists(&copied)
		if unchanged := sampleOf(f); !reflect.DeepEqual(e, unchanged) {
			t.Errorf("a copy shares %s with the original", f.Name)
		}
	}
}

// changeLists changes the items of lists in place.
func changeLists(e *Entry) {
	v := reflect.ValueOf(e).Elem()
	for i := range v.NumField() {
		if list := v.Field(i); list.Kind() == reflect.Slice && list.Len() > 0 {
			list.Index(0).SetZero()
		}
	}
}

func TestEachFieldIsChecked(t *testing.T) {
	now := time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC)
	whole := Entry{Type: Experience, Time: now.Add(-time.Hour)}
	for _, f := range entryFields {
		e := whole.Clone()
		switch f.Kind {
		case NumberField:
			f.setNumber(&e, optional.Some(f.High+1))
		case MomentField:
			*f.moment(&e) = now.AddDate(1000, 0, 0)
			e.EfficacyBefore = optional.Some(Rating(1))
		case ListField:
			*f.list(&e) = slices.Repeat([]string{"a"}, MaxItems+1)
		case ObstaclesField:
			e.Obstacles = slices.Repeat([]Obstacle{{Text: "a"}}, MaxItems+1)
		case PeopleField:
			e.People = slices.Repeat([]Person{{Name: "a"}}, MaxItems+1)
		case MeasuresField:
			e.Measures = slices.Repeat([]MeasureValue{{"a", 1}}, MaxMeasures+1)
		case AnswersField:
			e.Answers = slices.Repeat([]Answer{{Question: "Why?", Text: "a"}}, MaxItems+1)
		case WordField:
			f.setText(&e, "unknown")
		case LineField, TextField:
			f.setText(&e, strings.Repeat("a", MaxText+1))
		case TryField:
			e.Experiment = Try{"01KJQQW3M0EKMFG2FV97EE5028", 40, ArmWith, ""}
		case IDField, OriginField:
			continue
		}
		_, err := Check(e, now)
		if wrong, ok := IsFieldError(err); !ok || wrong.Field != f.Name {
			t.Errorf("a wrong %s: got the error %v", f.Name, err)
		}
	}
}

func TestFieldsReturnsACopy(t *testing.T) {
	all := Fields()
	all[1].Name, all[1].Words()[0] = "other", "other"
	if f := Fields()[1]; f.Name != "type" || f.Words()[0] != string(Experience) {
		t.Errorf("the table changed: %q", f.Name)
	}
}
