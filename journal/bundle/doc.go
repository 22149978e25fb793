// Package bundle opens what other journals export: a folder, a zip file, or a single file. All
// three become an fs.FS, so that a reader does not care which it was given.
//
// A path inside never leads out, links are not followed, and nothing is written anywhere. What is
// read is bounded by the limits below; what is only listed, such as gigabytes of photos, is not.
package bundle

import "enactive/journal/fault"

// Limits of a bundle.
const (
	// MaxFiles is the most files and folders in a bundle, MaxDepth the most folders in one another.
	MaxFiles = 100_000
	MaxDepth = 32
	// MaxRead is the most bytes that are read of all files, MaxFile of one, or of a stream.
	MaxRead = 1 << 30
	MaxFile = 256 << 20
	// MaxZip is the size of the largest zip file, and MaxRatio how many times larger than packed
	// a file in it may be.
	MaxZip   = 4 << 30
	MaxRatio = 100
)

// ErrRefused is the class of bundles that are not read: damaged, hostile or too large.
const ErrRefused fault.Class = "the bundle was refused"

func refused(file string, m fault.Message) *fault.Error {
	return &fault.Error{Class: ErrRefused, Kind: m.Kind, Thing: file, Values: m.Values}
}
