package lockdown

import (
	"os"
	"os/exec"
)

// replace starts a second process and ends this one, because Windows cannot replace a process.
func replace(program string, args, env []string) error {
	c := exec.Command(program, args[1:]...)
	c.Env = env
	if err := c.Start(); err != nil {
		return err
	}
	os.Exit(0)
	return nil
}
