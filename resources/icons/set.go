package icons

// Icon is an icon of our own set, an SVG of 24 by 24 units in lines of 2 with round ends.
type Icon string

// The icons of the set.
const (
	Home      Icon = "home"
	Entries   Icon = "entries"
	Calendar  Icon = "calendar"
	Ladder    Icon = "ladder" // of the page with the areas
	Chart     Icon = "chart"  // of the page with the charts
	Book      Icon = "book"   // of the page with the reviews
	Shield    Icon = "shield" // of the page about safety
	Settings  Icon = "settings"
	Write     Icon = "write"
	Search    Icon = "search"
	Filter    Icon = "filter"
	Add       Icon = "add"
	Remove    Icon = "remove"
	Tick      Icon = "tick"
	Cross     Icon = "cross"
	Back      Icon = "back"
	Onward    Icon = "onward"
	Up        Icon = "up"
	Down      Icon = "down"      // the arrow of an open section
	Right     Icon = "right"     // the arrow of a closed section
	ToTop     Icon = "to-top"    // moves something up
	ToBottom  Icon = "to-bottom" // moves something down
	Clock     Icon = "clock"
	Document  Icon = "document"
	Handle    Icon = "handle"
	More      Icon = "more"
	Warning   Icon = "warning"
	Info      Icon = "info"
	Question  Icon = "question"
	Table     Icon = "table"
	Save      Icon = "save"
	Copy      Icon = "copy"
	Enlarge   Icon = "enlarge"
	Reduce    Icon = "reduce"
	Whole     Icon = "whole"
	Lock      Icon = "lock"
	Eye       Icon = "eye"
	Folder    Icon = "folder"
	Undo      Icon = "undo"
	Quotation Icon = "quotation"
	Print     Icon = "print"
)

// SVG is the file of an icon; that of an unknown one is empty of lines.
func (i Icon) SVG() []byte {
	d := &drawing{}
	if draw, ok := shapes(i); ok {
		draw(d)
	}
	return d.svg()
}

// All lists the icons of the set.
func All() []Icon {
	return []Icon{Home, Entries, Calendar, Ladder, Chart, Book, Shield, Settings, Write, Search, Filter, Add, Remove, Tick, Cross, Back, Onward,
		Up, Down, Right, ToTop, ToBottom, Clock, Document, Handle, More, Warning, Info, Question, Table, Save, Copy, Enlarge, Reduce, Whole, Lock,
		Eye, Folder, Undo, Quotation, Print}
}

