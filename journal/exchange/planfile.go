package exchange

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// maxPlan is the most bytes of a plan in a file.
const maxPlan = 1 << 20

// planFormat marks a plan in a file.
const (
	planFormat  = "enactive-import-plan"
	planVersion = 1
)

// MarshalJSON returns the plan as it is in a file: the flags of the command line by their names.
func (p ImportPlan) MarshalJSON() ([]byte, error) {
	filed := map[string]any{"format": planFormat, "version": planVersion}
	for key, values := range p.Chosen() {
		filed[key] = values
		if isSwitch(key) {
			filed[key] = true
		}
	}
	return json.Marshal(filed)
}

func isSwitch(key string) bool {
	return slices.ContainsFunc(planOptions(), func(o Option) bool { return o.Key == key && o.Placeholder == "" })
}

// ReadPlan reads a plan as MarshalJSON writes it. The error wraps ErrUsage.
func ReadPlan(filed []byte) (ImportPlan, error) {
	p, err := parsePlan(filed)
	if err != nil {
		return p, misused(`the plan cannot be read: %w; "enact import csv FILE --dry-run --json" prints one`, err)
	}
	return p, nil
}

func parsePlan(filed []byte) (ImportPlan, error) {
	var values map[string]json.RawMessage
	if len(filed) > maxPlan {
		return ImportPlan{}, errors.New("it is larger than 1 MiB")
	}
	if err := json.Unmarshal(filed, &values); err != nil {
		return ImportPlan{}, errors.New("it is not a JSON object")
	}
	if format := string(values["format"]); format != strconv.Quote(planFormat) {
		return ImportPlan{}, fmt.Errorf("its format is not %q", planFormat)
	}
	if version := string(values["version"]); version != strconv.Itoa(planVersion) {
		return ImportPlan{}, fmt.Errorf("its version is not %d", planVersion)
	}
	delete(values, "format")
	delete(values, "version")
	chosen := Chosen{}
	for key, raw := range values {
		if !slices.ContainsFunc(planOptions(), func(o Option) bool { return o.Key == key }) {
			return ImportPlan{}, fmt.Errorf("%q is not a part of a plan", clip(key))
		}
		if isSwitch(key) {
			var on bool
			if json.Unmarshal(raw, &on) != nil {
				return ImportPlan{}, fmt.Errorf("%q must be true or false", key)
			}
			if on {
				chosen[key] = []string{""}
			}
			continue
		}
		var all []string
		if json.Unmarshal(raw, &all) != nil {
			var one string
			if json.Unmarshal(raw, &one) != nil {
				return ImportPlan{}, fmt.Errorf("%q must be a text, or a list of texts", key)
			}
			all = []string{one}
		}
		chosen[key] = all
	}
	return planOf(chosen)
}

// Chosen returns the options of the command line that make the plan: PlanOf returns it again.
func (p ImportPlan) Chosen() Chosen {
	c := Chosen{}
	add := func(key, value string) {
		if value != "" {
			c[key] = append(c[key], value)
		}
	}
	add("encoding", p.Reading.Encoding)
	if p.Reading.Separator != 0 {
		add("separator", separatorKey(p.Reading.Separator))
	}
	if p.Reading.Header != 0 {
		add("header", strconv.Itoa(p.Reading.Header))
	}
	if p.Reading.NoHeader {
		c["no-header"] = []string{""}
	}
	add("sheet", p.Reading.Sheet)
	if len(p.Each.Columns) > 0 {
		add("each", p.Each.flag())
	}
	if len(p.Group.By) > 0 {
		add("group", p.Group.flag())
	}
	for _, m := range p.Map {
		flag := m.From + "=" + m.To
		if m.Scaled {
			flag += ":" + number(m.Low) + ".." + number(m.High)
		}
		add("map", flag)
	}
	for _, j := range p.Join {
		names := make([]string, len(j.From))
		for i, name := range j.From {
			names[i] = quoteName(name)
		}
		add("join", strings.Join(names, " ")+"="+j.To)
	}
	for _, s := range p.Set {
		add("set", s.To+"="+s.Value)
	}
	for _, name := range p.Leave {
		add("leave", name)
	}
	add("dates", p.Dates.String())
	add("decimal", p.Decimal.String())
	add("durations", p.Durations.String())
	add("sums", p.Sums.String())
	if p.Zone != nil {
		add("zone", p.Zone.String())
	}
	for _, w := range p.Words {
		add("words", w.flag())
	}
	for _, s := range p.Split {
		separator := s.Separator
		if separator == "\n" {
			separator = "newline"
		}
		add("split", s.From+": "+separator)
	}
	for _, name := range p.Key {
		add("key", name)
	}
	if p.Again != AgainUpdate {
		add("again", p.Again.String())
	}
	add(severalKey, p.Several.String())
	if p.Days {
		c[daysKey] = []string{""}
	}
	if p.SkipBadRows {
		c["skip-bad-rows"] = []string{""}
	}
	return c
}

