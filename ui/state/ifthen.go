package state

import (
	"enactive/journal"
	"enactive/journal/naming"
)

// maxThens is how many if-then plans are offered for an obstacle.
const maxThens = 3

// thensThatHelped lists, for each obstacle by the naming.Key of its name, what was planned for it
// before and helped when it came up, in the entries of an area, most often first.
func thensThatHelped(j *journal.Journal, area journal.AreaID) map[string][]string {
	times, words := map[string]map[string]int{}, map[string]string{}
	for _, e := range j.Entries(journal.Query{Area: area, Types: []journal.Type{journal.Experience}}) {
		for _, o := range e.Obstacles {
			if o.Then == "" || o.Held != journal.Yes || o.Helped != journal.Yes {
				continue
			}
			key := naming.Key(o.Text)
			if times[key] == nil {
				times[key] = map[string]int{}
			}
			times[key][naming.Key(o.Then)]++
			words[naming.Key(o.Then)] = o.Then
		}
	}
	thens := map[string][]string{}
	for key, of := range times {
		for _, k := range mostFrequent(of, func(n int) int { return n }) {
			if len(thens[key]) < maxThens {
				thens[key] = append(thens[key], words[k])
			}
		}
	}
	return thens
}

// ThensFor lists what was planned for an obstacle before and helped, most often first.
func (w *Written) ThensFor(obstacle string) []string { return w.thens[naming.Key(obstacle)] }
