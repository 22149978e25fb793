package exchange

import (
	"slices"
	"strconv"
	"strings"
	"time"
	_ "time/tzdata" // so that every machine knows the zones of people

	"enactive/journal/table"
)

// ColumnWords says which of our words stand for words of theirs.
type ColumnWords struct {
	From string
	Ours map[string]string // by theirs
}

// ColumnSplit says what separates the items of a column that is a list.
type ColumnSplit struct{ From, Separator string }

// tableOptions are the options about how a file is written and what its columns leave open.
func tableOptions() []Option {
	return []Option{
		{Key: "leave", Placeholder: "THEIRS", Help: "Leave a column out, also if it has one of our names. May be repeated."},
		{Key: "separator", Placeholder: "comma|semicolon|tab|bar", Help: "What separates the cells, if the file does not show it."},
		{Key: "encoding", Placeholder: "NAME", Help: "How characters are written, if the file does not show it: " + strings.Join(table.Encodings(), ", ") + "."},
		{Key: "header", Placeholder: "LINE", Help: "The line that names the columns."},
		{Key: "no-header", Help: "No line names the columns; they are called #1, #2 and so on."},
		{Key: "sheet", Placeholder: "NAME", Help: "The sheet of an .xlsx or .ods file."},
		{Key: "dates", Placeholder: "dmy|mdy|ymd", Help: "The order of day, month and year, if the dates do not prove it."},
		{Key: "decimal", Placeholder: "comma|point", Help: "The decimal mark, if the numbers do not prove it."},
		{Key: "zone", Placeholder: "Europe/Berlin", Help: "The time zone of times without one; otherwise that of this computer."},
		{Key: "words", Placeholder: `"THEIRS: word=ours"`, Help: `Our words for those in a column, as in "Result: 1-0=success, 0-1=setback"; also numbers. May be repeated.`},
		{Key: "key", Placeholder: "THEIRS", Help: "A column that names a row, so that it is recognised when it comes again with changes; otherwise an id column does, or time, area and title. May be repeated."},
		{Key: "again", Placeholder: "update|keep|add", Help: "What to do with rows that came in before and have changed since: update their entries (as otherwise), keep these as they are, or add new ones. What you edited here stays."},
		{Key: "split", Placeholder: `"THEIRS: |"`, Help: `What separates the items of a list, as in "activities: |". May be repeated.`},
	}
}

// readTableOptions puts the values of tableOptions into o. The errors wrap ErrUsage.
func readTableOptions(chosen Chosen, o *ImportPlan) (err error) {
	o.Leave, o.Key = chosen["leave"], chosen["key"]
	o.Reading.NoHeader = chosen.Has("no-header")
	for _, one := range []struct {
		key  string
		read func(value string) bool
	}{
		{"separator", func(v string) bool { return readSeparator(v, &o.Reading.Separator) }},
		{"encoding", func(v string) bool {
			o.Reading.Encoding = strings.ToLower(v)
			return slices.Contains(table.Encodings(), o.Reading.Encoding)
		}},
		{"header", func(v string) (ok bool) {
			o.Reading.Header, err = strconv.Atoi(v)
			return err == nil && o.Reading.Header > 0
		}},
		{"sheet", func(v string) bool { o.Reading.Sheet = v; return v != "" }},
		{"dates", func(v string) (ok bool) { o.Dates, ok = table.ParseOrder(v); return ok && v != "" }},
		{"decimal", func(v string) (ok bool) { o.Decimal, ok = table.ParseNotation(v); return ok && v != "" }},
		{"again", func(v string) (ok bool) { o.Again, ok = ParseAgain(v); return ok }},
		{"zone", func(v string) bool { o.Zone, err = time.LoadLocation(v); return err == nil && v != "" }},
	} {
		for i, value := range chosen[one.key] {
			if i > 0 {
				return misused("--%s can be given once", one.key)
			}
			if !one.read(value) {
				return misused("--%s cannot be %q; %s", one.key, clip(value), wantOf(one.key))
			}
		}
	}
	if o.Words, err = parseEach(chosen["words"], ParseWords); err != nil {
		return err
	}
	o.Split, err = parseEach(chosen["split"], ParseSplit)
	return err
}

