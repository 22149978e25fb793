package atspi

import (
	"github.com/godbus/dbus/v5"

	"enactive/ui/spoken"
)

// text is what is written in an object. Places are counted in characters.
type text struct{ s *server }

// find is the text of the object that a call is for.
func (t text) find(m dbus.Message) (*spoken.Text, *dbus.Error) {
	_, of, err := t.owner(m)
	return of, err
}

func (t text) owner(m dbus.Message) (*spoken.Node, *spoken.Text, *dbus.Error) {
	_, n, err := t.s.find(m)
	if err != nil {
		return nil, nil, err
	}
	if found := textOf(n); found != nil {
		return n, found, nil
	}
	return nil, nil, refused("nothing is written in it")
}

// part is the text between two places; an end before the beginning is that of the text.
func part(of *spoken.Text, from, to int32) string {
	all := []rune(of.Content)
	end := len(all)
	if to >= 0 {
		end = min(int(to), end)
	}
	begin := min(max(int(from), 0), end)
	return string(all[begin:end])
}

func (t text) GetText(m dbus.Message, from, to int32) (string, *dbus.Error) {
	of, err := t.find(m)
	if err != nil {
		return "", err
	}
	return part(of, from, to), nil
}

func (t text) SetCaretOffset(m dbus.Message, to int32) (bool, *dbus.Error) {
	return t.choose(m, to, to)
}

// choose selects what is between two places.
func (t text) choose(m dbus.Message, from, to int32) (bool, *dbus.Error) {
	n, _, err := t.owner(m)
	if err != nil {
		return false, err
	}
	return t.s.do(n, func(now *spoken.Node) bool {
		if now.Text == nil || now.Text.Select == nil {
			return false
		}
		now.Text.Select(int(from), int(to))
		return true
	}), nil
}

// unitOf is the unit of one of AT-SPI's granularities.
func unitOf(granularity uint32) spoken.Unit {
	units := []spoken.Unit{spoken.Character, spoken.Word, spoken.Sentence, spoken.Row, spoken.Paragraph}
	return units[min(int(granularity), len(units)-1)]
}

// unitOfBoundary is the unit of one of the boundaries that AT-SPI had before: characters, and the begin and
// the end of words, sentences and lines.
func unitOfBoundary(boundary uint32) spoken.Unit {
	units := []spoken.Unit{spoken.Character, spoken.Word, spoken.Word, spoken.Sentence, spoken.Sentence, spoken.Row, spoken.Row}
	return units[min(int(boundary), len(units)-1)]
}

// around is the unit around a place, or the one before or after it.
func (t text) around(m dbus.Message, at int32, u spoken.Unit, by int) (words string, from, to int32, err *dbus.Error) {
	of, err := t.find(m)
	if err != nil {
		return "", 0, 0, err
	}
	begin, end := of.Around(int(at), u)
	switch {
	case by < 0 && begin == 0:
		return "", 0, 0, nil
	case by < 0:
		begin, end = of.Around(begin-1, u)
	case by > 0:
		begin, end = of.Around(end, u)
	}
	return part(of, int32(begin), int32(end)), int32(begin), int32(end), nil
}

func (t text) GetStringAtOffset(m dbus.Message, at int32, granularity uint32) (string, int32, int32, *dbus.Error) {
	return t.around(m, at, unitOf(granularity), 0)
}

func (t text) GetTextAtOffset(m dbus.Message, at int32, boundary uint32) (string, int32, int32, *dbus.Error) {
	return t.around(m, at, unitOfBoundary(boundary), 0)
}

func (t text) GetTextBeforeOffset(m dbus.Message, at int32, boundary uint32) (string, int32, int32, *dbus.Error) {
	return t.around(m, at, unitOfBoundary(boundary), -1)
}

func (t text) GetTextAfterOffset(m dbus.Message, at int32, boundary uint32) (string, int32, int32, *dbus.Error) {
	return t.around(m, at, unitOfBoundary(boundary), 1)
}

