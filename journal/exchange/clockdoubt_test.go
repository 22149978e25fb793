package exchange_test

import (
	"strings"
	"testing"

	"enactive/journal/describe"
	"enactive/journal/exchange"
)

// TestTimesThatTheClocksDoNotShowOnceAreNoted holds that a moved or doubtful hour is not imported
// without a word, and that an hour with its offset is no doubt.
func TestTimesThatTheClocksDoNotShowOnceAreNoted(t *testing.T) {
	const (
		skipped = "One time does not exist, because the clocks went forward then; it was moved on by as much (line 2)."
		twice   = "One time occurred twice, because the clocks went back then; one of the two was taken (line 2)."
	)
	for _, c := range []struct{ zone, time, want string }{
		{"Europe/Berlin", "2026-03-29 02:30", skipped},
		{"Europe/Berlin", "29 March 2026, 02:30", skipped},
		{"Europe/Berlin", "2026-03-29 03:00", ""},
		{"Europe/Berlin", "2026-10-25 02:30", twice},
		{"Europe/Berlin", "2026-10-25 03:00", ""},
		{"Europe/Berlin", "2026-10-25 01:59", ""},
		{"Europe/Berlin", "2026-10-25T02:30+01:00", ""},
		{"Europe/Berlin", "2026-10-25T02:30Z", ""},
		{"Europe/Berlin", "2026-10-25", ""},
		{"Australia/Lord_Howe", "2026-04-05 01:45", twice}, // by half an hour
		{"America/New_York", "2026-11-01 01:30", twice},
		{"UTC", "2026-03-29 02:30", ""},
	} {
		imp, err := exchange.ReadCSV(t.Context(), strings.NewReader("time,area\n\""+c.time+"\",A\n"), newJournal(t), planIn(t, c.zone))
		if err != nil {
			t.Fatalf("%s: %v", c.time, err)
		}
		if got := strings.Join(describe.Messages(imp.Notes), "\n"); got != c.want {
			t.Errorf("%s in %s: %q", c.time, c.zone, got)
		}
	}
}

func planIn(t *testing.T, zone string) exchange.ImportPlan {
	t.Helper()
	p, err := exchange.PlanOf(exchange.Chosen{"zone": {zone}})
	if err != nil {
		t.Fatal(err)
	}
	return p
}
