package describe

import (
	"time"

	"enactive/journal/insight"
	"enactive/journal/wording"
)

// The names of lines and bands in charts, which say how much is claimed with them.

// LineName returns labels of a line, longest first: what it shows, and that it is possible only,
// or a guide with which nothing is claimed. what is the name in wordings from long to short.
func LineName(f insight.Finding, what ...string) []string {
	var names []string
	for _, w := range what {
		switch f {
		case insight.Claim:
			names = append(names, w)
		case insight.Possible:
			names = append(names, wording.Say("what-possibly", wording.V{"What": w}))
		default:
			names = append(names, wording.Say("what-guide-no-claim", wording.V{"What": w}))
		}
	}
	switch f {
	case insight.Claim:
	case insight.Possible:
		names = append(names, wording.Say("possibly-inline"))
	default:
		names = append(names, wording.Say("guide-no-claim"))
	}
	return names
}

// BandName returns labels of the band around a line, longest first.
func BandName() []string {
	return []string{wording.Say("where-the-line-itself-is-8-times-in-10"), wording.Say("line-itself-8-times-in-10"), wording.Say("8-times-in-10")}
}

// ChangeDay returns labels for the day since which something is different, longest first.
func ChangeDay(day time.Time) []string {
	return []string{wording.Say("since-day-inline", wording.V{"Day": ShortDay(day)}), wording.Say("since-day-inline", wording.V{"Day": DayMonth(day)}), DayMonth(day)}
}

// FormStandsOut returns labels of a stretch of attempts that stands out, and of which nothing is
// claimed, longest first.
func FormStandsOut(t insight.Tally, since time.Time) []string {
	short := ShownOfAll(t.Successes, t.N)
	if t.Partials > 0 {
		short = tallyText(t)
	}
	return []string{
		wording.Say("since-day-tally-no-claim", wording.V{"Day": DayMonth(since), "Tally": tallyText(t)}),
		wording.Say("what-no-claim", wording.V{"What": short}), wording.Say("guide-no-claim"),
	}
}

// RateAverage returns labels for a share of successes of all that is drawn, 0-1, longest first.
func RateAverage(share float64) []string {
	return []string{wording.Say("average-share", wording.V{"Share": Percent(share)}), Percent(share)}
}

// RateBefore returns labels for a share of successes before a stretch that differs, 0-1, longest first.
func RateBefore(share float64) []string {
	return []string{wording.Say("before-share", wording.V{"Share": Percent(share)}), Percent(share)}
}

// RateSince returns labels for a share of successes since then, 0-1, longest first.
func RateSince(share float64) []string {
	return []string{wording.Say("since-share", wording.V{"Share": Percent(share)}), Percent(share)}
}

// ChanceTarget returns labels for the chance of success that a next step aims for, 0-1, longest first.
func ChanceTarget(share float64) []string {
	return []string{wording.Say("target-share", wording.V{"Share": Percent(share)}), Percent(share)}
}

// RowsFinding names an estimate of several rows, and says how much is claimed of it.
func RowsFinding(what string, f insight.Finding) string {
	v := wording.V{"What": what}
	switch f {
	case insight.Claim:
		return wording.Say("what-claimed", v)
	case insight.Possible:
		return wording.Say("what-possibly", v)
	}
	return wording.Say("what-no-claim", v)
}

// RowsNoChange returns names of the line at 0 of changes, longest first; some are compared.
func RowsNoChange(compared bool) []string {
	if compared {
		return []string{wording.Say("no-change-no-difference"), wording.Say("no-change-inline")}
	}
	return []string{wording.Say("no-change-inline")}
}

// RowsNoDifference returns names of the line at 0 of differences, longest first.
func RowsNoDifference() []string { return []string{wording.Say("no-difference-inline")} }

// FatigueChange returns labels of the lines of a change over the weeks considered, longest first.
func FatigueChange() []string { return []string{wording.Say("change-over-these-weeks")} }

// RowsClaim says in a table how much is claimed of a row.
func RowsClaim(f insight.Finding) string {
	switch f {
	case insight.Claim:
		return wording.Say("yes")
	case insight.Possible:
		return wording.Say("possibly-inline")
	}
	return wording.Say("no")
}

// YesOrNothing is the cell of a table for what applies, or does not.
func YesOrNothing(applies bool) string {
	if applies {
		return wording.Say("yes")
	}
	return ""
}

// AltText describes a chart to those who do not see it: its sentence, and the names of the lines
// and bands in the picture.
func AltText(text string, names []string) string {
	if len(names) == 0 {
		return text
	}
	list := names[0]
	for _, n := range names[1:] {
		list = wording.Say("list-then-more", wording.V{"List": list, "More": n})
	}
	return wording.Sentences(text, wording.Say("in-the-picture-names", wording.V{"Names": list}))
}
