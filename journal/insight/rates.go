package insight

// Rate is how often an insight said something false in made-up diaries of 100 entries in which
// there was nothing to find, with a look after each entry (docs/science.md, "How often it is wrong").
// The numbers are false claims that began, in 100 diaries.
type Rate struct {
	// Unlike is for entries that do not resemble each other, Alike for those of which each
	// resembles the one before by 0.9.
	Unlike, Alike float64
}
