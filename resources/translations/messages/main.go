// Command messages keeps the messages of the program: their English and its translations.
//
//	go run ./resources/translations/messages                     what is missing, unused or to be looked at
//	go run ./resources/translations/messages add ID ENGLISH      a new message; give ONE and OTHER for a counted one
//	go run ./resources/translations/messages say LANGUAGE ID TEXT   translate it; give ONE and OTHER for a counted one
//	go run ./resources/translations/messages rename ID NEW       give it another id, in the code too
//	go run ./resources/translations/messages remove ID           take it out of all files
//	go run ./resources/translations/messages looked LANGUAGE [ID ...]   its translation fits the English as it is now
//
// It is run in the root of the project. A better English sentence is one line of
// journal/wording/english.json; its translations are then to be looked at, until somebody has.
package main

import (
	"fmt"
	"os"
)

func main() {
	if err := run(".", os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "messages:", err)
		os.Exit(1)
	}
}
