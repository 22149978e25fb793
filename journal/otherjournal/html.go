package otherjournal

import (
	"regexp"
	"strings"
	"sync"

	"golang.org/x/net/html"
)

// htmlTag is a tag that editors write; a text without any is not HTML.
var htmlTag = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)</?(p|div|br|h[1-6]|ul|ol|li|strong|em|b|i|u|s|a|span|blockquote|pre|code|img|mark|hr)(\s[^<>]*)?/?>`)
})

// plainText returns HTML as plain text, and anything else unchanged. pictures counts the images.
func plainText(text string) (plain string, pictures int) {
	if !htmlTag().MatchString(text) {
		return text, 0
	}
	w := htmlWriter{}
	for z := html.NewTokenizer(strings.NewReader(text)); ; {
		switch z.Next() {
		case html.ErrorToken: // the end
			return strings.TrimSpace(w.b.String()), w.pictures
		case html.TextToken:
			w.text(string(z.Text()))
		case html.StartTagToken, html.SelfClosingTagToken:
			name, more := z.TagName()
			w.begin(string(name), hrefOf(z, more))
		case html.EndTagToken:
			name, _ := z.TagName()
			w.end(string(name))
		}
	}
}

func hrefOf(z *html.Tokenizer, more bool) string {
	href := ""
	for more {
		var key, value []byte
		if key, value, more = z.TagAttr(); string(key) == "href" {
			href = string(value)
		}
	}
	return href
}

// htmlWriter writes plain text: paragraphs as lines, items of lists with a dash.
type htmlWriter struct {
	b        strings.Builder
	breaks   int // new lines at the end
	verbatim int // depth in pre
	href     string
	label    strings.Builder
	pictures int
}

func (w *htmlWriter) text(s string) {
	if w.verbatim == 0 {
		fields := strings.Join(strings.Fields(s), " ")
		switch {
		case fields == "" && (s == "" || w.breaks > 0 || w.b.Len() == 0):
			return
		case fields == "":
			s = " "
		default:
			if strings.TrimLeft(s, " \t\r\n\f") != s && w.breaks == 0 && w.b.Len() > 0 {
				fields = " " + fields
			}
			if strings.TrimRight(s, " \t\r\n\f") != s {
				fields += " "
			}
			s = fields
		}
	}
	w.b.WriteString(s)
	if w.href != "" {
		w.label.WriteString(s)
	}
	w.breaks = 0
}

// line ends a line, unless the text ends with n line ends.
func (w *htmlWriter) line(n int) {
	for ; w.breaks < n && w.b.Len() > 0; w.breaks++ {
		w.b.WriteByte('\n')
	}
}

func (w *htmlWriter) begin(name, href string) {
	switch name {
	case "br":
		w.b.WriteByte('\n')
		w.breaks++
	case "p", "div", "ul", "ol", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "tr":
		w.line(1)
	case "pre":
		w.line(1)
		w.verbatim++
	case "li":
		w.line(1)
		w.b.WriteString("- ")
	case "a":
		w.href = href
		w.label.Reset()
	case "img":
		w.pictures++
	}
}

func (w *htmlWriter) end(name string) {
	switch name {
	case "p", "div", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6":
		w.line(1)
	case "ul", "ol", "li":
		w.line(1)
	case "pre":
		w.line(1)
		w.verbatim = max(0, w.verbatim-1)
	case "a":
		if label := strings.TrimSpace(w.label.String()); w.href != "" && label != w.href {
			w.b.WriteString(" (" + w.href + ")")
			w.breaks = 0
		}
		w.href = ""
	}
}
