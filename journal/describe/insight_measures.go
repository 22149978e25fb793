package describe

import (
	"math"
	"slices"

	"enactive/journal/insight"
	"enactive/journal/wording"
)

const (
	// MeasuresSaid is how many links are told, and measuresListed how many names of what is not clear.
	MeasuresSaid, measuresListed = 3, 12
)

// MeasurePairs tells what goes with what, or that nothing is clear, with what was looked at.
func MeasurePairs(r insight.MeasuresResult) string {
	return wording.Sentences(measurePairsText(r), triesLeftOut(r.Trying))
}

func measurePairsText(r insight.MeasuresResult) string {
	if r.Finding() == insight.NotEnough {
		return wording.Say("this-compares-what-you-measure-yourself", wording.V{"Entries": insight.MeasuresMin, "Days": insight.MeasuresMinDays})
	}
	var claims, possible []string
	more, own := 0, false
	for i := range r.Shown {
		p := &r.Shown[i]
		switch f := p.Finding(); {
		case f == insight.Nothing:
			continue
		case len(claims)+len(possible) == MeasuresSaid:
			more++
		case f == insight.Claim:
			claims = append(claims, linkText(p))
		default:
			possible = append(possible, linkText(p))
		}
		own = own || p.Own()
	}
	if len(claims)+len(possible) == 0 {
		return wording.Sentences(append([]string{wording.Count(r.Looked, "nothing-clear-among-the-things-looked-at", wording.V{"List": ownList(r)})}, lostLinks(r)...)...)
	}
	var said []string
	if !own { // that is what was asked
		said = append(said, wording.Say("nothing-clear-about-your-own", wording.V{"List": ownList(r)}))
	}
	said = append(said, claims...)
	if len(claims) > 0 {
		said = append(said, wording.Count(len(claims), "of-the-things-looked-at-these-are-what-chance", wording.V{"Looked": r.Looked}))
	}
	said = append(said, possible...)
	if more > 0 {
		said = append(said, wording.Count(more, "n-more-such-links-are-in-the-table"))
	}
	said = append(said, lostLinks(r)...)
	return wording.Sentences(append(said, wording.Say("that-two-things-go-together-does-not"))...)
}

// linkText tells one pair.
func linkText(p *insight.MeasurePair) string {
	direction := math.Copysign(1, p.Shift)
	v := wording.V{"When": whenText(p), "Points": Whole(direction * p.Shift), "N": p.N, "Low": Whole(0), "High": Whole(0)}
	if len(p.Interval) == 2 {
		ends := []float64{direction * p.Interval[0], direction * p.Interval[1]}
		slices.Sort(ends)
		v["Low"], v["High"] = Whole(ends[0]), Whole(ends[1])
	}
	up, possible := p.Shift > 0, p.Finding() != insight.Claim
	switch p.Result {
	case insight.ResultOutcome:
		return outcomeLink(up, possible, v)
	case insight.ResultBefore:
		return beforeLink(up, possible, v)
	case insight.ResultStress:
		return stressLink(up, possible, v)
	}
	switch {
	case up && possible:
		return wording.Say("when-your-performance-was-possibly-higher", v)
	case up:
		return wording.Say("when-your-performance-was-higher", v)
	case possible:
		return wording.Say("when-your-performance-was-possibly-lower", v)
	}
	return wording.Say("when-your-performance-was-lower", v)
}

func outcomeLink(up, possible bool, v wording.V) string {
	switch {
	case up && possible:
		return wording.Say("when-you-possibly-succeeded-more-often", v)
	case up:
		return wording.Say("when-you-succeeded-more-often", v)
	case possible:
		return wording.Say("when-you-possibly-succeeded-less-often", v)
	}
	return wording.Say("when-you-succeeded-less-often", v)
}

func beforeLink(up, possible bool, v wording.V) string {
	switch {
	case up && possible:
		return wording.Say("when-you-were-possibly-surer-beforehand", v)
	case up:
		return wording.Say("when-you-were-surer-beforehand", v)
	case possible:
		return wording.Say("when-you-were-possibly-less-sure-beforehand", v)
	}
	return wording.Say("when-you-were-less-sure-beforehand", v)
}

