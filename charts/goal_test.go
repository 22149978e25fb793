package charts

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// goalOf is a goal of 120 minutes by April, with n values on the way.
func goalOf(n int) GoalData {
	d := GoalData{Name: "Under two hours", Of: "Half marathon", Aim: 120, Target: []string{"at most 2 h by 12 April 2027", "at most 2 h", "2 h"}, Minutes: true,
		By:     time.Date(2027, 4, 12, 0, 0, 0, 0, time.UTC),
		Format: func(v float64) string { return fmt.Sprintf("%d h %02d", int(v)/60, int(v)%60) }}
	for i := range n {
		v := GoalDot{Time: time.Date(2026, 9, 1+11*i, 9, 0, 0, 0, time.UTC), Value: 134 - float64(i) + float64(i*7%5), ID: fmt.Sprint("e", i)}
		if i == 2 {
			v.ID = "" // of a day
		}
		d.Values = append(d.Values, v)
	}
	return d
}

func TestGoldenPicturesOfTheWayToAGoal(t *testing.T) {
	for _, n := range []int{0, 1, 12} {
		c := NewGoal(goalOf(n), "Under two hours: 2 h 05 on 31 December 2026, best 2 h 03. The goal: at most 2 h by 12 April 2027.", "Running")
		for _, look := range looksOf(10) {
			checkGolden(t, fmt.Sprintf("goal_%d_%s.png", n, look.name), c, look)
		}
	}
}

func TestTheWayToAGoalHasItsValuesAndOpensTheirEntries(t *testing.T) {
	c := NewGoal(goalOf(5), "", "")
	header, rows := c.Table()
	if len(rows) != 5 || header[1] != "Half marathon" || !strings.Contains(rows[4][1], "2 h 14") {
		t.Errorf("the table is %q, %q", header, rows)
	}
	size := Size{Width: 600, Height: 300}
	marks := c.Marks(size, Light())
	if len(marks) != 4 || marks[0].ID() != "e0" || !strings.Contains(marks[0].Label, "2 h 14") {
		t.Fatalf("the marks are %+v", marks)
	}
	if m, ok := c.Hit(size, Light(), marks[3].X, marks[3].Y); !ok || m.ID() != "e4" {
		t.Errorf("on the last dot is %+v", m)
	}
}
