package insight

import (
	"math"

	"enactive/journal/wording"
)

// Words are the label as a reader sees it, such as "Came easily on a hard task". A label
// that is not known is itself.
func (e Evidence) Words() string {
	switch e {
	case HardWon:
		return wording.Say("hard-won-evidence")
	case EasyOnHard:
		return wording.Say("came-easily-on-a-hard-task-evidence")
	case Earned:
		return wording.Say("earned-evidence")
	case Easy:
		return wording.Say("easy-evidence")
	case Assisted:
		return wording.Say("assisted-evidence")
	case UnderLoad:
		return wording.Say("progress-under-load-evidence")
	case Partly:
		return wording.Say("partial-evidence")
	case UsefulSetback:
		return wording.Say("useful-setback-evidence")
	case PlainSetback:
		return wording.Say("setback-evidence")
	case NotRated:
		return wording.Say("not-classified-evidence")
	}
	return string(e)
}

// evidenceReason is the rule that held for the label, with the entry's own numbers.
func evidenceReason(s *Sample, label Evidence) string {
	with := wording.V{"Label": label.Words(), "Effort": plainNumber(s.Effort), "Luck": plainNumber(s.Luck)}
	switch label {
	case UsefulSetback:
		return wording.Say("label-part-of-it-was-in-your-control", with)
	case PlainSetback:
		return setbackReason(s, with)
	case NotRated:
		return missingReason(s, with)
	case Partly, UnderLoad:
		return partialReason(s, with)
	case Assisted:
		return wording.Say("label-a-success-with-luck-or-help-luck", with)
	case HardWon, EasyOnHard:
		return hardReason(s, with)
	}
	return wording.Say("label-neither-a-stretch-nor-an-obstacle-is", with)
}

// plainNumber writes a rating with at most one digit after the point. It cuts the others
// off, because 59.96 that is told as 60 would seem to break the rule for 60.
func plainNumber(n Number) string { return wording.Number(math.Floor(n.Or(0)*10+1e-6)/10, 1) }

// hardReason is for a success on something hard.
func hardReason(s *Sample, with wording.V) string {
	n := len(s.Obstacles)
	switch {
	case s.Kind == Stretch && n == 0:
		return wording.Say("label-a-stretch-with-effort-effort-of", with)
	case s.Kind == Stretch:
		return wording.Count(n, "label-a-stretch-with-n-obstacles-with-effort", with)
	}
	return wording.Count(n, "label-n-obstacles-in-the-way-with", with)
}

func partialReason(s *Sample, with wording.V) string {
	n := len(s.Obstacles)
	switch {
	case !s.isHard():
		return wording.Say("label-neither-a-stretch-nor-an-obstacle", with)
	case s.Kind == Stretch && n == 0:
		return wording.Say("label-a-stretch-with-effort-effort", with)
	case s.Kind == Stretch:
		return wording.Count(n, "label-a-stretch-with-n-obstacles-with", with)
	}
	return wording.Count(n, "label-n-obstacles-in-the-way", with)
}

func setbackReason(s *Sample, with wording.V) string {
	switch s.Controllable {
	case "yes":
		return wording.Say("label-part-of-it-was-in-your-control-and", with)
	case "no":
		return wording.Say("label-it-was-out-of-your-control", with)
	case "unsure":
		return wording.Say("label-you-are-not-sure-whether-part", with)
	}
	return wording.Say("label-it-is-not-noted-whether-part", with)
}

func missingReason(s *Sample, with wording.V) string {
	_, luck := luckOf(s)
	_, effort := rating(s.Effort)
	switch {
	case s.Outcome == Partial:
		return noEffortReason(s, with)
	case !luck && !effort:
		return wording.Say("label-effort-is-not-noted-nor-is-luck", with)
	case !luck:
		return wording.Say("label-luck-or-help-is-not-noted", with)
	}
	return wording.Say("label-effort-is-not-noted", with)
}

// noEffortReason is for a partial success on something hard.
func noEffortReason(s *Sample, with wording.V) string {
	n := len(s.Obstacles)
	switch {
	case s.Kind == Stretch && n == 0:
		return wording.Say("label-a-stretch-and-effort-is-not-noted", with)
	case s.Kind == Stretch:
		return wording.Count(n, "label-a-stretch-with-n-obstacles", with)
	}
	return wording.Count(n, "label-n-obstacles-in-the-way-and-effort", with)
}

// masteryText counts the labels in words. successes are those of successes alone; early is
// whether a major failure stands among the first tries.
func masteryText(r MasteryResult, successes map[Evidence]int, early bool) string {
	if r.N == 0 {
		return wording.Say("this-needs-things-that-you-did-yourself")
	}
	parts := []string{successText(successes, r.N)}
	if n := r.Counts[UnderLoad]; n > 0 {
		parts = append(parts, wording.Count(n, "n-partial-successes-were-progress-under"))
	}
	useful, setbacks := r.Counts[UsefulSetback], r.Counts[UsefulSetback]+r.Counts[PlainSetback]
	switch {
	case useful > 0 && setbacks == 1:
		parts = append(parts, wording.Say("from-your-one-setback-you-took-a-lesson"))
	case useful > 0:
		parts = append(parts, wording.Say("from-useful-of-your-all-setbacks", wording.V{"Useful": useful, "All": setbacks}))
	}
	if early {
		parts = append(parts, wording.Say("early-setbacks-say-little-pick"))
	}
	return wording.Sentences(parts...)
}

// ExplainMastery explains what experiences are evidence of.
func ExplainMastery() Explanation {
	return Explanation{
		How:    wording.Say("each-thing-that-you-did-yourself-gets"),
		Limits: wording.Say("the-numbers-at-which-a-label-changes"),
		Source: wording.Say("bandura-self-efficacy-1997-on-mastery"),
	}
}
