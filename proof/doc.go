// Package proof holds the tests that look at the program from outside, as a power cut, a
// full disk or a thief does: it kills, cuts, damages and searches, and then asks the
// program itself what is there. "Saved ID", as "enact add" says it, is the promise; that
// entry must be found under that id and with its text, whatever happened.
//
// Each kind of test has a control, a copy of the program from which the protection in
// question was taken away, and the control must fail the same test: else the test proves
// nothing. Faults that were asked for and did not come about are not counted.
//
// ENACTIVE_SOAK=1 makes ten times as much of everything. ENACTIVE_SEED is a number from which
// the faults are drawn; without it they are always the same. With -short all is left out.
package proof
