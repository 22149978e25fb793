package insight

import "time"

// FormLabel is what the scan of outcomes is allowed to say about one direction.
type FormLabel string

// The labels of form (docs/science.md, section C).
const (
	FormNone          FormLabel = "none"
	FormPossibleSlump FormLabel = "possible_slump"
	FormSlump         FormLabel = "slump"
	FormPossibleHot   FormLabel = "possible_hot"
	FormHotStreak     FormLabel = "hot_streak"
)

// FormResult is how outcomes follow each other: plain facts about runs, and the scan for a
// stretch that goes on now and differs from what was before.
type FormResult struct {
	// N counts all entries with an outcome, NUsed those that the scan looks at: the newest 100.
	N     int `json:"n"`
	NUsed int `json:"n_used"`
	// Slump and Hot are absent where the scan cannot run.
	Slump *FormScan `json:"slump,omitempty"`
	Hot   *FormScan `json:"hot,omitempty"`
	// CurrentRun and LongestRun count successes in a row.
	CurrentRun int `json:"current_run"`
	LongestRun int `json:"longest_run"`
	// LongestOrdinary is where the longest run lies 8 times in 10 at this rate of success; empty below 20 tries.
	LongestOrdinary []int  `json:"longest_ordinary,omitempty"`
	Text            string `json:"text"`

	// Dots are the outcomes in order of time.
	Dots []FormDot `json:"-"`
	// Rate is the running rate of success over the newest tries at each, 0-1; empty below 8 tries.
	Rate []RatePoint `json:"-"`
}

// FormScan is the scan in one direction.
type FormScan struct {
	Stat float64 `json:"stat"`
	// K is the length of the stretch in tries; it goes on until now.
	K int `json:"k"`
	// StartIndex is the place of the stretch's first try among all with an outcome, from 0.
	StartIndex int `json:"start_index_in_series"`
	// Points count 1 for a success and 1/2 for a partial.
	Points      float64 `json:"points_in_stretch"`
	RateStretch float64 `json:"rate_in_stretch"`
	RateBefore  float64 `json:"rate_before"`
	Expected    float64 `json:"expected_points"`
	// P is exact: how often some stretch at least this extreme ends a series of the same
	// outcomes in any order.
	P float64 `json:"p_exact"`
	// PWandering is how likely outcomes that only wander show as much; it is asked for
	// where P alone would allow a label.
	PWandering Number    `json:"p_wandering,omitzero"`
	Label      FormLabel `json:"label"`
	// Since is the day of the stretch's first try, as 2006-01-02.
	Since string `json:"since,omitempty"`
}

// FormDot is one try with an outcome; ID opens its entry.
type FormDot struct {
	ID      string
	Time    time.Time
	Outcome Outcome
	Kind    Kind
}

// RatePoint is the rate of success, 0-1, over the tries up to the one at Index in Dots.
type RatePoint struct {
	Index int
	Rate  float64
}

// CalibrationVerdict is what confidence against results is allowed to say.
type CalibrationVerdict string

// The verdicts of calibration (docs/science.md, section F).
const (
	CalibrationNotEnough CalibrationVerdict = "not_enough_data"
	CalibrationOver      CalibrationVerdict = "over_confident"
	CalibrationUnder     CalibrationVerdict = "under_confident"
	CalibrationNoBias    CalibrationVerdict = "no_clear_bias"
)

