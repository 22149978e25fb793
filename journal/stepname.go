package journal

import (
	"strconv"
	"strings"

	"enactive/journal/wording"
)

// StepKind is what a step did. It is kept on the disk with the step, and said in the language of
// the person when it is shown.
type StepKind string

// The kinds of steps.
const (
	stepAddEntry      StepKind = "add entry"
	stepChangeEntry   StepKind = "change entry"
	stepAddArea       StepKind = "add area"
	stepChangeArea    StepKind = "change area"
	stepRemoveArea    StepKind = "remove area"
	stepMergeAreas    StepKind = "merge areas"
	stepOrderAreas    StepKind = "order areas"
	stepRateRung      StepKind = "rate rung"
	stepWriteReview   StepKind = "write review"
	stepChangeReview  StepKind = "change review"
	stepRemoveReview  StepKind = "remove review"
	stepSaveFilter    StepKind = "save filter"
	stepRemoveFilter  StepKind = "remove filter"
	stepRemoveEntries StepKind = "remove entries"
	stepTakeInInbox   StepKind = "take in inbox"
	stepTakeInOther   StepKind = "take in other"
	stepDelete        StepKind = "delete"
	stepBringBack     StepKind = "bring back"
	stepTag           StepKind = "tag"
	stepMove          StepKind = "move"

	// StepImport is a Batch from a file, and StepFill one that a program made up.
	StepImport StepKind = "import"
	StepFill   StepKind = "fill"
)

// stepName is what undo calls a step.
type stepName struct {
	kind StepKind
	n    int    // how many entries it changed, where it may change many
	file string // that the entries came from
	text string // what another release called it, where nothing else is known of it
}

func (s stepName) isNone() bool { return s == stepName{} }

// String says it in the language of the person.
func (s stepName) String() string {
	switch s.kind {
	case stepDelete:
		return wording.Count(s.n, "delete-n-entries")
	case stepBringBack:
		return wording.Count(s.n, "restore-n-entries")
	case stepTag:
		return wording.Count(s.n, "change-the-tags-of-n-entries")
	case stepMove:
		return wording.Count(s.n, "move-n-entries-to-another-area")
	case StepImport:
		return wording.Say("import-file", wording.V{"File": s.file})
	}
	if words, ok := stepWords()[s.kind]; ok {
		return words.String()
	}
	if s.text != "" {
		return s.text
	}
	return wording.Say("a-change")
}

func stepWords() map[StepKind]wording.Text {
	return map[StepKind]wording.Text{
		stepAddEntry:      wording.Text("add-an-entry"),
		stepChangeEntry:   wording.Text("change-an-entry"),
		stepAddArea:       wording.Text("add-an-area"),
		stepChangeArea:    wording.Text("change-an-area"),
		stepRemoveArea:    wording.Text("remove-an-area"),
		stepMergeAreas:    wording.Text("merge-two-areas"),
		stepOrderAreas:    wording.Text("reorder-the-areas"),
		stepRateRung:      wording.Text("rate-a-step-of-the-ladder"),
		stepWriteReview:   wording.Text("write-in-a-review"),
		stepChangeReview:  wording.Text("change-what-you-wrote-in-a-review"),
		stepRemoveReview:  wording.Text("remove-what-you-wrote-in-a-review"),
		stepSaveFilter:    wording.Text("save-a-filter"),
		stepRemoveFilter:  wording.Text("remove-a-filter"),
		stepRemoveEntries: wording.Text("remove-entries"),
		stepTakeInInbox:   wording.Text("add-the-entries-from-the-inbox"),
		stepTakeInOther:   wording.Text("merge-another-copy"),
		StepFill:          wording.Text("fill-the-sample-journal"),
	}
}

// oldStepName reads what releases up to 0.3.0 kept: the English name, with the number in it.
func oldStepName(english string) stepName {
	if file, ok := strings.CutPrefix(english, "Import "); ok {
		return stepName{kind: StepImport, file: file}
	}
	name, n := english, 1
	words := strings.Split(english, " ")
	for i, w := range words {
		if number, err := strconv.Atoi(w); err == nil {
			words[i], n = "N", number
			name = strings.Join(words, " ")
			break
		}
	}
	kind, ok := map[string]StepKind{
		"Add an entry": stepAddEntry, "Change an entry": stepChangeEntry,
		"Add an area": stepAddArea, "Change an area": stepChangeArea, "Remove an area": stepRemoveArea,
		"Merge two areas": stepMergeAreas, "Put the areas in another order": stepOrderAreas, "Rate a step of the ladder": stepRateRung,
		"Write in a review": stepWriteReview, "Change what you wrote in a review": stepChangeReview, "Remove what you wrote in a review": stepRemoveReview,
		"Save a filter": stepSaveFilter, "Remove a filter": stepRemoveFilter, "Remove entries": stepRemoveEntries,
		"Take in the inbox": stepTakeInInbox, "Take in another copy": stepTakeInOther, "Fill the sample journal": StepFill,
		"Delete an entry": stepDelete, "Delete N entries": stepDelete,
		"Bring back an entry": stepBringBack, "Bring back N entries": stepBringBack,
		"Change the tags of an entry": stepTag, "Change the tags of N entries": stepTag,
		"Move an entry to another area": stepMove, "Move N entries to another area": stepMove,
	}[name]
	if !ok {
		return stepName{text: english}
	}
	return stepName{kind: kind, n: n}
}