func stressLink(up, possible bool, v wording.V) string {
	switch {
	case up && possible:
		return wording.Say("when-your-stress-was-possibly-higher", v)
	case up:
		return wording.Say("when-your-stress-was-higher", v)
	case possible:
		return wording.Say("when-your-stress-was-possibly-lower", v)
	}
	return wording.Say("when-your-stress-was-lower", v)
}

// whenText begins the sentence: with how much of the measure, or with it.
func whenText(p *insight.MeasurePair) string {
	v := wording.V{"Name": MeasuredName(p)}
	if p.Sides() {
		switch {
		case p.NextDay:
			return wording.Say("on-the-days-after-name", v)
		case p.ByDay:
			return wording.Say("on-days-with-name", v)
		}
		return wording.Say("with-name", v)
	}
	v["Low"], v["High"] = SeenValue(p.Of, p.Low.To), SeenValue(p.Of, p.High.From)
	switch {
	case p.NextDay:
		return wording.Say("on-the-days-after-more-of-name", v)
	case p.ByDay:
		return wording.Say("on-days-with-more-of-name", v)
	}
	return wording.Say("with-more-of-name", v)
}

// lostLinks tell which links are gone beside time or the weekdays, at most two of them.
func lostLinks(r insight.MeasuresResult) []string {
	var said []string
	for i := range r.Shown {
		p := &r.Shown[i]
		v := wording.V{"Name": MeasuredName(p), "Result": ResultName(p.Result)}
		switch {
		case len(said) == 2:
			return said
		case p.BothChanged:
			said = append(said, wording.Say("name-and-result-may-only-both-have-changed", v))
		case p.SameWeek:
			said = append(said, wording.Say("name-and-result-may-only-both-follow-the-week", v))
		}
	}
	return said
}

// ownList lists what of one's own was looked at, each with its largest number of entries.
func ownList(r insight.MeasuresResult) string {
	var names []string
	most := map[string]int{}
	for i := range r.Shown {
		p := &r.Shown[i]
		if !p.Own() {
			continue
		}
		name := p.Name
		if _, known := most[name]; !known {
			names = append(names, name)
		}
		most[name] = max(most[name], p.N)
	}
	slices.Sort(names)
	list := ""
	for i, name := range names {
		if i == measuresListed {
			list = listed(list, wording.Count(len(names)-i, "and-n-more"))
			break
		}
		one := wording.Say("quoted-name-with-n", wording.V{"Name": name, "N": most[name]})
		if list == "" {
			list = one
			continue
		}
		list = listed(list, one)
	}
	return list
}

// MeasuredName is what is compared: a measure of one's own in quotes, with the choice if it is of one.
func MeasuredName(p *insight.MeasurePair) string {
	switch {
	case p.Option != "":
		return wording.Say("quoted-name", wording.V{"Name": detailed(p.Name, p.Option)})
	case p.Own():
		return wording.Say("quoted-name", wording.V{"Name": p.Name})
	}
	switch p.Measure {
	case insight.MeasureStress:
		return wording.Say("stress-inline")
	case insight.MeasureDifficulty:
		return wording.Say("difficulty-inline")
	case insight.MeasureEffort:
		return wording.Say("effort-inline")
	}
	return wording.Say("days-since-the-last-try")
}

// ResultName names a result inside of a sentence.
func ResultName(result string) string {
	switch result {
	case insight.ResultOutcome:
		return wording.Say("success")
	case insight.ResultBefore:
		return wording.Say("how-sure-you-were-beforehand")
	case insight.ResultStress:
		return wording.Say("stress-inline")
	}
	return wording.Say("performance-inline")
}

// ExplainMeasurePairs explains what goes with what.
func ExplainMeasurePairs() Explanation {
	return Explanation{
		How:    wording.Say("each-measure-is-compared-with-each-result", wording.V{"Newest": insight.MeasuresWindow, "Entries": insight.MeasuresMin, "Days": insight.MeasuresMinDays, "Values": insight.MeasuresMinValues}),
		Limits: wording.Say("you-choose-what-to-measure-and-when"),
		Source: wording.Say("spearman-1904-harville-1977-benjamini"),
	}
}