// CalibrationResult is how sure one was against what came of it. Only ratings given before
// the outcome count.
type CalibrationResult struct {
	N int `json:"n"`
	// LeftOut counts tries with an outcome whose rating was given in hindsight.
	LeftOut int                `json:"left_out,omitempty"`
	Verdict CalibrationVerdict `json:"verdict"`
	Brier   Number             `json:"brier,omitzero"`
	// MeanConfidence and MeanOutcome are 0-1, a partial success is a half.
	MeanConfidence Number `json:"mean_confidence,omitzero"`
	MeanOutcome    Number `json:"mean_outcome,omitzero"`
	// Bias is mean confidence minus mean outcome: positive means surer than successful.
	Bias   Number    `json:"bias_over_positive,omitzero"`
	BiasSE Number    `json:"bias_se,omitzero"`
	BiasCI []float64 `json:"bias_ci80,omitempty"`
	Murphy *Murphy   `json:"murphy_distinct,omitempty"`
	CORP   *CORP     `json:"corp,omitempty"`
	// SpiegelhalterZ exists where no outcome is partial.
	SpiegelhalterZ Number `json:"spiegelhalter_z,omitzero"`
	Text           string `json:"text"`

	// Points are the distinct ratings, ascending; Recalibrated exists from n 20 on.
	Points []CalibrationPoint `json:"-"`

	// likely is the 80% interval of Bias once dependence is allowed for.
	likely []float64
	pooled []float64 // by point
}

// Murphy is Murphy's (1973) decomposition of the Brier score over the distinct ratings:
// reliability, resolution and uncertainty.
type Murphy struct {
	REL float64 `json:"rel"`
	RES float64 `json:"res"`
	UNC float64 `json:"unc"`
}

// CORP is the decomposition of Dimitriadis, Gneiting and Jordan (2021): miscalibration,
// discrimination and uncertainty.
type CORP struct {
	MCB float64 `json:"mcb"`
	DSC float64 `json:"dsc"`
	UNC float64 `json:"unc"`
}

// CalibrationPoint is one distinct rating.
type CalibrationPoint struct {
	// IDs are its entries, newest first.
	IDs []string
	// Confidence is the rating, 0-100.
	Confidence float64
	// Outcome is the mean outcome of its entries, 0-1.
	Outcome float64
	// Recalibrated is what such a rating stood for, 0-1, pooled so that it never falls as
	// confidence rises.
	Recalibrated Number
}

// MasteryResult counts what experiences are evidence of. It is no score.
type MasteryResult struct {
	// N counts the mastery experiences with an outcome.
	N int
	// Counts are by label.
	Counts map[Evidence]int
	// Overridden counts labels that were chosen by hand.
	Overridden int
	Text       string
	Months     []MasteryMonth
}

// MasteryMonth is one calendar month; months without any are there, with no counts.
type MasteryMonth struct {
	// Month is its first day, midnight UTC.
	Month  time.Time
	Counts map[Evidence]int
	// IDs are the entries of each label, newest first.
	IDs map[Evidence][]string
}

// NextStepResult is a step to take next that is likely to succeed and not certain to.
type NextStepResult struct {
	// N counts tries with an outcome and a difficulty.
	N int `json:"n"`
	// Level is the difficulty to try next, 1-10; absent where no try has a difficulty.
	Level Number `json:"level,omitzero"`
	// Staircase is the level by the rule of two up and one down alone.
	Staircase Number `json:"staircase,omitzero"`
	// Chance of a full success at Level, 0-1, with its 80% interval; from 20 tries on.
	Chance         Number    `json:"chance,omitzero"`
	ChanceInterval []float64 `json:"chance_interval,omitempty"`
	// Inconsistent is true where harder tries went better, so that no chance is told.
	Inconsistent bool `json:"inconsistent,omitempty"`
	// Smaller is true where an early failure asks for a smaller rung first.
	Smaller bool   `json:"smaller,omitempty"`
	Text    string `json:"text"`

	// Curve is the chance of success over difficulty 1-10, or empty.
	Curve []ChancePoint `json:"-"`
	// Tries are in order of time.
	Tries []StepTry `json:"-"`
	// Rungs are those of the ladder.
	Rungs []RungState `json:"rungs,omitempty"`
}

// ChancePoint is a chance of success at a difficulty with its 80% interval, all 0-1.
type ChancePoint struct{ Difficulty, Chance, Low, High float64 }

