package passphrase

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
)

// common.txt is a manual list of the most common passphrases, the likeliest first, one per line.
// It holds stems; usual prefixes and suffixes cost an attacker little.
//
//go:embed common.txt
var commonText string

// common maps each common passphrase to its place, from 1.
var common = sync.OnceValue(func() map[string]int {
	places := map[string]int{}
	for i, line := range strings.Split(strings.TrimSpace(commonText), "\n") {
		places[line] = i + 1
		// Reversed passphrases are nearly as common.
		reversed := []rune(line)
		slices.Reverse(reversed)
		if r := string(reversed); places[r] == 0 {
			places[r] = 2 * (i + 1)
		}
	}
	return places
})

// longestCommon returns the length of the longest common passphrase in characters.
var longestCommon = sync.OnceValue(func() int {
	longest := 0
	for line := range common() {
		longest = max(longest, len([]rune(line)))
	}
	return longest
})

// plainLetters reverts common substitutions for letters.
var plainLetters = strings.NewReplacer(
	"0", "o", "1", "i", "3", "e", "4", "a", "5", "s", "7", "t", "8", "b", "9", "g",
	"@", "a", "$", "s", "!", "i", "+", "t", "|", "l", "(", "c",
)

// keyboards are the rows of keys, each row half a key to the right of the one above.
var keyboards = [][]string{
	{"1234567890-=", "qwertyuiop[]", "asdfghjkl;'", "zxcvbnm,./"},
	{"1234567890ß", "qwertzuiopü+", "asdfghjklöä#", "yxcvbnm,.-"},
	{"&é\"'(-è_çà)", "azertyuiop^$", "qsdfghjklmù", "wxcvbn,;:!"},
	{"789", "456", "123", "0"},
}

// key is a position on a keyboard.
type key struct{ row, column int }

// keyPlaces maps the characters of each keyboard to their positions.
var keyPlaces = sync.OnceValue(func() []map[rune]key {
	var all []map[rune]key
	for _, rows := range keyboards {
		places := map[rune]key{}
		for r, row := range rows {
			for c, char := range []rune(row) {
				places[char] = key{r, c}
			}
		}
		all = append(all, places)
	}
	return all
})

// step returns the direction from a key to a neighbour; ok is false if they are not neighbours.
func step(from, to key) (way key, ok bool) {
	way = key{to.row - from.row, to.column - from.column}
	switch way {
	case key{0, 1}, key{0, -1}, key{1, 0}, key{1, -1}, key{-1, 0}, key{-1, 1}:
		return way, true
	}
	return way, false
}
