package journal

import (
	"strconv"
	"strings"

	"enactive/journal/fault"
)

// StepKind is what a step did. It is stored with the step and translated when it is shown.
type StepKind string

// The kinds of steps.
const (
	stepAddEntry      StepKind = "add entry"
	stepChangeEntry   StepKind = "change entry"
	stepAddCheckIn    StepKind = "add check-in"
	stepChangeCheckIn StepKind = "change check-in"
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
	stepSaveHandout   StepKind = "save document"
	stepRemoveHandout StepKind = "remove document"
	stepLearnWord     StepKind = "learn word"
	stepForgetWord    StepKind = "forget word"
	stepAddMeasure    StepKind = "add measure"
	stepChangeMeasure StepKind = "change measure"
	stepRemoveMeasure StepKind = "remove measure"
	stepOrderMeasures StepKind = "order measures"
	stepSaveDay       StepKind = "save day"
	stepForgetPlan    StepKind = "forget plan"
	stepRemoveEntries StepKind = "remove entries"
	stepTakeInInbox   StepKind = "take in inbox"
	stepTakeInOther   StepKind = "take in other"
	// Steps of these kinds keep what is beside the documents as it was, so that to undo one is as if it had not been.
	stepTakeIn  StepKind = "take in machine"
	stepChoose  StepKind = "choose version"
	stepDelete  StepKind = "delete"
	stepRestore StepKind = "bring back"
	stepTag     StepKind = "tag"
	stepMove    StepKind = "move"

	stepAttach            StepKind = "attach"
	stepRemoveAttachments StepKind = "remove attachments"

	stepStartExperiment StepKind = "start experiment"
	stepSkipTry         StepKind = "skip try"
	// Steps of these kinds have no edits: they stay in the history to say why it goes no further back.
	stepEndExperiment StepKind = "end experiment"
	stepRevealTry     StepKind = "reveal try"

	stepAddReminder    StepKind = "add reminder"
	stepChangeReminder StepKind = "change reminder"
	stepRemoveReminder StepKind = "remove reminder"

	stepAcceptNotes  StepKind = "accept notes"
	stepDiscardNotes StepKind = "discard notes"

	// StepImport is a Batch from a file, and StepFill a generated one.
	StepImport StepKind = "import"
	StepFill   StepKind = "fill"
)

// StepName identifies a step for undo. Package describe puts it into words.
type StepName struct {
	Kind StepKind
	N    int    // the number of entries changed, for kinds that may change several
	File string // the imported file
	Text string // the name by another release, if its kind is unknown
}

// stays is the error of undoing a step that cannot be undone, or nil.
func (s StepName) stays() error {
	switch s.Kind {
	case stepEndExperiment:
		return ErrEndStays
	case stepRevealTry:
		return ErrRevealStays
	}
	return nil
}

// isExact reports whether undoing the step restores what is beside the documents as well.
func (s StepName) isExact() bool { return s.Kind == stepTakeIn || s.Kind == stepChoose }

func (s StepName) isNone() bool { return s == StepName{} }

// String names the step for logs and developers.
func (s StepName) String() string {
	if s.Text != "" {
		return s.Text
	}
	return s.Message().String()
}

// Message describes the step if it has no Text.
func (s StepName) Message() fault.Message {
	switch s.Kind {
	case stepDelete:
		return fault.Count(s.N, "delete-n-entries")
	case stepRestore:
		return fault.Count(s.N, "restore-n-entries")
	case stepTag:
		return fault.Count(s.N, "change-the-tags-of-n-entries")
	case stepMove:
		return fault.Count(s.N, "move-n-entries-to-another-area")
	case stepAcceptNotes:
		return fault.Count(s.N, "accept-n-notes")
	case stepDiscardNotes:
		return fault.Count(s.N, "discard-n-notes")
	case stepAttach:
		return fault.Count(s.N, "attach-n-files")
	case stepRemoveAttachments:
		return fault.Count(s.N, "remove-n-attachments")
	case stepTakeIn:
		return fault.Text("take-in-file", fault.V{"File": s.File})
	case StepImport:
		return fault.Text("import-file", fault.V{"File": s.File})
	}
	if kind, ok := stepMessages()[s.Kind]; ok {
		return kind.Message()
	}
	return fault.Text("a-change")
}