// shapes returns how an icon is drawn.
func shapes(i Icon) (func(d *drawing), bool) {
	draw, ok := map[Icon]func(d *drawing){
		Home: func(d *drawing) {
			d.line(3, 11.5, 12, 4, 21, 11.5).line(6, 10, 6, 20, 18, 20, 18, 10).line(10, 20, 10, 14, 14, 14, 14, 20)
		},
		Entries: func(d *drawing) {
			d.line(9, 6, 20, 6).line(9, 12, 20, 12).line(9, 18, 15, 18).line(4, 6).line(4, 12).line(4, 18)
		},
		Calendar: func(d *drawing) {
			d.box(4, 5, 20, 20, 2).line(4, 10, 20, 10).line(8, 3, 8, 6).line(16, 3, 16, 6).line(8, 15, 12, 15)
		},
		Ladder: func(d *drawing) { d.line(3, 20, 8, 20, 8, 15, 13, 15, 13, 10, 18, 10, 18, 5, 21, 5) },
		Chart:  func(d *drawing) { d.line(4, 4, 4, 20, 20, 20).line(8, 15, 11, 11, 14, 13, 20, 6) },
		Book: func(d *drawing) {
			d.line(12, 6.5, 12, 20).line(12, 6.5, 9.5, 5, 3, 5, 3, 18, 9.5, 18, 12, 20).line(12, 6.5, 14.5, 5, 21, 5, 21, 18, 14.5, 18, 12, 20)
		},
		Shield: func(d *drawing) {
			d.line(12, 3, 19, 5.6, 19, 11, 18.3, 14.2, 16.6, 17, 14.4, 19.2, 12, 20.6, 9.6, 19.2, 7.4, 17, 5.7, 14.2, 5, 11, 5, 5.6, 12, 3).line(8.8, 11.8, 11, 14, 15.2, 9.4)
		},
		Settings: func(d *drawing) {
			d.line(4, 7, 11, 7).line(19, 7, 20, 7).ring(15, 7, 3).line(4, 17, 5, 17).line(13, 17, 20, 17).ring(9, 17, 3)
		},
		Write:  func(d *drawing) { d.loop(4, 20, 5, 15.5, 16, 4.5, 19.5, 8, 8.5, 19).line(13.5, 7, 17, 10.5) },
		Search: func(d *drawing) { d.ring(10.5, 10.5, 6.5).line(15.3, 15.3, 20, 20) },
		Filter: func(d *drawing) { d.line(4, 6, 20, 6).line(7, 12, 17, 12).line(10, 18, 14, 18) },
		Add:    func(d *drawing) { d.line(12, 5, 12, 19).line(5, 12, 19, 12) },
		Remove: func(d *drawing) {
			d.line(4, 6, 20, 6).line(9, 6, 9, 3, 15, 3, 15, 6).line(6, 6, 7, 20, 17, 20, 18, 6).line(10, 10, 10, 16).line(14, 10, 14, 16)
		},
		Tick:     func(d *drawing) { d.line(5, 12.5, 10, 17.5, 19, 7) },
		Cross:    func(d *drawing) { d.line(6, 6, 18, 18).line(18, 6, 6, 18) },
		Back:     func(d *drawing) { d.line(20, 12, 5, 12).line(11, 6, 5, 12, 11, 18) },
		Onward:   func(d *drawing) { d.line(4, 12, 19, 12).line(13, 6, 19, 12, 13, 18) },
		Up:       func(d *drawing) { d.line(6, 15, 12, 9, 18, 15) },
		Down:     func(d *drawing) { d.line(6, 9, 12, 15, 18, 9) },
		Right:    func(d *drawing) { d.line(9, 6, 15, 12, 9, 18) },
		ToTop:    func(d *drawing) { d.line(12, 20, 12, 5).line(6, 11, 12, 5, 18, 11) },
		ToBottom: func(d *drawing) { d.line(12, 4, 12, 19).line(6, 13, 12, 19, 18, 13) },
		Clock:    func(d *drawing) { d.ring(12, 12, 8.5).line(12, 7, 12, 12, 15.5, 14) },
		Document: func(d *drawing) {
			d.loop(5, 3, 14, 3, 19, 8, 19, 21, 5, 21).line(14, 3, 14, 8, 19, 8).line(9, 13, 15, 13).line(9, 17, 15, 17)
		},
		Handle:  func(d *drawing) { d.line(4, 7, 20, 7).line(4, 12, 20, 12).line(4, 17, 20, 17) },
		More:    func(d *drawing) { d.dot(5, 12, 1.6).dot(12, 12, 1.6).dot(19, 12, 1.6) },
		Warning: func(d *drawing) { d.loop(12, 4, 21, 19.5, 3, 19.5).line(12, 10, 12, 13.5).line(12, 16.5) },
		Info:    func(d *drawing) { d.ring(12, 12, 8.5).line(12, 11.5, 12, 16).line(12, 8) },
		Question: func(d *drawing) {
			d.ring(12, 12, 8.5).arc(12, 9.8, 2.4, 180, 385).line(14.1, 10.9, 12, 12.7, 12, 13.4).line(12, 16.4)
		},
		Table: func(d *drawing) {
			d.box(4, 5, 20, 19, 2).line(4, 10, 20, 10).line(4, 14.5, 20, 14.5).line(11, 10, 11, 19)
		},
		Save: func(d *drawing) { d.line(12, 4, 12, 15).line(7, 10, 12, 15, 17, 10).line(4, 16, 4, 20, 20, 20, 20, 16) },
		Copy: func(d *drawing) { d.box(9, 9, 20, 20, 2).line(15, 6, 15, 5, 14, 4, 5, 4, 4, 5, 4, 14, 5, 15, 6, 15) },
		Enlarge: func(d *drawing) {
			d.ring(10.5, 10.5, 6.5).line(15.3, 15.3, 20, 20).line(10.5, 8, 10.5, 13).line(8, 10.5, 13, 10.5)
		},
		Reduce: func(d *drawing) { d.ring(10.5, 10.5, 6.5).line(15.3, 15.3, 20, 20).line(8, 10.5, 13, 10.5) },
		Whole:  func(d *drawing) { d.line(3, 12, 21, 12).line(8, 7, 3, 12, 8, 17).line(16, 7, 21, 12, 16, 17) },
		Lock: func(d *drawing) {
			d.box(5, 11, 19, 20, 2).arc(12, 8, 4, 180, 360).line(8, 8, 8, 11).line(16, 8, 16, 11).line(12, 15, 12, 16)
		},
		Eye:    func(d *drawing) { d.arc(12, 18, 11, 215, 325).arc(12, 6, 11, 35, 145).ring(12, 12, 2.5) },
		Folder: func(d *drawing) { d.loop(3, 6, 9, 6, 11, 8, 21, 8, 21, 19, 3, 19) },
		Undo: func(d *drawing) {
			d.line(8, 5, 4, 9, 8, 13).line(4, 9, 14, 9).arc(14, 14, 5, -90, 90).line(14, 19, 9, 19)
		},
		Quotation: func(d *drawing) {
			d.line(9, 7, 6, 9, 5, 12, 5, 16, 9, 16, 9, 12, 5, 12).line(19, 7, 16, 9, 15, 12, 15, 16, 19, 16, 19, 12, 15, 12)
		},
		Print: func(d *drawing) {
			d.line(7, 8, 7, 3, 17, 3, 17, 8).line(7, 16, 4, 16, 4, 9, 20, 9, 20, 16, 17, 16).loop(7, 13, 17, 13, 17, 21, 7, 21)
		},
	}[i]
	return draw, ok
}
