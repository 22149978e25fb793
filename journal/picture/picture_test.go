package picture

import (
	"bytes"
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// secret stands for a place, a name and a comment in a picture.
const secret = "52.5200 N 13.4050 E, Ada's phone"

// drawn is a picture whose left half is red above blue, so that each turn of it differs.
func drawn(w, h int) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.RGBA{200, uint8(x), uint8(y), 255}
			if x < w/2 && y < h/2 {
				c = color.RGBA{250, 10, 10, 255}
			} else if x < w/2 {
				c = color.RGBA{10, 10, 250, 255}
			}
			m.SetRGBA(x, y, c)
		}
	}
	return m
}

// exifWith is EXIF data that says which side is up and has the secret.
func exifWith(up int, order binary.ByteOrder) []byte {
	head, kind := "II*\x00", []byte{0, 0}
	if order == binary.BigEndian {
		head = "MM\x00*"
	}
	at := func(n uint32) []byte { b := make([]byte, 4); order.PutUint32(b, n); return b }
	two := func(n uint16) []byte { b := slices.Clone(kind); order.PutUint16(b, n); return b }
	return slices.Concat([]byte(head), at(8), two(2),
		two(0x010e), two(2), at(uint32(len(secret))), at(38),
		two(0x0112), two(3), at(1), two(uint16(up)), two(0), at(0), []byte(secret))
}

func segment(mark byte, body string) []byte {
	return append(binary.BigEndian.AppendUint16([]byte{0xff, mark}, uint16(len(body)+2)), body...)
}

// photo is a JPEG as a telephone makes it, with everything that a picture may tell.
func photo(t testing.TB, w, h, up int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, drawn(w, h), &jpeg.Options{Quality: 95}); err != nil {
		t.Fatal(err)
	}
	plain := b.Bytes()
	return slices.Concat(plain[:2],
		segment(0xe0, "JFIF\x00\x01\x02\x00\x00\x01\x00\x01\x00\x00"),
		segment(0xe1, exifHead+string(exifWith(up, binary.LittleEndian))),
		segment(0xe1, "http://ns.adobe.com/xap/1.0/\x00<x:xmpmeta>"+secret),
		segment(0xe2, "ICC_PROFILE\x00\x01\x01 colours"),
		segment(0xe2, "MPF\x00"+secret),
		segment(0xed, "Photoshop 3.0\x008BIM"+secret),
		segment(0xee, "Adobe\x00\x64\x00\x00\x00\x00\x01"),
		segment(0xef, secret), segment(0xfe, secret),
		plain[2:], []byte(secret))
}

func pngPhoto(t testing.TB, up int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, drawn(40, 20)); err != nil {
		t.Fatal(err)
	}
	plain := b.Bytes()
	out := slices.Clone(plain[:33]) // the head and IHDR
	for kind, body := range map[string]string{"tEXt": "Comment\x00" + secret, "iTXt": secret, "tIME": secret[:7], "prVt": secret} {
		out = appendPNGChunk(out, kind, []byte(body))
	}
	out = appendPNGChunk(out, "eXIf", exifWith(up, binary.BigEndian))
	return slices.Concat(out, plain[33:], []byte(secret))
}

func gifPhoto(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	frame := image.NewPaletted(image.Rect(0, 0, 10, 20), color.Palette{color.White, color.Black})
	frame.SetColorIndex(3, 3, 1)
	other := image.NewPaletted(image.Rect(0, 0, 10, 20), color.Palette{color.White, color.Black})
	if err := gif.EncodeAll(&b, &gif.GIF{Image: []*image.Paletted{frame, other}, Delay: []int{10, 20}, LoopCount: 3}); err != nil {
		t.Fatal(err)
	}
	plain := b.Bytes()
	at := 13 + colourTable(plain[10])
	block := func(head, text string) []byte { return append(append([]byte(head), byte(len(text))), text+"\x00"...) }
	return slices.Concat(plain[:at], block("\x21\xfe", secret), block("\x21\xff\x0bXMP DataXMP", secret), plain[at:], []byte(secret))
}