// StepTry is one try that the next step is found from.
type StepTry struct {
	ID         string
	Time       time.Time
	Difficulty float64
	Outcome    Outcome
	// Level is where the staircase stood when it was made.
	Level float64
}

// RungState is a rung of the ladder as it stands.
type RungState struct {
	Text       string `json:"text"`
	Difficulty Number `json:"difficulty,omitzero"`
	// Rating is how sure one was of it last, 0-100.
	Rating Number `json:"rating,omitzero"`
	// Climbed is true where a try at least this hard was a success.
	Climbed bool `json:"climbed,omitempty"`
	// Next is true for the rung that fits the next step best.
	Next bool `json:"next,omitempty"`
}

// Comparison compares a measure between entries with and without something.
type Comparison struct {
	// Name is what is compared, as it was first written.
	Name string `json:"name"`
	// Measure says what was measured: "performance", "stress" or "belief" (after minus before).
	Measure string `json:"measure"`
	With    int    `json:"n_with"`
	Without int    `json:"n_without"`
	// MeanWith and MeanWithout are of the measure.
	MeanWith    float64 `json:"mean_with"`
	MeanWithout float64 `json:"mean_without"`
	// Shift is the Hodges-Lehmann shift, with minus without, in points.
	Shift    float64   `json:"shift"`
	Interval []float64 `json:"interval,omitempty"` // 80%
	P        float64   `json:"p"`
	// Q is P after the correction for looking at many (Benjamini & Hochberg 1995).
	Q     float64 `json:"q"`
	Claim bool    `json:"claim,omitempty"`
	// IDs are the entries with it, newest first.
	IDs []string `json:"-"`
}

// BeliefChangeResult is how belief moved after a success against other outcomes.
type BeliefChangeResult struct {
	NSuccess int `json:"n_success"`
	NOther   int `json:"n_other"`
	// Shift is by how many points belief (after minus before) moved more after a success.
	Shift    Number    `json:"shift,omitzero"`
	Interval []float64 `json:"interval,omitempty"` // 80%
	P        Number    `json:"p,omitzero"`
	Text     string    `json:"text"`

	// Groups are the outcomes that have entries, best first.
	Groups []ChangeGroup `json:"-"`
}

// ChangeGroup are changes of belief, after minus before in points, of one outcome or source.
type ChangeGroup struct {
	Name    string    `json:"name"`
	N       int       `json:"n"`
	Mean    float64   `json:"mean"`
	Median  Number    `json:"median,omitzero"` // Hodges-Lehmann, from 5 entries on
	Low     Number    `json:"low,omitzero"`    // 80% interval
	High    Number    `json:"high,omitzero"`
	P       Number    `json:"p,omitzero"`
	Q       Number    `json:"q,omitzero"`
	Claim   bool      `json:"claim,omitempty"`
	Changes []float64 `json:"-"` // by entry, with IDs
	IDs     []string  `json:"-"`
}

// SourcesResult is how much each of the four sources moved belief.
type SourcesResult struct {
	// Groups are the sources that have entries, most entries first.
	Groups []ChangeGroup `json:"sources,omitempty"`
	N      int           `json:"n"`
	Text   string        `json:"text"`
}

// CompareResult is stress and performance with and without each strategy, or person.
type CompareResult struct {
	// N counts the entries with stress or performance.
	N int `json:"n"`
	// Shown are those with enough entries on both sides, the surest first.
	Shown []Comparison `json:"shown,omitempty"`
	// TooFew counts strategies or people with fewer entries than it takes.
	TooFew int    `json:"too_few,omitempty"`
	Text   string `json:"text"`
}

// ObstaclesResult is what stood in the way most often, and how often it was overcome.
type ObstaclesResult struct {
	// Entries counts the entries that name an obstacle.
	Entries int            `json:"entries"`
	Shown   []ObstacleSeen `json:"shown,omitempty"`
	Text    string         `json:"text"`
}

