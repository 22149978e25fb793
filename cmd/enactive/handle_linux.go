//go:build linux && !wayland

package main

import "fmt"

// handle names the window for the desktop's dialogs, which then stay over it.
func (n native) handle() string {
	if n.window == nil {
		return ""
	}
	return fmt.Sprintf("x11:%x", n.window.GetX11Window())
}
