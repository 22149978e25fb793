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
		return wording.Say("Hard-won [evidence]")
	case EasyOnHard:
		return wording.Say("Came easily on a hard task [evidence]")
	case Earned:
		return wording.Say("Earned [evidence]")
	case Easy:
		return wording.Say("Easy [evidence]")
	case Assisted:
		return wording.Say("Assisted [evidence]")
	case UnderLoad:
		return wording.Say("Progress under load [evidence]")
	case Partly:
		return wording.Say("Partial [evidence]")
	case UsefulSetback:
		return wording.Say("Useful setback [evidence]")
	case PlainSetback:
		return wording.Say("Setback [evidence]")
	case NotRated:
		return wording.Say("Not classified [evidence]")
	}
	return string(e)
}

// evidenceReason is the rule that held for the label, with the entry's own numbers.
func evidenceReason(s *Sample, label Evidence) string {
	with := wording.V{"Label": label.Words(), "Effort": plainNumber(s.Effort), "Luck": plainNumber(s.Luck)}
	switch label {
	case UsefulSetback:
		return wording.Say("{{.Label}}: part of it was in your control, and you noted a lesson.", with)
	case PlainSetback:
		return setbackReason(s, with)
	case NotRated:
		return missingReason(s, with)
	case Partly, UnderLoad:
		return partialReason(s, with)
	case Assisted:
		return wording.Say("{{.Label}}: a success with luck or help {{.Luck}} of 10.", with)
	case HardWon, EasyOnHard:
		return hardReason(s, with)
	}
	return wording.Say("{{.Label}}: neither a stretch nor an obstacle is noted, with effort {{.Effort}} of 100 and luck or help {{.Luck}} of 10.", with)
}

// plainNumber writes a rating with at most one digit after the point. It cuts the others
// off, because 59.96 that is told as 60 would seem to break the rule for 60.
func plainNumber(n Number) string { return wording.Number(math.Floor(n.Or(0)*10+1e-6)/10, 1) }

// hardReason is for a success on something hard.
func hardReason(s *Sample, with wording.V) string {
	n := len(s.Obstacles)
	switch {
	case s.Kind == Stretch && n == 0:
		return wording.Say("{{.Label}}: a stretch, with effort {{.Effort}} of 100 and luck or help {{.Luck}} of 10.", with)
	case s.Kind == Stretch:
		return wording.Count(n, "{{.Label}}: a stretch with {{.N}} obstacle, with effort {{.Effort}} of 100 and luck or help {{.Luck}} of 10.",
			"{{.Label}}: a stretch with {{.N}} obstacles, with effort {{.Effort}} of 100 and luck or help {{.Luck}} of 10.", with)
	}
	return wording.Count(n, "{{.Label}}: {{.N}} obstacle in the way, with effort {{.Effort}} of 100 and luck or help {{.Luck}} of 10.",
		"{{.Label}}: {{.N}} obstacles in the way, with effort {{.Effort}} of 100 and luck or help {{.Luck}} of 10.", with)
}

func partialReason(s *Sample, with wording.V) string {
	n := len(s.Obstacles)
	switch {
	case !s.isHard():
		return wording.Say("{{.Label}}: neither a stretch nor an obstacle is noted.", with)
	case s.Kind == Stretch && n == 0:
		return wording.Say("{{.Label}}: a stretch, with effort {{.Effort}} of 100.", with)
	case s.Kind == Stretch:
		return wording.Count(n, "{{.Label}}: a stretch with {{.N}} obstacle, with effort {{.Effort}} of 100.", "{{.Label}}: a stretch with {{.N}} obstacles, with effort {{.Effort}} of 100.", with)
	}
	return wording.Count(n, "{{.Label}}: {{.N}} obstacle in the way, with effort {{.Effort}} of 100.", "{{.Label}}: {{.N}} obstacles in the way, with effort {{.Effort}} of 100.", with)
}

