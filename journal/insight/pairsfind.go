package insight

// FewestPairs is the smallest number of pairs of an experiment: with fewer, even differences that
// all point the same way are too likely by chance alone.
const FewestPairs = 6

// Findable is what a number of pairs can find.
type Findable struct {
	// Pairs is the number of pairs, from FewestPairs to MostPairs.
	Pairs int
	// Chance is the share of experiments, 0-1, that find an effect of each of FindableSizes. Without
	// an effect, at most 5 of 100 find one all the same.
	Chance [4]float64
}

// FindableSizes are the sizes of an effect, in standard deviations of one rating.
func FindableSizes() [4]float64 { return [4]float64{0.5, 0.8, 1, 1.5} }

// FindableByPairs returns what each number of pairs can find. The shares are of 40,000 simulated
// experiments a row, with ratings in fives around 55 and a standard deviation of 15.
func FindableByPairs() []Findable {
	return []Findable{
		{6, [4]float64{0.045, 0.095, 0.142, 0.322}},
		{7, [4]float64{0.083, 0.175, 0.259, 0.541}},
		{8, [4]float64{0.107, 0.227, 0.346, 0.661}},
		{9, [4]float64{0.124, 0.272, 0.402, 0.750}},
		{10, [4]float64{0.142, 0.313, 0.461, 0.808}},
		{11, [4]float64{0.157, 0.351, 0.520, 0.863}},
		{12, [4]float64{0.173, 0.392, 0.574, 0.896}},
		{13, [4]float64{0.193, 0.428, 0.612, 0.925}},
		{14, [4]float64{0.206, 0.461, 0.652, 0.945}},
		{15, [4]float64{0.222, 0.500, 0.693, 0.960}},
		{16, [4]float64{0.238, 0.530, 0.725, 0.972}},
		{17, [4]float64{0.255, 0.560, 0.758, 0.981}},
		{18, [4]float64{0.267, 0.592, 0.786, 0.986}},
		{19, [4]float64{0.283, 0.618, 0.809, 0.991}},
		{20, [4]float64{0.299, 0.645, 0.833, 0.993}},
	}
}

// FindableWith returns the row of FindableByPairs for a number of pairs.
func FindableWith(pairs int) (Findable, bool) {
	if pairs < FewestPairs || pairs > MostPairs {
		return Findable{}, false
	}
	return FindableByPairs()[pairs-FewestPairs], true
}
