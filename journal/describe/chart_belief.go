package describe

import (
	"enactive/journal/wording"
)

// The captions of the charts of influences on belief.
const (
	BeliefTitle     = wording.Text("how-outcomes-move-your-belief")
	BeliefEmpty     = wording.Text("no-entries-rated-before-and-after-yet")
	BeliefEmptyMore = wording.Text("entries-in-which-you-rated-how-sure")
	BeliefOutcome   = wording.Text("outcome")

	SourcesTitle  = wording.Text("what-feeds-your-belief")
	SourcesEmpty  = wording.Text("no-source-rated-before-and-after-yet")
	SourcesSource = wording.Text("source")
)

// BeliefHeader returns the column heads of their tables; the first is called name.
func BeliefHeader(name wording.Text) []string {
	return []string{name.String(), wording.Say("entries"), wording.Say("change-in-belief"), wording.Say("likely-from"), wording.Say("likely-to"), wording.Say("claim")}
}

// BeliefAxis returns labels of the axis, longest first.
func BeliefAxis() []string {
	return []string{wording.Say("change-in-belief-in-points-after-minus"), wording.Say("points-after-minus-before"), wording.Say("points")}
}

// BeliefNotes returns labels for the number of entries of a row, longest first.
func BeliefNotes(n int) []string { return []string{Entries(n), wording.Thousands(n)} }

// BeliefCompared names the comparison of an outcome or a source with all others.
func BeliefCompared(name string) string {
	return wording.Say("name-against-others", wording.V{"Name": name})
}

// BeliefComparedNotes returns labels of a comparison of n entries, longest first.
func BeliefComparedNotes(n int) []string {
	return []string{wording.Count(n, "n-entries-same-belief-before"), Entries(n)}
}

// BeliefMark returns the label of n equal changes.
func BeliefMark(name string, change float64, n int) string {
	label := detailed(name, Signed(change))
	if n > 1 {
		label = listed(label, Entries(n))
	}
	return label
}

// SourcesName names a source of belief.
func SourcesName(source string) string {
	switch source {
	case "mastery":
		return wording.Say("doing-it")
	case "vicarious":
		return wording.Say("seeing-it-done")
	case "persuasion":
		return wording.Say("being-told-you-can")
	case "state":
		return wording.Say("body-and-mood")
	}
	return source
}
