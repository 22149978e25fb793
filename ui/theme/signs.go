package theme

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"enactive/resources/icons"
)

// Sign is an icon of our own set, for the toolkit.
func Sign(i icons.Icon) fyne.Resource {
	return theme.NewThemedResource(fyne.NewStaticResource("enactive-"+string(i)+".svg", i.SVG())) // the toolkit caches icons by name
}

// ownSigns are the icons of ours that stand in for the toolkit's, so that all of a window are drawn alike.
func ownSigns() map[fyne.ThemeIconName]fyne.Resource {
	own := map[fyne.ThemeIconName]fyne.Resource{}
	for name, sign := range map[fyne.ThemeIconName]icons.Icon{
		theme.IconNameHome: icons.Home, theme.IconNameList: icons.Entries, theme.IconNameCalendar: icons.Calendar, theme.IconNameSettings: icons.Settings,
		theme.IconNameDocumentCreate: icons.Write, theme.IconNameSearch: icons.Search, theme.IconNameContentAdd: icons.Add, theme.IconNameDelete: icons.Remove,
		theme.IconNameConfirm: icons.Tick, theme.IconNameCancel: icons.Cross, theme.IconNameNavigateBack: icons.Back, theme.IconNameNavigateNext: icons.Onward,
		theme.IconNameMoveUp: icons.ToTop, theme.IconNameMoveDown: icons.ToBottom, theme.IconNameHistory: icons.Clock, theme.IconNameDocument: icons.Document,
		theme.IconNameMenu: icons.Handle, theme.IconNameMoreHorizontal: icons.More, theme.IconNameWarning: icons.Warning, theme.IconNameInfo: icons.Info,
		theme.IconNameHelp: icons.Question, theme.IconNameQuestion: icons.Question, theme.IconNameArrowDropDown: icons.Down, theme.IconNameArrowDropUp: icons.Up,
		theme.IconNameDocumentSave: icons.Save, theme.IconNameDownload: icons.Save, theme.IconNameContentCopy: icons.Copy, theme.IconNameViewZoomIn: icons.Enlarge,
		theme.IconNameViewZoomOut: icons.Reduce, theme.IconNameViewZoomFit: icons.Whole, theme.IconNameVisibility: icons.Eye, theme.IconNameFolder: icons.Folder,
		theme.IconNameContentUndo: icons.Undo, theme.IconNameDocumentPrint: icons.Print, theme.IconNameContentClear: icons.Cross, theme.IconNameMenuExpand: icons.Right,
	} {
		own[name] = Sign(sign)
	}
	return own
}
