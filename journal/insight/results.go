package insight

import "time"

// TrendVerdict is what the trend is allowed to say.
type TrendVerdict string

// The verdicts of the efficacy trend (docs/science.md, section B).
const (
	TrendTooEarly      TrendVerdict = "too_early"
	TrendRising        TrendVerdict = "rising"
	TrendFalling       TrendVerdict = "falling"
	TrendNoClearChange TrendVerdict = "no_clear_change"
	// TrendMaybeRising and TrendMaybeFalling are said with "possibly", and are no claims.
	TrendMaybeRising  TrendVerdict = "possibly_rising"
	TrendMaybeFalling TrendVerdict = "possibly_falling"
)

// MarshalText keeps to the words that scripts have always known: what is only possible is no verdict,
// and the finding beside it tells.
func (v TrendVerdict) MarshalText() ([]byte, error) {
	if v == TrendMaybeRising || v == TrendMaybeFalling {
		v = TrendNoClearChange
	}
	return []byte(v), nil
}

// TrendResult is the level of belief over time, estimated from one mean a calendar day.
type TrendResult struct {
	// N counts rated days, not ratings.
	N int `json:"n"`
	// RefDate is a day about a month ago, as 2006-01-02. ChangeMean, ChangeSD and PUp are the estimate of the
	// local-level model alone for the change since; nothing is claimed of it.
	RefDate    string       `json:"ref_date,omitempty"`
	ChangeMean Number       `json:"change_mean,omitzero"`
	ChangeSD   Number       `json:"change_sd,omitzero"`
	PUp        Number       `json:"p_up,omitzero"`
	Verdict    TrendVerdict `json:"verdict"`
	LevelNow   Number       `json:"level_now,omitzero"`
	SDNow      Number       `json:"sd_now,omitzero"`

	// Change is what the verdict is about; nil where it is about none.
	Change *TrendChange `json:"change,omitempty"`
	// NextLow and NextHigh are where the mean of the next seven rated days will be 8 times in 10.
	NextLow  Number `json:"next_low,omitzero"`
	NextHigh Number `json:"next_high,omitzero"`
	// Means are of the newest rated days and of others; nil where there are too few.
	Means *TrendMeans `json:"means,omitempty"`
	// Logging is how often entries were written lately, where that changed; nil where not.
	Logging *Logging `json:"logging,omitempty"`
	// LeftOut is true if days that were left out could explain the change.
	LeftOut bool `json:"left_out,omitempty"`
	// Ended is the day of the newest entry, as 2006-01-02, if the diary has ended; nothing is of now then.
	Ended string `json:"ended,omitempty"`

	// FromAfter is true when too few before-ratings existed and after-ratings were used.
	FromAfter bool `json:"from_after,omitempty"`
	// Retrospective counts ratings that were given after the outcome.
	Retrospective int `json:"retrospective,omitempty"`
	// Start is local midnight (UTC location, same calendar date) of the first rated day: day 0.
	Start time.Time `json:"-"`
	// Days are the rated days with the smoothed level; Level and SD exist from n 3 on.
	Days []TrendDay `json:"-"`
	// Curve holds the smoothed level between and on the rated days, for drawing; empty below n 3.
	// Where nothing is claimed it is a guide and no finding.
	Curve []LevelPoint `json:"-"`
	// Dots are the single ratings behind the days, in order of time; After marks the light after-ratings.
	Dots []TrendDot `json:"-"`
}

// TrendChange is how belief changed: the days since differ from all days before, or it went up or down all along.
type TrendChange struct {
	// Since is the first rated day after the change, as 2006-01-02; the change may have
	// come some days earlier or later. For a gradual change it is the first rated day of all.
	Since string `json:"since"`
	// DaysBefore and DaysSince count rated days; there are none before a gradual change.
	DaysBefore int `json:"days_before"`
	DaysSince  int `json:"days_since"`
	// Change is in points: since less before, or from the first to the last day. It lies from Low to High 8 times in 10.
	Change float64 `json:"change"`
	Low    float64 `json:"low"`
	High   float64 `json:"high"`
	// Gradual is true for a rise or fall over all days.
	Gradual bool `json:"gradual,omitempty"`
	// Odds is how likely the rated days are if belief only wandered around one level, over how likely they are
	// if it changed, 0 to 1: the weakest of the newest three looks. The verdict rests on it alone.
	Odds float64 `json:"odds"`
}

// TrendMeans are means of rated days, 0-100.
type TrendMeans struct {
	// Days is how many of the newest days Lately is of; Earlier is of all days before them.
	Days    int     `json:"days"`
	Lately  float64 `json:"lately"`
	Earlier float64 `json:"earlier"`
	// First is of as many days at the beginning; it is absent where those are all the earlier ones.
	First Number `json:"first,omitzero"`
	// YearBefore is of the same weeks a year earlier.
	YearBefore Number `json:"year_before,omitzero"`
}

// TrendDay is one rated calendar day.
type TrendDay struct {
	// Day is whole days since the first rated day.
	Day int
	// Mean is the mean rating of that day, 0-100, from Count ratings.
	Mean  float64
	Count int
	// Level and SD are the smoothed level of belief and its standard deviation.
	Level, SD Number
}

