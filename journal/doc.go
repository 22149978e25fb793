// Package journal owns the model and its rules: areas, experiences, plans,
// check-ins, people and ladders, and the unlocked set of them in memory with its
// queries, search, undo and change feed. It knows no file format and no interface.
//
// Begin with Create or Open, which return a Journal. Every change goes through one
// method, is one undo step, and has been written to the disk when the method
// returns. Values handed out are shared and must not be changed; Clone them first.
package journal
