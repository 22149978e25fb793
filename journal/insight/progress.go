package insight

// Unit is what an insight counts on its way.
type Unit string

// The units.
const (
	OfRatedDays       Unit = "rated_days"
	OfAttempts        Unit = "attempts"
	OfOutcomes        Unit = "attempts_with_outcome"
	OfSteps           Unit = "attempts_with_outcome_and_difficulty"
	OfStressAndResult Unit = "attempts_with_stress_and_performance"
	OfFearedAndCame   Unit = "attempts_with_stress_expected_and_felt"
	OfSureBefore      Unit = "attempts_rated_beforehand"
	OfEachOutcome     Unit = "of_successes_and_of_others_rated_before_and_after"
	OfEachSource      Unit = "of_one_source_and_of_others_rated_before_and_after"
	OfEachStrategy    Unit = "with_and_without_one_strategy"
	OfEachPerson      Unit = "with_and_without_one_person"
	OfNamedObstacles  Unit = "entries_with_an_obstacle"
	OfSetbacks        Unit = "setbacks_that_lowered_belief"
	OfFullDays        Unit = "days_with_stress_and_performance"
	OfDaysWritten     Unit = "days_with_entries"
	OfMeasured        Unit = "entries_with_a_measure_and_a_result"
)

// Units lists all units.
func Units() []Unit {
	return []Unit{OfRatedDays, OfAttempts, OfOutcomes, OfSteps, OfStressAndResult, OfFearedAndCame, OfSureBefore, OfEachOutcome, OfEachSource,
		OfEachStrategy, OfEachPerson, OfNamedObstacles, OfSetbacks, OfFullDays, OfDaysWritten, OfMeasured}
}

// Progress is how far an insight is on its way to what it is for. It is a count and no promise: some
// insights also need values that differ, and enough of them may still show nothing clear.
type Progress struct {
	// Have and Need count units. Have goes on beyond Need.
	Have, Need int
	// Of is what is counted; empty for a result that does not count its way.
	Of Unit
}

// Short reports whether there are fewer than are needed.
func (p Progress) Short() bool { return p.Have < p.Need }

// factMin is the number of entries from which an insight that counts and infers nothing has something to count.
const factMin = 1

// Progress counts the rated days towards where belief is, and then towards the first look for a change.
func (r TrendResult) Progress() Progress {
	if r.Early() {
		return Progress{r.N, TrendMinDays, OfRatedDays}
	}
	return Progress{r.N, TrendMinChange, OfRatedDays}
}

// Progress counts the outcomes towards the first test of runs.
func (r FormResult) Progress() Progress { return Progress{r.N, FormMin, OfOutcomes} }

// Progress counts the attempts that a step can be found from.
func (r NextStepResult) Progress() Progress { return Progress{r.N, factMin, OfSteps} }

// Progress counts the pairs of stress and performance. Stress also has to differ among them.
func (r StressResult) Progress() Progress { return Progress{r.N, StressMinPairs, OfStressAndResult} }

// Progress counts the attempts towards the first look at fear and what came.
func (r FearedResult) Progress() Progress { return Progress{r.N, FearedMin, OfFearedAndCame} }

// Progress counts the ratings towards the first look for a bias.
func (r CalibrationResult) Progress() Progress { return Progress{r.N, CalibrationMin, OfSureBefore} }

// Progress counts the experiences that can have a label.
func (r MasteryResult) Progress() Progress { return Progress{r.N, factMin, OfOutcomes} }

// Progress counts the smaller of the two groups.
func (r BeliefChangeResult) Progress() Progress {
	return Progress{min(r.NSuccess, r.NOther), GroupMin, OfEachOutcome}
}

// Progress counts the smaller side of the source that is nearest to a comparison.
func (r SourcesResult) Progress() Progress {
	nearest := 0
	for _, g := range r.Groups {
		nearest = max(nearest, min(g.N, r.N-g.N))
	}
	return Progress{nearest, GroupMin, OfEachSource}
}

// Progress counts the smaller side of the name that is nearest to a comparison.
func (r CompareResult) Progress() Progress { return Progress{r.nearest, GroupMin, r.of} }

// Progress counts the entries that name an obstacle.
func (r ObstaclesResult) Progress() Progress { return Progress{r.Entries, factMin, OfNamedObstacles} }

// Progress counts the setbacks that lowered belief.
func (r RecoveryResult) Progress() Progress { return Progress{r.N, RecoveryMin, OfSetbacks} }

// Progress counts the days of the last six weeks that have both.
func (r FatigueResult) Progress() Progress { return Progress{r.N, FatigueMin, OfFullDays} }

// Progress counts the days with entries.
func (r CalendarResult) Progress() Progress { return Progress{r.Days, factMin, OfDaysWritten} }

// Progress counts the entries of the measure that is nearest to a comparison.
func (r MeasuresResult) Progress() Progress { return Progress{r.nearest, MeasuresMin, OfMeasured} }

// Progress counts the attempts towards the first word on their times.
func (r HoursResult) Progress() Progress { return Progress{r.N, HoursMin, OfAttempts} }
