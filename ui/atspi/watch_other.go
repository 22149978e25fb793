//go:build !unix || darwin

package atspi

import "context"

// Watch does nothing: AT-SPI is of the desktops of Linux and the BSDs.
func Watch(context.Context, string, Host) *Reader { return nil }