func wantOf(key string) string {
	switch key {
	case "separator":
		return "it is comma, semicolon, tab, bar or one other character"
	case "encoding":
		return "the encodings are " + strings.Join(table.Encodings(), ", ")
	case "header":
		return "it is the number of a line, from 1"
	case "dates":
		return "it is dmy, mdy or ymd"
	case "decimal":
		return "it is comma or point"
	case "again":
		return "it is update, keep or add"
	case "zone":
		return "it is a name such as Europe/Berlin"
	}
	return "it is the name of a sheet"
}

func readSeparator(name string, to *rune) bool {
	names := map[string]rune{"comma": ',', "semicolon": ';', "tab": '\t', "bar": '|'}
	if r, ok := names[name]; ok {
		*to = r
		return true
	}
	*to = []rune(name + "\x00")[0]
	return len(name) == 1 && !strings.Contains("\"\r\n\x00", name)
}

// ParseWords reads words such as "Result: 1-0=success, 0-1=setback". A word with a comma or a
// blank in it stands in double quotes if it would be taken apart otherwise. The error wraps ErrUsage.
func ParseWords(s string) (ColumnWords, error) {
	const example = `write it like "Result: 1-0=success, 0-1=setback"`
	from, rest, ok := strings.Cut(s, ":")
	w := ColumnWords{From: strings.TrimSpace(from), Ours: map[string]string{}}
	if !ok || w.From == "" {
		return w, misused("the words %q name no column; %s", clip(s), example)
	}
	for _, pair := range splitPairs(rest) {
		at := strings.LastIndexByte(pair, '=')
		if at < 0 {
			return w, misused("the words %q have no = in %q; %s", clip(s), clip(pair), example)
		}
		theirs, ours := strings.Trim(strings.TrimSpace(pair[:at]), `"`), strings.Trim(strings.TrimSpace(pair[at+1:]), `"`)
		if theirs == "" {
			return w, misused("the words %q lack a word before =; %s", clip(s), example)
		}
		w.Ours[theirs] = ours
	}
	if len(w.Ours) == 0 {
		return w, misused("the words %q have no =; %s", clip(s), example)
	}
	return w, nil
}

// splitPairs splits at commas outside of double quotes; without a comma, at blanks, if each part
// has an =.
func splitPairs(s string) []string {
	pairs := splitOutsideQuotes(s, ',')
	if len(pairs) != 1 {
		return pairs
	}
	words := splitOutsideQuotes(s, ' ')
	if slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(w, "=") }) {
		return pairs
	}
	return words
}

// splitOutsideQuotes splits at a character, except between double quotes; empty parts are left out.
func splitOutsideQuotes(s string, at byte) []string {
	var parts []string
	begin, quoted := 0, false
	for i := 0; i <= len(s); i++ {
		switch {
		case i < len(s) && s[i] == '"':
			quoted = !quoted
		case i == len(s), s[i] == at && !quoted:
			if part := strings.TrimSpace(s[begin:i]); part != "" {
				parts = append(parts, part)
			}
			begin = i + 1
		}
	}
	return parts
}

// ParseSplit reads a separator of items such as "tags: |"; "tags: newline" and "tags: #" are
// others. The error wraps ErrUsage.
func ParseSplit(s string) (ColumnSplit, error) {
	at := strings.LastIndexByte(s, ':')
	if at < 1 {
		return ColumnSplit{}, misused(`%q names no column and separator; write it like "tags: |"`, clip(s))
	}
	c := ColumnSplit{From: strings.TrimSpace(s[:at]), Separator: strings.TrimSpace(s[at+1:])}
	if c.Separator == "newline" {
		c.Separator = "\n"
	}
	if !slices.Contains(table.ListSeparators(), c.Separator) {
		return c, misused(`%q cannot separate items; the separators are | ; , / # and newline`, clip(c.Separator))
	}
	return c, nil
}
