package journal

import (
	"strconv"
	"strings"

	"enactive/journal/wording"
)

// What undo calls a step is kept in English with the step, and said in the language of the
// person when it is shown.
const (
	addEntry      = wording.Text("Add an entry")
	changeEntry   = wording.Text("Change an entry")
	addArea       = wording.Text("Add an area")
	changeArea    = wording.Text("Change an area")
	removeArea    = wording.Text("Remove an area")
	mergeAreas    = wording.Text("Merge two areas")
	orderAreas    = wording.Text("Put the areas in another order")
	rateRung      = wording.Text("Rate a step of the ladder")
	writeReview   = wording.Text("Write in a review")
	changeReview  = wording.Text("Change what you wrote in a review")
	removeReview  = wording.Text("Remove what you wrote in a review")
	saveFilter    = wording.Text("Save a filter")
	removeFilter  = wording.Text("Remove a filter")
	removeEntries = wording.Text("Remove entries")
	takeInInbox   = wording.Text("Take in the inbox")
	takeInOther   = wording.Text("Take in another copy")
)

// The steps that may change many entries.
const (
	deleteOne     = "Delete an entry"
	deleteMany    = "Delete {{.N}} entries"
	bringBackOne  = "Bring back an entry"
	bringBackMany = "Bring back {{.N}} entries"
	tagOne        = "Change the tags of an entry"
	tagMany       = "Change the tags of {{.N}} entries"
	moveOne       = "Move an entry to another area"
	moveMany      = "Move {{.N}} entries to another area"
)

const importing = "Import "

// counted is the English name of a step that changes n entries.
func counted(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return strings.Replace(many, "{{.N}}", strconv.Itoa(n), 1)
}

// said puts the name of a step into the language of the person.
func said(what string) string {
	if file, ok := strings.CutPrefix(what, importing); ok {
		return wording.Say("Import {{.File}}", wording.V{"File": file})
	}
	switch name, n := uncounted(what); name {
	case deleteOne, deleteMany:
		return wording.Count(n, deleteOne, deleteMany)
	case bringBackOne, bringBackMany:
		return wording.Count(n, bringBackOne, bringBackMany)
	case tagOne, tagMany:
		return wording.Count(n, tagOne, tagMany)
	case moveOne, moveMany:
		return wording.Count(n, moveOne, moveMany)
	}
	return wording.Text(what).String()
}

// uncounted takes the count out of the name of a step, which is 1 where none stands in it.
func uncounted(what string) (name string, n int) {
	words := strings.Split(what, " ")
	for i, w := range words {
		if n, err := strconv.Atoi(w); err == nil {
			words[i] = "{{.N}}"
			return strings.Join(words, " "), n
		}
	}
	return what, 1
}
