// Package spoken owns what a window is to somebody who does not see it: a tree of objects with a role, a
// name and a state, made of what the window shows. It knows no screen reader; ui/atspi hands the tree to one.
package spoken

import "fyne.io/fyne/v2"

// Role is what an object is.
type Role int

// The roles. Of an object without a role only what is in it is told.
const (
	Nothing Role = iota
	Application
	Window
	Dialog
	Alert
	Heading
	Label
	Button
	Link
	CheckBox
	ToggleButton
	RadioButton
	Group
	ComboBox
	Menu
	MenuItem
	List
	ListItem
	Slider
	Entry
	Password
	Chart
	Document
	Picture
	Calendar
	Progress
)

// takesName are the roles that are named by the text before them if they have no name of their own.
var takesName = map[Role]bool{CheckBox: true, Group: true, ComboBox: true, List: true, Slider: true, Entry: true, Password: true, Calendar: true}

// Object is what is told of an object. Its functions are called on the interface's thread alone.
type Object struct {
	Role Role
	// Name says what it is, Description what else is known of it.
	Name, Description string
	// Hint is what an empty field shows: its name where no text names it.
	Hint string
	// FromContent makes the texts in it its name; they are not told a second time.
	FromContent bool
	// Level is that of a heading, from 1.
	Level int

	Checkable, Checked     bool
	Selectable, Selected   bool
	Expandable, Expanded   bool
	Disabled, Lines, Modal bool // Lines: of several lines
	// Place and Of are its place in a list, from 1, where not all of it is in the tree.
	Place, Of int

	// Value is set where it is a number, Text where it can be written in.
	Value *Value
	Text  *Text
	// Press does what a click does; it may be nil.
	Press func()
	// News is read out when it changes.
	News string

	// Parts are the things in it that are no objects of the window. Active is the index of the one that
	// has the keyboard while the object has it, and negative for none.
	Parts  []Part
	Active int
}

// Part is a part of an object. Its key tells it from the other parts, also of an earlier tree.
type Part struct {
	Object
	Key any
	// At is its place within the object; it may be nil.
	At func() (fyne.Position, fyne.Size)
}

// Value is a number. Words say it; where none is given, Words say so and Now means nothing.
type Value struct {
	Now, Low, High, Step float64
	Words                string
	Set                  func(float64)
}

// Text is what is written in an object. Its places are counted in characters.
type Text struct {
	Content string
	// Rows are where the rows begin that it is broken into; nil where each of its lines is one.
	Rows            []int
	Caret, From, To int // From and To are those of the selection
	// Set replaces the text, as if it was typed; it is nil where that is not allowed. Select moves the
	// caret to its second place, with what is between them selected.
	Set    func(string)
	Select func(from, to int)
}

// Speaker is an object of the window that says what it is.
type Speaker interface{ Spoken() Object }

// parent is an object that says what is in it: the toolkit does not report it.
type parent interface{ Children() []fyne.CanvasObject }

// deputy has the keyboard in place of another object.
type deputy interface{ SpokenAs() fyne.CanvasObject }
