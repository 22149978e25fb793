package insight

import (
	"fmt"
	"strings"

	"enactive/journal/wording"
)

// obstaclesText names the most frequent obstacles. all are those that were ever named, the
// most frequent first.
func obstaclesText(r ObstaclesResult, all []*ObstacleSeen) string {
	if r.Entries == 0 {
		return "This needs entries that name what stood in the way; it then counts what comes up most, and how often you got past it."
	}
	times, overcome := 0, 0
	var most []string
	for _, o := range all {
		times += o.Times
		overcome += o.Overcome
		if o.Times == all[0].Times {
			most = append(most, "“"+o.Name+"”")
		}
	}
	first, known := *all[0], len(all)
	switch {
	case times == 1 && overcome == 1:
		return fmt.Sprintf("You named one obstacle so far, %s, and got past it.", most[0])
	case times == 1:
		return fmt.Sprintf("You named one obstacle so far, %s.", most[0])
	case known == 1:
		return fmt.Sprintf("The one obstacle you named is %s: %s.", most[0], overcomeText(first))
	}
	text := fmt.Sprintf("You named %s obstacles in %s, and got past them %s of %s times.", wording.Thousands(known), wording.Count(r.Entries, "{{.N}} entry", "{{.N}} entries"), wording.Thousands(overcome), wording.Thousands(times))
	switch {
	case len(most) == 1:
		return fmt.Sprintf("%s Most often it was %s: %s.", text, most[0], overcomeText(first))
	case first.Times == 1:
		return text + " None came up twice."
	case len(most) <= 3:
		return fmt.Sprintf("%s Most often it was %s, %s times each.", text, strings.Join(most[:len(most)-1], ", ")+" or "+most[len(most)-1], wording.Thousands(first.Times))
	}
	return fmt.Sprintf("%s The most frequent %s came up %s times each.", text, wording.Thousands(len(most)), wording.Thousands(first.Times))
}

// overcomeText says how often one came up and was overcome, and where that share likely lies.
func overcomeText(o ObstacleSeen) string {
	text := fmt.Sprintf("%s times, overcome %s times", wording.Thousands(o.Times), wording.Thousands(o.Overcome))
	switch o.Overcome {
	case 0:
		text = fmt.Sprintf("%s times, not overcome so far", wording.Thousands(o.Times))
	case 1:
		text = fmt.Sprintf("%s times, overcome once", wording.Thousands(o.Times))
	case o.Times:
		text = fmt.Sprintf("%s times, overcome every time", wording.Thousands(o.Times))
	}
	low, told := o.Low.Get()
	if !told {
		return text
	}
	return fmt.Sprintf("%s (the share likely lies between %.0f%% and %.0f%%)", text, 100*low, 100*o.High.Or(1))
}

// ExplainObstacles explains what stood in the way.
func ExplainObstacles() Explanation {
	return Explanation{
		How:    fmt.Sprintf("It counts the entries that name each obstacle, and those in which you marked it as overcome. Capitals and blanks make no difference; an obstacle counts once an entry. From %d times on, it also says between which shares your true share lies 8 times in 10.", obstaclesMin),
		Limits: "It counts what you wrote down. The same obstacle under two names is counted as two, and an obstacle that you got past without noticing is not here. A low share may say that the obstacle is hard, or that you chose to turn back in good time.",
		Source: "Wilson, 1927 (the likely share)",
	}
}
