package widget

import (
	"reflect"
	"testing"
	"time"
	"unsafe"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"enactive/ui/theme"
)

// TestTheCursorStandsStill looks where the toolkit keeps the moment of the last key, after which
// its cursor begins to blink.
func TestTheCursorStandsStill(t *testing.T) {
	inApp(t, theme.Light, 1)
	for name, f := range map[string]*Field{"a field": NewField(), "a text": NewTextField(3), "a passphrase": NewPassphraseField()} {
		w := test.NewTempWindow(t, f)
		w.Canvas().Focus(f)
		f.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
		last := reflect.ValueOf(&f.Entry).Elem().FieldByName("cursorAnim").Elem().FieldByName("lastInterruptTime")
		if at := *(*time.Time)(unsafe.Pointer(last.UnsafeAddr())); at.Before(time.Now().AddDate(1, 0, 0)) {
			t.Errorf("%s: the cursor blinks from %v on", name, at)
		}
	}
}