func setbackReason(s *Sample, with wording.V) string {
	switch s.Controllable {
	case "yes":
		return wording.Say("{{.Label}}: part of it was in your control, and no lesson is noted yet.", with)
	case "no":
		return wording.Say("{{.Label}}: it was out of your control.", with)
	case "unsure":
		return wording.Say("{{.Label}}: you are not sure whether part of it was in your control.", with)
	}
	return wording.Say("{{.Label}}: it is not noted whether part of it was in your control.", with)
}

func missingReason(s *Sample, with wording.V) string {
	_, luck := luckOf(s)
	_, effort := rating(s.Effort)
	switch {
	case s.Outcome == Partial:
		return noEffortReason(s, with)
	case !luck && !effort:
		return wording.Say("{{.Label}}: neither effort nor luck or help is noted.", with)
	case !luck:
		return wording.Say("{{.Label}}: luck or help is not noted.", with)
	}
	return wording.Say("{{.Label}}: effort is not noted.", with)
}

// noEffortReason is for a partial success on something hard.
func noEffortReason(s *Sample, with wording.V) string {
	n := len(s.Obstacles)
	switch {
	case s.Kind == Stretch && n == 0:
		return wording.Say("{{.Label}}: a stretch, and effort is not noted.", with)
	case s.Kind == Stretch:
		return wording.Count(n, "{{.Label}}: a stretch with {{.N}} obstacle, and effort is not noted.", "{{.Label}}: a stretch with {{.N}} obstacles, and effort is not noted.", with)
	}
	return wording.Count(n, "{{.Label}}: {{.N}} obstacle in the way, and effort is not noted.", "{{.Label}}: {{.N}} obstacles in the way, and effort is not noted.", with)
}

// masteryText counts the labels in words. successes are those of successes alone; early is
// whether a major failure stands among the first tries.
func masteryText(r MasteryResult, successes map[Evidence]int, early bool) string {
	if r.N == 0 {
		return wording.Say("This needs things that you did yourself, with how they ended; each then shows what it is evidence of.")
	}
	parts := []string{successText(successes, r.N)}
	if n := r.Counts[UnderLoad]; n > 0 {
		parts = append(parts, wording.Count(n, "{{.N}} partial success was progress under load.", "{{.N}} partial successes were progress under load."))
	}
	useful, setbacks := r.Counts[UsefulSetback], r.Counts[UsefulSetback]+r.Counts[PlainSetback]
	switch {
	case useful > 0 && setbacks == 1:
		parts = append(parts, wording.Say("From your one setback you took a lesson about something in your control."))
	case useful > 0:
		parts = append(parts, wording.Say("From {{.Useful}} of your {{.All}} setbacks you took a lesson about something in your control.", wording.V{"Useful": useful, "All": setbacks}))
	}
	if early {
		parts = append(parts, wording.Say("Early setbacks say little; pick a smaller next step."))
	}
	return wording.Sentences(parts...)
}

// ExplainMastery explains what experiences are evidence of.
func ExplainMastery() Explanation {
	return Explanation{
		How: wording.Say("Each thing that you did yourself gets one label by a fixed rule, which is shown with it. A success is assisted if luck or help was 6 of 10 or more. Otherwise it is hard-won if it was hard (a stretch, or something stood in the way) and took effort of 60 of 100 or more, and came easily on a hard task if it took less. " +
			"A success at something not hard is easy with effort below 30, and earned with more. A partial success at something hard, with effort of 60 or more, is progress under load. A setback is a useful one if part of it was in your control and you noted a lesson. What is not told is never guessed: the entry is then not classified. You may choose another label yourself."),
		Limits: wording.Say("The numbers at which a label changes are a convention of this journal, and effort and luck are as you saw them. It is no score: a hard-won success is not worth more than an easy one, but it tells more about what you can do when things get hard."),
		Source: wording.Say("Bandura, Self-efficacy, 1997, on mastery through perseverant effort; Weiner, 1985, on causes that one can control"),
	}
}
