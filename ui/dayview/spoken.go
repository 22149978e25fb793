package dayview

import (
	"strings"
	"time"

	"enactive/journal"
	"enactive/journal/wording"
	"enactive/ui/spoken"
)

// Spoken is the year, and what the chosen day holds.
func (h *HeatMap) Spoken() spoken.Object {
	o := spoken.Object{Role: spoken.Calendar, Name: h.dayWords(h.chosen), Press: h.pick, Active: -1}
	o.News = o.Name
	return o
}

// dayWords describes a day as the line under the year does.
func (h *HeatMap) dayWords(d journal.Date) string {
	if h.words == nil || d.IsZero() {
		return ""
	}
	return h.words(d)
}

// Spoken is the chosen day with what it holds.
func (m *Month) Spoken() spoken.Object {
	day := []string{wording.Weekday(m.chosen.In(time.UTC))}
	for _, mark := range m.marks[m.chosen] {
		day = append(day, mark.Title)
	}
	o := spoken.Object{Role: spoken.Calendar, Name: strings.Join(day, ", "), Press: m.pick, Active: -1}
	o.News = o.Name
	return o
}