// With returns the plan with what other says in place of what p says about the same.
func (p ImportPlan) With(other ImportPlan) ImportPlan {
	p.Map = slices.DeleteFunc(slices.Clone(p.Map), func(m ColumnMap) bool { return other.fills(m.To) || other.leaves(m.From) })
	p.Join = slices.DeleteFunc(slices.Clone(p.Join), func(j ColumnJoin) bool { return other.fills(j.To) })
	p.Set = slices.DeleteFunc(slices.Clone(p.Set), func(s ColumnSet) bool { return other.fills(s.To) })
	p.Leave = slices.DeleteFunc(slices.Clone(p.Leave), func(name string) bool { return other.reads(name) || other.leaves(name) })
	p.Words = slices.DeleteFunc(slices.Clone(p.Words), func(w ColumnWords) bool {
		return slices.ContainsFunc(other.Words, func(o ColumnWords) bool { return o.From == w.From })
	})
	p.Split = slices.DeleteFunc(slices.Clone(p.Split), func(s ColumnSplit) bool {
		return slices.ContainsFunc(other.Split, func(o ColumnSplit) bool { return o.From == s.From })
	})
	p.Map, p.Join, p.Set = append(p.Map, other.Map...), append(p.Join, other.Join...), append(p.Set, other.Set...)
	p.Leave, p.Words, p.Split = append(p.Leave, other.Leave...), append(p.Words, other.Words...), append(p.Split, other.Split...)
	if len(other.Each.Columns) > 0 {
		p.Each = other.Each
	}
	if len(other.Group.By) > 0 {
		p.Group = other.Group
	}
	replace(&p.Dates, other.Dates)
	replace(&p.Decimal, other.Decimal)
	replace(&p.Durations, other.Durations)
	replace(&p.Sums, other.Sums)
	replace(&p.Zone, other.Zone)
	replace(&p.Reading.Encoding, other.Reading.Encoding)
	replace(&p.Reading.Separator, other.Reading.Separator)
	replace(&p.Reading.Header, other.Reading.Header)
	replace(&p.Reading.NoHeader, other.Reading.NoHeader)
	replace(&p.Reading.Sheet, other.Reading.Sheet)
	if len(other.Key) > 0 {
		p.Key = other.Key
	}
	replace(&p.Again, other.Again)
	replace(&p.SkipBadRows, other.SkipBadRows)
	replace(&p.Days, other.Days)
	replace(&p.Several, other.Several)
	return p
}

// replace sets a value to another one that is not zero.
func replace[T comparable](value *T, other T) {
	var zero T
	if other != zero {
		*value = other
	}
}

// fills reports whether the plan fills a column of ours, or one of its own joins.
func (p *ImportPlan) fills(to string) bool {
	return slices.ContainsFunc(p.Map, func(m ColumnMap) bool { return m.To == to }) ||
		slices.ContainsFunc(p.Join, func(j ColumnJoin) bool { return j.To == to }) ||
		slices.ContainsFunc(p.Set, func(s ColumnSet) bool { return s.To == to })
}

func (p *ImportPlan) leaves(name string) bool { return slices.Contains(p.Leave, name) }

// reads reports whether the plan reads a column of theirs.
func (p *ImportPlan) reads(name string) bool {
	return slices.ContainsFunc(p.Map, func(m ColumnMap) bool { return m.From == name }) ||
		slices.ContainsFunc(p.Join, func(j ColumnJoin) bool { return slices.Contains(j.From, name) })
}

func (w ColumnWords) flag() string {
	theirs := make([]string, 0, len(w.Ours))
	for word := range w.Ours {
		theirs = append(theirs, word)
	}
	slices.Sort(theirs)
	for i, word := range theirs {
		theirs[i] = quoteName(word) + "=" + quoteName(w.Ours[word])
	}
	return quoteName(w.From) + ": " + strings.Join(theirs, ", ")
}

func separatorKey(r rune) string {
	for key, separator := range separators {
		if r == separator {
			return key
		}
	}
	return string(r)
}
