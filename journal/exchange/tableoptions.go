package exchange

import (
	"errors"
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
		{Key: "durations", Placeholder: "m:s|h:m", Help: "What 7:02 is, if the durations do not prove it: minutes and seconds, or hours and minutes. They become minutes."},
		{Key: "sums", Placeholder: "leave|import", Help: "What to do with a last row that looks like sums: leave it out, or import it like the others."},
		{Key: "zone", Placeholder: "Europe/Berlin", Help: "The time zone of times without one; otherwise that of this computer."},
		{Key: "words", Placeholder: `"THEIRS: word=ours"`, Help: `Our words for those in a column, as in "Result: 1-0=success, 0-1=setback"; also numbers. May be repeated.`},
		{Key: "key", Placeholder: "THEIRS", Help: "A column that names a row, so that it is recognised when it comes again with changes; otherwise an id column does, or time, area and title. May be repeated."},
		{Key: "again", Placeholder: "update|keep|add", Help: "What to do with rows that came in before and have changed since: update their entries (as otherwise), keep these as they are, or add new ones. What you edited here stays."},
		{Key: "split", Placeholder: `"THEIRS: |"`, Help: `What separates the items of a list, as in "activities: |". May be repeated.`},
		{Key: daysKey, Help: `Read each row as the values of a day, such as sleep or weight, in place of an entry: "--map Date=day" says which column is the day, and "--map 'Weight (kg)=m:Weight'" which are measures; without these every column is one whose values prove what they are.`},
		{Key: severalKey, Placeholder: "first|last|mean|sum|smallest|largest", Help: "With --days: which value counts where a day has several rows."},
		{Key: "each", Placeholder: `"A, B, C: OURS"`, Help: `Make an entry of each of these columns that has something in a row, with the column's name as one of ours, as in "Meditate, Run: area". What is in it is the column "value", which --map and --words read.`},
		{Key: "group", Placeholder: `"A, B: C=sum"`, Help: `Make one entry of all rows that are alike in these columns, as in "Date, Workout: Reps=sum, Weight=largest". Numbers become their sum, mean, smallest, largest, first or last; texts are joined.`},
	}
}

// planOptions are all options that make a plan.
func planOptions() []Option {
	return append([]Option{
		{Key: "map", Placeholder: "THEIRS=OURS", Help: "Read their column as one of ours; with their scale, as in sure=efficacy_before:1..7, it is stretched onto ours. m:NAME is a measure of yours, as in \"Avg HR=m:Heart rate\". May be repeated."},
		{Key: "join", Placeholder: `"A B=OURS"`, Help: `Join columns with a blank between, as in "date time=time". May be repeated.`},
		{Key: "set", Placeholder: "OURS=VALUE", Help: `Give every row a value, as in "area=Daily life". May be repeated.`},
		{Key: "skip-bad-rows", Help: "Import the rows that can be read, and report those that cannot."},
	}, tableOptions()...)
}

// importOptions are planOptions and the option for a plan in a file.
func importOptions() []Option {
	return append(planOptions(), Option{Key: planKey, Placeholder: "FILE.json|NAME|none", IsFile: true,
		Help: `Read a file as a plan says: one in a file, as "--dry-run --json" prints it, or a remembered one, which "enact import plans list" lists; other flags replace parts of it. Without this flag the plan that is remembered for files with the same columns is used and reported; "none" uses none.`})
}

// planKey is the key of the plan in a file.
const planKey = "plan"

// PlanOf reads the plan of options, one of which may be a plan in a file. The errors wrap ErrUsage.
func PlanOf(chosen Chosen) (ImportPlan, error) {
	p, err := planOf(chosen)
	if err != nil || !chosen.Has(planKey) {
		return p, err
	}
	if len(chosen[planKey]) > 1 {
		return p, misused("--%s can be given once", planKey)
	}
	filed, err := ReadPlan([]byte(chosen[planKey][0]))
	return filed.With(p), err
}

// planOf reads a plan from its options.
func planOf(chosen Chosen) (o ImportPlan, err error) {
	o.SkipBadRows = chosen.Has("skip-bad-rows")
	if o.Map, err = parseEach(chosen["map"], ParseMap); err != nil {
		return o, err
	}
	if o.Join, err = parseEach(chosen["join"], ParseJoin); err != nil {
		return o, err
	}
	if o.Set, err = parseEach(chosen["set"], ParseSet); err != nil {
		return o, err
	}
	if o.Words, err = parseEach(chosen["words"], ParseWords); err != nil {
		return o, err
	}
	if o.Split, err = parseEach(chosen["split"], ParseSplit); err != nil {
		return o, err
	}
	o.Leave, o.Key = chosen["leave"], chosen["key"]
	o.Reading.NoHeader, o.Days = chosen.Has("no-header"), chosen.Has(daysKey)
	return o, o.readAnswers(chosen)
}

// readAnswers reads the options that can be given once.
func (o *ImportPlan) readAnswers(chosen Chosen) (err error) {
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
		{severalKey, func(v string) (ok bool) { o.Several, ok = ParseSeveral(v); return ok }},
		{"durations", func(v string) (ok bool) { o.Durations, ok = table.ParseDurationForm(v); return ok && v != "" }},
		{"sums", func(v string) (ok bool) { o.Sums, ok = ParseSums(v); return ok }},
		{"zone", func(v string) bool { o.Zone, err = time.LoadLocation(v); return err == nil && v != "" && v != "Local" }},
		{"each", func(v string) bool { o.Each, err = ParseEach(v); return err == nil }},
		{"group", func(v string) bool { o.Group, err = ParseGroup(v); return err == nil }},
	} {
		for i, value := range chosen[one.key] {
			switch {
			case i > 0:
				return misused("--%s can be given once", one.key)
			case one.read(value):
			case errors.Is(err, ErrUsage):
				return err
			default:
				return misused("--%s cannot be %q; %s", one.key, clip(value), wantOf(one.key))
			}
		}
	}
	return nil
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
	case "durations":
		return "it is m:s or h:m"
	case "sums":
		return "it is leave or import"
	case "decimal":
		return "it is comma or point"
	case severalKey:
		return "it is first, last, mean, sum, smallest or largest"
	case "again":
		return "it is update, keep or add"
	case "zone":
		return "it is a name such as Europe/Berlin"
	}
	return "it is the name of a sheet"
}

// separators are the separators that have a name.
var separators = map[string]rune{"comma": ',', "semicolon": ';', "tab": '\t', "bar": '|'}

func readSeparator(name string, to *rune) bool {
	if r, ok := separators[name]; ok {
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
	from, rest, ok := cutOutsideQuotes(s, ':')
	w := ColumnWords{From: unquoteName(from), Ours: map[string]string{}}
	if !ok || w.From == "" {
		return w, misused("the words %q name no column; %s", clip(s), example)
	}
	for _, pair := range splitPairs(rest) {
		before, after, ok := cutLastOutsideQuotes(pair, '=')
		if !ok {
			return w, misused("the words %q have no = in %q; %s", clip(s), clip(pair), example)
		}
		theirs, ours := unquoteName(before), unquoteName(after)
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
