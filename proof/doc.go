// Package proof tests the program from outside, as a power cut, a full disk or a thief would treat
// it: it kills, cuts, damages and searches, and then asks the program itself for its entries.
// "saved ID", as printed by "enact add", is the promise: that entry must be found under that id and
// with its text, whatever happened.
//
// Each kind of test has a control, a copy of the program without the protection in question. The
// control must fail the same test, or else the test proves nothing. Injected faults that did not
// occur are not counted.
//
// ENACTIVE_SOAK=1 multiplies all rounds by ten. ENACTIVE_SEED is the seed of the faults; without it
// they are always the same. With -short everything is skipped.
package proof
