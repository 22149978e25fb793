package exchange_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"enactive/journal"
	"enactive/journal/exchange"
	"enactive/journal/vault"
)

func ids(j *journal.Journal) []string {
	var found []string
	for _, e := range j.Entries(journal.Query{}) {
		found = append(found, string(e.ID))
	}
	return found
}

func TestDerivedIDsNeverChange(t *testing.T) {
	// Files imported years ago must be recognised: these ids must never change.
	j := newJournal(t)
	importCSV(t, j, "id,time,area,title,stress,efficacy_before,tags\n"+
		",2012-08-13 08:58:56,Daily life,5 km,40,60,a; b\n"+
		",2012-08-13 08:58:56,Daily life,5 km,40,60,a; b\n"+
		"17,2012-08-13 08:58:56,Daily life,5 km,40,60,a; b\n"+
		",1950-01-01T00:00:00Z,Daily life,,,,\n"+
		"01ka0000000000000000000001,2026-11-01,Daily life,,,,\n", exchange.ImportPlan{})
	want := []string{
		"0000000000JE1HEAK3PHV4ZPPE", // a ULID knows no time before 1970
		"0174FKA540HSMKD9KX6VM0PT3W", "0174FKA541GQR5V4YPK0T1SRZ6", "0174FKA542BSVJAMWV8W1VE6JK",
		"01KA0000000000000000000001",
	}
	if got := ids(j); !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestDerivedIDsDoNotDependOnTheMachine(t *testing.T) {
	var found [][]string
	for _, zone := range []*time.Location{time.UTC, time.FixedZone("", -8*3600), berlin} {
		j, err := journal.Create(t.Context(), filepath.Join(t.TempDir(), "journal"), vault.NoPassphrase(),
			journal.Options{Now: func() time.Time { return now.In(zone) }})
		if err != nil {
			t.Fatal(err)
		}
		importCSV(t, j, diary(), options(t, "join date time=time", "map se_handle=efficacy_before:1..7", "set area=A"))
		importCSV(t, j, "time,area\n2026-11-01,A\n", exchange.ImportPlan{})
		all := ids(j)
		slices.Sort(all)
		found = append(found, all)
		if err := j.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if !slices.Equal(found[0], found[1]) || !slices.Equal(found[0], found[2]) {
		t.Error("the same file gives other ids in another zone")
	}
}

func TestRowsOfTheSameTimeStayInFileOrder(t *testing.T) {
	j := newJournal(t)
	table := "time,area,title\n"
	for _, title := range []string{"first", "second", "third", "fourth", "fifth"} {
		table += "2026-11-01,A," + title + "\n"
	}
	importCSV(t, j, table, exchange.ImportPlan{})
	var titles []string
	for _, e := range j.Entries(journal.Query{}) {
		titles = append(titles, e.Title)
	}
	if want := []string{"first", "second", "third", "fourth", "fifth"}; !slices.Equal(titles, want) {
		t.Errorf("got %q, want %q", titles, want)
	}
	// Many programs write the newest row first, so that old rows move in the next file.
	if err := j.Delete(t.Context(), j.Entries(journal.Query{})[2].ID); err != nil {
		t.Fatal(err)
	}
	imp := importCSV(t, j, strings.Replace(table, "2026", "2026-11-01,A,sixth\n2026", 1), exchange.ImportPlan{})
	if imp.Added != 1 || imp.AlreadyThere != 5 || imp.InBin != 1 {
		t.Errorf("with one more row in front: added %d, there %d, in the bin %d; want 1, 5, 1", imp.Added, imp.AlreadyThere, imp.InBin)
	}
}

func TestForeignIDsOfTwoFilesDoNotCollide(t *testing.T) {
	// Many programs count from 1 in every file.
	j := newJournal(t)
	first, second := "id,time,area,stress\n1,2026-11-01,A,10\n2,2026-11-02,A,20\n", "id,time,area,stress\n1,2026-11-01,A,15\n"
	importCSV(t, j, first, exchange.ImportPlan{})
	if imp := importCSV(t, j, second, exchange.ImportPlan{}); imp.Added != 1 {
		t.Errorf("another row with the id 1: added %d, want 1", imp.Added)
	}
	for _, table := range []string{first, second, strings.ReplaceAll(first, ",A,", ",a,"), strings.ReplaceAll(first, "10\n", "10.0\n")} {
		if imp := readCSV(t, j, table, exchange.ImportPlan{}); imp.Added != 0 {
			t.Errorf("%q again: added %d, want none", table, imp.Added)
		}
	}
}

func TestApplySkipsEntriesAddedSinceReading(t *testing.T) {
	j := newJournal(t)
	imp := readCSV(t, j, richTable, exchange.ImportPlan{})
	importCSV(t, j, strings.Join(strings.SplitAfter(richTable, "\n")[:2], ""), exchange.ImportPlan{})
	apply(t, j, imp)
	if imp.Added != 2 || j.Count(journal.Query{}) != 3 || len(j.Areas()) != 2 {
		t.Errorf("added %d, now %d entries in %d areas; want 2, 3 in 2", imp.Added, j.Count(journal.Query{}), len(j.Areas()))
	}
	if got := exportCSV(t, j, journal.Query{}); got != richTable {
		t.Errorf("got\n%s\nwant\n%s", got, richTable)
	}
}

func TestDerivedIDDependsOnEveryColumn(t *testing.T) {
	seen := map[string]string{}
	for _, c := range []struct{ column, value string }{
		{"", ""}, {"id", "17"}, {"type", "plan"}, {"source", "mastery"}, {"kind", "event"}, {"title", "x"}, {"intention", "x"}, {"happened", "x"},
		{"outcome", "success"}, {"performance", "5"}, {"stress", "5"}, {"stress_expected", "5"}, {"appraisal", "mixed"}, {"difficulty", "5"},
		{"effort", "5"}, {"luck", "5"}, {"controllable", "no"}, {"efficacy_before", "5"}, {"efficacy_after", "5"},
		{"obstacles", "x"}, {"obstacles", "[x] x"}, {"sacrifices", "x"}, {"lessons", "x"}, {"strategies", "x"}, {"people", "x"}, {"people", "x (peer)"},
		{"tags", "x"}, {"tags", "x; x"}, {"note", "x"}, {"created", "2026-11-01"}, {"modified", "2026-11-01"},
		{"area", "B"}, {"time", "2026-11-01T12:00:01"},
	} {
		table := "time,area\n2026-11-01,A\n"
		switch c.column {
		case "":
		case "area":
			table = "time,area\n2026-11-01," + c.value + "\n"
		case "time":
			table = "time,area\n" + c.value + ",A\n"
		default:
			table = "time,area," + c.column + "\n2026-11-01,A," + c.value + "\n"
		}
		j := newJournal(t)
		importCSV(t, j, table, exchange.ImportPlan{})
		id := ids(j)[0][10:] // what follows the time
		if other, taken := seen[id]; taken {
			t.Errorf("%s=%s gives the id of %s", c.column, c.value, other)
		}
		seen[id] = c.column + "=" + c.value
	}
}

func TestApplyRecreatesAnAreaRemovedSinceReading(t *testing.T) {
	j := newJournal(t)
	importCSV(t, j, "time,area\n2026-11-01,Running\n", exchange.ImportPlan{})
	imp := readCSV(t, j, "time,area\n2026-11-02,Running\n", exchange.ImportPlan{})
	running, _ := j.AreaNamed("Running")
	if _, err := j.RemoveArea(t.Context(), running.ID); err != nil {
		t.Fatal(err)
	}
	apply(t, j, imp)
	if _, ok := j.AreaNamed("Running"); !ok || j.Count(journal.Query{}) != 1 {
		t.Errorf("the journal holds %d entries in %v, want 1 in Running", j.Count(journal.Query{}), j.Areas())
	}
}
