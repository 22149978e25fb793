// Package entryform writes an entry as a text for any editor and reads it back: a line for each
// field, with comments about what is allowed.
//
//	title: 8 km along the river
//	performance: 70
//	tags: river, long
//	lessons:
//	  - start slowly
//	note:
//	  Felt strong.
//
//	  Then rain.
//
// What is a person's own is there as well: measures are a list of NAME = VALUE, answers a list of
// questions with the text in the lines below, and an obstacle may have lines such as "then: I wait".
//
// A line that begins with # is a comment. A text or list may follow in lines that begin with two
// blanks; the items of a list begin with -. What is empty is left out. The fields are those of the
// journal's table; reading is strict, and errors name the line.
package entryform
