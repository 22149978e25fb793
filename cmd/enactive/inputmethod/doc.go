// Package inputmethod lets an X11 input method, such as fcitx or ibus, keep the keys that it uses.
// GLFW 3.3 reports each key to the program before the input method has decided, so that the
// Return that ends a Japanese word also left the field, and the word was lost. Now the program
// never sees a key that the input method keeps; a key that it passes on arrives a moment later,
// as does the text that it enters.
package inputmethod
