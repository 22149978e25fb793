package journal

import (
	"fmt"

	"enactive/journal/vault"
)

type measureDoc struct {
	ID       string      `cbor:"1,keyasint"`
	Name     string      `cbor:"2,keyasint"`
	Kind     string      `cbor:"3,keyasint"`
	OfDay    bool        `cbor:"4,keyasint,omitempty"`
	Areas    []AreaID    `cbor:"5,keyasint,omitempty"`
	Unit     string      `cbor:"6,keyasint,omitempty"`
	Decimals int         `cbor:"7,keyasint,omitempty"`
	Low      *float64    `cbor:"8,keyasint,omitempty"`
	High     *float64    `cbor:"9,keyasint,omitempty"`
	Better   string      `cbor:"10,keyasint,omitempty"`
	LowWord  string      `cbor:"11,keyasint,omitempty"`
	HighWord string      `cbor:"12,keyasint,omitempty"`
	Choices  []choiceDoc `cbor:"13,keyasint,omitempty"`
	Ordered  bool        `cbor:"14,keyasint,omitempty"`
	Pinned   bool        `cbor:"15,keyasint,omitempty"`
	Order    int         `cbor:"16,keyasint,omitempty"`
	Archived bool        `cbor:"17,keyasint,omitempty"`
	Created  stamp       `cbor:"18,keyasint,omitzero"`
	Modified stamp       `cbor:"19,keyasint,omitzero"`
}

type choiceDoc struct {
	Key  int    `cbor:"1,keyasint"`
	Name string `cbor:"2,keyasint"`
}

func (m *Measure) encoded(c *codec) ([]byte, error) {
	d := measureDoc{
		ID: string(m.ID), Name: m.Name, Kind: string(m.Kind), OfDay: m.OfDay, Areas: m.Areas, Unit: m.Unit, Decimals: m.Decimals,
		Low: pointer(m.Low), High: pointer(m.High), Better: string(m.Better), LowWord: m.LowWord, HighWord: m.HighWord,
		Ordered: m.Ordered, Pinned: m.Pinned, Order: m.Order, Archived: m.Archived, Created: stampOf(m.Created), Modified: stampOf(m.Modified),
	}
	for _, x := range m.Choices {
		d.Choices = append(d.Choices, choiceDoc(x))
	}
	return c.encode(docMeasure, d)
}

func (c *codec) decodeMeasure(body []byte) (*Measure, error) {
	var d measureDoc
	if err := c.decode(body, &d); err != nil {
		return nil, err
	}
	m := &Measure{
		ID: MeasureID(d.ID), Name: d.Name, Kind: MeasureKind(d.Kind), OfDay: d.OfDay, Areas: d.Areas, Unit: d.Unit, Decimals: d.Decimals,
		Low: value[float64](d.Low), High: value[float64](d.High), Better: Better(d.Better), LowWord: d.LowWord, HighWord: d.HighWord,
		Ordered: d.Ordered, Pinned: d.Pinned, Order: d.Order, Archived: d.Archived,
		Created: c.zones.time(d.Created), Modified: c.zones.time(d.Modified),
	}
	for _, x := range d.Choices {
		m.Choices = append(m.Choices, Choice(x))
	}
	return m, nil
}

type dayDoc struct {
	Date     string     `cbor:"1,keyasint"`
	Values   []valueDoc `cbor:"2,keyasint,omitempty"`
	Note     string     `cbor:"3,keyasint,omitempty"`
	Created  stamp      `cbor:"4,keyasint,omitzero"`
	Modified stamp      `cbor:"5,keyasint,omitzero"`
}

type valueDoc struct {
	Measure string  `cbor:"1,keyasint"`
	Value   float64 `cbor:"2,keyasint"`
}

func (d *Day) encoded(c *codec) ([]byte, error) {
	doc := dayDoc{Date: d.Date.String(), Note: d.Note, Created: stampOf(d.Created), Modified: stampOf(d.Modified)}
	for _, v := range d.Values {
		doc.Values = append(doc.Values, valueDoc{string(v.Measure), v.Value})
	}
	return c.encode(docDay, doc)
}

func (c *codec) decodeDay(body []byte) (*Day, error) {
	var d dayDoc
	if err := c.decode(body, &d); err != nil {
		return nil, err
	}
	date, err := ParseDate(d.Date)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", vault.ErrDamaged, errBadDocument)
	}
	day := &Day{Date: date, Note: d.Note, Created: c.zones.time(d.Created), Modified: c.zones.time(d.Modified)}
	for _, v := range d.Values {
		day.Values = append(day.Values, MeasureValue{MeasureID(v.Measure), v.Value})
	}
	return day, nil
}
