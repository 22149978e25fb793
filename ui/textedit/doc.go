// Package textedit owns the field in which long text is written: several lines, 200,000
// characters and more, each key of which costs the same at the end of a long text as at its
// beginning.
//
// A text is kept in paragraphs. Rows are broken by paragraph and kept, an edit breaks again
// only the rows that it changes, and only the rows in sight are drawn. The toolkit's own
// field shapes and breaks the whole text at every key.
//
// The parts, from the inside out: text.go keeps the paragraphs, rows.go breaks them, caret.go
// moves through them, undo.go takes edits back, field.go is the widget.
package textedit
