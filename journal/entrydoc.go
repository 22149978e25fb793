package journal

import (
	"cmp"
	"fmt"
	"slices"

	"enactive/journal/optional"
	"enactive/journal/vault"
)

// documentFields are the fields of an entry in the order of their keys in documents.
var documentFields = slices.SortedFunc(slices.Values(entryFields), func(a, b *Field) int { return cmp.Compare(a.key, b.key) })

// documentKeys has the field of each key in documents.
var documentKeys = func() (fields [128]*Field) {
	for _, f := range entryFields {
		fields[f.key] = f
	}
	return fields
}()

// fieldWithKey returns the field with a key in documents, or nil.
func fieldWithKey(key int64) *Field {
	if key < 1 || key >= int64(len(documentKeys)) {
		return nil
	}
	return documentKeys[key]
}

func (c *codec) encodeEntry(e *Entry) ([]byte, error) { return c.appendEntry(nil, e), nil }

// appendEntry appends the document of e.
func (c *codec) appendEntry(doc []byte, e *Entry) []byte {
	const least, perField = 32, 18
	n := 0
	for _, f := range documentFields {
		if f.always || !f.IsEmpty(e) {
			n++
		}
	}
	doc = slices.Grow(doc, least+perField*n+len(e.Title)+len(e.Happened)+len(e.Intention)+len(e.Note))
	doc = appendHead(append(doc, docEntry, c.schema()), cborMap, uint64(n))
	for _, f := range documentFields {
		if f.always || !f.IsEmpty(e) {
			doc = f.appendTo(appendInt(doc, int64(f.key)), e)
		}
	}
	return doc
}

// appendTo appends e's value of the field to a document.
func (f *Field) appendTo(doc []byte, e *Entry) []byte {
	switch f.Kind {
	case NumberField:
		x, _ := f.number(e).Get()
		return appendFloat(doc, x)
	case MomentField:
		return appendStamp(doc, stampOf(*f.moment(e)))
	case ListField:
		items := *f.list(e)
		doc = appendHead(doc, cborArray, uint64(len(items)))
		for _, s := range items {
			doc = appendString(doc, s)
		}
		return doc
	case ObstaclesField:
		return appendObstacles(doc, e.Obstacles)
	case PeopleField:
		return appendPeople(doc, e.People)
	case OriginField:
		return appendBinary(doc, f.text(e))
	case MeasuresField:
		return appendValues(doc, e.Measures)
	case AnswersField:
		return appendAnswers(doc, e.Answers)
	case TryField:
		return appendTry(doc, e.Experiment)
	}
	return appendString(doc, f.text(e))
}

func appendObstacles(doc []byte, obstacles []Obstacle) []byte {
	doc = appendHead(doc, cborArray, uint64(len(obstacles)))
	for _, o := range obstacles {
		n := 1
		for _, has := range []bool{o.Overcome, o.Then != "", o.Came != "", o.Held != "", o.Helped != ""} {
			if has {
				n++
			}
		}
		doc = appendString(append(doc, cborMap|byte(n), 1), o.Text)
		if o.Overcome {
			doc = append(doc, 2, cborTrue)
		}
		for key, s := range []string{3: o.Then, 4: string(o.Came), 5: string(o.Held), 6: string(o.Helped)} {
			if s != "" {
				doc = appendString(append(doc, byte(key)), s)
			}
		}
	}
	return doc
}

// appendValues appends the values as a map of their measures' ids.
func appendValues(doc []byte, values []MeasureValue) []byte {
	doc = appendHead(doc, cborMap, uint64(len(values)))
	for _, v := range values {
		doc = appendFloat(appendString(doc, string(v.Measure)), v.Value)
	}
	return doc
}

func appendAnswers(doc []byte, answers []Answer) []byte {
	doc = appendHead(doc, cborArray, uint64(len(answers)))
	for _, a := range answers {
		doc = appendString(append(doc, cborMap|3, 1), a.Question)
		doc = appendString(append(doc, 2), string(a.When))
		doc = appendString(append(doc, 3), a.Text)
	}
	return doc
}

func appendPeople(doc []byte, people []Person) []byte {
	doc = appendHead(doc, cborArray, uint64(len(people)))
	for _, p := range people {
		if p.Role == "" {
			doc = appendString(append(doc, cborMap|1, 1), p.Name)
			continue
		}
		doc = appendString(append(appendString(append(doc, cborMap|2, 1), p.Name), 2), string(p.Role))
	}
	return doc
}

func appendTry(doc []byte, t Try) []byte {
	n := 3
	if t.Done != "" {
		n++
	}
	doc = appendString(append(appendHead(doc, cborMap, uint64(n)), 1), string(t.Experiment))
	doc = appendString(append(appendInt(append(doc, 2), int64(t.Place)), 3), string(t.Arm))
	if t.Done != "" {
		doc = appendString(append(doc, 4), string(t.Done))
	}
	return doc
}

func (c *codec) decodeEntry(body []byte) (*Entry, error) {
	e, _, err := c.decodeWholeEntry(body)
	return e, err
}

// decodeWholeEntry is decodeEntry. more reports that the body has more than the fields that are known.
func (c *codec) decodeWholeEntry(body []byte) (e *Entry, more bool, err error) {
	e = &Entry{}
	more, err = c.decodeEntryInto(e, body)
	if err != nil {
		return nil, false, err
	}
	return e, more, nil
}

