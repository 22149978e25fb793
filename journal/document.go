package journal

import (
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"github.com/fxamacker/cbor/v2"

	"enactive/journal/optional"
	"enactive/journal/vault"
)

// A document is the stored form of one area, entry or the like: a byte with its kind, a byte
// with its schema number, and a CBOR map with small integer keys. Keys are never reused for
// another meaning.
//
// Adding a field to a kind needs a new schema number, because a release that does not know
// the field would drop it; for entries, the table of fields has it. Adding a kind needs none:
// a release treats a document of an unknown kind as one of a newer version, leaves it
// unchanged, and makes the journal read-only as long as it has one.
const (
	docMeta     = 1
	docArea     = 2
	docEntry    = 3
	docPerson   = 4 // reserved; no release has written one
	docDraft    = 5
	docStep     = 6
	docInbox    = 7 // only in the inbox
	docReview   = 8
	docFilter   = 9
	docSnoozed  = 10
	docFilePlan = 11
	docMeasure  = 12
	docDay      = 13

	docExperiment = 14
	docHandout    = 15
	docWord       = 16
	docReminder   = 20
	docAttachment = 18
	docWaiting    = 30 // a note from outside that waits to be accepted
	docOutside    = 31 // how such notes come, and which came
	docGone       = 21
)

// docSchema is the schema number of the first release. See codec.schema.
const docSchema = 1

type metaDoc struct {
	Sample  bool  `cbor:"1,keyasint,omitempty"`
	Created stamp `cbor:"2,keyasint,omitzero"`
	// Reseal is set while the rest is to be resealed after something was erased.
	Reseal bool `cbor:"3,keyasint,omitempty"`
}

type areaDoc struct {
	ID        string    `cbor:"1,keyasint"`
	Name      string    `cbor:"2,keyasint"`
	Purpose   string    `cbor:"3,keyasint,omitempty"`
	Goals     []goalDoc `cbor:"4,keyasint,omitempty"`
	Obstacles []string  `cbor:"5,keyasint,omitempty"`
	Ladder    []rungDoc `cbor:"6,keyasint,omitempty"`
	Color     int       `cbor:"7,keyasint,omitempty"`
	Order     int       `cbor:"8,keyasint,omitempty"`
	Archived  bool      `cbor:"9,keyasint,omitempty"`
	Created   stamp     `cbor:"10,keyasint,omitzero"`
	Modified  stamp     `cbor:"11,keyasint,omitzero"`

	Questions []questionDoc `cbor:"12,keyasint,omitempty"`
	Open      []string      `cbor:"13,keyasint,omitempty"`
}

type goalDoc struct {
	Text    string      `cbor:"1,keyasint"`
	Done    bool        `cbor:"2,keyasint,omitempty"`
	Actions []actionDoc `cbor:"3,keyasint,omitempty"`
	Aim     *aimDoc     `cbor:"4,keyasint,omitempty"`
}

type aimDoc struct {
	Of    string  `cbor:"1,keyasint"`
	Below bool    `cbor:"2,keyasint,omitempty"`
	Value float64 `cbor:"3,keyasint"`
	By    string  `cbor:"4,keyasint,omitempty"`
}

type questionDoc struct {
	Text string `cbor:"1,keyasint"`
	When string `cbor:"2,keyasint"`
}

type actionDoc struct {
	If   string `cbor:"1,keyasint"`
	Then string `cbor:"2,keyasint"`
}

type rungDoc struct {
	Text       string      `cbor:"1,keyasint"`
	Difficulty *float64    `cbor:"2,keyasint,omitempty"`
	Ratings    []ratingDoc `cbor:"3,keyasint,omitempty"`
}

type ratingDoc struct {
	At    stamp   `cbor:"1,keyasint"`
	Value float64 `cbor:"2,keyasint"`
}

// stamp is a time with the offset at which it was written. Zone is minutes east of UTC
// plus one day, so that the zero stamp means "no time" and no real time equals it.
type stamp struct {
	_    struct{} `cbor:",toarray"`
	Unix int64
	Zone int
}

const zoneShift = 24 * 60

func (s stamp) IsZero() bool { return s.Unix == 0 && s.Zone == 0 }

func stampOf(t time.Time) stamp {
	if t.IsZero() {
		return stamp{}
	}
	_, offset := t.Zone()
	return stamp{Unix: t.Unix(), Zone: offset/60 + zoneShift}
}

// zones caches one location per offset, so that a large journal has few of them. It is safe
// for concurrent use.
type zones [2 * zoneShift]atomic.Pointer[time.Location]

func (z *zones) time(s stamp) time.Time {
	if s.IsZero() {
		return time.Time{}
	}
	return time.Unix(s.Unix, 0).In(z.at(s.Zone))
}

// at returns the location of an offset in minutes, shifted by a day.
func (z *zones) at(zone int) *time.Location {
	if zone == zoneShift || zone < 0 || zone >= len(z) {
		return time.UTC
	}
	if loc := z[zone].Load(); loc != nil {
		return loc
	}
	z[zone].CompareAndSwap(nil, time.FixedZone("", (zone-zoneShift)*60))
	return z[zone].Load()
}

func pointer[T ~float64](v optional.Value[T]) *float64 {
	x, ok := v.Get()
	if !ok {
		return nil
	}
	f := float64(x)
	return &f
}

func value[T ~float64](p *float64) optional.Value[T] {
	if p == nil {
		return optional.Value[T]{}
	}
	return optional.Some(T(*p))
}

