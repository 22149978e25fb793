package page

import (
	"slices"

	"enactive/journal/wording"
	"enactive/ui/state"
)

// holdsSentences describes the files of some formats, each sentence once.
func holdsSentences(formats []state.Format) string {
	var all []string
	for _, f := range formats {
		if !slices.Contains(all, f.Holds) {
			all = append(all, f.Holds)
		}
	}
	return wording.Sentences(all...)
}

// fileHint names the files that can be imported by their endings.
func fileHint(extensions []string) string {
	endings := ""
	for i, e := range extensions {
		with := wording.V{"Endings": endings, "Ending": e}
		switch {
		case i == 0:
			endings = e
		case i < len(extensions)-1:
			endings = wording.Say("endings-comma-ending", with)
		default:
			endings = wording.Say("endings-or-ending", with)
		}
	}
	return wording.Say("a-file-with-one-of-the-endings", wording.V{"Endings": endings})
}
