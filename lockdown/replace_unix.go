//go:build unix

package lockdown

import "golang.org/x/sys/unix"

func replace(program string, args, env []string) error { return unix.Exec(program, args, env) }
