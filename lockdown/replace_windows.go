package lockdown

import (
	"os"
	"os/exec"
)

// replace starts the program beside this one and ends: Windows cannot do it in one.
func replace(program string, args, env []string) error {
	c := exec.Command(program, args[1:]...)
	c.Env = env
	if err := c.Start(); err != nil {
		return err
	}
	os.Exit(0)
	return nil
}