// webpPhoto is a picture of one pixel without loss.
func webpPhoto(up int) []byte {
	pixel := []byte{0x2f, 0x00, 0x00, 0x00, 0x10, 0x07, 0x10, 0x11, 0x11, 0x88, 0x88, 0xfe, 0x07, 0x00}
	out := []byte("RIFF\x00\x00\x00\x00WEBP")
	out = appendRIFF(out, "VP8X", []byte{webpEXIF | webpXMP, 0, 0, 0, 0, 0, 0, 0, 0, 0})
	out = appendRIFF(out, "VP8L", pixel)
	out = appendRIFF(out, "EXIF", exifWith(up, binary.LittleEndian))
	out = appendRIFF(out, "XMP ", []byte(secret))
	out = appendRIFF(out, "note", []byte(secret))
	binary.LittleEndian.PutUint32(out[4:], uint32(len(out)-8))
	return append(out, secret...)
}

func photos(t testing.TB) map[string][]byte {
	return map[string][]byte{JPEG: photo(t, 40, 20, 6), PNG: pngPhoto(t, 6), GIF: gifPhoto(t), WebP: webpPhoto(6)}
}

func TestOnlyThePictureIsLeftOfAPicture(t *testing.T) {
	for mime, data := range photos(t) {
		if got := TypeOf("x", data); got != mime {
			t.Fatalf("%s is taken for %s", mime, got)
		}
		stripped, err := Strip(mime, data)
		if err != nil {
			t.Errorf("%s: %v", mime, err)
			continue
		}
		if !bytes.Contains(data, []byte(secret)) || bytes.Contains(stripped, []byte(secret[:5])) {
			t.Errorf("%s still tells what it told", mime)
		}
		if mime == JPEG && !bytes.Contains(stripped, []byte("ICC_PROFILE")) {
			t.Error("the colours have gone")
		}
		before, err := decoded(mime, data)
		if err != nil {
			t.Errorf("%s: %v", mime, err)
			continue
		}
		after, err := decoded(mime, stripped)
		if err != nil || !samePixels(before, after) {
			t.Errorf("%s shows something else: %v", mime, err)
		}
		if want := 6; mime != GIF && Upright(mime, stripped) != want {
			t.Errorf("%s: side %d is up, want %d", mime, Upright(mime, stripped), want)
		}
		again, err := Strip(mime, stripped)
		if err != nil || !bytes.Equal(again, stripped) {
			t.Errorf("%s changes when it is stripped again: %v", mime, err)
		}
	}
	moving, err := Strip(GIF, gifPhoto(t))
	if err != nil {
		t.Fatal(err)
	}
	if all, err := gif.DecodeAll(bytes.NewReader(moving)); err != nil || len(all.Image) != 2 || all.LoopCount != 3 || all.Delay[1] != 20 {
		t.Error("the picture does not move as it did:", err)
	}
}

func samePixels(a, b image.Image) bool {
	if a.Bounds() != b.Bounds() {
		return false
	}
	for y := a.Bounds().Min.Y; y < a.Bounds().Max.Y; y++ {
		for x := a.Bounds().Min.X; x < a.Bounds().Max.X; x++ {
			if a.At(x, y) != b.At(x, y) {
				return false
			}
		}
	}
	return true
}

func TestAPictureWithoutMetadataStaysAsItIs(t *testing.T) {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, drawn(30, 30), nil); err != nil {
		t.Fatal(err)
	}
	if got, err := Strip(JPEG, b.Bytes()); err != nil || !bytes.Equal(got, b.Bytes()) {
		t.Error("a plain JPEG has changed:", err)
	}
	b.Reset()
	if err := png.Encode(&b, drawn(30, 30)); err != nil {
		t.Fatal(err)
	}
	if got, err := Strip(PNG, b.Bytes()); err != nil || !bytes.Equal(got, b.Bytes()) {
		t.Error("a plain PNG has changed:", err)
	}
}

func TestASmallPictureHasItsRightSideUp(t *testing.T) {
	red := func(m image.Image, x, y int) bool {
		r, _, b, _ := m.At(x, y).RGBA()
		return r>>8 > 200 && b>>8 < 80
	}
	// Where the red corner of the stored picture is shown.
	corners := map[int][2]bool{1: {false, false}, 2: {true, false}, 3: {true, true}, 4: {false, true}, 5: {false, false}, 6: {true, false}, 7: {true, true}, 8: {false, true}}
	for up, at := range corners {
		data := photo(t, 900, 600, up)
		small, err := Small(JPEG, data)
		if err != nil {
			t.Fatal(err)
		}
		m, err := jpeg.Decode(bytes.NewReader(small))
		if err != nil {
			t.Fatal(err)
		}
		w, h := m.Bounds().Dx(), m.Bounds().Dy()
		if max(w, h) != SmallSide || (w > h) != (up < 5) {
			t.Errorf("side %d: %d by %d", up, w, h)
		}
		if ww, hh, err := Size(JPEG, data); err != nil || (ww > hh) != (up < 5) {
			t.Errorf("side %d: %d by %d, %v", up, ww, hh, err)
		}
		x, y := w/5, h/5
		if at[0] {
			x = w - x
		}
		if at[1] {
			y = h - y
		}
		if !red(m, x, y) {
			t.Errorf("side %d: the red corner is not at %d, %d", up, x, y)
		}
	}
	if m, err := Decode(PNG, pngPhoto(t, 1), 1000, 1000); err != nil || m.Rect.Dx() != 40 {
		t.Error("a picture was made larger:", err)
	}
}

