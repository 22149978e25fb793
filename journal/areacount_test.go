package journal

import "testing"

func TestTheAreasOfAnOrderAreCountedOnce(t *testing.T) {
	var c orderCount
	order := []*item{{Entry: Entry{Area: "a"}}, {Entry: Entry{Area: "b"}}, {Entry: Entry{Area: "a"}}}
	if got := c.of(order, countAreas); got != 2 {
		t.Fatalf("counted %d areas, want 2", got)
	}
	order[1] = order[0] // which nobody does: it shows that nothing is counted again
	if got := c.of(order, countAreas); got != 2 {
		t.Errorf("the same order was counted again: %d", got)
	}
	if got := c.of(append([]*item(nil), order...), countAreas); got != 1 {
		t.Errorf("another order of the same length has %d areas, want 1", got)
	}
	c.forget()
	if got := c.of(order, countAreas); got != 1 {
		t.Errorf("a search that is still under way counts %d areas, want 1", got)
	}
	if c.order != nil {
		t.Error("the entries are still held after the journal was closed")
	}
	if got := c.of(nil, countAreas); got != 0 {
		t.Errorf("no entries have %d areas", got)
	}
}
