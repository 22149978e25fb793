package exchange_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"enactive/journal"
	"enactive/journal/exchange"
)

func TestOurWordsAreReadInEveryLanguage(t *testing.T) {
	files, err := filepath.Glob("../../resources/translations/??.json")
	if err != nil || len(files) != 5 {
		t.Fatalf("%q, %v", files, err)
	}
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var messages map[string]any
		if err := json.Unmarshal(raw, &messages); err != nil {
			t.Fatal(err)
		}
		for _, c := range []struct{ field, id, want string }{
			{"outcome", "success", "success"}, {"outcome", "partial", "partial"}, {"outcome", "setback-inline", "setback"}, {"outcome", "failure", "failure"},
			{"source", "mastery", "mastery"}, {"kind", "stretch", "stretch"}, {"appraisal", "threat", "threat"}, {"controllable", "yes", "yes"},
		} {
			word, _ := messages[c.id].(string)
			j := newJournal(t)
			entries := applied(t, readCSV(t, j, "time,area,x\n2026-03-01,A,"+word+"\n", exchange.ImportPlan{Map: []exchange.ColumnMap{{From: "x", To: c.field}}}), j)
			for _, f := range journal.Fields() {
				if f.Name == c.field && f.Text(entries[0]) != c.want {
					t.Errorf("%s: %q is read as %q, not %q", file, word, f.Text(entries[0]), c.want)
				}
			}
		}
	}
	if got := rejection(t, newJournal(t), "time,area,outcome\n2026-03-01,A,Sieg\n", exchange.ImportPlan{}, exchange.ErrRejected); got == "" {
		t.Error("a word of nobody is read")
	}
}
