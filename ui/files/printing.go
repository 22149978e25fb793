package files

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strings"
	"time"
)

// Printing reaches the printers of the system through its own commands, lp and lpstat. The zero value
// runs those that are installed.
type Printing struct {
	// Find returns the path of a command, and Run runs it with an input and returns what it prints; nil
	// for those of the system.
	Find func(name string) (string, error)
	Run  func(ctx context.Context, input io.Reader, name string, args ...string) ([]byte, error)
}

// The commands for printing, and how long each may take: lp answers once the queue has the whole document.
const (
	printCommand = "lp"
	listCommand  = "lpstat"
	listTime     = 5 * time.Second
	printTime    = 2 * time.Minute
)

// ErrPrinterSilent is returned if the system's printing does not answer in time.
var ErrPrinterSilent = errors.New("the printing of the system does not answer")

// IsThere reports whether the system has a command for printing.
func (p Printing) IsThere() bool {
	find := p.Find
	if find == nil {
		find = exec.LookPath
	}
	_, err := find(printCommand)
	return err == nil
}

// Printers are the names of the printers that are set up.
func (p Printing) Printers(ctx context.Context) ([]string, error) {
	out, err := p.run(ctx, listTime, nil, listCommand, "-e")
	if err != nil {
		return nil, fmt.Errorf("listing the printers: %w", err)
	}
	var names []string
	for line := range strings.Lines(string(out)) {
		if name := strings.TrimSpace(line); name != "" {
			names = append(names, name)
		}
	}
	return names, nil
}

// Print hands a document to a printer, without a file of it in between; an empty name is the printer
// that the system uses if none is named.
func (p Printing) Print(ctx context.Context, printer string, document io.Reader) error {
	args := []string{"-t", "Enactive"}
	if printer != "" {
		args = append(args, "-d", printer)
	}
	if _, err := p.run(ctx, printTime, document, printCommand, args...); err != nil {
		return fmt.Errorf("handing a document to the printer: %w", err)
	}
	return nil
}

func (p Printing) run(ctx context.Context, most time.Duration, input io.Reader, name string, args ...string) ([]byte, error) {
	run := p.Run
	if run == nil {
		run = runCommand
	}
	limited, end := context.WithTimeout(ctx, most)
	defer end()
	out, err := run(limited, input, name, args...)
	switch {
	case err == nil:
		return out, nil
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case limited.Err() != nil:
		return nil, ErrPrinterSilent
	}
	return nil, err
}

func runCommand(ctx context.Context, input io.Reader, name string, args ...string) ([]byte, error) {
	c := exec.CommandContext(ctx, name, args...)
	c.Stdin = input
	c.WaitDelay = time.Second // a child of it may hold its output open
	return c.Output()
}