// codec encodes and decodes documents. It is safe for concurrent use.
type codec struct {
	zones      *zones
	enc        cbor.EncMode
	dec        cbor.DecMode
	migrations []migration
}

// schema returns the schema number of written documents.
func (c *codec) schema() byte { return byte(docSchema + len(c.migrations)) }

func newCodec(migrations []migration) (*codec, error) {
	enc, err := cbor.CoreDetEncOptions().EncMode()
	if err != nil {
		return nil, fmt.Errorf("preparing the encoder of documents: %w", err)
	}
	dec, err := cbor.DecOptions{MaxArrayElements: maxArrayItems, MaxMapPairs: maxMapPairs, MaxNestedLevels: maxLevels}.DecMode()
	if err != nil {
		return nil, fmt.Errorf("preparing the decoder of documents: %w", err)
	}
	return &codec{zones: &zones{}, enc: enc, dec: dec, migrations: migrations}, nil
}

func (c *codec) encode(kind byte, doc any) ([]byte, error) {
	body, err := c.enc.Marshal(doc)
	if err != nil {
		return nil, fmt.Errorf("encoding a document: %w", err)
	}
	return append([]byte{kind, c.schema()}, body...), nil
}

var errBadDocument = errors.New("a document of the journal has no readable form")

// age compares the schema of a document with that of this release.
type age int

const (
	older age = iota - 1
	current
	newer
)

// split splits a document into its parts. The body of an older document is upgraded to the
// schema of this release; one of a newer schema may have additional fields.
func (c *codec) split(doc []byte) (kind byte, body []byte, a age, err error) {
	if len(doc) < 2 {
		return 0, nil, current, fmt.Errorf("%w: %w", vault.ErrDamaged, errBadDocument)
	}
	kind, body = doc[0], doc[2:]
	switch {
	case doc[1] > c.schema():
		a = newer
	case doc[1] < c.schema():
		a = older
		body, err = c.upgrade(kind, doc[1], body)
	}
	return kind, body, a, err
}

func (c *codec) decode(body []byte, into any) error {
	if err := c.dec.Unmarshal(body, into); err != nil {
		return fmt.Errorf("%w: %w: %w", vault.ErrDamaged, errBadDocument, err)
	}
	return nil
}

func (e *Entry) encoded(c *codec) ([]byte, error) { return c.encodeEntry(e) }

func (a *Area) encoded(c *codec) ([]byte, error) { return c.encodeArea(a) }

func (c *codec) encodeArea(a *Area) ([]byte, error) {
	d := areaDoc{
		ID: string(a.ID), Name: a.Name, Purpose: a.Purpose, Obstacles: a.Obstacles, Color: a.Color,
		Order: a.Order, Archived: a.Archived, Created: stampOf(a.Created), Modified: stampOf(a.Modified), Open: a.Open,
	}
	for _, g := range a.Goals {
		gd := goalDoc{Text: g.Text, Done: g.Done}
		for _, x := range g.Actions {
			gd.Actions = append(gd.Actions, actionDoc(x))
		}
		if g.Aim.Of != "" {
			gd.Aim = &aimDoc{g.Aim.Of, g.Aim.Below, g.Aim.Value, g.Aim.By.String()}
		}
		d.Goals = append(d.Goals, gd)
	}
	for _, r := range a.Ladder {
		rd := rungDoc{Text: r.Text, Difficulty: pointer(r.Difficulty)}
		for _, x := range r.Ratings {
			rd.Ratings = append(rd.Ratings, ratingDoc{stampOf(x.At), float64(x.Value)})
		}
		d.Ladder = append(d.Ladder, rd)
	}
	for _, q := range a.Questions {
		d.Questions = append(d.Questions, questionDoc{q.Text, string(q.When)})
	}
	return c.encode(docArea, d)
}

func (c *codec) decodeArea(body []byte) (*Area, error) {
	var d areaDoc
	if err := c.decode(body, &d); err != nil {
		return nil, err
	}
	a := &Area{
		ID: AreaID(d.ID), Name: d.Name, Purpose: d.Purpose, Obstacles: d.Obstacles, Color: d.Color,
		Order: d.Order, Archived: d.Archived, Created: c.zones.time(d.Created), Modified: c.zones.time(d.Modified), Open: d.Open,
	}
	for _, q := range d.Questions {
		a.Questions = append(a.Questions, Question{q.Text, Asked(q.When)})
	}
	for _, g := range d.Goals {
		goal := Goal{Text: g.Text, Done: g.Done}
		for _, x := range g.Actions {
			goal.Actions = append(goal.Actions, Action(x))
		}
		if g.Aim != nil {
			goal.Aim = Aim{Of: g.Aim.Of, Below: g.Aim.Below, Value: g.Aim.Value}
			if g.Aim.By != "" {
				by, err := ParseDate(g.Aim.By)
				if err != nil {
					return nil, fmt.Errorf("%w: %w", vault.ErrDamaged, errBadDocument)
				}
				goal.Aim.By = by
			}
		}
		a.Goals = append(a.Goals, goal)
	}
	for _, r := range d.Ladder {
		rung := Rung{Text: r.Text, Difficulty: value[Difficulty](r.Difficulty)}
		for _, x := range r.Ratings {
			rung.Ratings = append(rung.Ratings, RungRating{c.zones.time(x.At), Rating(x.Value)})
		}
		a.Ladder = append(a.Ladder, rung)
	}
	return a, nil
}
