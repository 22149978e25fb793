// Package picture removes from pictures what they tell besides the picture, and makes small ones of them.
//
// TypeOf finds out what a file is. Strip removes metadata (EXIF with the place, XMP, IPTC, comments,
// embedded previews, and whatever follows the picture in its file) without compressing the picture anew,
// so that every pixel stays; only which side is up is kept. Small makes a small JPEG, and Decode an image
// to show. All of them take hostile files: they look at what a picture says about its size before they
// decode it, decode none of more than MaxPixels, and return an error and never panic.
package picture
