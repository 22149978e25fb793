package exchange

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestReadTableDescribesColumns(t *testing.T) {
	got, err := ReadTable(t.Context(), strings.NewReader("Time,how sure,mood,,Time\n,3,calm,,\n2020-02-17, 7 ,4,,\n,,,,\n2020-02-18,1.5,,,\n"), "diary.csv")
	if err != nil {
		t.Fatal(err)
	}
	want := Table{Columns: []TableColumn{
		{Name: "Time", Ours: "time", Example: "2020-02-17"},
		{Name: "how sure", Example: "3", IsNumbers: true, Low: 1.5, High: 7},
		{Name: "mood", Example: "calm"},
		{Name: "#4", IsNameless: true},
		{Name: "Time #2"},
	}}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
	if got.NeedsNoMapping() {
		t.Error("a table with unknown columns needs no mapping")
	}
}

func TestTableWithOurNamesNeedsNoMapping(t *testing.T) {
	for header, want := range map[string]bool{
		strings.Join(Columns(), ","): true, "time,area": true, "Area,TIME,stress": true,
		"time,title": false, "area,title": false, "time,area,mood": false, "time,area,time": false,
	} {
		got, err := ReadTable(t.Context(), strings.NewReader(header+"\n"), "diary.csv")
		if err != nil || got.NeedsNoMapping() != want {
			t.Errorf("%s: needs no mapping: %v, %v; want %v", header, got.NeedsNoMapping(), err, want)
		}
	}
}

func TestWhatIsNoTableIsRefusedAsOnReading(t *testing.T) {
	for _, text := range []string{"", "\n\n", "[{\"a\":1}]", "%PDF-1.7\n"} {
		if _, err := ReadTable(t.Context(), strings.NewReader(text), "diary.csv"); !errors.Is(err, ErrRejected) {
			t.Errorf("%q: %v, want a rejection", text, err)
		}
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, err := ReadTable(ctx, strings.NewReader("a,b\n1,2\n"), "diary.csv"); !errors.Is(err, context.Canceled) {
		t.Errorf("after it was cancelled: %v", err)
	}
}

func TestScalesOfOurColumns(t *testing.T) {
	if low, high, ok := IsNumber("difficulty"); low != 1 || high != 10 || !ok {
		t.Errorf("difficulty is %v to %v, %v; want 1 to 10", low, high, ok)
	}
	if _, _, ok := IsNumber("title"); ok {
		t.Error("a title is a number")
	}
}
