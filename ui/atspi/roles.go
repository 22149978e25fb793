package atspi

import "enactive/ui/spoken"

// role is a role of AT-SPI: its number and its name.
type role struct {
	number uint32
	name   string
}

// roleOf is the role that AT-SPI has for one of ours.
func roleOf(r spoken.Role) role {
	switch r {
	case spoken.Application:
		return role{75, "application"}
	case spoken.Window:
		return role{23, "frame"}
	case spoken.Dialog:
		return role{16, "dialog"}
	case spoken.Alert:
		return role{101, "notification"}
	case spoken.Heading:
		return role{83, "heading"}
	case spoken.Label:
		return role{29, "label"}
	case spoken.Button:
		return role{43, "button"}
	case spoken.Link:
		return role{88, "link"}
	case spoken.CheckBox:
		return role{7, "check box"}
	case spoken.ToggleButton:
		return role{62, "toggle button"}
	case spoken.RadioButton:
		return role{44, "radio button"}
	case spoken.Group:
		return role{39, "panel"}
	case spoken.ComboBox:
		return role{11, "combo box"}
	case spoken.Menu:
		return role{33, "menu"}
	case spoken.MenuItem:
		return role{35, "menu item"}
	case spoken.List:
		return role{31, "list"}
	case spoken.ListItem:
		return role{32, "list item"}
	case spoken.Slider:
		return role{51, "slider"}
	case spoken.Entry:
		return role{79, "entry"}
	case spoken.Password:
		return role{40, "password text"}
	case spoken.Chart:
		return role{80, "chart"}
	case spoken.Picture:
		return role{27, "image"}
	case spoken.Document:
		return role{82, "document frame"}
	case spoken.Calendar:
		return role{5, "calendar"}
	case spoken.Progress:
		return role{42, "progress bar"}
	}
	return role{39, "panel"}
}

// The states of AT-SPI that are in use, by their numbers.
const (
	active     = 1
	checked    = 4
	collapsed  = 5
	editable   = 7
	enabled    = 8
	expandable = 9
	expanded   = 10
	focusable  = 11
	focused    = 12
	modal      = 16
	multiLine  = 17
	selectable = 22
	selected   = 23
	sensitive  = 24
	showing    = 25
	singleLine = 26
	visible    = 30
	checkable  = 41
	hasPopup   = 42
	readOnly   = 43
)

// stateNames are the states whose change is reported.
func stateNames() map[int]string {
	return map[int]string{active: "active", checked: "checked", collapsed: "collapsed", editable: "editable", enabled: "enabled", expanded: "expanded", focused: "focused",
		selected: "selected", sensitive: "sensitive", checkable: "checkable", readOnly: "read-only"}
}

// states are those of an object, a bit each. here is whether its window is in use.
func states(n *spoken.Node, here bool) uint64 {
	var all uint64
	set := func(state int, on bool) {
		if on {
			all |= 1 << state
		}
	}
	set(showing, true)
	set(visible, true)
	set(enabled, !n.Disabled)
	set(sensitive, !n.Disabled)
	set(active, n.Role == spoken.Window && here)
	set(focusable, n.Focusable || n.Role == spoken.Window)
	set(focused, n.Focused && here)
	set(checkable, n.Checkable)
	set(checked, n.Checked)
	set(expandable, n.Expandable)
	set(expanded, n.Expanded)
	set(collapsed, n.Expandable && !n.Expanded)
	set(hasPopup, n.Role == spoken.ComboBox)
	set(modal, n.Modal)
	set(selectable, n.Selectable)
	set(selected, n.Selected)
	if n.Role == spoken.Entry || n.Role == spoken.Password {
		set(multiLine, n.Lines)
		set(singleLine, !n.Lines)
		set(editable, !n.Disabled)
	}
	set(readOnly, n.Role == spoken.Entry && n.Disabled)
	return all
}