// A picture that says that it is huge takes no memory.
func TestAHugePictureIsNotDecoded(t *testing.T) {
	huge := pngPhoto(t, 1)
	binary.BigEndian.PutUint32(huge[16:], 60_000)
	binary.BigEndian.PutUint32(huge[20:], 60_000)
	body := slices.Clone(huge[16:29])
	copy(huge[12:], appendPNGChunk(nil, "IHDR", body)[4:])
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if _, err := Small(PNG, huge); !errors.Is(err, ErrTooLarge) {
		t.Error(err)
	}
	runtime.ReadMemStats(&after)
	if used := after.TotalAlloc - before.TotalAlloc; used > 1<<20 {
		t.Errorf("it took %d bytes", used)
	}
	if _, err := Strip(PNG, huge); err != nil {
		t.Error("it cannot be kept:", err)
	}
}

func TestATypeThatCannotBeStrippedIsRefused(t *testing.T) {
	heic := []byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic")
	if mime := TypeOf("IMG_1.HEIC", heic); mime != HEIC {
		t.Error(mime)
	}
	if _, err := Strip(HEIC, heic); !errors.Is(err, ErrCannotStrip) {
		t.Error(err)
	}
	if _, err := Small(HEIC, heic); !errors.Is(err, ErrNotShown) {
		t.Error(err)
	}
	for mime, want := range map[string][2]bool{JPEG: {true, true}, HEIC: {true, false}, "application/pdf": {true, false}, "text/plain": {false, false}, Unknown: {true, false}} {
		if may, can := HasMetadata(mime); may != want[0] || can != want[1] {
			t.Errorf("%s: %v %v", mime, may, can)
		}
	}
}

func TestTypesByContentAndEnding(t *testing.T) {
	for name, c := range map[string]struct{ data, want string }{
		"a.jpg": {"%PDF-1.7", "application/pdf"}, "song.MP3": {"\xff\xfb", "audio/mpeg"}, "notes.txt": {"hello", "text/plain"}, "x": {"", Unknown}, "x.exe": {"MZ", Unknown},
		"clip.mov": {"\x00\x00\x00\x14ftypqt  \x00\x00\x00\x00", "video/quicktime"}, "v": {"\x00\x00\x00\x14ftypisom\x00\x00\x00\x00", "video/mp4"},
	} {
		if got := TypeOf(name, []byte(c.data)); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

// FuzzHostile gives broken pictures to everything that reads them.
func FuzzHostile(f *testing.F) {
	for _, data := range photos(f) {
		f.Add(data)
		f.Add(data[:len(data)/2])
		f.Add(bytes.ReplaceAll(data, []byte{0}, []byte{0xff}))
	}
	f.Add([]byte("\xff\xd8\xff\xda\x00\x02\xff"))
	f.Add([]byte("\xff\xd8" + strings.Repeat("\xff", 100)))
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, mime := range []string{JPEG, PNG, GIF, WebP} {
			out, err := Strip(mime, data)
			if err == nil && len(out) > len(data)+100 {
				t.Errorf("%s has grown from %d to %d bytes", mime, len(data), len(out))
			}
			if err == nil {
				if again, err := Strip(mime, out); err != nil || !bytes.Equal(again, out) {
					t.Errorf("%s changes when it is stripped again: %v", mime, err)
				}
			}
			Upright(mime, data)
			if c, err := config(mime, data); err == nil && c.Width*c.Height < 1<<20 {
				_, _ = Small(mime, data)
			}
		}
		TypeOf("x", data)
	})
}

func BenchmarkSmall12Mpx(b *testing.B) {
	data := photo(b, 4000, 3000, 6)
	for b.Loop() {
		if _, err := Small(JPEG, data); err != nil {
			b.Fatal(err)
		}
	}
}
