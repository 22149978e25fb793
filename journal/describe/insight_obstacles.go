package describe

import (
	"enactive/journal/insight"
	"enactive/journal/wording"
)

// Obstacles names the most frequent obstacles.
func Obstacles(r insight.ObstaclesResult) string {
	if r.IfThens.Came > 0 {
		plans := ifThenText(r.IfThens)
		r.IfThens = insight.IfThens{}
		if r.Entries == 0 {
			return plans
		}
		return wording.Sentences(Obstacles(r), plans)
	}
	if r.Entries == 0 {
		return wording.Say("this-needs-entries-that-name-what-stood")
	}
	first := wording.V{"Obstacle": r.Shown[0].Name}
	switch {
	case r.Times == 1 && r.Overcome == 1:
		return wording.Say("you-have-named-one-obstacle-so-far-obstacle", first)
	case r.Times == 1:
		return wording.Say("you-have-named-one-obstacle-so-far", first)
	case r.Named == 1:
		first["HowOften"] = overcomeText(r.Shown[0])
		return wording.Say("the-one-obstacle-you-named-is-obstacle", first)
	}
	return wording.Sentences(
		wording.Count(r.Entries, "you-named-obstacles-obstacles-in-n",
			wording.V{"Obstacles": r.Named, "Overcome": r.Overcome, "Times": r.Times}),
		mostOftenText(r))
}

// ifThenText states how often if-then plans held.
func ifThenText(f insight.IfThens) string {
	return wording.Say("of-your-if-then-plans-planned-the", wording.V{"Planned": f.Planned, "Came": f.Came, "Held": f.Held, "Helped": f.Helped})
}

// mostOftenText names which of several obstacles came up most often.
func mostOftenText(r insight.ObstaclesResult) string {
	first := r.Shown[0]
	with := wording.V{"Times": first.Times, "Obstacle": first.Name}
	switch {
	case r.MostOften == 1:
		with["HowOften"] = overcomeText(first)
		return wording.Say("most-often-it-was-obstacle-howoften", with)
	case first.Times == 1:
		return wording.Say("none-came-up-twice")
	case r.MostOften == 2:
		with["Second"] = r.Shown[1].Name
		return wording.Say("most-often-it-was-obstacle-or-second", with)
	case r.MostOften == 3:
		with["Second"], with["Third"] = r.Shown[1].Name, r.Shown[2].Name
		return wording.Say("most-often-it-was-obstacle-second", with)
	}
	with["Obstacles"] = r.MostOften
	return wording.Say("the-obstacles-most-frequent-ones-came", with)
}

// overcomeText states how often an obstacle that came up more than once was overcome, and
// the interval of that share.
func overcomeText(o insight.ObstacleSeen) string {
	text := timesText(o)
	low, ok := o.Low.Get()
	if !ok {
		return text
	}
	return wording.Say("howoften-the-share-is-likely-between", wording.V{"HowOften": text, "Low": wording.Percent(low, 0), "High": wording.Percent(o.High.Or(1), 0)})
}

func timesText(o insight.ObstacleSeen) string {
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
		How:    wording.Say("it-counts-the-entries-that-name-each", wording.V{"Needed": insight.ObstaclesMin}),
		Limits: wording.Say("it-counts-what-you-wrote-down-the-same"),
		Source: wording.Say("wilson-1927-the-likely-share"),
	}
}
