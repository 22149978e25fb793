package describe

import (
	"enactive/journal/insight"
	"enactive/journal/wording"
)

// The captions of charts are in the files chart_*.go, one per chart; shared ones are here. The
// sentences of the results are in the files insight_*.go.

// Entries in the keys of charts of several rows.
const (
	RowsEstimate = wording.Text("on-average")
	RowsShift    = wording.Text("difference-inline")
	RowsLikely   = wording.Text("likely-range-8-times-in-10")
	RowsSingles  = wording.Text("single-entries")
	RowsEqual    = wording.Text("entries-larger-where-several-are-equal")
)

// ChartTitle returns the title of a chart with the name of its area, if any.
func ChartTitle(title, area string) string {
	if area == "" {
		return title
	}
	if wording.Language() == "en" {
		title = lowerFirst(title) // other languages have capitals for other reasons
	}
	return wording.Say("area-title", wording.V{"Area": area, "Title": title})
}

func lowerFirst(s string) string {
	if s == "" || s[0] < 'A' || s[0] > 'Z' {
		return s
	}
	return string(s[0]+'a'-'A') + s[1:]
}

// WithCount returns a caption with a count.
func WithCount(caption string, n int) string {
	return wording.Say("what-n", wording.V{"What": caption, "N": n})
}

// ShownOfAll returns how many of all are shown.
func ShownOfAll(shown, all int) string {
	return wording.Say("shown-of-all", wording.V{"Shown": shown, "All": all})
}

// NewestShown returns labels for a chart of only the newest attempts, longest first.
func NewestShown(shown, all int) []string {
	v := wording.V{"Shown": shown, "All": all}
	return []string{wording.Say("the-newest-shown-of-all-attempts", v), wording.Say("newest-shown-of-all", v), wording.Say("shown-of-all", v)}
}

// MoreRows returns labels for n rows that are not drawn, longest first. hasTable says that a table
// beside the picture has them.
func MoreRows(n int, hasTable bool) []string {
	short := []string{wording.Count(n, "n-more"), "+" + wording.Thousands(n)}
	if !hasTable {
		return short
	}
	return append([]string{wording.Say("and-n-more-in-the-table", wording.V{"N": n})}, short...)
}

// OutcomeInline names an outcome within a label.
func OutcomeInline(o insight.Outcome) string {
	switch o {
	case insight.Success:
		return wording.Say("success")
	case insight.Partial:
		return wording.Say("partial")
	case insight.Setback:
		return wording.Say("setback-inline")
	case insight.Failure:
		return wording.Say("failure")
	}
	return wording.Say("no-outcome")
}

// listed appends an item to a list in words.
func listed(list, more string) string {
	return wording.Say("list-more", wording.V{"List": list, "More": more})
}

// detailed appends details to a text.
func detailed(what, more string) string {
	return wording.Say("what-more", wording.V{"What": what, "More": more})
}
