package page

import (
	"fmt"
	"slices"

	"enactive/journal"
	"enactive/journal/exchange"
	"enactive/journal/wording"
)

// exportFormats are the formats that can be written.
type exportFormats []exchange.Format

func exportable(formats []exchange.Format) exportFormats {
	return slices.DeleteFunc(slices.Clone(formats), func(f exchange.Format) bool { return f.Export == nil })
}

// names are the formats as a person chooses among them.
func (f exportFormats) names() []string {
	var names []string
	for _, format := range f {
		names = append(names, format.Name.String())
	}
	return names
}

// named returns the format that a person chose, or the first one.
func (f exportFormats) named(name string) exchange.Format {
	return f[max(slices.Index(f.names(), name), 0)]
}

// sentences say what files of these formats hold.
func (f exportFormats) sentences() string {
	var all []string
	for _, format := range f {
		if s := format.Holds.String(); !slices.Contains(all, s) {
			all = append(all, s)
		}
	}
	return wording.Sentences(all...)
}

// suggestedName names a file by its day, without a word of any entry.
func suggestedName(j *journal.Journal, f exchange.Format) string {
	return fmt.Sprintf("enactive-%s%s", journal.DateOf(j.Now()), f.Extension)
}

// fileHint names the files that can be imported by their endings.
func fileHint(formats []exchange.Format) string {
	endings := ""
	for _, f := range formats {
		switch {
		case f.Import == nil:
		case endings == "":
			endings = f.Extension
		default:
			endings = wording.Say("endings-or-ending", wording.V{"Endings": endings, "Ending": f.Extension})
		}
	}
	return wording.Say("a-file-with-one-of-the-endings", wording.V{"Endings": endings})
}