// decodeEntryInto is decodeWholeEntry into e, which must be empty.
func (c *codec) decodeEntryInto(e *Entry, body []byte) (more bool, err error) {
	return c.decodeEntryText(e, body, string(body), nil)
}

// decodeEntryText is decodeEntryInto. The texts of e are parts of text, which is the body as a string, and its lists of
// texts are from lists, if there is room.
func (c *codec) decodeEntryText(e *Entry, body []byte, text string, lists *textSlab) (more bool, err error) {
	d := entryDecoder{cborReader{rest: body, whole: text}, c, lists}
	for n := d.length(cborMap); n > 0 && !d.bad; n-- {
		key := d.key()
		f := fieldWithKey(key)
		if f == nil || d.peek() == cborNull {
			more = more || f == nil && d.peek() != cborNull
			d.skip(c.dec)
			continue
		}
		d.value(f, e)
	}
	if d.bad || len(d.rest) > 0 {
		return false, fmt.Errorf("%w: %w", vault.ErrDamaged, errBadDocument)
	}
	if d.skipped {
		// The rest of the form was checked by reading it.
		if err := c.dec.Wellformed(body); err != nil {
			return false, fmt.Errorf("%w: %w: %w", vault.ErrDamaged, errBadDocument, err)
		}
	}
	return more, nil
}

// entryDecoder reads the document of an entry.
type entryDecoder struct {
	cborReader
	codec *codec
	lists *textSlab
}

// key reads the key of a map; 0 for one that is a text.
func (d *entryDecoder) key() int64 {
	if d.peek()&0xe0 == cborText {
		d.text()
		return 0
	}
	return d.int()
}

// fields reads a map. take reads the value of a key and reports whether it knows the key;
// unknown keys, from a later release, are skipped.
func (d *entryDecoder) fields(take func(key int64) bool) {
	for n := d.length(cborMap); n > 0 && !d.bad; n-- {
		key := d.key()
		if d.peek() == cborNull || !take(key) {
			d.skip(d.codec.dec)
		}
	}
}

// value reads the next value into the field of e.
func (d *entryDecoder) value(f *Field, e *Entry) {
	switch f.Kind {
	case NumberField:
		f.setNumber(e, optional.Some(d.float()))
	case MomentField:
		*f.moment(e) = d.codec.zones.time(d.stamp())
	case ListField:
		*f.list(e) = d.texts()
	case ObstaclesField:
		e.Obstacles = items(d, d.obstacle)
	case PeopleField:
		e.People = items(d, d.person)
	case WordField:
		f.setText(e, d.word(f.words))
	case OriginField:
		f.setText(e, d.binary())
	case MeasuresField:
		e.Measures = d.measureValues()
	case AnswersField:
		e.Answers = items(d, d.answer)
	case TryField:
		e.Experiment = d.try()
	default:
		f.setText(e, d.text())
	}
}

// texts reads a list of texts.
func (d *entryDecoder) texts() []string {
	n := d.length(cborArray)
	if n == 0 {
		return nil
	}
	list := d.lists.list(n)
	for ; n > 0 && !d.bad; n-- {
		list = append(list, d.text())
	}
	return list
}

// items reads a list.
func items[T any](d *entryDecoder, read func() T) []T {
	n := d.length(cborArray)
	if n == 0 {
		return nil
	}
	list := make([]T, 0, n)
	for ; n > 0 && !d.bad; n-- {
		list = append(list, read())
	}
	return list
}

func (d *entryDecoder) obstacle() (o Obstacle) {
	d.fields(func(key int64) bool {
		switch key {
		case 1:
			o.Text = d.text()
		case 2:
			o.Overcome = d.bool()
		case 3:
			o.Then = d.text()
		case 4:
			o.Came = YesNo(d.word(yesOrNo))
		case 5:
			o.Held = YesNo(d.word(yesOrNo))
		case 6:
			o.Helped = YesNo(d.word(yesOrNo))
		default:
			return false
		}
		return true
	})
	return o
}

var yesOrNo = asStrings(YesNos())

func (d *entryDecoder) measureValues() []MeasureValue {
	n := d.length(cborMap)
	if n == 0 {
		return nil
	}
	values := make([]MeasureValue, 0, n)
	for ; n > 0 && !d.bad; n-- {
		values = append(values, MeasureValue{MeasureID(d.text()), d.float()})
	}
	sortValues(values)
	return values
}

func (d *entryDecoder) answer() (a Answer) {
	d.fields(func(key int64) bool {
		switch key {
		case 1:
			a.Question = d.text()
		case 2:
			a.When = Asked(d.text())
		case 3:
			a.Text = d.text()
		default:
			return false
		}
		return true
	})
	return a
}

func (d *entryDecoder) person() (p Person) {
	d.fields(func(key int64) bool {
		switch key {
		case 1:
			p.Name = d.text()
		case 2:
			p.Role = Role(d.text())
		default:
			return false
		}
		return true
	})
	return p
}

func (d *entryDecoder) try() (t Try) {
	d.fields(func(key int64) bool {
		switch key {
		case 1:
			t.Experiment = ExperimentID(d.text())
		case 2:
			t.Place = int(d.int())
		case 3:
			t.Arm = Arm(d.word(asStrings(Arms())))
		case 4:
			t.Done = Arm(d.word(asStrings(Arms())))
		default:
			return false
		}
		return true
	})
	return t
}
