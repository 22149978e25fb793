package journal

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"enactive/journal/fault"
	"enactive/journal/naming"
	"enactive/journal/optional"
)

// MeasureID is the permanent id of a measure, a ULID.
type MeasureID string

// Measure is something of one's own that is kept as a value on entries or on days.
type Measure struct {
	ID   MeasureID
	Name string
	Kind MeasureKind
	// OfDay marks a measure of days; other measures belong to entries of Areas.
	OfDay bool
	Areas []AreaID
	// Unit follows a number, as in "62 kg". Of a duration it is HoursUnit or MinutesUnit: what a
	// number alone means when it is typed; values are in minutes all the same. Decimals is the most
	// that are shown, 1-6; 0 means all that a number has. Numbers keep those that they have.
	Unit     string
	Decimals int
	// Low and High are the smallest and largest values that can be, in the unit or in minutes. A
	// scale is always 0-100.
	Low, High OptNumber
	Better    Better
	// LowWord and HighWord label the ends of a scale.
	LowWord, HighWord string
	// Choices are the values of a choice, which have an order if Ordered is set.
	Choices []Choice
	Ordered bool
	// Pinned asks for it in quick entry.
	Pinned   bool
	Order    int
	Archived bool
	Created  time.Time
	Modified time.Time
}

// OptNumber is a number that may not be given; unset is not 0.
type OptNumber = optional.Value[float64]

// Choice is one of the named values of a measure. Its Key is what entries and days store, so that
// it can be renamed; 0 means a new one.
type Choice struct {
	Key  int
	Name string
}

// The units of a number that is typed for a duration.
const (
	HoursUnit   = "h"
	MinutesUnit = "min"
)

// MeasureKind is the type of the values of a measure.
type MeasureKind string

// The kinds. Each value is a float64: a number or scale itself, a duration in minutes, yes 1 and
// no 0, and a choice by its key.
const (
	NumberMeasure   MeasureKind = "number"
	ScaleMeasure    MeasureKind = "scale"
	ChoiceMeasure   MeasureKind = "choice"
	YesNoMeasure    MeasureKind = "yes_no"
	DurationMeasure MeasureKind = "duration"
)

// Better is the direction in which a measure is better; empty means neither.
type Better string

// The directions.
const (
	BetterUp   Better = "up"
	BetterDown Better = "down"
)

// MeasureKinds and Betters list the values of each type in display order.
func MeasureKinds() []MeasureKind {
	return []MeasureKind{NumberMeasure, ScaleMeasure, ChoiceMeasure, YesNoMeasure, DurationMeasure}
}
func Betters() []Better { return []Better{BetterUp, BetterDown} }

// Limits of measures.
const (
	// MaxMeasures is the maximum number of measures in a journal, archived ones included.
	MaxMeasures = 200
	// MinChoices and MaxChoices bound the number of values of a choice.
	MinChoices, MaxChoices = 2, 12
	// maxDecimals is the maximum number of decimals shown.
	maxDecimals = 6
	// maxValue bounds the size of a value, so that sums of them stay exact enough to be shown.
	maxValue = 1e12
)

// Clone returns a copy that shares nothing with m.
func (m *Measure) Clone() Measure {
	c := *m
	c.Areas, c.Choices = slices.Clone(m.Areas), slices.Clone(m.Choices)
	return c
}

// IsOf reports whether the measure belongs to entries of an area.
func (m *Measure) IsOf(area AreaID) bool { return !m.OfDay && slices.Contains(m.Areas, area) }

// IsRanked reports whether its values have an order.
func (m *Measure) IsRanked() bool { return m.Kind != ChoiceMeasure || m.Ordered }

// CheckMeasure returns m as it will be stored, without comparing it with other measures or areas.
// An invalid value is a *FieldError.
func CheckMeasure(m Measure) (Measure, error) {
	m = m.Clone()
	if err := checkMeasureName(&m); err != nil {
		return Measure{}, err
	}
	if m.Kind == "" {
		m.Kind = NumberMeasure
	}
	if err := oneOf("kind", m.Kind, MeasureKinds()); err != nil {
		return Measure{}, err
	}
	if err := oneOf("better", m.Better, Betters()); err != nil {
		return Measure{}, err
	}
	if m.OfDay && len(m.Areas) > 0 {
		return Measure{}, &FieldError{Field: "areas", Items: len(m.Areas), Want: fault.Text("empty-a-measure-of-days-has-no-areas")}
	}
	slices.Sort(m.Areas)
	m.Areas = nilIfEmpty(slices.Compact(m.Areas))
	err := checkMeasureShape(&m) // before m is copied as the result
	return m, err
}

