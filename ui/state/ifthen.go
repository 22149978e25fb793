package state

import (
	"slices"

	"enactive/journal"
	"enactive/journal/naming"
)

// maxThens is how many if-then plans are offered for an obstacle.
const maxThens = 5

// ThensThatHelped lists what was planned for an obstacle before and helped when it came up, in the
// entries of an area, most often first. An obstacle without a name has none.
func ThensThatHelped(j *journal.Journal, area journal.AreaID, obstacle string) []string {
	key := naming.Key(obstacle)
	if key == "" {
		return nil
	}
	times, words := map[string]int{}, map[string]string{}
	for _, e := range j.Entries(journal.Query{Area: area, Types: []journal.Type{journal.Experience}}) {
		for _, o := range e.Obstacles {
			if o.Then != "" && o.Held == journal.Yes && o.Helped == journal.Yes && naming.Key(o.Text) == key {
				times[naming.Key(o.Then)]++
				words[naming.Key(o.Then)] = o.Then
			}
		}
	}
	var thens []string
	for _, k := range mostFrequent(times, func(n int) int { return n }) {
		thens = append(thens, words[k])
	}
	return slices.Clip(thens[:min(len(thens), maxThens)])
}

// ObstaclesMet lists the obstacles that came up in an area, most often first, to be expected in a
// plan.
func ObstaclesMet(j *journal.Journal, area journal.AreaID) []string {
	times, words := map[string]int{}, map[string]string{}
	for _, e := range j.Entries(journal.Query{Area: area, Types: []journal.Type{journal.Experience}}) {
		for _, o := range e.Obstacles {
			if o.CameUp() {
				times[naming.Key(o.Text)]++
				words[naming.Key(o.Text)] = o.Text
			}
		}
	}
	var all []string
	for _, k := range mostFrequent(times, func(n int) int { return n }) {
		all = append(all, words[k])
	}
	return all
}