func (t text) GetCharacterAtOffset(m dbus.Message, at int32) (int32, *dbus.Error) {
	of, err := t.find(m)
	if err != nil {
		return 0, err
	}
	for _, r := range part(of, at, at+1) {
		return r, nil
	}
	return 0, nil
}

func (t text) GetNSelections(m dbus.Message) (int32, *dbus.Error) {
	of, err := t.find(m)
	if err != nil || of.From == of.To {
		return 0, err
	}
	return 1, nil
}

func (t text) GetSelection(m dbus.Message, _ int32) (from, to int32, err *dbus.Error) {
	of, err := t.find(m)
	if err != nil {
		return 0, 0, err
	}
	return int32(of.From), int32(of.To), nil
}

func (t text) AddSelection(m dbus.Message, from, to int32) (bool, *dbus.Error) {
	return t.choose(m, from, to)
}

func (t text) SetSelection(m dbus.Message, _, from, to int32) (bool, *dbus.Error) {
	return t.choose(m, from, to)
}

func (t text) RemoveSelection(m dbus.Message, _ int32) (bool, *dbus.Error) {
	of, err := t.find(m)
	if err != nil {
		return false, err
	}
	return t.choose(m, int32(of.Caret), int32(of.Caret))
}

// GetAttributes has none to tell: a text of ours looks the same all over.
func (t text) GetAttributes(m dbus.Message, _ int32) (map[string]string, int32, int32, *dbus.Error) {
	of, err := t.find(m)
	if err != nil {
		return nil, 0, 0, err
	}
	return map[string]string{}, 0, int32(len([]rune(of.Content))), nil
}

func (t text) GetAttributeRun(m dbus.Message, at int32, _ bool) (map[string]string, int32, int32, *dbus.Error) {
	return t.GetAttributes(m, at)
}

func (t text) GetDefaultAttributes(m dbus.Message) (map[string]string, *dbus.Error) {
	_, err := t.find(m)
	return map[string]string{}, err
}

func (t text) GetDefaultAttributeSet(m dbus.Message) (map[string]string, *dbus.Error) {
	return t.GetDefaultAttributes(m)
}

// GetCharacterExtents is the place of the whole object: where its characters are is not known.
func (t text) GetCharacterExtents(m dbus.Message, _ int32, from uint32) (x, y, width, height int32, err *dbus.Error) {
	r, err := component(t).extent(m, from)
	return r.X, r.Y, r.Width, r.Height, err
}

func (t text) GetRangeExtents(m dbus.Message, _, _ int32, from uint32) (x, y, width, height int32, err *dbus.Error) {
	return t.GetCharacterExtents(m, 0, from)
}

func (t text) GetOffsetAtPoint(m dbus.Message, _, _ int32, _ uint32) (int32, *dbus.Error) {
	_, err := t.find(m)
	return -1, err
}

// editableText changes what is written.
type editableText struct{ s *server }

// replace puts words in the place of a part of a text; an end before the beginning is that of the text.
func (t editableText) replace(m dbus.Message, from, to int32, words string) (bool, *dbus.Error) {
	n, _, err := text(t).owner(m)
	if err != nil {
		return false, err
	}
	return t.s.do(n, func(now *spoken.Node) bool {
		of := now.Text
		if of == nil || of.Set == nil {
			return false
		}
		end := int32(len([]rune(of.Content)))
		from := min(max(from, 0), end)
		if to < 0 {
			to = end
		}
		of.Set(part(of, 0, from) + words + part(of, max(to, from), end))
		if of.Select != nil {
			at := int(from) + len([]rune(words))
			of.Select(at, at)
		}
		return true
	}), nil
}

func (t editableText) SetTextContents(m dbus.Message, words string) (bool, *dbus.Error) {
	return t.replace(m, 0, -1, words)
}

func (t editableText) InsertText(m dbus.Message, at int32, words string, _ int32) (bool, *dbus.Error) {
	return t.replace(m, at, at, words)
}

func (t editableText) DeleteText(m dbus.Message, from, to int32) (bool, *dbus.Error) {
	return t.replace(m, from, max(to, 0), "")
}