func checkMeasureName(m *Measure) error {
	m.Name = oneLine(m.Name)
	switch {
	case m.Name == "":
		return &FieldError{Field: "name", Want: fault.Text("a-name-such-as-sleep")}
	case len(m.Name) > MaxLine:
		return tooLong("name", m.Name, MaxLine)
	case strings.ContainsAny(m.Name, `=<>"`):
		return &FieldError{Field: "name", Value: m.Name, Want: fault.Text("a-name-without-signs", fault.V{"Signs": `= < > "`})}
	}
	key := naming.Key(m.Name)
	if slices.ContainsFunc(entryFields, func(f *Field) bool {
		return key == naming.Key(f.Name) || key == naming.Key(strings.ReplaceAll(f.Name, "_", " "))
	}) {
		return &FieldError{Field: "name", Value: m.Name, Want: fault.Text("a-name-that-no-column-has")}
	}
	return nil
}

// checkMeasureShape checks what depends on the kind, and clears what the kind does not have.
func checkMeasureShape(m *Measure) error {
	m.Unit, m.LowWord, m.HighWord = oneLine(m.Unit), oneLine(m.LowWord), oneLine(m.HighWord)
	for field, s := range map[string]string{"unit": m.Unit, "low_word": m.LowWord, "high_word": m.HighWord} {
		if len(s) > MaxLine {
			return tooLong(field, s, MaxLine)
		}
	}
	if m.Kind != NumberMeasure {
		m.Decimals = 0
	}
	switch {
	case m.Kind == DurationMeasure && m.Unit == "" && m.OfDay:
		m.Unit = HoursUnit
	case m.Kind == DurationMeasure && m.Unit != HoursUnit:
		m.Unit = MinutesUnit
	case m.Kind != NumberMeasure && m.Kind != DurationMeasure:
		m.Unit = ""
	}
	if m.Kind != ScaleMeasure {
		m.LowWord, m.HighWord = "", ""
	}
	if m.Kind != NumberMeasure && m.Kind != DurationMeasure {
		m.Low, m.High = OptNumber{}, OptNumber{}
	}
	if m.Kind != ChoiceMeasure {
		m.Choices, m.Ordered = nil, false
	}
	if m.Decimals < 0 || m.Decimals > maxDecimals {
		return &FieldError{Field: "decimals", Value: strconv.Itoa(m.Decimals), Fault: OutOfRange,
			Want: fault.Text("a-number-from-low-to-high-or-left-empty", fault.V{"Low": "0", "High": strconv.Itoa(maxDecimals)})}
	}
	for _, end := range []struct {
		field string
		v     *OptNumber
	}{{"low", &m.Low}, {"high", &m.High}} {
		if err := between(end.field, end.v, -maxValue, maxValue); err != nil {
			return err
		}
	}
	low, hasLow := m.Low.Get()
	if high, hasHigh := m.High.Get(); hasLow && hasHigh && high <= low {
		return &FieldError{Field: "high", Value: FormatNumber(high), Want: fault.Text("a-number-above-low", fault.V{"Low": FormatNumber(low)}), Fault: OutOfRange}
	}
	return checkChoices(m)
}

func checkChoices(m *Measure) error {
	if m.Kind != ChoiceMeasure {
		return nil
	}
	kept := m.Choices[:0]
	next, names, keys := 1, map[string]bool{}, map[int]bool{}
	for _, c := range m.Choices {
		if c.Name = oneLine(c.Name); c.Name == "" {
			continue
		}
		if len(c.Name) > MaxLine {
			return tooLong("choices", c.Name, MaxLine)
		}
		if c.Key < 0 || c.Key > math.MaxInt16 || keys[c.Key] || names[naming.Key(c.Name)] {
			return &FieldError{Field: "choices", Value: c.Name, Want: fault.Text("values-that-differ")}
		}
		names[naming.Key(c.Name)] = true
		if c.Key > 0 {
			keys[c.Key] = true
			next = max(next, c.Key+1)
		}
		kept = append(kept, c)
	}
	if len(kept) < MinChoices || len(kept) > MaxChoices {
		return &FieldError{Field: "choices", Items: max(len(kept), 1),
			Want: fault.Text("low-to-high-named-values", fault.V{"Low": strconv.Itoa(MinChoices), "High": strconv.Itoa(MaxChoices)})}
	}
	for i := range kept {
		if kept[i].Key == 0 {
			kept[i].Key = next
			next++
		}
	}
	m.Choices = kept
	return nil
}