func stepMessages() map[StepKind]fault.Kind {
	return map[StepKind]fault.Kind{
		stepAddEntry:        fault.Kind("add-an-entry"),
		stepChangeEntry:     fault.Kind("change-an-entry"),
		stepAddCheckIn:      fault.Kind("add-a-check-in"),
		stepChangeCheckIn:   fault.Kind("change-a-check-in"),
		stepAddArea:         fault.Kind("add-an-area"),
		stepChangeArea:      fault.Kind("change-an-area"),
		stepRemoveArea:      fault.Kind("remove-an-area"),
		stepMergeAreas:      fault.Kind("merge-two-areas"),
		stepOrderAreas:      fault.Kind("reorder-the-areas"),
		stepRateRung:        fault.Kind("rate-a-step-of-the-ladder"),
		stepWriteReview:     fault.Kind("write-in-a-review"),
		stepChangeReview:    fault.Kind("change-what-you-wrote-in-a-review"),
		stepRemoveReview:    fault.Kind("remove-what-you-wrote-in-a-review"),
		stepSaveFilter:      fault.Kind("save-a-filter"),
		stepRemoveFilter:    fault.Kind("remove-a-filter"),
		stepSaveHandout:     fault.Kind("remember-a-document"),
		stepRemoveHandout:   fault.Kind("forget-a-document"),
		stepLearnWord:       fault.Kind("add-a-word-to-the-spelling"),
		stepForgetWord:      fault.Kind("remove-a-word-from-the-spelling"),
		stepAddMeasure:      fault.Kind("add-a-measure"),
		stepChangeMeasure:   fault.Kind("change-a-measure"),
		stepRemoveMeasure:   fault.Kind("remove-a-measure"),
		stepOrderMeasures:   fault.Kind("reorder-the-measures"),
		stepSaveDay:         fault.Kind("change-the-values-of-a-day"),
		stepForgetPlan:      fault.Kind("forget-a-plan-of-imports"),
		stepRemoveEntries:   fault.Kind("remove-entries"),
		stepTakeInInbox:     fault.Kind("add-the-entries-from-the-inbox"),
		stepTakeInOther:     fault.Kind("merge-another-copy"),
		stepChoose:          fault.Kind("choose-a-version-of-a-text"),
		stepStartExperiment: fault.Kind("start-an-experiment"),
		stepSkipTry:         fault.Kind("skip-a-try-of-an-experiment"),
		stepEndExperiment:   fault.Kind("end-an-experiment"),
		stepRevealTry:       fault.Kind("reveal-a-try-of-an-experiment"),
		stepAddReminder:     fault.Kind("add-a-reminder"),
		stepChangeReminder:  fault.Kind("change-a-reminder"),
		stepRemoveReminder:  fault.Kind("remove-a-reminder"),
		StepFill:            fault.Kind("fill-the-sample-journal"),
	}
}

// oldStepName parses the English name, with its number, that releases up to 0.3.0 stored.
func oldStepName(english string) StepName {
	if file, ok := strings.CutPrefix(english, "Import "); ok {
		return StepName{Kind: StepImport, File: file}
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
		"Bring back an entry": stepRestore, "Bring back N entries": stepRestore,
		"Change the tags of an entry": stepTag, "Change the tags of N entries": stepTag,
		"Move an entry to another area": stepMove, "Move N entries to another area": stepMove,
	}[name]
	if !ok {
		return StepName{Text: english}
	}
	return StepName{Kind: kind, N: n}
}
