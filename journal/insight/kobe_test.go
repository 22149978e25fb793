package insight_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"enactive/journal/insight"
)

// The spectators saw a hot hand in these games; the shots show none.
func TestTheShotsOfAMasterShowNoHotHand(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("testdata", "kobe.txt"))
	if err != nil {
		t.Fatal(err)
	}
	var d insight.Data
	day := time.Date(2009, 6, 4, 20, 0, 0, 0, time.UTC)
	for line := range strings.Lines(string(text)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		for i, shot := range strings.TrimSpace(line) {
			s := insight.Sample{ID: fmt.Sprintf("%03d", len(d.Samples)), Time: day.Add(time.Duration(i) * 3 * time.Minute), Outcome: insight.Failure}
			if shot == 'H' {
				s.Outcome = insight.Success
			}
			d.Samples = append(d.Samples, s)
			r := insight.Form(d)
			if r.Finding() == insight.Claim && r.Claimed() == r.Hot {
				t.Errorf("after shot %d a hot streak is claimed: %+v", len(d.Samples), *r.Hot)
			}
		}
		day = day.AddDate(0, 0, 3)
	}
	if len(d.Samples) != 133 {
		t.Fatalf("%d shots, want 133", len(d.Samples))
	}
	if r := insight.Form(d); r.Finding() != insight.Nothing {
		t.Errorf("of all shots it says %s: %+v", r.Finding(), *r.Claimed())
	}
}
