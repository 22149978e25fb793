//go:build !linux || wayland

package main

// handle names the window for the desktop's dialogs; here it has no name that they know.
func (n native) handle() string { return "" }
