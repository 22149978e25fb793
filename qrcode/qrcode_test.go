package qrcode

import (
	"bytes"
	"image/png"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// key is as long as every public key of age.
const key = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p"

// grid is a code as it is seen: its modules without the quiet zone, which must be white.
func grid(t *testing.T, n int, dark func(x, y int) bool) [][]bool {
	t.Helper()
	rows := make([][]bool, n-2*quiet)
	for y := range n {
		for x := range n {
			inside := x >= quiet && y >= quiet && x < n-quiet && y < n-quiet
			if inside {
				rows[y-quiet] = append(rows[y-quiet], dark(x, y))
			} else if dark(x, y) {
				t.Fatalf("the quiet zone is dark at %d, %d", x, y)
			}
		}
	}
	return rows
}

// decode reads a code of version 4 and level M, without its correction of errors: it follows the standard
// (ISO/IEC 18004) and shares nothing with the library that made the code.
func decode(t *testing.T, m [][]bool) string {
	t.Helper()
	const size, version4 = 33, 4*4 + 17
	if len(m) != size || size != version4 {
		t.Fatalf("the code has %d modules a side, want %d", len(m), size)
	}
	// The format information: around the upper left corner, 15 bits, xored with a mask.
	format := 0
	for _, at := range [][2]int{{0, 8}, {1, 8}, {2, 8}, {3, 8}, {4, 8}, {5, 8}, {7, 8}, {8, 8}, {8, 7}, {8, 5}, {8, 4}, {8, 3}, {8, 2}, {8, 1}, {8, 0}} {
		format <<= 1
		if m[at[1]][at[0]] {
			format |= 1
		}
	}
	format ^= 0x5412
	if level := format >> 13; level != 0 {
		t.Fatalf("the level is %d, want that of M", level)
	}
	mask := []func(y, x int) bool{
		func(y, x int) bool { return (y+x)%2 == 0 }, func(y, _ int) bool { return y%2 == 0 }, func(_, x int) bool { return x%3 == 0 }, func(y, x int) bool { return (y+x)%3 == 0 },
		func(y, x int) bool { return (y/2+x/3)%2 == 0 }, func(y, x int) bool { return y*x%2+y*x%3 == 0 }, func(y, x int) bool { return (y*x%2+y*x%3)%2 == 0 }, func(y, x int) bool { return ((y+x)%2+y*x%3)%2 == 0 },
	}[format>>10&7]
	function := func(x, y int) bool {
		return x < 9 && y < 9 || x < 9 && y >= size-8 || x >= size-8 && y < 9 || x == 6 || y == 6 || x >= 24 && x <= 28 && y >= 24 && y <= 28
	}
	var bits []bool
	for right, up := size-1, true; right > 0; right, up = right-2, !up {
		if right == 6 {
			right--
		}
		for i := range size {
			y := i
			if up {
				y = size - 1 - i
			}
			for _, x := range []int{right, right - 1} {
				if !function(x, y) {
					bits = append(bits, m[y][x] != mask(y, x))
				}
			}
		}
	}
	words := make([]byte, len(bits)/8)
	for i := range words {
		for _, bit := range bits[8*i : 8*i+8] {
			words[i] <<= 1
			if bit {
				words[i] |= 1
			}
		}
	}
	var data []byte // of two blocks of 32 words each, taken in turn
	for block := range 2 {
		for i := range 32 {
			data = append(data, words[2*i+block])
		}
	}
	if data[0]>>4 != 4 {
		t.Fatalf("the mode is %d, want that of bytes", data[0]>>4)
	}
	n := int(data[0]&15)<<4 | int(data[1]>>4)
	text := make([]byte, n)
	for i := range text {
		text[i] = data[i+1]<<4 | data[i+2]>>4
	}
	return string(text)
}

func TestEveryFormOfTheCodeIsTheText(t *testing.T) {
	c, err := New(key)
	if err != nil {
		t.Fatal(err)
	}
	if got := decode(t, grid(t, c.Size(), c.Dark)); got != key {
		t.Errorf("the code is %q", got)
	}
	var b bytes.Buffer
	if err := c.WritePNG(&b); err != nil {
		t.Fatal(err)
	}
	picture, err := png.Decode(&b)
	if err != nil {
		t.Fatal(err)
	}
	scale := picture.Bounds().Dx() / c.Size()
	black := func(x, y int) bool {
		r, g, b, a := picture.At(x*scale+scale/2, y*scale+scale/2).RGBA()
		if r != g || g != b || a != 0xffff {
			t.Fatal("the picture has colours")
		}
		return r == 0
	}
	if got := decode(t, grid(t, c.Size(), black)); got != key {
		t.Errorf("the PNG is %q", got)
	}
	b.Reset()
	if err := c.WriteSVG(&b); err != nil {
		t.Fatal(err)
	}
	drawn := map[[2]int]bool{}
	for _, at := range regexp.MustCompile(`M(\d+) (\d+)h1v1h-1z`).FindAllStringSubmatch(b.String(), -1) {
		x, _ := strconv.Atoi(at[1])
		y, _ := strconv.Atoi(at[2])
		drawn[[2]int{x, y}] = true
	}
	if got := decode(t, grid(t, c.Size(), func(x, y int) bool { return drawn[[2]int{x, y}] })); got != key {
		t.Errorf("the SVG is %q", got)
	}
}

func TestTheCodeOfATerminalIsTheText(t *testing.T) {
	c, err := New(key)
	if err != nil {
		t.Fatal(err)
	}
	plain := c.Text(false)
	coloured := strings.NewReplacer("\x1b[38;5;16;48;5;231m", "", "\x1b[0m", "").Replace(c.Text(true))
	if plain != coloured || c.Text(true) == plain {
		t.Error("colour changes the characters, or nothing")
	}
	lines := strings.Split(strings.TrimSuffix(plain, "\n"), "\n")
	dark := func(x, y int) bool {
		c := []rune(lines[y/2])[x]
		return c == '█' || y%2 == 0 && c == '▀' || y%2 == 1 && c == '▄'
	}
	if got := decode(t, grid(t, c.Size(), dark)); got != key {
		t.Errorf("the lines are %q", got)
	}
}

func TestATextThatIsTooLongIsRefused(t *testing.T) {
	if _, err := New(strings.Repeat("x", 4000)); err == nil {
		t.Error("it became a code")
	}
}
