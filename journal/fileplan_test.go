package journal

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"enactive/journal/vault"
)

func filePlan(name string, columns byte, plan string) *FilePlan {
	return &FilePlan{Name: name, Format: "csv", Columns: [32]byte{columns}, Plan: []byte(plan)}
}

// mustImport adds an entry with a title to a, and remembers p.
func mustImport(t *testing.T, j *Journal, a Area, title string, p *FilePlan) {
	t.Helper()
	b := Batch{Kind: StepImport, File: "a.csv", Plan: p}
	if title != "" {
		b.Entries = []Entry{experience(a, title)}
	}
	if err := j.SaveBatch(t.Context(), b); err != nil {
		t.Fatal(err)
	}
}

func wantPlan(t *testing.T, j *Journal, columns byte, name, plan string) {
	t.Helper()
	p, ok := j.FilePlanOf("csv", [32]byte{columns})
	if !ok || p.Name != name || string(p.Plan) != plan {
		t.Errorf("the plan of %d is %q %q (%v), want %q %q", columns, p.Name, p.Plan, ok, name, plan)
	}
}

func TestPlanIsRememberedWithItsImportAndUndoneWithIt(t *testing.T) {
	j, c, a := newTestJournal(t)
	mustImport(t, j, a, "first", filePlan("Sleep", 1, "{1}"))
	first := c.t
	c.t = c.t.Add(time.Hour)
	mustImport(t, j, a, "second", filePlan("Sleep", 1, "{2}"))
	mustImport(t, j, a, "third", filePlan("sleep", 2, "{3}"))
	for range 2 { // also after reopening
		wantPlan(t, j, 1, "Sleep", "{2}")
		wantPlan(t, j, 2, "sleep 2", "{3}")
		if p, ok := j.FilePlanNamed("SLEEP"); !ok || !p.Used.Equal(first.Add(time.Hour)) {
			t.Errorf("used %v (%v)", p.Used, ok)
		}
		j = reopen(t, j, c)
	}
	for range 2 {
		if _, err := j.Undo(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	wantPlan(t, j, 1, "Sleep", "{1}")
	if n := len(j.FilePlans()); n != 1 {
		t.Errorf("%d plans after undo, want 1", n)
	}
	if p, _ := j.FilePlanNamed("Sleep"); !p.Used.Equal(first) {
		t.Errorf("after undo used %v, want %v", p.Used, first)
	}
	if _, err := j.Redo(t.Context()); err != nil {
		t.Fatal(err)
	}
	wantPlan(t, j, 1, "Sleep", "{2}")
	if gone, err := j.ForgetFilePlan(t.Context(), "sleep"); !gone || err != nil {
		t.Errorf("forgetting: %v, %v", gone, err)
	}
	if gone, err := j.ForgetFilePlan(t.Context(), "sleep"); gone || err != nil {
		t.Errorf("forgetting again: %v, %v", gone, err)
	}
	if what, err := j.Undo(t.Context()); err != nil || what.Kind != stepForgetPlan {
		t.Errorf("undid %v (%v)", what, err)
	}
	wantPlan(t, j, 1, "Sleep", "{2}")
}

func TestUsingAPlanWithoutAnyChangeIsNoStep(t *testing.T) {
	j, _, a := newTestJournal(t)
	mustImport(t, j, a, "first", filePlan("Sleep", 1, "{1}"))
	undo, _ := j.CanUndo()
	reported := 0
	cancel := j.Subscribe(func(Change) { reported++ })
	mustImport(t, j, a, "", filePlan("Sleep", 1, "{1}"))
	cancel()
	if now, _ := j.CanUndo(); now != undo || reported > 0 {
		t.Errorf("undo was %v and is %v; %d changes", undo, now, reported)
	}
	mustImport(t, j, a, "", filePlan("Nights", 1, "{1}"))
	wantPlan(t, j, 1, "Nights", "{1}")
}

func TestLeastRecentlyUsedPlanIsForgotten(t *testing.T) {
	j, c, a := newTestJournal(t)
	for n := range MaxFilePlans {
		c.t = c.t.Add(time.Minute)
		mustImport(t, j, a, "", filePlan(fmt.Sprint("plan ", n), byte(n), "{}"))
	}
	c.t = c.t.Add(time.Minute)
	mustImport(t, j, a, "an entry", filePlan("plan 0", 0, "{}"))
	mustImport(t, j, a, "", filePlan("one more", 250, "{}"))
	if n := len(j.FilePlans()); n != MaxFilePlans {
		t.Errorf("%d plans, want %d", n, MaxFilePlans)
	}
	wantPlan(t, j, 0, "plan 0", "{}")
	wantPlan(t, j, 250, "one more", "{}")
	if _, ok := j.FilePlanNamed("plan 1"); ok {
		t.Error("the least recently used plan stayed")
	}
	if _, err := j.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	wantPlan(t, j, 1, "plan 1", "{}")
}

func TestPlanThatIsTooLargeIsRejectedWithItsImport(t *testing.T) {
	j, _, a := newTestJournal(t)
	for _, p := range []*FilePlan{
		filePlan("large", 1, string(make([]byte, MaxFilePlan+1))),
		filePlan(" \n", 1, "{}"),
		filePlan(string(bytes.Repeat([]byte("x"), MaxLine+1)), 1, "{}"),
	} {
		err := j.SaveBatch(t.Context(), Batch{Kind: StepImport, Entries: []Entry{experience(a, "x")}, Plan: p})
		if _, ok := IsFieldError(err); !ok || j.Count(Query{}) > 0 || len(j.FilePlans()) > 0 {
			t.Errorf("%.20q: got %v", p.Name, err)
		}
	}
}

func TestBackupContainsPlansOfImports(t *testing.T) {
	j, c, a := newTestJournal(t)
	mustImport(t, j, a, "first", filePlan("Sleep", 1, "{1}"))
	restored := mustOpen(t, copyOfFolder(t, j), Options{Now: c.now})
	wantPlan(t, restored, 1, "Sleep", "{1}")
	docs, err := j.allDocuments()
	if err != nil {
		t.Fatal(err)
	}
	found := false
	for _, d := range docs {
		found = found || d.Doc[0] == docFilePlan
	}
	if !found {
		t.Error("contents that are saved aside lack the plan")
	}
}

func TestPlansOfTwoCopiesAreMerged(t *testing.T) {
	now := tick()
	parent := t.TempDir()
	here, there := filepath.Join(parent, "here"), filepath.Join(parent, "there")
	j, err := Create(t.Context(), here, vault.NoPassphrase(), Options{Now: now})
	ok(t, err)
	a, err := j.SaveArea(t.Context(), Area{Name: "Running"})
	ok(t, err)
	mustImport(t, j, a, "", filePlan("Shared", 1, "{old}"))
	ok(t, j.Close())
	ok(t, os.CopyFS(there, os.DirFS(here)))

	j, _ = openAt(t, here, now)
	mustImport(t, j, a, "", filePlan("Mine", 2, "{here}"))
	mustImport(t, j, a, "", filePlan("Same name", 3, "{here}"))
	ok(t, j.Close())
	other, _ := openAt(t, there, now)
	mustImport(t, other, a, "", filePlan("Shared", 1, "{new}"))
	mustImport(t, other, a, "", filePlan("Same name", 4, "{there}"))
	docs, err := other.allDocuments()
	ok(t, errors.Join(err, other.Close()))

	j, _ = openAt(t, here, now)
	t.Cleanup(func() { _ = j.Close() })
	u := &union{j: j, areas: map[string]bool{}}
	if later, err := u.read(docs); later || err != nil {
		t.Fatal(later, err)
	}
	ok(t, j.do(t.Context(), step{StepName: StepName{Kind: stepTakeInOther}, edits: u.edits}))
	wantPlan(t, j, 1, "Shared", "{new}")
	wantPlan(t, j, 2, "Mine", "{here}")
	wantPlan(t, j, 3, "Same name", "{here}")
	wantPlan(t, j, 4, "Same name (other copy)", "{there}")
}

func TestPlanOfANewerVersionMakesAJournalReadOnly(t *testing.T) {
	j, c, a := newTestJournal(t)
	mustImport(t, j, a, "first", filePlan("Sleep", 1, "{1}"))
	p, _ := j.filePlanItem(filePlan("", 1, "").key())
	doc, err := p.encoded(j.codec)
	if err != nil {
		t.Fatal(err)
	}
	doc[1]++
	if err := j.vault.Apply(t.Context(), []vault.Change{{ID: p.rec, Doc: doc}}); err != nil {
		t.Fatal(err)
	}
	j = reopen(t, j, c)
	if err := j.SaveBatch(t.Context(), Batch{Kind: StepImport, Plan: filePlan("Sleep", 1, "{2}")}); !errors.Is(err, vault.ErrNewer) {
		t.Errorf("got %v", err)
	}
	if got, err := j.vault.Get(p.rec); err != nil || !bytes.Equal(got, doc) {
		t.Errorf("the plan is %x (%v)", got, err)
	}
}

func TestStoredPlanWithAShortHashBelongsToNoColumns(t *testing.T) {
	j, c, _ := newTestJournal(t)
	doc, err := j.codec.encode(docFilePlan, filePlanDoc{Name: "odd", Format: "csv", Columns: []byte{1, 2}, Plan: []byte("not a plan")})
	if err != nil {
		t.Fatal(err)
	}
	rec, err := j.vault.NewID()
	if err != nil {
		t.Fatal(err)
	}
	if err := j.vault.Apply(t.Context(), []vault.Change{{ID: rec, Doc: doc}}); err != nil {
		t.Fatal(err)
	}
	j = reopen(t, j, c)
	if all := j.FilePlans(); len(all) != 1 || all[0].Name != "odd" || j.ReadOnly() != nil {
		t.Errorf("got %+v (%v)", all, j.ReadOnly())
	}
}
