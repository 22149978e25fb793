// Package journal owns the model and its rules: areas, experiences, plans,
// check-ins, people and ladders, and the unlocked set of them in memory with its
// queries, search, undo and change feed. It knows no file format and no interface.
//
// Start with Create or Open, which return a Journal. Every change is one method call and one
// undo step, and is on the disk when the method returns. Returned values are shared and must
// not be changed; Clone them first.
package journal
