package describe

// Explanation describes for a layman where an insight comes from.
type Explanation struct {
	// How describes the computation.
	How string `json:"how"`
	// Limits names what it cannot know.
	Limits string `json:"limits"`
	// Source names where the method was published.
	Source string `json:"source"`
}
