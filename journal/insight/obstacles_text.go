package insight

import "enactive/journal/wording"

// obstaclesText names the most frequent obstacles. all are those that were ever named, the
// most frequent first.
func obstaclesText(r ObstaclesResult, all []*ObstacleSeen) string {
	if r.Entries == 0 {
		return wording.Say("this-needs-entries-that-name-what-stood")
	}
	times, overcome := 0, 0
	for _, o := range all {
		times += o.Times
		overcome += o.Overcome
	}
	first := wording.V{"Obstacle": all[0].Name}
	switch {
	case times == 1 && overcome == 1:
		return wording.Say("you-have-named-one-obstacle-so-far-obstacle", first)
	case times == 1:
		return wording.Say("you-have-named-one-obstacle-so-far", first)
	case len(all) == 1:
		first["HowOften"] = overcomeText(*all[0])
		return wording.Say("the-one-obstacle-you-named-is-obstacle", first)
	}
	return wording.Sentences(
		wording.Count(r.Entries, "you-named-obstacles-obstacles-in-n",
			wording.V{"Obstacles": len(all), "Overcome": overcome, "Times": times}),
		mostOftenText(all))
}

// mostOftenText says which of several obstacles came up most often.
func mostOftenText(all []*ObstacleSeen) string {
	first, equal := *all[0], 0
	for _, o := range all {
		if o.Times == first.Times {
			equal++
		}
	}
	with := wording.V{"Times": first.Times, "Obstacle": first.Name}
	switch {
	case equal == 1:
		with["HowOften"] = overcomeText(first)
		return wording.Say("most-often-it-was-obstacle-howoften", with)
	case first.Times == 1:
		return wording.Say("none-came-up-twice")
	case equal == 2:
		with["Second"] = all[1].Name
		return wording.Say("most-often-it-was-obstacle-or-second", with)
	case equal == 3:
		with["Second"], with["Third"] = all[1].Name, all[2].Name
		return wording.Say("most-often-it-was-obstacle-second", with)
	}
	with["Obstacles"] = equal
	return wording.Say("the-obstacles-most-frequent-ones-came", with)
}

// overcomeText says how often one came up and was overcome, and where that share likely lies.
// It came up more than once.
func overcomeText(o ObstacleSeen) string {
	text := timesText(o)
	low, told := o.Low.Get()
	if !told {
		return text
	}
	return wording.Say("howoften-the-share-is-likely-between", wording.V{"HowOften": text, "Low": wording.Percent(low, 0), "High": wording.Percent(o.High.Or(1), 0)})
}

func timesText(o ObstacleSeen) string {
	with := wording.V{"Times": o.Times}
	switch o.Overcome {
	case 0:
		return wording.Say("times-times-not-overcome-so-far", with)
	case o.Times:
		return wording.Say("times-times-overcome-every-time", with)
	}
	return wording.Count(o.Overcome, "times-times-overcome-n-times", with)
}

// ExplainObstacles explains what stood in the way.
func ExplainObstacles() Explanation {
	return Explanation{
		How:    wording.Say("it-counts-the-entries-that-name-each", wording.V{"Needed": obstaclesMin}),
		Limits: wording.Say("it-counts-what-you-wrote-down-the-same"),
		Source: wording.Say("wilson-1927-the-likely-share"),
	}
}
