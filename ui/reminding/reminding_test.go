package reminding

import (
	"strings"
	"testing"
	"time"
	_ "time/tzdata" // the zones of the tests

	"enactive/journal/weekly"
)

func TestWhatIsDueIsGivenOnce(t *testing.T) {
	sunday, err := weekly.Parse("sun 19:00")
	if err != nil {
		t.Fatal(err)
	}
	night, _ := weekly.Parse("daily 02:30")
	type look struct{ at, due string }
	for _, c := range []struct {
		name, zone, begin string
		items             []Item
		looks             []look
		next              string
	}{
		{"at its moment, and not again", "Europe/Berlin", "2026-11-29 18:00", []Item{{ID: "w", Weekly: sunday}},
			[]look{{"2026-11-29 18:59", ""}, {"2026-11-29 19:00", "w"}, {"2026-11-29 19:00", ""}, {"2026-11-29 19:10", ""}}, "2026-12-06 19:00"},
		{"what was before the start is past", "Asia/Tokyo", "2026-11-29 19:00", []Item{{ID: "w", Weekly: sunday}}, []look{{"2026-11-29 19:01", ""}}, "2026-12-06 19:00"},
		{"after a short sleep", "America/New_York", "2026-11-29 18:00", []Item{{ID: "w", Weekly: sunday}}, []look{{"2026-11-29 19:45", "w"}, {"2026-11-29 19:46", ""}}, "2026-12-06 19:00"},
		{"after a long sleep it is too late", "Europe/Berlin", "2026-11-29 18:00", []Item{{ID: "w", Weekly: sunday}}, []look{{"2026-11-30 07:00", ""}}, "2026-12-06 19:00"},
		{"a clock that is set back", "Europe/Berlin", "2026-11-29 18:00", []Item{{ID: "w", Weekly: sunday}},
			[]look{{"2026-11-29 19:00", "w"}, {"2026-11-29 18:30", ""}, {"2026-11-29 19:05", ""}}, "2026-12-06 19:00"},
		{"a clock that was far ahead", "Europe/Berlin", "2036-11-29 18:00", []Item{{ID: "w", Weekly: sunday}},
			[]look{{"2026-11-29 18:00", ""}, {"2026-11-29 19:00", "w"}}, "2026-12-06 19:00"},
		{"the hour that is twice", "Europe/Berlin", "2026-10-25 01:00", []Item{{ID: "n", Weekly: night}},
			[]look{{"2026-10-25 02:20", "n"}, {"2026-10-25 02:40", ""}, {"2026-10-25 03:30", ""}}, "2026-10-26 02:30"},
		{"the hour that is left out", "Europe/Berlin", "2026-03-29 01:00", []Item{{ID: "n", Weekly: night}},
			[]look{{"2026-03-29 03:29", ""}, {"2026-03-29 03:30", "n"}}, "2026-03-30 02:30"},
		{"a plan, once", "UTC", "2026-11-29 18:00", []Item{{ID: "p", At: time.Date(2026, 11, 29, 18, 30, 0, 0, time.UTC)}, {ID: "w", Weekly: sunday}},
			[]look{{"2026-11-29 18:30", "p"}, {"2026-11-29 19:01", "w"}}, "2026-12-06 19:00"},
		{"nothing", "UTC", "2026-11-29 18:00", nil, []look{{"2026-11-29 19:00", ""}}, ""},
	} {
		loc, err := time.LoadLocation(c.zone)
		if err != nil {
			t.Fatal(err)
		}
		at := func(text string) time.Time {
			moment, err := time.ParseInLocation("2006-01-02 15:04", text, loc)
			if err != nil {
				t.Fatal(err)
			}
			return moment
		}
		s := New(at(c.begin))
		s.Set(c.items)
		now := at(c.begin)
		for _, l := range c.looks {
			now = at(l.at)
			var ids []string
			for _, item := range s.Due(now) {
				ids = append(ids, item.ID)
			}
			if got := strings.Join(ids, " "); got != l.due {
				t.Errorf("%s: at %s is due %q, want %q", c.name, l.at, got, l.due)
			}
		}
		next := ""
		if n := s.Next(now); !n.IsZero() {
			next = n.Format("2006-01-02 15:04")
		}
		if next != c.next {
			t.Errorf("%s: the next is at %s, want %s", c.name, next, c.next)
		}
	}
}
