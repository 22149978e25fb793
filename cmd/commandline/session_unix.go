//go:build unix

package commandline

import "syscall"

// ownSession lets a program go on when the terminal that it was started in is closed.
func ownSession() *syscall.SysProcAttr { return &syscall.SysProcAttr{Setsid: true} }