// ChoiceNamed returns the choice with that name, compared by naming.Key.
func (m *Measure) ChoiceNamed(name string) (Choice, bool) {
	key := naming.Key(oneLine(name))
	i := slices.IndexFunc(m.Choices, func(c Choice) bool { return naming.Key(c.Name) == key })
	if i < 0 {
		return Choice{}, false
	}
	return m.Choices[i], true
}

// Choice returns the choice that v stands for.
func (m *Measure) Choice(v float64) (Choice, bool) {
	i := slices.IndexFunc(m.Choices, func(c Choice) bool { return float64(c.Key) == v })
	if i < 0 {
		return Choice{}, false
	}
	return m.Choices[i], true
}

// Rank returns the place of v among the choices, from 0; other values are their own rank.
func (m *Measure) Rank(v float64) float64 {
	if m.Kind != ChoiceMeasure {
		return v
	}
	return float64(slices.IndexFunc(m.Choices, func(c Choice) bool { return float64(c.Key) == v }))
}

// CheckValue returns a *FieldError if v cannot be a value of the measure.
func (m *Measure) CheckValue(v float64) error {
	if err := m.checkKind(v); err != nil {
		return err
	}
	if m.isOutside(v) {
		return m.wrong(m.Format(v), m.wantRange(), OutOfRange)
	}
	return nil
}

// checkKind is CheckValue without the range.
func (m *Measure) checkKind(v float64) error {
	bad := math.IsNaN(v) || math.Abs(v) > maxValue
	switch m.Kind {
	case ScaleMeasure:
		bad = bad || v < 0 || v > 100
	case YesNoMeasure:
		bad = v != 0 && v != 1
	case DurationMeasure:
		bad = bad || v < 0
	case ChoiceMeasure:
		_, known := m.Choice(v)
		bad = !known
	}
	if bad {
		return m.wrong(FormatNumber(v), m.want(), OtherFault)
	}
	return nil
}

func (m *Measure) isOutside(v float64) bool {
	low, hasLow := m.Low.Get()
	high, hasHigh := m.High.Get()
	return hasLow && v < low || hasHigh && v > high
}

func (m *Measure) wrong(value string, want fault.Message, f Fault) error {
	return &FieldError{Field: m.Name, Value: value, Want: want, Fault: f}
}

// wantRange describes the values between Low and High.
func (m *Measure) wantRange() fault.Message {
	low, hasLow := m.Low.Get()
	high, hasHigh := m.High.Get()
	switch {
	case hasLow && hasHigh:
		return fault.Text("a-value-from-low-to-high", fault.V{"Low": m.Format(low), "High": m.Format(high)})
	case hasLow:
		return fault.Text("a-value-of-at-least-low", fault.V{"Low": m.Format(low)})
	}
	return fault.Text("a-value-of-at-most-high", fault.V{"High": m.Format(high)})
}

// want describes the values of the kind.
func (m *Measure) want() fault.Message {
	switch m.Kind {
	case ScaleMeasure:
		return fault.Text("a-number-from-low-to-high-or-left-empty", fault.V{"Low": "0", "High": "100"})
	case YesNoMeasure:
		return oneOfWords([]string{"yes", "no"})
	case DurationMeasure:
		return fault.Text("a-duration-such-as-7-20")
	case ChoiceMeasure:
		names := make([]string, len(m.Choices))
		for i, c := range m.Choices {
			names[i] = c.Name
		}
		if len(names) >= 2 {
			return oneOfWords(names)
		}
	}
	return fault.Text("a-number-such-as-6-5")
}

// Format writes a value as files have it: numbers with a point and without their unit, durations
// as hours:minutes with :seconds if there are any, yes or no, the name of a choice.
func (m *Measure) Format(v float64) string {
	switch m.Kind {
	case YesNoMeasure:
		if v == 0 {
			return "no"
		}
		return "yes"
	case DurationMeasure:
		total := int64(math.Round(v * 60))
		text := fmt.Sprintf("%d:%02d", total/3600, total/60%60)
		if s := total % 60; s != 0 {
			text += fmt.Sprintf(":%02d", s)
		}
		return text
	case ChoiceMeasure:
		if c, ok := m.Choice(v); ok {
			return c.Name
		}
	}
	return FormatNumber(v)
}

