// Package keeper lets the commands of one person use a journal that another program of theirs holds open:
// the words of a command go over a local socket to the program that holds the journal, which runs it there,
// while what is read, written and asked stays with the command.
//
// It knows no commands: the holder gets a Call with the means to talk back, and answers with a status.
package keeper
