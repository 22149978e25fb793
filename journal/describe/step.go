package describe

import "enactive/journal"

// Step names a step that was undone, such as "Delete an entry".
func Step(s journal.StepName) string {
	if s.Text != "" {
		return s.Text
	}
	return Message(s.Message())
}
