package widget

import (
	"reflect"
	"time"
	"unsafe"

	"fyne.io/fyne/v2/widget"
)

// steady keeps the cursor of a field from blinking. The toolkit fades it in and out for as long
// as the field has the keyboard, and draws the whole window anew for each shade: a quarter of a
// core where pictures are made in software, while somebody thinks. It leaves the cursor alone
// just after a key, and offers no other way to say so: that moment is put far ahead. Where the
// toolkit comes to keep it elsewhere, the cursor blinks again and nothing else changes.
func steady(e *widget.Entry) {
	anim := reflect.ValueOf(e).Elem().FieldByName("cursorAnim")
	if !anim.IsValid() || anim.Kind() != reflect.Pointer || anim.IsNil() {
		return
	}
	last := anim.Elem().FieldByName("lastInterruptTime")
	if !last.IsValid() || last.Type() != reflect.TypeFor[time.Time]() {
		return
	}
	*(*time.Time)(unsafe.Pointer(last.UnsafeAddr())) = time.Now().AddDate(100, 0, 0)
}
