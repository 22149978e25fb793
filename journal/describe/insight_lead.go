package describe

import (
	"enactive/journal/insight"
	"enactive/journal/wording"
)

// InsightLead is the part of an insight's text that matters most: what is claimed or possible, without the
// means that the whole text begins with. key is that of the insight and text its whole text, which is
// returned where nothing is claimed.
func InsightLead(key string, result any, text string) string {
	switch r := result.(type) {
	case insight.TrendResult:
		return TrendLead(r)
	case insight.NextStepResult:
		return either(NextStepLead(r), text)
	case insight.FormResult:
		return either(FormLead(r), text)
	case insight.StressResult:
		if says(r.Finding()) {
			return wording.Sentences(stressVerdictText(r)...)
		}
	case insight.FearedResult:
		if says(r.OfFear()) {
			return fearedVerdict(r)
		}
		if says(r.OfAppraisal()) {
			return wording.Sentences(appraisalText(r.Appraisal)...)
		}
	case insight.BeliefChangeResult:
		if says(r.Finding()) && len(r.Interval) == 2 {
			return shiftText(r)
		}
	case insight.SourcesResult:
		var claims []string
		for _, g := range r.Groups {
			if g.Claim || g.Possible {
				claims = append(claims, sourceClaim(g))
			}
		}
		return either(wording.Sentences(claims...), text)
	case insight.CompareResult:
		return either(compareLead(key, r), text)
	case insight.MeasuresResult:
		return either(measuresLead(r), text)
	case insight.FatigueResult:
		switch r.Finding() {
		case insight.Claim:
			return wording.Say("pressure-rose-by-about-while-performance-fell", changesOf(r))
		case insight.Possible:
			return wording.Say("possibly-pressure-rose-while-performance-fell", changesOf(r))
		}
	}
	return text
}

func says(f insight.Finding) bool { return f == insight.Claim || f == insight.Possible }

func either(text, otherwise string) string {
	if text == "" {
		return otherwise
	}
	return text
}

// leadSaid is how many differences or links a lead tells.
const leadSaid = 2

// compareLead tells the surest differences; empty if nothing differs.
func compareLead(key string, r insight.CompareResult) string {
	var said []string
	for _, c := range r.Shown {
		if !c.Claim && !c.Possible || len(c.Interval) != 2 || len(said) == leadSaid {
			continue
		}
		name := c.Name
		if key == "strategies" {
			name = wording.Say("quoted-name", wording.V{"Name": name})
		}
		said = append(said, differenceText(c, name))
	}
	return wording.Sentences(said...)
}

// measuresLead tells the surest links; empty if there is none.
func measuresLead(r insight.MeasuresResult) string {
	var said []string
	for _, wanted := range []insight.Finding{insight.Claim, insight.Possible} {
		for i := range r.Shown {
			if r.Shown[i].Finding() == wanted && len(said) < leadSaid {
				said = append(said, linkText(&r.Shown[i]))
			}
		}
	}
	return wording.Sentences(said...)
}

// InsightMethod says in one line how the insight of that key is computed; empty for an unknown key.
func InsightMethod(key string) string {
	method, ok := map[string]wording.Text{
		"trend":         wording.Text("method-of-the-trend"),
		"form":          wording.Text("method-of-the-form"),
		"next_step":     wording.Text("method-of-the-next-step"),
		"stress":        wording.Text("method-of-stress"),
		"feared":        wording.Text("method-of-the-feared"),
		"calibration":   wording.Text("method-of-the-calibration"),
		"mastery":       wording.Text("method-of-the-mastery"),
		"belief_change": wording.Text("method-of-the-belief-change"),
		"sources":       wording.Text("method-of-the-sources"),
		"strategies":    wording.Text("method-of-a-comparison"),
		"people":        wording.Text("method-of-a-comparison"),
		"measures":      wording.Text("method-of-the-measures"),
		"obstacles":     wording.Text("method-of-the-obstacles"),
		"recovery":      wording.Text("method-of-the-recovery"),
		"fatigue":       wording.Text("method-of-the-fatigue"),
		"calendar":      wording.Text("method-of-the-calendar"),
		"hours":         wording.Text("method-of-the-hours"),
	}[key]
	if !ok {
		return ""
	}
	return method.String()
}

// Certainty says in a few words how certain a finding is; empty where there is none.
func Certainty(f insight.Finding) string {
	switch f {
	case insight.Claim:
		return wording.Say("chance-alone-seldom-shows-this")
	case insight.Possible:
		return wording.Say("it-may-be-chance")
	case insight.Facts:
		return wording.Say("counted-nothing-is-concluded")
	case insight.Nothing:
		return wording.Say("chance-can-explain-it")
	}
	return ""
}