// Parse reads a value as Format writes it, and what people type: a decimal comma, the unit, a per
// cent sign, durations such as "1 h 20", "80 min" or a number in their unit alone, y and n. It is a *FieldError if
// it is no value of the measure.
func (m *Measure) Parse(text string) (float64, error) {
	text = oneLine(text)
	v, ok := m.parse(text)
	if !ok {
		return 0, m.wrong(text, m.want(), OtherFault)
	}
	if v == 0 {
		v = 0 // minus zero is zero
	}
	return v, m.CheckValue(v)
}

func (m *Measure) parse(text string) (float64, bool) {
	switch m.Kind {
	case YesNoMeasure:
		switch strings.ToLower(text) {
		case "yes", "y", "1", "true":
			return 1, true
		case "no", "n", "0", "false":
			return 0, true
		}
		return 0, false
	case ChoiceMeasure:
		c, ok := m.ChoiceNamed(text)
		return float64(c.Key), ok
	case DurationMeasure:
		return parseMinutes(text, m.Unit == HoursUnit)
	}
	if m.Unit != "" && len(text) > len(m.Unit) && strings.EqualFold(text[len(text)-len(m.Unit):], m.Unit) {
		text = text[:len(text)-len(m.Unit)]
	}
	return parseDecimal(strings.TrimSuffix(strings.TrimSpace(text), "%"))
}

// parseDecimal reads a number with a decimal point or comma.
func parseDecimal(text string) (float64, bool) {
	text = strings.ReplaceAll(strings.TrimSpace(text), "−", "-")
	if strings.Count(text, ",") == 1 && !strings.Contains(text, ".") {
		text = strings.Replace(text, ",", ".", 1)
	}
	if text == "" || strings.Trim(text, "0123456789.+-") != "" {
		return 0, false
	}
	v, err := strconv.ParseFloat(text, 64)
	return v, err == nil
}

// parseMinutes reads a duration: 7:20, 7:20:30, 1 h 20, 1h20m, 80 min, 90 s, or a number alone, of
// hours or minutes.
func parseMinutes(text string, hours bool) (float64, bool) {
	if strings.Contains(text, ":") {
		return parseClock(text)
	}
	if v, ok := parseDecimal(text); ok && hours {
		return math.Round(v*3600) / 60, v >= 0
	}
	total, rest, last := 0.0, strings.ToLower(text), ""
	for rest = strings.TrimSpace(rest); rest != ""; rest = strings.TrimSpace(rest) {
		n := strings.IndexFunc(rest, func(r rune) bool { return (r < '0' || r > '9') && r != '.' && r != ',' })
		if n < 0 {
			n = len(rest)
		}
		v, ok := parseDecimal(rest[:n])
		if !ok {
			return 0, false
		}
		rest = strings.TrimSpace(rest[n:])
		unit := rest[:len(rest)-len(strings.TrimLeft(rest, "abcdefghijklmnopqrstuvwxyz"))]
		rest = rest[len(unit):]
		switch {
		case strings.HasPrefix("hours", unit) && unit != "" || unit == "hr" || unit == "hrs":
			total, last = total+60*v, "h"
		case unit == "" && last == "h" || unit == "" && last == "" && rest == "", strings.HasPrefix("minutes", unit) && unit != "" || unit == "mins":
			total, last = total+v, "m"
		case strings.HasPrefix("seconds", unit) && unit != "" || unit == "secs":
			total, last = total+v/60, "s"
		default:
			return 0, false
		}
	}
	return math.Round(total*60) / 60, last != ""
}

// parseClock reads hours:minutes and hours:minutes:seconds.
func parseClock(text string) (float64, bool) {
	parts := strings.Split(text, ":")
	if len(parts) > 3 {
		return 0, false
	}
	seconds := 0
	for i, p := range parts {
		n, err := strconv.ParseUint(p, 10, 31)
		if err != nil || i > 0 && (len(p) != 2 || n > 59) {
			return 0, false
		}
		seconds = seconds*60 + int(n)
	}
	if len(parts) == 2 {
		seconds *= 60
	}
	return float64(seconds) / 60, true
}