// ObstacleSeen is one obstacle.
type ObstacleSeen struct {
	Name     string `json:"name"`
	Times    int    `json:"times"`
	Overcome int    `json:"overcome"`
	// Low and High are where the share that is overcome likely lies (80%), 0-1; from 5 times on.
	Low  Number `json:"low,omitzero"`
	High Number `json:"high,omitzero"`
	// IDs are its entries, newest first.
	IDs []string `json:"-"`
}

// RecoveryResult is how long it took, after a setback, until belief was back where it had
// been before.
type RecoveryResult struct {
	// N counts setbacks and failures after which belief was lower than before.
	N int `json:"n"`
	// Back counts those after which it came back; the others are open still.
	Back int `json:"back"`
	// Tries and Days are medians over all, those that are open included (Kaplan & Meier 1958).
	Tries Number `json:"median_tries,omitzero"`
	Days  Number `json:"median_days,omitzero"`
	Text  string `json:"text"`

	// LeftOut counts setbacks whose rating from before was given in hindsight.
	LeftOut int `json:"left_out,omitempty"`

	// Setbacks are in order of time.
	Setbacks []RecoverySetback `json:"-"`
}

// RecoverySetback is one setback and what came after it.
type RecoverySetback struct {
	ID   string
	Time time.Time
	// Before and After are the ratings of belief before and after it.
	Before, After float64
	// Back is true if a later rating was at least Before; Tries and Days are how many it
	// took, or have gone by so far.
	Back        bool
	Tries, Days int
	// BackID is the entry whose rating was back.
	BackID string
}

// FatigueResult is whether stress at its peak rises while performance falls.
type FatigueResult struct {
	// N counts days with both, in the six weeks that are looked at.
	N int `json:"n"`
	// StressChange and PerformanceChange are in points from the first to the last day.
	StressChange      Number    `json:"stress_change,omitzero"`
	StressCI          []float64 `json:"stress_ci80,omitempty"`
	PerformanceChange Number    `json:"performance_change,omitzero"`
	PerformanceCI     []float64 `json:"performance_ci80,omitempty"`
	// P is the larger of how likely stress does not rise, and performance does not fall.
	P Number `json:"p,omitzero"`
	// PTogether is how likely stress does not rise above performance, each in its own spread.
	PTogether Number `json:"p_together,omitzero"`
	// Since is the first of the days that are looked at, as 2006-01-02.
	Since string `json:"since,omitempty"`
	Text  string `json:"text"`

	// Days are all days with stress or performance, in order; Since on they are looked at.
	Days []FatigueDay `json:"-"`
}

// FatigueDay is one calendar day: means of its entries.
type FatigueDay struct {
	Day                 time.Time // midnight UTC
	Stress, Performance Number
	IDs                 []string
}

// CalendarResult is what each day holds.
type CalendarResult struct {
	// Days counts days with entries, Entries the experiences and check-ins on them.
	Days    int    `json:"days"`
	Entries int    `json:"entries"`
	Text    string `json:"text"`

	// Cells are the days that have entries, in order.
	Cells []CalendarDay `json:"-"`
}

// CalendarDay is one day with entries; its numbers are means over them.
type CalendarDay struct {
	Day                           time.Time // midnight UTC
	Entries                       int
	Performance, Stress, Efficacy Number
	IDs                           []string
}

// HoursResult is what was tried at which weekday and hour.
type HoursResult struct {
	N    int    `json:"n"`
	Text string `json:"text"`

	// Cells are those that have tries, by weekday and part of the day.
	Cells []HourCell `json:"-"`
}

// HourCell is one weekday and two hours of it.
type HourCell struct {
	Weekday time.Weekday
	// Hour is the first of two hours, 0-22.
	Hour        int
	Tries       int
	Successes   int
	Performance Number // mean
	IDs         []string
}
