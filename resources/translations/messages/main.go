// Command messages edits the messages of the program: the English and its translations.
//
//	go run ./resources/translations/messages                     list missing, unused and outdated messages
//	go run ./resources/translations/messages add ID ENGLISH      add a message; give ONE and OTHER for a counted one
//	go run ./resources/translations/messages say LANGUAGE ID TEXT   translate it; give ONE and OTHER for a counted one
//	go run ./resources/translations/messages rename ID NEW       change its id, in the code too
//	go run ./resources/translations/messages remove ID           remove it from all files
//	go run ./resources/translations/messages looked LANGUAGE [ID ...]   mark its translation as up to date
//
// Run it in the root of the project. To improve an English sentence, change its line in
// journal/wording/english.json; its translations then count as outdated until "say" or "looked".
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
