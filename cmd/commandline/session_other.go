//go:build !unix

package commandline

import "syscall"

// ownSession has nothing to ask for here.
func ownSession() *syscall.SysProcAttr { return nil }
