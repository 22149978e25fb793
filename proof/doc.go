// Package proof holds the tests that look at the program from outside, as a power cut, a
// full disk or a thief does: it kills, cuts, damages and searches, and then asks the
// program itself what is there. Every test has a control, a copy of the program from which
// the protection in question was taken away, and the control must fail the same test.
//
// ENACTIVE_SOAK=1 makes ten times as much of everything.
package proof
