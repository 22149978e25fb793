//go:build linux || darwin

package lockdown

import "fmt"

func forbidding(what string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("forbidding %s: %w", what, err)
}
