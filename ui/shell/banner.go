package shell

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"enactive/ui/arrange"
	"enactive/ui/glyph"
	"enactive/ui/paint"
	"enactive/ui/prose"
	"enactive/ui/theme"
)

// Banner reports across the whole window that something is wrong, as long as it is. It cannot be
// closed.
type Banner struct {
	widget.BaseWidget
	title, words *prose.Label
	tools        *fyne.Container
	ground, edge *canvas.Rectangle
}

// NewBanner creates a banner with a fault as its title and the way out under it; tools are buttons
// that help.
func NewBanner(title, words string, tools ...fyne.CanvasObject) *Banner {
	b := &Banner{title: prose.Lead(title), words: prose.Paragraph(words), tools: arrange.Line(tools...),
		ground: canvas.NewRectangle(color.Transparent), edge: canvas.NewRectangle(color.Transparent)}
	b.ExtendBaseWidget(b)
	return b
}

// SetText changes the text.
func (b *Banner) SetText(title, words string) {
	b.title.SetText(title)
	b.words.SetText(words)
	b.Refresh()
}

// CreateRenderer draws the banner.
func (b *Banner) CreateRenderer() fyne.WidgetRenderer {
	b.edge.SetMinSize(fyne.NewSize(theme.Unit/2, 0))
	icon := container.NewVBox(glyph.NewIcon(fynetheme.NewErrorThemedResource(fynetheme.WarningIcon())))
	texts := arrange.Flow(theme.Unit/2, b.title, b.words)
	if len(b.tools.Objects) > 0 {
		texts.Add(arrange.Wrap(b.tools.Objects...))
	}
	content := container.NewBorder(nil, nil, container.New(layout.NewCustomPaddedLayout(0, 0, 0, theme.Unit), icon), nil, texts)
	inset := container.New(layout.NewCustomPaddedLayout(1.5*theme.Unit, 1.5*theme.Unit, 2*theme.Unit, 2*theme.Unit), content)
	b.paint()
	return paint.LaidOut(b, &paint.Repainter{WidgetRenderer: widget.NewSimpleRenderer(container.NewStack(b.ground, container.NewBorder(nil, nil, b.edge, nil, inset))), Paint: b.paint})
}

func (b *Banner) paint() {
	p := theme.Current()
	b.ground.FillColor = paint.Blend(p.Surface, p.Bad, 0.12)
	b.edge.FillColor = p.Bad
}

// Children are the objects in it, for the place that scrolls.
func (b *Banner) Children() []fyne.CanvasObject {
	return []fyne.CanvasObject{b.title, b.words, b.tools}
}
