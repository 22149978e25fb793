package exchange_test

import (
	"strings"
	"testing"

	"enactive/journal"
	"enactive/journal/exchange"
)

// TestPrivateEntriesStayOutOfEveryExport goes through the list of formats, as the window and the command
// line do.
func TestPrivateEntriesStayOutOfEveryExport(t *testing.T) {
	j := newJournal(t)
	importCSV(t, j, "time,area,title,outcome,privacy\n2026-03-02T18:00:00Z,Running,told to all,success,\n"+
		"2026-03-03T18:00:00Z,Running,told to nobody,failure,private\n", exchange.ImportPlan{})
	if n := j.CountLeftOut(journal.Query{WithoutPrivate: true}); n != 1 {
		t.Errorf("%d entries are left out for being private, want 1", n)
	}
	for _, f := range exchange.Formats() {
		if f.Export == nil {
			continue
		}
		written := func(chosen exchange.Chosen) string {
			var b strings.Builder
			if err := f.Export.Write(t.Context(), &b, j, exchange.Request{Chosen: chosen}); err != nil {
				t.Fatalf("%s: %v", f.Key, err)
			}
			if f.Export.WriteFolder == nil {
				return b.String()
			}
			err := f.Export.WriteFolder(t.Context(), func(_ string, content []byte) error {
				b.Write(content)
				return nil
			}, j, exchange.Request{Chosen: chosen})
			if err != nil {
				t.Fatalf("%s into a folder: %v", f.Key, err)
			}
			return b.String()
		}
		if got := written(nil); !strings.Contains(got, "told to all") || strings.Contains(got, "told to nobody") || strings.Contains(got, "private") {
			t.Errorf("%s writes\n%s", f.Key, got)
		}
		asked := written(exchange.Chosen{exchange.PrivateOption: {""}})
		if !strings.Contains(asked, "told to nobody") {
			t.Errorf("%s does not write private entries where it is asked to:\n%s", f.Key, asked)
		}
		if f.Key != "json" {
			continue
		}
		other := newJournal(t)
		apply(t, other, readJSON(t, other, asked))
		if n := other.CountLeftOut(journal.Query{WithoutPrivate: true}); n != 1 {
			t.Errorf("%d private entries come back, want 1", n)
		}
	}
}
