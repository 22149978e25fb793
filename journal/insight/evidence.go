package insight

// Evidence is what a mastery experience is evidence of: an ordinal label and no score
// (docs/science.md, section E).
type Evidence string

// The labels, in the order in which they are shown.
const (
	HardWon       Evidence = "hard_won"
	EasyOnHard    Evidence = "easy_on_hard"
	Earned        Evidence = "earned"
	Easy          Evidence = "easy"
	Assisted      Evidence = "assisted"
	UnderLoad     Evidence = "progress_under_load"
	Partly        Evidence = "partial"
	UsefulSetback Evidence = "useful_setback"
	PlainSetback  Evidence = "setback"
	// NotRated is a success or partial without a recorded effort or luck, so that no
	// other label can be given.
	NotRated Evidence = "not_rated"
)

// AllEvidence lists the labels in the order in which they are shown.
func AllEvidence() []Evidence {
	return []Evidence{HardWon, EasyOnHard, Earned, Easy, Assisted, UnderLoad, Partly, UsefulSetback, PlainSetback, NotRated}
}
