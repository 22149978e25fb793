package textedit

import "unicode"

// Words counts the words of a text. Scripts that set no space between words are counted by their
// characters: then inCharacters is true where most of the text is in them, and n counts all characters
// but spaces.
func Words(text string) (n int, inCharacters bool) {
	words, unspaced, letters := 0, 0, 0
	inWord := false
	for _, r := range text {
		switch {
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar):
			unspaced++
			letters++
			inWord = false
		case unicode.IsSpace(r):
			inWord = false
		default:
			letters++
			is := unicode.IsLetter(r) || unicode.IsDigit(r)
			if is && !inWord {
				words++
			}
			// an apostrophe, a hyphen or an accent within a word does not end it
			inWord = is || inWord && (unicode.IsMark(r) || r == '\'' || r == '’' || r == '-' || r == '.' || r == ',')
		}
	}
	if unspaced > words {
		return letters, true
	}
	return words + unspaced, false
}
