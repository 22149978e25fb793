package charts

import (
	"strconv"

	"enactive/journal/insight"
)

const (
	formTitle     = "Streaks and slumps"
	formEmpty     = "No outcomes yet"
	formEmptyMore = "An entry with an outcome stands here, the newest at the right."
	formRateWord  = "line: rate of the newest 20"
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
