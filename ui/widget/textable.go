package widget

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"enactive/ui/theme"
)

// NewTextTable shows rows of words under a header. Only what is in sight is laid out, so
// that thousands of rows cost nothing; each column is as wide as its widest of the first
// rows.
func NewTextTable(header []string, rows [][]string, height float32) fyne.CanvasObject {
	t := widget.NewTable(
		func() (int, int) { return len(rows), len(header) },
		func() fyne.CanvasObject { return widget.NewLabel("") },
		func(id widget.TableCellID, o fyne.CanvasObject) {
			o.(*widget.Label).SetText(strings.ReplaceAll(rows[id.Row][id.Col], "\n", " "))
		})
	t.ShowHeaderRow = true
	t.CreateHeader = func() fyne.CanvasObject {
		l := widget.NewLabel("")
		l.TextStyle.Bold = true
		return l
	}
	t.UpdateHeader = func(id widget.TableCellID, o fyne.CanvasObject) {
		if id.Col >= 0 && id.Col < len(header) {
			o.(*widget.Label).SetText(header[id.Col])
		}
	}
	size := fyne.CurrentApp().Settings().Theme().Size("text")
	for column := range header {
		wide := fyne.MeasureText(header[column], size, fyne.TextStyle{Bold: true}).Width
		for _, row := range rows[:min(len(rows), 200)] {
			wide = max(wide, fyne.MeasureText(row[column], size, fyne.TextStyle{}).Width)
		}
		t.SetColumnWidth(column, min(wide+3*theme.Unit, 280*theme.Scale()))
	}
	return container.New(atLeastHigh{height}, t)
}

// atLeastHigh gives an object a least height, in pixels at text size 1.
type atLeastHigh struct{ height float32 }

func (a atLeastHigh) MinSize(objects []fyne.CanvasObject) fyne.Size {
	m := objects[0].MinSize()
	return fyne.NewSize(m.Width, max(m.Height, a.height*max(1, (1+theme.Scale())/2)))
}

func (a atLeastHigh) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	objects[0].Move(fyne.NewPos(0, 0))
	objects[0].Resize(s)
}
