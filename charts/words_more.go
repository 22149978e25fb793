package charts

import (
	"fmt"
	"strconv"

	"enactive/journal/insight"
)

const (
	formTitle     = "Streaks and slumps"
	formEmpty     = "No outcomes yet"
	formEmptyMore = "An entry with an outcome stands here, the newest at the right."
	formRateWord  = "line: rate of the newest 20"

	calibrationTitle       = "How sure you were, and what came of it"
	calibrationEmpty       = "No ratings given beforehand yet"
	calibrationEmptyMore   = "Say how sure you are before you try something; with its outcome it becomes a dot here."
	calibrationUpright     = "Succeeded"
	calibrationAcross      = "how sure you were beforehand, 0 to 100"
	calibrationAcrossShort = "how sure you were"
	calibrationAbove       = "more successful than sure"
	calibrationBelow       = "surer than successful"

	nextStepTitle     = "Your next step"
	nextStepEmpty     = "No tries with a difficulty yet"
	nextStepEmptyMore = "An entry with an outcome and a difficulty from 1 to 10 stands here."
	nextStepWord      = "next"
	nextStepAcross    = "difficulty"

	masteryTitle     = "What your experiences are evidence of"
	masteryEmpty     = "No outcomes yet"
	masteryEmptyMore = "Each experience with an outcome counts here, by month."
)

func formWord(l insight.FormLabel) string {
	switch l {
	case insight.FormSlump:
		return "slump"
	case insight.FormPossibleSlump:
		return "possibly a slump"
	case insight.FormHotStreak:
		return "hot streak"
	case insight.FormPossibleHot:
		return "possibly a hot streak"
	}
	return ""
}

func calibrationLabel(confidence, outcome float64, n int) string {
	return fmt.Sprintf("%s sure: succeeded %s of the time, %s", tenth(confidence), percentWord(outcome), countedEntries(n))
}

// countedEntries counts entries in words.
func countedEntries(n int) string {
	if n == 1 {
		return "1 entry"
	}
	return groupedCount(n) + " entries"
}

func kindWord(k insight.Kind) string {
	switch k {
	case insight.Practice:
		return "practice"
	case insight.Stretch:
		return "stretch"
	case insight.Event:
		return "event"
	}
	return ""
}

// groupedCount writes a count with commas between thousands.
func groupedCount(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
