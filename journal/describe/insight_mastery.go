package describe

import (
	"math"

	"enactive/journal/insight"
	"enactive/journal/wording"
)

// EvidenceLabel is a label as a reader sees it, such as "Came easily on a hard task". An
// unknown label is returned unchanged.
func EvidenceLabel(e insight.Evidence) string {
	switch e {
	case insight.HardWon:
		return wording.Say("hard-won-evidence")
	case insight.EasyOnHard:
		return wording.Say("came-easily-on-a-hard-task-evidence")
	case insight.Earned:
		return wording.Say("earned-evidence")
	case insight.Easy:
		return wording.Say("easy-evidence")
	case insight.Assisted:
		return wording.Say("assisted-evidence")
	case insight.UnderLoad:
		return wording.Say("progress-under-load-evidence")
	case insight.Partly:
		return wording.Say("partial-evidence")
	case insight.UsefulSetback:
		return wording.Say("useful-setback-evidence")
	case insight.PlainSetback:
		return wording.Say("setback-evidence")
	case insight.NotRated:
		return wording.Say("not-classified-evidence")
	}
	return string(e)
}

// EvidenceReason is the rule that gave a label, with the entry's own numbers. It is empty
// without a label.
func EvidenceReason(label insight.Evidence, g insight.Grounds) string {
	with := wording.V{"Label": EvidenceLabel(label), "Effort": plainNumber(g.Effort), "Luck": plainNumber(g.Luck)}
	switch {
	case label == "":
		return ""
	case g.Chosen:
		return wording.Say("label-you-chose-this", with)
	}
	switch label {
	case insight.UsefulSetback:
		return wording.Say("label-part-of-it-was-in-your-control", with)
	case insight.PlainSetback:
		return setbackReason(g, with)
	case insight.NotRated:
		return missingReason(g, with)
	case insight.Partly, insight.UnderLoad:
		return partialReason(g, with)
	case insight.Assisted:
		return wording.Say("label-a-success-with-luck-or-help-luck", with)
	case insight.HardWon, insight.EasyOnHard:
		return hardReason(g, with)
	}
	return wording.Say("label-neither-a-stretch-nor-an-obstacle-is", with)
}

// plainNumber writes a rating with at most one digit after the point. It cuts the others
// off, because 59.96 written as 60 would seem to break the rule for 60.
func plainNumber(n insight.Number) string { return wording.Number(math.Floor(n.Or(0)*10+1e-6)/10, 1) }

// hardReason is for a success on something hard.
func hardReason(g insight.Grounds, with wording.V) string {
	n := g.Obstacles
	switch {
	case g.Stretch && n == 0:
		return wording.Say("label-a-stretch-with-effort-effort-of", with)
	case g.Stretch:
		return wording.Count(n, "label-a-stretch-with-n-obstacles-with-effort", with)
	}
	return wording.Count(n, "label-n-obstacles-in-the-way-with", with)
}

func partialReason(g insight.Grounds, with wording.V) string {
	n := g.Obstacles
	switch {
	case !g.Stretch && n == 0:
		return wording.Say("label-neither-a-stretch-nor-an-obstacle", with)
	case g.Stretch && n == 0:
		return wording.Say("label-a-stretch-with-effort-effort", with)
	case g.Stretch:
		return wording.Count(n, "label-a-stretch-with-n-obstacles-with", with)
	}
	return wording.Count(n, "label-n-obstacles-in-the-way", with)
}

func setbackReason(g insight.Grounds, with wording.V) string {
	switch g.Controllable {
	case "yes":
		return wording.Say("label-part-of-it-was-in-your-control-and", with)
	case "no":
		return wording.Say("label-it-was-out-of-your-control", with)
	case "unsure":
		return wording.Say("label-you-are-not-sure-whether-part", with)
	}
	return wording.Say("label-it-is-not-noted-whether-part", with)
}

func missingReason(g insight.Grounds, with wording.V) string {
	luck, effort := g.Luck.IsSet(), g.Effort.IsSet()
	switch {
	case g.Outcome == insight.Partial:
		return noEffortReason(g, with)
	case !luck && !effort:
		return wording.Say("label-effort-is-not-noted-nor-is-luck", with)
	case !luck:
		return wording.Say("label-luck-or-help-is-not-noted", with)
	}
	return wording.Say("label-effort-is-not-noted", with)
}

// noEffortReason is for a partial success on something hard.
func noEffortReason(g insight.Grounds, with wording.V) string {
	n := g.Obstacles
	switch {
	case g.Stretch && n == 0:
		return wording.Say("label-a-stretch-and-effort-is-not-noted", with)
	case g.Stretch:
		return wording.Count(n, "label-a-stretch-with-n-obstacles", with)
	}
	return wording.Count(n, "label-n-obstacles-in-the-way-and-effort", with)
}

// Mastery counts the labels in words.
func Mastery(r insight.MasteryResult) string {
	if r.N == 0 {
		return wording.Say("this-needs-things-that-you-did-yourself")
	}
	parts := []string{outcomesText(r), successText(r.Successes, r.N)}
	if n := r.Counts[insight.UnderLoad]; n > 0 {
		parts = append(parts, wording.Count(n, "n-partial-successes-were-progress-under"))
	}
	useful, setbacks := r.Counts[insight.UsefulSetback], r.Counts[insight.UsefulSetback]+r.Counts[insight.PlainSetback]
	switch {
	case useful > 0 && setbacks == 1:
		parts = append(parts, wording.Say("from-your-one-setback-you-took-a-lesson"))
	case useful > 0:
		parts = append(parts, wording.Say("from-useful-of-your-all-setbacks", wording.V{"Useful": useful, "All": setbacks}))
	}
	if r.EarlyFailure {
		parts = append(parts, wording.Say("early-setbacks-say-little-pick"))
	}
	return wording.Sentences(parts...)
}

// outcomesText counts the attempts by outcome. It is empty where the sentence after it says as much:
// of a single attempt, and where all or none are successes.
func outcomesText(r insight.MasteryResult) string {
	successes, partial := r.Outcomes[insight.Success], r.Outcomes[insight.Partial]
	setbacks := r.Outcomes[insight.Setback] + r.Outcomes[insight.Failure]
	if successes == 0 || partial+setbacks == 0 {
		return ""
	}
	list := []string{wording.Count(successes, "n-successes-in-list")}
	if partial > 0 {
		list = append(list, wording.Count(partial, "n-partial-successes-in-list"))
	}
	if setbacks > 0 {
		list = append(list, wording.Count(setbacks, "n-setbacks-in-list"))
	}
	return wording.Count(r.N, "you-tried-n-times-outcomes", wording.V{"Outcomes": wording.List(list...)})
}

// ExplainMastery explains what experiences are evidence of.
func ExplainMastery() Explanation {
	return Explanation{
		How:    wording.Say("each-thing-that-you-did-yourself-gets"),
		Limits: wording.Say("the-numbers-at-which-a-label-changes"),
		Source: wording.Say("bandura-self-efficacy-1997-on-mastery"),
	}
}
