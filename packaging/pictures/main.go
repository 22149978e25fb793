// Command pictures makes the pictures of the documents from those of the tour: scaled to 900 pixels, with
// a palette, as small PNG files. "make handbook-pictures" calls it:
//
//	go run ./packaging/pictures build/handbook docs/pictures
package main

import (
	"bytes"
	"cmp"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"golang.org/x/image/draw"
)

// width is that of the pictures, in pixels.
const width = 900

// files names the picture in the documents of each one of the tour.
var files = map[string]string{
	"welcome, light.png":                    "welcome.png",
	"home, light.png":                       "home.png",
	"quick entry, light.png":                "quick.png",
	"entries, light.png":                    "entries.png",
	"calendar, light.png":                   "calendar.png",
	"plan, light.png":                       "plan.png",
	"experience, light.png":                 "experience.png",
	"areas, light.png":                      "area.png",
	"experiment, light.png":                 "experiment.png",
	"document, light.png":                   "document.png",
	"import, light.png":                     "import.png",
	"safety, light.png":                     "safety.png",
	"insights of Client pitches, light.png": "insights.png",
	"insights side by side, dark.png":       "beside.png",
	"review, light, de.png":                 "review.png",
	"palette, light, ja.png":                "palette.png",
}

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "Usage: pictures FOLDER-OF-THE-TOUR FOLDER")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "pictures:", err)
		os.Exit(1)
	}
}

// run makes all pictures, or none.
func run(from, into string) error {
	made := map[string][]byte{}
	for source, name := range files {
		data, err := os.ReadFile(filepath.Join(from, source))
		if err != nil {
			return fmt.Errorf("reading a picture of the tour: %w", err)
		}
		shown, err := png.Decode(bytes.NewReader(data))
		if err != nil {
			return fmt.Errorf("reading %s: %w", source, err)
		}
		var b bytes.Buffer
		if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&b, reduced(scaled(shown, width))); err != nil {
			return fmt.Errorf("making %s: %w", name, err)
		}
		made[name] = b.Bytes()
	}
	total := 0
	for _, name := range slices.Sorted(maps.Keys(made)) {
		if err := os.WriteFile(filepath.Join(into, name), made[name], 0o644); err != nil {
			return fmt.Errorf("writing %s: %w", name, err)
		}
		total += len(made[name])
		fmt.Printf("%6d bytes: %s\n", len(made[name]), filepath.Join(into, name))
	}
	fmt.Printf("%d pictures, %d bytes together\n", len(made), total)
	return nil
}

// scaled returns a picture that is wide pixels wide.
func scaled(shown image.Image, wide int) *image.RGBA {
	size := shown.Bounds()
	small := image.NewRGBA(image.Rect(0, 0, wide, wide*size.Dy()/size.Dx()))
	draw.CatmullRom.Scale(small, small.Bounds(), shown, size, draw.Src, nil)
	return small
}

// reduced returns a picture with a palette: of all colours that are alike to 5 bits of each part the one
// that the picture has most of, for those that it has most of together; and the nearest for all others.
func reduced(shown *image.RGBA) *image.Paletted {
	near := func(c color.RGBA) uint32 { return uint32(c.R>>3)<<10 | uint32(c.G>>3)<<5 | uint32(c.B>>3) }
	size := shown.Bounds()
	exact := map[color.RGBA]int{}
	for y := size.Min.Y; y < size.Max.Y; y++ {
		for x := size.Min.X; x < size.Max.X; x++ {
			exact[shown.RGBAAt(x, y)]++
		}
	}
	type alike struct {
		most color.RGBA
		n    int // pixels of all colours that are alike
	}
	kinds := map[uint32]*alike{}
	order := func(c color.RGBA) uint32 { return uint32(c.R)<<16 | uint32(c.G)<<8 | uint32(c.B) }
	for c, n := range exact {
		k := kinds[near(c)]
		if k == nil {
			k = &alike{most: c}
			kinds[near(c)] = k
		}
		k.n += n
		if n > exact[k.most] || n == exact[k.most] && order(c) < order(k.most) {
			k.most = c
		}
	}
	all := slices.SortedFunc(maps.Values(kinds), func(a, b *alike) int {
		return cmp.Or(b.n-a.n, cmp.Compare(order(a.most), order(b.most)))
	})
	var palette color.Palette
	for _, k := range all[:min(256, len(all))] {
		palette = append(palette, k.most)
	}
	small := image.NewPaletted(size, palette)
	places := map[uint32]uint8{}
	for key, k := range kinds {
		places[key] = uint8(palette.Index(k.most))
	}
	for y := size.Min.Y; y < size.Max.Y; y++ {
		for x := size.Min.X; x < size.Max.X; x++ {
			small.SetColorIndex(x, y, places[near(shown.RGBAAt(x, y))])
		}
	}
	return small
}
