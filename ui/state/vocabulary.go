package state

import (
	"cmp"
	"slices"
	"strings"

	"enactive/journal"
	"enactive/journal/describe"
	"enactive/journal/wording"
)

// Vocabulary holds the words of earlier entries for completion. The zero value is empty.
type Vocabulary struct {
	words  []string // the most frequent first
	folded []string
}

// NewVocabulary counts words. Words that differ only in case or diacritics are one word, in its
// most frequent spelling.
func NewVocabulary(written []string) Vocabulary {
	spelled := map[string]int{}
	for _, w := range written {
		if w = strings.TrimSpace(w); w != "" {
			spelled[w]++
		}
	}
	return vocabularyOf(spelled)
}

func vocabularyOf(spelled map[string]int) Vocabulary {
	type word struct {
		text, folded string
		most, all    int
	}
	byFold := map[string]*word{}
	for text, n := range spelled {
		folded := journal.Fold(text)
		w := byFold[folded]
		if w == nil {
			w = &word{folded: folded}
			byFold[folded] = w
		}
		w.all += n
		if n > w.most || n == w.most && text < w.text {
			w.text, w.most = text, n
		}
	}
	all := make([]*word, 0, len(byFold))
	for _, w := range byFold {
		all = append(all, w)
	}
	slices.SortFunc(all, func(a, b *word) int { return cmp.Or(cmp.Compare(b.all, a.all), strings.Compare(a.folded, b.folded)) })
	var v Vocabulary
	for _, w := range all {
		v.words, v.folded = append(v.words, w.text), append(v.folded, w.folded)
	}
	return v
}

// Complete returns completions of the typed text: entries that begin with it, then those with a
// word that begins with it, then those that contain it; the most frequent first. It omits those
// that are taken. For an empty text it returns the most frequent ones.
func (v Vocabulary) Complete(typed string, taken []string, most int) []string {
	typed = journal.Fold(strings.TrimSpace(typed))
	has := map[string]bool{}
	for _, t := range taken {
		has[journal.Fold(t)] = true
	}
	var ranks [3][]string
	for i, folded := range v.folded {
		if has[folded] {
			continue
		}
		if rank, ok := rankOf(folded, typed); ok && len(ranks[rank]) < most {
			ranks[rank] = append(ranks[rank], v.words[i])
		}
		if len(ranks[0]) == most {
			break
		}
	}
	all := slices.Concat(ranks[:]...)
	return all[:min(most, len(all))]
}

// rankOf rates a word as a completion of the typed text; 0 is best.
func rankOf(word, typed string) (rank int, ok bool) {
	at := strings.Index(word, typed)
	switch {
	case at < 0:
		return 0, false
	case at == 0:
		return 0, true
	}
	for from := 0; ; {
		at := strings.Index(word[from:], typed)
		if at < 0 {
			return 2, true
		}
		if from += at; !wordy(before(word, from)) {
			return 1, true
		}
		from += len(typed)
	}
}

// Written holds the items of earlier entries' lists, for completion.
type Written struct {
	Tags, Strategies, Obstacles, Lessons, Sacrifices, People Vocabulary
	thens                                                    map[string][]string
}

// Gather reads the lists of all entries once. If an area is given, its own obstacles come first,
// those it expects included. With 100,000 entries that takes long enough that it must not run
// on the interface's thread.
func Gather(j *journal.Journal, area journal.AreaID) Written {
	tags, strategies, obstacles, lessons, sacrifices := map[string]int{}, map[string]int{}, map[string]int{}, map[string]int{}, map[string]int{}
	if a, ok := j.Area(area); ok {
		count(obstacles, a.Obstacles, ofThisArea)
	}
	for _, e := range j.Entries(journal.Query{}) {
		weight := 1
		if e.Area == area {
			weight = ofThisArea
		}
		count(tags, e.Tags, 1)
		count(strategies, e.Strategies, 1)
		count(lessons, e.Lessons, 1)
		count(sacrifices, e.Sacrifices, 1)
		for _, o := range e.Obstacles {
			obstacles[o.Text] += weight
		}
	}
	w := Written{thens: thensThatHelped(j, area)}
	w.Tags, w.Strategies, w.Obstacles = vocabularyOf(tags), vocabularyOf(strategies), vocabularyOf(obstacles)
	w.Lessons, w.Sacrifices = vocabularyOf(lessons), vocabularyOf(sacrifices)
	for _, c := range j.People("") { // they come the most frequent first
		text := PersonWords(c.Person)
		w.People.words, w.People.folded = append(w.People.words, text), append(w.People.folded, journal.Fold(text))
	}
	return w
}

// ofThisArea is the weight of an obstacle from the same area.
const ofThisArea = 1000

func count(counts map[string]int, words []string, weight int) {
	for _, w := range words {
		counts[w] += weight
	}
}

// PersonWords returns a person's name with the role in the reader's language.
func PersonWords(p journal.Person) string {
	if p.Role == "" {
		return p.Name
	}
	return wording.Say("name-role", wording.V{"Name": p.Name, "Role": describe.RoleWord(p.Role)})
}

// ReadPerson parses a person as written by PersonWords or in files.
func ReadPerson(text string) journal.Person {
	text = strings.TrimSpace(text)
	for _, r := range journal.Roles() {
		ending := strings.TrimPrefix(PersonWords(journal.Person{Name: "x", Role: r}), "x")
		if name, ok := cutFolded(text, ending); ok {
			return journal.Person{Name: name, Role: r}
		}
	}
	return journal.ParsePerson(text, "")
}

// cutFolded removes an ending from a text, ignoring case.
func cutFolded(text, ending string) (string, bool) {
	at := len(text) - len(ending)
	if at <= 0 || !strings.EqualFold(text[at:], ending) {
		return "", false
	}
	name := strings.TrimSpace(text[:at])
	return name, name != ""
}

// CompletePerson is Complete for people: once a name is typed, it also suggests roles to add.
func (v Vocabulary) CompletePerson(typed string, taken []string, most int) []string {
	name, _, asked := strings.Cut(typed, "(")
	if name = strings.TrimSpace(name); name == "" {
		return v.Complete(typed, taken, most)
	}
	known := v.Complete(typed, taken, most)
	if !asked && len(known) > 0 {
		return known
	}
	for _, r := range journal.Roles() {
		text := PersonWords(journal.Person{Name: name, Role: r})
		if strings.HasPrefix(journal.Fold(text), journal.Fold(strings.TrimSpace(typed))) && !slices.Contains(known, text) {
			known = append(known, text)
		}
	}
	return known[:min(most, len(known))]
}
