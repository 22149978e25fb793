package insight

// Data is what the statistics may know of one area, or of several taken together.
type Data struct {
	// Samples are the entries of the days that are looked at, in any order.
	Samples []Sample
	// Ladder holds the rungs of the area, from easy to hard, with the ratings that were
	// given by the day for which this is computed.
	Ladder []Rung
}

// Rung is one step of a ladder.
type Rung struct {
	Text string
	// Difficulty is 1-10.
	Difficulty Number
	// Rating is the newest efficacy rating of the rung, 0-100.
	Rating Number
}

// Finding is how much an insight allows itself to say.
type Finding string

// The findings, from the least to the most.
const (
	// NotEnough means that there is too little to say anything; the text says what is missing.
	NotEnough Finding = "not_enough"
	// Facts means that the text counts and describes, and infers nothing.
	Facts Finding = "facts"
	// Nothing means that there was enough to look at, and that chance explains it.
	Nothing Finding = "nothing_clear"
	// Claim means that the text says something that chance alone would seldom show.
	Claim Finding = "claim"
)
