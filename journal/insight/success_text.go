package insight

import "enactive/journal/wording"

// successText says of successes what they were. n is how many experiences there are.
func successText(successes map[Evidence]int, n int) string {
	all := 0
	for _, k := range successes {
		all += k
	}
	labels := labelsToTell(successes)
	switch {
	case all == 0:
		return wording.Count(n, "You have {{.N}} experience with an outcome, and no full success yet.", "You have {{.N}} experiences with an outcome, and no full success yet.")
	case len(labels) == 0:
		return wording.Count(all, "You have {{.N}} success.", "You have {{.N}} successes.")
	case all == 1:
		return oneSuccess(labels[0])
	}
	clauses := []string{someSuccesses(labels[0], successes[labels[0]], all)}
	if successes[labels[0]] == all {
		clauses[0] = allSuccesses(labels[0], all)
	}
	for _, label := range labels[1:] {
		clauses = append(clauses, moreSuccesses(label, successes[label]))
	}
	return wording.Clauses(clauses...)
}

// labelsToTell are the labels that some success has: those that say most, or else the others.
func labelsToTell(successes map[Evidence]int) []Evidence {
	for _, labels := range [][]Evidence{{HardWon, EasyOnHard, Assisted, NotRated}, {Earned, Easy}} {
		var told []Evidence
		for _, label := range labels {
			if successes[label] > 0 {
				told = append(told, label)
			}
		}
		if len(told) > 0 {
			return told
		}
	}
	return nil
}

// oneSuccess says what the only success was.
func oneSuccess(label Evidence) string {
	switch label {
	case HardWon:
		return wording.Say("Your one success was hard-won.")
	case EasyOnHard:
		return wording.Say("Your one success came easily on a hard task.")
	case Assisted:
		return wording.Say("Your one success was assisted.")
	case NotRated:
		return wording.Say("Your one success is not classified, because effort or luck is missing.")
	case Earned:
		return wording.Say("Your one success was earned.")
	}
	return wording.Say("Your one success was easy.")
}

// allSuccesses says what all n successes were, as a clause.
func allSuccesses(label Evidence, n int) string {
	with := wording.V{"All": n}
	switch label {
	case HardWon:
		return wording.Say("All {{.All}} of your successes were hard-won [clause]", with)
	case EasyOnHard:
		return wording.Say("All {{.All}} of your successes came easily on a hard task [clause]", with)
	case Assisted:
		return wording.Say("All {{.All}} of your successes were assisted [clause]", with)
	case NotRated:
		return wording.Say("All {{.All}} of your successes are not classified, because effort or luck is missing [clause]", with)
	case Earned:
		return wording.Say("All {{.All}} of your successes were earned [clause]", with)
	}
	return wording.Say("All {{.All}} of your successes were easy [clause]", with)
}

// someSuccesses says what n of all successes were, as a clause.
func someSuccesses(label Evidence, n, all int) string {
	with := wording.V{"All": all}
	switch label {
	case HardWon:
		return wording.Count(n, "{{.N}} of your {{.All}} successes was hard-won", "{{.N}} of your {{.All}} successes were hard-won", with)
	case EasyOnHard:
		return wording.Count(n, "{{.N}} of your {{.All}} successes came easily on a hard task", "{{.N}} of your {{.All}} successes came easily on a hard task", with)
	case Assisted:
		return wording.Count(n, "{{.N}} of your {{.All}} successes was assisted", "{{.N}} of your {{.All}} successes were assisted", with)
	case NotRated:
		return wording.Count(n, "{{.N}} of your {{.All}} successes is not classified, because effort or luck is missing", "{{.N}} of your {{.All}} successes are not classified, because effort or luck is missing", with)
	case Earned:
		return wording.Count(n, "{{.N}} of your {{.All}} successes was earned", "{{.N}} of your {{.All}} successes were earned", with)
	}
	return wording.Count(n, "{{.N}} of your {{.All}} successes was easy", "{{.N}} of your {{.All}} successes were easy", with)
}

// moreSuccesses says what n others of them were, as a clause that follows. Those of the
// first labels, hard-won and earned, never follow.
func moreSuccesses(label Evidence, n int) string {
	switch label {
	case EasyOnHard:
		return wording.Count(n, "{{.N}} came easily on a hard task [more of the successes]", "{{.N}} came easily on a hard task [more of the successes]")
	case Assisted:
		return wording.Count(n, "{{.N}} was assisted [more of the successes]", "{{.N}} were assisted [more of the successes]")
	case NotRated:
		return wording.Count(n, "{{.N}} is not classified, because effort or luck is missing [more of the successes]", "{{.N}} are not classified, because effort or luck is missing [more of the successes]")
	}
	return wording.Count(n, "{{.N}} was easy [more of the successes]", "{{.N}} were easy [more of the successes]")
}
