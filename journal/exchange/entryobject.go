package exchange

import (
	"encoding/json"
	"fmt"
	"strconv"
	"time"
	"unicode/utf8"

	"enactive/journal"
)

// entryObject is an entry as JSON: the names of the CSV, empty values omitted. Area is the name
// of its area.
type entryObject struct {
	entry    *journal.Entry
	area     string
	measures map[journal.MeasureID]*journal.Measure
	tried    map[journal.ExperimentID]*journal.Experiment
}

// MarshalJSON writes the object.
func (o entryObject) MarshalJSON() ([]byte, error) {
	return appendEntry(nil, o.entry, o.area, o.measures, o.tried), nil
}

// appendEntry appends an entry as a JSON object with the bytes of encoding/json, which is too
// slow for exports of a hundred thousand entries.
func appendEntry(dst []byte, e *journal.Entry, area string, measures map[journal.MeasureID]*journal.Measure, tried map[journal.ExperimentID]*journal.Experiment) []byte {
	dst = append(dst, '{')
	for _, c := range fileFields {
		switch {
		case c == areaColumn:
			if area != "" {
				dst = appendQuoted(appendKey(dst, c.Name), area)
			}
		case c == measuresColumn:
			if len(e.Measures) > 0 {
				dst = appendValues(appendKey(dst, c.Name), e.Measures, measures)
			}
		case c.Name == "type" || !c.IsEmpty(e):
			dst = appendValue(appendKey(dst, c.Name), c, e)
		}
	}
	if x := tried[e.Experiment.Experiment]; x != nil && x.Area == e.Area {
		dst = appendTryObject(appendKey(dst, tryKey), e.Experiment, x.Name)
	}
	return append(dst, '}')
}

// appendKey appends a key, with a comma before it unless it is the first.
func appendKey(dst []byte, name string) []byte {
	if dst[len(dst)-1] != '{' {
		dst = append(dst, ',')
	}
	return append(append(append(dst, '"'), name...), '"', ':')
}

func appendValue(dst []byte, c *column, e *journal.Entry) []byte {
	switch c.Kind {
	case journal.NumberField:
		x, _ := c.Number(e).Get()
		return appendNumeral(dst, x)
	case journal.MomentField:
		return append(c.Moment(e).AppendFormat(append(dst, '"'), time.RFC3339), '"')
	case journal.ListField:
		return appendList(dst, *c.List(e), appendQuoted)
	case journal.AnswersField:
		return appendList(dst, e.Answers, appendAnswerObject)
	case journal.ObstaclesField:
		return appendList(dst, e.Obstacles, appendObstacleObject)
	case journal.PeopleField:
		return appendList(dst, e.People, appendPersonObject)
	}
	return appendQuoted(dst, c.Text(e))
}

func appendList[T any](dst []byte, items []T, add func([]byte, T) []byte) []byte {
	dst = append(dst, '[')
	for i, item := range items {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = add(dst, item)
	}
	return append(dst, ']')
}

func appendObstacleObject(dst []byte, o journal.Obstacle) []byte {
	dst = appendQuoted(append(dst, `{"text":`...), o.Text)
	if o.Overcome {
		dst = append(dst, `,"overcome":true`...)
	}
	for _, said := range []struct{ key, is string }{{"then", o.Then}, {"came", string(o.Came)}, {"held", string(o.Held)}, {"helped", string(o.Helped)}} {
		if said.is != "" {
			dst = appendQuoted(appendKey(dst, said.key), said.is)
		}
	}
	return append(dst, '}')
}

func appendAnswerObject(dst []byte, a journal.Answer) []byte {
	dst = appendQuoted(append(dst, `{"question":`...), a.Question)
	dst = appendQuoted(append(dst, `,"when":`...), string(a.When))
	return append(appendQuoted(append(dst, `,"text":`...), a.Text), '}')
}

func appendPersonObject(dst []byte, p journal.Person) []byte {
	dst = appendQuoted(append(dst, `{"name":`...), p.Name)
	if p.Role != "" {
		dst = appendQuoted(append(dst, `,"role":`...), string(p.Role))
	}
	return append(dst, '}')
}

func appendNumeral(dst []byte, x float64) []byte {
	if x == 0 || x >= 1e-6 && x < 1e21 {
		return strconv.AppendFloat(dst, x, 'f', -1, 64)
	}
	text, err := json.Marshal(x)
	if err != nil {
		return append(dst, "null"...) // cannot happen: Check rejects NaN and infinity
	}
	return append(dst, text...)
}

// appendQuoted appends a JSON string. HTML characters are not escaped.
func appendQuoted(dst []byte, s string) []byte {
	dst = append(dst, '"')
	from := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c >= ' ' && c < utf8.RuneSelf && c != '"' && c != '\\' {
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if c >= utf8.RuneSelf && r != '\u2028' && r != '\u2029' && (r != utf8.RuneError || size > 1) {
			i += size
			continue
		}
		dst = appendEscape(append(dst, s[from:i]...), r)
		i += size
		from = i
	}
	return append(append(dst, s[from:]...), '"')
}

// appendEscape appends a character that must be escaped in a JSON string.
func appendEscape(dst []byte, r rune) []byte {
	switch r {
	case '"', '\\':
		return append(dst, '\\', byte(r))
	case '\n':
		return append(dst, `\n`...)
	case '\t':
		return append(dst, `\t`...)
	case '\r':
		return append(dst, `\r`...)
	case '\b':
		return append(dst, `\b`...)
	case '\f':
		return append(dst, `\f`...)
	}
	return fmt.Appendf(dst, `\u%04x`, r)
}
