package insight

import "enactive/journal/wording"

// obstaclesText names the most frequent obstacles. all are those that were ever named, the
// most frequent first.
func obstaclesText(r ObstaclesResult, all []*ObstacleSeen) string {
	if r.Entries == 0 {
		return wording.Say("This needs entries that name what stood in the way; it then counts what comes up most, and how often you got past it.")
	}
	times, overcome := 0, 0
	for _, o := range all {
		times += o.Times
		overcome += o.Overcome
	}
	first := wording.V{"Obstacle": all[0].Name}
	switch {
	case times == 1 && overcome == 1:
		return wording.Say("You named one obstacle so far, “{{.Obstacle}}”, and got past it.", first)
	case times == 1:
		return wording.Say("You named one obstacle so far, “{{.Obstacle}}”.", first)
	case len(all) == 1:
		first["HowOften"] = overcomeText(*all[0])
		return wording.Say("The one obstacle you named is “{{.Obstacle}}”: {{.HowOften}}.", first)
	}
	return wording.Sentences(
		wording.Count(r.Entries, "You named {{.Obstacles}} obstacles in {{.N}} entry, and got past them {{.Overcome}} of {{.Times}} times.",
			"You named {{.Obstacles}} obstacles in {{.N}} entries, and got past them {{.Overcome}} of {{.Times}} times.",
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
		return wording.Say("Most often it was “{{.Obstacle}}”: {{.HowOften}}.", with)
	case first.Times == 1:
		return wording.Say("None came up twice.")
	case equal == 2:
		with["Second"] = all[1].Name
		return wording.Say("Most often it was “{{.Obstacle}}” or “{{.Second}}”, {{.Times}} times each.", with)
	case equal == 3:
		with["Second"], with["Third"] = all[1].Name, all[2].Name
		return wording.Say("Most often it was “{{.Obstacle}}”, “{{.Second}}” or “{{.Third}}”, {{.Times}} times each.", with)
	}
	with["Obstacles"] = equal
	return wording.Say("The most frequent {{.Obstacles}} came up {{.Times}} times each.", with)
}

// overcomeText says how often one came up and was overcome, and where that share likely lies.
// It came up more than once.
func overcomeText(o ObstacleSeen) string {
	text := timesText(o)
	low, told := o.Low.Get()
	if !told {
		return text
	}
	return wording.Say("{{.HowOften}} (the share likely lies between {{.Low}} and {{.High}})", wording.V{"HowOften": text, "Low": wording.Percent(low, 0), "High": wording.Percent(o.High.Or(1), 0)})
}

func timesText(o ObstacleSeen) string {
	with := wording.V{"Times": o.Times}
	switch o.Overcome {
	case 0:
		return wording.Say("{{.Times}} times, not overcome so far", with)
	case o.Times:
		return wording.Say("{{.Times}} times, overcome every time", with)
	}
	return wording.Count(o.Overcome, "{{.Times}} times, overcome once", "{{.Times}} times, overcome {{.N}} times", with)
}

// ExplainObstacles explains what stood in the way.
func ExplainObstacles() Explanation {
	return Explanation{
		How:    wording.Say("It counts the entries that name each obstacle, and those in which you marked it as overcome. Capitals and blanks make no difference; an obstacle counts once an entry. From {{.Needed}} times on, it also says between which shares your true share lies 8 times in 10.", wording.V{"Needed": obstaclesMin}),
		Limits: wording.Say("It counts what you wrote down. The same obstacle under two names is counted as two, and an obstacle that you got past without noticing is not here. A low share may say that the obstacle is hard, or that you chose to turn back in good time."),
		Source: wording.Say("Wilson, 1927 (the likely share)"),
	}
}
