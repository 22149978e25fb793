// Package theme defines the look of the window, light and dark: two surfaces, one accent colour,
// three colours with a meaning, one scale of text sizes and one unit of space.
package theme

import (
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"enactive/charts"
	"enactive/journal/wording"
	"enactive/resources/fonts"
)

// Mode chooses between light and dark colours.
type Mode string

// The modes. System follows the desktop.
const (
	System Mode = "system"
	Light  Mode = "light"
	Dark   Mode = "dark"
)

// Unit is the unit of space, in pixels at scale 1: all distances are multiples of it.
const Unit float32 = 8

// Radius is the corner radius of cards, fields and buttons.
const Radius float32 = 8

// ReadingWidth is the maximum width of a column of text, and PageWidth that of a page: wider windows
// have margins, the same ones on every page.
const (
	ReadingWidth float32 = 720
	PageWidth    float32 = 1440
)

// The text sizes, in pixels at scale 1. Lead is also the size of a person's own words where they are
// read; Numeral is for one number that a whole card is about.
const (
	Small   float32 = 12
	Body    float32 = 14
	Lead    float32 = 18
	Heading float32 = 28
	Numeral float32 = 40
)

// SizeNameNumeral is Numeral for the toolkit.
const SizeNameNumeral fyne.ThemeSizeName = "enactive.numeral"

// Sized is a text size at the scale that is set. What is large already grows by less than the body, so
// that at the largest text a heading still fits on its line.
func Sized(size float32) float32 { return sized(size, Scale()) }

func sized(size, scale float32) float32 {
	if size > Lead && scale > 1 {
		const part = 0.7
		return float32(math.Round(float64(size * (1 + part*(scale-1)))))
	}
	return size * scale
}

// Palette holds the colours of one mode.
type Palette struct {
	Ground, Surface, Raised color.NRGBA // the window, cards on it, fields on cards
	Text, Muted             color.NRGBA
	Line                    color.NRGBA
	Accent, OnAccent        color.NRGBA
	Good, Caution, Bad      color.NRGBA
	Hover, Pressed          color.NRGBA
	// Warm is the ground under a person's own words where the window quotes them, and Ember its edge.
	Warm, Ember color.NRGBA
}

func hex(v uint32) color.NRGBA {
	return color.NRGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: 255}
}

// LightPalette is for bright rooms: warm paper and white cards.
func LightPalette() Palette {
	return Palette{
		Ground: hex(0xf5f3ef), Surface: hex(0xffffff), Raised: hex(0xf3f4f4),
		Text: hex(0x1d2530), Muted: hex(0x58636f), Line: hex(0xdedbd4),
		Accent: hex(0x0d6b6b), OnAccent: hex(0xffffff),
		Good: hex(0x13777f), Caution: hex(0x8a5a00), Bad: hex(0x8f2f14),
		Hover: color.NRGBA{A: 12}, Pressed: color.NRGBA{A: 26},
		Warm: hex(0xfbf1e4), Ember: hex(0xd08a4a),
	}
}

// DarkPalette is for dim rooms.
func DarkPalette() Palette {
	return Palette{
		Ground: hex(0x0f1318), Surface: hex(0x181d24), Raised: hex(0x222933),
		Text: hex(0xe6e9ee), Muted: hex(0xa4aebb), Line: hex(0x2c343f),
		Accent: hex(0x5cc4bc), OnAccent: hex(0x062826),
		Good: hex(0x4fc1c9), Caution: hex(0xecc965), Bad: hex(0xec7a48),
		Hover: color.NRGBA{255, 255, 255, 16}, Pressed: color.NRGBA{255, 255, 255, 34},
		Warm: hex(0x2a2219), Ember: hex(0xd9a066),
	}
}

// Current returns the current palette.
func Current() Palette {
	app := fyne.CurrentApp()
	if app == nil {
		return LightPalette()
	}
	if t, ok := app.Settings().Theme().(*Theme); ok {
		return t.palette(app.Settings().ThemeVariant())
	}
	return LightPalette()
}

// IsDark reports whether the current palette is dark.
func IsDark() bool { return Current() == DarkPalette() }

// Scale returns the current text size, 1 by default.
func Scale() float32 {
	if app := fyne.CurrentApp(); app != nil {
		if t, ok := app.Settings().Theme().(*Theme); ok {
			return t.scale
		}
	}
	return 1
}

// Theme implements the toolkit's theme.
type Theme struct {
	mode                  Mode
	scale                 float32
	regular, bold, italic fyne.Resource
	serif                 fyne.Resource
	signs                 map[fyne.ThemeIconName]fyne.Resource
}

// New returns a theme; scale is the text size, 0.8 to 2.
func New(mode Mode, scale float32) *Theme {
	language := wording.Language()
	files := fonts.For(language)
	setFallback(language)
	name := func(cut string) string { return "NotoSans-" + language + "-" + cut + ".ttf" } // the toolkit caches fonts by name
	return &Theme{
		mode: mode, scale: min(max(scale, 0.8), 2),
		regular: fyne.NewStaticResource(name("Regular"), files.Regular),
		bold:    fyne.NewStaticResource(name("Bold"), files.Bold),
		italic:  fyne.NewStaticResource(name("Italic"), files.Italic),
		serif:   fyne.NewStaticResource("NotoSerif-Regular.ttf", fonts.Serif()),
		signs:   ownSigns(),
	}
}

