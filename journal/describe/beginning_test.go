package describe

import (
	"testing"
	"time"

	"enactive/journal"
	"enactive/journal/optional"
)

// TestNobodyIsAskedAgainWhatTheyHaveJustSaid looks at the question after a first entry that says how sure a person is now.
func TestNobodyIsAskedAgainWhatTheyHaveJustSaid(t *testing.T) {
	at := time.Date(2026, 2, 25, 18, 0, 0, 0, time.UTC)
	first := &journal.Entry{Type: journal.Experience, Time: at, Outcome: journal.Success, EfficacyAfter: optional.Some(journal.Rating(55))}
	ask := func(after time.Duration) Asked {
		return BeginningOf(journal.Area{}, []*journal.Entry{first}, at.Add(after)).Next.Asked
	}
	if got := ask(time.Minute); got != AskWhen {
		t.Errorf("a minute later it asks %v, want when the next time is", got)
	}
	if got := ask(25 * time.Hour); got != AskSure {
		t.Errorf("a day later it asks %v, want how sure they are", got)
	}
	first.EfficacyAfter = journal.OptRating{}
	if got := ask(time.Minute); got != AskSure {
		t.Errorf("without a rating it asks %v, want how sure they are", got)
	}
}
