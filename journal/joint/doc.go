// Package joint joins two states of a document field by field, so that copies of a journal that were changed
// apart come to the same contents, in whatever order and however often they are joined.
//
// A document is a CBOR map with small integer keys, its body, and its marks: who wrote which part when. Stamp
// makes the marks of a new version, Join those and the body of two versions, and Versions lists the texts of
// which both stay. A Gone is what remains of a document that was removed.
//
// A body is taken apart into leaves. A list of texts or of maps is one leaf for each item and one for their
// order, a map with texts for keys one for each value, and all else one leaf as it is. Each leaf has the
// versions that no other replaced, usually one. A version is named by a dot: the Clock of the change and the
// Session, one opening of a journal, that made it. Beside them is what a document has seen: the last clock of
// each session. A version that one state has seen and does not have was replaced or removed there; one that it
// has not seen was written without knowing it, and stays. What was never changed since it was first written has
// no marks: its version is named by the time of the document itself.
//
// What a body shows is a function of the versions alone: of a leaf the newest by its clock, of a text and of
// what is in a list one that is there before one that was removed. A document is in the bin if it was deleted
// and nothing is in it that no deletion had seen.
//
// Nothing here reads a clock or the disk, or knows what a document means; Rules says what differs by kind.
package joint
