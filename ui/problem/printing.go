package problem

import (
	"context"
	"errors"

	"enactive/journal/wording"
	"enactive/ui/files"
)

// Unprinted words an error that kept a document from a printer, or the printers from being listed if
// the name is empty.
func Unprinted(printer string, err error) string {
	switch {
	case errors.Is(err, context.Canceled):
		return Sentence(err)
	case errors.Is(err, files.ErrPrinterSilent):
		return saveInstead(wording.Say("the-print-queue-does-not-answer"))
	case printer == "":
		return NoPrinter()
	}
	return saveInstead(wording.Say("printer-did-not-take-it", wording.V{"Printer": printer}))
}

// NoPrinter says that no printer is set up, and NoPrinting that the system has no command for printing.
func NoPrinter() string { return saveInstead(wording.Say("no-printer-is-set-up")) }

// NoPrinting says that the system has no command for printing.
func NoPrinting() string { return saveInstead(wording.Say("this-computer-cannot-print-from-here")) }

func saveInstead(why string) string {
	return wording.Sentences(why, wording.Say("save-the-pdf-and-print-it-elsewhere"))
}
