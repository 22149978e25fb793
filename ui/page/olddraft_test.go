package page

import (
	"testing"

	"enactive/journal"
)

func TestADraftOfAnEarlierVersionIsRestored(t *testing.T) {
	host := newTestHost(t)
	doc := `{"of":"entry","type":"experience","area":"` + string(host.Journal().Areas()[1].ID) + `","time":"2026-03-04T12:00:00Z",
		"texts":{"when":"2026-03-04 11:30","title":"The hill","obstacles":"+ rain\nwind","people":"Ana (mentor), Bo","tags":"one, two","strategies":"breathing, slowly\nhumming","lessons":"slower"},
		"ratings":{"stress":40,"luck":null},"choices":{"outcome":"partial"}}`
	f, err := Reopen(host, []byte(doc), nothing)
	if err != nil {
		t.Fatal(err)
	}
	e, err := f.(*Editor).read()
	if err != nil {
		t.Fatal(err)
	}
	if len(e.Obstacles) != 2 || !e.Obstacles[0].Overcome || e.Obstacles[0].Text != "rain" || e.Obstacles[1].Overcome {
		t.Errorf("the obstacles are %+v", e.Obstacles)
	}
	if len(e.People) != 2 || e.People[0].Role != journal.Mentor || len(e.Tags) != 2 || len(e.Strategies) != 2 || e.Strategies[0] != "breathing, slowly" || len(e.Lessons) != 1 {
		t.Errorf("people %v, tags %q, strategies %q, lessons %q", e.People, e.Tags, e.Strategies, e.Lessons)
	}
	if e.Area != host.Journal().Areas()[1].ID || e.Title != "The hill" || e.Time.Format("15:04") != "11:30" || e.Outcome != journal.Partial {
		t.Errorf("it came back as %+v", e)
	}
}
