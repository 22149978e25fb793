// Package inputmethod lets an input method of X11, such as fcitx or ibus, keep the keys that
// it uses. GLFW 3.3 reports each key to the program before the input method has decided, so
// that the Return which ends a Japanese word also left the field, and the word was lost. A
// key that the input method keeps is now no key for the program; one that it gives back comes
// a moment later, as does the text that it makes.
package inputmethod
