package paper

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"strconv"

	"codeberg.org/go-pdf/fpdf"
)

// made is what is taken from a file of fpdf: its objects with the numbers that it gave them, and the
// names by which pages use them.
type made struct {
	// count is how many of its numbers are kept: all but those of the information and the catalog, which
	// are the last two.
	count   int
	objects []madeObject
	// fonts is the dictionary of the fonts, without brackets.
	fonts string
	// images are its pictures.
	images []madeImage
}

type madeImage struct {
	name   string
	number int
}

// madeObject is an object: a stream with the head of its dictionary, or something small.
type madeObject struct {
	number int
	small  []byte // nil for a stream
	head   string
	stream []byte
}

var (
	imageNames = regexp.MustCompile(`/(I[0-9a-f]+) (\d+) 0 R`)
	fontNames  = regexp.MustCompile(`(?s)/Font <<(.*?)>>`)
	lengths    = regexp.MustCompile(`/Length \d+`)
)

// errForm is for output of fpdf that is not as we know it, which a test would notice first.
var errForm = errors.New("fpdf wrote something that is not in its usual form")

// firstMade is the first object of fpdf that is kept: before it are the page tree, the resources, and an
// empty page with its content.
const firstMade = 5

// take has fpdf write a document that has no page of its own, and takes it apart.
func take(doc *fpdf.Fpdf) (made, error) {
	var b bytes.Buffer
	if err := doc.Output(&b); err != nil {
		return made{}, err
	}
	return readMade(b.Bytes())
}

func readMade(file []byte) (made, error) {
	var f made
	_, end, found := lastCut(file, "\nstartxref\n")
	start, err := strconv.Atoi(string(bytes.TrimSuffix(bytes.TrimSpace(end), []byte("\n%%EOF"))))
	if !found || err != nil || start < 0 || start >= len(file) {
		return f, fmt.Errorf("looking for the table of objects: %w", errForm)
	}
	lines := bytes.Split(file[start:], []byte("\n"))
	if len(lines) < 3 || string(lines[0]) != "xref" {
		return f, fmt.Errorf("reading the table of objects: %w", errForm)
	}
	var all int
	if _, err := fmt.Sscanf(string(lines[1]), "0 %d", &all); err != nil || len(lines) < 2+all || all < firstMade+2 {
		return f, fmt.Errorf("reading the length of the table of objects: %w", errForm)
	}
	f.count = all - 3 // number 0 is none
	for number := 1; number <= f.count; number++ {
		at, err := strconv.Atoi(string(bytes.TrimLeft(lines[2+number][:min(10, len(lines[2+number]))], "0")))
		if err != nil || at >= start {
			return f, fmt.Errorf("reading the place of object %d: %w", number, errForm)
		}
		body, found := bytes.CutPrefix(file[at:start], []byte(strconv.Itoa(number)+" 0 obj\n"))
		if !found {
			return f, fmt.Errorf("reading object %d: %w", number, errForm)
		}
		switch {
		case number == 2:
			body, _, _ = bytes.Cut(body, []byte("endobj"))
			if m := fontNames.FindSubmatch(body); m != nil {
				f.fonts = string(m[1])
			}
			for _, m := range imageNames.FindAllSubmatch(body, -1) {
				image := madeImage{name: string(m[1])}
				if image.number, err = strconv.Atoi(string(m[2])); err != nil {
					return f, fmt.Errorf("reading the pictures: %w", err)
				}
				f.images = append(f.images, image)
			}
		case number >= firstMade:
			o, err := readObject(body)
			if err != nil {
				return f, fmt.Errorf("reading object %d: %w", number, err)
			}
			o.number = number
			f.objects = append(f.objects, o)
		}
	}
	return f, nil
}

func readObject(body []byte) (madeObject, error) {
	small, _, found := bytes.Cut(body, []byte("\nendobj\n"))
	if !found {
		return madeObject{}, errForm
	}
	dictionary, rest, isStream := bytes.Cut(body, []byte("\nstream\n"))
	if !isStream || len(dictionary) > len(small) {
		return madeObject{small: small}, nil
	}
	inner := bytes.TrimSuffix(bytes.TrimPrefix(bytes.TrimSpace(dictionary), []byte("<<")), []byte(">>"))
	length, err := strconv.Atoi(string(bytes.TrimPrefix(lengths.Find(inner), []byte("/Length "))))
	if err != nil || length > len(rest) {
		return madeObject{}, errForm
	}
	return madeObject{
		head: string(bytes.TrimSpace(lengths.ReplaceAll(inner, nil))), stream: rest[:length],
	}, nil
}

func lastCut(s []byte, by string) (before, after []byte, found bool) {
	if i := bytes.LastIndex(s, []byte(by)); i >= 0 {
		return s[:i], s[i+len(by):], true
	}
	return s, nil, false
}
