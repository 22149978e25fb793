package describe

// Explanation says in a layman's words where an insight comes from.
type Explanation struct {
	// How says how it is computed.
	How string `json:"how"`
	// Limits says what it cannot know.
	Limits string `json:"limits"`
	// Source names where the method was published.
	Source string `json:"source"`
}
