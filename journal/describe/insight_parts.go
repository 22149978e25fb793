package describe

import (
	"strings"

	"enactive/journal/insight"
	"enactive/journal/wording"
)

// InReadingOrder is the text of an insight in the order in which it is read.
type InReadingOrder struct {
	// Claim is read first: what was found, or that nothing was.
	Claim string
	// Conditions follow on it: how sure that is, and what it does not mean.
	Conditions string
	// Facts are the means and counts that it rests on.
	Facts string
}

// InsightParts parts an insight's text. Every sentence of the text is in exactly one of the parts, as a
// whole. key is that of the insight; a text without a claim of its own is one part.
func InsightParts(key string, result any, text string) InReadingOrder {
	claim := insightVerdict(key, result, text)
	before, after, found := strings.Cut(text, claim)
	if !found || claim == "" {
		return InReadingOrder{Claim: text}
	}
	return InReadingOrder{claim, strings.TrimSpace(after), strings.TrimSpace(before)}
}

// insightVerdict is the sentence of the text that says what was found, or that nothing was; the text
// itself where that is all.
func insightVerdict(key string, result any, text string) string {
	switch r := result.(type) {
	case insight.TrendResult:
		if !r.Early() {
			return changeText(r)
		}
	case insight.FormResult:
		return formVerdict(r, text)
	case insight.StressResult:
		if r.Finding() == insight.Nothing {
			return noLinkText(r)[0]
		}
		if says(r.Finding()) {
			return stressVerdictText(r)[0]
		}
	case insight.CalibrationResult:
		return calibrationVerdict(r, text)
	case insight.BeliefChangeResult:
		if r.Shift.IsSet() && len(r.Interval) == 2 {
			return shiftText(r)
		}
	case insight.SourcesResult:
		if r.Finding() == insight.Nothing {
			return wording.Say("given-the-same-belief-before-no-source")
		}
	case insight.CompareResult:
		if r.Finding() == insight.Nothing {
			return noDifference(key, r, text)
		}
	case insight.MasteryResult:
		if r.N > 0 {
			return successText(r.Successes, r.N)
		}
	case insight.FatigueResult:
		if r.Finding() == insight.Nothing {
			return wording.Say("no-clear-sign-that-pressure-rose-while-performance-fell")
		}
	case insight.RecoveryResult:
		if r.N >= insight.RecoveryMin && r.Tries.IsSet() && r.Days.IsSet() {
			return typicalRecoveryText(r)
		}
		if r.N > 0 {
			return cameBackText(r)
		}
	}
	return InsightLead(key, result, text)
}

// formVerdict names a streak or slump, or says that none stands out.
func formVerdict(r insight.FormResult, text string) string {
	switch unusual := r.Unusual(); {
	case r.Named() != nil:
		return FormLead(r)
	case r.N < insight.FormMin || r.Slump == nil:
		return text
	case unusual != nil:
		return stretchText(r, *unusual)
	}
	return wording.Say("form-no-stretch-up-to-the-last")
}

// calibrationVerdict is the sentence about a bias.
func calibrationVerdict(r insight.CalibrationResult, text string) string {
	switch {
	case r.N == 0 || r.Verdict == insight.CalibrationNotEnough:
	case r.OfRecent && r.Recent != nil:
		return biasText(r, *r.Recent, wording.Count(r.Recent.N, "the-newest-n-attempts-entries"))
	case len(r.BiasCI) == 2:
		all := insight.CalibrationRecent{MeanConfidence: r.MeanConfidence.Or(0), MeanOutcome: r.MeanOutcome.Or(0), Bias: r.Bias.Or(0), BiasCI: r.BiasCI}
		return biasText(r, all, wording.Count(r.N, "all-n-attempts-entries"))
	}
	return text
}

// noDifference says that strategies or people make none.
func noDifference(key string, r insight.CompareResult, text string) string {
	if len(r.Shown) == 0 {
		return text
	}
	if key == "people" {
		return wording.Count(looked(r), "no-clear-difference-with-or-without-any")
	}
	return wording.Count(looked(r), "no-clear-difference-with-or-without-any-of")
}