func (t *Theme) palette(variant fyne.ThemeVariant) Palette {
	if t.mode == Dark || t.mode != Light && variant == theme.VariantDark {
		return DarkPalette()
	}
	return LightPalette()
}

// Color implements fyne.Theme.
func (t *Theme) Color(name fyne.ThemeColorName, variant fyne.ThemeVariant) color.Color {
	p := t.palette(variant)
	switch name {
	case theme.ColorNameBackground:
		return p.Ground
	case theme.ColorNameForeground:
		return p.Text
	case theme.ColorNameButton, theme.ColorNameInputBackground:
		return p.Raised
	case theme.ColorNameInputBorder, theme.ColorNameSeparator:
		return p.Line
	case theme.ColorNameMenuBackground:
		if p == DarkPalette() { // the toolkit's menus have no edge, and a shadow shows nothing at night
			return p.Raised
		}
		return p.Surface
	case theme.ColorNameOverlayBackground:
		return p.Surface
	case theme.ColorNameHeaderBackground:
		return p.Raised
	case theme.ColorNamePlaceHolder, theme.ColorNameDisabled:
		return p.Muted
	case theme.ColorNameDisabledButton:
		return p.Raised
	case theme.ColorNamePrimary, theme.ColorNameHyperlink:
		return p.Accent
	case theme.ColorNameForegroundOnPrimary:
		return p.OnAccent
	case theme.ColorNameFocus:
		return withAlpha(p.Accent, 96)
	case theme.ColorNameSelection:
		return withAlpha(p.Accent, 56)
	case theme.ColorNameHover:
		return p.Hover
	case theme.ColorNamePressed:
		return p.Pressed
	case theme.ColorNameError:
		return p.Bad
	case theme.ColorNameWarning:
		return p.Caution
	case theme.ColorNameSuccess:
		return p.Good
	case theme.ColorNameScrollBar:
		return withAlpha(p.Muted, 140)
	case theme.ColorNameScrollBarBackground:
		return color.Transparent
	case theme.ColorNameShadow:
		return color.NRGBA{A: 40}
	}
	return theme.DefaultTheme().Color(name, variant)
}

// Font implements fyne.Theme.
func (t *Theme) Font(s fyne.TextStyle) fyne.Resource {
	switch {
	case s.Monospace, s.Symbol:
		return theme.DefaultTheme().Font(s)
	case s.TabWidth == serifTab:
		return t.serif
	case s.Bold:
		return t.bold
	case s.Italic:
		return t.italic
	}
	return t.regular
}

// serifTab marks the style of Serif. The toolkit has no style for a second typeface; one that is named with
// the text itself gets no other fonts for the characters that it lacks, as a style does.
const serifTab = 5

// Serif is the style of the typeface with serifs.
func Serif() fyne.TextStyle { return fyne.TextStyle{TabWidth: serifTab} }

// Icon implements fyne.Theme.
func (t *Theme) Icon(name fyne.ThemeIconName) fyne.Resource {
	if sign, ok := t.signs[name]; ok {
		return sign
	}
	return theme.DefaultTheme().Icon(name)
}

// Size implements fyne.Theme.
func (t *Theme) Size(name fyne.ThemeSizeName) float32 {
	switch name {
	case theme.SizeNameText:
		return Body * t.scale
	case theme.SizeNameCaptionText:
		return Small * t.scale
	case theme.SizeNameSubHeadingText:
		return Lead * t.scale
	case theme.SizeNameHeadingText:
		return sized(Heading, t.scale)
	case SizeNameNumeral:
		return sized(Numeral, t.scale)
	case theme.SizeNamePadding:
		return Unit / 2
	case theme.SizeNameInnerPadding:
		return Unit
	case theme.SizeNameInlineIcon:
		return float32(math.Round(float64(20 * t.scale)))
	case theme.SizeNameInputRadius, theme.SizeNameSelectionRadius:
		return Radius
	case theme.SizeNameInputBorder:
		return 1
	case theme.SizeNameScrollBar:
		return 10
	case theme.SizeNameScrollBarSmall:
		return 4
	case theme.SizeNameLineSpacing:
		return Unit / 2
	}
	return theme.DefaultTheme().Size(name)
}

func withAlpha(c color.NRGBA, a uint8) color.NRGBA { c.A = a; return c }

// Hue returns the colour of an area from its hue, 0-359 degrees, as its cards and charts show it.
func Hue(degrees int, dark bool) color.NRGBA { return charts.AreaColor(degrees, dark) }

// Tint is the ground of the head of what belongs to an area: a card with a breath of its hue.
func Tint(degrees int, dark bool) color.NRGBA {
	ground, part := LightPalette().Surface, 0.07
	if dark {
		ground, part = DarkPalette().Surface, 0.11
	}
	hue := Hue(degrees, dark)
	mix := func(a, b uint8) uint8 { return uint8(math.Round(float64(a)*(1-part) + float64(b)*part)) }
	return color.NRGBA{mix(ground.R, hue.R), mix(ground.G, hue.G), mix(ground.B, hue.B), 255}
}