// LevelPoint is the estimated level at a time, Day in days since the first rated day.
// The numbers are not clipped to 0-100; drawings clip.
type LevelPoint struct{ Day, Level, SD float64 }

// TrendDot is one rating; ID opens its entry.
type TrendDot struct {
	ID            string
	Time          time.Time
	Day           float64 // days since Start, with the time of day as its fraction
	Value         float64
	Retrospective bool
	After         bool

	sample int // its place among the samples
}

// StressVerdict is what the stress curve is allowed to say.
type StressVerdict string

// The verdicts of stress against performance (docs/science.md, section D).
const (
	StressNotEnough StressVerdict = "not_enough_data"
	StressInvertedU StressVerdict = "inverted_u"
	StressHint      StressVerdict = "hint_of_inverted_u"
	StressUp        StressVerdict = "monotone_up"
	StressDown      StressVerdict = "monotone_down"
	StressNoPattern StressVerdict = "no_clear_pattern"
)

// StressResult is performance against stress, with the honest test of an inverted U.
type StressResult struct {
	Verdict  StressVerdict `json:"verdict"`
	N        int           `json:"n"`
	PeakX    Number        `json:"peak_x,omitzero"`
	Zone     []float64     `json:"zone,omitempty"` // low and high end, or empty
	TwoLines *TwoLines     `json:"two_lines,omitempty"`
	UTest    *UTest        `json:"u_test_10_90,omitempty"`
	Kendall  *Kendall      `json:"kendall,omitempty"`

	// ZoneFrom and ZoneTo say whether each end of the zone is inside the recorded
	// range; an end on its edge is no limit ("from", "up to").
	ZoneFrom bool `json:"-"`
	ZoneTo   bool `json:"-"`
	// Retrospective counts pairs whose stress was given after the outcome was known.
	Retrospective int `json:"retrospective,omitempty"`
	// MayBePractice is true when nothing is claimed because what goes together over all entries is
	// explained by what both do over time.
	MayBePractice bool `json:"may_be_practice,omitempty"`
	// P10 and P90 are type-7 quantiles of stress.
	P10 Number `json:"p10,omitzero"`
	P90 Number `json:"p90,omitzero"`
	// Possible is true where a rise or fall is only possible.
	Possible bool `json:"possible,omitempty"`
	// Slope is by how many points performance changes for each point of stress, beside what both
	// do over time, with its 80% interval; P is how often luck is as far from 0.
	Slope   Number    `json:"slope,omitzero"`
	SlopeCI []float64 `json:"slope_ci80,omitempty"`
	P       Number    `json:"p,omitzero"`
	// ArchP is how often luck makes performance over stress as hollow downwards, beside time.
	ArchP Number `json:"p_arch,omitzero"`
	// Likeness is how much the performance of an entry resembles that of the one before, 0-1,
	// beside time and stress.
	Likeness Number `json:"likeness,omitzero"`
	// More is about how many more entries would most likely show a difference of 10 points between
	// P10 and P90, where nothing is clear; 0 if it would have shown by now, and none if too many.
	More Number `json:"more_entries,omitzero"`
	// Values counts the different values of stress.
	Values int `json:"values,omitempty"`
	// Thirds are the calm, the middle and the pressed third of the entries.
	Thirds []StressPart `json:"thirds,omitempty"`
	// Sides are the entries below the best range, in it and above it, where there is one.
	Sides []StressPart `json:"sides,omitempty"`
	// Curve is the LOESS fit on P10..P90 for drawing, present only where the verdict
	// allows a curve (inverted U or a hint of one).
	Curve []CurvePoint `json:"-"`
	Dots  []StressDot  `json:"-"`
}

// TwoLines is Simonsohn's (2018) two-lines test: slopes either side of Break, t-based p-values.
type TwoLines struct {
	Break float64 `json:"xc"`
	B1    float64 `json:"b1"`
	B2    float64 `json:"b2"`
	Z1    float64 `json:"z1"`
	Z2    float64 `json:"z2"`
	P1    float64 `json:"p1_t"`
	P2    float64 `json:"p2_t"`
}

// UTest is Lind and Mehlum's (2010) test with the slopes taken at P10 and P90.
type UTest struct {
	TLower float64 `json:"t_lower"`
	TUpper float64 `json:"t_upper"`
	P      float64 `json:"p_inverted_u"`
}

// Kendall is tau-b with the tie-corrected normal p-value, without continuity correction.
type Kendall struct {
	TauB float64 `json:"tau_b"`
	P    float64 `json:"p"`
	z    float64 // without its sign
}

// CurvePoint is a fitted performance at a stress, with its standard error.
type CurvePoint struct{ X, Fit, SE float64 }

// StressDot is one experience; ID opens its entry. Order is its place in time, from 0.
type StressDot struct {
	ID            string
	Stress        float64
	Performance   float64
	Retrospective bool
	Outcome       Outcome
	Order         int
}
