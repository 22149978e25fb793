package paper

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"enactive/charts/render"

	"codeberg.org/go-pdf/fpdf"
)

// pictures are the pictures that the pages show, such as emoji, each once. fpdf would write them in an
// order that differs from run to run.
type pictures struct {
	known map[string]bool // by the name that the pages' makers gave them
	all   []onePicture
}

// onePicture is a picture and what shows through it, if it has that.
type onePicture struct {
	name        string // in the pages
	image, mask *madeObject
}

// alone is a template that shows nothing and holds one picture.
type alone struct {
	fpdf.Template
	picture map[string]*fpdf.ImageInfoType
}

func (a alone) ID() string                             { return "alone" }
func (a alone) Bytes() []byte                          { return nil }
func (a alone) Templates() []fpdf.Template             { return nil }
func (a alone) Images() map[string]*fpdf.ImageInfoType { return a.picture }

// collect takes the pictures that are new out of a page.
func (p *pictures) collect(page fpdf.Template) error {
	images := page.Images()
	for _, key := range slices.Sorted(maps.Keys(images)) {
		if p.known[key] {
			continue
		}
		doc := fpdf.New("P", "pt", "A4", "")
		render.ClearPDFMetadata(doc)
		doc.AddPage()
		doc.UseTemplate(alone{page, map[string]*fpdf.ImageInfoType{key: images[key]}})
		m, err := take(doc)
		if err != nil {
			return fmt.Errorf("taking a picture out of a file: %w", err)
		}
		one, err := m.picture()
		if err != nil {
			return fmt.Errorf("taking a picture out of a file: %w", err)
		}
		if p.known == nil {
			p.known = map[string]bool{}
		}
		p.known[key] = true
		p.all = append(p.all, one)
	}
	return nil
}

// picture is the one picture of a file.
func (m made) picture() (onePicture, error) {
	if len(m.images) != 1 {
		return onePicture{}, errForm
	}
	one := onePicture{name: m.images[0].name}
	for i := range m.objects {
		switch o := &m.objects[i]; {
		case o.number == m.images[0].number:
			one.image = o
		case one.image != nil && strings.Contains(one.image.head, maskOf(o.number)):
			one.mask = o
		}
	}
	if one.image == nil || one.mask == nil && strings.Contains(one.image.head, "/SMask") {
		return onePicture{}, errForm
	}
	return one, nil
}

func maskOf(number int) string { return fmt.Sprintf("/SMask %d 0 R", number) }

// writePictures writes the pictures, and returns their dictionary without brackets.
func (d *document) writePictures() string {
	var names strings.Builder
	written := map[string]bool{} // the same picture may have two makers
	for _, p := range d.pictures.all {
		if written[p.name] {
			continue
		}
		written[p.name] = true
		number := d.reserve(1)
		head := p.image.head
		if p.mask != nil {
			mask := d.reserve(1)
			head = strings.Replace(head, maskOf(p.mask.number), maskOf(mask), 1)
			d.stream(mask, p.mask.head, p.mask.stream)
		}
		d.stream(number, head, p.image.stream)
		fmt.Fprintf(&names, "/%s %d 0 R", p.name, number)
	}
	return names.String()
}
