package insight

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"enactive/journal/wording"
)

// Words are the label as a reader sees it, such as "Came easily on a hard task". A label
// that is not known is itself.
func (e Evidence) Words() string {
	switch e {
	case HardWon:
		return "Hard-won"
	case EasyOnHard:
		return "Came easily on a hard task"
	case Earned:
		return "Earned"
	case Easy:
		return "Easy"
	case Assisted:
		return "Assisted"
	case UnderLoad:
		return "Progress under load"
	case Partly:
		return "Partial"
	case UsefulSetback:
		return "Useful setback"
	case PlainSetback:
		return "Setback"
	case NotRated:
		return "Not rated"
	}
	return string(e)
}

// evidenceReason is the rule that held for the label, with the entry's own numbers.
func evidenceReason(s *Sample, label Evidence) string {
	var why string
	switch label {
	case UsefulSetback:
		why = "part of it was in your control, and you noted a lesson"
	case PlainSetback:
		why = setbackReason(s)
	case NotRated:
		why = missingReason(s)
	case Partly, UnderLoad:
		why = partialReason(s)
	case Assisted:
		why = "a success with " + luckReason(s)
	case HardWon, EasyOnHard:
		why = fmt.Sprintf("%s, with %s and %s", hardReason(s), effortReason(s), luckReason(s))
	default:
		why = fmt.Sprintf("%s, with %s and %s", easeReason, effortReason(s), luckReason(s))
	}
	return label.Words() + ": " + why + "."
}

func hardReason(s *Sample) string {
	obstacles := count(len(s.Obstacles), "obstacle", "obstacles")
	switch {
	case s.Kind == Stretch && len(s.Obstacles) > 0:
		return "a stretch with " + obstacles
	case s.Kind == Stretch:
		return "a stretch"
	}
	return obstacles + " in the way"
}

// easeReason is what not hard means.
const easeReason = "neither a stretch nor an obstacle is noted"

func partialReason(s *Sample) string {
	if !s.isHard() {
		return easeReason
	}
	return hardReason(s) + ", with " + effortReason(s)
}

func effortReason(s *Sample) string { return "effort " + plainNumber(s.Effort) + " of 100" }

func luckReason(s *Sample) string { return "luck or help " + plainNumber(s.Luck) + " of 10" }

// plainNumber writes a rating with at most one digit after the point. It cuts the others
// off, because 59.96 that is told as 60 would seem to break the rule for 60.
func plainNumber(n Number) string {
	return strconv.FormatFloat(math.Floor(n.Or(0)*10+1e-6)/10, 'f', -1, 64)
}

func setbackReason(s *Sample) string {
	switch s.Controllable {
	case "yes":
		return "part of it was in your control, and no lesson is noted yet"
	case "no":
		return "it was out of your control"
	case "unsure":
		return "you are not sure whether part of it was in your control"
	}
	return "it is not noted whether part of it was in your control"
}

func missingReason(s *Sample) string {
	_, luck := luckOf(s)
	_, effort := rating(s.Effort)
	switch {
	case s.Outcome == Partial:
		return fmt.Sprintf("%s, and effort is not noted", hardReason(s))
	case !luck && !effort:
		return "neither effort nor luck or help is noted"
	case !luck:
		return "luck or help is not noted"
	}
	return "effort is not noted"
}

// masteryText counts the labels in words. successes are those of successes alone; early is
// whether a major failure stands among the first tries.
func masteryText(r MasteryResult, successes map[Evidence]int, early bool) string {
	if r.N == 0 {
		return "This needs things that you did yourself, with how they ended; each then shows what it is evidence of."
	}
	parts := []string{successText(successes, r.N)}
	if n := r.Counts[UnderLoad]; n > 0 {
		parts = append(parts, fmt.Sprintf("%s progress under load.", wasWere(n, "partial success", "partial successes")))
	}
	useful, setbacks := r.Counts[UsefulSetback], r.Counts[UsefulSetback]+r.Counts[PlainSetback]
	switch {
	case useful > 0 && setbacks == 1:
		parts = append(parts, "From your one setback you took a lesson about something in your control.")
	case useful > 0:
		parts = append(parts, fmt.Sprintf("From %s of your %s setbacks you took a lesson about something in your control.", wording.Thousands(useful), wording.Thousands(setbacks)))
	}
	if early {
		parts = append(parts, "Early setbacks say little; pick a smaller next step.")
	}
	return strings.Join(parts, " ")
}

// successText says of successes what they were. n is how many experiences there are.
func successText(successes map[Evidence]int, n int) string {
	all := 0
	for _, k := range successes {
		all += k
	}
	if all == 0 {
		return fmt.Sprintf("You have %s with an outcome, and no full success yet.", wording.Count(n, "{{.N}} experience", "{{.N}} experiences"))
	}
	parts := successParts(successes, HardWon, EasyOnHard, Assisted, NotRated)
	if len(parts) == 0 {
		parts = successParts(successes, Earned, Easy)
	}
	switch {
	case len(parts) == 0:
		return fmt.Sprintf("You have %s.", wording.Count(all, "{{.N}} success", "{{.N}} successes"))
	case all == 1:
		return "Your one success " + strings.TrimPrefix(parts[0], "1 ") + "."
	}
	// "6 of your 9 successes were hard-won" names what the other counts are out of.
	number, rest, _ := strings.Cut(parts[0], " ")
	parts[0] = fmt.Sprintf("%s of your %s successes %s", number, wording.Thousands(all), rest)
	if number == wording.Thousands(all) {
		parts[0] = fmt.Sprintf("All %s of your successes %s", number, rest)
	}
	return strings.Join(parts, "; ") + "."
}

// successParts words those of the labels that have successes, such as "1 was assisted".
func successParts(successes map[Evidence]int, labels ...Evidence) []string {
	var parts []string
	for _, label := range labels {
		n := successes[label]
		if n == 0 {
			continue
		}
		is, was := "is", "was"
		if n > 1 {
			is, was = "are", "were"
		}
		words := was + " " + strings.ToLower(label.Words())
		switch label {
		case EasyOnHard:
			words = "came easily on a hard task"
		case NotRated:
			words = is + " not rated, because effort or luck is missing"
		}
		parts = append(parts, wording.Thousands(n)+" "+words)
	}
	return parts
}

// ExplainMastery explains what experiences are evidence of.
func ExplainMastery() Explanation {
	return Explanation{
		How: "Each thing that you did yourself gets one label by a fixed rule, which is shown with it. A success is assisted if luck or help was 6 of 10 or more. Otherwise it is hard-won if it was hard (a stretch, or something stood in the way) and took effort of 60 of 100 or more, and came easily on a hard task if it took less. " +
			"A success at something not hard is easy with effort below 30, and earned with more. A partial success at something hard, with effort of 60 or more, is progress under load. A setback is a useful one if part of it was in your control and you noted a lesson. What is not told is never guessed: the entry is then not rated. You may choose another label yourself.",
		Limits: "The numbers at which a label changes are a convention of this journal, and effort and luck are as you saw them. It is no score: a hard-won success is not worth more than an easy one, but it tells more about what you can do when things get hard.",
		Source: "Bandura, Self-efficacy, 1997, on mastery through perseverant effort; Weiner, 1985, on causes that one can control",
	}
}
