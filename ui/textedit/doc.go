// Package textedit provides the field for long texts: several lines, 200,000 characters and more.
// A key costs the same at the end of a long text as at its beginning.
//
// A text is stored in paragraphs, each with its rows. An edit breaks only the rows that it changes,
// and only visible rows are drawn. The toolkit's own field shapes and breaks the whole text at every
// key.
//
// The parts, from the inside out: text.go stores the paragraphs, rows.go breaks them, caret.go moves
// through them, undo.go undoes edits, field.go is the widget.
package textedit
